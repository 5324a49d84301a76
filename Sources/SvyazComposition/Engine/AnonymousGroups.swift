internal import SvyazFlow

/// A relaxation of the choice of bases: some groups have their bases, the others take anyone that some base still to
/// be chosen may take, and are counted together.
///
/// No flow: no choice of the remaining bases holds the rules.
struct AnonymousGroups {
  private let problem: GroupingProblem
  private let units: GroupingUnits
  private let groups: Int
  private let lowRange: (least: Int, most: Int)
  private let needsSites: Bool

  init(_ problem: GroupingProblem, _ units: GroupingUnits, groups: Int) {
    self.problem = problem
    self.units = units
    self.groups = groups
    lowRange = FixedBases.lowRange(problem, groups: groups)
    needsSites = problem.needsSites(groups: groups)
  }

  /// - Parameters:
  ///   - bases: chosen candidates.
  ///   - isOpen: by candidate: may still be chosen.
  /// - Complexity: one flow over members · (bases + 2) arcs, after O(members · candidates) steps.
  func mayHold(bases: [Int], isOpen: [Bool], _ monitor: SolveMonitor) throws -> Bool {
    let rest = groups - bases.count
    let isBase = Set(bases)
    let openBases = isOpen.indices.filter { isOpen[$0] && !isBase.contains($0) }
    guard rest >= 0, openBases.count >= rest else { return false }
    let senders = (0..<problem.memberCount).filter { !problem.isBanned[$0] }
    let count = senders.count
    // Groups: low, others, sites, total; then the same of all others together, and their bases.
    let nameless = count + 4 * bases.count
    let sink = nameless + 5
    var supply = [Int](repeating: 0, count: sink + 1)
    for place in 0..<count { supply[place] = 1 }
    supply[sink] = -count
    var flow = FlowProblem(supply: supply)
    let anyone = takenByAnyone(openBases)
    let mayBeBase = Set(openBases.map { Int(problem.candidates[$0]) })
    let ownGroup = Dictionary(uniqueKeysWithValues: bases.enumerated().map { (Int(problem.candidates[$1]), $0) })
    for (place, member) in senders.enumerated() {
      let unit = Int(units.unit[member])
      let kind = member < problem.lowCount ? 0 : (needsSites && problem.isSite[member] ? 2 : 1)
      if let own = ownGroup[member] {
        flow.addArc(from: place, to: count + 4 * own + kind, upper: 1, cost: 0)
        continue
      }
      for (group, base) in bases.enumerated() where takes(base, unit) {
        flow.addArc(from: place, to: count + 4 * group + kind, upper: 1, cost: 0)
      }
      if rest > 0, anyone[unit] { flow.addArc(from: place, to: nameless + kind, upper: 1, cost: 0) }
      if rest > 0, mayBeBase.contains(member) { flow.addArc(from: place, to: nameless + 4, upper: 1, cost: 0) }
      if member >= problem.lowCount, !problem.mustJoin[member] {
        flow.addArc(from: place, to: sink, upper: 1, cost: 0)
      }
    }
    for group in bases.indices { guard close(group, first: count + 4 * group, sink, &flow) else { return false } }
    let siteBases = openBases.count { problem.isSite[Int(problem.candidates[$0])] }
    guard closeNameless(rest, siteBases: siteBases, first: nameless, sink, &flow) else { return false }
    if case .optimal = try NetworkSimplex.solve(flow, monitor: monitor) { return true }
    return false
  }

  private func close(_ group: Int, first: Int, _ sink: Int, _ flow: inout FlowProblem) -> Bool {
    let least = othersLeast(lowRange.least, atLeast: 1)
    guard lowRange.least <= lowRange.most, least <= problem.largest else { return false }
    flow.addArc(from: first, to: first + 3, lower: lowRange.least, upper: lowRange.most, cost: 0)
    flow.addArc(from: first + 1, to: first + 3, lower: least, upper: problem.largest, cost: 0)
    if needsSites { flow.addArc(from: first + 2, to: first + 1, lower: 1, upper: problem.largest, cost: 0) }
    flow.addArc(from: first + 3, to: sink, lower: problem.smallest, upper: problem.largest, cost: 0)
    return true
  }

  private func closeNameless(
    _ rest: Int, siteBases: Int, first: Int, _ sink: Int, _ flow: inout FlowProblem
  ) -> Bool {
    // Sizes and groups are at most members here, or counting has refused the number of groups.
    let most = min(problem.memberCount, rest * problem.largest)
    let others = leastOthers(rest)
    guard others <= most, rest * problem.smallest <= most else { return rest == 0 }
    flow.addArc(
      from: first, to: first + 3, lower: rest * lowRange.least, upper: max(rest * lowRange.least, rest * lowRange.most),
      cost: 0)
    flow.addArc(from: first + 1, to: first + 3, lower: others, upper: most, cost: 0)
    if needsSites {
      flow.addArc(
        from: first + 2, to: first + 1, lower: max(0, rest - siteBases), upper: problem.memberCount, cost: 0)
    }
    flow.addArc(from: first + 4, to: first + 1, lower: rest, upper: rest, cost: 0)
    flow.addArc(from: first + 3, to: sink, lower: rest * problem.smallest, upper: most, cost: 0)
    return true
  }

  /// Of so many groups together, whichever of them have one low-result member more.
  private func leastOthers(_ rest: Int) -> Int {
    guard problem.rules.keepsBalance else { return rest }
    let more = problem.lowCount - lowRange.least * groups
    let (one, other) = (othersLeast(lowRange.least, atLeast: 1), othersLeast(lowRange.least + 1, atLeast: 1))
    let range = max(0, more - (groups - rest))...max(0, more - (groups - rest), min(more, rest))
    return [range.lowerBound, range.upperBound].map { (rest - $0) * one + $0 * other }.min() ?? 0
  }

  private func othersLeast(_ low: Int, atLeast least: Int) -> Int {
    max(least, problem.rules.keepsShare ? (low + 1) / 2 : 0)
  }

  private func takes(_ base: Int, _ unit: Int) -> Bool {
    units.members[unit].allSatisfy { problem.cost(base, Int($0)) < GroupingProblem.forbidden }
  }

  /// By unit: some base still to be chosen takes it.
  private func takenByAnyone(_ openBases: [Int]) -> [Bool] {
    units.members.indices.map { unit in openBases.contains { takes($0, unit) } }
  }
}
