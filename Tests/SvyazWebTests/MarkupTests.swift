import Foundation
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// Escaping, which looks at eight bytes at a time, beside one letter after another.
@Suite struct MarkupTests {
  private static func oracle(_ text: String) -> String {
    text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "<": "&lt;"
      case ">": "&gt;"
      case "&": "&amp;"
      case "\"": "&quot;"
      case "'": "&#39;"
      case "\t", "\n", "\r": String(scalar)
      default: scalar.value < 32 || scalar.value == 127 ? " " : String(scalar)
      }
    }.joined()
  }

  private static func written(_ text: String) -> String {
    var bytes = Array("…".utf8)
    Markup.append(escaping: text, to: &bytes)
    return String(decoding: bytes.dropFirst(3), as: UTF8.self)
  }

  @Test("every letter of one byte, wherever it stands", arguments: 0..<20) func everyPlace(place: Int) {
    for code in 0..<128 as Range<UInt8> {
      let scalar = String(UnicodeScalar(code))
      for filler in ["a", "я", " ", "%"] {
        let text = String(repeating: filler, count: place) + scalar + String(repeating: filler, count: 19 - place)
        #expect(Self.written(text) == Self.oracle(text), "\(code) at \(place)")
        #expect(Markup.escaped(text) == Self.oracle(text))
      }
    }
  }

  @Test("random texts", arguments: 0..<4 as Range<UInt64>) func randomTexts(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let letters = Array("абвгдежя №5<>&\"'\t\n\u{1}\u{1F}\u{7F}\u{80}()=;?!~|{}é\u{301}\u{10FFFF}".unicodeScalars)
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<Int.random(in: 0..<40, using: &generator) {
        text.unicodeScalars.append(letters[Int.random(in: 0..<letters.count, using: &generator)])
      }
      #expect(Self.written(text) == Self.oracle(text))
    }
  }

  @Test("a digest knows every byte and the length") func digests() {
    let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var seen: Set<UInt64> = [CachedPage.digest(of: bytes)]
    for place in bytes.indices {
      for bit in 0..<8 {
        var other = bytes
        other[place] ^= 1 << bit
        #expect(seen.insert(CachedPage.digest(of: other)).inserted, "bit \(bit) of byte \(place)")
      }
      #expect(seen.insert(CachedPage.digest(of: Array(bytes[..<place]))).inserted, "\(place) bytes")
    }
  }
}

@Suite struct WorkThreadsTests {
  @Test("work that yields is done, less urgently and in turn", arguments: [1, 3]) func yields(count: Int) async throws {
    let threads = WorkThreads("test", count: count, yields: true)
    let own = Self.urgency()
    let results = try await withThrowingTaskGroup(of: (Int, Int32).self) { group in
      for number in 0..<100 { group.addTask { try await threads.run { (number, Self.urgency()) } } }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(results.count == 100 && Set(results.keys) == Set(0..<100))
    #if os(Linux)
      #expect(results.values.allSatisfy { $0 == min(19, own + 5) }, "\(own): \(Set(results.values))")
    #endif
    #expect(threads.waitingCount == 0)
  }

  private static func urgency() -> Int32 {
    #if os(Linux)
      getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
    #else
      0
    #endif
  }
}
