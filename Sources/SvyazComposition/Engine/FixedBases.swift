internal import SvyazFlow

/// The cheapest groups around bases that are given: a min-cost flow with lower bounds, and branch and bound for what a
/// flow cannot say.
///
/// The flow holds sizes, low-result counts, project sites, forbidden cells and, through shared arcs, cliques of members
/// of one kind that must be apart. It does not hold "2 · others ≥ low-result members" where that depends on which
/// groups get one low-result member more, pairs together, other pairs apart, and teachers. A flow that breaks one of
/// these is split into two problems that both exclude it and that miss no answer. In the plain case the first flow is
/// the answer.
struct FixedBases: Sendable {
  enum Outcome: Sendable {
    /// Nothing is cheaper around these bases. (With ``Goal/any``: all rules hold, the cost may be any.)
    case optimal(Grouping, cost: Int)
    case impossible
    /// The budget is spent. No grouping costs less than `bound`.
    case stopped(best: (grouping: Grouping, cost: Int)?, bound: Int)
  }

  enum Goal: Sendable {
    case cheapest
    /// The first answer that holds all rules; costs only guide.
    case any
  }

  let problem: GroupingProblem
  let units: GroupingUnits
  /// Candidates, ascending.
  let bases: [Int32]
  /// By member: the group whose base it is, −1 for none.
  let ownGroup: [Int32]
  let needsSites: Bool
  /// Low-result members of each group, share and size respected.
  let lowRange: (least: Int, most: Int)
  /// `nil`: these bases clash by themselves.
  let root: FixedBasesState?

  /// - Parameter bases: candidates in any order.
  /// - Complexity: O(members · bases + pairs).
  init(_ problem: GroupingProblem, units: GroupingUnits? = nil, bases: [Int32]) {
    let units = units ?? GroupingUnits(problem)
    let bases = bases.sorted()
    self.problem = problem
    self.units = units
    self.bases = bases
    needsSites = problem.needsSites(groups: bases.count)
    var ownGroup = [Int32](repeating: -1, count: problem.memberCount)
    var isSound = !bases.isEmpty
    for (group, base) in bases.enumerated() {
      guard (0..<problem.candidateCount).contains(Int(base)) else {
        isSound = false
        continue
      }
      let member = Int(problem.candidates[Int(base)])
      if ownGroup[member] >= 0 || problem.isBanned[member]
        || problem.cost(Int(base), member) >= GroupingProblem.forbidden
      {
        isSound = false
      }
      ownGroup[member] = Int32(group)
    }
    let open = Set(bases)
    for candidate in 0..<problem.candidateCount where problem.mustOpen[candidate] && !open.contains(Int32(candidate)) {
      isSound = false
    }
    self.ownGroup = ownGroup
    lowRange = Self.lowRange(problem, groups: max(1, bases.count))
    if lowRange.least > lowRange.most || problem.smallest > problem.largest || problem.largest < 1 { isSound = false }
    root = isSound ? FixedBasesState(problem, units, bases: bases, ownGroup: ownGroup, lowRange: lowRange) : nil
  }

  /// Low-result members that a group has at least and at most.
  static func lowRange(_ problem: GroupingProblem, groups: Int) -> (least: Int, most: Int) {
    let room = max(0, problem.largest - 1)
    let shareRoom = problem.rules.keepsShare ? min(room, 2 * problem.largest / 3) : room
    guard problem.rules.keepsBalance else { return (0, min(problem.lowCount, shareRoom)) }
    let floor = problem.lowCount / groups
    return (floor, min(floor + (problem.lowCount % groups == 0 ? 0 : 1), shareRoom))
  }

  /// - Parameters:
  ///   - flows: min-cost flows that may be solved.
  ///   - cutoff: answers that cost as much or more are of no interest: `impossible` then means that none is cheaper.
  /// - Throws: `CancellationError`; `FlowError` where costs do not fit.
  func solve(
    _ goal: Goal = .cheapest, flows: Int = 1000, cutoff: Int = .max, monitor: SolveMonitor = .none
  ) throws -> Outcome {
    try solveCounting(goal, flows: flows, cutoff: cutoff, monitor: monitor).outcome
  }

  /// The same, with the flows that were solved.
  func solveCounting(
    _ goal: Goal, flows: Int, cutoff: Int = .max, monitor: SolveMonitor = .none
  ) throws -> (outcome: Outcome, flows: Int) {
    guard let root else { return (.impossible, 0) }
    var search = FixedBasesSearch(self, goal: goal, flows: flows, cutoff: cutoff)
    let outcome = try search.run(from: root, monitor)
    return (outcome, search.flowsSolved)
  }
}
