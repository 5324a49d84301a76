internal import SvyazFlow

/// Looks for the cheapest grouping of K groups and proves how good it is: prices for a bound, flows around the bases that
/// they suggest, neighbouring groups as problems of their own, then branch and bound over the bases.
///
/// Deterministic for a budget.
struct GroupingSearch {
  struct Answer: Sendable {
    var grouping: Grouping?
    var cost: Int
    /// No grouping of the problem costs less.
    var bound: Int
  }

  let problem: GroupingProblem
  let shape: GroupShape
  let budget: SearchBudget
  let improvement: BaseImprovement
  let relaxation: Relaxation
  let monitor: SolveMonitor
  /// A part of a larger search, which looks less far.
  var isPart = false
  /// Whether a problem of few members that branch and bound leaves open is settled by its subsets.
  var mayExhaust = true
  /// Where the search for prices begins: other seeds come upon other groups.
  var seed = 1
  /// By member, where prices are known from elsewhere.
  var firstPrices: [Double]?
  private(set) var bound = Int.min
  private(set) var nodes = 0
  /// The least bound of the nodes that were given up.
  private var unsettled = Int.max
  var bounder: NodeBounder

  init?(_ problem: GroupingProblem, groups: Int, budget: SearchBudget, monitor: SolveMonitor) {
    guard let shape = GroupShape(problem, groups: groups) else { return nil }
    let units = GroupingUnits(problem)
    let problem = problem.joiningWhole(units)
    self.problem = problem
    self.shape = shape
    self.budget = budget
    self.monitor = monitor
    improvement = BaseImprovement(problem, units: units, budget: budget, monitor: monitor)
    relaxation = Relaxation(problem, shape)
    bounder = NodeBounder(
      relaxation, PriceFrame(problem, shape), budget: budget, unit: problem.costUnit)
  }

  /// What branch and bound may take where a search through all subsets would settle a problem for good.
  private static let operationsBeforeSubsets = 10_000_000

  /// Problems of more members are too large for branch and bound over the whole.
  static let wholeLimit = 400

  /// - Parameter start: a grouping that holds all rules, where one is known.
  mutating func run(start: Grouping?) throws -> Answer {
    if let start {
      improvement.offer(start)
      try improvement.improve(start.bases)
    }
    var root = rootNode()
    let mayImprove = try boundRoot(&root)
    bound = root.bound
    guard mayImprove else { return answer(bound: improvement.best == nil ? bound : improvement.cost) }
    if !isPart {
      let isLarge = problem.memberCount > Self.wholeLimit
      try improveParts(prices: root.prices, operations: isLarge ? budget.left * 4 / 10 : budget.left / 8)
      if isLarge {
        bound = max(bound, try boundByAreas(root))
        return answer(bound: bound)
      }
    }
    let isSmall = mayExhaust && SubsetSearch.suits(problem)
    try branch(root, operations: isSmall ? Self.operationsBeforeSubsets : Int.max)
    if isSmall, improvement.best == nil || bound < improvement.cost {
      let best = try SubsetSearch(problem, shape).run(budget)
      if let best { improvement.offer(best) }
      bound = improvement.cost
    }
    return answer(bound: bound)
  }

  private func answer(bound: Int) -> Answer {
    let cost = improvement.cost
    return Answer(grouping: improvement.best, cost: cost, bound: improvement.best == nil ? bound : min(bound, cost))
  }

  // MARK: The root

  func rootNode() -> BoundNode {
    let usable = (0..<problem.candidateCount).filter { relaxation.isUsable($0) }
    let open = usable.filter { problem.mustOpen[$0] }.map { Int32($0) }
    let candidates = usable.filter { !problem.mustOpen[$0] }.map { Int32($0) }
    if let firstPrices { return BoundNode(open: open, candidates: candidates, prices: firstPrices) }
    var prices = [Double](repeating: 0, count: problem.memberCount)
    // About what the groups would cost if bases were spread evenly.
    let rank = usable.count / max(1, shape.groups)
    for member in 0..<problem.memberCount {
      let costs = usable.map { problem.cost($0, member) }.filter { $0 < GroupingProblem.forbidden }.sorted()
      guard !costs.isEmpty else { continue }
      let cost = costs[min(costs.count - 1, rank)]
      let price = Double(cost) * Self.stir(seed, member)
      prices[member] = problem.mustJoin[member] ? price : min(price, Double(problem.leftCost[member]))
    }
    return BoundNode(open: open, candidates: candidates, prices: prices)
  }

  /// A factor near 1; of seed 1 it is 1. (The mixing function of SplitMix64, Steele and others, 2014.)
  private static func stir(_ seed: Int, _ member: Int) -> Double {
    guard seed != 1 else { return 1 }
    var mixed = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(member)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return 0.9 + 0.2 * Double((mixed ^ (mixed >> 31)) >> 40) / Double(1 << 24)
  }

  private mutating func boundRoot(_ root: inout BoundNode) throws -> Bool {
    let (improvement, isPart, isLarge) = (improvement, isPart, problem.memberCount > Self.wholeLimit)
    let node = root
    let (problem, groups) = (problem, shape.groups)
    func round(_ share: [Double]) -> [Int32] {
      roundedShares(problem, share: share, open: node.open, candidates: node.candidates, groups: groups)
    }
    return try bounder.bound(
      &root, iterations: isPart ? 300 : 1000, step: isPart ? 0.3 : 1,
      limit: { improvement.best == nil ? nil : improvement.cost },
      onRound: { met, share in
        try improvement.improve(met, tries: 2)
        try improvement.improve(round(share))
      },
      after: { search, bounder in
        // Shares wander a little near the best prices, and so do the bases that they round to.
        let floor = bounder.budget.left * 7 / 8
        for number in 0..<(isPart ? 0 : isLarge ? 20 * Self.roundings : Self.roundings)
        where improvement.best != nil && bounder.budget.left > floor {
          search.run(iterations: 25, target: improvement.cost, step: number % 4 == 3 ? 0.1 : 0.02)
          try bounder.spend(25, search)
          try improvement.improve(round(search.share))
        }
      })
  }

  private static let roundings = 20

  // MARK: Branch and bound

  private mutating func branch(_ root: BoundNode, operations: Int) throws {
    let floor = budget.left - min(operations, budget.left)
    var heap: [BoundNode] = [root]
    while !heap.isEmpty {
      let node = heap.remove(at: Self.lowest(heap))
      bound = max(bound, min(node.bound, unsettled, improvement.cost))
      if improvement.best != nil, node.bound >= improvement.cost || unsettled <= node.bound {
        bound = max(bound, min(improvement.cost, unsettled))
        return
      }
      if budget.isSpent || budget.left < floor { return }
      for var child in try bounder.children(node, limit: improvement.best == nil ? nil : improvement.cost) {
        nodes += 1
        child.number = nodes
        if bounder.isEmpty(child) || (improvement.best != nil && child.bound >= improvement.cost) { continue }
        // Where a leaf may stay open for its teachers, prices say more about it.
        if bounder.isLeaf(child), problem.minTeachers == 0 {
          try leaf(child)
        } else if try bound(&child), !bounder.isEmpty(child) {
          if bounder.isLeaf(child) { try leaf(child) } else { heap.append(child) }
        }
      }
    }
    bound = max(bound, improvement.best == nil ? unsettled : min(improvement.cost, unsettled))
  }

  /// The lowest bound holds the whole bound down.
  static func lowest(_ nodes: [BoundNode]) -> Int {
    var place = 0
    for other in nodes.indices
    where (nodes[other].bound, nodes[other].number) < (nodes[place].bound, nodes[place].number) { place = other }
    return place
  }

  private mutating func bound(_ node: inout BoundNode) throws -> Bool {
    let improvement = improvement
    let (open, candidates) = (node.open, node.candidates)
    let (problem, groups) = (problem, shape.groups)
    return try bounder.bound(
      &node, iterations: 150, step: 0.3, limit: { improvement.best == nil ? nil : improvement.cost },
      onRound: { met, share in
        try improvement.improve(met, tries: 1)
        try improvement.improve(
          roundedShares(problem, share: share, open: open, candidates: candidates, groups: groups))
      })
  }

  private mutating func leaf(_ node: BoundNode) throws {
    var bases = node.open
    if bases.count < shape.groups { bases += node.candidates }
    // Only wishes that a flow cannot say leave something open here.
    let least = try improvement.settle(bases.sorted(), flows: 2000)
    if least < improvement.cost { unsettled = min(unsettled, max(least, node.bound)) }
  }

  private mutating func boundByAreas(_ root: BoundNode) throws -> Int {
    guard let best = improvement.best else { return root.bound }
    var root = root
    var bound = root.bound
    for (size, operations, step) in Self.ascents {
      let ascent = AreaAscent(
        relaxation: relaxation, groups: shape.groups, bases: best.bases, limit: improvement.cost, budget: budget,
        basesInArea: size, operations: operations, firstStep: step)
      bound = max(bound, try ascent.run(&root, operations: budget.left / 2))
    }
    var areas = AreaBound(
      relaxation, root, groups: shape.groups, bases: best.bases, limit: improvement.cost, budget: budget)
    return bounder.rounded(max(bound, try areas?.run(operations: budget.left) ?? bound))
  }

  /// Bases in an area, operations for a look and the first step: first small areas, which are quick.
  private static let ascents = [(2, 40_000_000, 0.08), (5, 150_000_000, 0.03)]
}
