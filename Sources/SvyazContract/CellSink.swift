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
    let cells = TextCells(self).cells
    let columns = Self.table.columns
    return Self.table.keyColumns.compactMap { name in columns.firstIndex(of: name).map { cells[$0] } }
  }
}
