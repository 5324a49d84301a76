/// A simple undirected graph as rows of 32-bit neighbours (compressed sparse rows), for measures over all pairs.
///
/// Nodes are 0…n−1; no edge joins a node to itself, none is there twice, and every row ascends.
public struct CompactGraph: Hashable, Sendable {
  public let nodeCount: Int
  /// `neighbours[offsets[v]..<offsets[v + 1]]` is the row of node `v`.
  let offsets: [Int32]
  /// The far end of every arc; an edge is two arcs.
  let neighbours: [Int32]

  /// The greatest number of arcs that ``init(_:arcLimit:)`` makes unless told otherwise: half a gigabyte of rows.
  public static let defaultArcLimit = 1 << 27

  /// Loops are left out and repeated edges, in either direction, count once.
  ///
  /// - Returns: `nil` when the count is negative, an end of an edge is no node, or the graph needs more than 32 bits.
  /// - Complexity: O(n + m log m).
  public init?(nodeCount: Int, edges: some Sequence<(Int, Int)>) {
    guard nodeCount >= 0, nodeCount < Int32.max else { return nil }
    var arcs: [UInt64] = []
    for (one, other) in edges {
      guard one >= 0, other >= 0, one < nodeCount, other < nodeCount else { return nil }
      guard one != other else { continue }
      arcs.append(UInt64(one) << 32 | UInt64(other))
      arcs.append(UInt64(other) << 32 | UInt64(one))
    }
    arcs.sort()
    var offsets = [Int32](repeating: 0, count: nodeCount + 1)
    var neighbours: [Int32] = []
    neighbours.reserveCapacity(arcs.count)
    var last: UInt64?
    for arc in arcs where arc != last {
      last = arc
      guard neighbours.count < Int(Int32.max) else { return nil }
      neighbours.append(Int32(truncatingIfNeeded: arc & 0xFFFF_FFFF))
      offsets[Int(arc >> 32) + 1] += 1
    }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    self.nodeCount = nodeCount
    self.offsets = offsets
    self.neighbours = neighbours
  }

  /// The projection of `graph` on schools: an edge joins two schools with at least one tie in common.
  ///
  /// - Returns: `nil` when there would be more than `arcLimit` arcs (an event of all schools of a country ties every
  ///   pair of them).
  /// - Complexity: O(n + Σ size²) time over the ties, O(n + m) memory.
  public init?(_ graph: SchoolGraph, arcLimit: Int = defaultArcLimit) {
    let count = graph.schools.count
    guard count < Int32.max else { return nil }
    var offsets = [Int32](repeating: 0, count: count + 1)
    var total = 0
    for (school, degree) in graph.degrees().enumerated() {
      total += degree
      guard total <= arcLimit, total <= Int(Int32.max) else { return nil }
      offsets[school + 1] = Int32(total)
    }
    var neighbours = [Int32](repeating: 0, count: total)
    // The graph is symmetric: schools that come in ascending order into the rows of others leave them sorted.
    var next = offsets
    var seenFrom = [Int](repeating: -1, count: count)
    for school in 0..<count {
      for tie in graph.tiesOf[school] {
        for other in graph.ties[tie] where other != school && seenFrom[other] != school {
          seenFrom[other] = school
          neighbours[Int(next[other])] = Int32(school)
          next[other] += 1
        }
      }
    }
    nodeCount = count
    self.offsets = offsets
    self.neighbours = neighbours
  }

  public var edgeCount: Int { neighbours.count / 2 }

  /// - Returns: 0 for what is no node.
  public func degree(of node: Int) -> Int { row(node).count }

  /// The neighbours of `node`, ascending; none for what is no node.
  public func neighbours(of node: Int) -> [Int] { neighbours[row(node)].map(Int.init) }

  public func contains(edge one: Int, _ other: Int) -> Bool {
    guard other >= 0, other < nodeCount else { return false }
    var range = row(one)
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      let found = Int(neighbours[middle])
      if found == other { return true }
      range = found < other ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return false
  }

  func row(_ node: Int) -> Range<Int> {
    guard node >= 0, node < nodeCount else { return 0..<0 }
    return Int(offsets[node])..<Int(offsets[node + 1])
  }

  /// The share of all pairs of nodes that are joined, 0…1; `nil` below two nodes.
  public var density: Double? {
    guard nodeCount > 1 else { return nil }
    return 2 * Double(edgeCount) / (Double(nodeCount) * Double(nodeCount - 1))
  }

  /// Components, the largest first, then by their lowest node; nodes ascend within each.
  ///
  /// - Complexity: O(n log n + m).
  public func components() -> [[Int]] {
    var visited = [Bool](repeating: false, count: nodeCount)
    var components: [[Int]] = []
    for start in 0..<nodeCount where !visited[start] {
      visited[start] = true
      var component = [start]
      var next = 0
      while next < component.count {
        for other in neighbours[row(component[next])] where !visited[Int(other)] {
          visited[Int(other)] = true
          component.append(Int(other))
        }
        next += 1
      }
      components.append(component.sorted())
    }
    return components.sorted { $0.count != $1.count ? $0.count > $1.count : $0[0] < $1[0] }
  }
}
