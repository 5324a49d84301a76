internal import Foundation

/// Puts discs on an ellipse with equal gaps between neighbours.
struct EllipsePlacement {
  let radii: [Double]
  let area: Size

  private static let steps = 1440
  /// 2 would be an ellipse; a little more uses the corners of the page.
  private static let exponent = 2.35

  /// Centres in the area, the first at the angle `start` (0 is right, a quarter turn is below).
  ///
  /// - Returns: `nil` when two discs would come nearer than `gap`.
  func centres(start: Double, gap: Double) -> [Point]? {
    guard let largest = radii.max() else { return [] }
    let middle = Point(x: area.width / 2, y: area.height / 2)
    let (wide, high) = (area.width / 2 - largest, area.height / 2 - largest)
    guard wide >= 0, high >= 0 else { return nil }
    if radii.count == 1 { return [middle] }
    // No way around the curve is longer than around its box.
    guard radii.reduce(0, { $0 + 2 * $1 + gap }) <= 4 * (wide + high) else { return nil }
    let curve = (0..<Self.steps).map { step in
      point(angle: start + 2 * .pi * Double(step) / Double(Self.steps), wide: wide, high: high) + middle
    }
    if radii.count == 2 {
      let two = [curve[0], curve[Self.steps / 2]]
      return isFree(two, gap: gap) ? two : nil
    }
    guard walk(curve, gap: gap) != nil else { return nil }
    var low = gap
    var wideGap = area.width + area.height
    for _ in 0..<30 {
      let middle = (low + wideGap) / 2
      if walk(curve, gap: middle) != nil { low = middle } else { wideGap = middle }
    }
    guard let centres = walk(curve, gap: low), isFree(centres, gap: gap) else { return nil }
    return centres
  }

  private func point(angle: Double, wide: Double, high: Double) -> Point {
    func bulge(_ value: Double) -> Double {
      value < 0 ? -pow(-value, 2 / Self.exponent) : pow(value, 2 / Self.exponent)
    }
    return Point(x: wide * bulge(cos(angle)), y: high * bulge(sin(angle)))
  }

  /// Each disc at the first point that leaves the gap to the one before; `nil` when the round is over too soon.
  private func walk(_ curve: [Point], gap: Double) -> [Point]? {
    var centres = [curve[0]]
    var step = 0
    for index in 1...radii.count {
      let disc = index % radii.count
      let from = centres[index - 1]
      // Back at the first disc the round may end early, never late.
      while step <= Self.steps, !isApart(curve[step % Self.steps], from, radii[index - 1] + radii[disc], gap: gap) {
        step += 1
      }
      if step > Self.steps || (step == Self.steps && index < radii.count) { return nil }
      if index < radii.count { centres.append(curve[step]) }
    }
    return centres
  }

  /// Discs of this sum of radii leave the gap, and not even the boxes around them overlap.
  private func isApart(_ one: Point, _ two: Point, _ radii: Double, gap: Double) -> Bool {
    let way = one - two
    return max(abs(way.x), abs(way.y)) >= radii && way.length >= radii + gap
  }

  private func isFree(_ centres: [Point], gap: Double) -> Bool {
    for (index, centre) in centres.enumerated() {
      for other in centres.indices.dropFirst(index + 1)
      where !isApart(centres[other], centre, radii[index] + radii[other], gap: gap * 0.9) {
        return false
      }
    }
    return true
  }
}
