internal import Foundation

/// Moves marks without ties out of the way of lines: each to the nearest free spot, if there is one near.
struct PlaceYield {
  /// Lines that marks must keep clear of, as polylines, with their widths.
  let lines: [(points: [Point], width: Double)]
  let gap: Double
  /// How far a mark may go.
  let limit: Double

  private static let directions = 24
  /// Between a mark and a line.
  private static let clearance = 1.3

  /// - Parameters:
  ///   - frames: of all marks; those that move are changed.
  ///   - rooms: for each mark that may move, where it must stay; `nil` for those that stand fast.
  ///   - closed: places where no mark may go.
  /// - Complexity: O(m·p·n) for m marks on lines, p spots looked at and n marks.
  func run(_ frames: inout [Rect], rooms: [Rect?], closed: [Rect]) {
    let segments = lines.flatMap { line in
      zip(line.points, line.points.dropFirst()).map { (from: $0, to: $1, half: line.width / 2) }
    }
    let index = BoxIndex(
      segments.map { segment in
        (Rect(around: [segment.from, segment.to]) ?? Rect(x: 0, y: 0, width: 0, height: 0))
          .inset(by: -(segment.half + Self.clearance))
      })
    func isOnLine(_ frame: Rect) -> Bool {
      index.candidates(Point(x: frame.x, y: frame.y), Point(x: frame.maxX, y: frame.maxY)).contains {
        frame.inset(by: -(segments[$0].half + Self.clearance)).meets(segments[$0].from, segments[$0].to)
      }
    }
    let turns = (0..<Self.directions).map { step in
      let angle = Double(step) * 2 * .pi / Double(Self.directions)
      return Point(x: cos(angle), y: sin(angle))
    }
    for (mark, room) in rooms.enumerated() {
      guard let room, isOnLine(frames[mark]) else { continue }
      let home = frames[mark]
      var reach = 1.0
      search: while reach <= limit {
        for turn in turns {
          let spot = home.moved(by: turn * reach)
          guard room.contains(spot), !closed.contains(where: { $0.overlaps(spot) }), !isOnLine(spot) else { continue }
          let wide = spot.inset(by: -gap)
          if frames.indices.allSatisfy({ $0 == mark || !frames[$0].overlaps(wide) }) {
            frames[mark] = spot
            break search
          }
        }
        reach += max(1, reach * 0.08)
      }
    }
  }
}
