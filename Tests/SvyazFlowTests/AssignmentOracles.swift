internal import SvyazFlow

/// What an assignment of slots to demands costs, uncovered demands included; `nil`: it breaks a rule.
func costOfPlan(_ mate: [Int32], _ problem: AssignmentProblem) -> Int? {
  guard mate.count == problem.demandCount else { return nil }
  var inSlot = [Int](repeating: 0, count: problem.slotCount)
  var inMentor = problem.mentorPinned.map { Int($0) }
  var sum = 0
  for (demand, slot) in mate.enumerated() {
    guard slot != -1 else {
      sum += problem.value(demand)
      continue
    }
    guard let arc = problem.arcs(demand).first(where: { problem.arcSlot[$0] == slot }) else { return nil }
    let mentor = Int(problem.slotMentor[Int(slot)])
    sum += Int(problem.arcCost[arc]) + inMentor[mentor] * problem.loadPenalty
    inSlot[Int(slot)] += 1
    inMentor[mentor] += 1
    if inSlot[Int(slot)] > problem.slotPlaces[Int(slot)] || inMentor[mentor] > problem.mentorPlaces[mentor] {
      return nil
    }
  }
  return sum
}

/// The cheapest slot with a place for each demand, the highest tiers first: what a solver must beat.
func greedyPlan(_ problem: AssignmentProblem) -> [Int32] {
  var mate = [Int32](repeating: -1, count: problem.demandCount)
  for demand in (0..<problem.demandCount).sorted(by: { problem.tiers[$0] > problem.tiers[$1] }) {
    var least = costOfPlan(mate, problem) ?? .max
    let before = mate
    for arc in problem.arcs(demand) {
      var tried = before
      tried[demand] = problem.arcSlot[arc]
      if let cost = costOfPlan(tried, problem), cost < least { (least, mate) = (cost, tried) }
    }
  }
  return mate
}

/// The least cost by dynamic programming over all states, a state being how many places of each slot are taken.
struct StateOracle {
  private let problem: AssignmentProblem
  /// A state is Σ taken(slot) · stride(slot).
  private var strides: [Int] = []
  private var sizes: [Int] = []
  private let stateCount: Int

  /// - Returns: `nil` where there are more than `limit` states.
  init?(_ problem: AssignmentProblem, limit: Int) {
    self.problem = problem
    var count = 1
    for places in problem.slotPlaces {
      strides.append(count)
      sizes.append(min(Int(places), problem.demandCount) + 1)
      count *= min(Int(places), problem.demandCount) + 1
      if count > limit { return nil }
    }
    stateCount = count
  }

  func leastCost() -> Int {
    let unreached = Int.max
    var best = [Int](repeating: unreached, count: stateCount)
    best[0] = 0
    for demand in 0..<problem.demandCount {
      var next = best.map { $0 == unreached ? unreached : $0 + problem.value(demand) }
      for state in 0..<stateCount where best[state] != unreached {
        for arc in problem.arcs(demand) {
          let slot = Int(problem.arcSlot[arc])
          let mentor = Int(problem.slotMentor[slot])
          let used = usedPlaces(of: mentor, state)
          guard taken(slot, state) + 1 < sizes[slot], used < problem.mentorPlaces[mentor] else { continue }
          let cost = best[state] + Int(problem.arcCost[arc]) + used * problem.loadPenalty
          next[state + strides[slot]] = min(next[state + strides[slot]], cost)
        }
      }
      best = next
    }
    return best.min() ?? 0
  }

  private func taken(_ slot: Int, _ state: Int) -> Int { state / strides[slot] % sizes[slot] }

  private func usedPlaces(of mentor: Int, _ state: Int) -> Int {
    problem.slots(mentor).reduce(Int(problem.mentorPinned[mentor])) { $0 + taken($1, state) }
  }
}

/// The least cost by a min-cost flow: shortest paths of Bellman and Ford over plain arcs, a unit at a time.
struct FlowOracle {
  private var head: [Int] = []
  private var capacity: [Int] = []
  private var cost: [Int] = []
  private var arcsOut: [[Int]]
  private let demandCount: Int

  private static let source = 0, sink = 1

  init(_ problem: AssignmentProblem) {
    let firstDemand = 2
    let firstSlot = firstDemand + problem.demandCount
    let firstMentor = firstSlot + problem.slotCount
    demandCount = problem.demandCount
    arcsOut = [[Int]](repeating: [], count: firstMentor + problem.mentorCount)
    for demand in 0..<problem.demandCount {
      add(Self.source, firstDemand + demand, capacity: 1, cost: 0)
      add(firstDemand + demand, Self.sink, capacity: 1, cost: problem.value(demand))
      for arc in problem.arcs(demand) {
        add(firstDemand + demand, firstSlot + Int(problem.arcSlot[arc]), capacity: 1, cost: Int(problem.arcCost[arc]))
      }
    }
    for slot in 0..<problem.slotCount {
      let mentor = firstMentor + Int(problem.slotMentor[slot])
      add(firstSlot + slot, mentor, capacity: Int(problem.slotPlaces[slot]), cost: 0)
    }
    for mentor in 0..<problem.mentorCount {
      let pinned = Int(problem.mentorPinned[mentor])
      for unit in pinned..<min(Int(problem.mentorPlaces[mentor]), pinned + problem.demandCount) {
        add(firstMentor + mentor, Self.sink, capacity: 1, cost: unit * problem.loadPenalty)
      }
    }
  }

  /// An arc and, at the next number, its reverse.
  private mutating func add(_ tail: Int, _ head: Int, capacity: Int, cost: Int) {
    arcsOut[tail].append(self.head.count)
    arcsOut[head].append(self.head.count + 1)
    self.head += [head, tail]
    self.capacity += [capacity, 0]
    self.cost += [cost, -cost]
  }

  mutating func leastCost() -> Int { (0..<demandCount).reduce(0) { sum, _ in sum + sendOne() } }

  /// Sends a unit along a shortest path: its length.
  private mutating func sendOne() -> Int {
    let unreached = Int.max
    var distance = [Int](repeating: unreached, count: arcsOut.count)
    var parent = [Int](repeating: -1, count: arcsOut.count)
    var isWaiting = [Bool](repeating: false, count: arcsOut.count)
    distance[Self.source] = 0
    var queue = [Self.source]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      isWaiting[node] = false
      for arc in arcsOut[node] where capacity[arc] > 0 {
        let end = head[arc]
        guard distance[node] + cost[arc] < distance[end] else { continue }
        distance[end] = distance[node] + cost[arc]
        parent[end] = arc
        if !isWaiting[end] {
          isWaiting[end] = true
          queue.append(end)
        }
      }
    }
    var node = Self.sink
    while node != Self.source {
      let arc = parent[node]
      capacity[arc] -= 1
      capacity[arc ^ 1] += 1
      node = head[arc ^ 1]
    }
    return distance[Self.sink]
  }
}
