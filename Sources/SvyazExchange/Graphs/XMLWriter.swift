/// Writes XML 1.0 in UTF-8, two spaces a level, one element a line.
///
/// Any text at all is written so that a parser reads the same text back; only what XML 1.0 cannot hold (control
/// characters, U+FFFE, U+FFFF) becomes U+FFFD.
struct XMLWriter {
  typealias Attributes = [(name: String, value: String?)]

  private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  private var open: [String] = []

  /// Begins an element with children. Attributes whose value is `nil` are left out.
  mutating func start(_ name: String, _ attributes: Attributes = []) {
    begin(name, attributes)
    bytes += ">\n".utf8
    open.append(name)
  }

  /// Ends the element begun last.
  mutating func end() {
    guard let name = open.popLast() else { return }
    indent()
    bytes += "</\(name)>\n".utf8
  }

  /// An element without content.
  mutating func empty(_ name: String, _ attributes: Attributes = []) {
    begin(name, attributes)
    bytes += "/>\n".utf8
  }

  /// An element that holds a text.
  mutating func element(_ name: String, _ attributes: Attributes = [], text: String) {
    begin(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    escape(text, inAttribute: false)
    bytes += "</\(name)>\n".utf8
  }

  private mutating func begin(_ name: String, _ attributes: Attributes) {
    indent()
    bytes += "<\(name)".utf8
    for attribute in attributes {
      guard let value = attribute.value else { continue }
      bytes += " \(attribute.name)=\"".utf8
      escape(value, inAttribute: true)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func indent() { bytes.append(contentsOf: repeatElement(0x20, count: 2 * open.count)) }

  /// A parser turns CR, and in attributes TAB and LF too, into other white space unless they are written by number.
  private mutating func escape(_ text: String, inAttribute: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes += "&amp;".utf8
      case "<": bytes += "&lt;".utf8
      case ">": bytes += "&gt;".utf8
      case "\"" where inAttribute: bytes += "&quot;".utf8
      case "\r": bytes += "&#13;".utf8
      case "\n" where inAttribute: bytes += "&#10;".utf8
      case "\t" where inAttribute: bytes += "&#9;".utf8
      case "\n", "\t": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": bytes += "\u{FFFD}".utf8
      default: bytes += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
  }
}
