/// Reads a CSV file record by record: the header first, then rows of as many cells as the header has.
///
/// Collects the faults of structure; what the cells should hold is the caller's matter.
struct CSVReader {
  /// More columns than any sane table: a file of commas alone must not fill memory.
  static let mostColumns = 1000

  let file: String
  /// Empty when the file has no header that can be read.
  private(set) var header: [String] = []
  var faults = FaultList()
  /// Not all rows could be told apart: rows may exist that nobody saw.
  private(set) var isCutShort = false
  private(set) var scanner: CSVScanner

  /// The number of the current row; the header is 1.
  var row: Int { scanner.row }
  /// The cells of the current row, as many as the header has unless the row is broken.
  var cells: [CSVScanner.Cell] { scanner.cells }

  init(bytes: [UInt8], file: String) {
    self.file = file
    scanner = CSVScanner(bytes: bytes, cellLimit: Self.mostColumns)
    readHeader()
  }

  enum Row { case whole, broken }

  /// Goes to the next row and tells its faults of structure.
  ///
  /// - Returns: `.broken` for a row with too few or too many cells, `nil` at the end.
  mutating func nextRow() -> Row? {
    guard !header.isEmpty, scanner.next() else { return nil }
    var isTorn = false
    for (index, cell) in scanner.cells.enumerated() {
      guard let problem = cell.problem else { continue }
      if problem == .unterminatedQuote { isTorn = true }
      let fault = faults.hasRoom ? fault(problem, in: cell, column: index < header.count ? header[index] : "") : nil
      faults.append(fault)
    }
    if isTorn { isCutShort = true }
    guard scanner.cellCount != header.count else { return .whole }
    // A torn row swallowed those that follow: its number of cells says nothing more.
    if !isTorn {
      let fault = faults.hasRoom ? cellCountFault() : nil
      faults.append(fault)
    }
    return .broken
  }

  func text(of cell: CSVScanner.Cell) -> String { scanner.text(of: cell) }

  // MARK: Header

  private mutating func readHeader() {
    let start = scanner.bytes.prefix(2)
    guard start != [0xFF, 0xFE], start != [0xFE, 0xFF] else {
      return refuse(expected: "кодировка UTF-8", problem: "файл в кодировке UTF-16, а нужна UTF-8")
    }
    guard scanner.next() else {
      return refuse(expected: "строка заголовка", problem: "файл пуст, нет строки заголовка")
    }
    guard scanner.cellCount <= Self.mostColumns else {
      return refuse(
        value: String(scanner.cellCount), expected: "столбцов не больше \(Self.mostColumns)",
        problem: "слишком много столбцов: \(scanner.cellCount)")
    }
    for (index, cell) in scanner.cells.enumerated() {
      let name = scanner.text(of: cell)
      if let problem = cell.problem {
        let fault = fault(problem, in: cell, column: "\(index + 1)")
        faults.append(fault)
        if problem == .unterminatedQuote { isCutShort = true }
      } else if let first = header.firstIndex(of: name) {
        let fault = Fault(
          file: file, row: row, column: name, value: name, expected: "каждый столбец один раз",
          problem: "столбец повторяется, он уже есть: столбец номер \(first + 1)")
        faults.append(fault)
      }
      header.append(name)
    }
    // One cell more than the header tells a row that is too long.
    scanner.cellLimit = header.count + 1
  }

  /// Gives the file up for the sake of its header: no rows follow.
  mutating func refuse(value: String = "", expected: String, problem: String) {
    isCutShort = true
    header = []
    faults.append(Fault(file: file, row: 1, value: value, expected: expected, problem: problem))
  }

  private func cellCountFault() -> Fault {
    Fault(
      file: file, row: row, value: String(scanner.cellCount), expected: "ячеек: \(header.count)",
      problem: "ячеек в строке: \(scanner.cellCount), а столбцов в заголовке: \(header.count)")
  }

  private func fault(_ problem: CSVScanner.Problem, in cell: CSVScanner.Cell, column: String) -> Fault {
    // Enough for the characters shown; the rest of a huge cell is not decoded.
    let value = String(decoding: scanner.bytes[cell.range].prefix(Fault.longestValue * 16), as: UTF8.self)
    let (expected, sentence) =
      switch problem {
      case .unterminatedQuote: ("закрывающая кавычка", "кавычка открыта и не закрыта до конца файла")
      case .textAfterQuote:
        ("запятая или конец строки после кавычки", "после закрывающей кавычки идёт текст: \(Fault.quoted(value))")
      case .strayQuote:
        ("кавычки вокруг всей ячейки, внутри удвоенные", "кавычка внутри ячейки без кавычек: \(Fault.quoted(value))")
      case .controlCharacter:
        ("текст без управляющих символов", "управляющий символ внутри ячейки: \(Fault.quoted(value))")
      case .invalidUTF8: ("текст в кодировке UTF-8", "байты не в кодировке UTF-8: \(Fault.quoted(value))")
      }
    return Fault(file: file, row: row, column: column, value: value, expected: expected, problem: sentence)
  }
}
