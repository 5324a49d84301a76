/// A cost of two parts; the first decides, the second only among equals.
struct LexicographicCost: Comparable {
  var first = 0
  var second = 0

  static func + (left: Self, right: Self) -> Self {
    Self(first: left.first + right.first, second: left.second + right.second)
  }

  static prefix func - (cost: Self) -> Self { Self(first: -cost.first, second: -cost.second) }

  static func < (left: Self, right: Self) -> Bool { (left.first, left.second) < (right.first, right.second) }
}

/// The plainest exact flow: while the least path from source to sink costs less than nothing, send one unit along it.
///
/// Successive shortest paths with Bellman–Ford in its queue form (R. Bellman 1958; Ahuja, Magnanti, Orlin, *Network
/// Flows*, 1993, ch. 9.7), over pairs of integers instead of one big number: no M, no potentials, nothing in common with
/// the engine under test.
///
/// - Precondition: no cycle of negative cost.
struct LexicographicFlow {
  private struct Arc {
    let head: Int
    var residual: Int
    let cost: LexicographicCost
  }

  /// Each arc is followed by its reverse.
  private var arcs: [Arc] = []
  private var leaving: [[Int]]

  init(nodes: Int) { leaving = [[Int]](repeating: [], count: nodes) }

  mutating func add(from tail: Int, to head: Int, capacity: Int, cost: LexicographicCost = LexicographicCost()) {
    leaving[tail].append(arcs.count)
    arcs.append(Arc(head: head, residual: capacity, cost: cost))
    leaving[head].append(arcs.count)
    arcs.append(Arc(head: tail, residual: 0, cost: -cost))
  }

  /// The least cost of any flow of any amount.
  mutating func leastCost(from source: Int, to sink: Int) -> LexicographicCost {
    var total = LexicographicCost()
    while let (distance, path) = shortestPath(from: source, to: sink), distance < LexicographicCost() {
      for arc in path {
        arcs[arc].residual -= 1
        arcs[arc ^ 1].residual += 1
      }
      total = total + distance
    }
    return total
  }

  private func shortestPath(from source: Int, to sink: Int) -> (LexicographicCost, [Int])? {
    var distance = [LexicographicCost?](repeating: nil, count: leaving.count)
    var arrivedBy = [Int](repeating: -1, count: leaving.count)
    var isQueued = [Bool](repeating: false, count: leaving.count)
    var queue = [source]
    var next = 0
    distance[source] = LexicographicCost()
    while next < queue.count {
      let node = queue[next]
      next += 1
      isQueued[node] = false
      guard let here = distance[node] else { continue }
      for arc in leaving[node] where arcs[arc].residual > 0 {
        let head = arcs[arc].head
        let there = here + arcs[arc].cost
        if let known = distance[head], known <= there { continue }
        distance[head] = there
        arrivedBy[head] = arc
        if !isQueued[head] {
          isQueued[head] = true
          queue.append(head)
        }
      }
    }
    guard let length = distance[sink] else { return nil }
    var path: [Int] = []
    var node = sink
    while node != source {
      path.append(arrivedBy[node])
      node = arcs[arrivedBy[node] ^ 1].head
    }
    return (length, path)
  }
}
