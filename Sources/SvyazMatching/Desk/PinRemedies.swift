internal import SvyazFlow
internal import SvyazGraph

/// The best pin, for an uncovered need, of a pair that the rules leave out.
///
/// A pin takes a place before anybody chooses, so its price is the pair's cost and that of one unit through the mentor
/// with all that it pushes on. A school that is no mentor of the subject gets the capacity that pins get (design.md §4).
struct PinRemedies {
  private struct Candidate {
    let school: Int
    let cost: Int
    let mentor: Int?
    let slot: Int?
    let broken: [AdmissionRules.Obstacle]
    /// No less than this in all.
    let least: Int
  }

  private let desk: PlanningDesk
  private let problem: MatchingProblem
  private let isLowResult: [Bool]
  /// Places by school: in all, and by subject where `mentors.csv` says.
  private let totals: [SchoolID: Int]
  private let subjectRows: [SchoolSubject: Int]
  private let mentorNumber: [Int: Int]

  init(_ desk: PlanningDesk) {
    self.desk = desk
    problem = desk.problem
    let low = desk.network.asOf(desk.problem.day).schools(with: .lowResult)
    isLowResult = problem.schools.map { low.contains($0.id) }
    var totals: [SchoolID: Int] = [:]
    var subjectRows: [SchoolSubject: Int] = [:]
    for row in desk.network.mentorCapacities {
      if let subject = row.subject {
        subjectRows[SchoolSubject(row.school, subject)] = row.capacity
      } else {
        totals[row.school] = row.capacity
      }
    }
    self.totals = totals
    self.subjectRows = subjectRows
    mentorNumber = Dictionary(
      uniqueKeysWithValues: desk.problem.mentors.enumerated().map { ($1.school, $0) })
  }

  /// - Complexity: O(schools log schools), and a search for each candidate that may still be the best.
  func best(for demand: Int) -> Remedies.Pin? {
    let needs = problem.demands[demand]
    let candidates = problem.schools.indices.compactMap { candidate($0, for: needs) }
      .sorted { ($0.least, $0.school) < ($1.least, $1.school) }
    var best: (candidate: Candidate, change: ReoptimisableAssignment.Change)?
    for candidate in candidates {
      if let best, candidate.least > best.change.objective { break }
      guard let unit = unit(candidate) else { continue }
      let objective = unit.objective + candidate.cost
      if let best, (best.change.objective, best.candidate.school) < (objective, candidate.school) { continue }
      best = (candidate, .init(objective: objective, moves: unit.moves))
    }
    guard let best else { return nil }
    // The unit comes from the demand itself, which was uncovered.
    let others = desk.named(.init(objective: best.change.objective, moves: best.change.moves))
    let mentor = problem.schools[best.candidate.school].id
    return Remedies.Pin(
      mentor: mentor, overrides: best.candidate.broken.compactMap(rule) + notMentor(best.candidate, needs),
      change: PlanChange(
        difference: PlanDifference(
          coveredWeight: others.difference.coveredWeight + needs.weight, cost: others.difference.cost),
        moves: [PlanMove(key: desk.key(demand), from: nil, to: mentor)] + others.moves))
  }

  private func candidate(_ school: Int, for needs: MatchingProblem.Demand) -> Candidate? {
    guard school != needs.school, !isLowResult[school] else { return nil }
    let id = problem.schools[school].id
    let total = totals[id] ?? problem.options.capacity
    let places = subjectRows[SchoolSubject(id, problem.subjectID(needs))] ?? total
    let broken = problem.rules.obstacles(mentee: needs.school, mentor: school, subject: needs.subject)
    let mentor = mentorNumber[school]
    let isMentor = mentor.map { problem.mentors[$0].mentors(needs.subject) } ?? false
    guard total > 0, places > 0, !broken.contains(.banned), !isMentor || !broken.isEmpty else { return nil }
    let cost = problem.rules.components(mentee: needs.school, mentor: school, subject: needs.subject)
      .cost(weights: problem.options.weights)
    let slot = mentor.flatMap { desk.flow.slot($0, needs.subject) }
    let least =
      slot.map { desk.state.leastCostOfUnit(throughSlot: $0) }
      ?? mentor.map { desk.state.leastCostOfUnit(throughMentor: $0) } ?? 0
    return Candidate(
      school: school, cost: cost, mentor: mentor, slot: slot, broken: broken, least: cost + least)
  }

  /// What the candidate's place costs; a school that mentors nobody has it free, without load.
  private func unit(_ candidate: Candidate) -> ReoptimisableAssignment.Change? {
    if let slot = candidate.slot { return desk.state.costOfUnit(throughSlot: slot) }
    if let mentor = candidate.mentor { return desk.state.costOfUnit(throughMentor: mentor) }
    return .init()
  }

  private func notMentor(_ candidate: Candidate, _ needs: MatchingProblem.Demand) -> [Remedies.Pin.Rule] {
    candidate.mentor.map { problem.mentors[$0].mentors(needs.subject) } ?? false ? [] : [.notMentor]
  }

  private func rule(_ obstacle: AdmissionRules.Obstacle) -> Remedies.Pin.Rule? {
    switch obstacle {
    case .itself, .banned: nil
    case .notStronger: .notStronger
    case .district: .district(problem.options.districtPolicy)
    case .distance(let km): .distance(km: km, maxKm: problem.options.maxKm ?? km)
    }
  }
}
