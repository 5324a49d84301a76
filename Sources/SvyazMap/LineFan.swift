internal import Foundation

/// Moves the ends of lines along the rims of their discs, so that no two arrowheads of a disc lie on each other.
struct LineFan {
  let centres: [Point]
  let radii: [Double]
  /// Between two ends on a rim.
  let spacing: Double

  private static let rounds = 60

  /// One end of a line on the rim of a disc.
  private struct End {
    var line: Int
    var isTail: Bool
    var angle: Double
  }

  /// - Parameter routes: cubics from centre to centre; loops and what is no single cubic stay as they are.
  /// - Returns: the routes from rim to rim.
  func spread(_ routes: [[Point]], edges: [(tail: Int, head: Int)]) -> [[Point]] {
    var routes = routes
    var ends = [[End]](repeating: [], count: centres.count)
    for (line, edge) in edges.enumerated() where edge.tail != edge.head && routes[line].count == 4 {
      let started = Bezier.trimStart(routes[line]) { isInside($0, edge.tail) }
      let cut = Bezier.trimEnd(started) { isInside($0, edge.head) }
      guard cut.count == 4 else { continue }
      routes[line] = cut
      ends[edge.tail].append(End(line: line, isTail: true, angle: angle(of: cut[0], around: edge.tail)))
      ends[edge.head].append(End(line: line, isTail: false, angle: angle(of: cut[3], around: edge.head)))
    }
    for disc in centres.indices where ends[disc].count > 1 {
      for end in relaxed(ends[disc], disc) {
        let place = centres[disc] + Point(x: cos(end.angle), y: sin(end.angle)) * radii[disc]
        // The line keeps its direction there.
        let (rim, handle) = end.isTail ? (0, 1) : (3, 2)
        let shift = place - routes[end.line][rim]
        routes[end.line][rim] = place
        routes[end.line][handle] = routes[end.line][handle] + shift * 0.75
      }
    }
    return routes
  }

  private func isInside(_ point: Point, _ disc: Int) -> Bool { (point - centres[disc]).length < radii[disc] }

  private func angle(of point: Point, around disc: Int) -> Double {
    let way = point - centres[disc]
    return atan2(way.y, way.x)
  }

  /// The ends of one disc in their order, pushed apart to the spacing, or to equal steps where there are too many.
  private func relaxed(_ ends: [End], _ disc: Int) -> [End] {
    var ends = ends.sorted { ($0.angle, $0.line) < ($1.angle, $1.line) }
    let step = min(spacing / max(radii[disc], 1), 2 * .pi / Double(ends.count + 1))
    for _ in 0..<Self.rounds {
      var moved = false
      for index in ends.indices {
        let next = (index + 1) % ends.count
        let turn = next == 0 ? 2 * Double.pi : 0
        let gap = ends[next].angle + turn - ends[index].angle
        guard gap < step - 1e-4 else { continue }
        moved = true
        ends[index].angle -= (step - gap) / 2
        ends[next].angle += (step - gap) / 2
      }
      if !moved { break }
    }
    return ends
  }
}
