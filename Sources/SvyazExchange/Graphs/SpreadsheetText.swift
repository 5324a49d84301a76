internal import SvyazContract
internal import SvyazGraph

/// Writes a sheet as the CSV that a Russian spreadsheet opens: UTF-8 with a byte order mark, `;`, CRLF, decimal comma,
/// `DD.MM.YYYY`.
///
/// A text that begins with `=`, `+`, `-`, `@`, TAB or CR gets an apostrophe before it, so that no spreadsheet runs it
/// as a formula (OWASP, "CSV Injection").
enum SpreadsheetText {
  /// Rows that the sheet lacks, by their numbers, are written as blank lines.
  static func bytes(of sheet: Sheet) -> [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    var next = 1
    for row in sheet.rows {
      while next < row.number {
        bytes += [0x0D, 0x0A]
        next += 1
      }
      for (index, cell) in row.cells.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ";")) }
        append(text(of: cell), to: &bytes)
      }
      bytes += [0x0D, 0x0A]
      next = row.number + 1
    }
    return bytes
  }

  private static func text(of cell: SheetCell) -> String {
    switch cell {
    case .empty: ""
    case .text(let text), .error(let text): harmless(text)
    case .number(let number):
      Int(exactly: number).map(String.init) ?? DecimalText.text(of: number).replacing(".", with: ",")
    case .day(let day): day.russian
    case .boolean(let value): value ? "да" : "нет"
    }
  }

  private static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    return ["=", "+", "-", "@", "\t", "\r"].contains(first) ? "'" + text : text
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let needsQuotes = text.utf8.contains { [0x3B, 0x22, 0x0A, 0x0D].contains($0) }
    guard needsQuotes || text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return bytes += text.utf8 }
    bytes.append(0x22)
    for byte in text.utf8 { bytes += byte == 0x22 ? [0x22, 0x22] : [byte] }
    bytes.append(0x22)
  }
}
