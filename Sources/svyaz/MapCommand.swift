internal import ArgumentParser
internal import SvyazApp
internal import SvyazComposition
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazMap
internal import SvyazMatching

struct MapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Нарисовать карту сети.",
    discussion: """
      Виды: mentors — кто кого ведёт (действующие партнёрства, а с --plan пары плана);
      school ID — связи одной школы;
      districts — сколько связей между районами и внутри них, с --subject по одному предмету;
      changes — что появилось и завершилось с даты --since по дату карты;
      associations — состав действующих ММО, а с --plan состав из файла svyaz compose --json: слайд (--design slide) \
      или лист A3 (--design hubs).
      """)

  @Argument(help: "Вид карты: mentors, school, districts, changes или associations.")
  var kind: String

  @Argument(help: "Идентификатор школы для вида school.")
  var school: String?

  @OptionGroup var source: NetworkOptions

  @Option(help: "Форматы через запятую: svg, png, dot.")
  var format = "svg,png"

  @Option(help: "Папка для файлов.", completion: .directory)
  var out = "."

  @Option(help: "Редакция: working (рабочая) или public (без статуса школ и результатов).")
  var edition = "working"

  @Option(
    help: "Файл плана вместо действующих партнёрств (mentors) или файл состава вместо действующих ММО (associations).",
    completion: .file())
  var plan: String?

  @Option(help: "Для вида changes: с какой даты, ГГГГ-ММ-ДД.")
  var since: String?

  @Option(
    help: "Для видов associations и districts: предмет, как в svyaz compose; без него — все предметы на одной карте.")
  var subject: String?

  @Option(help: "Для вида associations: slide (слайд, школы в рамках ММО) или hubs (A3, школы вокруг ММО).")
  var design: String?

  func run() async throws {
    let formats = try formats()
    guard let edition = Edition(rawValue: edition) else {
      throw UsageError.value(option: "--edition", value: self.edition, expected: "working или public")
    }
    let kind = try kindWithoutNetwork()
    let stages = Stages()
    let (network, day) = try source.load(stages)
    stages.begin("Рисую карту")
    let renderer = MapRenderer.forTerminal()
    let report = try await DrawMap.run(
      kind, of: network, on: day, edition: edition, formats: formats, to: out, renderer: renderer)
    await renderer.shutdown()
    stages.finish()
    try Output.report(report, json: source.json)
  }

  private func formats() throws -> Set<MapFormat> {
    let names = format.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var formats: Set<MapFormat> = []
    for name in names {
      guard let format = MapFormat(rawValue: name) else {
        throw UsageError.value(option: "--format", value: name, expected: "svg, png или dot через запятую")
      }
      formats.insert(format)
    }
    return formats
  }

  private func kindWithoutNetwork() throws -> DrawMap.Kind {
    try checkOptions()
    switch kind {
    case "mentors":
      try checkNoArgument()
      guard let plan else { return .mentors(plan: nil) }
      return .mentors(plan: try Plan(json: Files.read(plan), file: plan))
    case "school":
      guard let school, let id = SchoolID(school) else {
        throw UsageError.value(
          option: "Школа", value: school ?? "", expected: "идентификатор школы из schools.csv: svyaz map school ID")
      }
      return .school(id)
    case "districts":
      try checkNoArgument()
      return .districts(subject: subject)
    case "changes":
      try checkNoArgument()
      guard let since, let day = Day(iso: since) else {
        throw UsageError.value(option: "--since", value: since ?? "", expected: "дата ГГГГ-ММ-ДД, например 2020-09-01")
      }
      return .changes(since: day)
    case "associations":
      return try associations()
    default:
      throw UsageError.value(
        option: "Вид карты", value: kind, expected: "mentors, school ID, districts, changes или associations")
    }
  }

  /// Whether each option given belongs to the kind.
  private func checkOptions() throws {
    // Of a kind that is none, the kind is the fault.
    guard ["mentors", "school", "districts", "changes", "associations"].contains(kind) else { return }
    let options: [(name: String, value: String?, kinds: [String])] = [
      ("--subject", subject, ["associations", "districts"]), ("--design", design, ["associations"]),
      ("--plan", plan, ["mentors", "associations"]), ("--since", since, ["changes"]),
    ]
    for (name, value, kinds) in options {
      guard let value, !kinds.contains(kind) else { continue }
      let expected = kinds.count == 1 ? "только для вида " : "только для видов "
      throw UsageError.value(option: name, value: value, expected: expected + kinds.joined(separator: " и "))
    }
  }

  private func checkNoArgument() throws {
    if let school {
      throw UsageError.value(option: "Аргумент", value: school, expected: "у вида \(kind) нет аргумента")
    }
  }

  private func associations() throws -> DrawMap.Kind {
    try checkNoArgument()
    guard let design = AssociationMap.Design(rawValue: design ?? "slide") else {
      throw UsageError.value(option: "--design", value: design ?? "", expected: "slide или hubs")
    }
    guard let plan else { return .associations(subject: subject, design: design) }
    return .composition(
      try Composition.list(json: Files.read(plan), file: plan), subject: subject, design: design)
  }
}

extension MapRenderer {
  /// The command line's renderer: the worker is this binary again. A person at a terminal can wait longer than a page.
  static func forTerminal() -> MapRenderer {
    MapRenderer(workerExecutable: "/proc/self/exe", deadline: .seconds(30))
  }
}
