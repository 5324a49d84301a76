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
