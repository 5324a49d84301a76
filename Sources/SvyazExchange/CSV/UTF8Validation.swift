/// Tells well-formed UTF-8 by the table of byte sequences in the Unicode Standard (table 3-7).
///
/// Overlong forms, surrogates and code points above U+10FFFF are refused.
/// - Complexity: O(count), no allocation.
func isWellFormedUTF8(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
  var position = range.lowerBound
  let end = range.upperBound
  while position < end {
    let lead = bytes[position]
    position += 1
    if lead < 0x80 { continue }
    // How many bytes follow, and what the first of them may be.
    let following: Int
    var allowed: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: following = 1
    case 0xE0: (following, allowed) = (2, 0xA0...0xBF)
    case 0xED: (following, allowed) = (2, 0x80...0x9F)
    case 0xE1...0xEF: following = 2
    case 0xF0: (following, allowed) = (3, 0x90...0xBF)
    case 0xF1...0xF3: following = 3
    case 0xF4: (following, allowed) = (3, 0x80...0x8F)
    default: return false
    }
    guard end - position >= following else { return false }
    for index in position..<position + following {
      guard allowed.contains(bytes[index]) else { return false }
      allowed = 0x80...0xBF
    }
    position += following
  }
  return true
}
