internal import ArgumentParser
internal import SvyazApp
internal import SvyazContract
internal import SvyazGraph
internal import SvyazStore

/// A table and a key on the command line.
struct RowArguments: ParsableArguments {
  @Argument(help: "Таблица: имя файла папки сети без .csv.")
  var table: String

  @Argument(help: "Ключ строки; несколько столбцов ключа через запятую.")
  var key: String

  func resolvedTable() throws -> Network.Table { try Self.table(table) }

  static func table(_ name: String) throws -> Network.Table {
    guard let table = Network.Table(rawValue: name), table != .network else {
      let names = Network.Table.allCases.filter { $0 != .network }.map(\.rawValue).joined(separator: ", ")
      throw UsageError.value(option: "Таблица", value: name, expected: names)
    }
    return table
  }

  var keyCells: [String] { key.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
}

struct EditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Изменить, добавить или убрать одну строку хранилища.",
    discussion: """
      svyaz edit schools school-12 students=640 --store samara.svyaz --why "отчёт ОО-1"
      svyaz edit statuses school-12,low_result,2020-09-01 to=2022-09-01 --store samara.svyaz
      svyaz edit mentors school-6, --remove --store samara.svyaz
      С --base правка отклоняется, если строку уже изменил кто-то другой (версию показывает svyaz show).
      """)

  @OptionGroup var row: RowArguments

  @Argument(help: "Столбцы и новые значения: столбец=значение.")
  var cells: [String] = []

  @Flag(help: "Добавить строку; ключ берётся из столбцов, аргумент ключа — тире.")
  var add = false

  @Flag(help: "Убрать строку; история её сохранит.")
  var remove = false

  @Option(help: "Версия строки, которую видел редактор.")
  var base: Int?

  @OptionGroup var options: StoreOptions

  func run() throws {
    let table = try row.resolvedTable()
    guard !(add && remove) else {
      throw UsageError.value(option: "--add", value: "--remove", expected: "одно из двух")
    }
    let verb: EditStore.Verb = add ? .add : remove ? .remove : .set
    guard verb == .remove ? cells.isEmpty : !cells.isEmpty else {
      throw UsageError.value(
        option: "Столбцы", value: cells.first ?? "", expected: remove ? "ничего вместе с --remove" : "столбец=значение")
    }
    let pairs = try cells.map { cell -> (column: String, value: String) in
      guard let mark = cell.firstIndex(of: "=") else {
        throw UsageError.value(option: "Столбцы", value: cell, expected: "столбец=значение")
      }
      return (String(cell[..<mark]), String(cell[cell.index(after: mark)...]))
    }
    let report = try EditStore.run(
      verb, table, key: row.keyCells, cells: pairs, base: base, in: options.open(.writing), options.note(.edit),
      at: .now, isTrial: options.isTrial)
    try Output.report(report, json: options.json)
  }
}

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Отменить одно изменение или загрузку: прежние значения возвращаются новым изменением.")

  @Argument(help: "Номер изменения из svyaz log.")
  var change: Int

  @OptionGroup var options: StoreOptions

  func run() throws {
    let report = try EditStore.undo(
      change, in: options.open(.writing), options.note(.undo), at: .now, isTrial: options.isTrial)
    try Output.report(report, json: options.json)
  }
}
