import SvyazContract
import SvyazGraph

/// What a reader keeps of one file beside its rows.
struct TableSource {
  /// Numbers in the file of the rows read, in their order.
  var rowNumbers: [UInt32] = []
  /// Columns that the file lacks: all rows have stand-ins there.
  var missingColumns = ColumnSet()
  /// Columns that hold stand-ins, by position of the row, for rows with others than the missing ones.
  private(set) var badColumns: [Int: ColumnSet] = [:]
  var faults = FaultList()

  func rowNumber(_ row: Int) -> Int { rowNumbers.indices.contains(row) ? Int(rowNumbers[row]) : 1 }

  func badColumns(ofRow row: Int) -> ColumnSet { badColumns[row] ?? missingColumns }

  mutating func note(row: Int, bad columns: ColumnSet) {
    if columns != missingColumns { badColumns[rowNumbers.count] = columns }
    rowNumbers.append(UInt32(clamping: row))
  }
}

/// Everything read of one table.
struct TableReading<Row> {
  /// Rows whose key can be trusted.
  var rows: [Row] = []
  var source = TableSource()
  /// Rows whose key holds a stand-in: they are tried alone, against the rules that need no other row of the table.
  /// As many as there are faults told of one file: a file without a key column must not fill memory.
  var keylessRows: [Row] = []
  var keylessSource = TableSource()
  /// Identifiers of rows that could not be read at all.
  var declared: Set<String> = []
  /// Rows exist whose identifiers nobody knows.
  var isIncomplete = false
}

/// Reads one CSV file of the folder into rows of the domain.
///
/// - Parameter prepare: finds its columns once and returns what makes a row.
/// - Complexity: O(bytes).
func readTable<Row>(
  _ table: Network.Table, bytes: [UInt8], prepare: (RowReader) -> (inout RowReader) -> Row
) -> TableReading<Row> {
  var reading = TableReading<Row>()
  var csv = CSVReader(bytes: bytes, file: table.fileName)
  checkHeader(&csv, of: table)
  var reader = RowReader(table: table, csv: consume csv)
  let identifierColumn = table.keyColumns == ["id"] ? reader["id"] : nil
  if let identifierColumn, identifierColumn.position == nil { reading.isIncomplete = true }
  let make = prepare(reader)
  let key = ColumnSet(table.keyColumns, of: table)
  reading.source.missingColumns = reader.missingColumns
  reading.keylessSource.missingColumns = reader.missingColumns

  while let row = reader.next() {
    if row == .whole {
      let value = make(&reader)
      let bad = reader.badColumns
      if key.isDisjoint(with: bad) {
        reading.rows.append(value)
        reading.source.note(row: reader.csv.row, bad: bad)
        continue
      }
      if reading.keylessRows.count < FaultList.limit {
        reading.keylessRows.append(value)
        reading.keylessSource.note(row: reader.csv.row, bad: bad)
      }
    }
    guard let position = identifierColumn?.position else { continue }
    // What the author meant, spaces and stray quotes aside: references to it are not wrong on top.
    let cells = reader.csv.cells
    let cell = cells.indices.contains(position) ? cells[position].range.prefix(80) : 0..<0
    let bytes = reader.csv.scanner.bytes[cell].filter { $0 > 0x20 && $0 != CSVScanner.quote }
    let meant = String(decoding: bytes, as: UTF8.self)
    if Identifier<Row>(meant) != nil {
      reading.declared.insert(meant)
    } else if row == .broken {
      reading.isIncomplete = true
    }
  }
  if reader.csv.isCutShort { reading.isIncomplete = true }
  reading.source.faults = reader.csv.faults
  return reading
}

/// Tells columns that are missing and columns that nobody knows.
private func checkHeader(_ csv: inout CSVReader, of table: Network.Table) {
  let header = csv.header
  guard !header.isEmpty, !csv.isCutShort else { return }
  if header.count == 1, header[0].contains(";") {
    csv.refuse(
      value: header[0], expected: "столбцы через запятую: \(table.columns.joined(separator: ","))",
      problem: "столбцы разделены точкой с запятой, а нужна запятая")
    return
  }
  for name in table.columns where !header.contains(name) {
    let fault = Fault(
      file: table.fileName, row: csv.row, column: name, expected: "столбец «\(name)»",
      problem: "столбца нет, а он нужен")
    csv.faults.append(fault)
  }
  var told: Set<String> = []
  for name in header where !table.columns.contains(name) && told.insert(name).inserted {
    let fault = Fault(
      file: table.fileName, row: csv.row, column: name, value: name,
      expected: "один из столбцов: \(table.columns.joined(separator: ", "))",
      problem: "столбец \(Fault.quoted(name)) неизвестен и не прочитан")
    csv.faults.append(fault)
  }
}
