/// Whether an outcome is proved: bounds, conservation and complementary slackness of a flow, or the witness that there
/// is none or no cheapest one. Knows no solver; its sums have 128 bits.
public struct FlowCheck: Sendable, Equatable {
  /// What failed first, for developers; `nil`: the outcome is proved.
  public let fault: String?

  public var isProved: Bool { fault == nil }

  /// - Complexity: O(nodes + arcs).
  public init(_ outcome: FlowOutcome, of problem: FlowProblem) {
    fault =
      switch outcome {
      case .optimal(let solution): Self.fault(solution, problem)
      case .infeasible(let cut): Self.fault(cut, problem)
      case .unbounded(let ray): Self.fault(ray, problem)
      }
  }

  private static func fault(_ solution: FlowSolution, _ problem: FlowProblem) -> String? {
    if let fault = flowFault(solution.flow, problem) { return fault }
    guard solution.potential.count == problem.nodeCount else { return "sizes differ" }
    var cost: Int128 = 0
    for arc in 0..<problem.arcCount {
      let flow = solution.flow[arc]
      cost += Int128(problem.cost[arc]) * Int128(flow)
      let reduced =
        Int128(problem.cost[arc]) + Int128(solution.potential[Int(problem.tail[arc])])
        - Int128(solution.potential[Int(problem.head[arc])])
      if reduced > 0, flow > problem.lower[arc] { return "arc \(arc) carries more than it should" }
      if reduced < 0, problem.isInfinite(arc) || flow < problem.upper[arc] {
        return "arc \(arc) carries less than it should"
      }
    }
    return cost == Int128(solution.cost) ? nil : "the flow costs \(cost), not \(solution.cost)"
  }

  private static func flowFault(_ flow: [Int], _ problem: FlowProblem) -> String? {
    guard flow.count == problem.arcCount else { return "sizes differ" }
    var left = problem.supply.map { Int128($0) }
    for arc in 0..<problem.arcCount {
      if flow[arc] < problem.lower[arc] || (!problem.isInfinite(arc) && flow[arc] > problem.upper[arc]) {
        return "arc \(arc) breaks its bounds"
      }
      left[Int(problem.tail[arc])] -= Int128(flow[arc])
      left[Int(problem.head[arc])] += Int128(flow[arc])
    }
    return left.firstIndex { $0 != 0 }.map { "node \($0) is not balanced" }
  }

  private static func fault(_ cut: FlowCut, _ problem: FlowProblem) -> String? {
    var isInside = [Bool](repeating: false, count: problem.nodeCount)
    var supply: Int128 = 0
    for node in cut.nodes {
      guard problem.supply.indices.contains(Int(node)), !isInside[Int(node)] else {
        return "the cut is no set of nodes"
      }
      isInside[Int(node)] = true
      supply += Int128(problem.supply[Int(node)])
    }
    let out = cut.reason == .supplyCannotLeave
    var capacity: Int128 = 0
    var lower: Int128 = 0
    for arc in 0..<problem.arcCount {
      let tailIsInside = isInside[Int(problem.tail[arc])]
      guard tailIsInside != isInside[Int(problem.head[arc])] else { continue }
      if tailIsInside == out {
        if problem.isInfinite(arc) { return "arc \(arc) crosses the cut without bound" }
        capacity += Int128(problem.upper[arc])
      } else {
        lower += Int128(problem.lower[arc])
      }
    }
    guard supply == Int128(cut.supply), capacity == Int128(cut.capacity), lower == Int128(cut.lower) else {
      return "the cut's figures are wrong"
    }
    return (out ? supply : -supply) > capacity - lower ? nil : "the cut proves nothing"
  }

  private static func fault(_ ray: FlowRay, _ problem: FlowProblem) -> String? {
    if let fault = flowFault(ray.flow, problem) { return fault }
    guard let last = ray.cycle.last, ray.cycle.allSatisfy({ problem.tail.indices.contains(Int($0)) }) else {
      return "the cycle is empty or names no arcs"
    }
    var node = problem.head[Int(last)]
    var cost: Int128 = 0
    for arc in ray.cycle {
      guard problem.tail[Int(arc)] == node else { return "the cycle is broken at arc \(arc)" }
      guard problem.isInfinite(Int(arc)) else { return "arc \(arc) of the cycle has a capacity" }
      node = problem.head[Int(arc)]
      cost += Int128(problem.cost[Int(arc)])
    }
    return cost < 0 && cost == Int128(ray.cost) ? nil : "the cycle does not pay"
  }
}
