/// The ground under a group of boxes: their convex hull, widened and with round corners.
enum DistrictGround {
  /// - Returns: a closed outline of 3k + 1 control points, and its polygon before the corners were rounded.
  static func outline(around boxes: [Rect], margin: Double) -> (path: [Point], polygon: [Point]) {
    let corners = boxes.flatMap { box -> [Point] in
      // A box with cut corners, so that the hull keeps an even distance.
      let wide = box.inset(by: -margin)
      let cut = margin * 0.6
      return [
        Point(x: wide.x + cut, y: wide.y), Point(x: wide.maxX - cut, y: wide.y), Point(x: wide.maxX, y: wide.y + cut),
        Point(x: wide.maxX, y: wide.maxY - cut), Point(x: wide.maxX - cut, y: wide.maxY),
        Point(x: wide.x + cut, y: wide.maxY), Point(x: wide.x, y: wide.maxY - cut), Point(x: wide.x, y: wide.y + cut),
      ]
    }
    let polygon = hull(corners)
    return (rounded(polygon, radius: margin * 2.2), polygon)
  }

  /// Andrew's monotone chain (1979). O(n log n).
  static func hull(_ points: [Point]) -> [Point] {
    let sorted = points.sorted { $0.x != $1.x ? $0.x < $1.x : $0.y < $1.y }
    guard sorted.count > 2 else { return sorted }
    func half(_ points: some Sequence<Point>) -> [Point] {
      var chain: [Point] = []
      for point in points {
        while chain.count >= 2, turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 { chain.removeLast() }
        chain.append(point)
      }
      return chain.dropLast()
    }
    return half(sorted) + half(sorted.reversed())
  }

  private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }

  static func rounded(_ polygon: [Point], radius: Double) -> [Point] {
    guard polygon.count >= 3 else { return [] }
    let count = polygon.count
    func towards(_ from: Point, _ to: Point) -> Point {
      let way = to - from
      return from + (way.unit ?? Point(x: 0, y: 0)) * min(radius, way.length / 2)
    }
    let begins = polygon.indices.map { towards(polygon[$0], polygon[($0 + count - 1) % count]) }
    let ends = polygon.indices.map { towards(polygon[$0], polygon[($0 + 1) % count]) }
    var path = [ends[count - 1]]
    for index in polygon.indices {
      let (from, to, corner) = (path[path.count - 1], begins[index], polygon[index])
      path += [from + (to - from) * (1 / 3.0), from + (to - from) * (2 / 3.0), to]
      path += [to + (corner - to) * (2 / 3.0), ends[index] + (corner - ends[index]) * (2 / 3.0), ends[index]]
    }
    return path
  }

  /// By the sign of the turns: the polygon is convex.
  static func contains(_ point: Point, _ polygon: [Point]) -> Bool {
    polygon.count >= 3
      && polygon.indices.allSatisfy { turn(polygon[$0], polygon[($0 + 1) % polygon.count], point) >= 0 }
  }
}
