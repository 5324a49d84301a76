/// Solves any ``FlowProblem`` by the primal network simplex method.
///
/// Strongly feasible spanning trees, an artificial root, block search for the entering arc and a few starting pivots
/// along the cheapest arcs of sources and sinks (Ahuja, Magnanti, Orlin, *Network Flows*, 1993, ch. 11; Király and
/// Kovács, *Efficient implementations of minimum-cost flow algorithms*, 2012). Deterministic.
///
///     var problem = FlowProblem(supply: [2, -2])
///     problem.addArc(from: 0, to: 1, upper: 3, cost: 5)
///     try NetworkSimplex.solve(problem)  // .optimal, cost 10
///
/// - Complexity: O(arcs + nodes) memory, about 40 bytes an arc beside the problem. No polynomial bound on time is known for this pivot
///   rule; in practice about nodes · arcs steps and less.
public enum NetworkSimplex {
  /// - Throws: ``FlowError`` where numbers do not fit, before anything is solved; `CancellationError` when the monitor
  ///   says so.
  public static func solve(_ problem: FlowProblem, monitor: SolveMonitor = .none) throws -> FlowOutcome {
    let limits = try FlowLimits(problem)
    if monitor.isCancelled() { throw CancellationError() }
    guard limits.balance == 0 else { return .infeasible(unbalancedCut(problem, limits)) }
    let tree = SimplexTree(problem, limits: limits, withCosts: true)
    if monitor.isCancelled() { throw CancellationError() }
    switch try tree.run(monitor) {
    case .some(let cycle):
      // Unbounded if there is any flow at all: the same problem without costs tells.
      let feasible = SimplexTree(problem, limits: limits, withCosts: false)
      _ = try feasible.run(monitor)
      let flow = feasible.flows(problem)
      if let cut = ResidualCut(problem, flow: flow, unsent: feasible.unsentSupply).cut { return .infeasible(cut) }
      return .unbounded(
        FlowRay(cycle: cycle, cost: cycle.reduce(0) { $0 + problem.cost[Int($1)] }, flow: flow))
    case .none:
      let flow = tree.flows(problem)
      if let cut = ResidualCut(problem, flow: flow, unsent: tree.unsentSupply).cut { return .infeasible(cut) }
      var cost: Int128 = 0
      for (arc, units) in flow.enumerated() where units != 0 { cost += Int128(units) * Int128(problem.cost[arc]) }
      // The limits hold 64 bits for every useful flow.
      return .optimal(FlowSolution(cost: Int(clamping: cost), flow: flow, potential: tree.potentials))
    }
  }

  /// All nodes together: nothing crosses this cut.
  private static func unbalancedCut(_ problem: FlowProblem, _ limits: FlowLimits) -> FlowCut {
    FlowCut(
      nodes: problem.supply.indices.map { Int32($0) },
      reason: limits.balance > 0 ? .supplyCannotLeave : .demandCannotBeMet, supply: limits.balance, capacity: 0,
      lower: 0)
  }
}
