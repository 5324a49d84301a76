/// A piece of HTML that is safe to put on a page as it is: made of our own templates and drawings, or escaped.
struct Markup: Hashable, Sendable {
  let html: String

  /// - Parameter html: never a text that came from outside.
  init(trusted html: String) { self.html = html }

  /// A text as HTML, for element content and for quoted attributes.
  init(escaping text: String) { html = Self.escaped(text) }

  /// Works on bytes: a quote that carries a combining mark is still a quote to a browser, though not to `Character`.
  static func escaped(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes -> String? in
      var length = bytes.count
      for byte in bytes { length += extra(byte) }
      guard length > bytes.count else { return nil }
      return String(unsafeUninitializedCapacity: length) { target in
        var end = 0
        func put(_ entity: StaticString) {
          for offset in 0..<entity.utf8CodeUnitCount { target[end + offset] = entity.utf8Start[offset] }
          end += entity.utf8CodeUnitCount
        }
        for byte in bytes {
          switch byte {
          case UInt8(ascii: "<"): put("&lt;")
          case UInt8(ascii: ">"): put("&gt;")
          case UInt8(ascii: "&"): put("&amp;")
          case UInt8(ascii: "\""): put("&quot;")
          case UInt8(ascii: "'"): put("&#39;")
          // Controls that HTML does not take.
          case 0...8, 11, 12, 14...31, 127: put(" ")
          default:
            target[end] = byte
            end += 1
          }
        }
        return end
      }
    } ?? text
  }

  /// Writes a text as HTML behind what is there.
  static func append(escaping text: String, to bytes: inout [UInt8]) {
    var text = text
    let wasPlain = text.withUTF8 { source in
      guard isPlain(source) else { return false }
      bytes += source
      return true
    }
    if !wasPlain { bytes += escaped(text).utf8 }
  }

  /// Whether no byte has to be replaced; eight bytes at a time.
  private static func isPlain(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let raw = UnsafeRawBufferPointer(source)
    var found: UInt64 = 0
    var index = 0
    while index + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A top bit for a byte that is zero, or below a bound (S. E. Anderson, "Bit Twiddling Hacks"); one too many only
      // means the slow way, and so do line ends and tabs.
      func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
      found |= (word &- ones &* 0x20) & ~word
      // " and & differ by one bit, < and > too; then ' and the last control.
      found |= zeros((word | ones &* 4) ^ ones &* 0x26) | zeros(word ^ ones &* 0x27)
      found |= zeros((word | ones &* 2) ^ ones &* 0x3E) | zeros(word ^ ones &* 0x7F)
      index += 8
    }
    return found & tops == 0 && source[index...].allSatisfy { extra($0) == 0 }
  }

  /// How many bytes more the byte takes; 1 at least for each that is replaced, so that a replacement is noticed.
  private static func extra(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"): 3
    case UInt8(ascii: "&"), UInt8(ascii: "'"): 4
    case UInt8(ascii: "\""): 5
    case 0...8, 11, 12, 14...31, 127: 1
    default: 0
    }
  }
}
