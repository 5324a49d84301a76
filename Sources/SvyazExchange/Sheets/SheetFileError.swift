public import SvyazGraph

/// Why a file that people sent as a table was not read at all; nothing of it is taken.
public enum SheetFileError: Error, Hashable, Sendable {
  /// The file is something else than a workbook or a text of separated values.
  case unsupported(file: String, kind: SheetFileKind)
  /// A workbook whose archive or one of whose parts is torn or breaks the rules of its format.
  /// - part: the part's name in the archive, empty for the archive itself; line: from 1, 0 where a part has none.
  case damaged(file: String, part: String, line: Int, problem: String)
  /// A cap of ``SheetLimits`` was passed. `place` tells the sheet and the row where that is known.
  case tooLarge(file: String, limit: SheetLimit, most: Int, place: CellPlace?)
  /// A text file that breaks off or holds what no text holds; `row` is the number of the record.
  case badText(file: String, row: Int, problem: SheetTextProblem)
}

/// What a file is, told from its first bytes and not from its name.
public enum SheetFileKind: Hashable, Sendable, CaseIterable {
  case empty
  /// The binary `.xls` of Excel before 2007.
  case oldExcel
  /// A workbook that a password protects from being opened.
  case encrypted
  /// The binary `.xlsb`.
  case binaryWorkbook
  case openDocument
  case pdf
  /// HTML or XML, often named `.xls`.
  case markup
  /// An archive that holds no workbook.
  case otherArchive
  /// Bytes that are no text.
  case binary
}

/// What ``SheetLimits`` caps.
public enum SheetLimit: Hashable, Sendable, CaseIterable {
  case fileBytes, archiveEntries, partBytes, inflatedBytes, inflationRatio, sheets, rows, columns, cells, textLength
  case sharedTexts, memory, depth, tagLength, merged
}

public enum SheetTextProblem: Hashable, Sendable {
  case unterminatedQuote
  case controlCharacter
  /// Well-formed UTF-8 or UTF-16 with a few bytes that break it.
  case brokenEncoding(String)
  /// An encoding that is recognised but not read.
  case foreignEncoding(String)
}

extension SheetFileError: UserFacing {
  public var code: String {
    switch self {
    case .unsupported: "sheet.unsupported"
    case .damaged: "sheet.damaged"
    case .tooLarge: "sheet.tooLarge"
    case .badText: "sheet.badText"
    }
  }

  public var message: String {
    switch self {
    case .unsupported(let file, let kind): "Файл \(Fault.quoted(file)) не прочитан: \(kind.description)."
    case .damaged(let file, let part, let line, let problem):
      "Книга \(Fault.quoted(file)) повреждена" + (part.isEmpty ? "" : ", часть \(Fault.quoted(part))")
        + (line > 0 ? ", строка \(line)" : "") + ": \(problem)."
    case .tooLarge(let file, let limit, let most, let place):
      "Файл \(Fault.quoted(file)) не прочитан\(Self.words(of: place)): \(limit.description(most: most))."
    case .badText(let file, let row, let problem): "Файл \(Fault.quoted(file)), строка \(row): \(problem.description)."
    }
  }

  public var advice: String {
    switch self {
    case .unsupported(_, let kind): kind.advice
    case .damaged: "Откройте файл в Excel или LibreOffice, сохраните заново как «Книга Excel (.xlsx)» и повторите."
    case .tooLarge(_, let limit, _, _): limit.advice
    case .badText(_, _, let problem): problem.advice
    }
  }

  private static func words(of place: CellPlace?) -> String {
    guard let place else { return "" }
    var text = ""
    if let sheet = place.sheet { text += ", лист \(Fault.quoted(sheet))" }
    if place.row > 0 { text += ", строка \(place.row)" }
    if let letters = place.columnLetters { text += ", столбец \(letters)" }
    return text
  }
}

extension SheetFileKind {
  /// In Russian, to be read after a colon.
  public var description: String {
    switch self {
    case .empty: "он пуст"
    case .oldExcel: "это двоичная книга старого Excel (.xls)"
    case .encrypted: "книга закрыта паролем"
    case .binaryWorkbook: "это двоичная книга Excel (.xlsb)"
    case .openDocument: "это документ OpenDocument (.ods)"
    case .pdf: "это документ PDF, а не таблица"
    case .markup: "это страница HTML или XML, хотя имя может кончаться на .xls"
    case .otherArchive: "это архив, в котором нет книги Excel"
    case .binary: "это не таблица и не текст"
    }
  }

  var advice: String {
    switch self {
    case .empty: "Проверьте, тот ли это файл, и выгрузите таблицу ещё раз."
    case .oldExcel, .binaryWorkbook, .openDocument, .markup:
      "Откройте файл в Excel или LibreOffice и сохраните книгу как .xlsx."
    case .encrypted: "Снимите пароль (Файл → Сведения → Защита книги) и сохраните книгу как .xlsx."
    case .pdf: "Попросите у автора исходную таблицу (.xlsx или .csv)."
    case .otherArchive: "Распакуйте архив и укажите сам файл .xlsx или .csv."
    case .binary: "Сохраните таблицу как .xlsx или как CSV в кодировке UTF-8."
    }
  }
}

extension SheetLimit {
  func description(most: Int) -> String {
    switch self {
    case .fileBytes: "он длиннее \(most / 1_048_576) МиБ"
    case .archiveEntries: "частей в архиве больше \(most)"
    case .partBytes: "часть архива длиннее \(most / 1_048_576) МиБ"
    case .inflatedBytes: "распакованный, он длиннее \(most / 1_048_576) МиБ"
    case .inflationRatio: "он сжат больше чем в \(most) раз, так сжаты не таблицы, а ловушки"
    case .sheets: "листов больше \(most)"
    case .rows: "строк больше \(most)"
    case .columns: "столбцов больше \(most)"
    case .cells: "ячеек больше \(most)"
    case .textLength: "текст ячейки длиннее \(most) знаков"
    case .sharedTexts: "разных текстов больше \(most)"
    case .memory: "текстов и ячеек больше, чем на \(most / 1_048_576) МиБ памяти"
    case .depth: "вложенность XML больше \(most)"
    case .tagLength: "тег XML длиннее \(most) байтов"
    case .merged: "объединённых ячеек больше \(most)"
    }
  }

  var advice: String {
    switch self {
    case .fileBytes, .sheets, .rows, .cells, .sharedTexts, .memory, .partBytes, .inflatedBytes:
      "Разделите таблицу на несколько файлов или удалите лишние листы, строки и столбцы."
    case .columns: "Удалите пустые столбцы справа от данных."
    case .textLength: "Сократите текст; в CSV проверьте, закрыта ли кавычка."
    case .archiveEntries, .inflationRatio, .depth, .tagLength, .merged:
      "Скопируйте данные на чистый лист новой книги, сохраните как .xlsx и повторите."
    }
  }
}

extension SheetTextProblem {
  /// In Russian, to be read after a colon.
  public var description: String {
    switch self {
    case .unterminatedQuote: "кавычка открыта здесь и не закрыта до конца файла"
    case .controlCharacter: "в тексте управляющий символ"
    case .brokenEncoding(let encoding): "байты нарушают кодировку \(encoding)"
    case .foreignEncoding(let encoding): "текст похож на кодировку \(encoding), её программа не читает"
    }
  }

  var advice: String {
    switch self {
    case .unterminatedQuote: "Закройте кавычку или удвойте ту, что внутри текста."
    case .controlCharacter: "Удалите символ или сохраните таблицу как .xlsx."
    case .brokenEncoding, .foreignEncoding: "Сохраните таблицу как .xlsx или как CSV в кодировке UTF-8."
    }
  }
}
