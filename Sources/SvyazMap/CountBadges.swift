/// Puts the number of each line on it, where it covers no disc and no other number, and as few other lines as can be.
struct CountBadges<Measurer: TextMeasuring> {
  let routes: [[Point]]
  let counts: [Int?]
  let centres: [Point]
  let radii: [Double]
  let area: Size
  let font: Double
  let measurer: Measurer

  private struct Candidate {
    var frame: Rect
    /// Foreign lines under it and distance from the middle of its line.
    var cost: Double
  }

  private static var places: Int { 33 }
  private static var rounds: Int { 8 }

  /// - Returns: `nil` when two numbers, or a number and a disc, would touch.
  func placed() -> (badges: [CountBadge?], cost: Double)? {
    let fontSize = font * Disc.detailScale
    let grid = LineGrid(routes.map(samples), cell: font)
    var candidates: [[Candidate]] = []
    var words: [(text: String, width: Double)] = []
    for (line, count) in counts.enumerated() {
      let text = count.map(String.init) ?? ""
      let width = measurer.width(of: text, size: fontSize, isBold: true)
      words.append((text, width))
      let size = Size(width: max(width + fontSize * 0.75, fontSize * 1.35), height: fontSize * 1.35)
      candidates.append(count == nil ? [] : self.candidates(line, size: size, grid: grid))
      if count != nil, candidates[line].isEmpty { return nil }
    }
    let numbered = candidates.indices.filter { !candidates[$0].isEmpty }
    var chosen = [Int](repeating: 0, count: candidates.count)
    // Those with the fewest good places choose first.
    let order = numbered.sorted {
      (candidates[$0].count, -candidates[$0][0].cost, $0) < (candidates[$1].count, -candidates[$1][0].cost, $1)
    }
    var taken = FrameGrid(cell: font * 3)
    for line in order {
      chosen[line] = best(candidates[line], beside: taken)
      taken.insert(candidates[line][chosen[line]].frame, line)
    }
    for _ in 0..<Self.rounds {
      var changed = false
      for line in order {
        taken.remove(candidates[line][chosen[line]].frame, line)
        let better = best(candidates[line], beside: taken)
        if better != chosen[line] { changed = true }
        chosen[line] = better
        taken.insert(candidates[line][better].frame, line)
      }
      if !changed { break }
    }
    var cost = 0.0
    var badges = [CountBadge?](repeating: nil, count: candidates.count)
    for line in numbered {
      let candidate = candidates[line][chosen[line]]
      taken.remove(candidate.frame, line)
      if taken.near(candidate.frame) > 0 { return nil }
      taken.insert(candidate.frame, line)
      cost += candidate.cost
      badges[line] = CountBadge(
        centre: candidate.frame.centre,
        size: Size(width: candidate.frame.width, height: candidate.frame.height), text: words[line].text,
        textWidth: words[line].width, fontSize: fontSize)
    }
    return (badges, cost)
  }

  private func best(_ candidates: [Candidate], beside taken: FrameGrid) -> Int {
    var best = (index: 0, cost: Double.infinity)
    for (index, candidate) in candidates.enumerated() {
      // Candidates come in the order of their own cost.
      if candidate.cost >= best.cost { break }
      let cost = candidate.cost + Double(taken.near(candidate.frame)) * 10_000
      if cost < best.cost { best = (index, cost) }
    }
    return best.index
  }

  /// Points of a line, near enough to each other that no badge lies between two.
  private func samples(_ route: [Point]) -> [Point] {
    guard route.count == 4 else { return route }
    let length = (route[3] - route[0]).length + (route[1] - route[0]).length
    let count = Int(min(max(length / (font * 0.35), 8), 2000))
    return (0...count).map { Bezier.point(route, at: Double($0) / Double(count)) }
  }

  private func candidates(_ line: Int, size: Size, grid: LineGrid) -> [Candidate] {
    let route = routes[line]
    guard route.count == 4 else { return [] }
    let page = Rect(x: 0, y: 0, width: area.width, height: area.height)
    var found: [Candidate] = []
    for place in 0..<Self.places {
      let t = 0.06 + 0.88 * Double(place) / Double(Self.places - 1)
      let frame = Rect(centre: Bezier.point(route, at: t), size: size)
      // Room for the arrowhead between a number and a disc.
      let isFree = centres.indices.allSatisfy { distance(from: centres[$0], to: frame) > radii[$0] + font * 0.9 }
      guard isFree, page.contains(frame) else { continue }
      let foreign = grid.lines(in: frame.inset(by: -font * 0.15), except: line)
      found.append(Candidate(frame: frame, cost: Double(foreign) * 40 + abs(t - 0.5) * 20))
    }
    return found.sorted { $0.cost < $1.cost }
  }

  private func distance(from point: Point, to frame: Rect) -> Double {
    let dx = max(frame.x - point.x, point.x - frame.maxX, 0)
    let dy = max(frame.y - point.y, point.y - frame.maxY, 0)
    return (dx * dx + dy * dy).squareRoot()
  }
}

/// A number on its ground.
struct CountBadge {
  var centre: Point
  var size: Size
  var text: String
  var textWidth, fontSize: Double
}

/// Cells of a square grid.
private struct Cell: Hashable {
  var column, row: Int

  static func covering(_ frame: Rect, _ size: Double) -> [Cell] {
    func index(_ value: Double) -> Int { Int(min(max((value / size).rounded(.down), -1e6), 1e6)) }
    return (index(frame.y)...max(index(frame.y), index(frame.maxY))).flatMap { row in
      (index(frame.x)...max(index(frame.x), index(frame.maxX))).map { Cell(column: $0, row: row) }
    }
  }
}

/// Finds the lines that pass through a frame.
private struct LineGrid {
  private let size: Double
  private var cells: [Cell: [(line: Int, point: Point)]] = [:]

  init(_ lines: [[Point]], cell: Double) {
    size = cell
    for (line, points) in lines.enumerated() {
      for point in points {
        let spot = Rect(x: point.x, y: point.y, width: 0, height: 0)
        for cell in Cell.covering(spot, size) { cells[cell, default: []].append((line, point)) }
      }
    }
  }

  func lines(in frame: Rect, except own: Int) -> Int {
    var met: Set<Int> = []
    for cell in Cell.covering(frame, size) {
      for (line, point) in cells[cell] ?? [] where line != own && frame.contains(point) { met.insert(line) }
    }
    return met.count
  }
}

/// Finds the frames near a frame.
private struct FrameGrid {
  private let size: Double
  private var cells: [Cell: [(line: Int, frame: Rect)]] = [:]

  init(cell: Double) { size = cell }

  mutating func insert(_ frame: Rect, _ line: Int) {
    for cell in Cell.covering(frame, size) { cells[cell, default: []].append((line, frame)) }
  }

  mutating func remove(_ frame: Rect, _ line: Int) {
    for cell in Cell.covering(frame, size) { cells[cell]?.removeAll { $0.line == line } }
  }

  /// How many frames are nearer than a hair's breadth.
  func near(_ frame: Rect) -> Int {
    let wide = frame.inset(by: -2)
    var met: Set<Int> = []
    for cell in Cell.covering(wide, size) {
      for (line, other) in cells[cell] ?? [] where wide.overlaps(other) { met.insert(line) }
    }
    return met.count
  }
}

extension Rect {
  fileprivate func contains(_ point: Point) -> Bool {
    x <= point.x && point.x <= maxX && y <= point.y && point.y <= maxY
  }
}
