/// Writes one XML part. Names of elements and attributes are our own literals; texts and values may be anything.
///
/// What XML 1.0 cannot hold is dropped: a document never stops opening because of a name in it.
struct XMLWriter {
  typealias Attributes = KeyValuePairs<String, String?>

  private(set) var bytes: [UInt8] = Array(#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#.utf8) + [0x0A]

  /// An element with what `content` writes into it; attributes without a value are left out.
  mutating func element(
    _ name: String, _ attributes: Attributes = [:], _ content: (inout XMLWriter) -> Void
  ) {
    open(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    content(&self)
    bytes.append(contentsOf: "</\(name)>".utf8)
  }

  mutating func element(_ name: String, _ attributes: Attributes = [:]) {
    open(name, attributes)
    bytes.append(contentsOf: "/>".utf8)
  }

  mutating func element(_ name: String, _ attributes: Attributes = [:], text: String) {
    element(name, attributes) { $0.text(text) }
  }

  mutating func text(_ text: String) { append(text, isAttribute: false) }

  private mutating func open(_ name: String, _ attributes: Attributes) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.utf8)
    for case (let key, let value?) in attributes {
      bytes.append(contentsOf: " \(key)=\"".utf8)
      append(value, isAttribute: true)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func append(_ text: String, isAttribute: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes.append(contentsOf: "&amp;".utf8)
      case "<": bytes.append(contentsOf: "&lt;".utf8)
      case ">": bytes.append(contentsOf: "&gt;".utf8)
      case "\"" where isAttribute: bytes.append(contentsOf: "&quot;".utf8)
      // A parser turns these into spaces in an attribute, and a carriage return into a line feed anywhere.
      case "\t" where isAttribute, "\n" where isAttribute, "\r": bytes.append(UInt8(ascii: " "))
      default: if !OfficeText.isDropped(scalar) { bytes.append(contentsOf: scalar.utf8) }
      }
    }
  }
}
