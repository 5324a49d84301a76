public import SvyazFlow
internal import SvyazGraph

extension PlanningDesk {
  /// What one more place at each mentor would gain, in all and by subject; by mentor, in all first. Places that gain
  /// nothing are there too, with no difference.
  ///
  /// - Complexity: see ``PlaceWorths``: about one search over the network for all of them.
  public func placeWorths(monitor: SolveMonitor = .none) throws(CancellationError) -> [PlaceWorth] {
    let worths = try PlaceWorths(state, monitor: monitor)
    return places.map { place, mentor, slot in
      let change: ReoptimisableAssignment.Change
      if let slot {
        change = .init(objective: -worths.slots[slot], moves: worths.moves(slot: slot))
      } else {
        change = .init(objective: -worths.mentors[mentor], moves: worths.moves(mentor: mentor))
      }
      return PlaceWorth(place: place, change: named(change))
    }
  }

  /// Where a place can be added, with the numbers of mentor and slot: not in subjects that a pin alone opened.
  var places: [(place: Place, mentor: Int, slot: Int?)] {
    problem.mentors.indices.flatMap { number in
      let mentor = problem.mentors[number]
      let school = problem.schoolID(mentor)
      let subjects = mentor.places.keys.filter { mentor.mentors($0) }.sorted()
      return [(Place(mentor: school, subject: nil), number, nil)]
        + subjects.map {
          (Place(mentor: school, subject: problem.subjects[$0].id), number, flow.slot(number, $0))
        }
    }
  }
}
