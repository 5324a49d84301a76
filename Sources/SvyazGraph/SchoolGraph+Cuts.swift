extension SchoolGraph {
  /// A school whose leaving cuts others off.
  public struct Articulation: Hashable, Sendable {
    public let school: Int
    /// The pieces that lose their tie to the largest remaining piece, largest first.
    public let cutOff: [[Int]]
  }

  /// A pair of schools whose tie is the only one between two parts of the network.
  public struct Bridge: Hashable, Sendable {
    public let first: Int
    public let second: Int
  }

  /// Articulation schools, ascending, each with who is cut off if it leaves.
  ///
  /// Depth-first search with low points (J. Hopcroft and R. Tarjan, "Efficient algorithms for graph manipulation",
  /// 1973) on the graph of schools and ties: a tie joins all its members, so its school cut vertices are those of the
  /// graph over schools.
  ///
  /// - Complexity: O(n + Σ tie sizes), and again for each articulation school within its component.
  public func articulations() -> [Articulation] {
    let component = componentOf()
    return search().cutSchools.map { school in
      let pieces = components(without: school, within: component[school])
      return Articulation(school: school, cutOff: Array(pieces.dropFirst()))
    }
  }

  /// Bridges, ascending. A tie of three or more schools holds a triangle on each of its pairs, so only ties of two
  /// can be bridges.
  public func bridges() -> [Bridge] {
    search().bridgeTies.map { Bridge(first: ties[$0][0], second: ties[$0][1]) }
  }

  private func componentOf() -> [[Int]] {
    var result = [[Int]](repeating: [], count: schools.count)
    for component in components() {
      for school in component { result[school] = component }
    }
    return result
  }

  /// Low-point search; nodes 0..<n are schools, n..<n+t are ties. Iterative, since a chain of 40,000 schools would
  /// overflow the stack.
  private func search() -> (cutSchools: [Int], bridgeTies: [Int]) {
    let schoolCount = schools.count
    let nodeCount = schoolCount + ties.count
    var order = [Int](repeating: -1, count: nodeCount)
    var low = [Int](repeating: 0, count: nodeCount)
    var nextChild = [Int](repeating: 0, count: nodeCount)
    var parent = [Int](repeating: -1, count: nodeCount)
    var isCut = [Bool](repeating: false, count: schoolCount)
    var bridgeTies: [Int] = []
    var clock = 0

    func adjacent(_ node: Int) -> [Int] { node < schoolCount ? tiesOf[node] : ties[node - schoolCount] }

    for root in 0..<schoolCount where order[root] < 0 {
      var stack = [root]
      var rootChildren = 0
      order[root] = clock
      low[root] = clock
      clock += 1
      while let node = stack.last {
        let list = adjacent(node)
        if nextChild[node] < list.count {
          let raw = list[nextChild[node]]
          nextChild[node] += 1
          let other = node < schoolCount ? raw + schoolCount : raw
          if order[other] < 0 {
            parent[other] = node
            order[other] = clock
            low[other] = clock
            clock += 1
            if node == root { rootChildren += 1 }
            stack.append(other)
          } else if other != parent[node] {
            low[node] = min(low[node], order[other])
          }
          continue
        }
        stack.removeLast()
        let above = parent[node]
        guard above >= 0 else { continue }
        low[above] = min(low[above], low[node])
        if above < schoolCount, above != root, low[node] >= order[above] { isCut[above] = true }
        // A tie of two is a bridge when nothing below it reaches back to the school above it.
        if above >= schoolCount, ties[above - schoolCount].count == 2, low[node] >= order[node] {
          bridgeTies.append(above - schoolCount)
        }
      }
      if rootChildren > 1 { isCut[root] = true }
    }
    return (schools.indices.filter { isCut[$0] }, bridgeTies.sorted())
  }
}
