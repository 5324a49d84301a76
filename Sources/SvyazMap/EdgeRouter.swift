/// Draws the line of each pair: straight where nothing is in the way, else an arc around, else graphviz's curve; where
/// that finds none or would take too long, a way between the boxes is sought on a grid.
struct EdgeRouter {
  let centres: [Point]
  let sizes: [Size]
  let outlines: [SceneOutline]
  let area: Size
  /// Up to so many boxes graphviz may be asked for a way around: its time grows fast.
  var graphvizLimit = 90

  /// Bends to try, as parts of the distance, the slightest first, and where along the line they are widest.
  private static let bends = [0.08, 0.14, 0.2, 0.28, 0.38, 0.5, 0.65]
  private static let peaks = [0.5, 0.3, 0.7]
  private static let hopeless = 5
  private static let clearance = 2.5
  /// Cells of the grid, and how many ways are sought on it at most.
  private static let gridStep = 5.0
  private static let searchLimit = 60
  /// How far around a line its boxes are near, in points and as a part of its length.
  private static let nearMargin = 60.0
  private static let nearShare = 0.25

  /// Control points from centre to centre (2 for a straight line, else 3k + 1) for each pair.
  func route(_ pairs: [(tail: Int, head: Int)]) throws(MapError) -> [[Point]] {
    let boxes = centres.indices.map { Rect(centre: centres[$0], size: sizes[$0]).inset(by: -Self.clearance) }
    let index = BoxIndex(boxes)
    var blocked: [Int] = []
    var routes: [[Point]] = []
    for (number, pair) in pairs.enumerated() {
      let straight = [centres[pair.tail], centres[pair.head]]
      let inTheWay = hits(straight, pair, boxes, index)
      // An arc gets past a few boxes; across half of a great map only a search may find a way.
      if inTheWay == 0 || (inTheWay > Self.hopeless && centres.count > graphvizLimit) {
        if inTheWay > 0 { blocked.append(number) }
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
    // Graphviz finds a way around everything, but its time grows with the third power of the boxes: first it sees those
    // around the line alone. A way among them that meets no other box is the way among all.
    if centres.count <= graphvizLimit {
      var far: [Int] = []
      for number in blocked {
        if let route = try nearRoute(pairs[number], boxes) { routes[number] = route } else { far.append(number) }
      }
      blocked = far
    }
    if !blocked.isEmpty, centres.count <= graphvizLimit {
      let graph = GraphvizLayout(sizes: sizes, outlines: outlines, edges: blocked.map { pairs[$0] })
      let found = try graph.routes(centres: centres, separation: Self.clearance)
      for (route, number) in zip(found, blocked) where route.count >= 4 && route.count % 3 == 1 && isInside(route) {
        routes[number] = Self.joined(route, from: centres[pairs[number].tail], to: centres[pairs[number].head])
      }
    }
    let left = blocked.map { (number: $0, hits: hits(routes[$0], pairs[$0], boxes, index)) }.filter { $0.hits > 0 }
    guard !left.isEmpty else { return routes }
    // Those nearest to free come first: for them a way is likeliest.
    let grid = GridWays(
      boxes: boxes, area: Rect(x: 0, y: 0, width: area.width, height: area.height), step: Self.gridStep)
    for (number, hits) in left.sorted(by: { ($0.hits, $0.number) < ($1.hits, $1.number) }).prefix(Self.searchLimit) {
      let pair = pairs[number]
      guard let way = grid.way(pair.tail, pair.head), way.crossed.count < hits, isInside(way.points) else { continue }
      let line = Bezier.flatten(way.points)
      let length = zip(line, line.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
      let straight = (centres[pair.tail] - centres[pair.head]).length
      // A line all around the map is harder to follow than one through a box.
      if length < max(straight * 2, straight + 60) { routes[number] = way.points }
    }
    return routes
  }

  /// The way around the boxes near the straight line; `nil` where it meets others, or where all boxes are near.
  private func nearRoute(_ pair: (tail: Int, head: Int), _ boxes: [Rect]) throws(MapError) -> [Point]? {
    let (from, to) = (centres[pair.tail], centres[pair.head])
    let margin = max(Self.nearMargin, (to - from).length * Self.nearShare)
    let room = Rect(
      x: min(from.x, to.x), y: min(from.y, to.y), width: abs(to.x - from.x), height: abs(to.y - from.y)
    ).inset(by: -margin)
    let near = boxes.indices.filter { boxes[$0].overlaps(room) || $0 == pair.tail || $0 == pair.head }
    guard near.count < boxes.count, let tail = near.firstIndex(of: pair.tail),
      let head = near.firstIndex(of: pair.head)
    else { return nil }
    let graph = GraphvizLayout(
      sizes: near.map { sizes[$0] }, outlines: near.map { outlines[$0] }, edges: [(tail, head)])
    let found = try graph.routes(centres: near.map { centres[$0] }, separation: Self.clearance)
    guard let route = found.first, route.count >= 4, route.count % 3 == 1, isInside(route) else { return nil }
    let whole = Self.joined(route, from: from, to: to)
    let line = Bezier.flatten(whole)
    let isClear = boxes.indices.allSatisfy { box in
      let bare = boxes[box].inset(by: Self.clearance)
      return box == pair.tail || box == pair.head || !zip(line, line.dropFirst()).contains { bare.meets($0, $1) }
    }
    return isClear ? whole : nil
  }

  /// The curve with straight pieces to the centres: graphviz takes a note or a pill for a box, and ends where the box
  /// would, beside the outline.
  private static func joined(_ route: [Point], from tail: Point, to head: Point) -> [Point] {
    guard let first = route.first, let last = route.last else { return route }
    func line(_ from: Point, _ to: Point) -> [Point] {
      let way = to - from
      return [from + way * (1.0 / 3), from + way * (2.0 / 3), to]
    }
    return [tail] + line(tail, first) + route.dropFirst() + line(last, head)
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
    // Short pieces touch few cells of the index.
    let line =
      route.count == 2 ? (0...12).map { route[0] + (route[1] - route[0]) * (Double($0) / 12) } : Bezier.flatten(route)
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

/// Finds the boxes near a segment in a square grid.
struct BoxIndex {
  private let cell: Double
  private let columns, rows: Int
  private var cells: [[Int]]

  init(_ boxes: [Rect]) {
    let right = max(boxes.map(\.maxX).max() ?? 1, 1)
    let bottom = max(boxes.map(\.maxY).max() ?? 1, 1)
    // About one box a cell.
    cell = max((right * bottom / Double(max(boxes.count, 1))).squareRoot(), 8)
    columns = Int(right / cell) + 1
    rows = Int(bottom / cell) + 1
    cells = [[Int]](repeating: [], count: columns * rows)
    for (index, box) in boxes.enumerated() {
      for row in range(box.y, box.maxY, rows) {
        for column in range(box.x, box.maxX, columns) { cells[row * columns + column].append(index) }
      }
    }
  }

  /// Boxes in the cells around a segment; may name a box twice.
  func candidates(_ from: Point, _ to: Point) -> [Int] {
    var found: [Int] = []
    for row in range(min(from.y, to.y), max(from.y, to.y), rows) {
      for column in range(min(from.x, to.x), max(from.x, to.x), columns) { found += cells[row * columns + column] }
    }
    return found
  }

  private func range(_ low: Double, _ high: Double, _ count: Int) -> ClosedRange<Int> {
    let first = min(Int(max(low, 0) / cell), count - 1)
    return first...max(first, min(Int(max(high, 0) / cell), count - 1))
  }
}
