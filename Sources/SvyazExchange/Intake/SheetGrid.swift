import SvyazGraph

/// A sheet as it looks: merged cells filled, columns beyond any table's left out.
struct SheetGrid {
  /// Columns beyond this one are not looked at; a notice tells that there are any.
  static let mostColumns = 300
  /// Merged ranges beyond so many are not filled: no sheet of people has as many.
  static let mostMerges = 20_000

  let rows: [SheetRow]
  let hasMoreColumns: Bool
  /// By column: ranges of rows, ascending, with the row and column of the value.
  private var merges: [[(rows: ClosedRange<Int>, column: Int)]]

  init(_ sheet: Sheet) {
    rows = sheet.rows
    hasMoreColumns = sheet.rows.contains { row in
      row.cells.count > Self.mostColumns
        && row.cells[Self.mostColumns...].contains { !Self.isBlank($0) }
    }
    merges = [[(rows: ClosedRange<Int>, column: Int)]](repeating: [], count: Self.mostColumns)
    var entries = 0
    for range in sheet.merged.prefix(Self.mostMerges) where range.columns.lowerBound >= 0 {
      guard range.columns.lowerBound < Self.mostColumns else { continue }
      for column in range.columns.lowerBound...min(range.columns.upperBound, Self.mostColumns - 1) {
        guard entries < 10 * Self.mostMerges else { break }
        merges[column].append((range.rows, range.columns.lowerBound))
        entries += 1
      }
    }
    for column in merges.indices { merges[column].sort { $0.rows.lowerBound < $1.rows.lowerBound } }
  }

  /// A cell of a row of data: an empty one that is merged with one above shows that one's value.
  ///
  /// A range over several columns is a line of text across the table and fills nothing to its right.
  func cell(_ index: Int, _ column: Int) -> SheetCell {
    let row = rows[index]
    let cell = row[column]
    guard Self.isBlank(cell), let origin = origin(row.number, column), origin.column == column
    else { return cell }
    return value(origin.row, origin.column)
  }

  /// A cell of a heading: a merged one shows its value in all its columns and rows.
  func headingCell(_ index: Int, _ column: Int) -> SheetCell {
    let row = rows[index]
    let cell = row[column]
    guard Self.isBlank(cell), let origin = origin(row.number, column) else { return cell }
    return value(origin.row, origin.column)
  }

  private func origin(_ row: Int, _ column: Int) -> (row: Int, column: Int)? {
    guard merges.indices.contains(column), !merges[column].isEmpty else { return nil }
    let list = merges[column]
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle].rows.lowerBound <= row { low = middle + 1 } else { high = middle }
    }
    guard low > 0, list[low - 1].rows.contains(row) else { return nil }
    return (list[low - 1].rows.lowerBound, list[low - 1].column)
  }

  private func value(_ number: Int, _ column: Int) -> SheetCell {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number < number { low = middle + 1 } else { high = middle }
    }
    guard low < rows.count, rows[low].number == number else { return .empty }
    return rows[low][column]
  }

  static func isBlank(_ cell: SheetCell) -> Bool {
    switch cell {
    case .empty: true
    case .text(let text): text.unicodeScalars.allSatisfy(IntakeText.isBlank)
    default: false
    }
  }

  /// How a cell reads: whole numbers without a point, days as `YYYY-MM-DD`.
  static func text(_ cell: SheetCell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text): text
    case .number(let value): ExactDecimal(value)?.text ?? value.description
    case .day(let day): day.description
    case .boolean(let value): value ? "да" : "нет"
    case .error(let text): text
    }
  }

  /// Columns of a row that hold anything.
  func filled(_ index: Int) -> [Int] {
    rows[index].cells.indices.prefix(Self.mostColumns).filter {
      !Self.isBlank(rows[index].cells[$0])
    }
  }
}
