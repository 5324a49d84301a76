public import SvyazGraph

/// Makes slugs from bytes, each only once: a national network repeats 40,000 of them in three million rows.
///
/// A hash table with open addressing over the bytes themselves, so that a known slug costs no text at all.
public final class SlugPool {
  private var slugs: [Slug] = []
  private var hashes: [UInt64] = []
  /// Where each slug begins in `text`; one more entry tells where the last one ends.
  private var starts: [Int] = [0]
  private var text: [UInt8] = []
  /// Positions in `slugs`, −1 is free; the count is a power of two, at most half are taken.
  private var slots = [Int](repeating: -1, count: 256)
  /// Other collisions in every pool: a file cannot be made to hit one slot again and again.
  private let seed = UInt64.random(in: .min ... .max)
  /// Rows that follow one another often name the same entity.
  private var latest = -1

  public init() {}

  /// - Returns: `nil` when the bytes are no slug.
  public func slug(_ bytes: UnsafeBufferPointer<UInt8>) -> Slug? {
    if latest >= 0, isEqual(latest, bytes) { return slugs[latest] }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed  // FNV-1a
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = slots[slot]
      if hashes[index] == hash, isEqual(index, bytes) {
        latest = index
        return slugs[index]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard bytes.count <= 64, let slug = Slug(String(decoding: bytes, as: UTF8.self)) else { return nil }
    slots[slot] = slugs.count
    slugs.append(slug)
    hashes.append(hash)
    text += bytes
    starts.append(text.count)
    if slugs.count * 2 > slots.count { grow() }
    return slug
  }

  private func isEqual(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = starts[index]
    guard starts[index + 1] - start == bytes.count else { return false }
    return text.withUnsafeBufferPointer { text in
      for offset in 0..<bytes.count where text[start + offset] != bytes[offset] { return false }
      return true
    }
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
public struct SlugPools {
  public let districts = SlugPool()
  public let schools = SlugPool()
  public let subjects = SlugPool()
  public let partnerships = SlugPool()
  public let associations = SlugPool()
  public let events = SlugPool()

  public init() {}
}
