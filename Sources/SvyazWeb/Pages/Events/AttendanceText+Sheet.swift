internal import SvyazExchange
internal import SvyazGraph

extension AttendanceText {
  /// A workbook's first sheet that holds anything, as if its cells had been copied and pasted.
  ///
  /// Line numbers are the sheet's row numbers: rows that hold nothing stay empty lines.
  static func text(of sheets: [Sheet]) -> String {
    guard let rows = sheets.first(where: { !$0.rows.isEmpty })?.rows else { return "" }
    var lines: [String] = []
    for row in rows {
      // A sheet's rows may stand far apart; beyond the lines that are read anyway a gap says nothing.
      while lines.count + 1 < row.number, lines.count < mostGap { lines.append("") }
      lines.append(row.cells.map(words).joined(separator: "\t"))
    }
    return lines.joined(separator: "\n")
  }

  private static let mostGap = 10_000

  private static func words(_ cell: SheetCell) -> String {
    switch cell {
    case .empty, .boolean: ""
    case .text(let text): String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
    case .day(let day): "\(day)"
    case .error(let text): text
    }
  }
}
