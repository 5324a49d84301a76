/// The encoding of a text file, told from its bytes.
enum TextEncoding: Hashable {
  case utf8, utf16LittleEndian, utf16BigEndian, windows1251

  enum Answer: Hashable {
    /// - start: the first byte after a byte order mark.
    case encoding(TextEncoding, start: Int)
    /// Well-formed but for a few bytes, the first at `offset`.
    case broken(String, offset: Int)
    /// Recognised and not read.
    case foreign(String)
    case binary
  }

  /// By the byte order mark; else zero bytes tell UTF-16; else what is well-formed UTF-8 is UTF-8; else Windows-1251.
  ///
  /// KOI8-R and CP866 are told from Windows-1251 by the commonest letters of Russian and then refused: a wrong guess would
  /// put nonsense into the data.
  static func detect(_ bytes: [UInt8]) -> Answer {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return .foreign("UTF-32") }
    if bytes.starts(with: [0xFF, 0xFE]) { return .encoding(.utf16LittleEndian, start: 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return .encoding(.utf16BigEndian, start: 2) }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    if !hasMark, let wide = wide(bytes.prefix(8192)) { return wide }
    let start = hasMark ? 3 : 0
    let census = UTF8Census(bytes, from: start)
    guard let offset = census.firstBroken else { return .encoding(.utf8, start: start) }
    // Russian in Windows-1251 hardly ever makes a well-formed sequence: many of them mean UTF-8 with a few bad bytes.
    if hasMark || census.wellFormed >= 4 && census.wellFormed >= 10 * census.broken {
      return .broken("UTF-8", offset: offset)
    }
    if let name = foreignCyrillic(bytes) { return .foreign(name) }
    return .encoding(.windows1251, start: 0)
  }

  /// UTF-16 without a mark has zero bytes at places of one parity only; other zero bytes mean that it is no text.
  private static func wide(_ bytes: ArraySlice<UInt8>) -> Answer? {
    var zeros = [0, 0]
    for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    guard zeros[0] + zeros[1] > 0 else { return nil }
    guard zeros[0] == 0 || zeros[1] == 0, bytes.count > 1 else { return .binary }
    // Latin, Cyrillic and punctuation: hardly anything else stands in the upper bytes of such a text.
    let parity = zeros[0] == 0 ? 1 : 0
    var usual = 0
    for (index, byte) in bytes.enumerated() where index & 1 == parity {
      if byte == 0 || byte == 0x04 || byte == 0x20 || byte == 0x21 { usual += 1 }
    }
    guard usual * 10 >= bytes.count / 2 * 9 else { return .binary }
    return .encoding(parity == 1 ? .utf16LittleEndian : .utf16BigEndian, start: 0)
  }

  /// How often the six commonest letters of Russian (о, е, а, и, н, т) occur if the bytes are read one way or another.
  private static func foreignCyrillic(_ bytes: [UInt8]) -> String? {
    var counts = [Int](repeating: 0, count: 256)
    var upper = 0
    for byte in bytes.prefix(1 << 16) where byte >= 0x80 {
      counts[Int(byte)] += 1
      upper += 1
    }
    guard upper >= 60 else { return nil }
    func count(_ codes: [Int]) -> Int { codes.reduce(0) { $0 + counts[$1] } }
    let windows = count([0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xCE, 0xC5, 0xC0, 0xC8, 0xCD, 0xD2])
    let koi8 = count([0xCF, 0xC5, 0xC1, 0xC9, 0xCE, 0xD4, 0xEF, 0xE5, 0xE1, 0xE9, 0xEE, 0xF4])
    let dos = count([0xAE, 0xA5, 0xA0, 0xA8, 0xAD, 0xE2, 0x8E, 0x85, 0x80, 0x88, 0x8D, 0x92])
    // Half of Russian are these letters: anything near it, and far above the other readings, is certain.
    if koi8 * 5 >= upper * 2, koi8 * 2 > windows * 3 { return "KOI8-R" }
    if dos * 5 >= upper * 2, dos * 2 > windows * 3 { return "CP866" }
    return nil
  }
}

/// Counts the sequences of more than one byte in UTF-8, and the bytes that break it.
struct UTF8Census {
  private(set) var wellFormed = 0
  private(set) var broken = 0
  private(set) var firstBroken: Int?

  init(_ bytes: [UInt8], from start: Int) {
    // The whole at once first: it is the usual case.
    if isWellFormedUTF8(bytes, in: start..<bytes.count) { return }
    var position = start
    while position < bytes.count {
      if bytes[position] < 0x80 {
        position += 1
        continue
      }
      let length = (2...4).first { length in
        position + length <= bytes.count && bytes[position + 1..<position + length].allSatisfy { $0 & 0xC0 == 0x80 }
          && isWellFormedUTF8(bytes, in: position..<position + length)
      }
      if let length {
        wellFormed += 1
        position += length
      } else {
        if firstBroken == nil { firstBroken = position }
        broken += 1
        position += 1
      }
    }
  }
}
