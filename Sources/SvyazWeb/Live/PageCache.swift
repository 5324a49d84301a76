internal import NIOCore
internal import Synchronization

/// Answers that were made once and are given again while nothing has changed.
///
/// Bounded by bytes; the one that was not asked for the longest goes first.
final class PageCache: Sendable {
  struct Key: Hashable, Sendable {
    /// The revision that the answer shows.
    var revision: Int
    /// Who may see the same bytes: the edition, the role, the school.
    var audience: String
    /// Path and query.
    var target: String
  }

  private struct Entry {
    var page: CachedPage
    var use: UInt64
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var bytes = 0
    var clock: UInt64 = 0
  }

  private let capacity: Int
  private let state = Mutex(State())

  /// - Parameter capacity: bytes of answers that are kept at most.
  init(capacity: Int = 64 << 20) { self.capacity = capacity }

  subscript(_ key: Key) -> CachedPage? {
    state.withLock { state in
      guard let index = state.entries.index(forKey: key) else { return nil }
      state.clock += 1
      state.entries.values[index].use = state.clock
      return state.entries.values[index].page
    }
  }

  func keep(_ page: CachedPage, for key: Key) {
    guard page.cost <= capacity / 16 else { return }
    state.withLock { state in
      state.clock += 1
      let old = state.entries.updateValue(Entry(page: page, use: state.clock), forKey: key)
      state.bytes += page.cost - (old?.page.cost ?? 0)
      guard state.bytes > capacity else { return }
      // A quarter at once: sorting for every page would cost more than it saves.
      for (key, entry) in state.entries.sorted(by: { $0.value.use < $1.value.use }) {
        guard state.bytes > capacity / 4 * 3 else { break }
        state.entries.removeValue(forKey: key)
        state.bytes -= entry.page.cost
      }
    }
  }

  var count: Int { state.withLock { $0.entries.count } }
  var byteCount: Int { state.withLock { $0.bytes } }
}

/// The bytes of an answer, and where each visitor's own values go.
struct CachedPage: Sendable {
  /// Empty for an answer without slots: ``whole`` is all of it.
  let bytes: [UInt8]
  let slots: [(position: Int, slot: VisitorSlot)]
  /// An answer that is the same for everybody goes out without a copy.
  let whole: ByteBuffer
  /// Of the bytes, slots left empty; 0 for an answer whose tag is made of something else.
  let digest: UInt64
  /// Without slots.
  let byteCount: Int
  let type: String

  init(_ page: RenderedPage) { self.init(page.bytes, slots: page.slots, type: "text/html; charset=utf-8") }

  init(_ bytes: [UInt8], slots: [(position: Int, slot: VisitorSlot)] = [], type: String, isDigested: Bool = true) {
    digest = isDigested ? Self.digest(of: bytes) : 0
    byteCount = bytes.count
    self.bytes = slots.isEmpty ? [] : bytes
    whole = slots.isEmpty ? ByteBuffer(bytes: bytes) : ByteBuffer()
    self.slots = slots
    self.type = type
  }

  /// Memory that it takes, in bytes.
  var cost: Int { max(bytes.capacity, whole.capacity) }

  /// FNV-1a, 64 bits, over words of eight bytes, four of them side by side: an entity tag needs no secret.
  static func digest(of bytes: [UInt8]) -> UInt64 {
    let prime: UInt64 = 0x100_0000_01b3
    var lanes = SIMD4<UInt64>(
      0xcbf2_9ce4_8422_2325, 0x9ce4_8422_2325_cbf2, 0x8422_2325_cbf2_9ce4, 0x2325_cbf2_9ce4_8422)
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ word: UInt64) {
      digest = (digest ^ word) &* prime
      // The product's high bits know all of the word, its low ones only the low.
      digest ^= digest >> 32
    }
    bytes.withUnsafeBytes { bytes in
      var index = 0
      while index + 32 <= bytes.count {
        lanes = (lanes ^ bytes.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)) &* prime
        lanes ^= lanes &>> 32
        index += 32
      }
      for lane in 0..<4 { add(lanes[lane]) }
      while index < bytes.count {
        add(UInt64(bytes[index]) | 0x100)
        index += 1
      }
    }
    return digest
  }
}
