public import SvyazGraph

/// Takes the cells of one row, in the contract's order of columns: a CSV file, a sheet, a prepared statement.
///
/// Cells keep their kind, so that a sheet can hold numbers and a database `NULL`.
public protocol CellSink {
  /// May be empty.
  mutating func append(text: String)
  /// A word of a closed list, see ``ContractWord``.
  mutating func append(word: String)
  /// A key or a reference; `nil` is an empty cell.
  mutating func append(identifier: String?)
  mutating func append(integer: Int?)
  mutating func append(decimal: Double?)
  mutating func append(day: Day?)
}

extension CellSink {
  mutating func append<Entity>(_ identifier: Identifier<Entity>?) { append(identifier: identifier?.rawValue) }

  mutating func append(_ word: some ContractWord) { append(word: word.contractWord) }

  mutating func append(_ interval: DayInterval) {
    append(day: interval.from)
    append(day: interval.to)
  }

  /// Two cells.
  mutating func append(_ location: Coordinates?) {
    append(decimal: location?.latitude)
    append(decimal: location?.longitude)
  }
}

/// Collects the cells of a row as the texts that a CSV file would hold.
public struct TextCells: CellSink, Sendable {
  public private(set) var cells: [String] = []

  public init() {}

  public init(_ row: some NetworkRow) { row.write(to: &self) }

  public mutating func append(text: String) { cells.append(text) }
  public mutating func append(word: String) { cells.append(word) }
  public mutating func append(identifier: String?) { cells.append(identifier ?? "") }
  public mutating func append(integer: Int?) { cells.append(integer.map(String.init) ?? "") }
  public mutating func append(decimal: Double?) { cells.append(decimal.map(DecimalText.text) ?? "") }
  public mutating func append(day: Day?) { cells.append(day?.description ?? "") }
}

extension NetworkRow {
  /// In the order of the table's key columns.
  public var keyCells: [String] {
    var sink = KeyCells(Self.table.keyPositions)
    write(to: &sink)
    return sink.cells
  }
}

/// Collects the cells of the key alone: lists are searched by it, and the other cells cost more to spell.
private struct KeyCells: CellSink {
  private let positions: [Int]
  private var column = 0
  private(set) var cells: [String]

  init(_ positions: [Int]) {
    self.positions = positions
    cells = Array(repeating: "", count: positions.count)
  }

  private mutating func take(_ text: @autoclosure () -> String) {
    if let place = positions.firstIndex(of: column) { cells[place] = text() }
    column += 1
  }

  mutating func append(text: String) { take(text) }
  mutating func append(word: String) { take(word) }
  mutating func append(identifier: String?) { take(identifier ?? "") }
  mutating func append(integer: Int?) { take(integer.map(String.init) ?? "") }
  mutating func append(decimal: Double?) { take(decimal.map(DecimalText.text) ?? "") }
  mutating func append(day: Day?) { take(day?.description ?? "") }
}

extension Network.Table {
  private static let allKeyPositions = Dictionary(
    uniqueKeysWithValues: allCases.map { table in
      (table, table.keyColumns.compactMap { name in table.columns.firstIndex(of: name) })
    })

  /// Where the key's columns stand among all.
  fileprivate var keyPositions: [Int] { Self.allKeyPositions[self] ?? [] }
}
