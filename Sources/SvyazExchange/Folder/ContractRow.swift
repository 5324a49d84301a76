public import SvyazContract
public import SvyazGraph

/// Reads single rows from their cells, by the same rules as a network folder.
public enum ContractRow {
  /// What is wrong with the cells.
  public struct Refused: Error, Hashable {
    public let faults: [Fault]
  }

  /// - Parameter cells: in the contract's order of columns.
  public static func read(_ table: Network.Table, cells: [String]) -> Result<any NetworkRow, Refused> {
    let reading = readAll(table, rows: [cells])
    if let row = reading.rows.first?.row, reading.faults.isEmpty { return .success(row) }
    return .failure(Refused(faults: reading.faults))
  }

  /// Reads many rows of one table.
  ///
  /// Rules that hold between rows are not looked at. In faults the first row is row 2, as in a file with a header.
  /// - Returns: the rows that could be read, each with its position among `rows`, and the faults of the others.
  /// - Complexity: O(cells).
  public static func readAll(
    _ table: Network.Table, rows: [[String]]
  ) -> (rows: [(position: Int, row: any NetworkRow)], faults: [Fault]) {
    guard let type = table.rowType as? any FolderRow.Type else { return ([], []) }
    func read<Row: FolderRow>(_ type: Row.Type) -> (rows: [(position: Int, row: any NetworkRow)], faults: [Fault]) {
      var csv = CSVWriter(header: table.columns)
      for cells in rows { csv.append(row: cells) }
      let pools = SlugPools()
      let reading: TableReading<Row> = readTable(table, bytes: csv.bytes) { Row.reader($0, pools) }
      // A cell with a line break is one record: records and rows count alike.
      let refused = Set(reading.source.faults.faults.map(\.row))
      let sound = reading.rows.enumerated().compactMap { index, row -> (position: Int, row: any NetworkRow)? in
        let number = reading.source.rowNumber(index)
        return refused.contains(number) ? nil : (number - 2, row)
      }
      return (sound, reading.source.faults.sorted(columns: table.columns).faults)
    }
    return read(type)
  }
}
