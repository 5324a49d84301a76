import SvyazTestSupport
import Testing

@testable import SvyazExchange

/// The writer beside the values, which are written by other code.
@Suite struct JSONWriterTests {
  private static let texts = [
    "", "a", "Школа № 55", "кавычки \" и \\", "\n\t\r\u{1}\u{1F}", "ровно восемь", "1234567\"", "12345678\\",
    "\u{7F}é\u{10FFFF}",
    String(repeating: "длинный текст ", count: 40),
  ]

  @Test("random rows come out as the same values do", arguments: 0..<100 as Range<UInt64>)
  func agrees(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var rows: [JSONValue] = []
    var json = JSONWriter()
    let count = Int.random(in: 1..<5, using: &generator)
    json.object { json in
      json.key("items")
      json.array { json in
        for _ in 0..<count {
          let text = Self.texts.randomElement(using: &generator) ?? ""
          let number = Bool.random(using: &generator) ? Int.random(in: -1000...1000, using: &generator) : nil
          let place = Bool.random(using: &generator) ? Double.random(in: -90...90, using: &generator) : nil
          let words = Self.texts.shuffled(using: &generator).prefix(Int.random(in: 0..<4, using: &generator))
          json.element()
          json.object { json in
            json.key("text")
            json.value(text)
            json.key("number")
            json.value(number)
            json.key("none")
            json.value(nil as String?)
            json.key("place")
            json.value(place)
            json.key("words")
            json.value(words)
            for key in ["a", "b"] as [StaticString] {
              json.key(key)
              json.value(Double.infinity)
            }
          }
          rows.append(
            .members([
              "text": .string(text), "number": .optional(number), "none": .null,
              "place": place.map { .double($0) } ?? .null, "words": .strings(words), "a": .null,
              "b": .double(.infinity),
            ]))
        }
      }
      json.key("next")
      json.value(count)
    }
    // An empty list stands on one line, where a list of rows does not.
    #expect(json.finish() == JSONValue.members(["items": .array(rows), "next": .int(count)]).bytes())
  }

  @Test("what must be escaped is, wherever it stands", arguments: 0..<20)
  func escapes(place: Int) {
    for byte in (0..<0x20).map(UInt8.init) + [0x22, 0x5C, 0x7F] {
      var bytes = Array("абвгдежзийклмнопрс".utf8.prefix(20))
      bytes[place] = byte
      // Half of a letter may stand beside it: that is a text with a replacement.
      let text = String(decoding: bytes, as: UTF8.self)
      let written = JSONValue.string(text).bytes()
      #expect(JSONValue(bytes: written) == .string(text))
      #expect(written.dropLast().allSatisfy { $0 >= 0x20 })
    }
  }
}
