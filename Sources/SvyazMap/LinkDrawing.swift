/// Turns the route of a pair into the lines of its ties, side by side, cut at the outlines and with arrowheads.
enum LinkDrawing {
  /// Distance between two lines of one pair.
  static let spacing = 6.5

  /// A line from `points`, its arrowhead at the end.
  static func path(
    _ points: [Point], look: MapTheme.LineLook, isDirected: Bool, isProposed: Bool, change: NetworkMap.Change? = nil,
    scale: Double
  ) -> ScenePath {
    var path = ScenePath(
      points: points, color: look.color, width: look.width * scale, dash: look.dash.map { $0 * scale }, arrowhead: nil)
    if change == .ended { return barred(path, isDirected: isDirected, scale: scale) }
    guard isDirected, let tip = points.last else { return path }
    let length = (5.5 + look.width) * scale
    let shortened = Bezier.trimEnd(points) { ($0 - tip).length < length }
    guard let base = shortened.last, let way = (tip - base).unit else { return path }
    let half = way.normal * ((2.1 + look.width * 0.45) * scale)
    let heel = tip - way * length
    path.points = shortened
    path.arrowhead = ScenePath.Arrowhead(tip: tip, left: heel + half, right: heel - half, isHollow: isProposed)
    return path
  }

  /// A tie that has ended: a stroke across the line, at the head where there was an arrow, else in the middle, so that
  /// the end of an undirected tie does not tell its direction.
  private static func barred(_ path: ScenePath, isDirected: Bool, scale: Double) -> ScenePath {
    var path = path
    let place: (at: Point, way: Point)?
    if isDirected {
      let back = Bezier.trimEnd(path.points) { point in
        path.points.last.map { (point - $0).length < 3 * scale } ?? false
      }
      place = back.last.flatMap { at in path.points.last.map { (at, $0 - at) } }
    } else {
      place = Bezier.middle(of: path.points)
    }
    guard let place, let across = place.way.unit?.normal else { return path }
    path.bar = [place.at + across * (4.5 * scale), place.at - across * (4.5 * scale)]
    return path
  }

  /// The route moved aside for the `index`-th of `count` lines.
  static func shifted(_ route: [Point], index: Int, of count: Int, room: Double) -> [Point] {
    guard count > 1, let first = route.first, let last = route.last, let way = (last - first).unit else {
      return route
    }
    // Many lines move closer, so that all still meet the box.
    let step = min(spacing, room / Double(count))
    let shift = way.normal * ((Double(index) - Double(count - 1) / 2) * step)
    return route.map { $0 + shift }
  }

  /// The part of the route between two outlines, with a hair's breadth to each.
  static func cut(_ route: [Point], from tail: SceneShape, to head: SceneShape) -> [Point] {
    func covers(_ shape: SceneShape) -> (Point) -> Bool {
      { shape.contains($0, margin: shape.strokeWidth / 2 + 0.6) }
    }
    let started = Bezier.trimStart(route, while: covers(tail))
    return Bezier.trimEnd(started, while: covers(head))
  }

  /// A loop at the upper right of a node, for a tie with itself; it begins and ends on the outline.
  static func loop(at shape: SceneShape, scale: Double) -> [Point] {
    let frame = shape.frame
    let from = Point(x: frame.maxX - frame.width * 0.3, y: frame.y)
    let to = Point(x: frame.maxX - 2 * scale, y: frame.y + min(4 * scale, frame.height / 3))
    let reach = 14 * scale
    func onOutline(_ point: Point) -> Point {
      let way = [frame.centre, point]
      return Bezier.trimStart(way) { shape.contains($0) }.first ?? point
    }
    return [
      onOutline(from), Point(x: from.x, y: from.y - reach), Point(x: to.x + reach, y: to.y - reach), onOutline(to),
    ]
  }
}
