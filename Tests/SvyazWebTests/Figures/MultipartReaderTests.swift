import SvyazTestSupport
import Testing

@testable import SvyazWeb

@Suite struct MultipartReaderTests {
  static let type = "multipart/form-data; boundary=----x1"

  static func body(_ parts: [(head: String, content: [UInt8])], end: String = "--\r\n") -> [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      bytes += Array("------x1\r\n\(part.head)\r\n\r\n".utf8) + part.content + [13, 10]
    }
    return bytes + Array("------x1\(end)".utf8)
  }

  static func read(_ bytes: [UInt8], in step: Int, limits: MultipartReader.Limits = .init()) throws
    -> [MultipartReader.Part]
  {
    var reader = try MultipartReader(contentType: type, limits: limits)
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + step)
      try reader.feed(bytes[start..<end])
      start = end
    }
    return try reader.finish()
  }

  @Test("the parts are the same however the body arrives", arguments: [1, 2, 3, 7, 64, 100_000])
  func readsInAnySteps(step: Int) throws {
    // Content that looks like the beginning of a boundary, and an empty one.
    let tricky = Array("a\r\n--\r\n----x1\r\n------x\r\n\r\n".utf8) + [0, 255, 13]
    let bytes = Self.body([
      ("Content-Disposition: form-data; name=\"csrf\"", Array("тайна".utf8)),
      (
        "content-disposition: form-data; name=\"file\"; filename=\"C:\\\\дом\\\\ВПР; 5.xlsx\"\r\nContent-Type: x/y",
        tricky
      ),
      ("Content-Disposition: form-data; name=\"empty\"", []),
    ])
    let parts = try Self.read(bytes, in: step)
    #expect(parts.map(\.name) == ["csrf", "file", "empty"])
    #expect(parts.map(\.file) == [nil, "ВПР; 5.xlsx", nil])
    #expect(parts.map(\.bytes) == [Array("тайна".utf8), tricky, []])
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let fault: MultipartFault
  }

  static let wrong: [Wrong] = [
    Wrong(testDescription: "nothing", bytes: [], fault: .cut),
    Wrong(testDescription: "text before", bytes: Array("a".utf8) + body([]), fault: .malformed),
    Wrong(
      testDescription: "no end",
      bytes: body([("Content-Disposition: form-data; name=\"a\"", [65])], end: ""), fault: .cut),
    Wrong(testDescription: "no name", bytes: body([("Content-Disposition: form-data", [65])]), fault: .malformed),
    Wrong(testDescription: "no disposition", bytes: body([("Content-Type: a/b", [65])]), fault: .malformed),
    Wrong(
      testDescription: "open quote", bytes: body([("Content-Disposition: form-data; name=\"a", [65])]),
      fault: .malformed),
    Wrong(
      testDescription: "two names",
      bytes: body([("Content-Disposition: form-data; name=a; name=b", [65])]), fault: .malformed),
    Wrong(
      testDescription: "endless head",
      bytes: Array("------x1\r\n".utf8) + [UInt8](repeating: 65, count: 9000), fault: .malformed),
    Wrong(
      testDescription: "long field",
      bytes: body([("Content-Disposition: form-data; name=a", [UInt8](repeating: 65, count: 70_000))]),
      fault: .tooLarge(64 << 10)),
    Wrong(
      testDescription: "many parts",
      bytes: body((0..<301).map { ("Content-Disposition: form-data; name=a\($0)", []) }), fault: .tooManyParts(300)),
    Wrong(
      testDescription: "many files",
      bytes: body((0..<51).map { ("Content-Disposition: form-data; name=a; filename=\($0)", []) }),
      fault: .tooManyParts(50)),
  ]

  @Test(arguments: wrong) func refuses(_ wrong: Wrong) {
    #expect(throws: wrong.fault) { try Self.read(wrong.bytes, in: 1000) }
  }

  @Test func refusesMoreThanTheLimit() {
    var limits = MultipartReader.Limits()
    limits.bytes = 100
    let bytes = Self.body([("Content-Disposition: form-data; name=a; filename=b", [UInt8](repeating: 1, count: 200))])
    #expect(throws: MultipartFault.tooLarge(100)) { try Self.read(bytes, in: 10, limits: limits) }
  }

  @Test(arguments: [
    "", "text/plain; boundary=a", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=a b", "multipart/form-data; boundary=a; boundary=b",
    "multipart/form-data; boundary=" + String(repeating: "a", count: 71),
  ]) func refusesContentType(_ type: String) {
    #expect(throws: MultipartFault.notAForm) { try MultipartReader(contentType: type) }
  }

  /// Bodies with bytes changed, cut, doubled and put in: parts or a fault, never a trap, and the same in any steps.
  @Test("damaged bodies never trap", arguments: 0..<8) func survivesDamage(block: UInt64) {
    let sound = Self.body([
      ("Content-Disposition: form-data; name=\"csrf\"", Array("abc".utf8)),
      ("Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"", Array("a;b\r\n1;2\r\n--\r\n".utf8)),
    ])
    var (taken, refused) = (0, 0)
    for seed in block * 400..<block * 400 + 400 {
      var random = SeededGenerator(seed: seed)
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
        guard bytes.indices.contains(place) else { continue }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.removeSubrange(place...)
        case 2: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
        default: bytes.insert([13, 10, 45, 34, 59, 61][Int.random(in: 0..<6, using: &random)], at: place)
        }
      }
      let whole = Result { try Self.read(bytes, in: 1 << 20) }
      let pieces = Result { try Self.read(bytes, in: Int.random(in: 1...30, using: &random)) }
      switch (whole, pieces) {
      case (.success(let one), .success(let two)):
        taken += 1
        #expect(one == two, "seed \(seed)")
      case (.failure(let one), .failure(let two)):
        refused += 1
        #expect(one as? MultipartFault == two as? MultipartFault, "seed \(seed)")
      default: Issue.record("seed \(seed): one way takes it, the other refuses it")
      }
    }
    #expect(taken > 0 && refused > 0)
  }
}
