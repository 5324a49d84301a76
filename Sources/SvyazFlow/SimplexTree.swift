/// The spanning tree of a network simplex, with flows and potentials that agree with it.
///
/// Memory by hand: every index comes from `tail`, `head`, `parent` and the lists of children, which hold numbers of
/// nodes in `0...nodeCount` (the root is `nodeCount`), or of arcs in `0..<arcCount + nodeCount`; ``FlowLimits`` has
/// checked the ends that came from outside. Only the class itself touches the memory.
final class SimplexTree {
  let nodeCount: Int
  let arcCount: Int
  let root: Int32

  // Arcs, stirred (see `order`); the artificial arc of node v stands at `arcCount + v`.
  /// The number in the problem of the arc at a position.
  let order: UnsafeMutablePointer<Int32>
  let tail: UnsafeMutablePointer<Int32>
  let head: UnsafeMutablePointer<Int32>
  /// Above the lower bound; `Int.max`: no bound.
  let capacity: UnsafeMutablePointer<Int>
  let cost: UnsafeMutablePointer<Int>
  /// Above the lower bound.
  let flow: UnsafeMutablePointer<Int>
  /// 1: at the lower bound, −1: at its capacity, 0: in the tree.
  let state: UnsafeMutablePointer<Int8>

  // Nodes. Every node but the root hangs from its parent by `link`.
  let potential: UnsafeMutablePointer<Int>
  let parent: UnsafeMutablePointer<Int32>
  let link: UnsafeMutablePointer<Int32>
  /// The link leads from the node up to its parent.
  let isUp: UnsafeMutablePointer<Bool>
  let depth: UnsafeMutablePointer<Int32>
  let firstChild: UnsafeMutablePointer<Int32>
  let nextSibling: UnsafeMutablePointer<Int32>
  let previousSibling: UnsafeMutablePointer<Int32>

  var nextArc = 0
  /// Steps since the monitor was asked.
  var work = 0
  var artificialLinks: Int

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

  static func squareRoot(_ value: Int) -> Int { Int(Double(value).squareRoot()) }
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

// MARK: Tree

extension SimplexTree {
  /// Cuts the subtree of `last` off, makes `node` its top and hangs it under `holder`.
  func rehang(from node: Int32, to last: Int32, under holder: Int32, by arc: Int32) {
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
