public import SvyazFlow
internal import SvyazGraph

/// An optimal assignment of a matching and the flat problem that it solves.
public struct MatchingOptimum: Sendable {
  let flat: FlatMatching
  let assignment: Assignment
}

extension MatchingProblem {
  /// The optimal plan with its certificate; the same for any order of rows.
  ///
  /// - Complexity: see ``AssignmentSolver`` and ``ArcPricing``; memory O(arcs kept).
  /// - Throws: `CancellationError` when the monitor says so.
  public func solve(monitor: SolveMonitor = .none) throws(CancellationError) -> Plan {
    if options.oneMentor { return try solveOneMentor(monitor: monitor) }
    return try plan(of: optimum(monitor: monitor), monitor: monitor)
  }

  /// The plan of an optimum, with its certificate and what it says of the demands that stay uncovered.
  ///
  /// - Throws: `CancellationError` when the monitor says so.
  public func plan(of optimum: MatchingOptimum, monitor: SolveMonitor = .none) throws(CancellationError) -> Plan {
    let (flat, assignment) = (optimum.flat, optimum.assignment)
    let check = { () throws(CancellationError) in if monitor.isCancelled() { throw CancellationError() } }
    let mates = demands.indices.map { demand in
      pins[demand] ?? (assignment.mate[demand] >= 0 ? Int(flat.problem.slotMentor[Int(assignment.mate[demand])]) : nil)
    }
    return try plan(mates: mates, certificate: certificate(flat, assignment, check: check), check: check)
  }

  /// An optimal assignment, schools with any number of mentors, and the flat problem that it solves: all arcs where they are kept, else those that pricing
  /// needed. The prices prove it against all arcs either way.
  ///
  /// - Parameter threads: how many parts of the network that no pair connects may be solved at once.
  /// - Throws: `CancellationError` when the monitor says so.
  public func optimum(threads: Int = 1, monitor: SolveMonitor = .none) throws(CancellationError) -> MatchingOptimum {
    guard keepsAllArcs else {
      var pricing = ArcPricing(self, threads: threads)
      return try pricing.solve(monitor: monitor)
    }
    let flat = FlatMatching(self)
    return MatchingOptimum(
      flat: flat, assignment: try AssignmentSolver.solve(flat.problem, threads: threads, monitor: monitor))
  }

  /// Everything that a plan says beyond the choice of mentors follows from it.
  ///
  /// - Parameters:
  ///   - mates: the mentor of each demand, or `nil`.
  ///   - check: called at least every few milliseconds.
  func plan<Stop: Error>(
    mates: [Int?], certificate: Plan.Certificate, check: () throws(Stop) -> Void
  ) throws(Stop) -> Plan {
    let (objective, pairs, used) = choice(mates: mates)
    return try Plan(
      network: network, day: day, options: options,
      objective: objective,
      demands: demands.map { demand in
        Plan.Demand(
          key: SchoolSubject(schoolID(demand), subjectID(demand)), strength: demand.strength, need: demand.need,
          assumed: demand.assumed, weight: demand.weight)
      },
      mentors: zip(mentors, used).map { mentor, used in
        Plan.Mentor(
          school: schoolID(mentor), capacity: mentor.capacity,
          subjects: Dictionary(uniqueKeysWithValues: mentor.places.map { (subjects[$0].id, $1) }), used: used)
      },
      pairs: pairs, uncovered: uncovered(mates: mates, check: check), certificate: certificate)
  }

  /// The pairs that a choice of mentors makes, what they are worth, and the mentees of each mentor.
  func choice(mates: [Int?]) -> (objective: Plan.Objective, pairs: [Plan.Pair], used: [Int]) {
    var used = [Int](repeating: 0, count: mentors.count)
    var pairs: [Plan.Pair] = []
    var weight = 0
    var cost = 0
    for (number, mate) in mates.enumerated() {
      guard let mate else { continue }
      let demand = demands[number]
      let components = components(demand, mentors[mate])
      let pairCost = components.cost(weights: options.weights)
      weight += demand.weight
      cost += pairCost + used[mate] * options.loadPenalty
      used[mate] += 1
      pairs.append(
        Plan.Pair(
          mentee: schoolID(demand), mentor: schoolID(mentors[mate]), subject: subjectID(demand), cost: pairCost,
          components: components, pinned: pins[number] != nil))
    }
    return (.init(coveredWeight: weight, covered: pairs.count, demands: demands.count, cost: cost), pairs, used)
  }

  /// Dual values by name. Where a value costs nothing (no place is left behind it) the least one that holds is taken,
  /// so that no value of a certificate can be changed alone without breaking the proof.
  private func certificate<Stop: Error>(
    _ flat: FlatMatching, _ assignment: Assignment, check: () throws(Stop) -> Void
  ) throws(Stop) -> Plan.Certificate {
    var duals = DualValues(self)
    duals.bigM = bigM
    let reached = assignment.reached(flat.problem)
    for demand in demands.indices where pins[demand] == nil {
      duals.demands[demand] = flat.problem.value(demand) - reached[demand]
    }
    duals.mentors = assignment.mentorPrice
    for (slot, mentor) in flat.problem.slotMentor.enumerated() {
      duals.places[Int(mentor) * subjects.count + flat.slotSubject[slot]] =
        assignment.slotPrice[slot] - assignment.mentorPrice[Int(mentor)]
    }
    // Slots without a place left are not part of the solved problem, yet their arcs must be covered: by p where pins
    // took the whole mentor, by v where they took the subject alone.
    let pinned = pinLoads().total
    let taken = mentors.indices.filter { pinned[$0] >= mentors[$0].capacity }
    for mentor in taken { duals.mentors[mentor] = 0 }
    try forEachArc(to: taken, check: check) { demand, mentor, _, cost in
      duals.mentors[mentor] = max(duals.mentors[mentor], reached[demand] - cost)
    }
    let partlyTaken = mentors.indices.filter { mentor in
      pinned[mentor] > 0 && mentors[mentor].places.keys.contains { flat.isFull(mentor, $0) }
    }
    try forEachArc(to: partlyTaken, check: check) { demand, mentor, subject, cost in
      guard flat.isFull(mentor, subject) else { return }
      let slot = mentor * subjects.count + subject
      duals.places[slot] = max(duals.places[slot], reached[demand] - cost - duals.mentors[mentor])
    }
    // p is free up to the load of the pins. Where an unpinned demand came, it holds the slot and p to their prices; with
    // neither pins nor demands p is 0.
    var isHeld = [Bool](repeating: false, count: mentors.count)
    for mate in assignment.mate where mate >= 0 { isHeld[Int(flat.problem.slotMentor[Int(mate)])] = true }
    let free = mentors.indices.filter { pinned[$0] > 0 && !isHeld[$0] }
    for mentor in free { duals.mentors[mentor] = 0 }
    try forEachArc(to: free, check: check) { demand, mentor, subject, cost in
      let place = duals.places[mentor * subjects.count + subject]
      duals.mentors[mentor] = max(duals.mentors[mentor], reached[demand] - cost - place)
    }
    return duals.named(self)
  }

  /// Calls `body` with every arc to one of some mentors: demand, mentor, subject, cost.
  ///
  /// - Complexity: O(demands · mentors given).
  private func forEachArc<Stop: Error>(
    to mentors: [Int], check: () throws(Stop) -> Void, _ body: (Int, Int, Int, Int) -> Void
  ) throws(Stop) {
    guard !mentors.isEmpty else { return }
    let wanted = index.columns.map { column in mentors.compactMap { column.position(of: $0) } }
    for (number, demand) in demands.enumerated() where pins[number] == nil {
      if number % 16 == 0 { try check() }
      let row = PairRow(rules, mentee: demand.school, subject: demand.subject)
      for position in wanted[demand.subject] {
        let entry = index.columns[demand.subject].entries[position]
        if row.admits(entry) { body(number, Int(entry.mentor), demand.subject, row.cost(entry)) }
      }
    }
  }
}
