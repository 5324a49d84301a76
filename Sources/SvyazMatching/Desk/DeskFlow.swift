internal import SvyazFlow
internal import SvyazGraph

/// The flat form of a matching in which pins are units like all others, only without a choice: so that a pin can be
/// released and a place found beside it.
struct DeskFlow {
  private(set) var problem = AssignmentProblem()
  private(set) var slotSubject: [Int] = []
  /// What one point of weight is worth in cost: more than any plan costs, one more place and one more pin included.
  let weightUnit: Int
  private var slotNumber: [[Int: Int]]

  /// - Throws: ``MatchingError/objectiveTooLarge``.
  init(_ matching: MatchingProblem) throws(MatchingError) {
    let weights = Set(matching.demands.map(\.weight)).sorted()
    weightUnit = try Self.weightUnit(matching, greatestWeight: weights.last ?? 1)
    // One more than can ever come, so that a place that nobody can take stays one.
    let most = matching.demands.count + 1
    slotNumber = [[Int: Int]](repeating: [:], count: matching.mentors.count)
    for (number, mentor) in matching.mentors.enumerated() {
      for subject in mentor.places.keys.sorted() {
        slotNumber[number][subject] = slotSubject.count
        slotSubject.append(subject)
        problem.slotMentor.append(Int32(number))
        problem.slotPlaces.append(Int32(min(mentor.places[subject] ?? 0, most)))
      }
      problem.mentorFirstSlot.append(Int32(slotSubject.count))
      problem.mentorPlaces.append(Int32(min(mentor.capacity, most)))
      problem.mentorPinned.append(0)
    }
    let tierOfWeight = Dictionary(uniqueKeysWithValues: weights.enumerated().map { ($1, Int32($0 + 1)) })
    problem.tierValues += weights.map { weightUnit * $0 } + [weightUnit * ((weights.last ?? 0) + 1)]
    for (number, demand) in matching.demands.enumerated() {
      if let pin = matching.pins[number] {
        problem.tiers.append(Int32(weights.count + 1))
        if let slot = slotNumber[pin][demand.subject], let cost = matching.cost(demand: number, mentor: pin) {
          problem.arcSlot.append(Int32(slot))
          problem.arcCost.append(Int32(cost))
        }
      } else {
        problem.tiers.append(tierOfWeight[demand.weight] ?? 0)
        for arc in matching.arcs(of: number) {
          guard let slot = slotNumber[arc.mentor][demand.subject] else { continue }
          problem.arcSlot.append(Int32(slot))
          problem.arcCost.append(Int32(arc.cost))
        }
      }
      problem.arcStart.append(problem.arcSlot.count)
    }
    problem.loadPenalty = matching.options.loadPenalty
  }

  /// The slot of a mentor in a subject, where it has one.
  func slot(_ mentor: Int, _ subject: Int) -> Int? { slotNumber[mentor][subject] }

  func mentor(_ slot: Int) -> Int { Int(problem.slotMentor[slot]) }

  /// What leaving a demand uncovered costs once no pin holds it.
  func value(_ demand: MatchingProblem.Demand) -> Int { weightUnit * demand.weight }

  private static func weightUnit(
    _ matching: MatchingProblem, greatestWeight: Int
  ) throws(MatchingError) -> Int {
    let count = matching.demands.count
    let weights = matching.options.weights
    let dearestPair =
      1000 * (weights.travel + weights.district + weights.strength + weights.context + weights.continuity)
    let pairs = dearestPair.multipliedReportingOverflow(by: count + 1)
    let places = min(count, matching.mentors.map(\.capacity).max() ?? 0) + 1
    let loads = places.multipliedReportingOverflow(by: matching.options.loadPenalty)
    let load = loads.partialValue.multipliedReportingOverflow(by: count + 1)
    let unit = pairs.partialValue.addingReportingOverflow(load.partialValue)
    let top = unit.partialValue.multipliedReportingOverflow(by: greatestWeight + 2)
    guard !pairs.overflow, !loads.overflow, !load.overflow, !unit.overflow, !top.overflow,
      top.partialValue < Int.max / 64
    else { throw .objectiveTooLarge }
    return unit.partialValue + 1
  }
}
