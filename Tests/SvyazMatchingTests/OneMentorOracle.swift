import SvyazGraph
import SvyazMatching

extension MatchingOracle {
  /// Tries every choice of one mentor for each school, or none, with every set of its subjects.
  ///
  /// Choices that fill the same places are one state from then on: three bits for each mentor and subject.
  ///
  /// - Returns: `nil` when pins give a school two mentors.
  func exhaustiveOneMentor() -> (coveredWeight: Int, cost: Int)? {
    let mentorList = mentors.keys.sorted()
    let subjectList = network.subjects.map(\.id).sorted()
    precondition(mentorList.count * subjectList.count <= 21 && demands.count <= 7 * subjectList.count)
    var states: [UInt64: (weight: Int, cost: Int)] = [0: (0, 0)]
    let bySchool = Dictionary(grouping: demands, by: \.key.school)
    func pinnedMentors(_ school: SchoolID) -> Set<SchoolID> {
      Set(pins.filter { $0.key.school == school }.map(\.value))
    }
    // Pins take their places before anybody else.
    let order = bySchool.keys.sorted {
      (pinnedMentors($0).isEmpty ? 1 : 0, $0) < (pinnedMentors($1).isEmpty ? 1 : 0, $1)
    }
    for school in order {
      let own = bySchool[school] ?? []
      let pinned = pinnedMentors(school)
      guard pinned.count <= 1 else { return nil }
      var next = pinned.isEmpty ? states : [:]
      for mentor in pinned.isEmpty ? mentorList : Array(pinned) {
        guard let number = mentorList.firstIndex(of: mentor), let entry = mentors[mentor] else { continue }
        let shifts = subjectList.indices.map { UInt64(3 * (number * subjectList.count + $0)) }
        let choices = own.compactMap {
          demand -> (demand: Plan.Demand, cost: Int, shift: UInt64, places: Int, must: Bool)? in
          let isPinned = pins[demand.key] != nil
          guard isPinned || isAdmissible(demand.key, mentor),
            let subject = subjectList.firstIndex(of: demand.key.subject)
          else { return nil }
          return (demand, cost(demand.key, mentor), shifts[subject], entry.places[demand.key.subject] ?? 0, isPinned)
        }
        for mask in 1..<(1 << choices.count) {
          let taken = choices.indices.filter { mask & (1 << $0) != 0 }.map { choices[$0] }
          guard taken.count(where: \.must) == choices.count(where: \.must) else { continue }
          let weight = taken.reduce(0) { $0 + $1.demand.weight }
          let cost = taken.reduce(0) { $0 + $1.cost }
          for (state, value) in states {
            let used = shifts.reduce(0) { $0 + Int(state >> $1 & 7) }
            guard used + taken.count <= entry.capacity,
              taken.allSatisfy({ Int(state >> $0.shift & 7) < $0.places })
            else { continue }
            let filled = taken.reduce(state) { $0 + 1 << $1.shift }
            let load = (used..<used + taken.count).reduce(0) { $0 + $1 * options.loadPenalty }
            let candidate = (weight: value.weight + weight, cost: value.cost + cost + load)
            if let known = next[filled], (known.weight, -known.cost) >= (candidate.weight, -candidate.cost) { continue }
            next[filled] = candidate
          }
        }
      }
      states = next
    }
    let best = states.values.max { ($0.weight, -$0.cost) < ($1.weight, -$1.cost) }
    return best.map { ($0.weight, $0.cost) }
  }
}
