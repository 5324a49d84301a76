internal import ArgumentParser
internal import SvyazApp
internal import SvyazGraph
internal import SvyazPaper
internal import SvyazStore

struct PaperCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paper", abstract: "Бумаги: справка, таблицы, приложения к приказу, соглашения, календарь, слайды.",
    discussion: """
      Виды: note — аналитическая справка о показателях (html, pdf, docx);
      tables — показатели с живыми числами (xlsx);
      annex-mentors — закрепление школ, annex-associations — состав ММО, annex-events — план мероприятий \
      (docx, html, pdf);
      agreement ID — соглашение о партнёрстве с этим идентификатором (docx, html, pdf);
      calendar — события впереди и сроки мероприятий (ics);
      deck — слайды о показателях (pptx).
      На каждой бумаге: дата, версия определений, редакция и SHA-256 данных.
      """)

  @Argument(
    help: "Вид: note, tables, annex-mentors, annex-associations, annex-events, agreement, calendar или deck.")
  var kind: String

  @Argument(help: "Идентификатор партнёрства для вида agreement.")
  var partnership: String?

  @OptionGroup var source: NetworkOptions

  @Option(help: "Форматы через запятую; без ключа — обычные для вида.")
  var format: String?

  @Option(help: "Папка для файлов.", completion: .directory)
  var out = "."

  @Option(help: "Редакция: working (рабочая) или public (школы, которым помогают, не названы).")
  var edition = "working"

  @Option(help: "Для видов note, tables и deck: правило показателя 9, active (без ключа) или formal.")
  var rule: String?

  @Option(
    help: "Для note и annex-…: кто подписывает, «Должность» или «Должность=Фамилия И. О.»; можно несколько раз.")
  var signer: [String] = []

  func run() async throws {
    let kind = try paperKind()
    let formats = try formats(of: kind)
    guard let edition = Edition(rawValue: edition) else {
      throw UsageError.value(option: "--edition", value: self.edition, expected: "working или public")
    }
    try checkOptions()
    guard let rule = PartnershipRule(rawValue: rule ?? "active") else {
      throw UsageError.value(option: "--rule", value: self.rule ?? "", expected: "active или formal")
    }
    let stages = Stages()
    let knowledge = try source.knowledgeWords()
    let (network, day) = try source.load(stages)
    stages.begin("Составляю бумагу")
    let paper = PaperSource(
      network: network, day: day, rule: rule, edition: edition, knowledge: knowledge, signers: try signers())
    let report = try await WritePapers.run(kind, of: paper, formats: formats, to: out)
    stages.finish()
    try Output.report(report, json: source.json)
  }

  /// Whether each option given says something about the kind.
  private func checkOptions() throws {
    let options: [(name: String, value: String?, kinds: [String])] = [
      ("--rule", rule, ["note", "tables", "deck"]),
      ("--signer", signer.first, ["note", "annex-mentors", "annex-associations", "annex-events"]),
    ]
    for (name, value, kinds) in options {
      guard let value, !kinds.contains(kind) else { continue }
      throw UsageError.value(
        option: name, value: value, expected: "только для видов \(kinds.joined(separator: ", "))")
    }
  }

  private func paperKind() throws -> WritePapers.Kind {
    if kind == "agreement" {
      guard let partnership else {
        throw UsageError.value(
          option: "Партнёрство", value: "", expected: "идентификатор из partnerships.csv: svyaz paper agreement ID")
      }
      return .agreement(partnership)
    }
    if let partnership {
      throw UsageError.value(option: "Аргумент", value: partnership, expected: "только у вида agreement")
    }
    switch kind {
    case "note": return .note
    case "tables": return .tables
    case "annex-mentors": return .mentors
    case "annex-associations": return .associations
    case "annex-events": return .events
    case "calendar": return .calendar
    case "deck": return .deck
    default:
      throw UsageError.value(
        option: "Вид бумаги", value: kind,
        expected: "note, tables, annex-mentors, annex-associations, annex-events, agreement, calendar или deck")
    }
  }

  private func formats(of kind: WritePapers.Kind) throws -> [WritePapers.Format] {
    guard let format else { return kind.usual }
    var formats: [WritePapers.Format] = []
    for name in format.split(separator: ",", omittingEmptySubsequences: false) {
      guard let known = WritePapers.Format(rawValue: String(name)), kind.formats.contains(known) else {
        throw UsageError.value(
          option: "--format", value: String(name),
          expected: "для этого вида \(kind.formats.map(\.rawValue).joined(separator: ", "))")
      }
      if !formats.contains(known) { formats.append(known) }
    }
    return formats
  }

  private func signers() throws -> [PaperSignature] {
    try signer.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let role = parts.first, !role.isEmpty else {
        throw UsageError.value(option: "--signer", value: text, expected: "«Должность» или «Должность=Фамилия И. О.»")
      }
      return PaperSignature(role: role, name: parts.count > 1 ? parts[1] : "")
    }
  }
}

extension NetworkOptions {
  /// What the store knew, for papers; `nil` for a folder.
  func knowledgeWords() throws -> String? {
    guard case .store(let path, let knowledge) = try source() else { return nil }
    switch knowledge {
    case .day(let day): return "что было внесено к концу дня \(day.russian)"
    case .change(let number): return "изменения по № \(number)"
    case .current:
      let last = try Store.open(path, for: .reading).changes(limit: 1).first?.id
      return last.map { "изменения по № \($0)" } ?? "пустое хранилище"
    }
  }
}
