/// A whole CSV file (RFC 4180) in memory: a header and rows of as many cells.
///
///     let document = CSVDocument(bytes: Array("id,name\nsh-1,\"Школа «Дубрава»\"\n".utf8), file: "schools.csv")
///     document.cell(0, "name")  // "Школа «Дубрава»"
///
/// Accepts LF, CRLF and CR, mixed, and a byte order mark; skips blank lines. No bytes make it fail: everything wrong is
/// in ``faults``, and rows of a wrong number of cells are left out.
/// - Complexity: O(bytes) to read; the text of a cell is made when it is asked for.
public struct CSVDocument: Sendable {
  public let file: String
  /// Names of columns as the file gives them; empty when it has no header.
  public let header: [String]
  /// What is wrong with the structure, in the order of rows; at most the first 10,000.
  public let faults: [Fault]
  public var rowCount: Int { rowNumbers.count }

  private let scanner: CSVScanner
  private var cells: [CSVScanner.Cell] = []
  private var rowNumbers: [Int] = []

  /// - Parameter file: the name that faults give.
  public init(bytes: [UInt8], file: String) {
    var reader = CSVReader(bytes: bytes, file: file)
    while let row = reader.nextRow() {
      guard case .whole = row else { continue }
      cells += reader.cells
      rowNumbers.append(reader.row)
    }
    self.file = file
    header = reader.header
    faults = reader.faults.faults
    scanner = reader.scanner
  }

  /// The position of a column in ``header``, the first of that name.
  public func column(named name: String) -> Int? { header.firstIndex(of: name) }

  /// The number of a row in the file, where the header is row 1 and blank lines count.
  ///
  /// - Precondition: `0 ≤ row < rowCount`.
  public func rowNumber(_ row: Int) -> Int { rowNumbers[row] }

  /// The text of a cell, quotes resolved; bytes that are not UTF-8 show as U+FFFD.
  ///
  /// - Precondition: `0 ≤ row < rowCount` and `0 ≤ column < header.count`.
  public func cell(_ row: Int, _ column: Int) -> String {
    precondition(header.indices.contains(column))
    return scanner.text(of: cells[row * header.count + column])
  }

  /// The text of a cell by the name of its column, or `nil` when the header lacks it.
  ///
  /// - Precondition: `0 ≤ row < rowCount`.
  public func cell(_ row: Int, _ column: String) -> String? {
    self.column(named: column).map { cell(row, $0) }
  }
}
