import Foundation
import SvyazTestSupport
import Testing

@testable import SvyazExchange

@Suite struct JSONValueTests {
  static func text(_ value: JSONValue) -> String { String(decoding: value.bytes(), as: UTF8.self) }
  static func read(_ text: String) -> JSONValue? { JSONValue(bytes: Array(text.utf8)) }

  // MARK: Writing

  @Test(arguments: [
    ("", #""""#), ("\"", #""\"""#), ("\\", #""\\""#), ("/", #""/""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{1}\u{8}\u{C}\u{1B}\u{1F}", #""\u0000\u0001\u0008\u000c\u001b\u001f""#), ("\u{7F}", "\"\u{7F}\""),
    ("Школа «№ 1»", "\"Школа «№ 1»\""), ("😀\u{2028}", "\"😀\u{2028}\""), ("й\u{438}\u{306}", "\"й\u{438}\u{306}\""),
    ("</script>", "\"</script>\""), ("\r\n", #""\r\n""#), ("e\u{301}", "\"e\u{301}\""),
  ])
  func escapes(_ string: String, written: String) {
    #expect(Array(Self.text(.string(string)).utf8) == Array("\(written)\n".utf8))
    #expect(Array(Self.text(.members([:])).utf8) == Array("{}\n".utf8))
    let key = JSONValue.object([.init(key: string, value: .null)])
    #expect(Array(Self.text(key).utf8) == Array("{\(written): null}\n".utf8))
  }

  @Test func layoutAndOrderOfKeys() {
    let value = JSONValue.members([
      "z": 1, "a": .array([.int(-1), .bool(true), .null, .string("x")]), "empty": .array([]), "none": .members([:]),
      "list": .array([.members(["b": 1, "a": .double(0.5)]), .array([])]),
    ])
    #expect(
      Self.text(value) == """
        {
          "z": 1,
          "a": [-1, true, null, "x"],
          "empty": [],
          "none": {},
          "list": [
            {"b": 1, "a": 0.5},
            []
          ]
        }

        """)
    #expect(value.bytes() == value.bytes())
    #expect(JSONValue.optional(nil) == .null && JSONValue.optional(3) == .int(3))
    #expect(JSONValue.strings([1, 2]) == .array([.string("1"), .string("2")]))
    #expect(value["list"] == .array([.members(["b": 1, "a": .double(0.5)]), .array([])]))
    #expect(value["missing"] == nil && JSONValue.null["z"] == nil)
  }

  @Test(arguments: [
    (0.5, "0.5"), (1, "1.0"), (-2.25, "-2.25"), (1e300, "1e+300"), (5e-300, "5e-300"), (.nan, "null"),
    (.infinity, "null"), (-.infinity, "null"),
  ])
  func doubles(_ double: Double, written: String) { #expect(Self.text(.double(double)) == "\(written)\n") }

  // MARK: Reading

  @Test(arguments: [
    ("9223372036854775807", JSONValue.int(.max)), ("-9223372036854775808", .int(.min)), ("-0", .int(0)),
    ("9007199254740993", .int(9_007_199_254_740_993)), ("99999999999999999999", .double(1e20)),
    ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("0.1", .double(0.1)), ("1.5e3", .int(1500)),
    (" [ 1 , 2 ]\r\n\t", .array([1, 2])), (#""\u0041\ud83d\ude00\/\b\f""#, .string("A😀/\u{8}\u{C}")),
    (#"{"b":1,"a":{}}"#, .members(["a": .members([:]), "b": 1])), ("true", .bool(true)), ("null", .null),
    ("[0, false, \"0\"]", .array([0, .bool(false), .string("0")])), (#"",]\"[{""#, .string(",]\"[{")),
    ("[1,[2],\"a,\"]", .array([1, .array([2]), .string("a,")])),
  ])
  func reads(_ text: String, value: JSONValue) { #expect(Self.read(text) == value) }

  @Test(arguments: [
    "", " ", "\n", "01", "1.", ".5", "+1", "-", "1e", "1e+", "NaN", "Infinity", "-Infinity", "nul", "TRUE", "'a'",
    "\"", "\"abc", #""\x""#, #""\u12""#, #""\ud800""#, #""\ude00\ud800""#, "\"a\tb\"", "\"a\nb\"", "[1,]", "[,1]",
    "{\"a\":1,}", "{\"a\":1 , }", "{\"a\" 1}", "{a:1}", "{1:1}", "[1 2]", "[1}", "[1] 2", "[1", "{\"a\":", "//\n1",
    "/* */ 1", "[\u{A0}1]", "]", "}", "1e400", "-1e400", "0x10", "1_000", "{\"a\":1,\"a\":1}",
  ])
  func refuses(_ text: String) { #expect(Self.read(text) == nil) }

  @Test func onlyUTF8() throws {
    let text = "{\"имя\": [1, 2]}"
    for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32, .utf32BigEndian] {
      #expect(JSONValue(bytes: Array(try #require(text.data(using: encoding)))) == nil, "\(encoding)")
    }
    let broken: [[UInt8]] = [
      [0xFF], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xD0], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0x00],
    ]
    for bytes in broken {
      #expect(JSONValue(bytes: [0x22] + bytes + [0x22]) == nil, "\(bytes)")
      #expect(JSONValue(bytes: [0x7B, 0x22] + bytes + [0x22, 0x3A, 0x31, 0x7D]) == nil, "\(bytes) as key")
      #expect(JSONValue(bytes: bytes) == nil, "\(bytes) bare")
    }
    let bytes = Array(text.utf8)
    for length in 0..<bytes.count { #expect(JSONValue(bytes: Array(bytes.prefix(length))) == nil, "\(length) bytes") }
  }

  @Test(arguments: [63, 64, 65, 66, 511, 512, 513, 514, 1024, 100_000])
  func nesting(_ depth: Int) {
    let arrays = String(repeating: "[", count: depth)
    let objects = String(repeating: "{\"a\":", count: depth)
    #expect(Self.read(arrays) == nil)
    #expect(Self.read(objects) == nil)
    #expect(Self.read(String(repeating: "{\"a\":", count: depth - 1) + "[") == nil)
    let isShallow = depth <= JSONValue.deepestNesting
    #expect((Self.read(arrays + String(repeating: "]", count: depth)) != nil) == isShallow)
    #expect((Self.read(objects + "1" + String(repeating: "}", count: depth)) != nil) == isShallow)
    #expect(Self.read("\"\(arrays)\\\"\(objects.filter { $0 != "\"" })\"") != nil, "brackets in a string do not nest")
    #expect(Self.read("[" + String(repeating: "[],", count: depth) + "1]") != nil, "siblings do not nest")
  }

  // MARK: Both

  /// What reading gives back: keys sorted, whole doubles as integers, no figure as null.
  static func canonical(_ value: JSONValue) -> JSONValue {
    switch value {
    case .null, .bool, .int, .string: value
    case .double(let double): double.isFinite ? Int(exactly: double).map(JSONValue.int) ?? value : .null
    case .array(let values): .array(values.map(canonical))
    case .object(let members):
      .object(members.map { .init(key: $0.key, value: canonical($0.value)) }.sorted { $0.key < $1.key })
    }
  }

  static func random(depth: Int, using random: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
    case 0: return [.null, .bool(true), .bool(false)].randomElement(using: &random) ?? .null
    case 1: return .int(Int.random(in: .min ... .max, using: &random) >> Int.random(in: 0..<64, using: &random))
    case 2:
      // A whole double over 2⁵³ is written with fewer digits than the integer it is read back as.
      let double = Double(bitPattern: random.next())
      return .double((0x1p53...0x1p63).contains(double.magnitude) ? 0.1 : double)
    case 3: return .double(Double(Int.random(in: -4000...4000, using: &random)) / 8)
    case 4, 5: return .string(string(using: &random))
    case 6, 7:
      let count = Int.random(in: 0...8, using: &random)
      return .array((0..<count).map { _ in Self.random(depth: depth - 1, using: &random) })
    default:
      let keys = Set((0..<Int.random(in: 0...8, using: &random)).map { _ in string(using: &random) })
      return .object(
        keys.sorted().shuffled(using: &random).map {
          .init(key: $0, value: Self.random(depth: depth - 1, using: &random))
        })
    }
  }

  static func string(using random: inout SeededGenerator) -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "Z", "9", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}", "Ж", "ё", "\u{301}", "😀",
      "\u{FFFF}",
      "{", "]", ",", ":", " ", "\u{2028}", "\u{10FFFF}",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...7, using: &random) {
      text.unicodeScalars.append(scalars.randomElement(using: &random) ?? "a")
    }
    return text
  }

  @Test func readsBackWhatItWrote() {
    var random = SeededGenerator(seed: 9)
    for round in 0..<1500 {
      let value = Self.random(depth: 4, using: &random)
      let bytes = value.bytes()
      #expect(JSONValue(bytes: bytes) == Self.canonical(value), "round \(round): \(Self.text(value))")
      #expect(Self.canonical(value).bytes() == JSONValue(bytes: bytes)?.bytes(), "round \(round)")
      #expect(
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil, "round \(round)")
    }
  }

  @Test func piecesMakeTheSameBytes() {
    var random = SeededGenerator(seed: 12)
    for round in 0..<200 {
      let value = Self.random(depth: 4, using: &random)
      for size in [1, 7, 1 << 20] {
        var pieces: [[UInt8]] = []
        value.write(inPiecesOf: size) { pieces.append($0) }
        #expect(Array(pieces.joined()) == value.bytes(), "round \(round)")
        let hasParts =
          switch value {
          case .array(let values): !values.isEmpty
          case .object(let members): !members.isEmpty
          default: false
          }
        #expect(size > 1 || pieces.count > 1 || !hasParts, "round \(round)")
      }
    }
  }
}
