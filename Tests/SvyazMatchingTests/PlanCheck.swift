import SvyazGraph
import SvyazMatching

/// Checks a plan against the oracle's figures and the certificate formula of design.md §4, sharing no code with
/// `PlanVerifier`.
struct PlanCheck {
  let oracle: MatchingOracle
  let plan: Plan

  /// Everything that the contract says about a plan, optimality by the certificate included.
  var objections: [String] {
    let figures = figureObjections
    // With a wrong figure or a broken assignment a certificate has nothing to prove.
    return figures.isEmpty ? uncoveredObjections + certificateObjections : figures
  }

  /// A plan's figures and the rules that its pairs must keep.
  var figureObjections: [String] {
    var list: [String] = []
    func require(_ isTrue: Bool, _ what: @autoclosure () -> String) { if !isTrue { list.append(what()) } }
    require(plan.network == oracle.network.id, "network")
    require(plan.day == oracle.day, "day")
    require(plan.options == oracle.options, "options")
    require(plan.demands == oracle.demands, "demands: \(plan.demands) ≠ \(oracle.demands)")

    let usedBy = Dictionary(grouping: plan.pairs, by: \.mentor)
    let mentors = oracle.mentors.sorted { $0.key < $1.key }.map { school, mentor in
      Plan.Mentor(
        school: school, capacity: mentor.capacity, subjects: mentor.places, used: usedBy[school]?.count ?? 0)
    }
    require(plan.mentors == mentors, "mentors: \(plan.mentors) ≠ \(mentors)")

    let keys = plan.pairs.map { SchoolSubject($0.mentee, $0.subject) }
    require(Set(keys).count == keys.count, "a demand takes two mentors")
    require(keys == keys.sorted(), "pairs are not sorted")
    for (pair, key) in zip(plan.pairs, keys) {
      require(oracle.demands.contains { $0.key == key }, "\(key) is no demand")
      require(pair.pinned == (oracle.pins[key] != nil), "pinned: \(pair)")
      if let pin = oracle.pins[key] {
        require(pair.mentor == pin, "pin not kept: \(pair)")
      } else {
        require(oracle.isAdmissible(key, pair.mentor), "not admissible: \(pair)")
      }
      require(pair.components == oracle.components(key, pair.mentor), "components: \(pair)")
      require(pair.cost == oracle.cost(key, pair.mentor), "cost: \(pair)")
    }
    for key in oracle.pins.keys { require(keys.contains(key), "pin of \(key) left out") }
    for (school, pairs) in usedBy {
      guard let mentor = oracle.mentors[school] else { continue }
      require(pairs.count <= mentor.capacity, "\(school) has too many mentees")
      for (subject, some) in Dictionary(grouping: pairs, by: \.subject) {
        require(some.count <= mentor.places[subject] ?? 0, "\(school) has too many mentees in \(subject)")
      }
    }

    let covered = oracle.demands.filter { keys.contains($0.key) }
    let load = usedBy.values.map { $0.count * ($0.count - 1) / 2 * oracle.options.loadPenalty }.reduce(0, +)
    let objective = Plan.Objective(
      coveredWeight: covered.map(\.weight).reduce(0, +), covered: covered.count, demands: oracle.demands.count,
      cost: plan.pairs.map(\.cost).reduce(0, +) + load)
    require(plan.objective == objective, "objective: \(plan.objective) ≠ \(objective)")
    return list
  }

  /// Each demand without a mentor, once, with the reason and the blocking set.
  var uncoveredObjections: [String] {
    guard let rows = uncovered else { return ["a place could be freed for an uncovered demand"] }
    return plan.uncovered == rows ? [] : ["uncovered: \(plan.uncovered) ≠ \(rows)"]
  }

  /// The uncovered demands as the contract explains them.
  ///
  /// - Returns: `nil` when the demands that have a mentor could move so that one more is covered.
  var uncovered: [Plan.Uncovered]? {
    let taken = Set(plan.pairs.map { SchoolSubject($0.mentee, $0.subject) })
    var rows: [Plan.Uncovered] = []
    for key in oracle.demands.map(\.key) where !taken.contains(key) {
      guard let blocking = blockingSet(of: key) else { return nil }
      let reason: Plan.UncoveredReason = oracle.admissible(key).isEmpty ? .noAdmissibleMentor : .competition
      rows.append(
        Plan.Uncovered(key: key, reason: reason, competitors: blocking.holders, mentors: blocking.mentors))
    }
    return rows
  }

  /// The mentors whose places an uncovered demand could get if others moved, and the schools that hold these places.
  ///
  /// - Returns: `nil` when one of the places is free.
  private func blockingSet(of key: SchoolSubject) -> (holders: [SchoolID], mentors: [SchoolID])? {
    var mentors: Set<SchoolID> = []
    var holders: Set<SchoolID> = []
    var asked: Set<SchoolSubject> = [key]
    var queue = [key]
    while let demand = queue.popLast() {
      for school in oracle.admissible(demand) {
        mentors.insert(school)
        let all = plan.pairs.filter { $0.mentor == school }
        let same = all.filter { $0.subject == demand.subject }
        let isFull = same.count >= oracle.mentors[school]?.places[demand.subject] ?? 0
        guard isFull || all.count >= oracle.mentors[school]?.capacity ?? 0 else { return nil }
        // With the subject full only its own mentees can make room, else whoever the school helps.
        for pair in isFull ? same : all {
          holders.insert(pair.mentee)
          let other = SchoolSubject(pair.mentee, pair.subject)
          if !pair.pinned, asked.insert(other).inserted { queue.append(other) }
        }
      }
    }
    return (holders.sorted(), mentors.sorted())
  }

  // MARK: Certificate

  /// The bound of design.md §4, and the gain of the plan, both over what pins leave open.
  var boundAndGain: (bound: Int, gain: Int) {
    let certificate = plan.certificate
    let penalty = oracle.options.loadPenalty
    var bound = 0
    for demand in oracle.demands where oracle.pins[demand.key] == nil { bound += certificate.demands[demand.key] ?? 0 }
    var gain = 0
    for (school, mentor) in oracle.mentors {
      for subject in mentor.ruled {
        let left = (mentor.places[subject] ?? 0) - oracle.pinned(at: school, in: subject)
        bound += left * (certificate.places[SchoolSubject(school, subject)] ?? 0)
      }
      let pinned = oracle.pinned(at: school)
      let used = plan.pairs.count { $0.mentor == school }
      for k in 1...mentor.capacity where k > pinned {
        bound += max(0, (certificate.mentors[school] ?? 0) - (k - 1) * penalty)
        if k <= used { gain -= (k - 1) * penalty }
      }
    }
    for pair in plan.pairs where !pair.pinned {
      let weight = oracle.demands.first { $0.key == SchoolSubject(pair.mentee, pair.subject) }?.weight ?? 0
      gain += certificate.bigM * weight - pair.cost
    }
    return (bound, gain)
  }

  var certificateObjections: [String] {
    var list: [String] = []
    let certificate = plan.certificate
    for (key, value) in certificate.demands {
      if value < 0 || !oracle.demands.contains(where: { $0.key == key }) { list.append("u(\(key)) = \(value)") }
      if oracle.pins[key] != nil && value != 0 { list.append("u(\(key)) of a pinned demand = \(value)") }
    }
    for (key, value) in certificate.places
    where value < 0 || oracle.mentors[key.school]?.places[key.subject] == nil {
      list.append("v(\(key)) = \(value)")
    }
    for (school, value) in certificate.mentors where value < 0 || oracle.mentors[school] == nil {
      list.append("p(\(school)) = \(value)")
    }
    for demand in oracle.demands where oracle.pins[demand.key] == nil {
      for school in oracle.admissible(demand.key) {
        let sum =
          (certificate.demands[demand.key] ?? 0)
          + (certificate.places[SchoolSubject(school, demand.key.subject)] ?? 0)
          + (certificate.mentors[school] ?? 0)
        if sum < certificate.bigM * demand.weight - oracle.cost(demand.key, school) {
          list.append("u + v + p < g on \(demand.key) → \(school)")
        }
      }
    }
    let (bound, gain) = boundAndGain
    if bound != gain { list.append("bound \(bound) ≠ gain \(gain)") }
    return list
  }
}
