/// The spanning tree of a network simplex, with flows and potentials that agree with it.
///
/// Memory by hand: every index comes from `tail`, `head`, `parent` and the lists of children, which hold numbers of
/// nodes in `0...nodeCount` (the root is `nodeCount`), or of arcs in `0..<arcCount + nodeCount`; ``FlowLimits`` has
/// checked the ends that came from outside. Nothing of it leaves the class.
final class SimplexTree {
  private let nodeCount: Int
  private let arcCount: Int
  private let root: Int32

  // Arcs, stirred (see `order`); the artificial arc of node v stands at `arcCount + v`.
  /// The number in the problem of the arc at a position.
  private let order: UnsafeMutablePointer<Int32>
  private let tail: UnsafeMutablePointer<Int32>
  private let head: UnsafeMutablePointer<Int32>
  /// Above the lower bound; `Int.max`: no bound.
  private let capacity: UnsafeMutablePointer<Int>
  private let cost: UnsafeMutablePointer<Int>
  /// Above the lower bound.
  private let flow: UnsafeMutablePointer<Int>
  /// 1: at the lower bound, −1: at its capacity, 0: in the tree.
  private let state: UnsafeMutablePointer<Int8>

  // Nodes. Every node but the root hangs from its parent by `link`.
  private let potential: UnsafeMutablePointer<Int>
  private let parent: UnsafeMutablePointer<Int32>
  private let link: UnsafeMutablePointer<Int32>
  /// The link leads from the node up to its parent.
  private let isUp: UnsafeMutablePointer<Bool>
  private let depth: UnsafeMutablePointer<Int32>
  private let firstChild: UnsafeMutablePointer<Int32>
  private let nextSibling: UnsafeMutablePointer<Int32>
  private let previousSibling: UnsafeMutablePointer<Int32>

  private var nextArc = 0
  /// Steps since the monitor was asked.
  private var work = 0
  private var artificialLinks: Int

  private static let workBetweenLooks = 200_000

  /// - Precondition: supplies balance.
  init(_ problem: FlowProblem, limits: FlowLimits, withCosts: Bool) {
    func make<Value>(_ count: Int, _ value: Value) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, count))
      memory.initialize(repeating: value, count: max(1, count))
      return memory
    }
    let nodes = problem.nodeCount
    let arcs = problem.arcCount
    nodeCount = nodes
    arcCount = arcs
    artificialLinks = nodes
    root = Int32(nodes)
    order = make(arcs, 0)
    tail = make(arcs + nodes, 0)
    head = make(arcs + nodes, 0)
    capacity = make(arcs + nodes, .max)
    cost = make(arcs + nodes, 0)
    flow = make(arcs + nodes, 0)
    state = make(arcs + nodes, 1)
    potential = make(nodes + 1, 0)
    parent = make(nodes + 1, -1)
    link = make(nodes + 1, -1)
    isUp = make(nodes + 1, true)
    depth = make(nodes + 1, 0)
    firstChild = make(nodes + 1, -1)
    nextSibling = make(nodes + 1, -1)
    previousSibling = make(nodes + 1, -1)
    placeArcs(problem, limits, withCosts: withCosts)
    // Dearer than any path, so that artificial flow goes wherever there is a way around it.
    plantTree(supply: limits.supply, artificialCost: withCosts ? limits.pathCost + 1 : 1)
  }

  deinit {
    for memory in [order, tail, head, parent, link, depth, firstChild, nextSibling, previousSibling] {
      memory.deallocate()
    }
    for memory in [capacity, cost, flow, potential] { memory.deallocate() }
    state.deallocate()
    isUp.deallocate()
  }

  /// Arcs of one node mostly stand together in a file; taken in long strides, each block of a search sees many nodes.
  private func placeArcs(_ problem: FlowProblem, _ limits: FlowLimits, withCosts: Bool) {
    let stride = max(10, Self.squareRoot(arcCount))
    var position = 0
    for first in 0..<min(stride, arcCount) {
      var arc = first
      while arc < arcCount {
        order[position] = Int32(arc)
        tail[position] = problem.tail[arc]
        head[position] = problem.head[arc]
        capacity[position] = limits.capacity(arc, of: problem)
        if withCosts { cost[position] = problem.cost[arc] }
        position += 1
        arc += stride
      }
    }
  }

  /// Every node hangs from the root and sends its supply to it or gets its demand from it.
  private func plantTree(supply: [Int], artificialCost: Int) {
    depth[nodeCount] = 0
    for node in 0..<nodeCount {
      let arc = arcCount + node
      let sends = supply[node] >= 0
      tail[arc] = sends ? Int32(node) : root
      head[arc] = sends ? root : Int32(node)
      flow[arc] = abs(supply[node])
      cost[arc] = sends ? 0 : artificialCost
      state[arc] = 0
      potential[node] = cost[arc]
      link[node] = Int32(arc)
      isUp[node] = sends
      depth[node] = 1
      adopt(Int32(node), by: root)
    }
  }

  private static func squareRoot(_ value: Int) -> Int { Int(Double(value).squareRoot()) }
}

// MARK: Answers

extension SimplexTree {
  /// By arc of the problem, lower bounds included.
  func flows(_ problem: FlowProblem) -> [Int] {
    var flows = problem.lower
    for position in 0..<arcCount { flows[Int(order[position])] += flow[position] }
    return flows
  }

  var potentials: [Int] { (0..<nodeCount).map { potential[$0] } }

  /// Nodes whose supply still goes to the root.
  var unsentSupply: [Int32] {
    (0..<nodeCount).filter { tail[arcCount + $0] != root && flow[arcCount + $0] > 0 }.map { Int32($0) }
  }
}

// MARK: Pivots

extension SimplexTree {
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

// MARK: Tree

extension SimplexTree {
  /// Cuts the subtree of `last` off, makes `node` its top and hangs it under `holder`.
  private func rehang(from node: Int32, to last: Int32, under holder: Int32, by arc: Int32) {
    let joinsUp = tail[Int(arc)] == node
    let level = joinsUp ? potential[Int(holder)] - cost[Int(arc)] : potential[Int(holder)] + cost[Int(arc)]
    let shift = level - potential[Int(node)]
    var current = node
    var newParent = holder
    var newLink = arc
    var newIsUp = joinsUp
    while true {
      work += 1
      let oldParent = parent[Int(current)]
      let oldLink = link[Int(current)]
      let oldIsUp = isUp[Int(current)]
      release(current)
      adopt(current, by: newParent)
      link[Int(current)] = newLink
      isUp[Int(current)] = newIsUp
      if current == last { break }
      newParent = current
      newLink = oldLink
      newIsUp = !oldIsUp
      current = oldParent
    }
    lift(node, by: shift)
  }

  /// Adds `shift` to the potentials of a subtree and sets its depths.
  private func lift(_ top: Int32, by shift: Int) {
    let (parent, depth, potential) = (parent, depth, potential)
    let (firstChild, nextSibling) = (firstChild, nextSibling)
    var node = top
    var visited = 0
    while true {
      depth[Int(node)] = depth[Int(parent[Int(node)])] &+ 1
      potential[Int(node)] &+= shift
      visited &+= 1
      if firstChild[Int(node)] >= 0 {
        node = firstChild[Int(node)]
        continue
      }
      while node != top, nextSibling[Int(node)] < 0 { node = parent[Int(node)] }
      if node == top { break }
      node = nextSibling[Int(node)]
    }
    work += visited
  }

  private func adopt(_ node: Int32, by holder: Int32) {
    let sibling = firstChild[Int(holder)]
    parent[Int(node)] = holder
    previousSibling[Int(node)] = -1
    nextSibling[Int(node)] = sibling
    if sibling >= 0 { previousSibling[Int(sibling)] = node }
    firstChild[Int(holder)] = node
  }

  private func release(_ node: Int32) {
    let before = previousSibling[Int(node)]
    let after = nextSibling[Int(node)]
    if before >= 0 {
      nextSibling[Int(before)] = after
    } else {
      firstChild[Int(parent[Int(node)])] = after
    }
    if after >= 0 { previousSibling[Int(after)] = before }
  }
}
