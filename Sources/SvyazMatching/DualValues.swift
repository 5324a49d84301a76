internal import SvyazGraph

/// The dual values of a certificate by number, and what the proof asks of them (design.md §4).
struct DualValues {
  var bigM = 0
  /// u by demand.
  var demands: [Int]
  /// v by mentor and subject.
  var places: [[Int: Int]]
  /// p by mentor.
  var mentors: [Int]

  init(_ problem: MatchingProblem) {
    demands = [Int](repeating: 0, count: problem.demands.count)
    places = problem.mentors.map { $0.places.mapValues { _ in 0 } }
    mentors = [Int](repeating: 0, count: problem.mentors.count)
  }

  /// The least v that the arcs of each slot allow beside the other values.
  func leastPlaces(_ problem: MatchingProblem) -> [[Int: Int]] {
    var least = problem.mentors.map { $0.places.mapValues { _ in 0 } }
    for (demand, subject, arc) in problem.openArcs {
      let missing = gain(problem, demand, arc) - demands[demand] - mentors[arc.mentor]
      if missing > least[arc.mentor][subject] ?? 0 { least[arc.mentor][subject] = missing }
    }
    return least
  }

  /// The least p that the arcs of each mentor allow beside the other values.
  func leastMentors(_ problem: MatchingProblem) -> [Int] {
    var least = [Int](repeating: 0, count: problem.mentors.count)
    for (demand, subject, arc) in problem.openArcs {
      let missing = gain(problem, demand, arc) - demands[demand] - (places[arc.mentor][subject] ?? 0)
      least[arc.mentor] = max(least[arc.mentor], missing)
    }
    return least
  }

  /// `M · weight − cost`.
  func gain(_ problem: MatchingProblem, _ demand: Int, _ arc: MatchingProblem.Arc) -> Int {
    bigM * problem.demands[demand].weight - arc.cost
  }

  func named(_ problem: MatchingProblem) -> Plan.Certificate {
    var named = Plan.Certificate(bigM: bigM, demands: [:], places: [:], mentors: [:])
    for (number, demand) in problem.demands.enumerated() {
      named.demands[SchoolSubject(problem.schoolID(demand), problem.subjectID(demand))] = demands[number]
    }
    for (number, mentor) in problem.mentors.enumerated() {
      let school = problem.schoolID(mentor)
      named.mentors[school] = mentors[number]
      for (subject, value) in places[number] {
        named.places[SchoolSubject(school, problem.subjects[subject].id)] = value
      }
    }
    return named
  }
}

extension MatchingProblem {
  /// All arcs of unpinned demands with the demand's number and subject.
  var openArcs: some Sequence<(demand: Int, subject: Int, arc: Arc)> {
    demands.indices.lazy.flatMap { demand in
      arcs(of: demand).lazy.map { (demand, demands[demand].subject, $0) }
    }
  }
}
