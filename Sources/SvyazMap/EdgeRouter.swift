/// Draws the line of each pair: straight where nothing is in the way, else an arc around, else graphviz's curve.
struct EdgeRouter {
  let centres: [Point]
  let sizes: [Size]
  let outlines: [SceneOutline]
  let area: Size

  /// Bends to try, as parts of the distance, the slightest first, and where along the line they are widest.
  private static let bends = [0.08, 0.14, 0.2, 0.28, 0.38, 0.5, 0.65]
  private static let peaks = [0.5, 0.3, 0.7]
  private static let clearance = 2.5

  /// Control points from centre to centre (2 for a straight line, else 3k + 1) for each pair.
  func route(_ pairs: [(tail: Int, head: Int)]) throws(MapError) -> [[Point]] {
    let boxes = centres.indices.map { Rect(centre: centres[$0], size: sizes[$0]).inset(by: -Self.clearance) }
    let index = BoxIndex(boxes)
    var blocked: [Int] = []
    var routes: [[Point]] = []
    for (number, pair) in pairs.enumerated() {
      let straight = [centres[pair.tail], centres[pair.head]]
      if hits(straight, pair, boxes, index) == 0 {
        routes.append(straight)
        continue
      }
      var best: (hits: Int, points: [Point])?
      for arc in arcs(pair) where isInside(arc) {
        let count = hits(arc, pair, boxes, index)
        if best.map({ count < $0.hits }) ?? true { best = (count, arc) }
        if count == 0 { break }
      }
      if let best, best.hits == 0 {
        routes.append(best.points)
      } else {
        blocked.append(number)
        routes.append(best?.points ?? straight)
      }
    }
    // Graphviz finds a way around everything, but slowly.
    if !blocked.isEmpty, centres.count <= 90 {
      let graph = GraphvizLayout(sizes: sizes, outlines: outlines, edges: blocked.map { pairs[$0] })
      let found = try graph.routes(centres: centres, separation: Self.clearance)
      for (route, number) in zip(found, blocked) where route.count >= 4 && route.count % 3 == 1 && isInside(route) {
        routes[number] = route
      }
    }
    return routes
  }

  private func arcs(_ pair: (tail: Int, head: Int)) -> [[Point]] {
    let from = centres[pair.tail]
    let to = centres[pair.head]
    let way = to - from
    return Self.bends.flatMap { bend in
      Self.peaks.flatMap { peak in
        [bend, -bend].map { bend in
          let shift = way.normal * (bend * 4 / 3)
          // Both control points lie near the peak: a lopsided arc passes a box that stands close to one end.
          return [from, from + way * (peak - 0.25) + shift, from + way * (peak + 0.25) + shift, to]
        }
      }
    }
  }

  private func hits(_ route: [Point], _ pair: (tail: Int, head: Int), _ boxes: [Rect], _ index: BoxIndex) -> Int {
    let line = Bezier.flatten(route)
    var met: Set<Int> = []
    for (from, to) in zip(line, line.dropFirst()) {
      for box in index.candidates(from, to) where box != pair.tail && box != pair.head && boxes[box].meets(from, to) {
        met.insert(box)
      }
    }
    return met.count
  }

  private func isInside(_ route: [Point]) -> Bool {
    Bezier.flatten(route).allSatisfy { $0.x >= -4 && $0.y >= -4 && $0.x <= area.width + 4 && $0.y <= area.height + 4 }
  }
}

/// Finds the boxes near a segment in a grid of columns.
struct BoxIndex {
  private let cell: Double
  private let columns: [[Int]]

  init(_ boxes: [Rect]) {
    let widest = boxes.map(\.width).max() ?? 1
    let right = boxes.map(\.maxX).max() ?? 1
    let cell = max(widest, right / 60, 1)
    var columns = [[Int]](repeating: [], count: max(1, Int(max(right, 0) / cell) + 2))
    for (index, box) in boxes.enumerated() {
      let first = max(0, Int(max(box.x, 0) / cell))
      let last = min(columns.count - 1, Int(max(box.maxX, 0) / cell))
      if first <= last { for column in first...last { columns[column].append(index) } }
    }
    self.cell = cell
    self.columns = columns
  }

  /// Boxes whose columns the segment crosses; may name a box twice.
  func candidates(_ from: Point, _ to: Point) -> [Int] {
    let first = min(max(0, Int(max(min(from.x, to.x), 0) / cell)), columns.count - 1)
    let last = min(max(0, Int(max(max(from.x, to.x), 0) / cell)), columns.count - 1)
    return first == last ? columns[first] : columns[first...last].flatMap { $0 }
  }
}
