internal import SvyazGraph

extension MatchingProblem {
  /// Why demands stay uncovered, in their order.
  ///
  /// A demand competes with everybody it could push aside: from its admissible mentors to the demands that hold their
  /// places, to the mentors admissible for those, and so on. In an optimal plan none of the mentors reached has a
  /// place left, so the set blocks the demand (the cut of the flow, Ford and Fulkerson 1956).
  ///
  /// - Complexity: O(arcs + c²), c the components among demands and slots: a set is walked once, however many it blocks.
  func uncovered(mates: [Int?]) -> [Plan.Uncovered] {
    var finder = BlockingSetFinder(self, mates: mates)
    let rows = demands.indices.filter { mates[$0] == nil }.map { number in
      let demand = demands[number]
      let blocking = finder.blockingSet(of: number)
      return Plan.Uncovered(
        key: SchoolSubject(schoolID(demand), subjectID(demand)),
        reason: arcs(of: number).isEmpty ? .noAdmissibleMentor : .competition,
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

  init(_ problem: MatchingProblem, mates: [Int?]) {
    self.problem = problem
    var served = [[Int]](repeating: [], count: problem.mentors.count)
    for (demand, mate) in mates.enumerated() {
      if let mate { served[mate].append(demand) }
    }
    let demandCount = problem.demands.count
    let subjectCount = problem.subjects.count
    components = ReachableComponents(
      nodeCount: demandCount + problem.mentors.count * subjectCount,
      roots: mates.indices.filter { mates[$0] == nil }
    ) { node in
      if node < demandCount {
        let subject = problem.demands[node].subject
        return problem.arcs(of: node).map { demandCount + $0.mentor * subjectCount + subject }
      }
      let (mentor, subject) = (node - demandCount).quotientAndRemainder(dividingBy: subjectCount)
      // All of the subject where the subject is full, all of the mentor where its total is.
      let inSubject = served[mentor].filter { problem.demands[$0].subject == subject }
      let subjectIsFull = inSubject.count >= problem.mentors[mentor].places[subject] ?? 0
      return subjectIsFull ? inSubject : served[mentor]
    }
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
