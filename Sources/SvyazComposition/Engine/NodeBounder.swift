/// A part of the choices of bases, with the prices that bound it.
struct BoundNode {
  /// Candidates that are bases, and those that may be.
  var open: [Int32]
  var candidates: [Int32]
  var regions: [BaseRegion] = []
  /// By member, then by region.
  var prices: [Double]
  var extraPrice = 0
  /// Nothing in the node costs less.
  var bound = Int.min
  var number = 0
  /// How likely each candidate is to be a base.
  var share: [Double] = []
}

/// Bounds and divides the nodes of a branch and bound over bases.
struct NodeBounder {
  let relaxation: Relaxation
  let frame: PriceFrame
  let budget: SearchBudget
  /// All costs are multiples of it, so every bound may be rounded up to one.
  let unit: Int
  /// Members whose prices change; `nil`: all.
  var active: [Int]?

  init(_ relaxation: Relaxation, _ frame: PriceFrame, budget: SearchBudget, unit: Int, active: [Int]? = nil) {
    self.relaxation = relaxation
    self.frame = frame
    self.budget = budget
    self.unit = unit
    self.active = active
  }

  private var problem: GroupingProblem { relaxation.problem }

  func rounded(_ bound: Int) -> Int {
    let rest = bound % unit
    return rest == 0 ? bound : bound + (rest > 0 ? unit - rest : -rest)
  }

  /// Better prices for a node; candidates that cannot be, or must be, in an answer below the limit are fixed.
  ///
  /// - Parameters:
  ///   - limit: nodes at or above it are of no interest; asked for again after each round. `nil`: there is none yet.
  ///   - onRound: told of the bases that the round came upon, and of the shares so far.
  ///   - after: may go on with the search.
  /// - Returns: whether the node may hold something below the limit.
  mutating func bound(
    _ node: inout BoundNode, iterations: Int, step: Double, limit: () -> Int?,
    onRound: ([[Int32]], [Double]) throws -> Void = { _, _ in },
    after: (inout PriceSearch, inout NodeBounder) throws -> Void = { _, _ in }
  ) throws -> Bool {
    var search = PriceSearch(relaxation, frame, node, active: active)
    var met: [[Int32]] = []
    var done = 0
    var factor = step
    while done < iterations {
      let round = min(iterations - done, 50)
      let before = search.bound
      search.run(iterations: round, target: limit(), step: factor) { met.append($0.chosen.map(\.candidate).sorted()) }
      done += round
      try spend(round, search)
      if search.isImpossible { return false }
      node.bound = max(node.bound, rounded(search.bound))
      try onRound(met, search.share)
      met.removeAll(keepingCapacity: true)
      if let limit = limit(), node.bound >= limit { return false }
      if search.isSettled || budget.isSpent { break }
      if before > Int.min, search.factor < 0.1 * step {
        let gap = (limit() ?? search.bound + abs(search.bound) / 20) - search.bound
        if search.bound - before < max(1, gap / 200) { break }
      }
      factor = search.factor
    }
    try after(&search, &self)
    fix(&node, &search, limit())
    node.prices = search.bestPrices.map(Double.init)
    node.extraPrice = search.bestExtraPrice
    node.share = search.share
    return true
  }

  /// Where a candidate's change of mind lifts the bound to the limit, it is fixed.
  private func fix(_ node: inout BoundNode, _ search: inout PriceSearch, _ limit: Int?) {
    guard let limit else { return }
    search.choice.price = search.bestExtraPrice
    guard let value = search.evaluate(search.bestPrices, exact: true) else { return }
    node.bound = max(node.bound, rounded(value))
    let choice = search.choice
    let chosen = Set(choice.chosen.map(\.candidate))
    var kept: [Int32] = []
    for candidate in node.candidates {
      let worth = choice.worth(candidate, relaxation).worth
      if worth >= Relaxation.none / 2 { continue }
      if chosen.contains(candidate) {
        if rounded(value + choice.cheapestLeft - worth) >= limit {
          node.open.append(candidate)
        } else {
          kept.append(candidate)
        }
      } else if rounded(value + worth - choice.dearestChosen) < limit {
        kept.append(candidate)
      }
    }
    node.candidates = kept
    node.open.sort()
  }

  func spend(_ looks: Int, _ search: PriceSearch) throws {
    try budget.spend(
      relaxation.takeWork() + looks
        * ((search.candidates.count + search.open.count) * 12 + (active?.count ?? problem.memberCount) * 8))
  }

  /// Regions that are tried for a division.
  private static let trials = 6

  /// Two children that decide about the region, or the candidate, whose decision lifts the bound most.
  mutating func children(_ node: BoundNode, limit: Int?) throws -> [BoundNode] {
    let regions = BaseRegion.uncertain(problem, node, limit: Self.trials)
    try budget.spend((node.open.count + node.candidates.count) * (node.open.count + node.candidates.count) + 2000)
    var best: (score: Double, nodes: [BoundNode])?
    for (region, sum) in regions {
      var nodes: [BoundNode] = []
      var score = 1.0
      for decision in region.decisions(sum) {
        var child = node
        child.regions.append(decision)
        child.prices.append(0)
        let lifted = try trial(&child, limit)
        score *= Double(max(1, min(lifted, limit ?? Int.max) - node.bound))
        nodes.append(child)
      }
      if score > best?.score ?? 0 { best = (score, nodes) }
    }
    if let best { return best.nodes }
    let share = node.share
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

  /// The bound of a child after a few looks; `Int.max` where it holds nothing.
  private mutating func trial(_ node: inout BoundNode, _ limit: Int?) throws -> Int {
    var search = PriceSearch(relaxation, frame, node, active: active)
    search.run(iterations: 20, target: limit, stall: 2, growth: 1.3, step: 0.2)
    try spend(20, search)
    if search.isImpossible {
      node.bound = Int.max
      return Int.max
    }
    node.prices = search.bestPrices.map(Double.init)
    node.extraPrice = search.bestExtraPrice
    node.bound = max(node.bound, rounded(search.bound))
    return search.bound
  }

  /// Whether no choice is left in the node.
  func isLeaf(_ node: BoundNode) -> Bool {
    node.open.count == frame.groups || node.open.count + node.candidates.count == frame.groups
  }

  func isEmpty(_ node: BoundNode) -> Bool {
    node.bound == Int.max || node.open.count > frame.groups
      || node.open.count + node.candidates.count < frame.groups
  }
}
