/// Numbers as workbooks write them: `12`, `-0.5`, `1.5E-7`.
enum CellNumber {
  /// - Returns: `nil` for anything else, also for what is too large for a double.
  static func parse(_ bytes: some RandomAccessCollection<UInt8>) -> Double? {
    var digits = 0
    var mantissa: UInt64 = 0
    var decimals = 0
    var seenPoint = false
    var isNegative = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x30...0x39:
        digits += 1
        guard digits <= 15 else { return slow(bytes) }
        mantissa = mantissa * 10 + UInt64(byte - 0x30)
        if seenPoint { decimals += 1 }
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      default: return slow(bytes)
      }
    }
    guard digits > 0 else { return nil }
    // Both are exact, so one division rounds once (W. D. Clinger, "How to Read Floating Point Numbers Accurately", 1990).
    let value = Double(mantissa) / powers[decimals]
    return isNegative ? -value : value
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  private static func slow(_ bytes: some RandomAccessCollection<UInt8>) -> Double? {
    // Swift also reads «nan», «inf» and hexadecimal numbers.
    guard bytes.count <= 400, bytes.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else {
      return nil
    }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}
