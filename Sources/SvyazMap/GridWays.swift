/// Finds ways around boxes on a grid of small cells (A*; P. Hart, N. Nilsson, B. Raphael, 1968), then draws them tight
/// and round.
///
/// A box may be crossed where the way around is long: each cell in one costs as much as several free ones.
struct GridWays {
  private let area: Rect
  private let step: Double
  private let columns, rows: Int
  /// For each cell, the box that covers it, or -1.
  private var owner: [Int32]
  /// Cells that a line drawn before takes.
  private var isTaken: [Bool]
  private let boxes: [Rect]
  private let index: BoxIndex
  /// What a cell in a box costs, in free cells.
  private let crossing: Double

  /// Beside a line already drawn.
  private static let crowding = 1.7
  private static let largestGrid = 160_000.0

  init(boxes: [Rect], area: Rect, step: Double, crossing: Double = 9) {
    let step = max(step, (area.width * area.height / Self.largestGrid).squareRoot(), 0.5)
    self.area = area
    self.step = step
    self.boxes = boxes
    self.crossing = crossing
    columns = Int(min(max(area.width / step, 1), 2000)) + 1
    rows = Int(min(max(area.height / step, 1), 2000)) + 1
    index = BoxIndex(boxes)
    isTaken = [Bool](repeating: false, count: columns * rows)
    owner = [Int32](repeating: -1, count: columns * rows)
    // The smaller of two boxes on one cell owns it.
    let order = boxes.indices.sorted {
      let (one, two) = (boxes[$0].width * boxes[$0].height, boxes[$1].width * boxes[$1].height)
      return one != two ? one > two : $0 < $1
    }
    for (number, box) in order.map({ ($0, boxes[$0]) }) {
      let last = cell(Point(x: box.maxX, y: box.maxY))
      let first = cell(Point(x: box.x, y: box.y))
      for row in first.row...max(first.row, last.row) {
        for column in first.column...max(first.column, last.column) {
          owner[row * columns + column] = Int32(truncatingIfNeeded: number)
        }
      }
    }
  }

  private func cell(_ point: Point) -> (column: Int, row: Int) {
    func clamp(_ value: Double, _ count: Int) -> Int { Int(min(max(value / step, 0), Double(count - 1))) }
    return (clamp(point.x - area.x, columns), clamp(point.y - area.y, rows))
  }

  private func point(_ cell: Int) -> Point {
    Point(
      x: area.x + (Double(cell % columns) + 0.5) * step, y: area.y + (Double(cell / columns) + 0.5) * step)
  }

  /// The corners of a way between the centres of two boxes, as few as keep it off the boxes that it need not cross;
  /// `nil` for none.
  func corners(_ tail: Int, _ head: Int) -> [Point]? {
    guard let cells = search(tail, head) else { return nil }
    let raw = [boxes[tail].centre] + cells.dropFirst().dropLast().map(point) + [boxes[head].centre]
    return tightened(raw, allowed: crossed(raw, tail, head), tail, head)
  }

  /// Control points (3k + 1) of a way between two boxes, its corners as round as the boxes allow, and the boxes that it
  /// crosses; `nil` for none.
  func way(_ tail: Int, _ head: Int) -> (points: [Point], crossed: Set<Int>)? {
    guard let corners = corners(tail, head) else { return nil }
    let allowed = crossed(corners, tail, head)
    for radius in [120.0, 70, 40, 24, 14, 8, 4] {
      let curve = Self.rounded(corners, radius: radius)
      if crossed(Bezier.flatten(curve), tail, head).isSubset(of: allowed) { return (curve, allowed) }
    }
    return (Self.rounded(corners, radius: 0), allowed)
  }

  /// Keeps later ways a little off this line.
  mutating func take(_ line: [Point]) {
    for (from, to) in zip(line, line.dropFirst()) {
      let count = Int(min(max((to - from).length / step, 1), 4000))
      for part in 0...count {
        let (column, row) = cell(from + (to - from) * (Double(part) / Double(count)))
        for nearRow in max(row - 1, 0)...min(row + 1, rows - 1) {
          for nearColumn in max(column - 1, 0)...min(column + 1, columns - 1) {
            isTaken[nearRow * columns + nearColumn] = true
          }
        }
      }
    }
  }

  /// Boxes that a polyline meets, but for its ends.
  func crossed(_ line: [Point], _ tail: Int, _ head: Int) -> Set<Int> {
    var met: Set<Int> = []
    for (from, to) in zip(line, line.dropFirst()) {
      for box in index.candidates(from, to) where box != tail && box != head && boxes[box].meets(from, to) {
        met.insert(box)
      }
    }
    return met
  }

  private func search(_ tail: Int, _ head: Int) -> [Int]? {
    let (from, to) = (cell(boxes[tail].centre), cell(boxes[head].centre))
    let start = from.row * columns + from.column
    let goal = to.row * columns + to.column
    guard start != goal else { return nil }
    func estimate(_ cell: Int) -> Double {
      let dx = Double(abs(cell % columns - to.column))
      let dy = Double(abs(cell / columns - to.row))
      return max(dx, dy) + 0.41421356 * min(dx, dy)
    }
    var best = [Double](repeating: .infinity, count: columns * rows)
    var before = [Int32](repeating: -1, count: columns * rows)
    var queue = CellQueue()
    best[start] = 0
    queue.push(estimate(start), start)
    while let (_, current) = queue.pop() {
      if current == goal { break }
      let known = best[current]
      let (column, row) = (current % columns, current / columns)
      for (dx, dy, length) in Self.steps {
        let (nextColumn, nextRow) = (column + dx, row + dy)
        guard nextColumn >= 0, nextRow >= 0, nextColumn < columns, nextRow < rows else { continue }
        let next = nextRow * columns + nextColumn
        let box = Int(owner[next])
        let isFree = box < 0 || box == tail || box == head
        let cost = known + length * (isFree ? 1 : crossing) * (isTaken[next] ? Self.crowding : 1)
        if cost < best[next] - 1e-9 {
          best[next] = cost
          before[next] = Int32(truncatingIfNeeded: current)
          queue.push(cost + estimate(next), next)
        }
      }
    }
    guard before[goal] >= 0 else { return nil }
    var cells = [goal]
    while let last = cells.last, last != start, before[last] >= 0, cells.count <= owner.count {
      cells.append(Int(before[last]))
    }
    return cells.reversed()
  }

  private static let steps: [(Int, Int, Double)] = [
    (1, 0, 1), (-1, 0, 1), (0, 1, 1), (0, -1, 1), (1, 1, 1.41421356), (1, -1, 1.41421356), (-1, 1, 1.41421356),
    (-1, -1, 1.41421356),
  ]

  /// The fewest corners that cross nothing more.
  private func tightened(_ raw: [Point], allowed: Set<Int>, _ tail: Int, _ head: Int) -> [Point] {
    guard let first = raw.first else { return raw }
    var line = [first]
    var position = 0
    while position < raw.count - 1 {
      var low = position + 1
      // The farthest point in sight; sight is nearly monotone along a shortest way, so halving finds it.
      var high = raw.count - 1
      func isInSight(_ target: Int) -> Bool {
        crossed([raw[position], raw[target]], tail, head).isSubset(of: allowed)
      }
      if isInSight(high) {
        low = high
      } else {
        while high - low > 1 {
          let middle = (low + high) / 2
          if isInSight(middle) { low = middle } else { high = middle }
        }
      }
      line.append(raw[low])
      position = low
    }
    return line
  }

  /// A polyline as cubics with round corners.
  static func rounded(_ line: [Point], radius: Double) -> [Point] {
    guard let first = line.first, line.count > 1 else { return line }
    var path = [first]
    func straight(to point: Point) {
      let from = path[path.count - 1]
      path += [from + (point - from) * (1 / 3.0), from + (point - from) * (2 / 3.0), point]
    }
    for index in 1..<line.count {
      let corner = line[index]
      guard index + 1 < line.count, radius > 0 else {
        straight(to: corner)
        continue
      }
      let (back, ahead) = (line[index - 1] - corner, line[index + 1] - corner)
      let reach = min(radius, back.length / 2, ahead.length / 2)
      let begin = corner + (back.unit ?? Point(x: 0, y: 0)) * reach
      let end = corner + (ahead.unit ?? Point(x: 0, y: 0)) * reach
      straight(to: begin)
      path += [begin + (corner - begin) * (2 / 3.0), end + (corner - end) * (2 / 3.0), end]
    }
    return path
  }
}

/// A binary heap of cells by cost; of equal costs the smaller cell comes first.
private struct CellQueue {
  private var heap: [(cost: Double, cell: Int)] = []

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    heap[left].cost != heap[right].cost ? heap[left].cost < heap[right].cost : heap[left].cell < heap[right].cell
  }

  mutating func push(_ cost: Double, _ cell: Int) {
    heap.append((cost, cell))
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (cost: Double, cell: Int)? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return top }
    heap[0] = last
    var parent = 0
    while true {
      let left = 2 * parent + 1
      guard left < heap.count else { break }
      let child = left + 1 < heap.count && precedes(left + 1, left) ? left + 1 : left
      guard precedes(child, parent) else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return top
  }
}
