import SvyazGraph
import SvyazMatching
import Testing

/// Solves changed networks from scratch: what every answer of the desk must equal.
struct DeskScratch {
  let network: Network
  let day: Day
  let options: MatchingOptions
  let problem: MatchingProblem
  let plan: Plan
  let desk: PlanningDesk
  /// Of a large network only every so many-th answer is checked, without the oracle of the rules.
  let step: Int
  private var isSmall: Bool { step == 1 }

  init(_ network: Network, options: MatchingOptions, step: Int = 1) throws {
    self.network = network
    self.step = step
    day = network.asOf
    self.options = options
    problem = try MatchingProblem(network: network, day: day, options: options)
    plan = problem.uncancelled()
    desk = try PlanningDesk(problem: problem, plan: plan, network: network)
  }

  /// The optimal plan of a changed network, or `nil` where its pins cannot hold.
  func solve(_ changed: Network, options changedOptions: MatchingOptions? = nil) throws -> Plan? {
    switch Result(catching: { () throws(MatchingError) in
      try MatchingProblem(network: changed, day: day, options: changedOptions ?? options)
    }) {
    case .success(let problem): return problem.uncancelled()
    case .failure(.pins): return nil
    case .failure(let error): throw error
    }
  }

  func difference(_ other: Plan) -> PlanDifference {
    PlanDifference(
      coveredWeight: other.objective.coveredWeight - plan.objective.coveredWeight,
      cost: other.objective.cost - plan.objective.cost)
  }

  /// Checks a change against the optimum of the changed network, and that its moves lead to such a plan.
  func check(
    _ change: PlanChange, _ changed: Network, options changedOptions: MatchingOptions? = nil, _ what: String
  ) throws {
    let best = try #require(try solve(changed, options: changedOptions), "\(what)")
    #expect(change.difference == difference(best), "\(what)")
    // The plan that the moves lead to, held pair by pair; a banned pair would be refused.
    var mates = Dictionary(uniqueKeysWithValues: plan.pairs.map { (SchoolSubject($0.mentee, $0.subject), $0.mentor) })
    var oracleOptions = changedOptions ?? options
    // The oracle has a formula of its own for distances, and may differ in the last bits.
    oracleOptions.maxKm = oracleOptions.maxKm.map { $0 + 1e-9 }
    let oracle = isSmall ? MatchingOracle(changed, day: day, options: oracleOptions) : nil
    for move in change.moves {
      #expect(mates[move.key] == move.from, "\(what)")
      mates[move.key] = move.to
      if let to = move.to, let oracle, oracle.pins[move.key] == nil {
        let isAdmissible = oracle.isAdmissible(move.key, to)
        #expect(isAdmissible, "\(what): \(move.key) → \(to)")
      }
    }
    guard !change.moves.isEmpty else { return }
    var held = changed
    for demand in plan.demands.map(\.key) {
      if let mate = mates[demand] {
        held.hold(demand, mate)
      } else {
        held.leaveOut(demand)
      }
    }
    let moved = try #require(try solve(held, options: changedOptions), "\(what): the moves cannot hold")
    #expect(moved.objective == best.objective, "\(what): the moves lead to a worse plan")
  }

  /// Whether every optimal plan of a network covers a need.
  func isSurelyCovered(_ key: SchoolSubject, _ best: Plan?, in changed: Network, options: MatchingOptions) throws
    -> Bool
  {
    guard let best, best.pairs.contains(where: { $0.mentee == key.school && $0.subject == key.subject }) else {
      return false
    }
    var without = changed
    without.leaveOut(key)
    return try solve(without, options: options)?.objective != best.objective
  }

  /// The network with one more place.
  func adding(_ place: Place) -> Network {
    var changed = network
    guard let mentor = problem.mentors.first(where: { problem.schoolID($0) == place.mentor }) else { return changed }
    let other = changed.mentorCapacities.filter { $0.school != place.mentor }
    changed.mentorCapacities = other + [MentorCapacity(school: place.mentor, capacity: mentor.capacity + 1)]
    for (subject, places) in mentor.places where !mentor.pinOnly.contains(subject) {
      let id = problem.subjects[subject].id
      changed.mentorCapacities.append(
        MentorCapacity(school: place.mentor, subject: id, capacity: places + (id == place.subject ? 1 : 0)))
    }
    // A capacity of 0 shuts a subject out, and must go on doing so.
    changed.mentorCapacities += network.mentorCapacities.filter {
      $0.school == place.mentor && $0.subject != nil && $0.capacity == 0
    }
    return changed
  }

  // MARK: Every kind of answer

  func checkPlaces(_ what: String) throws {
    let worths = try desk.placeWorths()
    for number in stride(from: 0, to: worths.count, by: step) {
      let worth = worths[number]
      try check(worth.change, adding(worth.place), "\(what): \(worth.place)")
    }
  }

  func checkAlternatives(_ what: String) throws {
    let alternatives = try desk.alternatives()
    #expect(alternatives.map(\.key) == plan.pairs.map { SchoolSubject($0.mentee, $0.subject) }, "\(what)")
    for number in stride(from: 0, to: alternatives.count, by: step) {
      let answer = alternatives[number]
      var changed = network
      changed.release(answer.key)
      changed.constraints.append(
        MatchingConstraint(
          rule: .ban, mentee: answer.key.school, mentor: answer.mentor, subject: answer.key.subject))
      try check(answer.change, changed, "\(what): \(answer.key) without \(answer.mentor)")
      let move = answer.change.moves.first { $0.key == answer.key }
      #expect(move?.from == answer.mentor && move?.to == answer.next, "\(what): \(answer.key)")
    }
  }

  func checkConstraints(_ what: String) throws {
    let prices = try desk.constraintPrices()
    #expect(Set(prices.map(\.constraint)) == Set(network.constraints) && prices.count == network.constraints.count)
    for price in prices {
      var changed = network
      changed.constraints.removeAll { $0 == price.constraint }
      try check(price.change, changed, "\(what): \(price.constraint)")
    }
  }

  /// - Parameter limit: how many of the distances below the answer are tried.
  func checkRemedies(_ what: String, limit: Int = .max) throws {
    let remedies = try desk.remedies()
    #expect(remedies.map(\.key) == plan.uncovered.map(\.key))
    let oracle = MatchingOracle(network, day: day, options: options)
    for number in stride(from: 0, to: remedies.count, by: step) {
      let (remedy, uncovered) = (remedies[number], plan.uncovered[number])
      let what = "\(what): \(remedy.key)"
      #expect(remedy.reason == uncovered.reason && remedy.blocking.mentors == uncovered.mentors, "\(what)")
      #expect(remedy.blocking.schools == uncovered.competitors, "\(what)")
      for need in remedy.blocking.needs {
        #expect(plan.pairs.contains { $0.mentee == need.school && $0.subject == need.subject }, "\(what)")
      }
      try checkDistance(remedy, what, limit: limit)
      try checkDistrict(remedy, what)
      try checkPin(remedy, oracle, what)
    }
    let places = try desk.placeWorths().map(\.place)
    for number in stride(from: 0, to: places.count, by: step) {
      let place = places[number]
      let changed = adding(place)
      let best = try solve(changed)
      for remedy in remedies {
        let isNamed = remedy.places.contains { $0.place == place }
        #expect(
          try isSurelyCovered(remedy.key, best, in: changed, options: options) == isNamed,
          "\(what): \(remedy.key), \(place)")
      }
    }
    for remedy in remedies {
      let differences = remedy.places.map(\.change.difference)
      for (one, next) in zip(differences, differences.dropFirst()) {
        #expect(!PlanDifference.isBetter(next, than: one))
      }
    }
  }

  private func checkDistance(_ remedy: Remedies, _ what: String, limit: Int) throws {
    guard let maxKm = options.maxKm else {
      #expect(remedy.distance == nil)
      return
    }
    var wider = options
    if let answer = remedy.distance {
      wider.maxKm = answer.maxKm
      try check(answer.change, network, options: wider, "\(what), \(answer.maxKm) km")
      #expect(
        try isSurelyCovered(remedy.key, solve(network, options: wider), in: network, options: wider),
        "\(what), \(answer.maxKm) km")
    }
    let schools = problem.schools.compactMap(\.location)
    let demands = problem.demands.compactMap { problem.schools[$0.school].location }
    let distances = Set(demands.flatMap { demand in schools.map { demand.distanceKm(to: $0) } })
      .filter { $0 > maxKm && $0 < remedy.distance?.maxKm ?? .infinity }.sorted()
    for distance in distances.suffix(limit) {
      wider.maxKm = distance
      #expect(
        try !isSurelyCovered(remedy.key, solve(network, options: wider), in: network, options: wider),
        "\(what): \(distance) km suffice")
    }
  }

  private func checkDistrict(_ remedy: Remedies, _ what: String) throws {
    var expected: DistrictPolicy?
    let policies: [DistrictPolicy] = [.same, .adjacent, .any]
    for policy in policies.drop(while: { $0 != options.districtPolicy }).dropFirst() where expected == nil {
      var wider = options
      wider.districtPolicy = policy
      if try isSurelyCovered(remedy.key, solve(network, options: wider), in: network, options: wider) {
        expected = policy
      }
    }
    #expect(remedy.district?.policy == expected, "\(what)")
    if let answer = remedy.district {
      var wider = options
      wider.districtPolicy = answer.policy
      try check(answer.change, network, options: wider, "\(what), \(answer.policy)")
    }
  }

  private func checkPin(_ remedy: Remedies, _ oracle: MatchingOracle, _ what: String) throws {
    var best: (difference: PlanDifference, mentor: SchoolID)?
    for school in network.schools.map(\.id).sorted() where !oracle.isAdmissible(remedy.key, school) {
      var changed = network
      changed.hold(remedy.key, school)
      guard let plan = try solve(changed) else { continue }
      if let best, !PlanDifference.isBetter(difference(plan), than: best.difference) { continue }
      best = (difference(plan), school)
    }
    #expect(remedy.pin?.mentor == best?.mentor && remedy.pin?.change.difference == best?.difference, "\(what)")
    if let pin = remedy.pin {
      #expect(!pin.overrides.isEmpty, "\(what)")
      var changed = network
      changed.hold(remedy.key, pin.mentor)
      try check(pin.change, changed, "\(what), pin \(pin.mentor)")
    }
  }
}

extension Network {
  mutating func hold(_ key: SchoolSubject, _ mentor: SchoolID) {
    let row = MatchingConstraint(rule: .pin, mentee: key.school, mentor: mentor, subject: key.subject)
    if !constraints.contains(row) { constraints.append(row) }
  }

  /// Bans every mentor of a need.
  mutating func leaveOut(_ key: SchoolSubject) {
    for school in schools.map(\.id) {
      let row = MatchingConstraint(rule: .ban, mentee: key.school, mentor: school, subject: key.subject)
      if !constraints.contains(row) { constraints.append(row) }
    }
  }

  /// Takes the pins of a need off, those of its school in other subjects left.
  mutating func release(_ key: SchoolSubject) {
    for row in constraints where row.rule == .pin && row.mentee == key.school {
      guard row.subject == nil || row.subject == key.subject else { continue }
      constraints.removeAll { $0 == row }
      guard row.subject == nil else { continue }
      for subject in subjects.map(\.id) where subject != key.subject {
        hold(SchoolSubject(key.school, subject), row.mentor)
      }
    }
  }
}
