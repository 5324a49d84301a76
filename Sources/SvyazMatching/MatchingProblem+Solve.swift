public import SvyazFlow
internal import SvyazGraph

extension MatchingProblem {
  /// The optimal plan with its certificate; the same for any order of rows.
  ///
  /// - Complexity: see ``AssignmentSolver``; memory O(arcs).
  /// - Throws: `CancellationError` when the monitor says so.
  public func solve(monitor: SolveMonitor = .none) throws(CancellationError) -> Plan {
    if options.oneMentor { return try solveOneMentor(monitor: monitor) }
    let flat = FlatMatching(self)
    let assignment = try AssignmentSolver.solve(flat.problem, monitor: monitor)
    let mates = demands.indices.map { demand in
      pins[demand] ?? (assignment.mate[demand] >= 0 ? Int(flat.problem.slotMentor[Int(assignment.mate[demand])]) : nil)
    }
    return plan(mates: mates, certificate: certificate(flat, assignment))
  }

  /// Everything that a plan says beyond the choice of mentors follows from it.
  ///
  /// - Parameter mates: the mentor of each demand, or `nil`.
  func plan(mates: [Int?], certificate: Plan.Certificate) -> Plan {
    let (objective, pairs, used) = choice(mates: mates)
    return Plan(
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
      pairs: pairs, uncovered: uncovered(mates: mates), certificate: certificate)
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
  private func certificate(_ flat: FlatMatching, _ assignment: Assignment) -> Plan.Certificate {
    var duals = DualValues(self)
    duals.bigM = bigM
    let reached = assignment.reached(flat.problem)
    for demand in demands.indices where pins[demand] == nil {
      duals.demands[demand] = flat.problem.value(demand) - reached[demand]
    }
    duals.mentors = assignment.mentorPrice
    for (slot, mentor) in flat.problem.slotMentor.enumerated() {
      duals.places[Int(mentor)][flat.slotSubject[slot]] =
        assignment.slotPrice[slot] - assignment.mentorPrice[Int(mentor)]
    }
    // Slots without a place left are not part of the solved problem, yet their arcs must be covered: by p where pins
    // took the whole mentor, by v where they took the subject alone.
    let pinned = pinLoads().total
    let leastMentors = duals.leastMentors(self)
    for mentor in mentors.indices where pinned[mentor] >= mentors[mentor].capacity {
      duals.mentors[mentor] = leastMentors[mentor]
    }
    let least = duals.leastPlaces(self)
    for mentor in mentors.indices {
      for subject in mentors[mentor].places.keys where flat.isFull(mentor, subject) {
        duals.places[mentor][subject] = least[mentor][subject] ?? 0
      }
    }
    // p is free up to the load of the pins; elsewhere an optimal p is the least already.
    duals.mentors = duals.leastMentors(self)
    return duals.named(self)
  }
}

/// The flat form of a matching, with the names of its slots.
struct FlatMatching {
  private(set) var problem = AssignmentProblem()
  private(set) var slotSubject: [Int] = []
  private var slotNumber: [[Int: Int]]

  /// Slots that pins filled, and their arcs, stay out.
  init(_ matching: MatchingProblem) {
    let pinLoads = matching.pinLoads()
    // One more than can ever come, so that a place that nobody can take stays one.
    let most = matching.demands.count + 1
    slotNumber = [[Int: Int]](repeating: [:], count: matching.mentors.count)
    for (number, mentor) in matching.mentors.enumerated() {
      for subject in mentor.places.keys.sorted() {
        // Not cut down to what is left in all: a slot that binds only because its mentor does must not take a price,
        // for the certificate counts the places of the subject.
        let left = (mentor.places[subject] ?? 0) - (pinLoads.bySubject[number][subject] ?? 0)
        guard left > 0, mentor.capacity > pinLoads.total[number] else { continue }
        slotNumber[number][subject] = slotSubject.count
        slotSubject.append(subject)
        problem.slotMentor.append(Int32(number))
        problem.slotPlaces.append(Int32(min(left, most)))
      }
      problem.mentorFirstSlot.append(Int32(slotSubject.count))
      let places = min(mentor.capacity, pinLoads.total[number] + most)
      problem.mentorPlaces.append(Int32(places))
      problem.mentorPinned.append(Int32(pinLoads.total[number]))
    }
    let weights = Set(matching.demands.map(\.weight)).sorted()
    let tierOfWeight = Dictionary(uniqueKeysWithValues: weights.enumerated().map { ($1, Int32($0 + 1)) })
    problem.tierValues += weights.map { matching.bigM * $0 }
    for (number, demand) in matching.demands.enumerated() {
      problem.tiers.append(matching.pins[number] == nil ? tierOfWeight[demand.weight] ?? 0 : 0)
      for arc in matching.arcs(of: number) {
        if let slot = slotNumber[arc.mentor][demand.subject] {
          problem.arcSlot.append(Int32(slot))
          problem.arcCost.append(Int32(arc.cost))
        }
      }
      problem.arcStart.append(problem.arcSlot.count)
    }
    problem.loadPenalty = matching.options.loadPenalty
  }

  /// Pins left no place for anybody else.
  func isFull(_ mentor: Int, _ subject: Int) -> Bool { slotNumber[mentor][subject] == nil }
}
