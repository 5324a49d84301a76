/// Writes JSON whose shape is known, piece by piece, in the layout of ``JSONValue/bytes(expecting:)``, but that an object
/// never stands on one line.
///
/// For lists of hundreds of rows: no value is made of each cell first. Keys are literals that need no escape.
public struct JSONWriter: ~Copyable {
  private var out: JSONBytes
  private var indent = 0
  private var isFirst = true

  /// - Parameter capacity: about how many bytes to expect; the buffer grows beyond.
  public init(expecting capacity: Int = 0) { out = JSONBytes(capacity: capacity) }

  /// The text, with one line end.
  public mutating func finish() -> [UInt8] {
    out.put(0x0A)
    return out.take()
  }

  /// An object whose members stand on a line each.
  public mutating func object<Failure: Error>(_ body: (inout Self) throws(Failure) -> Void) throws(Failure) {
    try nested(open: 0x7B, close: 0x7D, body)
  }

  /// An array whose elements are no plain values; each is begun by ``element()``.
  public mutating func array<Failure: Error>(_ body: (inout Self) throws(Failure) -> Void) throws(Failure) {
    try nested(open: 0x5B, close: 0x5D, body)
  }

  private mutating func nested<Failure: Error>(
    open: UInt8, close: UInt8, _ body: (inout Self) throws(Failure) -> Void
  ) throws(Failure) {
    out.put(open)
    indent += 1
    isFirst = true
    try body(&self)
    indent -= 1
    if !isFirst { out.newLine(indent) }
    out.put(close)
    isFirst = false
  }

  public mutating func element() {
    if !isFirst { out.put(0x2C) }
    out.newLine(indent)
    isFirst = false
  }

  public mutating func key(_ key: StaticString) {
    out.startMember(key, isFirst: isFirst, indent: indent)
    isFirst = false
  }

  public mutating func value(_ text: String?) {
    if let text { out.put(quoted: text) } else { out.put("null" as StaticString) }
  }

  public mutating func value(_ number: Int?) {
    if let number { out.put(String(number)) } else { out.put("null" as StaticString) }
  }

  /// What is not finite is written as `null`.
  public mutating func value(_ number: Double?) {
    if let number, number.isFinite { out.put(String(number)) } else { out.put("null" as StaticString) }
  }

  /// On one line.
  public mutating func value(_ texts: some Sequence<String>) {
    out.put(0x5B)
    var isFirst = true
    for text in texts {
      if !isFirst { out.put(", " as StaticString) }
      isFirst = false
      out.put(quoted: text)
    }
    out.put(0x5D)
  }
}
