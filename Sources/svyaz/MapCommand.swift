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
      geography — школы по координатам и кто кого ведёт; overview — плакат всех школ по районам (A3);
      associations — состав действующих ММО, а с --plan состав из файла svyaz compose --json: слайд (--design slide) \
      или лист A3 (--design hubs).
      """)

  @Argument(help: "Вид карты: mentors, school, associations, geography или overview.")
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

  @Option(help: "Для вида associations: предмет, как в svyaz compose; без него — все предметы на одной карте.")
  var subject: String?

  @Option(help: "Для вида associations: slide (слайд, школы в рамках ММО) или hubs (A3, школы вокруг ММО).")
  var design: String?

  @Option(help: "Лист: slide, a4, a3 или a0; без него — свой у каждого вида.")
  var paper: String?

  func run() async throws {
    let formats = try formats()
    guard let edition = Edition(rawValue: edition) else {
      throw UsageError.value(option: "--edition", value: self.edition, expected: "working или public")
    }
    let kind = try kindWithoutNetwork()
    let paper = try paper.map { word in
      guard let paper = NetworkMap.Paper(rawValue: word.lowercased()) else {
        throw UsageError.value(option: "--paper", value: word, expected: "slide, a4, a3 или a0")
      }
      return paper
    }
    let stages = Stages()
    let (network, day) = try source.load(stages)
    stages.begin("Рисую карту")
    let renderer = MapRenderer.forTerminal()
    let report = try await DrawMap.run(
      kind, of: network, on: day, edition: edition, paper: paper, formats: formats, to: out, renderer: renderer)
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
    if kind != "associations" {
      for (option, value) in [("--subject", subject), ("--design", design)] {
        if let value { throw UsageError.value(option: option, value: value, expected: "только для вида associations") }
      }
    }
    switch kind {
    case "mentors":
      if let school {
        throw UsageError.value(option: "Аргумент", value: school, expected: "у вида mentors нет аргумента")
      }
      guard let plan else { return .mentors(plan: nil) }
      return .mentors(plan: try Plan(json: Files.read(plan), file: plan))
    case "school":
      if let plan {
        throw UsageError.value(option: "--plan", value: plan, expected: "только для видов mentors и associations")
      }
      guard let school, let id = SchoolID(school) else {
        throw UsageError.value(
          option: "Школа", value: school ?? "", expected: "идентификатор школы из schools.csv: svyaz map school ID")
      }
      return .school(id)
    case "associations":
      return try associations()
    case "geography", "overview":
      if let school {
        throw UsageError.value(option: "Аргумент", value: school, expected: "у вида \(kind) нет аргумента")
      }
      if let plan {
        throw UsageError.value(option: "--plan", value: plan, expected: "только для видов mentors и associations")
      }
      return kind == "geography" ? .geography : .overview
    default:
      throw UsageError.value(
        option: "Вид карты", value: kind, expected: "mentors, school ID, associations, geography или overview")
    }
  }

  private func associations() throws -> DrawMap.Kind {
    if let school {
      throw UsageError.value(option: "Аргумент", value: school, expected: "у вида associations нет аргумента")
    }
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
