/// The order of nodes on a circle in which few lines cross, and lines are short.
///
/// Circular sifting (M. Baur and U. Brandes, "Crossing Reduction in Circular Layouts", 2004): each node in turn tries
/// every place, moving on by one neighbour at a time, and stays at the best; rounds go on until nothing improves. From
/// several written starts, so that equal inputs give equal orders.
struct EllipseOrder {
  /// How many lines join two nodes; symmetric.
  private let lines: [[Int]]
  private let count: Int
  private static let starts: UInt64 = 12
  private static let rounds = 12
  /// Beyond it the search would take seconds and no order would help.
  private static let limit = 60

  init(lines: [[Int]]) {
    self.lines = lines
    count = lines.count
  }

  /// Indices in their order around the circle.
  ///
  /// - Complexity: O(n⁴) a start and round.
  func best() -> [Int] {
    let given = Array(0..<count)
    guard count > 3, count <= Self.limit else { return given }
    var best = given
    var bestCost = cost(of: given)
    for start in 0..<(count > 24 ? 2 : Self.starts) {
      var order = start == 0 ? given : shuffled(given, seed: start)
      var current = cost(of: order)
      for _ in 0..<Self.rounds {
        let before = current
        for node in given { current = sift(node, in: &order, cost: current) }
        if current >= before { break }
      }
      if current < bestCost { (best, bestCost) = (order, current) }
    }
    return standing(best)
  }

  /// The same circle from the first node on, in the direction of its lower neighbour.
  private func standing(_ order: [Int]) -> [Int] {
    guard let first = order.firstIndex(of: 0) else { return order }
    let turned = Array(order[first...] + order[..<first])
    guard let next = turned.dropFirst().first, let last = turned.last, next > last else { return turned }
    return [0] + turned.dropFirst().reversed()
  }

  /// Moves a node all the way round and leaves it at its best place.
  private func sift(_ node: Int, in order: inout [Int], cost: Int) -> Int {
    var working = order.filter { $0 != node }
    working.insert(node, at: 0)
    var current = self.cost(of: working)
    var best = (cost: cost, order: order)
    for place in 0..<(count - 1) {
      current += crossingChange(working, at: place)
      let lengthBefore = length(working)
      working.swapAt(place, place + 1)
      current += length(working) - lengthBefore
      if current < best.cost { best = (current, working) }
    }
    order = best.order
    return best.cost
  }

  /// Crossings weigh more than any length can save.
  private static let crossingWeight = 8

  private func crossingChange(_ order: [Int], at place: Int) -> Int {
    let (first, second) = (order[place], order[place + 1])
    // Counted from behind the two: lines first–x and second–y cross when x comes before y.
    var change = 0
    var secondBefore = 0
    var firstBefore = 0
    for step in 2..<count {
      let other = order[(place + step) % count]
      let (a, b) = (lines[first][other], lines[second][other])
      change += a * secondBefore - b * firstBefore
      secondBefore += b
      firstBefore += a
    }
    return change * Self.crossingWeight
  }

  private func length(_ order: [Int]) -> Int {
    var total = 0
    for left in 0..<count {
      for right in (left + 1)..<max(count, left + 1) {
        let distance = right - left
        total += lines[order[left]][order[right]] * min(distance, count - distance)
      }
    }
    return total
  }

  /// Crossings and lengths of an order.
  func cost(of order: [Int]) -> Int { crossings(order) * Self.crossingWeight + length(order) }

  func crossings(_ order: [Int]) -> Int {
    var position = [Int](repeating: 0, count: count)
    for (place, node) in order.enumerated() { position[node] = place }
    var pairs: [(from: Int, to: Int, lines: Int)] = []
    for left in 0..<count {
      for right in 0..<left where lines[left][right] > 0 {
        pairs.append((min(position[left], position[right]), max(position[left], position[right]), lines[left][right]))
      }
    }
    var total = 0
    for (index, one) in pairs.enumerated() {
      for two in pairs[(index + 1)...] {
        let starts = one.from < two.from && two.from < one.to && one.to < two.to
        let ends = two.from < one.from && one.from < two.to && two.to < one.to
        if starts || ends { total += one.lines * two.lines }
      }
    }
    return total
  }

  private func shuffled(_ list: [Int], seed: UInt64) -> [Int] {
    var list = list
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    for index in stride(from: list.count - 1, to: 0, by: -1) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      list.swapAt(index, Int((state >> 33) % UInt64(index + 1)))
    }
    return list
  }
}
