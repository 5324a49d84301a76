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
  ///   - isSmall: marks that go last, and from under the others too: there is always room for one near.
  /// - Complexity: O(m·p·n) for m marks on lines, p spots looked at and n marks.
  func run(_ frames: inout [Rect], rooms: [Rect?], closed: [Rect], isSmall: [Bool]) {
    let before = frames
    if move(&frames, rooms: rooms, closed: closed, isSmall: isSmall) { return }
    // A small one found no room: then nobody goes where one stands.
    frames = before
    _ = move(&frames, rooms: rooms, closed: closed, isSmall: frames.map { _ in false })
  }

  /// - Returns: `false` when a small mark was left under another.
  private func move(_ frames: inout [Rect], rooms: [Rect?], closed: [Rect], isSmall: [Bool]) -> Bool {
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
    func isTaken(_ frame: Rect, by others: [Int], except mark: Int) -> Bool {
      let wide = frame.inset(by: -gap)
      return others.contains { $0 != mark && frames[$0].overlaps(wide) }
    }
    /// Whether the mark stands clear at last.
    func place(_ mark: Int, in room: Rect, others: [Int], limit: Double) -> Bool {
      let home = frames[mark]
      guard isOnLine(home) || isTaken(home, by: others, except: mark) else { return true }
      var reach = 1.0
      while reach <= limit {
        for turn in turns {
          let spot = home.moved(by: turn * reach)
          if room.contains(spot), !closed.contains(where: { $0.overlaps(spot) }), !isOnLine(spot),
            !isTaken(spot, by: others, except: mark)
          {
            frames[mark] = spot
            return true
          }
        }
        reach += max(1, reach * 0.06)
      }
      return !isTaken(home, by: others, except: mark)
    }
    let all = Array(frames.indices)
    let large = all.filter { !isSmall[$0] || rooms[$0] == nil }
    for mark in large { if let room = rooms[mark] { _ = place(mark, in: room, others: large, limit: limit) } }
    var isClear = true
    for mark in all where isSmall[mark] {
      guard let room = rooms[mark] else { continue }
      if !place(mark, in: room, others: all, limit: limit * 2) { isClear = false }
    }
    return isClear
  }
}
