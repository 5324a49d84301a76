import SvyazExchange
import SvyazGraph
import SvyazTestSupport

/// Sheets of all kinds of cells at random places, with texts that are awkward for XML, zip and spreadsheets.
enum RandomSheet {
  static func sheet(name: String, using generator: inout SeededGenerator) -> Sheet {
    var rows: [SheetRow] = []
    var number = 0
    for _ in 0..<Int.random(in: 0...20, using: &generator) {
      number += Int.random(in: 1...3, using: &generator)
      var cells = (0..<Int.random(in: 1...12, using: &generator)).map { _ in cell(using: &generator) }
      while cells.last == .empty { cells.removeLast() }
      if !cells.isEmpty { rows.append(SheetRow(number: number, cells: cells)) }
    }
    var merged: [CellRange] = []
    for row in stride(from: 1, to: number, by: 4) where Bool.random(using: &generator) {
      merged.append(CellRange(rows: row...row + 2, columns: 1...Int.random(in: 1...4, using: &generator)))
    }
    return Sheet(name: name, rows: rows, merged: merged)
  }

  static func cell(using generator: inout SeededGenerator) -> SheetCell {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0, 1: return .empty
    case 2: return .boolean(Bool.random(using: &generator))
    case 3: return .day(Day.first.adding(days: Int.random(in: 0...110_000, using: &generator)))
    case 4: return .number(Double(Int.random(in: -1_000_000...1_000_000, using: &generator)) / 64)
    case 5: return .number(Double(Int.random(in: -999...999, using: &generator)) / 1e9)
    case 6: return .number([0, -1, 1e15, 1e300, 2.5e-300].randomElement(using: &generator) ?? 0)
    default: return .text(text(using: &generator))
    }
  }

  private static let pieces = [
    "Школа", "№ 12", "=1+1", "+7 (846)", "-", "@", "\t", "\r", "\n", " ", "_x000D_", "_x005F_", "_", "&", "<", ">",
    "\"", "'",
    "]]>", "\u{1}", "\u{0}", "\u{FFFF}", "\u{FFFE}", "\u{1F}", "😀", "й", "e\u{301}", "\u{A0}", ";", "a", "0",
    "http://x", "{=1}",
  ]

  /// Never empty.
  static func text(using generator: inout SeededGenerator) -> String {
    (0...Int.random(in: 0...6, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
  }
}
