internal import SvyazGraph

extension MatchingProblem {
  /// Why demands stay uncovered, in their order.
  ///
  /// A demand competes with everybody it could push aside: from its admissible mentors to the demands that hold their
  /// places, to the mentors admissible for those, and so on. In an optimal plan none of the mentors reached has a
  /// place left, so the set blocks the demand (the cut of the flow, Ford and Fulkerson 1956).
  ///
  /// - Complexity: O(arcs + c²) time, c the components among demands and slots: a set is walked once, however many it
  ///   blocks; arcs are looked at one by one and never kept.
  func uncovered<Stop: Error>(mates: [Int?], check: () throws(Stop) -> Void) throws(Stop) -> [Plan.Uncovered] {
    var finder = try BlockingSetFinder(self, mates: mates, check: check)
    let rows = demands.indices.filter { mates[$0] == nil }.map { number in
      let demand = demands[number]
      let blocking = finder.blockingSet(of: number)
      return Plan.Uncovered(
        key: SchoolSubject(schoolID(demand), subjectID(demand)),
        // Every mentor that admits the demand is in the set that blocks it.
        reason: blocking.mentors.isEmpty ? .noAdmissibleMentor : .competition,
        competitors: blocking.competitors, mentors: blocking.mentors)
    }
    return options.oneMentor ? namingOneMentor(rows, mates: mates) : rows
  }
}

/// The graph that blocking sets are closed in: a demand leads to the slots (mentor in a subject) that admit it, a slot
/// to the demands that hold the places it could offer.
private struct BlockingSetFinder {
  struct BlockingSet {
    var competitors: [SchoolID] = []
    var mentors: [SchoolID] = []
  }

  private let problem: MatchingProblem
  private let components: ReachableComponents
  private var named: [[UInt64]: BlockingSet] = [:]

  init<Stop: Error>(_ problem: MatchingProblem, mates: [Int?], check: () throws(Stop) -> Void) throws(Stop) {
    self.problem = problem
    var served = [[Int]](repeating: [], count: problem.mentors.count)
    for (demand, mate) in mates.enumerated() {
      if let mate { served[mate].append(demand) }
    }
    let demandCount = problem.demands.count
    let subjectCount = problem.subjects.count
    // All of the subject where the subject is full, all of the mentor where its total is.
    var holders = [[Int]](repeating: [], count: problem.mentors.count * subjectCount)
    for (number, mentor) in problem.mentors.enumerated() {
      for (subject, places) in mentor.places {
        let inSubject = served[number].filter { problem.demands[$0].subject == subject }
        holders[number * subjectCount + subject] = inSubject.count >= places ? inSubject : served[number]
      }
    }
    components = try ReachableComponents(
      nodeCount: demandCount + holders.count, roots: mates.indices.filter { mates[$0] == nil },
      next: { node, cursor in
        if node >= demandCount {
          let demands = holders[node - demandCount]
          guard cursor < demands.count else { return nil }
          cursor += 1
          return demands[cursor - 1]
        }
        guard problem.pins[node] == nil else { return nil }
        let demand = problem.demands[node]
        let column = problem.index.columns[demand.subject]
        while cursor < column.heads.count {
          let head = column.heads[cursor]
          cursor += 1
          if problem.rules.admits(demand, head) {
            return demandCount + Int(head.mentor) * subjectCount + demand.subject
          }
        }
        return nil
      }, check: check)
  }

  mutating func blockingSet(of demand: Int) -> BlockingSet {
    let reached = components.reached(from: demand)
    if let known = named[reached] { return known }
    var schools: Set<Int> = []
    var mentors: Set<Int> = []
    for node in components.nodes(in: reached) {
      if node < problem.demands.count {
        schools.insert(problem.demands[node].school)
      } else {
        mentors.insert((node - problem.demands.count) / problem.subjects.count)
      }
    }
    let set = BlockingSet(
      competitors: schools.map { problem.schools[$0].id }.sorted(),
      mentors: mentors.map { problem.schoolID(problem.mentors[$0]) }.sorted())
    named[reached] = set
    return set
  }
}
