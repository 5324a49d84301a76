import SvyazGraph

/// Makes identifiers from bytes, each only once: a national network repeats 40,000 of them in three million rows.
///
/// A hash table with open addressing over the bytes themselves, so that a known identifier costs no text at all.
final class IdentifierPool<Entity> {
  private var identifiers: [Identifier<Entity>] = []
  private var hashes: [UInt64] = []
  /// Where each identifier begins in `text`; one more entry tells where the last one ends.
  private var starts: [Int] = [0]
  private var text: [UInt8] = []
  /// Positions in `identifiers`, −1 is free; the count is a power of two, at most half are taken.
  private var slots = [Int](repeating: -1, count: 256)
  /// Other collisions in every pool: a file cannot be made to hit one slot again and again.
  private let seed = UInt64.random(in: .min ... .max)

  /// - Returns: `nil` when the bytes are no slug.
  func identifier(_ bytes: [UInt8], in range: Range<Int>) -> Identifier<Entity>? {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed  // FNV-1a
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = slots[slot]
      if hashes[index] == hash, isEqual(index, bytes, range) { return identifiers[index] }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard range.count <= 64, let identifier = Identifier<Entity>(String(decoding: bytes[range], as: UTF8.self)) else {
      return nil
    }
    slots[slot] = identifiers.count
    identifiers.append(identifier)
    hashes.append(hash)
    text += bytes[range]
    starts.append(text.count)
    if identifiers.count * 2 > slots.count { grow() }
    return identifier
  }

  private func isEqual(_ index: Int, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let start = starts[index]
    guard starts[index + 1] - start == range.count else { return false }
    for offset in 0..<range.count where text[start + offset] != bytes[range.lowerBound + offset] { return false }
    return true
  }

  private func grow() {
    slots = [Int](repeating: -1, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = index
    }
  }
}

/// One pool for each kind of identifier that rows repeat.
struct IdentifierPools {
  let districts = IdentifierPool<District>()
  let schools = IdentifierPool<School>()
  let subjects = IdentifierPool<Subject>()
  let partnerships = IdentifierPool<Partnership>()
  let associations = IdentifierPool<Association>()
  let events = IdentifierPool<Event>()
}
