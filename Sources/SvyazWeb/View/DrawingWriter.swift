/// Writes a drawing for a page piece by piece, without a string for each piece.
struct DrawingWriter {
  private var bytes: [UInt8] = []

  init(capacity: Int = 4096) { bytes.reserveCapacity(capacity) }

  /// What was written; the writer's own texts are trusted, the others were escaped.
  var markup: Markup { Markup(trusted: String(decoding: bytes, as: UTF8.self)) }

  mutating func raw(_ text: StaticString) {
    guard text.hasPointerRepresentation else { return raw(String(text.unicodeScalar)) }
    bytes += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// - Parameter text: of our own making.
  mutating func raw(_ text: String) { bytes += text.utf8 }

  /// A text from outside, as element content or within a quoted attribute.
  mutating func text(_ text: some StringProtocol) { Markup.append(escaping: String(text), to: &bytes) }

  /// A coordinate, to a tenth; what is no number becomes 0.
  mutating func number(_ value: Double) {
    let tenths = Int(exactly: (value * 10).rounded()) ?? 0
    if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = tenths.magnitude
    digits(magnitude / 10)
    guard magnitude % 10 > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(magnitude % 10))
  }

  private mutating func digits(_ value: UInt) {
    if value >= 10 { digits(value / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }

  mutating func append(_ other: DrawingWriter) { bytes += other.bytes }
}
