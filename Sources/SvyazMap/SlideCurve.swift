internal import SvyazOffice

/// A curve as the format's own bent connectors draw it, from one connection site to another: the nearest to a drawn one.
///
/// Such a line leaves and reaches its shapes at right angles, so it can follow an arc around a box and a swing between
/// two sides; a curve that winds around several boxes has none.
struct SlideCurve {
  /// A site in the middle of a side, and the way out of the shape there.
  struct Side {
    let site: Int
    let point, out: Point
  }

  let bend: SlideConnector.Bend
  let tail, head: Side
  /// Control points of its cubics.
  let points: [Point]
  /// How far the two curves lie apart at most.
  let distance: Double

  /// Two lines that lie further apart, in points of the slide, are not the same line.
  static let mostDistance = 16.0

  /// The nearest of all pairs of sides that is near enough and that `isGood` takes.
  ///
  /// - Parameter drawn: the flattened curve on the slide.
  static func nearest(_ tails: [Side], _ heads: [Side], to drawn: [Point], isGood: ([Point]) -> Bool) -> SlideCurve? {
    let all = tails.flatMap { tail in heads.compactMap { SlideCurve(tail, $0, drawn: drawn) } }
    return all.filter { $0.distance <= mostDistance }.sorted { $0.distance < $1.distance }.first { isGood($0.line) }
  }

  var line: [Point] { Bezier.flatten(points) }

  private init?(_ tail: Side, _ head: Side, drawn: [Point]) {
    let (from, to) = (tail.point, head.point)
    let way = to - from
    func along(_ point: Point, _ axis: Point) -> Double { point.x * axis.x + point.y * axis.y }
    let isVertical = abs(tail.out.y) > 0.5
    func mix(_ vertical: Double, _ horizontal: Double) -> Point {
      isVertical ? Point(x: horizontal, y: vertical) : Point(x: vertical, y: horizontal)
    }
    // Along the way out of the tail, and across it.
    let (a1, a2) = isVertical ? (from.y, to.y) : (from.x, to.x)
    let (b1, b2) = isVertical ? (from.x, to.x) : (from.y, to.y)
    let turn = along(tail.out, head.out)
    if abs(turn) < 0.5 {
      guard along(way, tail.out) > 2, along(way, head.out) < -2 else { return nil }
      bend = .quarter(leavesVertically: isVertical)
      points = [from, mix((a1 + a2) / 2, b1), mix(a2, (b1 + b2) / 2), to]
    } else {
      let middle: Double
      if turn < 0 {
        guard along(way, tail.out) > 4 else { return nil }
        middle = (a1 + a2) / 2
      } else {
        // Around the side that both look to, as far out as the drawn curve goes.
        let sign = along(tail.out, mix(1, 0))
        let reach = drawn.map { along($0, mix(1, 0)) * sign }.max() ?? 0
        guard reach > max(a1 * sign, a2 * sign) + 4 else { return nil }
        middle = reach * sign
      }
      bend = .wave(leavesVertically: isVertical, middle: middle)
      points = [
        from, mix((a1 + middle) / 2, b1), mix(middle, b1 + (b2 - b1) / 4), mix(middle, (b1 + b2) / 2),
        mix(middle, b1 + (b2 - b1) * 0.75), mix((a2 + middle) / 2, b2), to,
      ]
    }
    self.tail = tail
    self.head = head
    let own = Bezier.flatten(points)
    func apart(_ one: [Point], _ other: [Point]) -> Double {
      one.map { point in
        zip(other, other.dropFirst()).map { Self.distance(point, $0, $1) }.min() ?? 0
      }.max() ?? 0
    }
    distance = max(apart(own, drawn), apart(drawn, own))
  }

  /// Of a point from a segment.
  private static func distance(_ point: Point, _ from: Point, _ to: Point) -> Double {
    let way = to - from
    let square = way.x * way.x + way.y * way.y
    guard square > 1e-12 else { return (point - from).length }
    let part = ((point.x - from.x) * way.x + (point.y - from.y) * way.y) / square
    return (point - (from + way * min(max(part, 0), 1))).length
  }
}
