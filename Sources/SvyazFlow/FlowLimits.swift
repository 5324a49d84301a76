/// What a flow problem can come to at most, computed without overflow before anything is solved.
///
/// A cheapest flow is made of paths that carry the supplies and of cycles of negative cost, so no arc needs more than
/// `usefulFlow`: supplies plus the capacities of the arcs that can make a cycle pay. Capacities above it are cut down to
/// one more than that, which changes neither optimum nor potentials: an arc filled beyond `usefulFlow` lies on a cycle
/// of cost 0, whose arcs have reduced cost 0.
struct FlowLimits {
  /// Supplies once the lower bounds are sent.
  let supply: [Int]
  /// Σ supplies, 0 where they balance.
  let balance: Int
  let usefulFlow: Int
  /// At least what any path costs, of either sign.
  let pathCost: Int

  private static let most = Int128(FlowProblem.infiniteCapacity - 1)

  /// - Throws: ``FlowError`` for the first thing that does not fit.
  /// - Complexity: O(nodes + arcs).
  init(_ problem: FlowProblem) throws(FlowError) {
    try Self.checkForm(problem)
    (supply, balance) = try Self.shiftedSupply(problem)
    usefulFlow = try Self.usefulFlow(problem, supply: supply)
    try Self.checkTotal(problem, usefulFlow: usefulFlow)
    pathCost = try Self.pathCost(problem)
  }

  /// The capacity left above the lower bound; `Int.max` where there is no bound.
  func capacity(_ arc: Int, of problem: FlowProblem) -> Int {
    if problem.isInfinite(arc) { return .max }
    // Both are less than 2^62 in size.
    return min(problem.upper[arc] - problem.lower[arc], usefulFlow + 1)
  }

  private static func checkForm(_ problem: FlowProblem) throws(FlowError) {
    let nodes = problem.nodeCount
    let arcs = problem.arcCount
    guard nodes < Int(Int32.max) / 2, arcs < Int(Int32.max) / 2 else { throw .tooLarge(nodes: nodes, arcs: arcs) }
    for arc in 0..<arcs {
      guard arc < problem.head.count, arc < problem.lower.count, arc < problem.upper.count, arc < problem.cost.count,
        (0..<nodes).contains(Int(problem.tail[arc])), (0..<nodes).contains(Int(problem.head[arc])),
        problem.lower[arc] <= problem.upper[arc], problem.lower[arc].magnitude < FlowProblem.infiniteCapacity,
        problem.upper[arc] > -FlowProblem.infiniteCapacity
      else { throw .badArc(arc) }
      // The bounds are less than 2^62 in size, so their difference does not overflow.
      if !problem.isInfinite(arc), problem.upper[arc] - problem.lower[arc] >= FlowProblem.infiniteCapacity {
        throw .capacityTooGreat(arc: arc)
      }
    }
  }

  private static func shiftedSupply(_ problem: FlowProblem) throws(FlowError) -> ([Int], Int) {
    var balance: Int128 = 0
    var sent: Int128 = 0
    for (node, value) in problem.supply.enumerated() {
      balance += Int128(value)
      sent += Int128(value.magnitude)
      guard sent <= most else { throw .supplyTooGreat(node: node) }
    }
    var supply = problem.supply
    for arc in 0..<problem.arcCount where problem.lower[arc] != 0 {
      let lower = problem.lower[arc]
      sent += 2 * Int128(lower.magnitude)
      guard sent <= most else { throw .supplyTooGreat(node: Int(problem.tail[arc])) }
      supply[Int(problem.tail[arc])] -= lower
      supply[Int(problem.head[arc])] += lower
    }
    return (supply, Int(balance))
  }

  private static func usefulFlow(_ problem: FlowProblem, supply: [Int]) throws(FlowError) -> Int {
    var useful: Int128 = 0
    for value in supply where value > 0 { useful += Int128(value) }
    let sent = useful
    let anyArcPays = (0..<problem.arcCount).contains { problem.isInfinite($0) && problem.cost[$0] < 0 }
    var infinite: Int?
    for arc in 0..<problem.arcCount {
      if problem.isInfinite(arc) {
        infinite = arc
      } else if anyArcPays || problem.cost[arc] < 0 {
        useful += Int128(problem.upper[arc] - problem.lower[arc])
      }
    }
    // No finite arc carries more than its capacity, whatever the bound.
    useful = min(useful, infinite == nil ? most - 1 : useful)
    guard let infinite else { return Int(useful) }
    // Trees of the simplex can send everything that finite arcs carry through one that has no capacity.
    var carried = sent
    for arc in 0..<problem.arcCount where !problem.isInfinite(arc) {
      carried += min(Int128(problem.upper[arc] - problem.lower[arc]), useful + 1)
    }
    guard carried < most else { throw .capacityTooGreat(arc: infinite) }
    return Int(useful)
  }

  private static func checkTotal(_ problem: FlowProblem, usefulFlow: Int) throws(FlowError) {
    var greatest: Int128 = 0
    for arc in 0..<problem.arcCount where problem.cost[arc] != 0 {
      let room =
        problem.isInfinite(arc)
        ? usefulFlow + 1 : min(problem.upper[arc] - problem.lower[arc], usefulFlow + 1)
      greatest +=
        Int128(problem.cost[arc].magnitude) * (Int128(room) + Int128(problem.lower[arc].magnitude))
      guard greatest <= Int128(Int.max) else { throw .costTooGreat(arc: arc) }
    }
  }

  private static func pathCost(_ problem: FlowProblem) throws(FlowError) -> Int {
    var sum: Int128 = 0
    var dearest = 0
    for arc in 0..<problem.arcCount {
      sum += Int128(problem.cost[arc].magnitude)
      if problem.cost[arc].magnitude > problem.cost[dearest].magnitude { dearest = arc }
    }
    guard problem.arcCount > 0 else { return 0 }
    let bound = min(sum, Int128(problem.cost[dearest].magnitude) * Int128(problem.nodeCount))
    guard bound <= 1 << 60 else { throw .pathTooDear(arc: dearest) }
    return Int(bound)
  }
}
