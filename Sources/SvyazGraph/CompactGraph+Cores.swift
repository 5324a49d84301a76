extension CompactGraph {
  /// The core number of each node: the greatest k such that the node lies in a part of the graph in which every node
  /// has at least k neighbours.
  ///
  /// Nodes are taken off in the order of their remaining degree, kept in buckets (V. Batagelj and M. Zaveršnik, "An O(m)
  /// algorithm for cores decomposition of networks", 2003).
  ///
  /// - Complexity: O(n + m).
  public func coreNumbers() -> [Int] {
    var degrees = (0..<nodeCount).map { row($0).count }
    // Nodes sorted by remaining degree; `start[d]` is where those of degree d begin.
    var start = [Int](repeating: 0, count: (degrees.max() ?? 0) + 2)
    for degree in degrees { start[degree + 1] += 1 }
    for degree in start.indices.dropFirst() { start[degree] += start[degree - 1] }
    var next = start
    var sorted = [Int](repeating: 0, count: nodeCount)
    var place = [Int](repeating: 0, count: nodeCount)
    for node in 0..<nodeCount {
      place[node] = next[degrees[node]]
      sorted[place[node]] = node
      next[degrees[node]] += 1
    }
    for position in 0..<nodeCount {
      let node = sorted[position]
      for arc in neighbours[row(node)] {
        let other = Int(arc)
        let degree = degrees[other]
        guard degree > degrees[node] else { continue }
        // `other` changes places with the first node of its degree, whose bucket then begins one later.
        let first = max(start[degree], position + 1)
        let moved = sorted[first]
        sorted.swapAt(first, place[other])
        place[moved] = place[other]
        place[other] = first
        start[degree] = first + 1
        degrees[other] = degree - 1
      }
    }
    return degrees
  }
}
