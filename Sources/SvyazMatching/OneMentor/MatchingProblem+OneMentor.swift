internal import SvyazFlow
internal import SvyazGraph

extension MatchingProblem {
  /// How many times the plans are divided before the gap that is left is told instead of closed.
  static let oneMentorStepLimit = 1000

  /// Schools and mentors that the linear programme of ``OneMentorSearch`` takes: 2,000 rows are 32 MB, thrice.
  static let oneMentorSizeLimit = 2000

  /// - Throws: ``MatchingError/tooLargeForOneMentor(schools:limit:)``.
  static func requireSizeForOneMentor(
    demands: [Demand], mentors: [Mentor], options: MatchingOptions
  ) throws(MatchingError) {
    guard options.oneMentor else { return }
    let size = Set(demands.map(\.school)).count + mentors.count
    guard size <= oneMentorSizeLimit else { throw .tooLargeForOneMentor(schools: size, limit: oneMentorSizeLimit) }
  }

  /// The plan with one mentor for each school (`--one-mentor`), proved optimal unless its certificate names a gap.
  func solveOneMentor(
    stepLimit: Int = oneMentorStepLimit, monitor: SolveMonitor
  ) throws(CancellationError) -> Plan {
    let flow = GainProblem(self)
    var search = OneMentorSearch(self, monitor: monitor)
    let outcome = try search.run(stepLimit: stepLimit)
    let mates = demands.indices.map { demand in pins[demand] ?? outcome.chosen[demand].map { flow.arcMentor[$0] } }
    let table = OneMentorTable(self, bigM: bigM)
    func id(_ school: Int) -> SchoolID { schools[table.schools[school]].id }
    let leaves = outcome.leaves.map { leaf in
      Plan.OneMentorProof.Leaf(
        decisions: leaf.branch.decisions.map {
          .init(mentee: id($0.school), mentor: schoolID(mentors[$0.mentor]), isTaken: $0.isTaken)
        },
        scale: leaf.scale,
        schools: Dictionary(
          uniqueKeysWithValues: leaf.prices.enumerated().filter { $0.element > 0 }.map { (id($0.offset), $0.element) }))
    }
    let certificate = Plan.Certificate(
      bigM: bigM, demands: [:], places: [:], mentors: [:], oneMentor: .init(gap: outcome.gap, leaves: leaves))
    return try plan(mates: mates, certificate: certificate) { () throws(CancellationError) in
      if monitor.isCancelled() { throw CancellationError() }
    }
  }

  /// Uncovered demands of a plan with one mentor for each school: where a place could be had but for that, it is the
  /// reason, and the school's mentor is named.
  func namingOneMentor(_ rows: [Plan.Uncovered], mates: [Int?]) -> [Plan.Uncovered] {
    var served = [[Int]](repeating: [], count: mentors.count)
    var mentorOfSchool: [Int: Int] = [:]
    for (demand, mate) in mates.enumerated() {
      guard let mate else { continue }
      served[mate].append(demand)
      mentorOfSchool[demands[demand].school] = mate
    }
    var number: [SchoolSubject: Int] = [:]
    for (demand, mate) in mates.enumerated() where mate == nil {
      number[SchoolSubject(schoolID(demands[demand]), subjectID(demands[demand]))] = demand
    }
    return rows.map { row in
      guard row.reason == .competition, let demand = number[row.key], reachesPlace(demand, served) else { return row }
      let mentor = mentorOfSchool[demands[demand].school].map { schoolID(mentors[$0]) }
      return Plan.Uncovered(key: row.key, reason: .oneMentor, competitors: [], mentors: mentor.map { [$0] } ?? [])
    }
  }

  /// Whether a place could be freed for a demand if schools might have several mentors.
  private func reachesPlace(_ source: Int, _ served: [[Int]]) -> Bool {
    var queue = [source]
    var asked: Set<Int> = [source]
    while let demand = queue.popLast() {
      let subject = demands[demand].subject
      for arc in arcs(of: demand) {
        let inSubject = served[arc.mentor].filter { demands[$0].subject == subject }
        let isFull = inSubject.count >= mentors[arc.mentor].places[subject] ?? 0
        if !isFull, served[arc.mentor].count < mentors[arc.mentor].capacity { return true }
        for other in isFull ? inSubject : served[arc.mentor] where asked.insert(other).inserted { queue.append(other) }
      }
    }
    return false
  }
}
