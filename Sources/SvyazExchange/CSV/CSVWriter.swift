public import SvyazContract
public import SvyazGraph

/// Writes CSV (RFC 4180) into a buffer of bytes: UTF-8 without a byte order mark, LF ends, quotes only where needed.
///
///     var writer = CSVWriter(header: ["id", "name"])
///     writer.append(row: ["sh-1", "Школа, «Дубрава»"])
///     writer.bytes  // id,name⏎sh-1,"Школа, «Дубрава»"⏎
///
/// ``CSVDocument`` reads the same cells back, whatever text they hold, control characters left out.
public struct CSVWriter: Sendable {
  public internal(set) var bytes: [UInt8] = []
  private var isRowStart = true

  public init(header: [String]) { append(row: header) }

  /// Appends one row.
  public mutating func append(row: [String]) {
    for cell in row { append(cell) }
    endRow(isBlank: row.count == 1 && row[0].isEmpty)
  }

  /// Appends one cell of the current row; quoted when it holds a comma, a quote or a line break, or has a space at an end.
  mutating func append(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { utf8 in
      guard Self.needsQuotes(utf8) else { return bytes.append(contentsOf: utf8) }
      bytes.append(CSVScanner.quote)
      for byte in utf8 {
        if byte == CSVScanner.quote { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(CSVScanner.quote)
    }
  }

  mutating func append(_ number: Int) {
    separate()
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var digits = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits % 10))
      digits /= 10
    } while digits > 0
    bytes[start...].reverse()
  }

  /// - Parameter isBlank: the row is one empty cell; without quotes it would be a blank line, which readers skip.
  mutating func endRow(isBlank: Bool = false) {
    if isBlank { bytes += [CSVScanner.quote, CSVScanner.quote] }
    bytes.append(0x0A)
    isRowStart = true
  }

  private mutating func separate() {
    if isRowStart { isRowStart = false } else { bytes.append(CSVScanner.comma) }
  }

  private static func needsQuotes(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = utf8.first, let last = utf8.last else { return false }
    if isSpace(first) || isSpace(last) { return true }
    // A file must not begin with the bytes of a byte order mark that are text: the reader would take them away.
    if first == 0xEF { return true }
    return utf8.contains { $0 == CSVScanner.comma || $0 == CSVScanner.quote || $0 == 0x0A || $0 == 0x0D }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension CSVWriter: CellSink {
  public mutating func append(text: String) { append(text) }
  public mutating func append(word: String) { append(word) }
  public mutating func append(identifier: String?) { append(identifier ?? "") }
  public mutating func append(integer: Int?) { if let integer { append(integer) } else { append("") } }
  public mutating func append(decimal: Double?) { append(decimal.map(DecimalText.text) ?? "") }
  public mutating func append(day: Day?) { append(day?.description ?? "") }
}
