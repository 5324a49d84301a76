/// What an assignment is worth and whether its prices prove that nothing is better: one pass over the arcs, without the
/// solver (linear programming duality with complementary slackness).
public struct AssignmentCheck: Sendable, Equatable {
  /// Demands covered.
  public let covered: Int
  /// Σ values of the uncovered demands.
  public let uncoveredValue: Int
  /// Pair costs, and the load that they add to the pins.
  public let cost: Int
  /// What failed first; `nil`: the assignment keeps all rules and is optimal.
  public let fault: String?

  public var isProved: Bool { fault == nil }
  /// The least that any assignment costs, when proved. Wraps around where it exceeds 64 bits.
  public var objective: Int { uncoveredValue &+ cost }

  /// - Complexity: O(arcs + slots + mentors).
  public init(_ assignment: Assignment, of problem: AssignmentProblem) {
    var tally = Tally(problem)
    let fault = tally.firstFault(assignment)
    covered = tally.covered
    uncoveredValue = tally.uncoveredValue
    cost = tally.cost
    self.fault = fault
  }

  private struct Tally {
    let problem: AssignmentProblem
    var covered = 0
    var uncoveredValue = 0
    var cost = 0
    var inSlot: [Int32]
    var inMentor: [Int32]

    init(_ problem: AssignmentProblem) {
      self.problem = problem
      inSlot = [Int32](repeating: 0, count: problem.slotCount)
      inMentor = problem.mentorPinned
    }

    mutating func firstFault(_ assignment: Assignment) -> String? {
      guard assignment.mate.count == problem.demandCount, assignment.slotPrice.count == problem.slotCount,
        assignment.mentorPrice.count == problem.mentorCount
      else { return "sizes differ" }
      return demandFault(assignment) ?? slotFault(assignment)
    }

    /// Each demand uses its cheapest way at the prices, or none where all are dearer than leaving it uncovered.
    mutating func demandFault(_ assignment: Assignment) -> String? {
      var fault: String?
      problem.arcSlot.withUnsafeBufferPointer { slots in
        problem.arcCost.withUnsafeBufferPointer { costs in
          assignment.slotPrice.withUnsafeBufferPointer { prices in
            for demand in 0..<problem.demandCount where problem.tiers[demand] > 0 {
              var least = problem.value(demand)
              var own: Int?
              let mate = assignment.mate[demand]
              for position in problem.arcs(demand) {
                let slot = slots[position]
                least = min(least, Int(costs[position]) &+ prices[Int(slot)])
                if slot == mate { own = Int(costs[position]) }
              }
              if let own {
                covered += 1
                cost &+= own
                inSlot[Int(mate)] += 1
                inMentor[Int(problem.slotMentor[Int(mate)])] += 1
                if own &+ prices[Int(mate)] != least { fault = fault ?? "demand \(demand) has a cheaper way" }
              } else {
                uncoveredValue &+= problem.value(demand)
                if mate >= 0 { fault = fault ?? "demand \(demand) is served by a slot that it has no arc to" }
                if least != problem.value(demand) { fault = fault ?? "demand \(demand) could be covered" }
              }
            }
          }
        }
      }
      return fault
    }

    /// Places are kept, and only full slots and mentors have a price of their own.
    mutating func slotFault(_ assignment: Assignment) -> String? {
      var fault: String?
      for mentor in 0..<problem.mentorCount {
        let used = Int(inMentor[mentor])
        let pinned = Int(problem.mentorPinned[mentor])
        let price = assignment.mentorPrice[mentor]
        for unit in pinned..<max(pinned, used) { cost &+= unit &* problem.loadPenalty }
        let isFull = used >= Int(problem.mentorPlaces[mentor])
        if used > max(pinned, Int(problem.mentorPlaces[mentor])) { fault = fault ?? "mentor \(mentor) is overloaded" }
        // The last unit was worth its load, and the next one is not.
        if price < 0 || (used > pinned && price < (used - 1) &* problem.loadPenalty) {
          fault = fault ?? "mentor \(mentor) is priced below its load"
        }
        if !isFull, price > used &* problem.loadPenalty { fault = fault ?? "mentor \(mentor) has a place left" }
        for slot in problem.slots(mentor) {
          let own = assignment.slotPrice[slot]
          if inSlot[slot] > problem.slotPlaces[slot] { fault = fault ?? "slot \(slot) is overloaded" }
          if own < price || (own > price && inSlot[slot] < problem.slotPlaces[slot]) {
            fault = fault ?? "slot \(slot) is priced wrongly"
          }
        }
      }
      return fault
    }
  }
}
