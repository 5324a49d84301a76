/// Dijkstra's labels over numbered nodes, kept from search to search: only what a search touched is cleared.
struct ShortestPathLabels: Sendable {
  static let unreached = Int.max

  private(set) var distance: [Int]
  /// The node before, −1 at the source.
  private(set) var parent: [Int32]
  private(set) var visited: [Int] = []
  private var heap = MinHeap<Int>()

  init(nodeCount: Int) {
    distance = [Int](repeating: Self.unreached, count: nodeCount)
    parent = [Int32](repeating: -1, count: nodeCount)
  }

  mutating func begin(at source: Int) {
    for node in visited { distance[node] = Self.unreached }
    visited.removeAll(keepingCapacity: true)
    heap.removeAll()
    reach(source, at: 0, from: -1)
  }

  mutating func reach(_ node: Int, at key: Int, from tail: Int) {
    guard key < distance[node] else { return }
    if distance[node] == Self.unreached { visited.append(node) }
    distance[node] = key
    parent[node] = Int32(truncatingIfNeeded: tail)
    heap.push(key, Int32(truncatingIfNeeded: node))
  }

  /// The nearest node that is not settled yet.
  mutating func next() -> (key: Int, node: Int)? {
    while let entry = heap.pop() {
      if entry.key == distance[Int(entry.item)] { return (entry.key, Int(entry.item)) }
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
}
