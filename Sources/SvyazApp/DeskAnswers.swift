public import SvyazFlow
public import SvyazGraph
public import SvyazMatching

/// The best plan with all that a planner's page says of it.
public struct DeskAnswers: Sendable {
  public let plan: Plan
  /// Beyond this many needs the plan comes without the answers below: each is a solve of its own.
  public static let limit = 1500
  /// Whether the answers below were computed.
  public let isWhole: Bool
  public let alternatives: [SchoolSubject: PairAlternative]
  /// The best for the plan first; those that change nothing are left out.
  public let places: [PlaceWorth]
  public let constraints: [ConstraintPrice]
  public let remedies: [Remedies]
  /// Kilometres of each pair where both coordinates are known.
  public let distanceKm: [SchoolSubject: Double]
  /// Cost points of the mentors' loads, within the plan's cost.
  public let load: Int

  /// - Throws: ``MatchingError``, `CancellationError` when the monitor says so.
  public static func make(
    _ network: Network, on day: Day, options: MatchingOptions, monitor: SolveMonitor = .none,
    progress: (String) -> Void = { _ in }
  ) throws -> DeskAnswers {
    let proposal = try ProposePlan.run(network, on: day, options: options, monitor: monitor, progress: progress)
    let (plan, problem) = (proposal.plan, proposal.problem)
    var km: [SchoolSubject: Double] = [:]
    let mentors = Dictionary(
      problem.mentors.enumerated().map { (problem.schoolID($1), $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = Dictionary(
      plan.pairs.map { (SchoolSubject($0.mentee, $0.subject), $0.mentor) }, uniquingKeysWith: { first, _ in first })
    for (number, demand) in problem.demands.enumerated() {
      let key = SchoolSubject(problem.schoolID(demand), problem.subjectID(demand))
      if let mentor = pairs[key].flatMap({ mentors[$0] }) {
        km[key] = problem.distanceKm(demand: number, mentor: mentor)
      }
    }
    let load = plan.objective.cost - plan.pairs.reduce(0) { $0 + $1.cost }
    // One mentor for a school is another problem, which single paths do not answer.
    guard plan.demands.count <= limit, !options.oneMentor else {
      return DeskAnswers(
        plan: plan, isWhole: false, alternatives: [:], places: [], constraints: [], remedies: [], distanceKm: km,
        load: load)
    }
    let desk = try PlanningDesk(problem: problem, plan: plan, network: network, monitor: monitor)
    progress("Ищу замену каждой паре")
    let alternatives = try desk.alternatives(monitor: monitor)
    progress("Считаю цену каждого места")
    let places = try desk.placeWorths(monitor: monitor).filter { $0.change.difference != .none }
    progress("Считаю цену закреплений и запретов")
    let constraints = try desk.constraintPrices(monitor: monitor)
    progress("Ищу, чем помочь школам без наставника")
    let remedies = try desk.remedies(monitor: monitor)
    return DeskAnswers(
      plan: plan, isWhole: true,
      alternatives: Dictionary(alternatives.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first }),
      places: places.enumerated().sorted { left, right in
        let (one, other) = (left.element.change.difference, right.element.change.difference)
        return one == other ? left.offset < right.offset : PlanDifference.isBetter(one, than: other)
      }.map(\.element), constraints: constraints, remedies: remedies, distanceKm: km, load: load)
  }
}
