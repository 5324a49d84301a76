/// Dijkstra's labels over numbered nodes, kept from search to search: only what a search touched is cleared.
struct ShortestPathLabels: Sendable {
  static let unreached = Int.max

  private(set) var distance: [Int]
  /// The node before, −1 at the source.
  private(set) var parent: [Int32]
  private(set) var visited: [Int] = []
  private var heap: [Entry] = []

  private struct Entry {
    var key: Int
    var node: Int
  }

  init(nodeCount: Int) {
    distance = [Int](repeating: Self.unreached, count: nodeCount)
    parent = [Int32](repeating: -1, count: nodeCount)
  }

  mutating func begin(at source: Int) {
    for node in visited { distance[node] = Self.unreached }
    visited.removeAll(keepingCapacity: true)
    heap.removeAll(keepingCapacity: true)
    reach(source, at: 0, from: -1)
  }

  mutating func reach(_ node: Int, at key: Int, from tail: Int) {
    guard key < distance[node] else { return }
    if distance[node] == Self.unreached { visited.append(node) }
    distance[node] = key
    parent[node] = Int32(truncatingIfNeeded: tail)
    push(Entry(key: key, node: node))
  }

  /// The nearest node that is not settled yet.
  mutating func next() -> (key: Int, node: Int)? {
    while let entry = pop() {
      if entry.key == distance[entry.node] { return (entry.key, entry.node) }
    }
    return nil
  }

  /// The nodes from the source of the last search to `node`, both included.
  func path(to node: Int) -> [Int] {
    var nodes = [node]
    var last = node
    while parent[last] >= 0 {
      last = Int(parent[last])
      nodes.append(last)
    }
    return nodes.reversed()
  }

  // MARK: A 4-ary heap

  private mutating func push(_ entry: Entry) {
    var hole = heap.count
    heap.append(entry)
    while hole > 0 {
      let above = (hole - 1) >> 2
      guard heap[above].key > entry.key else { break }
      heap[hole] = heap[above]
      hole = above
    }
    heap[hole] = entry
  }

  private mutating func pop() -> Entry? {
    guard let least = heap.first, let last = heap.popLast() else { return nil }
    let count = heap.count
    guard count > 0 else { return least }
    var hole = 0
    while true {
      let first = 4 * hole + 1
      guard first < count else { break }
      var smallest = first
      var child = first + 1
      while child < min(first + 4, count) {
        if heap[child].key < heap[smallest].key { smallest = child }
        child += 1
      }
      guard heap[smallest].key < last.key else { break }
      heap[hole] = heap[smallest]
      hole = smallest
    }
    heap[hole] = last
    return least
  }
}
