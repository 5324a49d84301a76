import SvyazTestSupport
import Testing

@testable import SvyazExchange

@Suite struct XMLWriterTests {
  /// Writes the text as an attribute and as content, and reads both back.
  static func roundTrip(_ text: String) -> (attribute: String?, content: String?) {
    var xml = XMLWriter()
    xml.start("root")
    xml.element("leaf", [("value", text), ("absent", nil)], text: text)
    xml.end()
    let leaf = XMLTree.parse(xml.bytes)?.child("leaf")
    return (leaf?.attributes["value"], leaf?.text)
  }

  @Test(arguments: [
    "", "a & b < c > d", "\"'", "]]>", "  space  ", "\t\n\r\r\n", "&amp;", "<!-- -->", "и\u{306}", "👩‍🏫", "\u{7F}\u{85}",
    "\u{2028}", "\u{FFFD}", "\u{10FFFF}", "\u{FEFF}x",
  ])
  func texts(_ text: String) {
    let read = Self.roundTrip(text)
    #expect(read.attribute.map { Array($0.utf8) } == Array(text.utf8))
    #expect(read.content.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test func whatXMLCannotHoldIsReplaced() {
    let forbidden = (0..<0x20).filter { ![9, 10, 13].contains($0) } + [0xFFFE, 0xFFFF]
    for code in forbidden {
      guard let scalar = Unicode.Scalar(UInt32(code)) else { continue }
      let read = Self.roundTrip("a\(Character(scalar))b")
      #expect(read.attribute == "a\u{FFFD}b", "U+\(code)")
      #expect(read.content == "a\u{FFFD}b", "U+\(code)")
    }
  }

  @Test func anyScalars() {
    for seed in 0..<200 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var text = ""
      for _ in 0..<40 {
        let code = UInt32.random(in: 0x20...(Bool.random(using: &random) ? 0x7F : 0x10FFFF), using: &random)
        guard let scalar = Unicode.Scalar(code), scalar != "\u{FFFE}", scalar != "\u{FFFF}" else { continue }
        text.unicodeScalars.append(scalar)
      }
      let read = Self.roundTrip(text)
      #expect(read.attribute.map { Array($0.utf8) } == Array(text.utf8), "seed \(seed)")
      #expect(read.content.map { Array($0.utf8) } == Array(text.utf8), "seed \(seed)")
    }
  }

  @Test func layout() {
    var xml = XMLWriter()
    xml.start("a", [("b", "1")])
    xml.empty("c", [("d", nil)])
    xml.element("e", text: "<")
    xml.end()
    #expect(
      String(decoding: xml.bytes, as: UTF8.self)
        == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"1\">\n  <c/>\n  <e>&lt;</e>\n</a>\n")
  }
}
