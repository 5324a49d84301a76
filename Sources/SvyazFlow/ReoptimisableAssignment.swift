/// An optimal assignment that stays optimal while its problem changes: each change costs one shortest path.
///
/// The residual network of the optimal flow, demand → slot → mentor → sink, with a price for every node so that no
/// residual arc has a negative reduced cost (`cost + price(head) − price(tail)`). A change takes one unit off or puts
/// one on; the shortest path that mends it restores the optimum, and its labels the prices (Ahuja, Magnanti, Orlin,
/// *Network Flows*, 1993, ch. 9.6 and 9.11). The prices of the demands relative to the sink may fall as well as rise.
///
/// A value: copy it to ask "what if" and drop the copy.
public struct ReoptimisableAssignment: Sendable {
  public struct Arc: Hashable, Sendable {
    public var slot: Int
    /// Never negative.
    public var cost: Int

    public init(slot: Int, cost: Int) {
      self.slot = slot
      self.cost = cost
    }
  }

  /// A demand that goes from one slot to another; `nil`: it was, or will be, uncovered.
  public struct Move: Hashable, Sendable {
    public let demand: Int
    public let from: Int?
    public let to: Int?

    public init(demand: Int, from: Int?, to: Int?) {
      self.demand = demand
      self.from = from
      self.to = to
    }
  }

  /// What a change did to the optimum.
  public struct Change: Hashable, Sendable {
    /// By how much the least sum of values uncovered, pair costs and load rose; negative: it fell.
    public var objective: Int
    public var moves: [Move]

    public init(objective: Int = 0, moves: [Move] = []) {
      self.objective = objective
      self.moves = moves
    }
  }

  public enum Refusal: Error, Hashable {
    /// The assignment is not optimal with these prices.
    case unproved(String)
    /// Values beyond a 64th of what 64 bits hold.
    case tooLarge
  }

  let problem: AssignmentProblem
  /// The arcs of demands that are not those of the problem any more.
  private var changedArcs: [Int: [Arc]] = [:]
  /// What a demand costs uncovered; ``mustCover`` where it may not be.
  private(set) var value: [Int]
  private(set) var slotPlaces: [Int]
  private(set) var mentorPlaces: [Int]
  /// Units from slot to mentor, and from mentor to sink: pins of the problem included in the latter.
  var slotFlow: [Int]
  var mentorFlow: [Int]
  /// The slot of each demand, or ``nobody``, or ``unplaced`` in the middle of a change.
  private(set) var mate: [Int]
  private var mateCost: [Int]
  /// Demands that a slot serves.
  private(set) var served: [[Int]]
  /// By node: demands, slots, mentors, the sink.
  var price: [Int]
  private var labels: ShortestPathLabels

  static let nobody = -1
  static let unplaced = -2
  static let mustCover = Int.max

  /// - Parameter mustCover: demands that may not be uncovered whatever it costs; the assignment covers them.
  /// - Complexity: O(arcs).
  public init(
    _ assignment: Assignment, of problem: AssignmentProblem, mustCover: some Sequence<Int> = []
  ) throws(Refusal) {
    let check = AssignmentCheck(assignment, of: problem)
    if let fault = check.fault { throw .unproved(fault) }
    let top = Int.max / 64
    let greatestLoad = (Int(problem.mentorPlaces.max() ?? 0) + 1).multipliedReportingOverflow(by: problem.loadPenalty)
    guard (problem.tierValues.max() ?? 0) < top, !greatestLoad.overflow, greatestLoad.partialValue < top,
      (assignment.slotPrice.max() ?? 0) < top
    else { throw .tooLarge }
    self.problem = problem
    value = problem.tiers.indices.map { problem.value($0) }
    slotPlaces = problem.slotPlaces.map { Int($0) }
    mentorPlaces = problem.mentorPlaces.map { Int($0) }
    mentorFlow = problem.mentorPinned.map { Int($0) }
    slotFlow = [Int](repeating: 0, count: problem.slotCount)
    served = [[Int]](repeating: [], count: problem.slotCount)
    mate = assignment.mate.map { Int($0) }
    mateCost = [Int](repeating: 0, count: problem.demandCount)
    price = assignment.reached(problem) + assignment.slotPrice + assignment.mentorPrice + [0]
    labels = ShortestPathLabels(nodeCount: price.count)
    for demand in mate.indices where mate[demand] >= 0 {
      let slot = mate[demand]
      served[slot].append(demand)
      slotFlow[slot] += 1
      mentorFlow[Int(problem.slotMentor[slot])] += 1
      mateCost[demand] = arcs(of: demand).first { $0.slot == slot }?.cost ?? 0
    }
    for demand in mustCover { value[demand] = Self.mustCover }
  }

  // MARK: Questions

  /// The slot that serves a demand.
  public func slot(of demand: Int) -> Int? { mate[demand] >= 0 ? mate[demand] : nil }

  public func mentor(of slot: Int) -> Int { Int(problem.slotMentor[slot]) }

  public func arcs(of demand: Int) -> [Arc] {
    if let arcs = changedArcs[demand] { return arcs }
    return problem.arcs(demand).map { Arc(slot: Int(problem.arcSlot[$0]), cost: Int(problem.arcCost[$0])) }
  }

  /// The assignment with prices that ``AssignmentCheck`` accepts for the changed problem.
  ///
  /// - Complexity: O(nodes).
  public var assignment: Assignment {
    let base = price[sink]
    let mentorPrice = problem.mentorPlaces.indices.map { max(0, price[mentorNode($0)] - base) }
    let slotPrice = slotPlaces.indices.map { max(mentorPrice[mentor(of: $0)], price[slotNode($0)] - base) }
    return Assignment(mate: mate.map { Int32($0) }, slotPrice: slotPrice, mentorPrice: mentorPrice)
  }

  // MARK: Nodes and residual arcs

  var sink: Int { price.count - 1 }
  func slotNode(_ slot: Int) -> Int { mate.count + slot }
  func mentorNode(_ mentor: Int) -> Int { mate.count + slotPlaces.count + mentor }

  /// Every arc on which one more unit can be sent from a node.
  @inline(__always)
  func forEachArc(from node: Int, _ body: (_ head: Int, _ cost: Int) -> Void) {
    let demands = mate.count
    let slots = slotPlaces.count
    if node < demands {
      let own = mate[node]
      if let arcs = changedArcs.isEmpty ? nil : changedArcs[node] {
        for arc in arcs where arc.slot != own { body(demands + arc.slot, arc.cost) }
      } else {
        for position in problem.arcs(node) {
          let slot = Int(problem.arcSlot[position])
          if slot != own { body(demands + slot, Int(problem.arcCost[position])) }
        }
      }
      if own != Self.nobody, value[node] != Self.mustCover { body(sink, value[node]) }
    } else if node < demands + slots {
      let slot = node - demands
      if slotFlow[slot] < slotPlaces[slot] { body(demands + slots + mentor(of: slot), 0) }
      for demand in served[slot] { body(demand, -mateCost[demand]) }
    } else if node < sink {
      let mentor = node - demands - slots
      if mentorFlow[mentor] < mentorPlaces[mentor] { body(sink, mentorFlow[mentor] * problem.loadPenalty) }
      for slot in problem.slots(mentor) where slotFlow[slot] > 0 { body(demands + slot, 0) }
    } else {
      for demand in 0..<demands where mate[demand] == Self.nobody && value[demand] != Self.mustCover {
        body(demand, -value[demand])
      }
      for mentor in mentorFlow.indices where mentorFlow[mentor] > Int(problem.mentorPinned[mentor]) {
        body(demands + slots + mentor, (1 - mentorFlow[mentor]) * problem.loadPenalty)
      }
    }
  }

  // MARK: Shortest paths

  /// The least reduced cost from one node to another, or `nil` where there is no way, or none below the limit.
  ///
  /// Without a target all that can be reached is labelled.
  func search(
    _ labels: inout ShortestPathLabels, from source: Int, to target: Int? = nil, below limit: Int = .max
  ) -> Int? {
    labels.begin(at: source)
    while let (key, node) = labels.next() {
      if key >= limit { return nil }
      if node == target { return key }
      let base = key - price[node]
      forEachArc(from: node) { head, cost in labels.reach(head, at: base + cost + price[head], from: node) }
    }
    return nil
  }

  /// Which demands go where along a path of nodes.
  func moves(along path: some Sequence<Int>) -> [Move] {
    var moves: [Move] = []
    var last: Int?
    for node in path {
      if let demand = last {
        let from = mate[demand] >= 0 ? mate[demand] : nil
        moves.append(Move(demand: demand, from: from, to: node == sink ? nil : node - mate.count))
      }
      last = node < mate.count ? node : nil
    }
    return moves
  }

  /// Sends one unit on the shortest path and lets the prices follow.
  ///
  /// - Returns: the true cost of the path and the moves on it, or `nil` when no path leads there.
  mutating func send(from source: Int, to target: Int) -> Change? {
    settleDrift()
    var labels = ShortestPathLabels(nodeCount: 0)
    swap(&labels, &self.labels)
    defer { swap(&labels, &self.labels) }
    guard let distance = search(&labels, from: source, to: target) else { return nil }
    let path = labels.path(to: target)
    let change = Change(objective: distance + price[source] - price[target], moves: moves(along: path))
    for node in labels.visited where labels.distance[node] < distance {
      price[node] += distance - labels.distance[node]
    }
    for (tail, head) in zip(path, path.dropFirst()) { push(tail, head) }
    return change
  }

  /// The loss of leaving a covered demand uncovered; 0: another optimal assignment does without it.
  ///
  /// - Returns: `nil` for a demand that is not covered or must be.
  public func lossOfUncovering(_ demand: Int) -> Int? {
    guard mate[demand] >= 0, value[demand] != Self.mustCover else { return nil }
    var labels = ShortestPathLabels(nodeCount: price.count)
    let direct = value[demand] + price[sink] - price[demand]
    return search(&labels, from: sink, to: slotNode(mate[demand])).map { direct + $0 }
  }

  /// What one more unit through a slot would cost with all that it pushes on: the least cost from the slot to the sink.
  ///
  /// - Returns: `nil` when the slot can take no unit, whatever gives way.
  public func costOfUnit(throughSlot slot: Int) -> Change? { costOfUnit(from: slotNode(slot)) }

  /// The same for a unit that comes to a mentor from none of its slots.
  public func costOfUnit(throughMentor mentor: Int) -> Change? { costOfUnit(from: mentorNode(mentor)) }

  private func costOfUnit(from node: Int) -> Change? {
    var labels = ShortestPathLabels(nodeCount: price.count)
    guard let distance = search(&labels, from: node, to: sink) else { return nil }
    return Change(objective: distance + price[node] - price[sink], moves: moves(along: labels.path(to: sink)))
  }

  /// No unit through the slot, or the mentor, costs less than this.
  public func leastCostOfUnit(throughSlot slot: Int) -> Int { price[slotNode(slot)] - price[sink] }
  public func leastCostOfUnit(throughMentor mentor: Int) -> Int { price[mentorNode(mentor)] - price[sink] }

  /// The demands whose places a demand could ever get, and the slots that these are in: for an uncovered demand the
  /// set that blocks it (the cut of the flow).
  ///
  /// - Complexity: O(arcs of the set).
  public func reach(of demand: Int) -> (demands: [Int], slots: [Int]) {
    var seen: Set<Int> = [demand]
    var queue = [demand]
    while let node = queue.popLast() {
      forEachArc(from: node) { head, _ in
        if head != sink, seen.insert(head).inserted { queue.append(head) }
      }
    }
    seen.remove(demand)
    let demands = seen.filter { $0 < mate.count }.sorted()
    return (
      demands, seen.filter { $0 >= mate.count && $0 < mate.count + slotPlaces.count }.map { $0 - mate.count }.sorted()
    )
  }

  // MARK: State

  private mutating func push(_ tail: Int, _ head: Int) {
    let demands = mate.count
    let slots = slotPlaces.count
    if tail < demands {
      place(tail, in: head == sink ? Self.nobody : head - demands)
    } else if tail < demands + slots {
      if head < demands { unplace(head) } else { slotFlow[tail - demands] += 1 }
    } else if tail < sink {
      if head == sink { mentorFlow[tail - demands - slots] += 1 } else { slotFlow[head - demands] -= 1 }
    } else {
      if head < demands { unplace(head) } else { mentorFlow[head - demands - slots] -= 1 }
    }
  }

  private mutating func place(_ demand: Int, in slot: Int) {
    mate[demand] = slot
    guard slot >= 0 else { return }
    served[slot].append(demand)
    mateCost[demand] = arcs(of: demand).first { $0.slot == slot }?.cost ?? 0
  }

  private mutating func unplace(_ demand: Int) {
    if mate[demand] >= 0, let index = served[mate[demand]].firstIndex(of: demand) {
      served[mate[demand]].remove(at: index)
    }
    mate[demand] = Self.unplaced
  }

  /// Prices count from the sink's; only differences matter, so the common part is taken off before it grows large.
  private mutating func settleDrift() {
    let base = price[sink]
    guard base > Int.max / 16 else { return }
    // A node far below the sink has no residual arc to it or from it that binds.
    for node in price.indices { price[node] = max(price[node] - base, -Int.max / 16) }
  }

  /// Gives a demand other arcs or another value and finds its place anew; see ``setArcs(of:to:value:)``.
  mutating func replace(_ demand: Int, arcs: [Arc], value newValue: Int) -> Change? {
    let before = mate[demand]
    let cost = before >= 0 ? mateCost[demand] : value[demand]
    unplace(demand)
    changedArcs[demand] = arcs
    value[demand] = newValue
    // Nothing comes to a demand without a place, so its price is free to fall.
    var least = newValue == Self.mustCover ? Int.max : newValue + price[sink]
    for arc in arcs { least = min(least, arc.cost + price[slotNode(arc.slot)]) }
    guard least < Int.max else { return nil }
    price[demand] = least
    guard var change = send(from: demand, to: before >= 0 ? slotNode(before) : sink) else { return nil }
    change.objective -= cost
    change.moves = change.moves.compactMap { move in
      guard move.demand == demand else { return move }
      let from = before >= 0 ? before : nil
      return move.to == from ? nil : Move(demand: demand, from: from, to: move.to)
    }
    return change
  }

  /// Arcs that no optimum needs yet.
  mutating func keep(_ arcs: [Arc], for demand: Int) { changedArcs[demand] = arcs }

  mutating func addPlaces(_ places: Int, toSlot slot: Int) { slotPlaces[slot] += places }
  mutating func addPlaces(_ places: Int, toMentor mentor: Int) { mentorPlaces[mentor] += places }
}
