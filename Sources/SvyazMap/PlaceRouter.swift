/// Draws the ties of a map of places as gentle curves that pass as few boxes as they can.
///
/// A way around everything would tell a false geography; so there are only arcs of several bends, and the one is taken
/// that passes the fewest boxes, then the slightest.
struct PlaceRouter {
  let frames: [Rect]
  let area: Rect
  /// Boxes that are only dots count less.
  let isDot: [Bool]

  private static let bends = [0.07, 0.11, 0.16, 0.22, 0.29]
  private static let peaks = [0.5, 0.35, 0.65]
  private static let clearance = 1.5

  /// Control points of one cubic from centre to centre, for each pair.
  func route(_ pairs: [(tail: Int, head: Int)]) -> [[Point]] {
    let boxes = frames.map { $0.inset(by: -Self.clearance) }
    let index = BoxIndex(boxes)
    return pairs.map { pair in
      let from = frames[pair.tail].centre
      let to = frames[pair.head].centre
      let way = to - from
      var best: (cost: Double, points: [Point])?
      for bend in Self.bends {
        for peak in Self.peaks {
          // Curves of a pair bend to the right first, as traffic does.
          for side in [bend, -bend] {
            let shift = way.normal * (side * 4 / 3)
            let arc = [from, from + way * (peak - 0.25) + shift, from + way * (peak + 0.25) + shift, to]
            let line = Bezier.flatten(arc)
            let isInside = line.allSatisfy {
              $0.x >= area.x && $0.y >= area.y && $0.x <= area.maxX && $0.y <= area.maxY
            }
            // A wide bend costs as much as a box in the way.
            let cost =
              hits(line, pair, boxes, index) + bend * 4 + (peak == 0.5 ? 0 : 0.08) + (side < 0 ? 0.01 : 0)
              + (isInside ? 0 : 1000)
            if best.map({ cost < $0.cost }) ?? true { best = (cost, arc) }
          }
        }
        if let best, best.cost < bend * 4 { break }
      }
      guard let best, best.cost < 1000 else {
        return [from, from + way * (1 / 3.0), from + way * (2 / 3.0), to]
      }
      return best.points
    }
  }

  private func hits(_ line: [Point], _ pair: (tail: Int, head: Int), _ boxes: [Rect], _ index: BoxIndex) -> Double {
    var met: Set<Int> = []
    for (from, to) in zip(line, line.dropFirst()) {
      for box in index.candidates(from, to) where box != pair.tail && box != pair.head && boxes[box].meets(from, to) {
        met.insert(box)
      }
    }
    return met.reduce(0) { $0 + (isDot[$1] ? 0.25 : 1) }
  }
}
