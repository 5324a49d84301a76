internal import Foundation

/// Which node of a group takes which of its places, so that ties are short, cross little and pass no box.
///
/// Simulated annealing over swaps, with its own generator: equal inputs give equal seatings.
///
/// - Complexity: a swap of two nodes of degree d costs O(d·(n + m)).
struct GroupSeating {
  /// A swap is tried between nodes of one block: the upper or the lower part of a group.
  let blocks: [[Int]]
  let sizes: [Size]
  let edges: [(tail: Int, head: Int)]
  /// What no tie should cross beside the nodes: titles.
  let obstacles: [Rect]

  private static let swapsPerNode = 200
  /// Terms to spend: less than half a second, a few in a debug build.
  private static let budget = 10_000_000
  private static let passing = 130.0
  private static let crossing = 26.0

  /// - Parameter start: the places, each with the node that the order gives it.
  func run(_ start: [Point]) -> [Point] {
    let movable = blocks.filter { $0.count > 1 }
    guard !movable.isEmpty, !edges.isEmpty else { return start }
    var incident = [[Int]](repeating: [], count: start.count)
    for (index, edge) in edges.enumerated() where edge.tail != edge.head {
      incident[edge.tail].append(index)
      incident[edge.head].append(index)
    }
    let blockOf = movable.flatMap { block in block.map { (node: $0, block: block) } }
    let cost = 2 * (start.count + edges.count + obstacles.count) * 2 * max(1, edges.count * 2 / max(start.count, 1))
    let swaps = min(Self.swapsPerNode * blockOf.count, Self.budget / max(cost, 1))
    var state: UInt64 = 0x4752_4F55_5053_4541
    func random() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }

    var centres = start
    var energy = edges.indices.reduce(0) { $0 + self.energy([$1], centres, half: true) }
    var best = (centres: centres, energy: energy)
    for swap in 0..<swaps {
      let heat = 60 * pow(0.02, Double(swap) / Double(swaps))
      let (first, block) = blockOf[Int(random() % UInt64(blockOf.count))]
      let second = block[Int(random() % UInt64(block.count))]
      if first == second { continue }
      let touched = Array(Set(incident[first] + incident[second])).sorted()
      let before = self.energy(touched, centres)
      centres.swapAt(first, second)
      let change = self.energy(touched, centres) - before
      let chance = Double(random() % 1_000_000) / 1_000_000
      if change <= 0 || chance < exp(-change / heat) {
        energy += change
        if energy < best.energy - 1e-6 { best = (centres, energy) }
      } else {
        centres.swapAt(first, second)
      }
    }
    return best.centres
  }

  /// What some edges cost. With `half`, a crossing counts half: the sum over all edges counts each twice.
  private func energy(_ list: [Int], _ centres: [Point], half: Bool = false) -> Double {
    var total = 0.0
    for (position, index) in list.enumerated() {
      let edge = edges[index]
      if edge.tail == edge.head { continue }
      let (from, to) = (centres[edge.tail], centres[edge.head])
      total += (to - from).length
      for node in centres.indices where node != edge.tail && node != edge.head {
        if Rect(centre: centres[node], size: sizes[node]).meets(from, to) { total += Self.passing }
      }
      for obstacle in obstacles where obstacle.meets(from, to) { total += Self.passing / 2 }
      for other in edges.indices where other != index {
        // Of two edges of the list the first counts their crossing.
        if !half, other < index, list[..<position].contains(other) { continue }
        let (left, right) = (edges[other].tail, edges[other].head)
        if left == edge.tail || left == edge.head || right == edge.tail || right == edge.head { continue }
        if Self.cross(from, to, centres[left], centres[right]) { total += half ? Self.crossing / 2 : Self.crossing }
      }
    }
    return total
  }

  private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double { (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }
}
