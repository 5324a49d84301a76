public import SvyazFlow
public import SvyazGraph

/// Answers what a planner asks of an optimal plan, each exactly and by re-solving from that plan: one shortest path for
/// one change instead of a solve (design.md §4, «Explained»).
///
/// Exact means: the difference to the best plan of the changed problem, in covered weight and then in cost, load and
/// pins counted. The plan's own prices are not used for answers: they are not unique.
public struct PlanningDesk: Sendable {
  public let problem: MatchingProblem
  public let plan: Plan
  let network: Network
  let flow: DeskFlow
  /// The present optimum; answers work on copies.
  let state: ReoptimisableAssignment
  let demandNumber: [SchoolSubject: Int]

  /// - Parameters:
  ///   - plan: an optimal plan of the problem.
  ///   - network: what the problem was built from.
  /// - Throws: ``DeskError`` for another plan, ``MatchingError/objectiveTooLarge``, `CancellationError`.
  /// - Complexity: one solve for prices that prove the plan.
  public init(
    problem: MatchingProblem, plan: Plan, network: Network, monitor: SolveMonitor = .none
  ) throws {
    self.problem = problem
    self.plan = plan
    self.network = network
    flow = try DeskFlow(problem)
    demandNumber = Dictionary(
      uniqueKeysWithValues: problem.demands.enumerated().map {
        (SchoolSubject(problem.schoolID($1), problem.subjectID($1)), $0)
      })
    let mentorNumber = Dictionary(
      uniqueKeysWithValues: problem.mentors.enumerated().map { (problem.schoolID($1), $0) })
    // Prices of one optimum prove every other: the plan's own pairs stay.
    var assignment = try AssignmentSolver.solve(flow.problem, monitor: monitor)
    assignment.mate = [Int32](repeating: -1, count: problem.demands.count)
    for pair in plan.pairs {
      guard let demand = demandNumber[SchoolSubject(pair.mentee, pair.subject)],
        let mentor = mentorNumber[pair.mentor], let slot = flow.slot(mentor, problem.demands[demand].subject)
      else { throw DeskError.foreignPlan(mentee: pair.mentee, mentor: pair.mentor, subject: pair.subject) }
      assignment.mate[demand] = Int32(slot)
    }
    let pinned = problem.pins.indices.filter { problem.pins[$0] != nil }
    switch Result(catching: { [flow] () throws(ReoptimisableAssignment.Refusal) in
      try ReoptimisableAssignment(assignment, of: flow.problem, mustCover: pinned)
    }) {
    case .success(let state): self.state = state
    case .failure(.tooLarge): throw MatchingError.objectiveTooLarge
    case .failure(.unproved): throw DeskError.notOptimal
    }
  }

  // MARK: Names

  func key(_ demand: Int) -> SchoolSubject {
    SchoolSubject(problem.schoolID(problem.demands[demand]), problem.subjectID(problem.demands[demand]))
  }

  func school(ofSlot slot: Int) -> SchoolID { problem.schoolID(problem.mentors[flow.mentor(slot)]) }

  /// A change of the flow by name. The weight is counted from the moves, so that the cost is exact too.
  func named(_ change: ReoptimisableAssignment.Change) -> PlanChange {
    var weight = 0
    for move in change.moves {
      if move.from == nil { weight += problem.demands[move.demand].weight }
      if move.to == nil { weight -= problem.demands[move.demand].weight }
    }
    return PlanChange(
      difference: PlanDifference(coveredWeight: weight, cost: change.objective + flow.weightUnit * weight),
      moves: change.moves.map { move in
        PlanMove(
          key: key(move.demand), from: move.from.map { school(ofSlot: $0) }, to: move.to.map { school(ofSlot: $0) })
      })
  }

  /// What several changes since the present optimum did together.
  func named(_ changes: [ReoptimisableAssignment.Change], in later: ReoptimisableAssignment) -> PlanChange {
    named(
      .init(
        objective: changes.reduce(0) { $0 + $1.objective }, moves: later.moves(since: state, by: changes)))
  }

  // MARK: Rules

  /// The arcs that a demand has when no pin holds it.
  func freeArcs(of demand: Int) -> [ReoptimisableAssignment.Arc] {
    let needs = problem.demands[demand]
    return problem.mentors.indices.compactMap { number in
      let mentor = problem.mentors[number]
      guard mentor.mentors(needs.subject), let slot = flow.slot(number, needs.subject),
        problem.rules.obstacles(mentee: needs.school, mentor: mentor.school, subject: needs.subject).isEmpty
      else { return nil }
      return .init(slot: slot, cost: problem.components(needs, mentor).cost(weights: problem.options.weights))
    }
  }
}
