internal import SvyazGraph

/// The dual values of a certificate by number, and what the proof asks of them (design.md §4).
struct DualValues {
  var bigM = 0
  /// u by demand.
  var demands: [Int]
  /// v by `mentor · subjects + subject`; 0 where the mentor does not teach the subject.
  var places: [Int]
  /// p by mentor.
  var mentors: [Int]
  let subjectCount: Int

  init(_ problem: MatchingProblem) {
    demands = [Int](repeating: 0, count: problem.demands.count)
    places = [Int](repeating: 0, count: problem.mentors.count * problem.subjects.count)
    mentors = [Int](repeating: 0, count: problem.mentors.count)
    subjectCount = problem.subjects.count
  }

  /// The least v that the arcs of each slot, and the least p that the arcs of each mentor allow beside the other values.
  ///
  /// Looks at every pair of a demand and a mentor of its subject, so that the answer does not lean on any index or bound.
  func least(_ problem: MatchingProblem) -> (places: [Int], mentors: [Int]) {
    var leastPlaces = [Int](repeating: 0, count: places.count)
    var leastMentors = [Int](repeating: 0, count: mentors.count)
    for (number, demand) in problem.demands.enumerated() where problem.pins[number] == nil {
      let row = PairRow(problem.rules, mentee: demand.school, subject: demand.subject)
      let worth = bigM * demand.weight - demands[number]
      let column = problem.index.columns[demand.subject]
      for (position, head) in column.heads.enumerated() where row.admits(head) {
        let mentor = Int(head.mentor)
        let slot = mentor * subjectCount + demand.subject
        let (place, total) = (places[slot], mentors[mentor])
        // What the arc is worth at the very most settles nearly all of them.
        let most = worth - row.leastCost(head)
        if most - total <= leastPlaces[slot], most - place <= leastMentors[mentor] { continue }
        let entry = column.entries[position]
        guard row.reaches(entry) else { continue }
        let missing = worth - row.cost(entry)
        leastPlaces[slot] = max(leastPlaces[slot], missing - total)
        leastMentors[mentor] = max(leastMentors[mentor], missing - place)
      }
    }
    return (leastPlaces, leastMentors)
  }

  func named(_ problem: MatchingProblem) -> Plan.Certificate {
    var named = Plan.Certificate(bigM: bigM, demands: [:], places: [:], mentors: [:])
    named.demands.reserveCapacity(problem.demands.count)
    named.mentors.reserveCapacity(problem.mentors.count)
    for (number, demand) in problem.demands.enumerated() {
      named.demands[SchoolSubject(problem.schoolID(demand), problem.subjectID(demand))] = demands[number]
    }
    for (number, mentor) in problem.mentors.enumerated() {
      let school = problem.schoolID(mentor)
      named.mentors[school] = mentors[number]
      for subject in mentor.places.keys {
        named.places[SchoolSubject(school, problem.subjects[subject].id)] = places[number * subjectCount + subject]
      }
    }
    return named
  }
}
