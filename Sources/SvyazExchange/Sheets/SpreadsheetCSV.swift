public import SvyazContract
public import SvyazGraph

/// Writes CSV for people who open it in a spreadsheet: UTF-8 with a byte order mark, `;`, CRLF, decimal commas, days as
/// `DD.MM.YYYY`. The network folder's CSV is ``CSVWriter``'s.
///
/// A text that a spreadsheet might run as a formula gets an apostrophe in front, so this file is for reading, not for
/// taking data back.
public struct SpreadsheetCSV: Sendable {
  public private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
  private var isRowStart = true

  public init(header: [String]) {
    for title in header { append(text: title) }
    endRow()
  }

  /// A whole sheet; rows that it lacks, by their numbers, are blank lines.
  public init(_ sheet: Sheet) {
    var next = 1
    for row in sheet.rows {
      while next < row.number {
        endRow()
        next += 1
      }
      for cell in row.cells { append(cell) }
      endRow()
      next = row.number + 1
    }
  }

  /// Ends the current row.
  public mutating func endRow() {
    bytes += [0x0D, 0x0A]
    isRowStart = true
  }

  /// Whether a spreadsheet may take a text for a formula: it begins with `=`, `+`, `-`, `@`, a tab or a carriage return,
  /// or with a full-width form of one of the signs.
  public static func isRisky(_ text: some StringProtocol) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  private mutating func append(_ cell: SheetCell) {
    switch cell {
    case .empty: appendCell("")
    case .text(let text), .error(let text): append(text: text)
    case .number(let number):
      if let whole = Int(exactly: number) { append(integer: whole) } else { append(decimal: number) }
    case .day(let day): append(day: day)
    case .boolean(let value): appendCell(value ? "да" : "нет")
    }
  }

  private mutating func appendCell(_ text: String) {
    if isRowStart { isRowStart = false } else { bytes.append(UInt8(ascii: ";")) }
    let needsQuotes = text.utf8.contains { $0 == 0x22 || $0 == 0x3B || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    guard needsQuotes else {
      bytes += text.utf8
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}

extension SpreadsheetCSV: CellSink {
  public mutating func append(text: String) { appendCell(Self.isRisky(text) ? "'" + text : text) }
  public mutating func append(word: String) { append(text: word) }
  public mutating func append(identifier: String?) { append(text: identifier ?? "") }
  public mutating func append(integer: Int?) { appendCell(integer.map(String.init) ?? "") }
  public mutating func append(day: Day?) { appendCell(day?.russian ?? "") }

  public mutating func append(decimal: Double?) {
    appendCell(decimal.map { String(DecimalText.text(of: $0).map { $0 == "." ? "," : $0 }) } ?? "")
  }
}
