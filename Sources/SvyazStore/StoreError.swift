public import SvyazGraph

/// Why a store could not be opened, read or written. Whatever it is, the file holds what it held before.
public enum StoreError: Error, Hashable, Sendable {
  case missing(name: String)
  /// The file is there but is no store of ours.
  case foreign(name: String)
  /// Written by a newer version of the program.
  case tooNew(name: String, migration: String)
  /// Written by an older version, and not to be migrated in this mode.
  case tooOld(name: String)
  /// Pages are torn or missing.
  case damaged(name: String, detail: String)
  case locked(name: String)
  case readOnly(name: String)
  case diskFull(name: String)
  case inputOutput(name: String, detail: String)
  /// No network has been imported yet.
  case empty(name: String)
  /// Another network lives here.
  case otherNetwork(stored: NetworkID, given: NetworkID)
  /// A store that should be new stands there already.
  case exists(name: String)
  /// Somebody changed the row since it was looked at.
  case conflict(Conflict)
  case noSuchRow(table: Network.Table, key: [String])
  case rowExists(table: Network.Table, key: [String])
  case noSuchChange(Int)
  /// Later changes touched the same rows.
  case undoConflict(change: Int, later: [Int], rows: [String])
  case nothingToUndo(Int)
  /// The change brought the network: without it nothing would be left to show.
  case onlyNetwork(Int)
  /// The schema refused what the program should have refused before.
  case refused(rule: String)
  case knowledgeBeforeStore(first: Day)
  case unknownSchool(String)

  /// Both values of a row that two people edited.
  public struct Conflict: Hashable, Sendable {
    public let table: Network.Table
    public let key: [String]
    /// In the contract's order of columns.
    public let yours: [String]
    /// `nil`: the row is gone.
    public let theirs: [String]?
    /// Who wrote theirs, in which change and when.
    public let author: String
    public let change: Int
    public let at: String
  }
}

extension StoreError: UserFacing {
  public var code: String {
    switch self {
    case .missing: "store.missing"
    case .foreign: "store.foreign"
    case .tooNew: "store.tooNew"
    case .tooOld: "store.tooOld"
    case .damaged: "store.damaged"
    case .locked: "store.locked"
    case .readOnly: "store.readOnly"
    case .diskFull: "store.diskFull"
    case .inputOutput: "store.inputOutput"
    case .empty: "store.empty"
    case .otherNetwork: "store.otherNetwork"
    case .exists: "store.exists"
    case .conflict: "store.conflict"
    case .noSuchRow: "store.noSuchRow"
    case .rowExists: "store.rowExists"
    case .noSuchChange: "store.noSuchChange"
    case .undoConflict: "store.undoConflict"
    case .nothingToUndo: "store.nothingToUndo"
    case .onlyNetwork: "store.onlyNetwork"
    case .refused: "store.refused"
    case .knowledgeBeforeStore: "store.knowledgeBeforeStore"
    case .unknownSchool: "store.unknownSchool"
    }
  }

  public var message: String {
    switch self {
    case .missing(let name): "Хранилища «\(name)» нет."
    case .foreign(let name): "«\(name)» — не хранилище «Связи»."
    case .tooNew(let name, let migration):
      "Хранилище «\(name)» записано более новой версией программы (шаг «\(migration)»)."
    case .tooOld(let name): "Хранилище «\(name)» записано более старой версией программы."
    case .damaged(let name, let detail): "Хранилище «\(name)» повреждено: \(detail)."
    case .locked(let name): "Хранилище «\(name)» занято другой программой."
    case .readOnly(let name): "Хранилище «\(name)» нельзя изменить: файл или папка только для чтения."
    case .diskFull(let name): "На диске нет места для хранилища «\(name)»; ничего не изменено."
    case .inputOutput(let name, let detail): "Хранилище «\(name)»: ошибка чтения или записи (\(detail))."
    case .empty(let name): "В хранилище «\(name)» ещё нет сети."
    case .otherNetwork(let stored, let given): "В хранилище сеть «\(stored)», а загружается «\(given)»."
    case .exists(let name): "Файл «\(name)» уже есть."
    case .conflict(let conflict):
      "Строку \(Self.row(conflict.table, conflict.key)) уже изменил(а) \(conflict.author) "
        + "(изменение № \(conflict.change), \(conflict.at)). "
        + (conflict.theirs.map { "Сейчас: \($0.joined(separator: " | "))." } ?? "Сейчас её нет.")
        + " Ваше: \(conflict.yours.joined(separator: " | "))."
    case .noSuchRow(let table, let key): "Строки \(Self.row(table, key)) нет."
    case .rowExists(let table, let key): "Строка \(Self.row(table, key)) уже есть."
    case .noSuchChange(let number): "Изменения № \(number) нет."
    case .undoConflict(let change, let later, let rows):
      "Изменение № \(change) нельзя отменить: те же строки потом меняли, или ссылаются на них, изменения № "
        + "\(later.map(String.init).joined(separator: ", ")) (\(rows.joined(separator: "; ")))."
    case .onlyNetwork(let number): "Изменение № \(number) принесло саму сеть: без него показывать было бы нечего."
    case .nothingToUndo(let number): "Изменение № \(number) ничего не меняло, отменять нечего."
    case .refused(let rule): "Хранилище не приняло запись: \(rule)."
    case .knowledgeBeforeStore(let first): "Хранилище ведётся с \(first.russian): раньше в нём ничего не было известно."
    case .unknownSchool(let id): "Школы «\(id)» нет в сети."
    }
  }

  public var advice: String {
    switch self {
    case .missing: "Проверьте имя файла; новое хранилище создаёт svyaz import ПАПКА --store ФАЙЛ."
    case .foreign: "Укажите файл, созданный командой svyaz import."
    case .tooNew: "Обновите программу: старая версия могла бы испортить новый файл."
    case .tooOld: "Откройте его командой, которая пишет (import, edit, serve): копия прежнего файла останется рядом."
    case .damaged: "Восстановите хранилище из копии: svyaz restore. Повреждённый файл сохраните."
    case .locked: "Подождите, пока другая программа закончит, и повторите."
    case .readOnly: "Проверьте права на файл и папку."
    case .diskFull: "Освободите место и повторите."
    case .inputOutput: "Проверьте диск и права; данные, записанные раньше, целы."
    case .empty: "Загрузите сеть: svyaz import ПАПКА --store ФАЙЛ."
    case .otherNetwork: "Для другой сети заведите другой файл."
    case .exists: "Укажите другое имя."
    case .conflict: "Посмотрите оба значения и повторите правку, если она ещё нужна."
    case .noSuchRow: "Проверьте ключ: строки таблицы показывает svyaz show."
    case .rowExists: "Измените её, а не добавляйте."
    case .noSuchChange: "Номера изменений показывает svyaz log."
    case .undoConflict: "Сначала отмените более поздние изменения или исправьте строки правкой."
    case .onlyNetwork: "Чтобы начать заново, остановите службу и отмените изменение командой svyaz undo."
    case .nothingToUndo: "Номера изменений показывает svyaz log."
    case .refused: "Проверьте данные командой svyaz check."
    case .knowledgeBeforeStore: "Укажите более поздний день."
    case .unknownSchool: "Идентификаторы школ стоят в schools.csv."
    }
  }

  private static func row(_ table: Network.Table, _ key: [String]) -> String {
    "\(table.rawValue) «\(key.joined(separator: ", "))»"
  }
}
