/// Characters that XML cannot hold stand in workbooks as `_xHHHH_` (ECMA-376 part 1, §22.9.2.19).
enum XMLCellText {
  /// The text meant by one in a workbook: `a_x000D_b` holds a carriage return, `_x005F_x000D_` is `_x000D_`.
  static func decoded(_ bytes: some RandomAccessCollection<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "_")) else { return String(decoding: bytes, as: UTF8.self) }
    var units: [UInt16] = []
    var rest = Substring(decoding: bytes, as: UTF8.self).utf16[...]
    while let unit = rest.first {
      if let escaped = escape(at: rest) {
        units.append(escaped)
        rest = rest.dropFirst(escapeLength)
      } else {
        units.append(unit)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// The form in which a text stands in a workbook, all that XML would change or refuse escaped.
  static func encoded(_ text: String) -> String {
    // Three of the bytes of U+FFFE and U+FFFF, which XML cannot hold.
    let isPlain = text.utf8.allSatisfy { ($0 >= 0x20 || $0 == 0x09 || $0 == 0x0A) && $0 != 0x5F && $0 != 0xEF }
    guard !isPlain else { return text }
    var units: [UInt16] = []
    var rest = text.utf16[...]
    while let unit = rest.first {
      let isUnwritable = unit < 0x20 && unit != 0x09 && unit != 0x0A || unit >= 0xFFFE
      if isUnwritable || escape(at: rest) != nil {
        let digits = String(unit, radix: 16, uppercase: true)
        units += Array("_x\(String(repeating: "0", count: 4 - digits.count))\(digits)_".utf16)
      } else {
        units.append(unit)
      }
      rest = rest.dropFirst()
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static let escapeLength = 7

  private static func escape(at start: Substring.UTF16View) -> UInt16? {
    guard start.first == 0x5F else { return nil }
    let units = Array(start.prefix(escapeLength))
    guard units.count == escapeLength, units[1] == 0x78, units[6] == 0x5F else { return nil }
    var value: UInt16 = 0
    for unit in units[2..<6] {
      guard let scalar = UnicodeScalar(unit), let digit = Character(scalar).hexDigitValue, scalar.isASCII else {
        return nil
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
