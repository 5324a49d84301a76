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
      districts — сколько связей между районами и внутри них, с --subject по одному предмету;
      changes — что появилось и завершилось с даты --since по дату карты;
      associations — состав действующих ММО, а с --plan состав из файла svyaz compose --json: слайд (--design slide) \
      или лист A3 (--design hubs);
      deck — презентация: титул, сеть наставничества, районы со связями, изменения с даты --since (без неё за полгода), показатель 9 \
      (только pptx).
      Серия (--dates, --series) для mentors и changes: школы на всех картах на одних местах; файлы с номерами, для pptx \
      одна презентация.
      Отбор: --subject, --district, --association, --status; карта говорит, что показано.
      """)

  @Argument(
    help: "Вид карты: mentors, school, districts, changes, associations, geography, overview или deck.")
  var kind: String

  @Argument(help: "Идентификатор школы для вида school.")
  var school: String?

  @OptionGroup var source: NetworkOptions

  @Option(help: "Форматы через запятую: svg, png, pdf, pptx, json, dot; без ключа svg,png, для вида deck — pptx.")
  var format: String?

  @Option(help: "Для png: точек на дюйм, от 72 до 600; без ключа 144.")
  var dpi: Int?

  @Flag(help: "Для svg: буквы контурами — шрифт не нужен, но текст нельзя выделить.")
  var outlines = false

  @Option(help: "Папка для файлов.", completion: .directory)
  var out = "."

  @Option(help: "Редакция: working (рабочая) или public (без статуса школ и результатов).")
  var edition = "working"

  @Option(
    help: "Файл плана вместо действующих партнёрств (mentors) или файл состава вместо действующих ММО (associations).",
    completion: .file())
  var plan: String?

  @Option(help: "С какой даты, ГГГГ-ММ-ДД: для видов changes и deck и для серии --series ЧИСЛО.")
  var since: String?

  @Option(help: "Серия карт mentors или changes: по одной на каждую дату ГГГГ-ММ-ДД, через запятую.")
  var dates: String?

  @Option(
    help: """
      Серия карт mentors или changes: столько дат равными шагами от --since до даты карты; districts — карты mentors \
      по районам, остальная сеть серым.
      """)
  var series: String?

  @Option(
    help: "Только этот предмет, как в svyaz compose; можно несколько раз, а для видов associations и districts один.")
  var subject: [String] = []

  @Option(help: "Только этот район: идентификатор или название; можно несколько раз. Для mentors и associations.")
  var district: [String] = []

  @Option(help: "Только это ММО: идентификатор или название; можно несколько раз. Для mentors и associations.")
  var association: [String] = []

  @Option(
    help: """
      Партнёрства этих статусов через запятую: proposed, agreed, active; без него agreed и active. Для mentors и school.
      """)
  var status: String?

  @Option(
    help: """
      Для вида mentors: network (одной сетью) или districts (по районам); для вида associations: slide (слайд, школы \
      в рамках ММО) или hubs (A3, школы вокруг ММО).
      """)
  var design: String?

  @Option(help: "Лист: slide, a4, a3 или a0; без него — свой у каждого вида.")
  var paper: String?

  func run() async throws {
    let formats = try formats()
    guard let edition = Edition(rawValue: edition) else {
      throw UsageError.value(option: "--edition", value: self.edition, expected: "working или public")
    }
    if kind == "deck" { return try await deck(formats, edition) }
    let chosen = seriesOption == nil ? try kindWithoutNetwork() : nil
    if chosen == nil { try checkOptions() }
    let paper = try paper.map { word in
      guard let paper = NetworkMap.Paper(rawValue: word.lowercased()) else {
        throw UsageError.value(option: "--paper", value: word, expected: "slide, a4, a3 или a0")
      }
      return paper
    }
    guard let kind = chosen else { return try await drawSeries(formats, edition, paper: paper) }
    let stages = Stages()
    let (network, day) = try source.load(stages)
    stages.begin("Рисую карту")
    let renderer = MapRenderer.forTerminal()
    let report = try await DrawMap.run(
      kind, of: network, on: day, edition: edition, selection: selection, paper: paper, formats: formats,
      options: MapFileOptions(dpi: dpi, hasOutlinedText: outlines), to: out, renderer: renderer)
    await renderer.shutdown()
    stages.finish()
    try Output.report(report, json: source.json)
  }

  private func kindWithoutNetwork() throws -> DrawMap.Kind {
    try checkOptions()
    guard let word = DrawMap.KindWord(rawValue: kind) else {
      throw UsageError.value(option: "Вид карты", value: kind, expected: Self.kinds)
    }
    let drawn = try MapQuestion(word, school: school, selection: chosen, design: design, since: since).drawn()
    guard let plan else { return drawn }
    switch drawn {
    case .mentors(_, let design):
      if let status {
        throw UsageError.value(
          option: "--status", value: status, expected: "только без --plan: у пар плана статуса нет")
      }
      return .mentors(plan: try Plan(json: Files.read(plan), file: plan), design: design)
    case .associations(let subject, let design):
      for (option, value) in [("--district", district.first), ("--association", association.first)] {
        guard let value else { continue }
        throw UsageError.value(option: option, value: value, expected: "только без --plan для вида associations")
      }
      return .composition(
        try Composition.list(json: Files.read(plan), file: plan), subject: subject, design: design)
    default: return drawn
    }
  }

  static let kinds = "mentors, school ID, districts, changes, associations, geography, overview или deck"

  /// Whether each option given belongs to the kind.
  func checkOptions() throws {
    // Of a kind that is none, the kind is the fault.
    guard let word = DrawMap.KindWord(rawValue: kind) else { return }
    func kinds(_ choice: DrawMap.Choice) -> [String] {
      DrawMap.KindWord.allCases.filter { $0.takes(choice) }.map(\.rawValue)
    }
    let options: [(name: String, value: String?, kinds: [String])] = [
      (seriesOption?.name ?? "", seriesOption?.value, kinds(.series)),
      ("--subject", subject.first, kinds(.subject)), ("--district", district.first, kinds(.district)),
      ("--association", association.first, kinds(.association)), ("--status", status, kinds(.status)),
      ("--design", design, kinds(.design)), ("--plan", plan, kinds(.plan)),
      ("--since", since, seriesOption == nil ? kinds(.since) : ["changes", "mentors"]),
    ]
    for (name, value, kinds) in options {
      guard let value, !kinds.contains(kind) else { continue }
      let expected = kinds.count == 1 ? "только для вида " : "только для видов "
      throw UsageError.value(option: name, value: value, expected: expected + kinds.joined(separator: ", "))
    }
    if subject.count > 1, word.hasOneSubject {
      throw UsageError.value(option: "--subject", value: subject[1], expected: "для вида \(kind) один предмет")
    }
  }

  /// What part of the network is asked for.
  private var chosen: MapSelection {
    MapSelection(
      subjects: subject, districts: district, associations: association, statuses: status.map { [$0] } ?? [])
  }

  /// The part that narrows the map.
  var selection: MapSelection {
    DrawMap.KindWord(rawValue: kind).map { MapQuestion($0, selection: chosen).narrowed } ?? chosen
  }
}

extension MapRenderer {
  /// The command line's renderer: the worker is this binary again. A person at a terminal can wait longer than a page.
  static func forTerminal() -> MapRenderer {
    MapRenderer(workerExecutable: "/proc/self/exe", deadline: .seconds(30))
  }
}
