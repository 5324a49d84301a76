/// Draws the ties of a map of places as gentle curves that pass between the marks.
///
/// Of arcs of several bends the one is taken that passes the least, then the slightest. Where none is free of marks that
/// stand fast, a way between those is sought on a grid, and drawn with round corners.
struct PlaceRouter {
  /// What stands in the way of a line.
  enum Obstacle {
    /// A mark with ties, which stands fast.
    case fast
    /// A mark without ties: it can give way.
    case labelled, dot
  }

  let frames: [Rect]
  let obstacles: [Obstacle]
  /// Frames that only lines from within or into them pass, such as that of the inset.
  let closed: [Rect]
  let area: Rect
  /// Of the grid on which ways are sought.
  let step: Double

  private static let bends = [0, 0.05, 0.09, 0.14, 0.2, 0.27, 0.35, 0.44]
  private static let peaks = [0.5, 0.35, 0.65]
  /// Between a line and a mark that stands fast.
  private static let clearance = 1.8
  /// Where there is no other way.
  private static let leastClearance = 0.4
  /// More ties than this are drawn as arcs alone.
  private static let searchLimit = 150
  private static let radii = [150.0, 100, 70, 48, 32, 22, 15, 10, 7, 4, 2, 1]

  // Whole halves and quarters: the order of a set cannot show in a sum of them.
  private static func weight(_ obstacle: Obstacle) -> Double {
    switch obstacle {
    case .fast: 100
    case .labelled: 6
    case .dot: 0.5
    }
  }
  private static let meeting = 1.5
  private static let bendCost = 14.0

  /// Control points from centre to centre, for each pair.
  ///
  /// - Parameter pairs: with the number of parallel lines that each needs room for.
  /// - Complexity: O(p·a·s) for p pairs, 43 arcs of s segments near marks; a search is O(c log c) for c cells.
  func route(_ pairs: [(tail: Int, head: Int)], counts: [Int]) -> [[Point]] {
    let all = frames + closed
    let index = BoxIndex(all.map { $0.inset(by: -Self.clearance - 12) })
    var grid: GridWays?
    var routes = [[Point]](repeating: [], count: pairs.count)
    var drawn: [[Point]] = []
    // Short ties first: they have the least choice.
    let order = pairs.indices.sorted { one, two in
      let lengths = [one, two].map { (frames[pairs[$0].tail].centre - frames[pairs[$0].head].centre).length }
      return lengths[0] != lengths[1] ? lengths[0] < lengths[1] : one < two
    }
    for number in order {
      let pair = pairs[number]
      let clearance = Self.clearance + Double(counts[number] - 1) * LinkDrawing.spacing / 2
      let tracker = Tracker(
        boxes: all, index: index, tail: pair.tail, head: pair.head, clearance: clearance,
        open: closed.indices.filter { isInside(pair, closed[$0]) }.map { frames.count + $0 })
      var (cost, route) = arc(pair, tracker, drawn)
      if cost >= 100, pairs.count <= Self.searchLimit {
        if grid == nil {
          grid = GridWays(boxes: all.indices.map { gridBox($0) }, area: area, step: step)
        }
        if let corners = grid?.corners(pair.tail, pair.head) {
          let way = Self.smooth(corners) { weight(tracker.crossed(Bezier.flatten($0))) }
          if way.cost < cost { (cost, route) = way }
        }
      }
      let line = Bezier.flatten(route)
      grid?.take(line)
      drawn.append(line)
      routes[number] = route
    }
    if pairs.count <= Self.searchLimit { squeeze(&routes, pairs, all, index) }
    return routes
  }

  /// Lines that still pass through marks that stand fast are led between them once more, close by.
  private func squeeze(
    _ routes: inout [[Point]], _ pairs: [(tail: Int, head: Int)], _ all: [Rect], _ index: BoxIndex
  ) {
    var grid: GridWays?
    for (number, pair) in pairs.enumerated() {
      let tracker = Tracker(
        boxes: all, index: index, tail: pair.tail, head: pair.head, clearance: Self.leastClearance,
        open: closed.indices.filter { isInside(pair, closed[$0]) }.map { frames.count + $0 })
      let cost = weight(tracker.crossed(Bezier.flatten(routes[number])))
      guard cost >= 100 else { continue }
      if grid == nil {
        let boxes = all.indices.map { gridBox($0, margin: Self.leastClearance) }
        grid = GridWays(boxes: boxes, area: area, step: step / 2, crossing: 60)
      }
      guard let corners = grid?.corners(pair.tail, pair.head) else { continue }
      let way = Self.smooth(corners) { weight(tracker.crossed(Bezier.flatten($0))) }
      if way.cost < cost - 50 { routes[number] = way.points }
    }
  }

  private func isInside(_ pair: (tail: Int, head: Int), _ frame: Rect) -> Bool {
    frame.contains(frames[pair.tail]) || frame.contains(frames[pair.head])
  }

  /// The boxes of the grid: what gives way is no obstacle there.
  private func gridBox(_ number: Int, margin: Double = Self.clearance + 1) -> Rect {
    guard frames.indices.contains(number) else { return all(number) }
    return obstacles[number] == .fast
      ? frames[number].inset(by: -margin)
      : .init(
        centre: frames[number].centre, size: Size(width: 0, height: 0))
  }

  private func all(_ number: Int) -> Rect { closed[number - frames.count] }

  private func weight(_ crossed: Set<Int>) -> Double {
    crossed.reduce(0) { $0 + (obstacles.indices.contains($1) ? Self.weight(obstacles[$1]) : 100) }
  }

  // MARK: Arcs

  private func arc(
    _ pair: (tail: Int, head: Int), _ tracker: Tracker, _ drawn: [[Point]]
  ) -> (cost: Double, points: [Point]) {
    let from = frames[pair.tail].centre
    let to = frames[pair.head].centre
    let way = to - from
    var best: (cost: Double, points: [Point]) = (
      .infinity, [from, from + way * (1 / 3.0), from + way * (2 / 3.0), to]
    )
    for bend in Self.bends {
      if best.cost < bend * Self.bendCost { break }
      for peak in bend == 0 ? [0.5] : Self.peaks {
        // Curves bend to the right first, as traffic does.
        for side in bend == 0 ? [0] : [bend, -bend] {
          let shift = way.normal * (side * 4 / 3)
          let arc = [from, from + way * (peak - 0.25) + shift, from + way * (peak + 0.25) + shift, to]
          let line = Bezier.flatten(arc)
          guard
            line.allSatisfy({ $0.x >= area.x && $0.y >= area.y && $0.x <= area.maxX && $0.y <= area.maxY })
          else { continue }
          var cost = bend * Self.bendCost + (peak == 0.5 ? 0 : 0.25) + (side < 0 ? 0.03 : 0)
          guard cost < best.cost else { continue }
          cost += weight(tracker.crossed(line))
          guard cost < best.cost else { continue }
          cost += Double(Self.meetings(line, drawn)) * Self.meeting
          if cost < best.cost { best = (cost, arc) }
        }
      }
    }
    return best
  }

  /// How many of the lines drawn before cross this one.
  private static func meetings(_ line: [Point], _ drawn: [[Point]]) -> Int {
    guard let frame = Rect(around: line) else { return 0 }
    return drawn.count { other in
      guard let second = Rect(around: other), frame.inset(by: -0.5).overlaps(second.inset(by: -0.5)) else {
        return false
      }
      return zip(line, line.dropFirst()).contains { a, b in
        zip(other, other.dropFirst()).contains { c, d in
          (b - a).normal.dot(c - a) * (b - a).normal.dot(d - a) < 0
            && (d - c).normal.dot(a - c) * (d - c).normal.dot(b - c) < 0
        }
      }
    }
  }

  // MARK: Ways

  /// The roundest way along corners that costs no more than any other.
  private static func smooth(_ corners: [Point], cost: ([Point]) -> Double) -> (cost: Double, points: [Point]) {
    var best: (cost: Double, points: [Point]) = (.infinity, corners)
    for radius in radii {
      let curve = GridWays.rounded(corners, radius: radius)
      let found = cost(curve) + 0.01 / radius
      if found < best.cost - 3 || best.cost == .infinity { best = (found, curve) }
    }
    return best
  }

  /// Which boxes a line of one pair passes.
  private struct Tracker {
    let boxes: [Rect]
    let index: BoxIndex
    let tail, head: Int
    let clearance: Double
    let open: [Int]

    func crossed(_ line: [Point]) -> Set<Int> {
      var met: Set<Int> = []
      for (from, to) in zip(line, line.dropFirst()) {
        for box in index.candidates(from, to)
        where box != tail && box != head && !met.contains(box) && !open.contains(box)
          && boxes[box].inset(by: -clearance).meets(from, to)
        {
          met.insert(box)
        }
      }
      return met
    }
  }
}
