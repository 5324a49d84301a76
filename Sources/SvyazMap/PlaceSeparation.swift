internal import Foundation

/// Moves boxes from their homes as little as possible so that none are nearer than a gap, inside an area.
///
/// Boxes that touch are pushed apart along the shorter way, as their homes lie to each other; then each goes back
/// towards its home as far as the others let it.
struct PlaceSeparation {
  let homes: [Point]
  let sizes: [Size]
  let area: Size
  let gap: Double

  private static let rounds = 600
  private static let returns = 6

  /// - Returns: the centres, or `nil` when the area is too full.
  /// - Complexity: O(n · neighbours) a round.
  func run() -> [Point]? {
    let needed = sizes.reduce(0) { $0 + ($1.width + gap) * ($1.height + gap) }
    guard needed <= area.width * area.height * 0.72,
      sizes.allSatisfy({ $0.width <= area.width && $0.height <= area.height })
    else { return nil }
    var centres = spread().enumerated().map { clamped($1, $0) }
    guard push(&centres) else { return nil }
    goHome(&centres)
    return centres
  }

  /// Boxes of one home around it on a spiral, the first in the middle.
  private func spread() -> [Point] {
    var met: [[Int]: Int] = [:]
    return homes.enumerated().map { index, home in
      let key = [Int((home.x * 20).rounded()), Int((home.y * 20).rounded())]
      let number = met[key, default: 0]
      met[key] = number + 1
      if number == 0 { return home }
      let angle = Double(number) * 2.399963
      let reach = (Double(number) / .pi).squareRoot()
      let size = sizes[index]
      return home + Point(x: cos(angle) * reach * (size.width + gap), y: sin(angle) * reach * (size.height + gap))
    }
  }

  private func clamped(_ point: Point, _ index: Int) -> Point {
    let size = sizes[index]
    return Point(
      x: min(max(point.x, size.width / 2), max(area.width - size.width / 2, size.width / 2)),
      y: min(max(point.y, size.height / 2), max(area.height - size.height / 2, size.height / 2)))
  }

  private func push(_ centres: inout [Point]) -> Bool {
    for round in 0..<Self.rounds {
      var moved = false
      var grid = grid()
      for index in centres.indices {
        for other in grid.near(centres[index], sizes[index]) {
          let delta = centres[index] - centres[other]
          let overlapX = (sizes[index].width + sizes[other].width) / 2 + gap - abs(delta.x)
          let overlapY = (sizes[index].height + sizes[other].height) / 2 + gap - abs(delta.y)
          guard overlapX > 0.005, overlapY > 0.005 else { continue }
          moved = true
          // Along the shorter way out; now and then along the other, or a corner would hold them for ever.
          let isAcross = round % 7 == 6 ? overlapX > overlapY : overlapX < overlapY
          let home = homes[index] - homes[other]
          // A large box gives way less.
          let weight = sizes[other].width * sizes[other].height
          let share = weight / (weight + sizes[index].width * sizes[index].height)
          if isAcross {
            let step = sign(delta.x, home.x) * (overlapX + 0.05)
            centres[index].x += step * share
            centres[other].x -= step * (1 - share)
          } else {
            let step = sign(delta.y, home.y) * (overlapY + 0.05)
            centres[index].y += step * share
            centres[other].y -= step * (1 - share)
          }
          centres[index] = clamped(centres[index], index)
          centres[other] = clamped(centres[other], other)
        }
        grid.add(index, at: centres[index])
      }
      if !moved { return true }
    }
    return false
  }

  /// As the boxes lie now, or as their homes lie where they lie on one another.
  private func sign(_ now: Double, _ home: Double) -> Double {
    if abs(now) > 0.5 { return now > 0 ? 1 : -1 }
    if home != 0 { return home > 0 ? 1 : -1 }
    return now >= 0 ? 1 : -1
  }

  private func goHome(_ centres: inout [Point]) {
    for _ in 0..<Self.returns {
      var moved = false
      var grid = grid()
      for index in centres.indices { grid.add(index, at: centres[index]) }
      let order = centres.indices.sorted {
        let (one, two) = ((centres[$0] - homes[$0]).length, (centres[$1] - homes[$1]).length)
        return one != two ? one > two : $0 < $1
      }
      for index in order {
        let way = clamped(homes[index], index) - centres[index]
        guard way.length > 0.3 else { continue }
        let steps = [
          way, way * 0.75, way * 0.5, Point(x: way.x, y: 0), Point(x: 0, y: way.y), way * 0.25,
          Point(x: way.x * 0.5, y: 0), Point(x: 0, y: way.y * 0.5), way * 0.1,
        ]
        for step in steps where step.length > 0.2 {
          let target = centres[index] + step
          let isFree = grid.near(target, sizes[index]).allSatisfy { other in
            other == index
              || abs(target.x - centres[other].x) >= (sizes[index].width + sizes[other].width) / 2 + gap
              || abs(target.y - centres[other].y) >= (sizes[index].height + sizes[other].height) / 2 + gap
          }
          if isFree {
            grid.remove(index, at: centres[index])
            centres[index] = target
            grid.add(index, at: target)
            moved = true
            break
          }
        }
      }
      if !moved { return }
    }
  }

  private func grid() -> CellGrid {
    let widths = sizes.map(\.width).sorted()
    let heights = sizes.map(\.height).sorted()
    let middle = sizes.count / 2
    return CellGrid(
      cell: max(sizes.isEmpty ? 8 : max(widths[middle], heights[middle]) + gap, 8),
      reach: max(widths.last ?? 0, heights.last ?? 0) / 2 + gap)
  }
}

/// Indices of boxes by the cell of their centre.
private struct CellGrid {
  let cell: Double
  /// Half of the largest box.
  let reach: Double
  private var cells: [Int64: [Int]] = [:]

  init(cell: Double, reach: Double) {
    self.cell = cell
    self.reach = reach
  }

  private func key(_ column: Int, _ row: Int) -> Int64 { Int64(row) << 32 | Int64(column & 0xFFFF_FFFF) }

  private func index(_ value: Double) -> Int { Int(min(max(value / cell, -1e6), 1e6).rounded(.down)) }

  mutating func add(_ box: Int, at centre: Point) {
    cells[key(index(centre.x), index(centre.y)), default: []].append(box)
  }

  mutating func remove(_ box: Int, at centre: Point) {
    cells[key(index(centre.x), index(centre.y))]?.removeAll { $0 == box }
  }

  /// Boxes that may touch one of this size, in a fixed order.
  func near(_ centre: Point, _ size: Size) -> [Int] {
    var found: [Int] = []
    let columns = index(centre.x - size.width / 2 - reach)...index(centre.x + size.width / 2 + reach)
    for row in index(centre.y - size.height / 2 - reach)...index(centre.y + size.height / 2 + reach) {
      for column in columns {
        if let list = cells[key(column, row)] { found += list }
      }
    }
    return found
  }
}
