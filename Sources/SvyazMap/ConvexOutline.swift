internal import Foundation

/// The outline of a node as a convex polygon, for exact questions about distance and overlap.
///
/// Round parts are polygons inscribed in the curve: an ellipse of 80 points across is less than 0.03 points too small.
struct ConvexOutline {
  /// Clockwise as one sees the page.
  let corners: [Point]

  /// - Parameter scale: ``SceneShape/cornerScale``.
  init(_ outline: SceneOutline, _ frame: Rect, scale: Double = 1) {
    corners =
      switch outline {
      case .hexagon, .note, .octagon: Outline.polygon(outline, frame, scale: scale)
      case .ellipse: Self.arc(centre: frame.centre, frame.width / 2, frame.height / 2, from: 0, quarters: 4)
      case .roundedBox, .pill: Self.rounded(frame, radius: max(0, Outline.radius(outline, frame, scale: scale)))
      }
  }

  init(_ shape: SceneShape) { self.init(shape.outline, shape.frame, scale: shape.cornerScale) }

  /// A plain rectangle.
  init(_ box: Rect) {
    corners = [
      Point(x: box.x, y: box.y), Point(x: box.maxX, y: box.y), Point(x: box.maxX, y: box.maxY),
      Point(x: box.x, y: box.maxY),
    ]
  }

  private static func arc(
    centre: Point, _ halfWidth: Double, _ halfHeight: Double, from quarter: Int, quarters: Int, steps: Int = 24
  ) -> [Point] {
    // A whole turn must not name its first corner twice.
    let last = quarters == 4 ? quarters * steps - 1 : quarters * steps
    return (0...last).map { step in
      let angle = (Double(quarter) + Double(step) / Double(steps)) * .pi / 2
      return Point(x: centre.x + halfWidth * cos(angle), y: centre.y + halfHeight * sin(angle))
    }
  }

  private static func rounded(_ frame: Rect, radius: Double) -> [Point] {
    let centres = [
      Point(x: frame.maxX - radius, y: frame.maxY - radius), Point(x: frame.x + radius, y: frame.maxY - radius),
      Point(x: frame.x + radius, y: frame.y + radius), Point(x: frame.maxX - radius, y: frame.y + radius),
    ]
    return centres.enumerated().flatMap { arc(centre: $1, radius, radius, from: $0, quarters: 1, steps: 8) }
  }

  /// Sides with their outward directions of length one; sides of no length are left out.
  private var sides: [(corner: Point, next: Point, outward: Point)] {
    corners.indices.compactMap { index in
      let next = corners[(index + 1) % corners.count]
      return (next - corners[index]).unit.map { (corners[index], next, Point(x: $0.y, y: -$0.x)) }
    }
  }

  /// Distance from the outline: positive outside, negative inside.
  func distance(to point: Point) -> Double {
    let sides = sides
    let depths = sides.map { ($0.outward).dot(point - $0.corner) }
    guard let deepest = depths.max() else { return corners.first.map { ($0 - point).length } ?? .infinity }
    if deepest <= 0 { return deepest }
    return sides.map { side in
      let along = side.next - side.corner
      let part = min(1, max(0, along.dot(point - side.corner) / along.dot(along)))
      return (side.corner + along * part - point).length
    }.min() ?? deepest
  }

  /// How far one of two polygons would have to move for them only to touch; 0 or less where they are apart
  /// (the separating axis theorem).
  ///
  /// - Complexity: O(n·m) for n and m corners.
  func overlapDepth(_ other: ConvexOutline) -> Double {
    func separation(_ one: ConvexOutline, _ two: ConvexOutline) -> Double {
      one.sides.map { side in two.corners.map { side.outward.dot($0 - side.corner) }.min() ?? .infinity }.max()
        ?? .infinity
    }
    return -max(separation(self, other), separation(other, self))
  }

  /// The length of the part of a segment that lies within (Cyrus and Beck's clipping, 1978).
  func chord(_ from: Point, _ to: Point) -> Double {
    let way = to - from
    var enter = 0.0
    var leave = 1.0
    for side in sides {
      let speed = side.outward.dot(way)
      let distance = side.outward.dot(side.corner - from)
      if abs(speed) < 1e-12 {
        if distance < 0 { return 0 }
      } else if speed > 0 {
        leave = min(leave, distance / speed)
      } else {
        enter = max(enter, distance / speed)
      }
    }
    return corners.count < 3 ? 0 : max(0, leave - enter) * way.length
  }
}

extension Point {
  func dot(_ other: Point) -> Double { x * other.x + y * other.y }
}
