/// A 4-ary min-heap of labelled items; equal keys leave in an order that depends on the pushes alone.
struct MinHeap<Key: Comparable & Sendable>: Sendable {
  struct Entry: Sendable {
    var key: Key
    var item: Int32
  }

  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  mutating func push(_ key: Key, _ item: Int32) {
    let entry = Entry(key: key, item: item)
    var hole = entries.count
    entries.append(entry)
    while hole > 0 {
      let above = (hole - 1) >> 2
      guard entries[above].key > key else { break }
      entries[hole] = entries[above]
      hole = above
    }
    entries[hole] = entry
  }

  mutating func pop() -> Entry? {
    guard let least = entries.first, let last = entries.popLast() else { return nil }
    let count = entries.count
    guard count > 0 else { return least }
    var hole = 0
    while true {
      let first = 4 * hole + 1
      guard first < count else { break }
      var smallest = first
      var child = first + 1
      while child < min(first + 4, count) {
        if entries[child].key < entries[smallest].key { smallest = child }
        child += 1
      }
      guard entries[smallest].key < last.key else { break }
      entries[hole] = entries[smallest]
      hole = smallest
    }
    entries[hole] = last
    return least
  }
}
