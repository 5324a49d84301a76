public import SvyazFlow
internal import SvyazGraph

extension PlanningDesk {
  /// For each pair, what the best plan without it would be: the next-best mentor and the loss of the whole plan. A pin
  /// that holds the pair is taken off as well.
  ///
  /// - Complexity: one search for each pair.
  public func alternatives(monitor: SolveMonitor = .none) throws(CancellationError) -> [PairAlternative] {
    var alternatives: [PairAlternative] = []
    for pair in plan.pairs {
      if monitor.isCancelled() { throw CancellationError() }
      let key = SchoolSubject(pair.mentee, pair.subject)
      guard let demand = demandNumber[key], let slot = state.slot(of: demand) else { continue }
      var without = state
      let arcs = pair.pinned ? freeArcs(of: demand) : state.arcs(of: demand)
      guard
        let change = without.setArcs(
          of: demand, to: arcs.filter { $0.slot != slot }, value: flow.value(problem.demands[demand]))
      else { continue }
      alternatives.append(
        PairAlternative(
          key: key, mentor: pair.mentor, pinned: pair.pinned,
          next: without.slot(of: demand).map { school(ofSlot: $0) }, change: named(change)))
    }
    return alternatives
  }

  /// For each row of `constraints.csv`, what the best plan without it would be; by mentee, mentor, subject.
  ///
  /// - Complexity: one search for each need that the row bears on.
  public func constraintPrices(monitor: SolveMonitor = .none) throws(CancellationError) -> [ConstraintPrice] {
    let rows = network.constraints.sorted {
      ($0.mentee, $0.mentor, $0.subject?.rawValue ?? "", $0.rule.rawValue)
        < ($1.mentee, $1.mentor, $1.subject?.rawValue ?? "", $1.rule.rawValue)
    }
    var prices: [ConstraintPrice] = []
    for row in rows {
      if monitor.isCancelled() { throw CancellationError() }
      var without = state
      var changes: [ReoptimisableAssignment.Change] = []
      for subject in problem.subjects where row.subject == nil || row.subject == subject.id {
        let others = rows.contains {
          $0 != row && $0.rule == row.rule && $0.mentee == row.mentee && $0.mentor == row.mentor
            && ($0.subject == nil || $0.subject == subject.id)
        }
        guard !others, let demand = demandNumber[SchoolSubject(row.mentee, subject.id)] else { continue }
        if let change = lift(row, from: demand, in: &without) { changes.append(change) }
      }
      prices.append(ConstraintPrice(constraint: row, change: named(changes, in: without)))
    }
    return prices
  }

  private func lift(
    _ row: MatchingConstraint, from demand: Int, in state: inout ReoptimisableAssignment
  ) -> ReoptimisableAssignment.Change? {
    let needs = problem.demands[demand]
    switch row.rule {
    case .pin:
      guard problem.pins[demand] != nil else { return nil }
      return state.setArcs(of: demand, to: freeArcs(of: demand), value: flow.value(needs))
    case .ban:
      guard problem.pins[demand] == nil, let arc = arc(of: demand, to: row.mentor, overriding: [.banned]) else {
        return nil
      }
      return state.addArcs([arc], to: demand)
    }
  }

  /// The arc that a pair would have if exactly these rules, all of which it breaks, did not hold.
  private func arc(
    of demand: Int, to school: SchoolID, overriding broken: [AdmissionRules.Obstacle]
  ) -> ReoptimisableAssignment.Arc? {
    let needs = problem.demands[demand]
    guard let number = problem.mentors.firstIndex(where: { problem.schoolID($0) == school }),
      problem.mentors[number].mentors(needs.subject), let slot = flow.slot(number, needs.subject),
      problem.rules.obstacles(
        mentee: needs.school, mentor: problem.mentors[number].school, subject: needs.subject) == broken
    else { return nil }
    return .init(
      slot: slot, cost: problem.components(needs, problem.mentors[number]).cost(weights: problem.options.weights))
  }
}
