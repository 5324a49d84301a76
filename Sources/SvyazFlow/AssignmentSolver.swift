/// Solves an ``AssignmentProblem`` exactly: the greatest value covered, then the least cost.
///
/// Successive shortest augmenting paths from the demand side (Ahuja, Magnanti, Orlin, *Network Flows*, 1993, ch. 9.7),
/// demands by descending value, with candidate lists that are sorted lazily and a search that is cut at the best end
/// found so far, leaving somebody uncovered included. Prices only rise; at the end they are a full dual solution.
///
/// - Complexity: O(d) searches of at most O(a log a) each, d demands and a arcs; in practice a search looks at a small
///   part of the arcs.
public struct AssignmentSolver {
  private let problem: AssignmentProblem
  private var lists: CandidateLists
  private var slotPrice: [Int]
  private var mentorPrice: [Int]
  private var mentorUsed: [Int]
  private var mate: [Int]
  private var mateCost: [Int]
  /// Demands that a slot serves.
  private var served: [[Int]]

  // One search.
  private var label: [Int]
  private var parentDemand: [Int]
  private var parentCost: [Int]
  /// The sibling slot through whose mentor a slot was reached, −1 when a demand reached it.
  private var parentSlot: [Int]
  private var visitedSlots: [Int] = []
  private var mentorLabel: [Int]
  private var visitedMentors: [Int] = []
  /// What a demand costs to come to, and how far its list was read.
  private var base: [Int]
  private var position: [Int]
  private var heap = LabelHeap()
  /// The best end of the search: a place in `targetSlot` for `targetParent`, or `targetDemand` uncovered.
  private var bound = 0
  private var targetSlot = -1
  private var targetParent = -1
  private var targetCost = 0
  private var targetDemand = -1

  private static let unreached = Int.max

  /// - Throws: `CancellationError` when the monitor says so.
  public static func solve(_ problem: AssignmentProblem, monitor: SolveMonitor = .none) throws(CancellationError)
    -> Assignment
  {
    var solver = AssignmentSolver(problem)
    let order = problem.tiers.indices.filter { problem.tiers[$0] > 0 }
      .sorted { problem.tiers[$0] != problem.tiers[$1] ? problem.tiers[$0] > problem.tiers[$1] : $0 < $1 }
    for demand in order {
      if monitor.isCancelled() { throw CancellationError() }
      solver.augment(from: demand)
    }
    return solver.assignment()
  }

  private init(_ problem: AssignmentProblem) {
    self.problem = problem
    lists = CandidateLists(problem)
    let slots = problem.slotCount
    let mentors = problem.mentorCount
    let demands = problem.demandCount
    slotPrice = [Int](repeating: 0, count: slots)
    mentorPrice = [Int](repeating: 0, count: mentors)
    mentorUsed = problem.mentorPinned.map { Int($0) }
    mate = [Int](repeating: -1, count: demands)
    mateCost = [Int](repeating: 0, count: demands)
    served = [[Int]](repeating: [], count: slots)
    label = [Int](repeating: Self.unreached, count: slots)
    parentDemand = [Int](repeating: -1, count: slots)
    parentCost = [Int](repeating: 0, count: slots)
    parentSlot = [Int](repeating: -1, count: slots)
    mentorLabel = [Int](repeating: Self.unreached, count: mentors)
    base = [Int](repeating: 0, count: demands)
    position = [Int](repeating: 0, count: demands)
  }

  // MARK: Search

  private mutating func augment(from source: Int) {
    heap.removeAll()
    bound = problem.value(source)
    targetSlot = -1
    targetDemand = source
    read(source, reachedAt: 0, now: 0)
    while let entry = heap.pop(), entry.key < bound {
      if entry.item < 0 {
        advance(~entry.item, now: entry.key)
      } else if label[entry.item] == entry.key {
        expand(entry.item, at: entry.key)
      }
    }
    raisePrices()
    follow(from: source)
    for mentor in visitedMentors { liftSiblings(of: mentor) }
    visitedMentors.removeAll(keepingCapacity: true)
  }

  private mutating func read(_ demand: Int, reachedAt key: Int, now: Int) {
    lists.refresh(demand, prices: slotPrice, value: problem.value(demand))
    base[demand] = key
    position[demand] = 0
    advance(demand, now: now)
  }

  /// Looks at a demand's candidates up to the present frontier, and leaves a mark in the heap to go on later.
  private mutating func advance(_ demand: Int, now: Int) {
    let start = base[demand]
    let first = position[demand]
    var next = first
    var exact = 0
    while next < lists.count[demand] {
      let candidate = lists.candidate(demand, at: next)
      let least = start + candidate.key
      if least >= bound { break }
      if least > now {
        position[demand] = next
        heap.push(least, ~demand)
        break
      }
      let key = start + candidate.cost + slotPrice[candidate.slot]
      if key == least { exact += 1 }
      relax(candidate.slot, from: demand, cost: candidate.cost, key: key)
      next += 1
    }
    lists.noteWaste(demand, next - first - exact)
  }

  private mutating func relax(_ slot: Int, from demand: Int, cost: Int, key: Int) {
    guard key < bound, key < label[slot] else { return }
    if isOpen(slot) {
      let mentor = Int(problem.slotMentor[slot])
      // The next unit through the mentor costs used · penalty; its price has risen to at most that.
      let slack = mentorUsed[mentor] * problem.loadPenalty - mentorPrice[mentor]
      if key + slack < bound {
        bound = key + slack
        targetSlot = slot
        targetParent = demand
        targetCost = cost
      }
      if slack == 0 { return }  // no shorter end lies behind this slot
    }
    if label[slot] == Self.unreached { visitedSlots.append(slot) }
    label[slot] = key
    parentDemand[slot] = demand
    parentCost[slot] = cost
    parentSlot[slot] = -1
    heap.push(key, slot)
  }

  /// A slot is settled: go on through its mentor and through the demands that it serves.
  private mutating func expand(_ slot: Int, at key: Int) {
    let mentor = Int(problem.slotMentor[slot])
    if served[slot].count < Int(problem.slotPlaces[slot]), mentorLabel[mentor] == Self.unreached {
      mentorLabel[mentor] = key
      visitedMentors.append(mentor)
      for sibling in problem.slots(mentor)
      where sibling != slot && !served[sibling].isEmpty {
        let siblingKey = key + slotPrice[sibling] - mentorPrice[mentor]
        guard siblingKey < bound, siblingKey < label[sibling] else { continue }
        if label[sibling] == Self.unreached { visitedSlots.append(sibling) }
        label[sibling] = siblingKey
        parentSlot[sibling] = slot
        heap.push(siblingKey, sibling)
      }
    }
    for demand in served[slot] {
      let released = key - (mateCost[demand] + slotPrice[slot])
      let uncovered = released + problem.value(demand)
      if uncovered < bound {
        bound = uncovered
        targetDemand = demand
        targetSlot = -1
      }
      read(demand, reachedAt: released, now: key)
    }
  }

  private func isOpen(_ slot: Int) -> Bool {
    let mentor = Int(problem.slotMentor[slot])
    return served[slot].count < Int(problem.slotPlaces[slot]) && mentorUsed[mentor] < Int(problem.mentorPlaces[mentor])
  }

  // MARK: Prices and paths

  private mutating func raisePrices() {
    for slot in visitedSlots {
      if label[slot] < bound { slotPrice[slot] += bound - label[slot] }
      label[slot] = Self.unreached
    }
    visitedSlots.removeAll(keepingCapacity: true)
    for mentor in visitedMentors {
      if mentorLabel[mentor] < bound { mentorPrice[mentor] += bound - mentorLabel[mentor] }
      mentorLabel[mentor] = Self.unreached
    }
  }

  /// A slot is never cheaper than its mentor.
  private mutating func liftSiblings(of mentor: Int) {
    for slot in problem.slots(mentor)
    where slotPrice[slot] < mentorPrice[mentor] {
      slotPrice[slot] = mentorPrice[mentor]
    }
  }

  /// Shifts the demands along the path found, from its end back to the source.
  private mutating func follow(from source: Int) {
    var slot: Int
    var demand: Int
    var cost: Int
    if targetSlot >= 0 {
      (slot, demand, cost) = (targetSlot, targetParent, targetCost)
      mentorUsed[Int(problem.slotMentor[slot])] += 1
    } else {
      guard targetDemand != source else { return }
      slot = release(targetDemand)
      if parentSlot[slot] >= 0 { slot = parentSlot[slot] }
      (demand, cost) = (parentDemand[slot], parentCost[slot])
    }
    while true {
      let previous = mate[demand] >= 0 ? release(demand) : -1
      served[slot].append(demand)
      mate[demand] = slot
      mateCost[demand] = cost
      guard previous >= 0 else { return }
      slot = parentSlot[previous] >= 0 ? parentSlot[previous] : previous
      (demand, cost) = (parentDemand[slot], parentCost[slot])
    }
  }

  private mutating func release(_ demand: Int) -> Int {
    let slot = mate[demand]
    if let index = served[slot].firstIndex(of: demand) { served[slot].remove(at: index) }
    mate[demand] = -1
    return slot
  }

  private func assignment() -> Assignment {
    Assignment(mate: mate.map { Int32($0) }, slotPrice: slotPrice, mentorPrice: mentorPrice)
  }
}
