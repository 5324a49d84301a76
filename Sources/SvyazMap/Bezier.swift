/// Cubic Bézier curves as lists of 3k + 1 control points; two points are a straight line.
enum Bezier {
  /// A point of one cubic and the two halves around it (P. de Casteljau's algorithm).
  static func split(_ curve: [Point], at t: Double) -> (first: [Point], second: [Point]) {
    func mix(_ a: Point, _ b: Point) -> Point { a + (b - a) * t }
    let (a, b, c) = (mix(curve[0], curve[1]), mix(curve[1], curve[2]), mix(curve[2], curve[3]))
    let (d, e) = (mix(a, b), mix(b, c))
    let middle = mix(d, e)
    return ([curve[0], a, d, middle], [middle, e, c, curve[3]])
  }

  static func point(_ curve: [Point], at t: Double) -> Point {
    let u = 1 - t
    return curve[0] * (u * u * u) + curve[1] * (3 * u * u * t) + curve[2] * (3 * u * t * t) + curve[3] * (t * t * t)
  }

  /// Twelve segments for each cubic.
  static func flatten(_ points: [Point]) -> [Point] {
    guard points.count >= 4 else { return points }
    var line = [points[0]]
    var index = 0
    while index + 3 < points.count {
      let curve = Array(points[index...index + 3])
      for step in 1...12 { line.append(point(curve, at: Double(step) / 12)) }
      index += 3
    }
    return line
  }

  /// A point near the middle of the path, and the direction there.
  static func middle(of points: [Point]) -> (at: Point, way: Point)? {
    let line = flatten(points)
    guard let first = line.first, let last = line.last, line.count >= 2 else { return nil }
    if line.count == 2 { return ((first + last) * 0.5, last - first) }
    let middle = line.count / 2
    return (line[middle], line[middle] - line[middle - 1])
  }

  /// The path without its beginning, up to where `isInside` last holds.
  static func trimStart(_ points: [Point], while isInside: (Point) -> Bool) -> [Point] {
    guard let first = points.first, isInside(first) else { return points }
    if points.count == 2 {
      return [bisect(points[0], points[1], isInside), points[1]]
    }
    var rest = points
    while rest.count > 4, isInside(rest[3]) { rest.removeFirst(3) }
    let curve = Array(rest[0..<4])
    var low = 0.0
    // The last sample inside, then bisection between it and the next.
    for step in 1...24 where isInside(point(curve, at: Double(step) / 24)) { low = Double(step) / 24 }
    if low >= 1 { return rest }
    var high = low + 1.0 / 24
    for _ in 0..<24 {
      let middle = (low + high) / 2
      if isInside(point(curve, at: middle)) { low = middle } else { high = middle }
    }
    return split(curve, at: high).second + rest.dropFirst(4)
  }

  static func trimEnd(_ points: [Point], while isInside: (Point) -> Bool) -> [Point] {
    trimStart(points.reversed(), while: isInside).reversed()
  }

  private static func bisect(_ inside: Point, _ outside: Point, _ isInside: (Point) -> Bool) -> Point {
    var low = 0.0
    var high = 1.0
    let way = outside - inside
    for _ in 0..<32 {
      let middle = (low + high) / 2
      if isInside(inside + way * middle) { low = middle } else { high = middle }
    }
    return inside + way * high
  }
}
