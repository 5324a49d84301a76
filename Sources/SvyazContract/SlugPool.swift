public import SvyazGraph

/// Makes slugs from bytes, each only once: a national network repeats 40,000 of them in three million rows.
///
/// A hash table with open addressing over the bytes themselves, so that a known slug costs no text at all. Most slugs
/// have at most sixteen bytes; two words of a slot then say everything about one.
public final class SlugPool {
  /// Up to sixteen bytes: the first and the last eight, which together with the count are all of them. More: a
  /// fingerprint, and the text tells.
  private struct Key {
    var low: UInt64
    var high: UInt64
    /// Zero marks a free slot.
    var count: UInt32

    func isEqual(_ other: Key) -> Bool { low == other.low && high == other.high && count == other.count }
  }

  private struct Slot {
    var key: Key
    /// The position in `slugs`.
    var index: Int32

    static let free = Slot(key: Key(low: 0, high: 0, count: 0), index: 0)
  }

  private var slugs: [Slug] = []
  /// A power of two of them, at most half taken.
  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  /// Other collisions in every pool: a file cannot be made to hit one slot again and again.
  private let seeds = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
  /// Rows that follow one another often name the same entity.
  private var latest = 0

  public init() {
    let count = 16
    slots = .allocate(capacity: count)
    slots.initialize(repeating: .free, count: count)
    mask = count - 1
  }

  deinit { slots.deallocate() }

  /// - Returns: `nil` when the bytes are no slug.
  public func slug(_ bytes: UnsafeBufferPointer<UInt8>) -> Slug? {
    guard let start = bytes.baseAddress, (1...64).contains(bytes.count) else { return nil }
    let text = UnsafeRawBufferPointer(start: start, count: bytes.count)
    let key = key(of: text)
    if holds(slots[latest], key, text) { return slugs[Int(slots[latest].index)] }
    var place = place(of: key)
    while slots[place].key.count > 0 {
      if holds(slots[place], key, text) {
        latest = place
        return slugs[Int(slots[place].index)]
      }
      place = (place + 1) & mask
    }
    guard slugs.count < Int(Int32.max), let slug = Slug(String(decoding: bytes, as: UTF8.self)) else { return nil }
    slots[place] = Slot(key: key, index: Int32(truncatingIfNeeded: slugs.count))
    slugs.append(slug)
    if slugs.count * 2 > mask { grow() }
    return slug
  }

  private func holds(_ slot: Slot, _ key: Key, _ text: UnsafeRawBufferPointer) -> Bool {
    guard slot.key.isEqual(key) else { return false }
    if text.count <= 16 { return true }
    var known = slugs[Int(slot.index)].text
    return known.withUTF8 { known in
      let known = UnsafeRawBufferPointer(known)
      guard known.count == text.count else { return false }
      // The last eight bytes stand in the key.
      for offset in stride(from: 0, to: text.count - 8, by: 8)
      where known.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        != text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      { return false }
      return true
    }
  }

  private func place(of key: Key) -> Int {
    Int(truncatingIfNeeded: mixed(key.low, key.high ^ UInt64(key.count))) & mask
  }

  private func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ seeds.0).multipliedFullWidth(by: right ^ seeds.1)
    return product.high ^ product.low
  }

  private func key(of text: UnsafeRawBufferPointer) -> Key {
    let count = text.count
    func word(_ offset: Int) -> UInt64 { text.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
    func half(_ offset: Int) -> UInt64 { UInt64(text.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
    var key = Key(low: 0, high: 0, count: UInt32(truncatingIfNeeded: count))
    switch count {
    case ..<4:
      for byte in text { key.low = key.low << 8 | UInt64(byte) }
    case ..<8:
      key.low = half(0) | half(count - 4) << 32
    case ...16:
      (key.low, key.high) = (word(0), word(count - 8))
    default:
      for offset in stride(from: 0, to: count - 8, by: 8) { key.low = mixed(key.low, word(offset)) }
      key.high = word(count - 8)
    }
    return key
  }

  private func grow() {
    let (old, oldCount) = (slots, mask + 1)
    let count = oldCount * 2
    slots = .allocate(capacity: count)
    slots.initialize(repeating: .free, count: count)
    mask = count - 1
    latest = 0
    for slot in UnsafeBufferPointer(start: old, count: oldCount) where slot.key.count > 0 {
      var place = place(of: slot.key)
      while slots[place].key.count > 0 { place = (place + 1) & mask }
      slots[place] = slot
    }
    old.deallocate()
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
