/// Draws lines between discs on an ellipse: gently bent inwards, further where a foreign disc is in the way, and those
/// of one pair apart from each other.
struct MixingRouter {
  let centres: [Point]
  let radii: [Double]
  let area: Size
  let font: Double

  /// Parts of the distance, the slightest first.
  private static let bends = [0.06, 0.12, 0.18, 0.25, 0.33, 0.42, 0.52, 0.64, 0.78]

  /// Between the ends of two lines at one disc, in fonts.
  private static let spacings = [0.95, 0.6, 0.3, 0]

  /// Four control points from rim to rim for each edge; a loop for an edge from a node to itself.
  func routes(_ edges: [(tail: Int, head: Int)]) -> [[Point]] {
    var edgesOfPair: [[Int]: [Int]] = [:]
    for (number, edge) in edges.enumerated() {
      edgesOfPair[[min(edge.tail, edge.head), max(edge.tail, edge.head)], default: []].append(number)
    }
    var routes = [[Point]](repeating: [], count: edges.count)
    for (pair, numbers) in edgesOfPair {
      if pair[0] == pair[1] {
        let side = radii[pair[0]] * 2
        let frame = Rect(centre: centres[pair[0]], size: Size(width: side, height: side))
        for number in numbers { routes[number] = LinkDrawing.loop(at: frame, scale: font / 11) }
        continue
      }
      let bend = bend(of: pair[0], pair[1], lines: numbers.count)
      for (place, number) in numbers.enumerated() {
        let curve = curve(pair[0], pair[1], bend: bend, line: place, of: numbers.count)
        routes[number] = edges[number].tail == pair[0] ? curve : curve.reversed()
      }
    }
    // The widest fan that drives no line into a foreign disc.
    var best: (routes: [[Point]], faults: Int)?
    for spacing in Self.spacings {
      let fan = LineFan(centres: centres, radii: radii, spacing: font * spacing).spread(routes, edges: edges)
      let faults = faults(fan, edges: edges)
      if best.map({ faults < $0.faults }) ?? true { best = (fan, faults) }
      if faults == 0 { break }
    }
    return best?.routes ?? routes
  }

  /// The slightest bend at which no line of the pair meets a foreign disc, else the one that meets fewest.
  private func bend(of first: Int, _ second: Int, lines: Int) -> Double {
    let clear = font * 0.6
    var best = (bend: 0.0, hits: Int.max)
    for bend in Self.bends {
      var hits = 0
      for line in 0..<lines {
        let samples = Bezier.flatten(curve(first, second, bend: bend, line: line, of: lines))
        if !samples.allSatisfy(isInside) { hits += 1 }
        for disc in centres.indices where disc != first && disc != second {
          if samples.contains(where: { ($0 - centres[disc]).length < radii[disc] + clear }) { hits += 1 }
        }
      }
      if hits < best.hits { best = (bend, hits) }
      if hits == 0 { break }
    }
    return best.bend
  }

  private func curve(_ first: Int, _ second: Int, bend: Double, line: Int, of lines: Int) -> [Point] {
    let (from, to) = (centres[first], centres[second])
    let way = to - from
    guard let across = way.unit?.normal else { return [from, from, to, to] }
    let middle = (from + to) * 0.5
    let inward = Point(x: area.width / 2, y: area.height / 2) - middle
    let depth = inward.x * across.x + inward.y * across.y
    // A line through the middle has nowhere to bend to: less, the nearer it passes.
    let sign = depth < 0 ? -1.0 : 1
    let reach = way.length * bend * (bend > 0.07 ? 1 : min(1, abs(depth) / (way.length * 0.15)))
    let step = min(font * 1.7, radii[first] * 1.1 / Double(lines), radii[second] * 1.1 / Double(lines))
    let aside = across * ((Double(line) - Double(lines - 1) / 2) * step)
    let control = middle + across * (sign * reach * 2) + aside * 1.5
    let (start, end) = (from + aside * 0.5, to + aside * 0.5)
    return [start, start + (control - start) * (2.0 / 3), end + (control - end) * (2.0 / 3), end]
  }

  private func isInside(_ point: Point) -> Bool {
    point.x >= 0 && point.y >= 0 && point.x <= area.width && point.y <= area.height
  }

  /// How many times lines pass through foreign discs or leave the area.
  func faults(_ routes: [[Point]], edges: [(tail: Int, head: Int)]) -> Int {
    var hits = 0
    for (route, edge) in zip(routes, edges) {
      let samples = Bezier.flatten(route)
      if !samples.allSatisfy(isInside) { hits += 1 }
      for disc in centres.indices where disc != edge.tail && disc != edge.head {
        if samples.contains(where: { ($0 - centres[disc]).length < radii[disc] + 1 }) { hits += 1 }
      }
    }
    return hits
  }
}
