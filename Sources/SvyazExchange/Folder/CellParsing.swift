import SvyazGraph

/// Numbers as files give them: plain ASCII, no `+`, no spaces, no decimal comma. Nothing here can trap.
enum CellParsing {
  /// Counts above this are no counts of people: sums of a whole table of them still fit an `Int`, also in per mille.
  static let mostPeople = 1_000_000_000

  /// - Returns: `nil` for what is no integer, and for one that does not fit an `Int`.
  static func integer(_ bytes: [UInt8], in range: Range<Int>) -> Int? {
    var position = range.lowerBound
    let isNegative = position < range.upperBound && bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    guard position < range.upperBound else { return nil }
    var value = 0
    while position < range.upperBound {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      // Negative numbers are built downwards: `Int.min` has no positive twin.
      let (next, secondOverflow) =
        isNegative ? tenfold.subtractingReportingOverflow(Int(digit)) : tenfold.addingReportingOverflow(Int(digit))
      guard !overflow, !secondOverflow else { return nil }
      value = next
      position += 1
    }
    return value
  }

  /// `-?digits(.digits)?` and nothing else: no exponent, no `nan`, no `inf`, no hexadecimal.
  static func decimal(_ bytes: [UInt8], in range: Range<Int>) -> Double? {
    var position = range.lowerBound
    func digits() -> Int {
      let start = position
      while position < range.upperBound, (0x30...0x39).contains(bytes[position]) { position += 1 }
      return position - start
    }
    if position < range.upperBound, bytes[position] == UInt8(ascii: "-") { position += 1 }
    guard digits() > 0 else { return nil }
    if position < range.upperBound, bytes[position] == UInt8(ascii: ".") {
      position += 1
      guard digits() > 0 else { return nil }
    }
    guard position == range.upperBound, let value = Double(String(decoding: bytes[range], as: UTF8.self)),
      value.isFinite
    else { return nil }
    return value
  }
}
