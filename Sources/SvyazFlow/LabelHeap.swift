/// A 4-ary min-heap of labels; equal keys leave in an order that depends on the pushes alone.
struct LabelHeap {
  struct Entry {
    var key: Int
    var item: Int
  }

  private var entries: [Entry] = []

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  mutating func push(_ key: Int, _ item: Int) {
    var hole = entries.count
    entries.append(Entry(key: key, item: item))
    while hole > 0 {
      let above = (hole - 1) >> 2
      guard entries[above].key > key else { break }
      entries[hole] = entries[above]
      hole = above
    }
    entries[hole] = Entry(key: key, item: item)
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
      for child in first + 1..<max(first + 1, min(first + 4, count)) where entries[child].key < entries[smallest].key {
        smallest = child
      }
      guard entries[smallest].key < last.key else { break }
      entries[hole] = entries[smallest]
      hole = smallest
    }
    entries[hole] = last
    return least
  }
}
