internal import SvyazFlow

/// Finds the cheapest groups around given bases, moves bases to better members of their groups, and keeps the best
/// grouping met.
///
/// Around fixed bases the flow makes every useful shift, swap and ejection chain at once.
final class BaseImprovement {
  let problem: GroupingProblem
  let units: GroupingUnits
  let budget: SearchBudget
  private let monitor: SolveMonitor
  private let candidateNumber: [Int32]
  private(set) var best: Grouping?
  private(set) var cost = Int.max
  private var known: Set<[Int32]> = []
  private(set) var flows = 0
  /// Good groupings around different bases, the cheapest first.
  private(set) var elite: [(cost: Int, grouping: Grouping)] = []
  private static let eliteSize = 5

  init(_ problem: GroupingProblem, units: GroupingUnits, budget: SearchBudget, monitor: SolveMonitor) {
    self.problem = problem
    self.units = units
    self.budget = budget
    self.monitor = monitor
    candidateNumber = problem.candidateNumber
  }

  func offer(_ grouping: Grouping) {
    let cost = GroupingCheck.cost(grouping, in: problem)
    if cost < self.cost || best == nil { (best, self.cost) = (grouping, cost) }
    guard elite.count < Self.eliteSize || cost < elite[elite.count - 1].cost else { return }
    if let same = elite.firstIndex(where: { $0.grouping.bases == grouping.bases }) {
      guard cost < elite[same].cost else { return }
      elite.remove(at: same)
    }
    let place = elite.firstIndex { cost < $0.cost } ?? elite.count
    elite.insert((cost, grouping), at: place)
    if elite.count > Self.eliteSize { elite.removeLast() }
  }

  /// Looks at bases unless they were looked at before; then lets them wander within their groups while that pays.
  func improve(_ bases: [Int32], restarts: Int = 20) throws {
    var bases = bases.sorted()
    for _ in 0..<restarts {
      guard known.insert(bases).inserted, let grouping = try assign(bases) else { return }
      offer(grouping)
      let next = recentred(grouping)
      if next == bases { return }
      bases = next
    }
  }

  /// Looks at the latest of many bases that were not looked at before.
  func improve(_ met: [[Int32]], tries: Int) throws {
    var left = tries
    for bases in met.reversed() where left > 0 && !known.contains(bases) {
      try improve(bases)
      left -= 1
    }
  }

  /// The last word on these bases: whether anything around them costs less than the best known.
  ///
  /// - Returns: no grouping around them costs less; `Int.max` where the best known is not beaten at all.
  func settle(_ bases: [Int32], flows limit: Int) throws -> Int {
    flows += 1
    let price = priceOfFlow(bases.count)
    try budget.spend(price)
    let fixed = FixedBases(problem, units: units, bases: bases)
    let most = min(limit, max(1, budget.left / 2 / price))
    let (outcome, solved) = try fixed.solveCounting(.cheapest, flows: most, cutoff: cost, monitor: monitor)
    try budget.spend(max(0, solved - 1) * price)
    switch outcome {
    case .optimal(let grouping, let cost):
      offer(grouping)
      return cost
    case .impossible: return Int.max
    case .stopped(let best, let bound):
      if let best { offer(best.grouping) }
      return bound
    }
  }

  /// What one flow takes, in operations of the budget.
  private func priceOfFlow(_ groups: Int) -> Int { groups * problem.memberCount * 2 + problem.memberCount * 200 }

  /// The bases that suit the groups best, each of them a member.
  func recentred(_ grouping: Grouping) -> [Int32] {
    var members: [Int32: [Int]] = [:]
    for (member, group) in grouping.group.enumerated() where group >= 0 { members[group, default: []].append(member) }
    var bases: [Int32] = []
    for base in grouping.bases {
      let group = members[base] ?? []
      var best = (cost: Int.max, candidate: base)
      for member in group where member >= problem.lowCount {
        let candidate = candidateNumber[member]
        guard candidate >= 0, !problem.mustOpen[Int(base)] || candidate == base else { continue }
        var sum = 0
        for other in group {
          sum += problem.cost(Int(candidate), other)
          if sum >= best.cost { break }
        }
        if sum < best.cost { best = (sum, candidate) }
      }
      bases.append(best.candidate)
    }
    return bases.sorted()
  }

  /// The cheapest grouping around bases, or a good one where the problem is large.
  private func assign(_ bases: [Int32]) throws -> Grouping? {
    flows += 1
    let cells = bases.count * problem.memberCount
    let (small, isThinned) = thinned(bases)
    try budget.spend(priceOfFlow(bases.count))
    if let grouping = try solve(small ?? problem, units, small == nil ? bases : Array(0..<Int32(bases.count))) {
      guard small != nil else { return grouping }
      return Grouping(bases: bases, group: grouping.group.map { $0 < 0 ? -1 : bases[Int($0)] })
    }
    guard isThinned else { return nil }
    try budget.spend(cells * 20)
    return try solve(problem, units, bases)
  }

  private func solve(_ problem: GroupingProblem, _ units: GroupingUnits, _ bases: [Int32]) throws -> Grouping? {
    let fixed = FixedBases(problem, units: units, bases: bases)
    let (outcome, solved) = try fixed.solveCounting(.cheapest, flows: 40, monitor: monitor)
    // Wishes may take many flows; the first is paid for.
    try budget.spend(max(0, solved - 1) * priceOfFlow(bases.count))
    return switch outcome {
    case .optimal(let grouping, _): grouping
    case .impossible: nil
    case .stopped(let best, _): best?.grouping
    }
  }

  /// Groups that a member looks at in a large problem.
  private static let nearest = 12

  /// The same problem with these bases alone, and far cells shut; `nil` where it is small anyway.
  private func thinned(_ bases: [Int32]) -> (GroupingProblem?, Bool) {
    guard bases.count > 2 * Self.nearest else { return (nil, false) }
    let count = problem.memberCount
    var cost = [Int](repeating: GroupingProblem.forbidden, count: bases.count * count)
    var row: [(cost: Int, group: Int)] = []
    for member in 0..<count {
      row.removeAll(keepingCapacity: true)
      for (group, base) in bases.enumerated() {
        let cost = problem.cost(Int(base), member)
        if cost < GroupingProblem.forbidden { row.append((cost, group)) }
      }
      row.sort { ($0.cost, $0.group) < ($1.cost, $1.group) }
      for entry in row.prefix(Self.nearest) { cost[entry.group * count + member] = entry.cost }
    }
    for (group, base) in bases.enumerated() {
      let member = Int(problem.candidates[Int(base)])
      cost[group * count + member] = problem.cost(Int(base), member)
    }
    var small = problem
    small.setCandidates(bases.map { problem.candidates[Int($0)] }, cost: cost)
    return (small, true)
  }
}
