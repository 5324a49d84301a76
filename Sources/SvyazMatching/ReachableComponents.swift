/// What can be reached from each of some roots, shared between them: strongly connected components and, for each, the
/// components that it leads to.
///
/// R. Tarjan, "Depth-first search and linear graph algorithms", 1972. Components are numbered as they are finished, so
/// a component's successors are known before it; their sets are joined as bits.
///
/// - Complexity: O(edges) and O(c²/64) words for c components; a successor that is reached already is not joined again.
struct ReachableComponents {
  private var componentOf: [Int]
  private var members: [[Int]] = []
  /// The components that each one reaches, itself included, as bits.
  private var reach: [[UInt64]] = []

  private static let unseen = -1

  /// - Parameter successors: asked once for each node that is reached.
  init(nodeCount: Int, roots: [Int], successors: (Int) -> [Int]) {
    componentOf = [Int](repeating: Self.unseen, count: nodeCount)
    var order = componentOf
    var low = componentOf
    var edges = [[Int]](repeating: [], count: nodeCount)
    var nextEdge = [Int](repeating: 0, count: nodeCount)
    var open: [Int] = []
    var clock = 0
    func enter(_ node: Int) {
      order[node] = clock
      low[node] = clock
      clock += 1
      edges[node] = successors(node)
      open.append(node)
    }
    for root in roots where order[root] == Self.unseen {
      var path = [root]
      enter(root)
      while let node = path.last {
        if nextEdge[node] < edges[node].count {
          let other = edges[node][nextEdge[node]]
          nextEdge[node] += 1
          if order[other] == Self.unseen {
            enter(other)
            path.append(other)
          } else if componentOf[other] == Self.unseen {
            low[node] = min(low[node], order[other])
          }
          continue
        }
        path.removeLast()
        if let above = path.last { low[above] = min(low[above], low[node]) }
        if low[node] == order[node] {
          var component: [Int] = []
          while let last = open.popLast() {
            componentOf[last] = members.count
            component.append(last)
            if last == node { break }
          }
          finish(component, edges: edges)
          for member in component { edges[member] = [] }
        }
      }
    }
  }

  private mutating func finish(_ component: [Int], edges: [[Int]]) {
    let number = members.count
    members.append(component)
    var bits = [UInt64](repeating: 0, count: number / 64 + 1)
    bits[number / 64] |= 1 << UInt64(number % 64)
    for node in component {
      for other in edges[node] {
        let next = componentOf[other]
        if bits[next / 64] & (1 << UInt64(next % 64)) != 0 { continue }
        for (word, value) in reach[next].enumerated() { bits[word] |= value }
      }
    }
    reach.append(bits)
  }

  /// The components reached from a root, without its own; empty for a node that was never reached.
  ///
  /// - Precondition: nothing leads back to the root.
  func reached(from root: Int) -> [UInt64] {
    let number = componentOf[root]
    guard number >= 0 else { return [] }
    var bits = reach[number]
    bits[number / 64] &= ~(1 << UInt64(number % 64))
    while bits.last == 0 { bits.removeLast() }
    return bits
  }

  func nodes(in bits: [UInt64]) -> [Int] {
    var nodes: [Int] = []
    for (word, value) in bits.enumerated() {
      var rest = value
      while rest != 0 {
        nodes += members[word * 64 + rest.trailingZeroBitCount]
        rest &= rest - 1
      }
    }
    return nodes
  }
}
