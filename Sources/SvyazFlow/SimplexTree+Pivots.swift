extension SimplexTree {
  private static let workBetweenLooks = 50_000

  /// Pivots until no arc of negative reduced cost is left.
  ///
  /// - Returns: the arcs of a cycle that pays without end, if one turned up.
  func run(_ monitor: SolveMonitor) throws(CancellationError) -> [Int32]? {
    for arc in startingArcs() where reducedCost(arc) * Int(state[arc]) < 0 {
      if let cycle = pivot(arc) { return cycle }
      try look(monitor)
    }
    while true {
      let arc = enteringArc()
      guard arc >= 0 else { return nil }
      if let cycle = pivot(arc) { return cycle }
      try look(monitor)
    }
  }

  private func look(_ monitor: SolveMonitor) throws(CancellationError) {
    guard work >= Self.workBetweenLooks else { return }
    work = 0
    if monitor.isCancelled() { throw CancellationError() }
    monitor.progress(1 - Double(artificialLinks) / Double(max(1, nodeCount)))
  }

  private func reducedCost(_ arc: Int) -> Int {
    cost[arc] + potential[Int(tail[arc])] - potential[Int(head[arc])]
  }

  /// The cheapest arc out of each source and into each sink.
  private func startingArcs() -> [Int] {
    var cheapest = [Int](repeating: -1, count: nodeCount)
    for arc in 0..<arcCount where capacity[arc] > 0 && tail[arc] != head[arc] {
      for (node, sends) in [(Int(tail[arc]), true), (Int(head[arc]), false)] {
        let artificial = arcCount + node
        guard flow[artificial] > 0, (tail[artificial] != root) == sends else { continue }
        if cheapest[node] < 0 || cost[arc] < cost[cheapest[node]] { cheapest[node] = arc }
      }
    }
    work += arcCount
    return cheapest.filter { $0 >= 0 }
  }

  /// The best arc of the first block, of about √arcs, that has one of negative reduced cost; −1: none is left.
  private func enteringArc() -> Int {
    let (tail, head, cost, state, potential) = (tail, head, cost, state, potential)
    let block = max(10, Self.squareRoot(arcCount))
    var best = -1
    var least = 0
    var left = block
    var arc = nextArc
    for _ in 0..<arcCount {
      // At most 2^63 − 1 in size: a path is at most 2^60, see FlowLimits.
      let reduced =
        Int(state[arc]) &* (cost[arc] &+ potential[Int(tail[arc])] &- potential[Int(head[arc])])
      if reduced < least {
        least = reduced
        best = arc
      }
      arc += 1
      if arc == arcCount { arc = 0 }
      left -= 1
      if left == 0 {
        work += block
        if best >= 0 { break }
        left = block
      }
    }
    nextArc = arc
    return best
  }

  /// Sends what it can around the cycle that an arc closes, and exchanges it for the arc that stops the flow.
  ///
  /// Of several arcs that stop it the last one leaves, seen from the top of the cycle in its direction: that keeps the
  /// tree strongly feasible, and the method from going round in circles.
  ///
  /// - Returns: the cycle, when nothing stops it.
  private func pivot(_ arc: Int) -> [Int32]? {
    let forward = state[arc] > 0
    let first = forward ? tail[arc] : head[arc]
    let second = forward ? head[arc] : tail[arc]
    let top = meeting(first, second)

    var room = capacity[arc]
    var leaving: Int32 = -1
    var entersAt = first
    var node = first
    while node != top {
      let rest = isUp[Int(node)] ? flow[Int(link[Int(node)])] : unused(Int(link[Int(node)]))
      if rest < room {
        room = rest
        leaving = node
      }
      node = parent[Int(node)]
    }
    node = second
    while node != top {
      let rest = isUp[Int(node)] ? unused(Int(link[Int(node)])) : flow[Int(link[Int(node)])]
      if rest <= room, rest < .max {
        room = rest
        leaving = node
        entersAt = second
      }
      node = parent[Int(node)]
    }
    if room == .max { return cycle(arc, first: first, second: second, top: top) }

    if room > 0 { send(room, around: arc, first: first, second: second, top: top) }
    guard leaving >= 0 else {
      state[arc] = -state[arc]
      return nil
    }
    let left = Int(link[Int(leaving)])
    state[arc] = 0
    state[left] = flow[left] == 0 ? 1 : -1
    if left >= arcCount { artificialLinks -= 1 }
    let holder = entersAt == first ? second : first
    rehang(from: entersAt, to: leaving, under: holder, by: Int32(arc))
    return nil
  }

  private func unused(_ arc: Int) -> Int { capacity[arc] == .max ? .max : capacity[arc] - flow[arc] }

  /// Where the ways of two nodes to the root meet.
  private func meeting(_ first: Int32, _ second: Int32) -> Int32 {
    var left = first
    var right = second
    while left != right {
      work += 1
      if depth[Int(left)] >= depth[Int(right)] {
        left = parent[Int(left)]
      } else {
        right = parent[Int(right)]
      }
    }
    return left
  }

  private func send(_ units: Int, around arc: Int, first: Int32, second: Int32, top: Int32) {
    flow[arc] += state[arc] > 0 ? units : -units
    var node = first
    while node != top {
      flow[Int(link[Int(node)])] += isUp[Int(node)] ? -units : units
      node = parent[Int(node)]
    }
    node = second
    while node != top {
      flow[Int(link[Int(node)])] += isUp[Int(node)] ? units : -units
      node = parent[Int(node)]
    }
  }

  /// Arcs of the problem around the cycle, in its direction: no artificial one can be among them.
  private func cycle(_ arc: Int, first: Int32, second: Int32, top: Int32) -> [Int32] {
    var arcs = [order[arc]]
    var node = second
    while node != top {
      arcs.append(order[Int(link[Int(node)])])
      node = parent[Int(node)]
    }
    var down: [Int32] = []
    node = first
    while node != top {
      down.append(order[Int(link[Int(node)])])
      node = parent[Int(node)]
    }
    return arcs + down.reversed()
  }
}
