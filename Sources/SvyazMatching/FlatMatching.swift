internal import SvyazFlow

/// The flat form of a matching, with the names of its slots.
struct FlatMatching: Sendable {
  private(set) var problem = AssignmentProblem()
  private(set) var slotSubject: [Int] = []
  /// By `mentor · subjects + subject`; −1 where there is none.
  private let slotNumber: [Int32]
  private let subjectCount: Int

  /// All arcs of the matching. A problem that does not keep its arcs is solved by ``ArcPricing`` instead.
  init(_ matching: MatchingProblem) {
    self.init(matching) { matching.arcs(of: $0) }
  }

  /// Slots that pins filled, and their arcs, stay out.
  ///
  /// - Parameter arcs: those to take of each demand.
  init(_ matching: MatchingProblem, arcs: (Int) -> ArraySlice<MatchingProblem.Arc>) {
    let pinLoads = matching.pinLoads()
    // One more than can ever come, so that a place that nobody can take stays one.
    let most = matching.demands.count + 1
    subjectCount = matching.subjects.count
    var slotNumber = [Int32](repeating: -1, count: matching.mentors.count * subjectCount)
    for (number, mentor) in matching.mentors.enumerated() {
      for subject in mentor.places.keys.sorted() {
        // Not cut down to what is left in all: a slot that binds only because its mentor does must not take a price,
        // for the certificate counts the places of the subject.
        let left = (mentor.places[subject] ?? 0) - (pinLoads.bySubject[number][subject] ?? 0)
        guard left > 0, mentor.capacity > pinLoads.total[number] else { continue }
        slotNumber[number * subjectCount + subject] = Int32(slotSubject.count)
        slotSubject.append(subject)
        problem.slotMentor.append(Int32(number))
        problem.slotPlaces.append(Int32(min(left, most)))
      }
      problem.mentorFirstSlot.append(Int32(slotSubject.count))
      let places = min(mentor.capacity, pinLoads.total[number] + most)
      problem.mentorPlaces.append(Int32(places))
      problem.mentorPinned.append(Int32(pinLoads.total[number]))
    }
    let weights = Set(matching.demands.map(\.weight)).sorted()
    let tierOfWeight = Dictionary(uniqueKeysWithValues: weights.enumerated().map { ($1, Int32($0 + 1)) })
    problem.tierValues += weights.map { matching.bigM * $0 }
    for (number, demand) in matching.demands.enumerated() {
      problem.tiers.append(matching.pins[number] == nil ? tierOfWeight[demand.weight] ?? 0 : 0)
      for arc in arcs(number) {
        let slot = slotNumber[arc.mentor * subjectCount + demand.subject]
        if slot >= 0 {
          problem.arcSlot.append(slot)
          problem.arcCost.append(Int32(arc.cost))
        }
      }
      problem.arcStart.append(problem.arcSlot.count)
    }
    problem.loadPenalty = matching.options.loadPenalty
    self.slotNumber = slotNumber
  }

  /// `nil` where pins left no place for anybody else, or the mentor does not teach the subject.
  func slot(_ mentor: Int, _ subject: Int) -> Int? {
    let slot = slotNumber[mentor * subjectCount + subject]
    return slot < 0 ? nil : Int(slot)
  }

  /// Pins left no place for anybody else.
  func isFull(_ mentor: Int, _ subject: Int) -> Bool { slot(mentor, subject) == nil }
}
