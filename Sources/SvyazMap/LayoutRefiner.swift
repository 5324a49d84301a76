/// Improves a layout inside its area: no boxes too near, few crossings, no line through a foreign box, even whitespace.
///
/// Simulated annealing over an energy of the drawing (R. Davidson and D. Harel, "Drawing Graphs Nicely Using Simulated
/// Annealing", 1996), with its own generator: equal inputs give equal layouts. Graphviz gives the start; what it does
/// not know is the page.
///
/// - Complexity: a move of node v costs O(n + deg(v)·(n + m)).
final class LayoutRefiner {
  private let count: Int
  private let width, height: Double
  private let gap: Double
  private let idealLength: Double
  // Bare memory: this is the one hot loop of a map, and tests run it in debug builds. Indices come from `init`.
  private let x, y, halfWidth, halfHeight, homeX, homeY: UnsafeMutablePointer<Double>
  private let tail, head: UnsafeMutablePointer<Int>
  /// The box around each edge.
  private let left, right, top, bottom: UnsafeMutablePointer<Double>
  private let edgeCount: Int
  /// Room to gather nodes or edges in, and one more.
  private let near: UnsafeMutablePointer<Int>
  private let incident: [[Int]]
  private let pinned: [Bool]
  /// How strongly a node stays where graphviz put it: rings stay rings.
  private let homeWeight: Double
  private var state: UInt64 = 0x5356_5941_5A4D_4150

  init(
    centres: [Point], sizes: [Size], edges: [(tail: Int, head: Int)], area: Size, gap: Double, pinned: Set<Int> = [],
    homeWeight: Double = 0
  ) {
    count = centres.count
    edgeCount = edges.count
    width = area.width
    height = area.height
    self.gap = gap
    self.homeWeight = homeWeight
    let perNode = area.width * area.height / Double(max(centres.count, 1))
    idealLength = min(perNode.squareRoot() * 1.05, max(area.width, area.height) / 3)
    func buffer(_ values: [Double]) -> UnsafeMutablePointer<Double> {
      let buffer = UnsafeMutablePointer<Double>.allocate(capacity: max(values.count, 1))
      buffer.initialize(from: values, count: values.count)
      return buffer
    }
    func indices(_ values: [Int]) -> UnsafeMutablePointer<Int> {
      let buffer = UnsafeMutablePointer<Int>.allocate(capacity: max(values.count, 1))
      buffer.initialize(from: values, count: values.count)
      return buffer
    }
    x = buffer(centres.map(\.x))
    y = buffer(centres.map(\.y))
    homeX = buffer(centres.map(\.x))
    homeY = buffer(centres.map(\.y))
    halfWidth = buffer(sizes.map { $0.width / 2 })
    halfHeight = buffer(sizes.map { $0.height / 2 })
    let zeros = [Double](repeating: 0, count: edges.count)
    (left, right, top, bottom) = (buffer(zeros), buffer(zeros), buffer(zeros), buffer(zeros))
    near = indices([Int](repeating: 0, count: max(centres.count, edges.count) + 1))
    tail = indices(edges.map(\.tail))
    head = indices(edges.map(\.head))
    var incident = [[Int]](repeating: [], count: centres.count)
    for (index, edge) in edges.enumerated() {
      incident[edge.tail].append(index)
      if edge.head != edge.tail { incident[edge.head].append(index) }
    }
    self.incident = incident
    self.pinned = centres.indices.map(pinned.contains)
    for edge in 0..<edgeCount { box(edge) }
  }

  deinit {
    for buffer in [x, y, halfWidth, halfHeight, homeX, homeY, left, right, top, bottom] { buffer.deallocate() }
    near.deallocate()
    tail.deallocate()
    head.deallocate()
  }

  var centres: [Point] { (0..<count).map { Point(x: x[$0], y: y[$0]) } }

  /// Tries about `moves` moves, from wide and hot to narrow and cold.
  func run(moves: Int, heat: Double = 6, reach: Double = 0.22) {
    guard count > 1, moves > 0 else { return }
    for node in 0..<count { clamp(node) }
    for move in 0..<moves {
      let progress = Double(move) / Double(moves)
      let cold = (1 - progress) * (1 - progress)
      let node = Int(next() % UInt64(count))
      if pinned[node] { continue }
      let threshold = heat * cold * random() * random()
      let kind = next() % 16
      if kind == 0 {
        trySwap(node, Int(next() % UInt64(count)), threshold)
      } else if kind < 5, homeWeight == 0, !incident[node].isEmpty {
        tryNeighbourhood(of: node, threshold)
      } else {
        let radius = max(width, height) * reach * cold + 4
        tryMove(node, x[node] + (random() * 2 - 1) * radius, y[node] + (random() * 2 - 1) * radius, threshold)
      }
    }
  }

  private func tryMove(_ node: Int, _ newX: Double, _ newY: Double, _ threshold: Double) {
    let (oldX, oldY) = (x[node], y[node])
    let before = energy(of: node)
    x[node] = newX
    y[node] = newY
    clamp(node)
    if isAbove(before + threshold, node) {
      x[node] = oldX
      y[node] = oldY
      for edge in incident[node] { box(edge) }
    }
  }

  /// Puts a node beside one of its neighbours: small steps seldom carry a leaf across a line.
  private func tryNeighbourhood(of node: Int, _ threshold: Double) {
    let edge = incident[node][Int(next() % UInt64(incident[node].count))]
    let other = tail[edge] == node ? head[edge] : tail[edge]
    // A point in a square ring: as good as a circle, and the same on every machine.
    let across = (random() * 2 - 1) * idealLength
    let along = (next() & 1 == 0 ? 1 : -1) * idealLength * (0.6 + 0.4 * random())
    let isWide = next() & 1 == 0
    tryMove(node, x[other] + (isWide ? along : across), y[other] + (isWide ? across : along), threshold)
  }

  private func trySwap(_ first: Int, _ second: Int, _ threshold: Double) {
    guard first != second, !pinned[second] else { return }
    let before = energy(of: first) + energy(of: second)
    let old = (x[first], y[first], x[second], y[second])
    (x[first], y[first], x[second], y[second]) = (old.2, old.3, old.0, old.1)
    clamp(first)
    clamp(second)
    if energy(of: first) + energy(of: second) - before > threshold {
      (x[first], y[first], x[second], y[second]) = old
      for edge in incident[first] { box(edge) }
      for edge in incident[second] { box(edge) }
    }
  }

  private func box(_ edge: Int) {
    let (from, to) = (tail[edge], head[edge])
    (left[edge], right[edge]) = x[from] < x[to] ? (x[from], x[to]) : (x[to], x[from])
    (top[edge], bottom[edge]) = y[from] < y[to] ? (y[from], y[to]) : (y[to], y[from])
  }

  /// The whole energy, to compare layouts; the lower, the better.
  ///
  /// - Complexity: O(n² + m² + n·m)
  func quality() -> Double {
    var total = 0.0
    for node in 0..<count {
      total += wall(node)
      for other in 0..<node { total += repulsion(node, other) }
      for edge in 0..<edgeCount where tail[edge] != node && head[edge] != node { total += nearness(edge, to: node) }
    }
    for edge in 0..<edgeCount {
      total += lengthCost(tail[edge], head[edge])
      for other in 0..<edge { total += crossing(edge, other) }
    }
    return total
  }

  private func clamp(_ node: Int) {
    x[node] = min(max(x[node], halfWidth[node]), max(width - halfWidth[node], halfWidth[node]))
    y[node] = min(max(y[node], halfHeight[node]), max(height - halfHeight[node], halfHeight[node]))
    for edge in incident[node] { box(edge) }
  }

  /// The part of the energy that depends on where one node is.
  private func energy(of node: Int) -> Double { energy(of: node, upTo: .infinity) }

  private func isAbove(_ bound: Double, _ node: Int) -> Bool { energy(of: node, upTo: bound) > bound }

  /// The same, or any part of it that is above the bound: no term is negative, and most moves are refused early.
  ///
  /// Each loop first gathers, without a branch, what is near enough to count: little is, and a processor guesses badly
  /// what.
  private func energy(of node: Int, upTo bound: Double) -> Double {
    var total = 0.0
    let (cx, cy, hw, hh) = (x[node], y[node], halfWidth[node], halfHeight[node])
    let far = idealLength * 1.3
    var found = 0
    for other in 0..<count {
      near[found] = other
      found += both(
        abs(cx - x[other]) - hw - halfWidth[other] <= far, abs(cy - y[other]) - hh - halfHeight[other] <= far)
    }
    for index in 0..<found where near[index] != node { total += repulsion(node, near[index]) }
    if total > bound { return total }
    total += wall(node)
    if homeWeight > 0 {
      let dx = (cx - homeX[node]) / idealLength
      let dy = (cy - homeY[node]) / idealLength
      total += homeWeight * (dx * dx + dy * dy)
    }
    // Foreign lines near this box.
    let reach = gap * 1.5
    gather(&found, left: cx - hw - reach, right: cx + hw + reach, top: cy - hh - reach, bottom: cy + hh + reach)
    for index in 0..<found {
      let edge = near[index]
      if tail[edge] != node && head[edge] != node { total += nearness(edge, to: node) }
    }
    for edge in incident[node] {
      if total > bound { return total }
      let (from, to) = (tail[edge], head[edge])
      if from == to { continue }
      total += lengthCost(from, to)
      let (edgeLeft, edgeRight, edgeTop, edgeBottom) = (left[edge], right[edge], top[edge], bottom[edge])
      found = 0
      for other in 0..<count {
        near[found] = other
        let (ox, oy, ow, oh) = (x[other], y[other], halfWidth[other] + reach, halfHeight[other] + reach)
        found += both(ox + ow >= edgeLeft, ox - ow <= edgeRight) & both(oy + oh >= edgeTop, oy - oh <= edgeBottom)
      }
      for index in 0..<found where near[index] != from && near[index] != to {
        total += nearness(edge, to: near[index])
      }
      if total > bound { return total }
      gather(&found, left: edgeLeft, right: edgeRight, top: edgeTop, bottom: edgeBottom)
      for index in 0..<found where near[index] != edge { total += crossing(edge, near[index]) }
    }
    return total
  }

  /// The edges whose boxes meet a box.
  @inline(__always)
  private func gather(_ found: inout Int, left: Double, right: Double, top: Double, bottom: Double) {
    found = 0
    for edge in 0..<edgeCount {
      near[found] = edge
      found +=
        both(right >= self.left[edge], left <= self.right[edge])
        & both(bottom >= self.top[edge], top <= self.bottom[edge])
    }
  }

  @inline(__always)
  private func both(_ one: Bool, _ other: Bool) -> Int { (one ? 1 : 0) & (other ? 1 : 0) }

  private func repulsion(_ node: Int, _ other: Int) -> Double {
    let reach = idealLength * 1.3
    let dx = abs(x[node] - x[other]) - halfWidth[node] - halfWidth[other]
    if dx > reach { return 0 }
    let dy = abs(y[node] - y[other]) - halfHeight[node] - halfHeight[other]
    if dy > reach { return 0 }
    if dx < gap, dy < gap { return 30 + min(gap - dx, gap - dy) * 2 }
    let distance = dx > 0 ? (dy > 0 ? (dx * dx + dy * dy).squareRoot() : dx) : dy
    let near = 1 - distance / reach
    return near > 0 ? 1.6 * near * near : 0
  }

  /// The edge of the area repels a little, or nodes would line up along it.
  private func wall(_ node: Int) -> Double {
    let reach = idealLength * 0.45
    let beside = min(x[node] - halfWidth[node], width - x[node] - halfWidth[node]) / reach
    let above = min(y[node] - halfHeight[node], height - y[node] - halfHeight[node]) / reach
    var total = 0.0
    if beside < 1 { total += 0.7 * (1 - beside) * (1 - beside) }
    if above < 1 { total += 0.7 * (1 - above) * (1 - above) }
    return total
  }

  private func lengthCost(_ from: Int, _ to: Int) -> Double {
    let dx = abs(x[from] - x[to])
    let dy = abs(y[from] - y[to])
    let length = (dx * dx + dy * dy).squareRoot()
    // The visible part, between the boxes, must have room for an arrow.
    let gapX = dx - halfWidth[from] - halfWidth[to]
    let gapY = dy - halfHeight[from] - halfHeight[to]
    let visible = gapX > 0 ? (gapY > 0 ? (gapX * gapX + gapY * gapY).squareRoot() : gapX) : gapY
    var cost = 0.0
    if visible < gap * 1.8 { cost += (gap * 1.8 - visible) * 0.35 }
    let stretch = (length - idealLength) / idealLength
    cost += stretch > 0 ? 1.3 * stretch * stretch : 0.5 * stretch * stretch
    return cost
  }

  /// A line through a foreign box costs most, one that only passes by a little.
  private func nearness(_ edge: Int, to node: Int) -> Double {
    let (from, to) = (tail[edge], head[edge])
    let (ax, ay, bx, by) = (x[from], y[from], x[to], y[to])
    let (cx, cy) = (x[node], y[node])
    let reach = gap * 1.5
    let (hw, hh) = (halfWidth[node], halfHeight[node])
    if cx + hw + reach < min(ax, bx) || cx - hw - reach > max(ax, bx) { return 0 }
    if cy + hh + reach < min(ay, by) || cy - hh - reach > max(ay, by) { return 0 }
    let dx = bx - ax
    let dy = by - ay
    let length = (dx * dx + dy * dy).squareRoot()
    if length < 1e-6 { return 0 }
    // Distance of the line from the box: the centre's, less the box's extent across the line.
    let across = abs((cx - ax) * dy - (cy - ay) * dx) / length
    let extent = (hw * abs(dy) + hh * abs(dx)) / length
    let distance = across - extent
    if distance >= reach { return 0 }
    let along = ((cx - ax) * dx + (cy - ay) * dy) / (length * length)
    let slack = (hw * abs(dx) + hh * abs(dy)) / (length * length)
    if along < -slack || along > 1 + slack { return 0 }
    if distance <= 0 { return 9 + min(-distance / gap, 2) }
    let near = 1 - distance / reach
    return 5 * near * near
  }

  private func crossing(_ first: Int, _ second: Int) -> Double {
    let (a, b, c, d) = (tail[first], head[first], tail[second], head[second])
    if a == c || a == d || b == c || b == d { return fork(first, second) }
    let (ax, ay, bx, by) = (x[a], y[a], x[b], y[b])
    let (cx, cy, dx, dy) = (x[c], y[c], x[d], y[d])
    let side1 = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    let side2 = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax)
    if (side1 > 0) == (side2 > 0) { return 0 }
    let side3 = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx)
    let side4 = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx)
    return (side3 > 0) == (side4 > 0) ? 0 : 5
  }

  /// Two lines of one node that leave it in nearly the same direction are hard to tell apart.
  private func fork(_ first: Int, _ second: Int) -> Double {
    let (a, b, c, d) = (tail[first], head[first], tail[second], head[second])
    let shared = a == c || a == d ? a : b
    let one = a == shared ? b : a
    let two = c == shared ? d : c
    if one == two { return 0 }
    let (ux, uy) = (x[one] - x[shared], y[one] - y[shared])
    let (vx, vy) = (x[two] - x[shared], y[two] - y[shared])
    let lengths = ((ux * ux + uy * uy) * (vx * vx + vy * vy)).squareRoot()
    if lengths < 1e-6 { return 0 }
    let cosine = (ux * vx + uy * vy) / lengths
    return cosine > 0.85 ? 4 * (cosine - 0.85) / 0.15 : 0
  }

  // SplitMix64 (Steele, Lea, Flood, 2014).
  private func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private func random() -> Double { Double(next() >> 11) * 0x1p-53 }
}
