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

  /// - Parameters:
  ///   - next: a node's edge at a cursor that starts at 0 and that it moves on, or `nil` after the last; each edge is asked
  ///     for once and nothing of it is kept.
  ///   - check: called at least every few milliseconds.
  init<Stop: Error>(
    nodeCount: Int, roots: [Int], next: (_ node: Int, _ cursor: inout Int) -> Int?, check: () throws(Stop) -> Void
  ) throws(Stop) {
    componentOf = [Int](repeating: Self.unseen, count: nodeCount)
    var order = componentOf
    var low = componentOf
    var cursors = [Int](repeating: 0, count: nodeCount)
    /// The components that an open node's edges lead to, and all that these reach, as bits.
    var leads = [[UInt64]](repeating: [], count: nodeCount)
    var open: [Int] = []
    var path: [Int] = []
    var clock = 0
    var edges = 0
    func enter(_ node: Int) {
      order[node] = clock
      low[node] = clock
      clock += 1
      open.append(node)
      path.append(node)
    }
    for root in roots where order[root] == Self.unseen {
      enter(root)
      while let node = path.last {
        edges += 1
        if edges & 0xFFF == 0 { try check() }
        if let other = next(node, &cursors[node]) {
          if order[other] == Self.unseen {
            enter(other)
          } else if componentOf[other] == Self.unseen {
            low[node] = min(low[node], order[other])
          } else {
            Self.join(reach, componentOf[other], into: &leads[node])
          }
          continue
        }
        path.removeLast()
        if low[node] == order[node] {
          let number = members.count
          var component: [Int] = []
          var bits: [UInt64] = []
          while let last = open.popLast() {
            componentOf[last] = number
            component.append(last)
            Self.join(leads[last], into: &bits)
            leads[last] = []
            if last == node { break }
          }
          if bits.count <= number / 64 {
            bits += [UInt64](repeating: 0, count: number / 64 + 1 - bits.count)
          }
          bits[number / 64] |= 1 << UInt64(number % 64)
          members.append(component)
          reach.append(bits)
          if let above = path.last { Self.join(reach, number, into: &leads[above]) }
        } else if let above = path.last {
          low[above] = min(low[above], low[node])
        }
      }
    }
  }

  /// Adds a component and all that it reaches, unless it was added before.
  private static func join(_ reach: [[UInt64]], _ component: Int, into bits: inout [UInt64]) {
    if component / 64 < bits.count, bits[component / 64] & (1 << UInt64(component % 64)) != 0 { return }
    join(reach[component], into: &bits)
  }

  private static func join(_ other: [UInt64], into bits: inout [UInt64]) {
    if bits.count < other.count { bits += [UInt64](repeating: 0, count: other.count - bits.count) }
    for (word, value) in other.enumerated() { bits[word] |= value }
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
