/// The mentor shape of a min-cost flow as flat integers: demands choose slots, a slot is one mentor in one subject.
///
/// Four implicit layers (demand → slot → mentor → sink) without arc objects. A demand may stay uncovered at the value of
/// its tier; the k-th unit through a mentor costs `(k − 1) · loadPenalty`, counted from the units that pins took.
public struct AssignmentProblem: Sendable {
  /// The tier of each demand: a demand of a higher tier is covered before any number of lower ones. 0: it takes no
  /// part and has no arcs.
  public var tiers: [Int32] = []
  /// What leaving a demand of a tier uncovered costs, by tier; entry 0 is 0. Rising, and every step is greater than the
  /// cost of any plan (load included), so that the least sum is the lexicographic optimum.
  public var tierValues: [Int] = [0]
  /// Arcs of demand `d` are those at `arcStart[d]..<arcStart[d + 1]`, no slot twice.
  public var arcStart: [Int] = [0]
  public var arcSlot: [Int32] = []
  /// Never negative.
  public var arcCost: [Int32] = []
  public var slotMentor: [Int32] = []
  public var slotPlaces: [Int32] = []
  /// Slots of mentor `j` are `mentorFirstSlot[j]..<mentorFirstSlot[j + 1]`.
  public var mentorFirstSlot: [Int32] = [0]
  /// Places of a mentor in all, those that pins took included.
  public var mentorPlaces: [Int32] = []
  public var mentorPinned: [Int32] = []
  /// Never negative.
  public var loadPenalty = 0

  public init() {}

  public var demandCount: Int { tiers.count }
  public var slotCount: Int { slotMentor.count }
  public var mentorCount: Int { mentorPlaces.count }

  /// What leaving a demand uncovered costs.
  public func value(_ demand: Int) -> Int { tierValues[Int(tiers[demand])] }

  /// The positions of a demand's arcs.
  public func arcs(_ demand: Int) -> Range<Int> { arcStart[demand]..<arcStart[demand + 1] }

  /// The positions of a mentor's slots.
  public func slots(_ mentor: Int) -> Range<Int> { Int(mentorFirstSlot[mentor])..<Int(mentorFirstSlot[mentor + 1]) }
}

/// An optimal assignment with the prices that prove it; ``AssignmentCheck`` checks it.
public struct Assignment: Sendable, Equatable {
  /// The slot of each demand, −1 where it stays uncovered.
  public var mate: [Int32]
  /// Price of a place in each slot, at least that of its mentor.
  public var slotPrice: [Int]
  public var mentorPrice: [Int]

  public init(mate: [Int32], slotPrice: [Int], mentorPrice: [Int]) {
    self.mate = mate
    self.slotPrice = slotPrice
    self.mentorPrice = mentorPrice
  }

  /// The least `cost + price` of each demand, at most its value: what serving it costs at these prices.
  ///
  /// - Complexity: O(arcs).
  public func reached(_ problem: AssignmentProblem) -> [Int] {
    (0..<problem.demandCount).map { demand in
      problem.arcs(demand).reduce(problem.value(demand)) {
        min($0, Int(problem.arcCost[$1]) + slotPrice[Int(problem.arcSlot[$1])])
      }
    }
  }
}
