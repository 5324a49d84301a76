public import SvyazGraph

/// Why a workbook was not written; there is no file then.
public enum WorkbookWriteError: Error, Hashable, Sendable {
  /// A worksheet cannot hold a text of more than 32,767 characters; the text is not cut.
  case textTooLong(place: CellPlace, length: Int)
  /// More rows or columns than a worksheet has.
  case sheetFull(place: CellPlace)
  /// Infinite, or no number at all.
  case notANumber(place: CellPlace)
  case cannotWrite(reason: String)
}

extension WorkbookWriteError: UserFacing {
  public var code: String {
    switch self {
    case .textTooLong: "workbook.textTooLong"
    case .sheetFull: "workbook.sheetFull"
    case .notANumber: "workbook.notANumber"
    case .cannotWrite: "workbook.cannotWrite"
    }
  }

  public var message: String {
    switch self {
    case .textTooLong(let place, let length):
      "Книга не записана, \(Self.words(of: place)): знаков в тексте \(length), а ячейка Excel вмещает 32767."
    case .sheetFull(let place):
      "Книга не записана, \(Self.words(of: place)): лист Excel вмещает 1048576 строк и 16384 столбца."
    case .notANumber(let place): "Книга не записана, \(Self.words(of: place)): значение не является числом."
    case .cannotWrite(let reason): "Книга не записана: \(reason)."
    }
  }

  public var advice: String {
    switch self {
    case .textTooLong: "Сократите текст или выгрузите данные как CSV."
    case .sheetFull: "Выгрузите данные по частям или как CSV."
    case .notANumber: "Исправьте значение в данных."
    case .cannotWrite: "Проверьте место на диске и права на папку временных файлов."
    }
  }

  private static func words(of place: CellPlace) -> String {
    "лист \(Fault.quoted(place.sheet ?? place.file)), строка \(place.row)"
      + (place.columnLetters.map { ", столбец \($0)" } ?? "")
  }
}
