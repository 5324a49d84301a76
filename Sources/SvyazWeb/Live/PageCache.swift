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
    guard page.byteCount <= capacity / 16 else { return }
    state.withLock { state in
      state.clock += 1
      let old = state.entries.updateValue(Entry(page: page, use: state.clock), forKey: key)
      state.bytes += page.byteCount - (old?.page.byteCount ?? 0)
      guard state.bytes > capacity else { return }
      // A quarter at once: sorting for every page would cost more than it saves.
      for (key, entry) in state.entries.sorted(by: { $0.value.use < $1.value.use }) {
        guard state.bytes > capacity / 4 * 3 else { break }
        state.entries.removeValue(forKey: key)
        state.bytes -= entry.page.byteCount
      }
    }
  }

  var count: Int { state.withLock { $0.entries.count } }
  var byteCount: Int { state.withLock { $0.bytes } }
}

/// The bytes of a page, cut where each visitor's own values go.
struct CachedPage: Sendable {
  /// A value that differs from visitor to visitor, although the page is the same.
  enum Slot: String, CaseIterable, Sendable {
    /// The token that forms carry.
    case csrf
    /// The name in the head of the page.
    case viewer

    /// What stands for it in a rendered page: no text has these controls, ``Markup`` takes them out.
    var mark: String { "\u{1}\(rawValue)\u{2}" }
  }

  let parts: [[UInt8]]
  /// One fewer than parts.
  let slots: [Slot]
  /// Of the bytes, slots left empty.
  let digest: UInt64
  let byteCount: Int

  init(_ html: String) {
    var parts: [[UInt8]] = []
    var slots: [Slot] = []
    let bytes = Array(html.utf8)
    var start = 0
    while let begin = bytes[start...].firstIndex(of: 1), let end = bytes[begin...].firstIndex(of: 2) {
      guard let slot = Slot(rawValue: String(decoding: bytes[(begin + 1)..<end], as: UTF8.self)) else { break }
      parts.append(Array(bytes[start..<begin]))
      slots.append(slot)
      start = end + 1
    }
    parts.append(Array(bytes[start...]))
    self.parts = parts
    self.slots = slots
    byteCount = parts.reduce(0) { $0 + $1.count }
    // FNV-1a, 64 bits: an entity tag needs no secret.
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
      digest = (digest ^ 0xff) &* 0x100_0000_01b3
    }
    self.digest = digest
  }
}
