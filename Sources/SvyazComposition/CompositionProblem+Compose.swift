public import SvyazFlow
internal import SvyazGraph

/// The engine gave groups that break a rule: a fault of ours.
struct BrokenComposition: Error {
  let violations: String
}

extension CompositionProblem {
  /// The cheapest groups that the budget finds, with the proof of how good they are; or the rules that clash.
  ///
  /// Equal inputs give equal answers: the budget is counted in steps, not in time.
  ///
  /// - Throws: `CancellationError` when the monitor says so.
  public func compose(monitor: SolveMonitor = .none) throws -> Composition {
    guard flat.lowCount > 0 else { return withoutGroups }
    guard let (groups, start) = try feasible(monitor: monitor) else {
      return Composition(
        network: network, subject: subject, day: day, options: options, status: .infeasible, objective: 0,
        lowerBound: 0, groups: [], left: [], moved: [], clash: try clash(monitor: monitor))
    }
    return try compose(groups: groups, start: start, operations: operations, monitor: monitor).composition
  }

  /// By the size of the problem, unless the planner says otherwise.
  var operations: Int {
    let isLarge = members.count > GroupingSearch.wholeLimit
    let steps = options.steps ?? (isLarge ? 8000 : max(100, 2 * members.count))
    return steps * SearchBudget.operationsInStep
  }

  /// The number of groups, and some groups that hold all rules.
  func feasible(monitor: SolveMonitor) throws -> (groups: Int, start: Grouping)? {
    if let groups = options.groups {
      if case .found(let start) = try FeasibleGrouping.find(flat, groups: groups, monitor: monitor) {
        return (groups, start)
      }
      return nil
    }
    if case .found(let groups, let start, _) = try GroupCount.choose(flat, monitor: monitor) { return (groups, start) }
    return nil
  }

  /// - Returns: also the bound with the price of moving in it: of all groups, however many schools they move.
  func compose(
    groups: Int, start: Grouping, operations: Int, monitor: SolveMonitor
  ) throws -> (composition: Composition, bound: Int) {
    let budget = SearchBudget(operations: operations, monitor: monitor)
    var answer = GroupingSearch.Answer(grouping: start, cost: GroupingCheck.cost(start, in: flat), bound: Int.min / 4)
    if var search = GroupingSearch(flat, groups: groups, budget: budget, monitor: monitor) {
      search.seed = options.seed
      answer = try search.run(start: start)
    }
    return (try composition(answer, groups: groups), answer.bound)
  }

  /// Where no school has low results there are no groups, and every member is left.
  private var withoutGroups: Composition {
    let objective = members.count * options.leftPrice
    return Composition(
      network: network, subject: subject, day: day, options: options, status: .optimal, objective: objective,
      lowerBound: objective, groups: [], left: members.map(\.school).sorted(),
      moved: moved(base: members.map { _ in nil }), clash: nil)
  }

  private func composition(_ answer: GroupingSearch.Answer, groups: Int) throws -> Composition {
    let grouping = answer.grouping ?? Grouping(bases: [], group: [])
    let violations = GroupingCheck.violations(of: grouping, in: flat, groups: groups)
    guard violations.isEmpty else { throw BrokenComposition(violations: "\(violations)") }
    let base = grouping.group.map { $0 < 0 ? nil : Int(flat.candidates[Int($0)]) }
    var objective = 0
    var groupMembers: [Int: [Composition.Member]] = [:]
    var left: [SchoolID] = []
    for (number, member) in members.enumerated() {
      guard let base = base[number] else {
        left.append(member.school)
        objective += options.leftPrice
        continue
      }
      let cost = cost(member: number, base: base)
      objective += member.isLowResult ? 2 * cost : cost
      groupMembers[base, default: []].append(
        Composition.Member(school: member.school, role: base == number ? .leader : member.role, cost: cost))
    }
    // Both prices of moving leave the objective and its bound: none that move no more schools cost less.
    let lowerBound = max(0, min(objective, max(answer.bound, 0) - (answer.cost - objective)))
    let made = groupMembers.map { base, members in
      Composition.Group(base: self.members[base].school, members: members.sorted { $0.school < $1.school })
    }
    return Composition(
      network: network, subject: subject, day: day, options: options,
      status: lowerBound >= objective ? .optimal : .feasible, objective: objective, lowerBound: lowerBound,
      groups: made.sorted { $0.base < $1.base }, left: left.sorted(), moved: moved(base: base), clash: nil)
  }
}
