extension MentorShape {
  /// Solves through the ``AssignmentSolver``.
  ///
  /// There is always an optimum: every demand has a way of its own, and costs are finite.
  ///
  /// - Parameter flow: the problem that the shape was read from.
  /// - Throws: `CancellationError` when the monitor says so.
  public func solve(_ flow: FlowProblem, monitor: SolveMonitor = .none) throws(CancellationError) -> FlowSolution {
    solution(try AssignmentSolver.solve(problem, monitor: monitor), of: flow)
  }

  /// The flow and the potentials of an assignment.
  ///
  /// - Complexity: O(nodes + arcs).
  func solution(_ assignment: Assignment, of flow: FlowProblem) -> FlowSolution {
    let units = arcFlow(assignment, of: flow)
    var cost: Int128 = 0
    for (arc, unit) in units.enumerated() where unit != 0 { cost += Int128(unit) * Int128(flow.cost[arc]) }
    return FlowSolution(cost: Int(clamping: cost), flow: units, potential: potentials(assignment, of: flow))
  }

  private func arcFlow(_ assignment: Assignment, of flow: FlowProblem) -> [Int] {
    var units = [Int](repeating: 0, count: flow.arcCount)
    var used = [Int](repeating: 0, count: problem.mentorCount)
    for demand in 0..<problem.demandCount {
      let mate = assignment.mate[demand]
      guard let position = problem.arcs(demand).first(where: { problem.arcSlot[$0] == mate }) else {
        units[Int(directArc[demand])] = 1
        continue
      }
      units[Int(arcOrigin[position])] = 1
      units[Int(slotArc[Int(mate)])] += 1
      used[Int(problem.slotMentor[Int(mate)])] += 1
    }
    for mentor in 0..<problem.mentorCount {
      var left = used[mentor]
      for arc in placeArc[placeStart[mentor]..<placeStart[mentor + 1]] where left > 0 {
        let taken = min(left, flow.upper[Int(arc)])
        units[Int(arc)] = taken
        left -= taken
      }
    }
    return units
  }

  /// The potential of a node is minus what a unit costs from there to the sink at the final prices.
  private func potentials(_ assignment: Assignment, of flow: FlowProblem) -> [Int] {
    var price = [Int](repeating: 0, count: flow.nodeCount)
    let reached = assignment.reached(problem)
    for node in 0..<flow.nodeCount {
      if demandNumber[node] >= 0 { price[node] = reached[Int(demandNumber[node])] - shift }
      if slotNumber[node] >= 0 { price[node] = assignment.slotPrice[Int(slotNumber[node])] }
      if mentorNumber[node] >= 0 { price[node] = assignment.mentorPrice[Int(mentorNumber[node])] }
    }
    priceClosedNodes(&price, of: flow)
    return price.map { -$0 }
  }

  /// Slots and mentors without a place are as dear as it takes for nobody to want them.
  private func priceClosedNodes(_ price: inout [Int], of flow: FlowProblem) {
    for arc in 0..<flow.arcCount where role[Int(flow.tail[arc])] == .demand {
      let slot = Int(flow.head[arc])
      guard role[slot] == .slot, slotNumber[slot] < 0 else { continue }
      price[slot] = max(price[slot], price[Int(flow.tail[arc])] - flow.cost[arc])
    }
    for arc in 0..<flow.arcCount where role[Int(flow.tail[arc])] == .slot && slotNumber[Int(flow.tail[arc])] < 0 {
      let (slot, mentor) = (Int(flow.tail[arc]), Int(flow.head[arc]))
      if mentorNumber[mentor] >= 0 {
        price[slot] = max(price[slot], price[mentor])
      } else {
        price[mentor] = max(price[mentor], price[slot])
      }
    }
  }
}
