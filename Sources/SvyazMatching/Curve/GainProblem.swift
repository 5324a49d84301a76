internal import SvyazFlow

/// The mentor shape of a min-cost flow with any gain on any arc: what a planner's side questions need beyond the
/// lexicographic objective of ``AssignmentProblem``, at the size of a city.
///
/// A demand takes one arc at most; the k-th unit through a mentor costs `(k − 1) · loadPenalty`.
struct GainProblem {
  /// Arcs of demand `d` are those at `arcStart[d]..<arcStart[d + 1]`.
  let arcStart: [Int]
  let arcSlot: [Int]
  let arcMentor: [Int]
  /// The gain of each arc, or ``closed``. Sums of as many as there are demands, doubled, must fit 64 bits.
  var gain: [Int]
  let slotMentor: [Int]
  var slotPlaces: [Int]
  let mentorFirstSlot: [Int]
  let mentorPlaces: [Int]
  /// Units that a mentor has before anybody chooses.
  var mentorUsed: [Int]
  var loadPenalty: Int

  /// The gain of an arc that nobody may take.
  static let closed = Int.min

  var demandCount: Int { arcStart.count - 1 }

  func arcs(_ demand: Int) -> Range<Int> { arcStart[demand]..<arcStart[demand + 1] }

  func slots(_ mentor: Int) -> Range<Int> { mentorFirstSlot[mentor]..<mentorFirstSlot[mentor + 1] }

  /// The matching as it is, its arcs at `M · weight − cost`.
  init(_ matching: MatchingProblem) {
    let flat = FlatMatching(matching).problem
    arcStart = flat.arcStart
    arcSlot = flat.arcSlot.map { Int($0) }
    arcMentor = flat.arcSlot.map { Int(flat.slotMentor[Int($0)]) }
    slotMentor = flat.slotMentor.map { Int($0) }
    slotPlaces = flat.slotPlaces.map { Int($0) }
    mentorFirstSlot = flat.mentorFirstSlot.map { Int($0) }
    mentorPlaces = flat.mentorPlaces.map { Int($0) }
    mentorUsed = flat.mentorPinned.map { Int($0) }
    loadPenalty = flat.loadPenalty
    gain = flat.arcCost.map { -Int($0) }
    for demand in matching.demands.indices {
      for arc in flat.arcs(demand) { gain[arc] += matching.bigM * matching.demands[demand].weight }
    }
  }

  /// Fixes a demand to one of its arcs: the place is taken, and the demand has no choice left.
  ///
  /// - Returns: the gain of the arc less its load, or `nil` where there is no place or the arc is closed.
  mutating func fix(_ demand: Int, to arc: Int) -> Int? {
    let slot = arcSlot[arc]
    let mentor = slotMentor[slot]
    guard gain[arc] != Self.closed, slotPlaces[slot] > 0, mentorUsed[mentor] < mentorPlaces[mentor] else { return nil }
    let gained = gain[arc] - mentorUsed[mentor] * loadPenalty
    slotPlaces[slot] -= 1
    mentorUsed[mentor] += 1
    for other in arcs(demand) { gain[other] = Self.closed }
    return gained
  }

  /// The arc of each demand in a choice of the greatest gain, `nil` where it takes none.
  ///
  /// - Throws: `CancellationError` when the monitor says so.
  /// - Complexity: O(d) searches of at most O(arcs + slots²) each, d demands.
  func best(monitor: SolveMonitor) throws(CancellationError) -> [Int?] {
    var search = GainSearch(self)
    for demand in 0..<demandCount {
      if monitor.isCancelled() { throw CancellationError() }
      search.augment(from: demand)
    }
    return search.chosen
  }
}

/// Successive shortest augmenting paths from the demand side, as ``AssignmentSolver`` explains, in their plainest form:
/// what an arc costs is the best gain of its demand less its own, and staying uncovered costs that best gain.
private struct GainSearch {
  private let problem: GainProblem
  private let value: [Int]
  private(set) var chosen: [Int?]
  private var served: [[Int]]
  private var mentorUsed: [Int]
  private var slotPrice: [Int]
  private var mentorPrice: [Int]

  private var label: [Int]
  private var isSettled: [Bool]
  private var parentArc: [Int]
  private var parentDemand: [Int]
  /// The sibling through whose mentor a slot was reached, −1 when a demand reached it.
  private var parentSlot: [Int]
  private var visitedSlots: [Int] = []
  private var mentorLabel: [Int]
  private var visitedMentors: [Int] = []
  private var bound = 0
  private var targetSlot = -1
  private var targetArc = -1
  /// With a target slot who takes the place in it, else who stays uncovered.
  private var targetDemand = -1

  private static let unreached = Int.max

  init(_ problem: GainProblem) {
    self.problem = problem
    let slots = problem.slotPlaces.count
    let mentors = problem.mentorPlaces.count
    value = (0..<problem.demandCount).map { demand in problem.arcs(demand).reduce(0) { max($0, problem.gain[$1]) } }
    chosen = [Int?](repeating: nil, count: problem.demandCount)
    served = [[Int]](repeating: [], count: slots)
    mentorUsed = problem.mentorUsed
    slotPrice = [Int](repeating: 0, count: slots)
    mentorPrice = [Int](repeating: 0, count: mentors)
    label = [Int](repeating: Self.unreached, count: slots)
    isSettled = [Bool](repeating: false, count: slots)
    parentArc = [Int](repeating: -1, count: slots)
    parentDemand = parentArc
    parentSlot = parentArc
    mentorLabel = [Int](repeating: Self.unreached, count: mentors)
  }

  mutating func augment(from source: Int) {
    bound = value[source]
    targetSlot = -1
    targetDemand = source
    read(source, reachedAt: 0)
    while let slot = nearest() {
      isSettled[slot] = true
      expand(slot, at: label[slot])
    }
    raisePrices()
    follow(from: source)
    for mentor in visitedMentors {
      for slot in problem.slots(mentor) { slotPrice[slot] = max(slotPrice[slot], mentorPrice[mentor]) }
    }
    visitedMentors.removeAll(keepingCapacity: true)
  }

  private func nearest() -> Int? {
    var best: Int?
    var least = bound
    for slot in visitedSlots where !isSettled[slot] && label[slot] < least {
      best = slot
      least = label[slot]
    }
    return best
  }

  private mutating func read(_ demand: Int, reachedAt base: Int) {
    for arc in problem.arcs(demand) where problem.gain[arc] != GainProblem.closed {
      let slot = problem.arcSlot[arc]
      let key = base + value[demand] - problem.gain[arc] + slotPrice[slot]
      guard key < bound, key < label[slot] else { continue }
      let mentor = problem.slotMentor[slot]
      if served[slot].count < problem.slotPlaces[slot], mentorUsed[mentor] < problem.mentorPlaces[mentor] {
        // The next unit through the mentor costs used · penalty; its price has risen to at most that.
        let end = key + mentorUsed[mentor] * problem.loadPenalty - mentorPrice[mentor]
        if end < bound {
          bound = end
          targetSlot = slot
          targetDemand = demand
          targetArc = arc
        }
      }
      if label[slot] == Self.unreached { visitedSlots.append(slot) }
      label[slot] = key
      parentArc[slot] = arc
      parentDemand[slot] = demand
      parentSlot[slot] = -1
    }
  }

  private mutating func expand(_ slot: Int, at key: Int) {
    let mentor = problem.slotMentor[slot]
    if served[slot].count < problem.slotPlaces[slot], mentorLabel[mentor] == Self.unreached {
      mentorLabel[mentor] = key
      visitedMentors.append(mentor)
      for sibling in problem.slots(mentor) where sibling != slot && !served[sibling].isEmpty {
        let siblingKey = key + slotPrice[sibling] - mentorPrice[mentor]
        guard siblingKey < bound, siblingKey < label[sibling] else { continue }
        if label[sibling] == Self.unreached { visitedSlots.append(sibling) }
        label[sibling] = siblingKey
        parentSlot[sibling] = slot
      }
    }
    for demand in served[slot] {
      guard let arc = chosen[demand] else { continue }
      let released = key - (value[demand] - problem.gain[arc]) - slotPrice[slot]
      if released + value[demand] < bound {
        bound = released + value[demand]
        targetDemand = demand
        targetSlot = -1
      }
      read(demand, reachedAt: released)
    }
  }

  private mutating func raisePrices() {
    for slot in visitedSlots {
      if label[slot] < bound { slotPrice[slot] += bound - label[slot] }
      label[slot] = Self.unreached
      isSettled[slot] = false
    }
    visitedSlots.removeAll(keepingCapacity: true)
    for mentor in visitedMentors {
      if mentorLabel[mentor] < bound { mentorPrice[mentor] += bound - mentorLabel[mentor] }
      mentorLabel[mentor] = Self.unreached
    }
  }

  /// Shifts the demands along the path found, from its end back to the source.
  private mutating func follow(from source: Int) {
    var (slot, demand, arc) = (targetSlot, targetDemand, targetArc)
    if slot >= 0 {
      mentorUsed[problem.slotMentor[slot]] += 1
    } else {
      guard demand != source, let left = release(demand) else { return }
      slot = parentSlot[left] >= 0 ? parentSlot[left] : left
      (demand, arc) = (parentDemand[slot], parentArc[slot])
    }
    while true {
      let left = release(demand)
      served[slot].append(demand)
      chosen[demand] = arc
      guard let left else { return }
      slot = parentSlot[left] >= 0 ? parentSlot[left] : left
      (demand, arc) = (parentDemand[slot], parentArc[slot])
    }
  }

  private mutating func release(_ demand: Int) -> Int? {
    guard let arc = chosen[demand] else { return nil }
    let slot = problem.arcSlot[arc]
    served[slot].removeAll { $0 == demand }
    chosen[demand] = nil
    return slot
  }
}
