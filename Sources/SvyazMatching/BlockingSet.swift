internal import SvyazGraph

extension MatchingProblem {
  /// Why demands stay uncovered, in their order.
  ///
  /// A demand competes with everybody it could push aside: from its admissible mentors to the demands that hold their
  /// places, to the mentors admissible for those, and so on. In an optimal plan none of the mentors reached has a
  /// place left, so the set blocks the demand (the cut of the flow, Ford and Fulkerson 1956).
  ///
  /// - Complexity: O(uncovered · arcs) at worst.
  func uncovered(mates: [Int?]) -> [Plan.Uncovered] {
    let places = Occupancy(self, mates: mates)
    return demands.indices.filter { mates[$0] == nil }.map { number in
      let demand = demands[number]
      let blocking = places.blockingSet(of: number)
      let mentorIDs = blocking.mentors.map { schoolID(mentors[$0]) }.sorted()
      return Plan.Uncovered(
        key: SchoolSubject(schoolID(demand), subjectID(demand)),
        reason: arcs(of: number).isEmpty ? .noAdmissibleMentor : .competition,
        competitors: Set(blocking.demands.map { schoolID(demands[$0]) }).sorted(), mentors: mentorIDs)
    }
  }
}

/// Who sits where in a plan.
private struct Occupancy {
  let problem: MatchingProblem
  let mates: [Int?]
  /// Demands that each mentor serves.
  let served: [[Int]]

  init(_ problem: MatchingProblem, mates: [Int?]) {
    self.problem = problem
    self.mates = mates
    var served = [[Int]](repeating: [], count: problem.mentors.count)
    for (demand, mate) in mates.enumerated() {
      if let mate { served[mate].append(demand) }
    }
    self.served = served
  }

  /// The holders that stand between a demand and a place at this mentor: all of the subject where the subject is
  /// full, all of the mentor where its total is.
  private func holders(_ mentor: Int, _ subject: Int) -> [Int] {
    let inSubject = served[mentor].filter { problem.demands[$0].subject == subject }
    let subjectIsFull = inSubject.count >= problem.mentors[mentor].places[subject] ?? 0
    return subjectIsFull ? inSubject : served[mentor]
  }

  func blockingSet(of demand: Int) -> (demands: Set<Int>, mentors: Set<Int>) {
    var met: Set<Int> = []
    var mentors: Set<Int> = []
    var queue = [demand]
    while let next = queue.popLast() {
      for arc in problem.arcs(of: next) {
        mentors.insert(arc.mentor)
        for holder in holders(arc.mentor, problem.demands[next].subject) where met.insert(holder).inserted {
          queue.append(holder)
        }
      }
    }
    return (met, mentors)
  }
}
