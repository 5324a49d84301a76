/// Draws the ties of a map of places as gentle curves that pass as few boxes as they can.
///
/// Of arcs of several bends the one is taken that passes the fewest boxes, then the slightest. Where none is free, a
/// way between the boxes is sought on a grid, and taken unless it is much longer.
struct PlaceRouter {
  let frames: [Rect]
  let area: Rect
  /// Boxes that are only dots count less.
  let isDot: [Bool]
  /// Of the grid on which ways are sought.
  let step: Double

  private static let bends = [0.07, 0.11, 0.16, 0.22, 0.29]
  private static let peaks = [0.5, 0.35, 0.65]
  private static let clearance = 1.2
  /// More ties than this are drawn as arcs alone.
  private static let searchLimit = 150

  /// Control points of one cubic from centre to centre, for each pair.
  func route(_ pairs: [(tail: Int, head: Int)]) -> [[Point]] {
    let boxes = frames.map { $0.inset(by: -Self.clearance) }
    let index = BoxIndex(boxes)
    var grid = pairs.count <= Self.searchLimit ? GridWays(boxes: boxes, area: area, step: step) : nil
    return pairs.map { pair in
      let (cost, arc) = arc(pair, boxes, index)
      var route = arc
      let straight = (frames[pair.tail].centre - frames[pair.head].centre).length
      // Free of boxes, the rest of the cost is its bend, and no way is better.
      if cost >= Self.bendCost * 0.5, let way = grid?.way(pair.tail, pair.head) {
        let line = Bezier.flatten(way.points)
        let length = zip(line, line.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
        if length < max(straight * 1.4, straight + 30), weight(way.crossed) + (length / straight - 1) * 2.5 < cost {
          route = way.points
        }
      }
      grid?.take(Bezier.flatten(route))
      return route
    }
  }

  private static let bendCost = 4.0

  private func arc(
    _ pair: (tail: Int, head: Int), _ boxes: [Rect], _ index: BoxIndex
  ) -> (cost: Double, points: [Point]) {
    let from = frames[pair.tail].centre
    let to = frames[pair.head].centre
    let way = to - from
    var best: (cost: Double, points: [Point]) = (
      .infinity, [from, from + way * (1 / 3.0), from + way * (2 / 3.0), to]
    )
    for bend in Self.bends {
      for peak in Self.peaks {
        // Curves bend to the right first, as traffic does.
        for side in [bend, -bend] {
          let shift = way.normal * (side * 4 / 3)
          let arc = [from, from + way * (peak - 0.25) + shift, from + way * (peak + 0.25) + shift, to]
          let line = Bezier.flatten(arc)
          guard
            line.allSatisfy({ $0.x >= area.x && $0.y >= area.y && $0.x <= area.maxX && $0.y <= area.maxY })
          else { continue }
          let cost =
            weight(hits(line, pair, boxes, index)) + bend * Self.bendCost + (peak == 0.5 ? 0 : 0.08)
            + (side < 0 ? 0.01 : 0)
          if cost < best.cost { best = (cost, arc) }
        }
      }
      if best.cost < bend * Self.bendCost { break }
    }
    return best
  }

  private func weight(_ crossed: Set<Int>) -> Double {
    // Whole halves: the order of the set cannot show in the sum.
    crossed.reduce(0) { $0 + (isDot[$1] ? 0.5 : 1) }
  }

  private func hits(_ line: [Point], _ pair: (tail: Int, head: Int), _ boxes: [Rect], _ index: BoxIndex) -> Set<Int> {
    var met: Set<Int> = []
    for (from, to) in zip(line, line.dropFirst()) {
      for box in index.candidates(from, to) where box != pair.tail && box != pair.head && boxes[box].meets(from, to) {
        met.insert(box)
      }
    }
    return met
  }
}
