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
  /// Boxes that are not moved.
  var pinned: Set<Int> = []
  /// Pairs that need room between them for an arrow, and how much.
  var tied: Set<Pair> = []
  var tiedGap = 0.0
  /// Boxes that stand fast where lines pass, and how far apart they are to let a line through.
  var fast: Set<Int> = []
  var fastGap = 0.0

  struct Pair: Hashable {
    let low, high: Int

    init(_ one: Int, _ two: Int) {
      low = min(one, two)
      high = max(one, two)
    }
  }

  private func gap(_ one: Int, _ two: Int) -> Double {
    guard !fast.isEmpty, fast.contains(one), fast.contains(two) else { return gap }
    return max(gap, tied.contains(Pair(one, two)) ? tiedGap : fastGap)
  }
  private var largestGap: Double { fast.isEmpty ? gap : max(gap, tiedGap, fastGap) }

  private static let rounds = 600
  private static let returns = 6

  /// - Returns: the centres, or `nil` when the area is too full.
  /// - Complexity: O(n · neighbours) a round, at most `rounds`; O(n²) at worst to find them.
  func run() -> [Point]? {
    func needed(_ indices: some Sequence<Int>) -> Double {
      indices.reduce(0) { $0 + (sizes[$1].width + gap) * (sizes[$1].height + gap) }
    }
    let taken = needed(pinned.sorted())
    guard needed(sizes.indices) - taken <= (area.width * area.height - taken) * 0.72,
      sizes.allSatisfy({ $0.width <= area.width && $0.height <= area.height })
    else { return nil }
    var centres = spread().enumerated().map { pinned.contains($0) ? homes[$0] : clamped($1, $0) }
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
    // Pairs that may come to touch before some box has gone half of the slack: then they are looked up anew.
    let slack = largestGap + 6
    var pairs = near(centres, slack: slack)
    var known = centres
    for round in 0..<Self.rounds {
      var moved = false
      for (other, index) in pairs {
        let delta = centres[index] - centres[other]
        let reachX = (sizes[index].width + sizes[other].width) / 2 - abs(delta.x)
        guard reachX + largestGap > 0.005 else { continue }
        let gap = gap(other, index)
        let overlapX = reachX + gap
        guard overlapX > 0.005 else { continue }
        let overlapY = (sizes[index].height + sizes[other].height) / 2 + gap - abs(delta.y)
        guard overlapY > 0.005 else { continue }
        moved = true
        // Along the shorter way out; now and then along the other, or a corner would hold them for ever.
        let isAcross = round % 7 == 6 ? overlapX > overlapY : overlapX < overlapY
        let home = homes[index] - homes[other]
        // A large box gives way less.
        let weight = sizes[other].width * sizes[other].height
        var share = weight / (weight + sizes[index].width * sizes[index].height)
        if !pinned.isEmpty {
          if pinned.contains(other) { share = 1 }
          if pinned.contains(index) { share = pinned.contains(other) ? 0.5 : 0 }
        }
        if isAcross {
          let step = sign(delta.x, home.x) * (overlapX + 0.05)
          centres[index].x += step * share
          centres[other].x -= step * (1 - share)
        } else {
          let step = sign(delta.y, home.y) * (overlapY + 0.05)
          centres[index].y += step * share
          centres[other].y -= step * (1 - share)
        }
        centres[index] = pinned.contains(index) ? homes[index] : clamped(centres[index], index)
        centres[other] = pinned.contains(other) ? homes[other] : clamped(centres[other], other)
      }
      let reach = zip(centres, known).reduce(0) { max($0, abs($1.0.x - $1.1.x), abs($1.0.y - $1.1.y)) }
      if !moved && reach == 0 { return true }
      if !moved || reach > slack / 2 {
        pairs = near(centres, slack: slack)
        known = centres
      }
    }
    return false
  }

  /// Pairs nearer than the gap and the slack, by a sweep from left to right.
  private func near(_ centres: [Point], slack: Double) -> [(Int, Int)] {
    let left = centres.indices.map { centres[$0].x - sizes[$0].width / 2 }
    let order = centres.indices.sorted { left[$0] != left[$1] ? left[$0] < left[$1] : $0 < $1 }
    var pairs: [(Int, Int)] = []
    for (position, first) in order.enumerated() {
      let right = centres[first].x + sizes[first].width / 2 + largestGap + slack
      var next = position + 1
      while next < order.count, left[order[next]] < right {
        let second = order[next]
        if abs(centres[first].y - centres[second].y) < (sizes[first].height + sizes[second].height) / 2 + largestGap
          + slack
        {
          pairs.append((first, second))
        }
        next += 1
      }
    }
    return pairs
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
      let order = centres.indices.filter { !pinned.contains($0) }.sorted {
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
              || abs(target.x - centres[other].x) >= (sizes[index].width + sizes[other].width) / 2 + gap(index, other)
              || abs(target.y - centres[other].y) >= (sizes[index].height + sizes[other].height) / 2 + gap(index, other)
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
      area: area,
      cell: max(sizes.isEmpty ? 8 : max(widths[middle], heights[middle]) + gap, 8),
      reach: max(widths.last ?? 0, heights.last ?? 0) / 2 + largestGap)
  }
}

/// Indices of boxes by the cell of their centre.
private struct CellGrid {
  private let cell: Double
  /// Half of the largest box.
  private let reach: Double
  private let columns, rows: Int
  private var cells: [[Int]]

  init(area: Size, cell: Double, reach: Double) {
    self.cell = cell
    self.reach = reach
    columns = Int(min(max(area.width / cell, 0), 1000)) + 1
    rows = Int(min(max(area.height / cell, 0), 1000)) + 1
    cells = [[Int]](repeating: [], count: columns * rows)
  }

  private func index(_ value: Double, _ count: Int) -> Int { Int(min(max(value / cell, 0), Double(count - 1))) }

  private func position(_ centre: Point) -> Int { index(centre.y, rows) * columns + index(centre.x, columns) }

  mutating func add(_ box: Int, at centre: Point) { cells[position(centre)].append(box) }

  mutating func remove(_ box: Int, at centre: Point) { cells[position(centre)].removeAll { $0 == box } }

  /// Boxes that may touch one of this size, in a fixed order.
  func near(_ centre: Point, _ size: Size) -> [Int] {
    var found: [Int] = []
    let first = index(centre.x - size.width / 2 - reach, columns)
    let last = index(centre.x + size.width / 2 + reach, columns)
    for row in index(centre.y - size.height / 2 - reach, rows)...index(centre.y + size.height / 2 + reach, rows) {
      for column in first...last { found += cells[row * columns + column] }
    }
    return found
  }
}
