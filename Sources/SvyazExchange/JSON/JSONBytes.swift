/// The bytes of a JSON text in the making.
///
/// Memory of its own: an array would ask at each of a million small pieces whether it is the only one to hold its bytes.
struct JSONBytes: ~Copyable {
  private var bytes: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(capacity: Int) { bytes = .allocate(capacity: max(64, capacity)) }

  deinit { bytes.deallocate() }

  /// What was written since the last time.
  mutating func take() -> [UInt8] {
    defer { count = 0 }
    return Array(bytes[..<count])
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > bytes.count { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let wider = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(count + more, 2 * bytes.count))
    _ = wider.update(fromContentsOf: bytes[..<count])
    bytes.deallocate()
    bytes = wider
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count += 1
  }

  mutating func put(_ more: UnsafeBufferPointer<UInt8>) {
    reserve(more.count)
    _ = bytes[count...].update(fromContentsOf: more)
    count += more.count
  }

  /// A text that needs no escape.
  mutating func put(_ text: String) { text.withBytes { put($0) } }

  @inline(__always)
  mutating func put(_ text: StaticString) {
    guard text.hasPointerRepresentation else { return put(String(text.unicodeScalar)) }
    put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A line of an object up to its value.
  mutating func startMember(_ key: StaticString, isFirst: Bool, indent: Int) {
    reserve(2 * indent + key.utf8CodeUnitCount + 8)
    if !isFirst { put(0x2C) }
    newLine(indent)
    put(0x22)
    put(key)
    put("\": " as StaticString)
  }

  mutating func newLine(_ indent: Int) {
    reserve(1 + 2 * indent)
    bytes[count] = 0x0A
    bytes[(count + 1)..<(count + 1 + 2 * indent)].update(repeating: 0x20)
    count += 1 + 2 * indent
  }

  /// A text in quotes.
  mutating func put(quoted text: String) {
    put(0x22)
    text.withBytes { text in
      if Self.isPlain(text) { put(text) } else { putEscaped(text) }
    }
    put(0x22)
  }

  /// Whether no byte has to be escaped; eight bytes at a time.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let raw = UnsafeRawBufferPointer(text)
    var found: UInt64 = 0
    var index = 0
    while index + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let (quotes, slashes) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
      // A top bit for a byte below the one that is taken away (S. E. Anderson, "Bit Twiddling Hacks", hasless); a borrow
      // may set one too many, and then the text goes the slow way.
      found |= (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
      index += 8
    }
    if found & tops != 0 { return false }
    return text[index...].allSatisfy { !needsEscape($0) }
  }

  private static func needsEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

  private static let hexadecimal = Array("0123456789abcdef".utf8)

  private mutating func putEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      guard Self.needsEscape(byte) else {
        put(byte)
        continue
      }
      put(0x5C)
      switch byte {
      case 0x22, 0x5C: put(byte)
      case 0x0A: put(UInt8(ascii: "n"))
      case 0x0D: put(UInt8(ascii: "r"))
      case 0x09: put(UInt8(ascii: "t"))
      default:
        put("u00" as StaticString)
        put(Self.hexadecimal[Int(byte >> 4)])
        put(Self.hexadecimal[Int(byte & 15)])
      }
    }
  }
}

extension String {
  fileprivate func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if utf8.withContiguousStorageIfAvailable(body) == nil { Array(utf8).withUnsafeBufferPointer(body) }
  }
}
