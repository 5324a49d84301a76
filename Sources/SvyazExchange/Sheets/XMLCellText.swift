/// Characters that XML cannot hold stand in workbooks as `_xHHHH_` (ECMA-376 part 1, §22.9.2.19).
enum XMLCellText {
  /// The text meant by one in a workbook: `a_x000D_b` holds a carriage return, `_x005F_x000D_` is `_x000D_`.
  static func decoded(_ bytes: [UInt8]) -> String {
    guard bytes.contains(UInt8(ascii: "_")) else { return String(decoding: bytes, as: UTF8.self) }
    var units: [UInt8] = []
    units.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      guard let first = escape(in: bytes, at: position) else {
        units.append(bytes[position])
        position += 1
        continue
      }
      position += escapeLength
      var scalar = UnicodeScalar(first)
      // Beyond U+FFFF two escapes stand for one character.
      if first & 0xFC00 == 0xD800, let second = escape(in: bytes, at: position), second & 0xFC00 == 0xDC00 {
        scalar = UnicodeScalar(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)))
        position += escapeLength
      }
      units.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    }
    return String(decoding: units, as: UTF8.self)
  }

  /// The form in which a text stands in a workbook, all that XML would change or refuse escaped.
  static func encoded(_ text: String) -> String {
    // Three of the bytes of U+FFFE and U+FFFF, which XML cannot hold.
    let isPlain = text.utf8.allSatisfy { ($0 >= 0x20 || $0 == 0x09 || $0 == 0x0A) && $0 != 0x5F && $0 != 0xEF }
    guard !isPlain else { return text }
    let units = Array(text.utf16)
    var encoded: [UInt16] = []
    for (position, unit) in units.enumerated() {
      let isUnwritable = unit < 0x20 && unit != 0x09 && unit != 0x0A || unit >= 0xFFFE
      if isUnwritable || escape(in: units, at: position) != nil {
        let digits = String(unit, radix: 16, uppercase: true)
        encoded += Array("_x\(String(repeating: "0", count: 4 - digits.count))\(digits)_".utf16)
      } else {
        encoded.append(unit)
      }
    }
    return String(decoding: encoded, as: UTF16.self)
  }

  private static let escapeLength = 7

  private static func escape(in units: [some FixedWidthInteger], at start: Int) -> UInt16? {
    guard units.count - start >= escapeLength, units[start] == 0x5F, units[start + 1] == 0x78, units[start + 6] == 0x5F
    else { return nil }
    var value: UInt16 = 0
    for unit in units[start + 2..<start + 6] {
      switch unit {
      case 0x30...0x39: value = value << 4 | UInt16(unit - 0x30)
      case 0x41...0x46: value = value << 4 | UInt16(unit - 0x37)
      case 0x61...0x66: value = value << 4 | UInt16(unit - 0x57)
      default: return nil
      }
    }
    return value
  }
}
