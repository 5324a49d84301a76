internal import SvyazFlow

/// Looks for the cheapest grouping of K groups and proves how good it is: prices for a bound, flows around the bases that
/// they suggest, then branch and bound over the bases.
///
/// Deterministic for a budget.
struct GroupingSearch {
  struct Answer: Sendable {
    var grouping: Grouping?
    var cost: Int
    /// No grouping of the problem costs less.
    var bound: Int
    var isOptimal: Bool { grouping != nil && bound >= cost }
  }

  let problem: GroupingProblem
  let shape: GroupShape
  let budget: SearchBudget
  let improvement: BaseImprovement
  let relaxation: Relaxation
  private let monitor: SolveMonitor
  /// All costs are multiples of it, so every bound may be rounded up to one.
  private let unit: Int
  private var relaxationWork = 0
  private(set) var bound = Int.min
  private(set) var nodes = 0
  /// The least bound of the parts that were given up.
  private var unsettled = Int.max

  init?(_ problem: GroupingProblem, groups: Int, budget: SearchBudget, monitor: SolveMonitor) {
    guard let shape = GroupShape(problem, groups: groups) else { return nil }
    self.problem = problem
    self.shape = shape
    self.budget = budget
    self.monitor = monitor
    improvement = BaseImprovement(problem, units: GroupingUnits(problem), budget: budget, monitor: monitor)
    relaxation = Relaxation(problem, shape)
    unit = problem.costUnit
  }

  func rounded(_ bound: Int) -> Int {
    let rest = bound % unit
    return rest == 0 ? bound : bound + (rest > 0 ? unit - rest : -rest)
  }

  // MARK: Nodes

  struct Node {
    /// Candidates that are bases, and those that may be.
    var open: [Int32]
    var candidates: [Int32]
    var regions: [BaseRegion] = []
    /// By member, then by region.
    var prices: [Double]
    var extraPrice: Int
    var bound: Int
    var number: Int
  }

  func rootNode() -> Node {
    let usable = (0..<problem.candidateCount).filter { relaxation.isUsable($0) }
    let forced = usable.filter { problem.mustOpen[$0] }
    var prices = [Double](repeating: 0, count: problem.memberCount)
    // About what the groups would cost if bases were spread evenly.
    let rank = usable.count / max(1, shape.groups)
    for member in 0..<problem.memberCount {
      let costs = usable.map { problem.cost($0, member) }.filter { $0 < GroupingProblem.forbidden }.sorted()
      guard !costs.isEmpty else { continue }
      let cost = costs[min(costs.count - 1, rank)]
      prices[member] = Double(problem.mustJoin[member] ? cost : min(cost, problem.leftCost[member]))
    }
    return Node(
      open: forced.map { Int32($0) }, candidates: usable.filter { !problem.mustOpen[$0] }.map { Int32($0) },
      prices: prices, extraPrice: 0, bound: Int.min, number: 0)
  }

  /// Better prices for a node; candidates that cannot be, or must be, in a better answer are fixed.
  ///
  /// - Returns: how likely each candidate is to be a base, or `nil` where the node holds nothing better.
  mutating func bound(_ node: inout Node, iterations: Int, step: Double, tries: Int) throws -> [Double]? {
    var search = PriceSearch(
      relaxation, open: node.open, candidates: node.candidates, regions: node.regions,
      prices: node.prices)
    search.choice.price = node.extraPrice
    let improvement = improvement
    var suggestions: [[Int32]] = []
    var done = 0
    var factor = step
    while done < iterations {
      let chunk = min(iterations - done, 50)
      let before = search.bound
      search.run(iterations: chunk, target: improvement.best == nil ? nil : improvement.cost, step: factor) {
        choice, value in
        suggestions.append(choice.chosen.map(\.candidate).sorted())
        return nil
      }
      done += chunk
      try spend(iterations: chunk, candidates: node.candidates.count + node.open.count)
      if search.isImpossible { return nil }
      node.bound = max(node.bound, rounded(search.bound))
      if tries > 0 {
        var tried = 0
        for bases in suggestions.reversed() where !improvement.isKnown(bases) {
          try improvement.improve(bases)
          tried += 1
          if tried == tries { break }
        }
        try improvement.improve(likeliest(search.share, node))
      }
      suggestions.removeAll(keepingCapacity: true)
      if improvement.best != nil, node.bound >= improvement.cost { return nil }
      if search.isSettled || budget.isSpent { break }
      if before > Int.min, search.bound - before < max(1, (improvement.cost - search.bound) / 200) { break }
      factor = search.factor
    }
    fix(&node, &search)
    node.prices = search.bestPrices.map(Double.init)
    node.extraPrice = search.bestExtraPrice
    return search.share
  }

  private func likeliest(_ share: [Double], _ node: Node) -> [Int32] {
    let free = node.candidates.sorted { (-share[Int($0)], $0) < (-share[Int($1)], $1) }
    return (node.open + free.prefix(max(0, shape.groups - node.open.count))).sorted()
  }

  /// Where a candidate's change of mind lifts the bound to the best cost, it is fixed.
  private func fix(_ node: inout Node, _ search: inout PriceSearch) {
    guard improvement.best != nil else { return }
    search.choice.price = search.bestExtraPrice
    guard let value = search.evaluate(search.bestPrices, exact: true) else { return }
    node.bound = max(node.bound, rounded(value))
    let choice = search.choice
    var kept: [Int32] = []
    let chosen = Set(choice.chosen.map(\.candidate))
    for candidate in node.candidates {
      let worth = choice.worth(candidate, relaxation).worth
      if worth >= Relaxation.none / 2 { continue }
      if chosen.contains(candidate) {
        if rounded(value + choice.cheapestLeft - worth) >= improvement.cost {
          node.open.append(candidate)
        } else {
          kept.append(candidate)
        }
      } else if rounded(value + worth - choice.dearestChosen) < improvement.cost {
        kept.append(candidate)
      }
    }
    node.candidates = kept
    node.open.sort()
  }

  private mutating func spend(iterations: Int, candidates: Int) throws {
    let work = relaxation.work - relaxationWork
    relaxationWork = relaxation.work
    try budget.spend(work + iterations * (candidates * 12 + problem.memberCount * 8))
  }

  // MARK: Running

  /// - Parameter start: a grouping that holds all rules, where one is known.
  mutating func run(start: Grouping?) throws -> Answer {
    if let start {
      improvement.offer(start)
      try improvement.improve(start.bases)
    }
    var root = rootNode()
    let share = try bound(&root, iterations: 1500, step: 1, tries: 2)
    bound = root.bound
    guard let share else { return answer(bound: improvement.best == nil ? bound : improvement.cost) }
    try branch(root, share)
    return answer(bound: bound)
  }

  private func answer(bound: Int) -> Answer {
    let cost = improvement.cost
    return Answer(grouping: improvement.best, cost: cost, bound: improvement.best == nil ? bound : min(bound, cost))
  }

  private mutating func branch(_ root: Node, _ share: [Double]) throws {
    var heap: [(node: Node, share: [Double])] = [(root, share)]
    while !heap.isEmpty {
      // The lowest bound first: it alone holds the whole bound down.
      var place = 0
      for other in heap.indices
      where (heap[other].node.bound, heap[other].node.number) < (heap[place].node.bound, heap[place].node.number) {
        place = other
      }
      let (node, share) = heap.remove(at: place)
      bound = max(bound, min(node.bound, unsettled, improvement.cost))
      if improvement.best != nil, node.bound >= improvement.cost || unsettled <= node.bound {
        bound = max(bound, min(improvement.cost, unsettled))
        return
      }
      if budget.isSpent { return }
      for var child in try children(node, share) {
        nodes += 1
        child.number = nodes
        if child.regions.isEmpty || child.open.count == shape.groups,
          child.open.count == shape.groups || child.open.count + child.candidates.count == shape.groups
        {
          try leaf(child)
          continue
        }
        if let share = try bound(&child, iterations: 150, step: 0.3, tries: 1) {
          if child.open.count == shape.groups {
            try leaf(child)
          } else if child.open.count + child.candidates.count >= shape.groups {
            heap.append((child, share))
          }
        }
      }
    }
    bound = max(bound, improvement.best == nil ? unsettled : min(improvement.cost, unsettled))
  }

  /// Two children that decide about the region, or the candidate, whose decision lifts the bound most.
  private mutating func children(_ node: Node, _ share: [Double]) throws -> [Node] {
    let regions = BaseRegion.uncertain(
      problem, open: node.open, candidates: node.candidates, share: share, limit: Self.trials)
    var best: (score: Double, nodes: [Node])?
    for (region, sum) in regions {
      var nodes: [Node] = []
      var score = 1.0
      for decision in region.decisions(sum) {
        var child = node
        child.regions.append(decision)
        child.prices.append(0)
        if regions.count > 1 {
          let lifted = try trial(child)
          score *= Double(max(1, min(lifted, improvement.cost) - node.bound))
        }
        nodes.append(child)
      }
      if best == nil || score > (best?.score ?? 0) { best = (score, nodes) }
    }
    if let best { return best.nodes }
    let pick = node.candidates.min { one, other in
      (abs(share[Int(one)] - 0.5), one) < (abs(share[Int(other)] - 0.5), other)
    }
    guard let pick else { return [] }
    var (with, without) = (node, node)
    with.candidates.removeAll { $0 == pick }
    without.candidates = with.candidates
    with.open = (node.open + [pick]).sorted()
    return [with, without]
  }

  static let trials = 6

  /// The bound of a child after a few looks.
  private mutating func trial(_ node: Node) throws -> Int {
    var search = PriceSearch(
      relaxation, open: node.open, candidates: node.candidates, regions: node.regions, prices: node.prices)
    search.choice.price = node.extraPrice
    search.run(iterations: 15, target: improvement.best == nil ? nil : improvement.cost, step: 0.5)
    try spend(iterations: 15, candidates: node.candidates.count + node.open.count)
    return search.isImpossible ? Int.max : search.bound
  }

  private mutating func leaf(_ node: Node) throws {
    var bases = node.open
    if bases.count < shape.groups { bases += node.candidates }
    // Only wishes that a flow cannot say leave something open here.
    let least = try improvement.settle(bases.sorted(), flows: 2000)
    if least < improvement.cost { unsettled = min(unsettled, least) }
  }
}
