public import SvyazFlow
internal import SvyazGraph

extension PlanningDesk {
  /// For each uncovered need: who blocks it, and the smallest changes that would cover it.
  ///
  /// - Complexity: O(demands · mentors) distances; a search for each pair that a wider rule makes attractive, and for
  ///   each place that covers a need. Memory O(pairs that the distance, or the district, alone shuts out): made for a
  ///   city or an oblast, not for a country at once.
  public func remedies(monitor: SolveMonitor = .none) throws(CancellationError) -> [Remedies] {
    let uncovered = plan.uncovered.compactMap { demandNumber[$0.key] }
    guard !uncovered.isEmpty else { return [] }
    let distances = try distanceRemedies(for: uncovered, monitor: monitor)
    let districts = try districtRemedies(for: uncovered, monitor: monitor)
    let places = try placeRemedies(for: uncovered, monitor: monitor)
    let pins = PinRemedies(self)
    var remedies: [Remedies] = []
    for (demand, uncovered) in zip(uncovered, plan.uncovered) {
      if monitor.isCancelled() { throw CancellationError() }
      remedies.append(
        Remedies(
          key: uncovered.key, weight: problem.demands[demand].weight, reason: uncovered.reason,
          blocking: blockingSet(of: demand), distance: distances[demand], district: districts[demand],
          places: places[demand] ?? [], pin: pins.best(for: demand)))
    }
    return remedies
  }

  private func blockingSet(of demand: Int) -> Remedies.BlockingSet {
    let reached = state.reach(of: demand)
    return .init(
      needs: reached.demands.map(key).sorted(),
      mentors: Set(reached.slots.map { school(ofSlot: $0) }).sorted())
  }

  // MARK: Wider rules

  private struct Opening {
    let demand: Int
    let arc: ReoptimisableAssignment.Arc
    /// What orders the openings: kilometres or the width of the policy.
    let measure: Double
  }

  /// Pairs that one rule alone shuts out, by how far it must be widened.
  private func openings(_ measure: (Int, Int, AdmissionRules.Obstacle) -> Double?) -> [Opening] {
    var found: [Opening] = []
    for (number, needs) in problem.demands.enumerated() where problem.pins[number] == nil {
      for (mentorNumber, mentor) in problem.mentors.enumerated() where mentor.mentors(needs.subject) {
        let obstacles = problem.rules.obstacles(
          mentee: needs.school, mentor: mentor.school, subject: needs.subject)
        guard obstacles.count == 1, let slot = flow.slot(mentorNumber, needs.subject),
          let measure = measure(needs.school, mentor.school, obstacles[0])
        else { continue }
        let cost = problem.components(needs, mentor).cost(weights: problem.options.weights)
        found.append(Opening(demand: number, arc: .init(slot: slot, cost: cost), measure: measure))
      }
    }
    return found.sorted { ($0.measure, $0.demand, $0.arc.slot) < ($1.measure, $1.demand, $1.arc.slot) }
  }

  /// Opens pairs in order and notes for each need the first measure at which every optimal plan covers it.
  private func firstCovering(
    _ openings: [Opening], _ needs: [Int], monitor: SolveMonitor
  ) throws(CancellationError) -> [Int: (measure: Double, change: PlanChange)] {
    var wider = state
    var changes: [ReoptimisableAssignment.Change] = []
    var first: [Int: (measure: Double, change: PlanChange)] = [:]
    var open = needs
    var next = openings.startIndex
    while next < openings.endIndex, !open.isEmpty {
      let measure = openings[next].measure
      let before = changes.count
      while next < openings.endIndex, openings[next].measure == measure {
        if monitor.isCancelled() { throw CancellationError() }
        if let change = wider.addArcs([openings[next].arc], to: openings[next].demand), change != .init() {
          changes.append(change)
        }
        next += 1
      }
      // Pairs that change nothing can only add more optimal plans.
      guard changes.count > before else { continue }
      open.removeAll { demand in
        guard wider.lossOfUncovering(demand) ?? 0 > 0 else { return false }
        first[demand] = (measure, named(changes, in: wider))
        return true
      }
    }
    return first
  }

  private func distanceRemedies(
    for uncovered: [Int], monitor: SolveMonitor
  ) throws(CancellationError) -> [Int: Remedies.Distance] {
    guard problem.options.maxKm != nil else { return [:] }
    let openings = openings { _, _, obstacle in
      if case .distance(let km) = obstacle { km } else { nil }
    }
    return try firstCovering(openings, uncovered, monitor: monitor).mapValues {
      .init(maxKm: $0.measure, change: $0.change)
    }
  }

  private func districtRemedies(
    for uncovered: [Int], monitor: SolveMonitor
  ) throws(CancellationError) -> [Int: Remedies.District] {
    guard problem.options.districtPolicy != .any else { return [:] }
    let openings = openings { mentee, mentor, obstacle in
      guard case .district = obstacle else { return nil }
      return problem.rules.geometry.relation(mentee, mentor) == .neighbours ? 1 : 2
    }
    return try firstCovering(openings, uncovered, monitor: monitor).mapValues {
      .init(policy: $0.measure == 1 ? .adjacent : .any, change: $0.change)
    }
  }

  // MARK: One more place

  private func placeRemedies(
    for uncovered: [Int], monitor: SolveMonitor
  ) throws(CancellationError) -> [Int: [PlaceWorth]] {
    let wanted = Set(uncovered)
    var remedies: [Int: [PlaceWorth]] = [:]
    for (worth, place) in zip(try placeWorths(monitor: monitor), places) {
      if monitor.isCancelled() { throw CancellationError() }
      // A need that every optimal plan covers is covered in this one.
      let gaining = worth.change.gains.compactMap { demandNumber[$0] }.filter(wanted.contains)
      guard !gaining.isEmpty else { continue }
      var more = state
      if let slot = place.slot {
        _ = more.addPlace(toSlotAndMentor: slot)
      } else {
        _ = more.addPlace(toMentor: place.mentor)
      }
      for demand in gaining where more.lossOfUncovering(demand) ?? 0 > 0 {
        remedies[demand, default: []].append(worth)
      }
    }
    return remedies.mapValues { worths in
      worths.enumerated().sorted { left, right in
        let (one, two) = (left.element.change.difference, right.element.change.difference)
        return one == two ? left.offset < right.offset : PlanDifference.isBetter(one, than: two)
      }.map(\.element)
    }
  }
}
