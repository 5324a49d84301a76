/// Where the city lies in its room, how large, and in which corner its inset stands.
struct PlaceArrangement {
  /// Points of the page to a kilometre.
  var factor: Double
  /// Of the point between all shown places outside the inset, from the room's upper left corner.
  var centre: Point
  /// The frame of the inset and its scale, from the room's upper left corner.
  var inset: (frame: Rect, factor: Double)?

  /// What an arrangement is sought for.
  struct Problem {
    /// In kilometres, around the middle of the places outside the inset.
    var extent: Size
    /// The grounds outside the inset as polygons; a school of none as one point.
    var grounds: [[Point]]
    var room: Size
    /// Half of the largest box, with the margin of a ground around it.
    var reach: Size
    /// Extent of the inset's places, `nil` for none, and what its frame holds beside them.
    var insetExtent: Size?
    var insetPadding: Size
    var insetWidth: Double
    /// Towards the inset's true place.
    var way: Point
  }

  private static let reductions = [1, 0.85, 0.7, 0.55, 0.42, 0.32]
  /// The rest may grow by this part of what the inset's own scale loses.
  private static let insetWeight = 0.3

  /// The largest scale at which the inset has a free corner.
  ///
  /// - Parameters:
  ///   - outer: the room for the inset, which may reach farther than that for the middles of boxes.
  ///   - shift: from the upper left corner of `outer` to that of the room.
  /// - Complexity: O(s·c·g) for some 30 scales, four corners and g sides of grounds.
  static func find(_ problem: Problem, outer: Size, shift: Point) -> PlaceArrangement? {
    let room = problem.room
    let largest = min(room.width / problem.extent.width, room.height / problem.extent.height)
    guard largest > 0, largest.isFinite else { return nil }
    let centre = Point(x: room.width / 2, y: room.height / 2)
    guard let insetExtent = problem.insetExtent else { return PlaceArrangement(factor: largest, centre: centre) }
    var best: (score: Double, found: PlaceArrangement)?
    var factor = largest
    for _ in 0..<32 {
      for reduction in reductions {
        var score = factor * power(reduction)
        // Nearer to its true direction is better than a little larger.
        guard score > best?.score ?? 0 else { continue }
        let size = Size(
          width: max(insetExtent.width * factor * reduction + problem.insetPadding.width, problem.insetWidth),
          height: insetExtent.height * factor * reduction + problem.insetPadding.height)
        guard size.width < outer.width * 0.6, size.height < outer.height * 0.95 else { continue }
        for (corner, penalty) in corners(problem.way) {
          score = factor * power(reduction) * penalty
          guard score > best?.score ?? 0 else { continue }
          let frame = Rect(
            x: (corner.x > 0 ? outer.width - size.width : 0) - shift.x,
            y: (corner.y > 0 ? outer.height - size.height : 0) - shift.y, width: size.width, height: size.height)
          let slack = Point(
            x: (room.width - problem.extent.width * factor) / 2, y: (room.height - problem.extent.height * factor) / 2)
          for (across, down) in [(0.0, 0.0), (0.5, 0), (1, 0), (0, 1), (0.5, 0.5), (1, 1)] {
            let moved = centre + Point(x: -corner.x * slack.x * across, y: -corner.y * slack.y * down)
            guard isFree(frame, problem, factor: factor, centre: moved) else { continue }
            best = (score, PlaceArrangement(factor: factor, centre: moved, inset: (frame, factor * reduction)))
            break
          }
        }
      }
      factor *= 0.97
      if let best, factor <= best.score { break }
    }
    return best?.found
  }

  /// `pow(reduction, insetWeight)` without a library that may differ in the last digit.
  private static func power(_ reduction: Double) -> Double { 1 - (1 - reduction) * insetWeight }

  /// As signs; the corner on the inset's side first.
  private static func corners(_ way: Point) -> [(corner: Point, penalty: Double)] {
    let all = [Point(x: -1, y: -1), Point(x: 1, y: -1), Point(x: -1, y: 1), Point(x: 1, y: 1)]
    let unit = way.unit ?? Point(x: 0, y: 0)
    return all.map { ($0, 0.94 + 0.04 * $0.dot(unit)) }.sorted { $0.1 > $1.1 }
  }

  private static func isFree(_ frame: Rect, _ problem: Problem, factor: Double, centre: Point) -> Bool {
    let wide = Rect(
      x: frame.x - problem.reach.width, y: frame.y - problem.reach.height,
      width: frame.width + 2 * problem.reach.width, height: frame.height + 2 * problem.reach.height)
    return problem.grounds.allSatisfy { polygon in
      let points = polygon.map { $0 * factor + centre }
      guard let last = points.last else { return true }
      var previous = last
      for point in points {
        if wide.meets(previous, point) { return false }
        previous = point
      }
      return !DistrictGround.contains(wide.centre, points)
    }
  }
}
