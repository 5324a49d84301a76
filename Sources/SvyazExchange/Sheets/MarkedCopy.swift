/// Gives the faults of an import back to those who sent the table: a copy of it with a remark beside each.
public enum MarkedCopy {
  /// The heading of the column of remarks.
  public static let remarkHeading = "Замечания"

  /// Writes a workbook with the values of the sheets at their places, rows numbered as they were.
  ///
  /// A faulty cell is light red and has a note with what is expected and the remedy. The first column to the right of the
  /// data lists the faults of each row, and at the top how many there are; a fault of a whole sheet stands in its first
  /// row. Merged ranges stay merged. Formats of the original are not kept, formulas come as their values.
  /// - Parameters:
  ///   - sheets: as ``Workbook/read(bytes:file:limits:)`` read them.
  ///   - faults: of these sheets; `place.sheet` is `nil` where the file was a text, then they mean the only sheet.
  /// - Returns: the bytes of an `.xlsx` file; equal arguments give equal bytes.
  public static func write(sheets: [Sheet], faults: [SheetFault]) throws(WorkbookWriteError) -> [UInt8] {
    let writer = try WorkbookWriter()
    let names = Set(sheets.map(\.name))
    for (index, sheet) in sheets.enumerated() {
      let own = faults.filter { fault in
        guard let name = fault.place.sheet, names.contains(name) else { return index == 0 }
        return name == sheet.name
      }
      try write(sheet, faults: own, to: writer)
    }
    return try writer.finish()
  }

  private static func write(
    _ sheet: Sheet, faults: [SheetFault], to writer: WorkbookWriter
  ) throws(WorkbookWriteError) {
    let output = try writer.addSheet(named: sheet.name)
    for range in disjoint(sheet.merged) { output.merge(range) }
    let remarkColumn = width(of: sheet, faults: faults)
    let byRow = Dictionary(grouping: faults) { max(1, $0.place.row) }
    var rows: [Int: [SheetCell]] = [:]
    for row in sheet.rows { rows[row.number] = row.cells }
    let numbers = Set(rows.keys).union(byRow.keys).union(faults.isEmpty ? [] : [1]).sorted()
    for number in numbers {
      output.skip(toRow: number)
      let own = byRow[number] ?? []
      let faulty = Dictionary(grouping: own.filter { $0.place.row > 0 }) { $0.place.column ?? -1 }
      let cells = rows[number] ?? []
      let columns = max(cells.count, (faulty.keys.max() ?? -1) + 1)
      for column in 0..<columns {
        output.append(column < cells.count ? cells[column] : .empty, isFault: faulty[column] != nil)
      }
      var remarks = own.map(remark)
      // The first row tells what the column is and how much there is to mend.
      if number == 1, !faults.isEmpty { remarks.insert("\(remarkHeading), всего: \(faults.count)", at: 0) }
      // A row that fills the sheet leaves room for notes only.
      if !remarks.isEmpty, columns < SheetWriter.mostColumns {
        output.skip(toColumn: remarkColumn)
        output.appendRemark(shortened(remarks.joined(separator: "\n"), to: SheetWriter.longestText / 2))
      }
      for (column, faults) in faulty.sorted(by: { $0.key < $1.key }) where column >= 0 {
        output.addNote(faults.map(note).joined(separator: "\n"), row: number, column: column)
      }
      try output.endRow()
    }
  }

  private static func remark(_ fault: SheetFault) -> String {
    let place = fault.place.columnLetters.map { "столбец \($0): " } ?? (fault.place.row > 0 ? "строка: " : "лист: ")
    let found = fault.value.isEmpty ? "" : "значение \(Fault.quoted(fault.value)), "
    return "\(place)\(found)нужно: \(fault.expected). \(fault.remedy)"
  }

  private static func note(_ fault: SheetFault) -> String { "Нужно: \(fault.expected).\n\(fault.remedy)" }

  private static func shortened(_ text: String, to length: Int) -> String {
    text.utf16.count <= length ? text : String(text.prefix(length / 2)) + "…"
  }

  /// The first column that neither a cell, nor a merged range, nor a fault takes.
  private static func width(of sheet: Sheet, faults: [SheetFault]) -> Int {
    let cells = sheet.rows.reduce(0) { max($0, $1.cells.count) }
    let merged = sheet.merged.reduce(0) { max($0, $1.columns.upperBound + 1) }
    let faulty = faults.reduce(0) { max($0, ($1.place.column ?? -1) + 1) }
    let width = max(cells, merged, faulty)
    // A range over whole rows leaves no column free: then beside the cells.
    return width < SheetWriter.mostColumns ? width : min(max(cells, faulty), SheetWriter.mostColumns - 1)
  }

  /// Without ranges that overlap one before them: a spreadsheet would call the file damaged.
  private static func disjoint(_ ranges: [CellRange]) -> [CellRange] {
    var kept: [CellRange] = []
    var active: [CellRange] = []
    let ordered = ranges.sorted {
      ($0.rows.lowerBound, $0.columns.lowerBound) < ($1.rows.lowerBound, $1.columns.lowerBound)
    }
    for range in ordered where range.rows.count > 1 || range.columns.count > 1 {
      active.removeAll { $0.rows.upperBound < range.rows.lowerBound }
      guard !active.contains(where: { $0.columns.overlaps(range.columns) }) else { continue }
      active.append(range)
      kept.append(range)
    }
    return kept
  }
}
