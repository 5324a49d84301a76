/// What one more place would gain, at every mentor and slot at once.
///
/// One search from the sink labels every node with the least cost of bringing a unit there: from an uncovered demand,
/// whose value is freed, or from the last unit of a mentor, whose load is. A new place sends that unit to the sink at
/// the mentor's next load. Where the load has a price, a new place in a full slot may also push another subject of the
/// same mentor aside instead; that way is looked for by a search of its own, bounded by what it could still gain.
public struct PlaceWorths: Sendable {
  /// By how much the optimum falls with one more place of a mentor in all, the places of its slots as they are.
  public private(set) var mentors: [Int]
  /// By how much it falls with one more place in a slot and of its mentor in all.
  public private(set) var slots: [Int]
  /// The node that each label came from.
  private let parent: [Int32]
  private let state: ReoptimisableAssignment
  private var slotWay: [Way]

  /// How the best unit comes to a slot's new place.
  private enum Way: Sendable {
    case throughSlot, throughMentor
    case aside([ReoptimisableAssignment.Move])
  }

  /// - Throws: `CancellationError` when the monitor says so.
  /// - Complexity: one Dijkstra over all arcs, and a bounded one for each full slot of a mentor with several.
  public init(_ state: ReoptimisableAssignment, monitor: SolveMonitor = .none) throws(CancellationError) {
    self.state = state
    let problem = state.problem
    let price = state.price
    let base = price[state.sink]
    var labels = ShortestPathLabels(nodeCount: price.count)
    _ = state.search(&labels, from: state.sink)
    parent = labels.parent
    let distance = labels.distance
    mentors = [Int](repeating: 0, count: problem.mentorCount)
    slots = [Int](repeating: 0, count: problem.slotCount)
    slotWay = [Way](repeating: .throughMentor, count: problem.slotCount)
    for mentor in mentors.indices {
      if monitor.isCancelled() { throw CancellationError() }
      let used = state.mentorFlow[mentor]
      let load = used * problem.loadPenalty
      let node = state.mentorNode(mentor)
      if used >= state.mentorPlaces[mentor], distance[node] != ShortestPathLabels.unreached {
        mentors[mentor] = max(0, price[node] - base - load - distance[node])
      }
      for slot in problem.slots(mentor) {
        slots[slot] = mentors[mentor]
        guard state.slotFlow[slot] >= state.slotPlaces[slot] else { continue }
        let slotNode = state.slotNode(slot)
        if distance[slotNode] != ShortestPathLabels.unreached {
          let gain = price[slotNode] - base - load - distance[slotNode]
          if gain > slots[slot] {
            slots[slot] = gain
            slotWay[slot] = .throughSlot
          }
        }
        // Another subject's unit may go out for the new one.
        guard problem.loadPenalty > 0,
          problem.slots(mentor).contains(where: { $0 != slot && state.slotFlow[$0] > 0 })
        else { continue }
        let limit = price[slotNode] - price[node] - slots[slot]
        guard limit > 0, let length = state.search(&labels, from: node, to: slotNode, below: limit) else { continue }
        slots[slot] += limit - length
        slotWay[slot] = .aside(state.moves(along: labels.path(to: slotNode)))
      }
    }
  }

  /// Which demands move when the mentor has one more place in all, the one that gains first.
  public func moves(mentor: Int) -> [ReoptimisableAssignment.Move] {
    mentors[mentor] > 0 ? moves(to: state.mentorNode(mentor)) : []
  }

  /// Which demands move when the slot has one more place.
  public func moves(slot: Int) -> [ReoptimisableAssignment.Move] {
    guard slots[slot] > 0 else { return [] }
    switch slotWay[slot] {
    case .throughSlot: return moves(to: state.slotNode(slot))
    case .throughMentor: return moves(to: state.mentorNode(state.mentor(of: slot)))
    case .aside(let moves): return moves
    }
  }

  private func moves(to end: Int) -> [ReoptimisableAssignment.Move] {
    var nodes = [end]
    var last = end
    while parent[last] >= 0 {
      last = Int(parent[last])
      nodes.append(last)
    }
    return state.moves(along: nodes.reversed())
  }
}
