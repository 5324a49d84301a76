internal import ArgumentParser
internal import SvyazApp
internal import SvyazStore

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Кто, когда, что и почему изменил в хранилище.")

  @Argument(help: "Номер изменения: показать его строки, прежние и новые значения.")
  var change: Int?

  @Option(help: "Хранилище.", completion: .file())
  var store: String

  @Option(help: "Сколько последних изменений показать.")
  var limit = 50

  @Flag(help: "Ответ для программ: JSON и ничего больше.")
  var json = false

  func run() throws {
    guard (1...1_000_000).contains(limit) else {
      throw UsageError.value(option: "--limit", value: String(limit), expected: "целое число от 1 до 1000000")
    }
    let store = try Store.open(store, for: .reading)
    let report =
      try change.map { try ShowHistory.details(of: $0, in: store) } ?? ShowHistory.changes(of: store, limit: limit)
    try Output.report(report, json: json)
  }
}

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Одна строка хранилища, её версия и история.",
    discussion: "svyaz show schools school-12 --store samara.svyaz")

  @OptionGroup var row: RowArguments

  @Option(help: "Хранилище.", completion: .file())
  var store: String

  @Flag(help: "Ответ для программ: JSON и ничего больше.")
  var json = false

  func run() throws {
    let report = try ShowHistory.row(
      row.resolvedTable(), key: row.keyCells, in: Store.open(store, for: .reading))
    try Output.report(report, json: json)
  }
}
