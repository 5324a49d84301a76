internal import SvyazFlow
internal import SvyazGraph

extension CompositionProblem {
  /// Rules that cannot hold together: as few as can be, where the budget allows to show it.
  ///
  /// - Parameter questions: how many sets of rules are tried at most; `nil`: by the size of the problem.
  /// - Returns: no rules where all of them can hold, or where it could not be told whether they can.
  /// - Throws: `CancellationError`.
  /// - Complexity: about (rules that break a clash) · log(rules) questions, each a search for groups.
  func clash(questions: Int? = nil, monitor: SolveMonitor = .none) throws -> Composition.Clash {
    let relaxed = RelaxedComposition(self)
    guard members.contains(where: { !$0.isLowResult }) else {
      // There is no base whatever the rules.
      let text = ClashText(self, relaxed.rules).rule(.mentors)
      return Composition.Clash(rules: [text], isSmallest: true, isProved: true)
    }
    let oracle = ClashOracle(relaxed: relaxed, monitor: monitor)
    let questions = questions ?? min(300, max(40, 30_000_000 / max(1, relaxed.cellCount)))
    var search = SmallestClash(classes: relaxed.classes, questions: questions) { try oracle.answer($0) }
    let outcome = try search.run()
    let rules = outcome.rules.map { relaxed.rules[$0] }
    let text = ClashText(self, rules)
    return Composition.Clash(
      rules: rules.map { text.rule($0) }, isSmallest: outcome.isSmallest, isProved: outcome.isProved)
  }
}

/// Whether sets of rules can hold, for some number of groups.
struct ClashOracle {
  let relaxed: RelaxedComposition
  /// Min-cost flows for the first number of groups that stays open; half as many for each further one.
  static let flowsAtMost = 200
  /// Numbers of groups that may stay open before the question does.
  static let triedAtMost = 4
  var monitor: SolveMonitor = .none

  func answer(_ isActive: [Bool]) throws -> SmallestClash.Answer {
    var isOpen = false
    var tried = 0
    var searches = 0
    var number: Int?
    var isCovering = false
    var mayUseAnyBase = true
    for (rule, holds) in zip(relaxed.rules, isActive) where holds {
      if case .groups(let groups) = rule { number = groups }
      if rule == .coverage { isCovering = true }
      if rule == .mentors { mayUseAnyBase = false }
    }
    var problem = relaxed.problem(isActive, groups: number ?? 1)
    let units = GroupingUnits(problem)
    var counting = GroupCounting(problem, units)
    let keepsSites = isActive[relaxed.rules.firstIndex(of: .sites) ?? 0]
    for groups in number.map({ [$0] }) ?? numbers(problem) {
      problem.rules.keepsSites = keepsSites && relaxed.siteCount >= groups
      // Where low-result schools may stay out, each group has this many or one more.
      for floor in 0...(isCovering ? 0 : problem.lowCount / max(1, groups)) {
        if !isCovering { problem.rules.lowFloor = floor }
        counting.use(problem.rules)
        if counting.isHopeless(groups: groups) { continue }
        guard tried < Self.triedAtMost else { return .undecided }
        searches += 1
        guard searches <= max(20, 4_000_000 / max(1, relaxed.cellCount)) else { return .undecided }
        let flows = min(Self.flowsAtMost, FeasibleGrouping.flowBudget(problem, groups: groups)) >> tried
        switch try FeasibleGrouping.find(
          problem, groups: groups, flows: max(4, flows), units: units, counting: counting, monitor: monitor)
        {
        case .found(let grouping): return .possible(kept: relaxed.kept(grouping, of: problem))
        case .impossible: continue
        case .undecided:
          isOpen = true
          tried += 1
        }
      }
    }
    return isOpen || (relaxed.isMentorsOnly && mayUseAnyBase) ? .undecided : .impossible
  }

  /// From the number that the contract starts with upwards, then downwards.
  private func numbers(_ problem: GroupingProblem) -> [Int] {
    let most = problem.candidateCount
    let first = GroupCount.first(problem)
    return (first <= most ? Array(first...most) : []) + (1..<max(1, min(first, most + 1))).reversed()
  }
}
