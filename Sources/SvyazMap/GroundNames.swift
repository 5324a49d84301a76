/// Finds a place for the name of each ground: on it or beside it, free of boxes and other names, and of lines where it
/// can be.
struct GroundNames {
  struct Name {
    let size: Size
    /// Of its ground.
    let polygon: [Point]
  }

  let names: [Name]
  /// Boxes and strips that names must not touch.
  let obstacles: [Rect]
  let lines: [[Point]]
  let area: Rect
  let step: Double

  /// - Returns: a frame for each name; `nil` when one has no room.
  func run() -> [Rect]? {
    let index = BoxIndex(obstacles)
    // A name across the edge of a ground is hard to read too.
    let edges = names.map { $0.polygon + $0.polygon.prefix(1) }
    let segments = (edges + lines).flatMap { Array(zip($0, $0.dropFirst())) }
    let edgeCount = edges.reduce(0) { $0 + max($1.count - 1, 0) }
    let lineBoxes = segments.map { from, to in
      Rect(x: min(from.x, to.x), y: min(from.y, to.y), width: abs(from.x - to.x), height: abs(from.y - to.y))
    }
    let lineIndex = BoxIndex(lineBoxes)
    let bounds = names.map { Rect(around: $0.polygon) ?? area }
    var frames: [Rect] = []
    for (number, name) in names.enumerated() {
      let left = name.polygon.map(\.x).min() ?? area.x
      let right = name.polygon.map(\.x).max() ?? area.x
      let top = name.polygon.map(\.y).min() ?? area.y
      let bottom = name.polygon.map(\.y).max() ?? area.y
      let middle = Point(x: (left + right) / 2, y: (top + bottom) / 2)
      var best: (cost: Double, frame: Rect)?
      func consider(_ centre: Point) {
        let frame = Rect(centre: centre, size: name.size)
        guard area.contains(frame) else { return }
        let near = index.candidates(Point(x: frame.x, y: frame.y), Point(x: frame.maxX, y: frame.maxY))
        guard !near.contains(where: { obstacles[$0].inset(by: -1.5).overlaps(frame) }),
          !frames.contains(where: { $0.inset(by: -2).overlaps(frame) })
        else { return }
        let isOn = DistrictGround.contains(centre, name.polygon)
        // The upper edge of the ground is where one looks for its name.
        var cost = abs(centre.x - middle.x) * 0.25 + abs(centre.y - top) * 0.35
        if !isOn {
          let distance = Self.distance(centre, bounds[number])
          cost += 6 + distance * 1.6
          // Nearer to another ground, a name reads as that one's.
          for other in bounds.indices
          where other != number && Self.distance(centre, bounds[other]) < distance + name.size.height {
            cost += 18
          }
        }
        for (other, ground) in names.enumerated()
        where other != number && DistrictGround.contains(centre, ground.polygon) {
          cost += 22
        }
        if let best, cost >= best.cost { return }
        // Beside an edge or a line, a name needs a little air.
        let aired = frame.inset(by: -1.5)
        let crossed = Set(
          lineIndex.candidates(Point(x: aired.x, y: aired.y), Point(x: aired.maxX, y: aired.maxY)).filter {
            aired.meets(segments[$0].0, segments[$0].1)
          })
        cost += crossed.reduce(0) { $0 + ($1 < edgeCount ? 45 : 60) }
        if best.map({ cost < $0.cost }) ?? true { best = (cost, frame) }
      }
      func scan(_ bounds: Rect, step: Double) {
        let columns = Int(max(0, min(bounds.width / step, 400)))
        let rows = Int(max(0, min(bounds.height / step, 400)))
        for row in 0...rows {
          for column in 0...columns {
            consider(Point(x: bounds.x + Double(column) * step, y: bounds.y + Double(row) * step))
          }
        }
      }
      let margin = name.size.height * 4
      scan(
        Rect(
          x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin),
        step: max(step, (right - left) / 60))
      if best == nil { scan(area, step: step * 1.5) }
      guard let best else { return nil }
      frames.append(best.frame)
    }
    return frames
  }

  /// From a point to a rectangle; 0 inside.
  private static func distance(_ point: Point, _ rect: Rect) -> Double {
    let dx = max(rect.x - point.x, point.x - rect.maxX, 0)
    let dy = max(rect.y - point.y, point.y - rect.maxY, 0)
    return (dx * dx + dy * dy).squareRoot()
  }
}
