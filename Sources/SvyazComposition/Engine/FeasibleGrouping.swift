internal import SvyazFlow

/// Finds a grouping that holds all rules, where there is one: counting, then a greedy choice of bases, then a depth-first
/// search over the choices of bases.
///
/// The search puts candidates in or leaves them out, the one that members gain most from first; a relaxation with
/// nameless groups cuts it off, and ``FixedBases`` decides at its leaves. Candidates that wishes do not tell apart are
/// taken in one order only: when one is left out, so are the rest of its kind.
struct FeasibleGrouping {
  enum Outcome: Sendable {
    case found(Grouping)
    case impossible
    /// The budget is spent.
    case undecided
  }

  private let problem: GroupingProblem
  private let units: GroupingUnits
  private let groups: Int
  private let spread: BaseSpread
  private let nameless: AnonymousGroups
  private let monitor: SolveMonitor
  private var flowsLeft: Int
  /// By candidate: the kind that it shares with those that wishes do not tell it from.
  private var kind: [Int32] = []
  private var isCertain = true

  /// Flows that a search of this size may solve by default.
  static func flowBudget(_ problem: GroupingProblem, groups: Int) -> Int {
    let (cells, overflow) = problem.memberCount.multipliedReportingOverflow(by: max(1, groups))
    return overflow ? 30 : min(2000, max(30, 20_000_000 / max(1, cells)))
  }

  /// - Parameter flows: min-cost flows that may be solved; `nil`: by the size.
  /// - Throws: `CancellationError`; `FlowError` where costs do not fit.
  static func find(
    _ problem: GroupingProblem, groups: Int, flows: Int? = nil, units: GroupingUnits? = nil,
    counting: GroupCounting? = nil, monitor: SolveMonitor = .none
  ) throws -> Outcome {
    let units = units ?? GroupingUnits(problem)
    let counting = counting ?? GroupCounting(problem, units)
    if counting.isHopeless(groups: groups) { return .impossible }
    var search = FeasibleGrouping(
      problem, units, groups, flows: flows ?? flowBudget(problem, groups: groups), monitor)
    return try search.run()
  }

  private init(
    _ problem: GroupingProblem, _ units: GroupingUnits, _ groups: Int, flows: Int, _ monitor: SolveMonitor
  ) {
    self.problem = problem
    self.units = units
    self.groups = groups
    self.monitor = monitor
    flowsLeft = max(1, flows)
    spread = BaseSpread(problem)
    nameless = AnonymousGroups(problem, units, groups: groups)
  }

  private mutating func run() throws -> Outcome {
    let isOpen = (0..<problem.candidateCount).map { candidate in
      let member = Int(problem.candidates[candidate])
      return !problem.isBanned[member] && problem.cost(candidate, member) < GroupingProblem.forbidden
    }
    let bases = isOpen.indices.filter { problem.mustOpen[$0] }
    let choice = spread.choose(groups, bases: bases, isOpen: isOpen)
    if let found = try leaf(choice, share: 4) { return .found(found) }
    guard try relaxes(bases, isOpen) else { return .impossible }
    if problem.needsSites(groups: groups) {
      let withSites = spread.choose(groups, bases: bases, isOpen: isOpen) { candidate in
        problem.isSite[Int(problem.candidates[candidate])] ? 1 << 60 : 0
      }
      if let found = try leaf(withSites, share: 4) { return .found(found) }
    }
    isCertain = true
    kind = CandidateKinds(problem, units).kind
    if let found = try search(bases, isOpen, isChecked: true) { return .found(found) }
    return isCertain ? .impossible : .undecided
  }

  private mutating func relaxes(_ bases: [Int], _ isOpen: [Bool]) throws -> Bool {
    flowsLeft -= 1
    return try nameless.mayHold(bases: bases, isOpen: isOpen, monitor)
  }

  /// - Parameter share: the part of the remaining flows that one leaf may use.
  private mutating func leaf(_ bases: [Int], share: Int) throws -> Grouping? {
    guard bases.count == groups else { return nil }
    let allowed = max(1, flowsLeft / share)
    let outcome = try FixedBases(problem, units: units, bases: bases.map { Int32($0) })
      .solveCounting(.any, flows: allowed, monitor: monitor)
    flowsLeft -= outcome.flows
    switch outcome.outcome {
    case .optimal(let grouping, _): return grouping
    case .impossible: return nil
    case .stopped(let best, _):
      isCertain = false
      return best?.grouping
    }
  }

  private mutating func search(_ bases: [Int], _ isOpen: [Bool], isChecked: Bool) throws -> Grouping? {
    guard flowsLeft > 0 else {
      isCertain = false
      return nil
    }
    if bases.count == groups { return try leaf(bases, share: 2) }
    if !isChecked { guard try relaxes(bases, isOpen) else { return nil } }
    var place = spread.start
    for base in bases { spread.add(base, &place) }
    let isBase = Set(bases)
    let undecided = isOpen.indices.filter { isOpen[$0] && !isBase.contains($0) }
    let gains = undecided.map { spread.gain($0, place) }
    guard let best = undecided.indices.max(by: { (gains[$0], -undecided[$0]) < (gains[$1], -undecided[$1]) }) else {
      return nil
    }
    // Of a kind, the first that is undecided: any will do, and the order shuts the others out.
    let candidate = undecided[best]
    if let found = try search(bases + [candidate], isOpen, isChecked: false) { return found }
    var rest = isOpen
    for other in undecided where kind[other] == kind[candidate] { rest[other] = false }
    return try search(bases, rest, isChecked: false)
  }
}

/// Candidates whose exchange changes no rule.
struct CandidateKinds {
  /// By candidate.
  let kind: [Int32]

  private struct Key: Hashable {
    var isSite: Bool
    var mustJoin: Bool
    var teachers: Int
    /// Of a candidate in a pair: itself.
    var alone: Int
    var forbiddenMembers: [Int32]
    var forbiddenBases: [Int32]
  }

  /// - Complexity: O(members · candidates).
  init(_ problem: GroupingProblem, _ units: GroupingUnits) {
    var number: [Key: Int32] = [:]
    kind = (0..<problem.candidateCount).map { candidate in
      let member = Int(problem.candidates[candidate])
      let unit = Int(units.unit[member])
      let isPaired = units.members[unit].count > 1 || !units.apart[unit].isEmpty
      let key = Key(
        isSite: problem.isSite[member], mustJoin: problem.mustJoin[member],
        teachers: problem.teachers.isEmpty ? 0 : problem.teachers[member], alone: isPaired ? candidate : -1,
        forbiddenMembers: (0..<Int32(problem.memberCount)).filter {
          problem.cost(candidate, Int($0)) >= GroupingProblem.forbidden
        },
        forbiddenBases: (0..<Int32(problem.candidateCount)).filter {
          problem.cost(Int($0), member) >= GroupingProblem.forbidden
        })
      if let known = number[key] { return known }
      let next = Int32(number.count)
      number[key] = next
      return next
    }
  }
}
