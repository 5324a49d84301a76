internal import SvyazFlow

/// The number of groups by design.md §5: the smallest from ⌈members / largest⌉ upwards for which all rules can hold; if
/// none, the greatest below it. Banned members count as members.
enum GroupCount {
  enum Choice: Sendable {
    /// - Parameter undecided: numbers that would come first and that the budget left open.
    case found(groups: Int, Grouping, undecided: [Int])
    /// No number of groups holds the rules.
    case impossible
    case undecided
  }

  static func first(_ problem: GroupingProblem) -> Int {
    max(1, (problem.memberCount + problem.largest - 1) / max(1, problem.largest))
  }

  /// - Parameter flows: min-cost flows that may be solved for each number; `nil`: by the size.
  /// - Throws: `CancellationError`; `FlowError` where costs do not fit.
  static func choose(
    _ problem: GroupingProblem, flows: Int? = nil, monitor: SolveMonitor = .none
  ) throws -> Choice {
    let units = GroupingUnits(problem)
    let counting = GroupCounting(problem, units)
    let first = first(problem)
    let upwards = first <= counting.mostGroups ? Array(first...counting.mostGroups) : []
    let downwards = (1..<max(1, min(first, counting.mostGroups + 1))).reversed()
    var undecided: [Int] = []
    for groups in upwards + downwards where !counting.isHopeless(groups: groups) {
      // Numbers that stay open one after another share one more budget each time half as large.
      let budget = (flows ?? FeasibleGrouping.flowBudget(problem, groups: groups)) >> min(10, undecided.count)
      switch try FeasibleGrouping.find(
        problem, groups: groups, flows: budget, units: units, counting: counting, monitor: monitor)
      {
      case .found(let grouping): return .found(groups: groups, grouping, undecided: undecided)
      case .impossible: continue
      case .undecided: undecided.append(groups)
      }
    }
    return undecided.isEmpty ? .impossible : .undecided
  }
}
