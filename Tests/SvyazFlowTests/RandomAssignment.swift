import SvyazFlow
import SvyazTestSupport

/// A small random flat problem in a form that is easy to change, full of ties and tight places.
struct RandomAssignment {
  struct Slot {
    var mentor: Int
    var places: Int
  }

  var weights: [Int] = []
  var arcs: [[ReoptimisableAssignment.Arc]] = []
  var slots: [Slot] = []
  var mentorPlaces: [Int] = []
  var mentorPinned: [Int] = []
  var loadPenalty = 0
  /// Demands that come before all others, as if they had to be covered.
  var first: Set<Int> = []

  static let bigM = 1_000_000

  init(seed: UInt64, demands: ClosedRange<Int> = 1...9, mentors: ClosedRange<Int> = 1...5) {
    var random = SeededGenerator(seed: seed &* 0x9E37_79B9 &+ 5)
    loadPenalty = random.pick([0, 0, 1, 5, 40, 1000])
    let dearest = random.pick([0, 3, 30, 30, 500])
    for mentor in 0..<random.int(mentors) {
      let pinned = random.chance(25) ? random.int(1...2) : 0
      mentorPinned.append(pinned)
      mentorPlaces.append(pinned + random.pick([0, 1, 1, 2, 2, 3]))
      for _ in 0..<random.int(1...3) {
        slots.append(Slot(mentor: mentor, places: random.pick([0, 1, 1, 1, 2, 3])))
      }
    }
    let density = random.pick([25, 50, 80])
    let topWeight = random.pick([1, 3, 50])
    for _ in 0..<random.int(demands) {
      weights.append(random.chance(5) ? 0 : random.int(1...topWeight))
      var own: [ReoptimisableAssignment.Arc] = []
      if weights.last != 0 {
        for slot in slots.indices where random.chance(density) {
          own.append(.init(slot: slot, cost: random.int(0...dearest)))
        }
      }
      arcs.append(own)
    }
  }

  var problem: AssignmentProblem {
    var problem = AssignmentProblem()
    let levels = Set(weights).filter { $0 > 0 }.sorted()
    problem.tierValues = [0] + levels.map { $0 * Self.bigM } + [valueOfFirst]
    for (demand, weight) in weights.enumerated() {
      let tier = first.contains(demand) ? levels.count + 1 : (levels.firstIndex(of: weight) ?? -1) + 1
      problem.tiers.append(Int32(tier))
      problem.arcSlot += arcs[demand].map { Int32($0.slot) }
      problem.arcCost += arcs[demand].map { Int32($0.cost) }
      problem.arcStart.append(problem.arcSlot.count)
    }
    problem.slotMentor = slots.map { Int32($0.mentor) }
    problem.slotPlaces = slots.map { Int32($0.places) }
    for mentor in mentorPlaces.indices {
      problem.mentorFirstSlot.append(Int32(slots.count { $0.mentor <= mentor }))
    }
    problem.mentorPlaces = mentorPlaces.map { Int32($0) }
    problem.mentorPinned = mentorPinned.map { Int32($0) }
    problem.loadPenalty = loadPenalty
    return problem
  }

  var valueOfFirst: Int { 1000 * Self.bigM }

  /// The optimum of a solve from scratch; `nil` where one that must be covered is not.
  func optimum() throws -> Int? {
    let problem = problem
    let assignment = try AssignmentSolver.solve(problem)
    let check = AssignmentCheck(assignment, of: problem)
    precondition(check.fault == nil, "the oracle's answer is not proved")
    return first.contains { assignment.mate[$0] < 0 } ? nil : check.objective
  }

  func state() throws -> ReoptimisableAssignment {
    let problem = problem
    return try ReoptimisableAssignment(AssignmentSolver.solve(problem), of: problem, mustCover: first)
  }
}
