internal import ArgumentParser
internal import Foundation
internal import SvyazApp
internal import SvyazComposition
internal import SvyazGraph
internal import SvyazStore

struct WorkPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workplan", abstract: "План работы ММО: встречи учебного года, темы, хозяева по очереди.",
    discussion: """
      svyaz workplan --network graphs/samara-2020 --from 2021-09-01
      svyaz workplan --store samara.svyaz --from 2021-09-01 --to 2022-05-31 --meetings 6 --why "план на год"
      С --network план только показывается, с --store новые встречи записываются в события одним изменением. Что уже \
      назначено, остаётся и идёт в счёт: второй раз та же команда ничего не добавит.
      """)

  @Option(help: "Папка сети: только показать.", completion: .directory)
  var network: String?

  @Option(help: "Хранилище: записать встречи в события.", completion: .file())
  var store: String?

  @Option(help: "Первый день ГГГГ-ММ-ДД.")
  var from: String

  @Option(help: "Последний день; без него — 31 мая учебного года.")
  var to: String?

  @Option(help: "Только этот предмет.")
  var subject: String?

  @Option(help: "Только это ММО.")
  var association: String?

  @Option(parsing: .unconditional, help: "Встреч у каждого ММО за срок, 1…100.")
  var meetings: Int?

  @Option(parsing: .unconditional, help: "Вместо --meetings: одна встреча в столько учебных недель; без обоих — 6.")
  var every: Int?

  @Option(
    name: .customLong("theme"), parsing: .unconditionalSingleValue,
    help: "Тема следующей встречи: ТЕКСТ или ВИД=ТЕКСТ (lesson_visit=…); можно несколько раз.")
  var themes: [String] = []

  @Option(help: "Кто меняет; без него — имя пользователя системы.")
  var author: String?

  @Option(name: .customLong("why"), help: "Почему: основание, номер приказа.")
  var reason = ""

  @Flag(name: .customLong("dry-run"), help: "Только показать, что изменилось бы.")
  var isTrial = false

  @Flag(help: "Ответ для программ: JSON и ничего больше.")
  var json = false

  func run() throws {
    let options = try options()
    let source = try NetworkOptions.source(network: network, store: store)
    let report: Report
    switch source {
    case .folder:
      if let author { throw UsageError.value(option: "--author", value: author, expected: "только вместе с --store") }
      report = try PlanMeetings.run(source.load(), options)
    case .store(let path, _):
      let name = author.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
      let note = ChangeNote(
        author: name.isEmpty ? NSUserName() : name, kind: .plan, reason: reason, source: "svyaz workplan")
      report = try PlanMeetings.run(
        options, in: StoreOptions.open(path, .writing), note, at: .now, isTrial: isTrial)
    }
    try Output.report(report, json: json)
  }

  private func options() throws -> WorkPlanOptions {
    var options = WorkPlanOptions(
      from: try NetworkOptions.day(from, option: "--from"),
      to: try to.map { try NetworkOptions.day($0, option: "--to") }, themes: themes.map(PlanMeetings.theme))
    switch (meetings, every) {
    case (let count?, nil): options.frequency = .meetings(count)
    case (nil, let weeks?): options.frequency = .every(weeks: weeks)
    case (nil, nil): break
    case (_?, let weeks?):
      throw UsageError.value(option: "--every", value: String(weeks), expected: "либо --meetings, либо --every")
    }
    if let subject {
      guard let id = SubjectID(subject) else {
        throw UsageError.value(option: "--subject", value: subject, expected: "идентификатор предмета из network.json")
      }
      options.subject = id
    }
    if let association {
      guard let id = AssociationID(association) else {
        throw UsageError.value(
          option: "--association", value: association, expected: "идентификатор ММО из associations.csv")
      }
      options.association = id
    }
    return options
  }
}

struct RemindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remind",
    abstract: "ММО без плана или без событий за 90 дней. Код 1 — есть о чём напомнить.",
    discussion: "svyaz remind --store samara.svyaz --as-of 2021-11-15")

  @OptionGroup var source: NetworkOptions

  func run() throws {
    let stages = Stages()
    let (network, day) = try source.load(stages)
    let report = RemindAssociations.run(network, on: day)
    stages.finish()
    try Output.report(report, json: source.json)
  }
}
