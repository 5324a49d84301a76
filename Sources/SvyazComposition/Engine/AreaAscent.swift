/// Prices for small areas: what is best for the relaxation of the whole is not best once areas count as wholes.
///
/// A subgradient method (Polyak, 1969) on the bound by areas; every look is a bound, the best one counts.
struct AreaAscent {
  let relaxation: Relaxation
  let groups: Int
  let bases: [Int32]
  let limit: Int
  let budget: SearchBudget
  /// Of an area, about.
  let basesInArea: Int
  /// For one look.
  let operations: Int
  /// The length of the first step, as a share of the way to the target.
  let firstStep: Double

  private static let shortest = 0.004

  /// - Parameter node: the root with its best prices; the best prices found are put there.
  func run(_ node: inout BoundNode, operations all: Int) throws -> Int {
    let problem = relaxation.problem
    let floor = max(0, budget.left - all)
    var best = Int.min
    var centre = node.prices
    var direction = [Double](repeating: 0, count: problem.memberCount)
    var factor = firstStep
    var inVain = 0
    var looks = 0
    let start = node.bound
    while budget.left > floor {
      guard
        var areas = AreaBound(
          relaxation, node, groups: groups, bases: bases, limit: limit, basesInArea: basesInArea, budget: budget)
      else { break }
      let bound = try areas.run(operations: operations)
      try budget.spend(problem.memberCount * problem.candidateCount)
      if bound >= limit { return limit }
      looks += 1
      // Where areas hang together too closely, prices cannot help.
      if looks == 8, max(best, bound) < start + abs(start) / 1000 { break }
      if bound > best {
        (best, centre, inVain) = (bound, node.prices, 0)
        factor = min(0.4, factor * 1.15)
      } else {
        inVain += 1
        if inVain == 2 {
          factor *= 0.6
          inVain = 0
          if factor < Self.shortest { break }
        }
      }
      let used = try areas.usage()
      var norm = 0.0
      for member in 0..<problem.memberCount where !problem.isBanned[member] {
        var slope = Double(1 - used[member])
        if slope > 0, !problem.mustJoin[member], Int(centre[member]) >= problem.leftCost[member] { slope = 0 }
        direction[member] = 0.6 * direction[member] + 0.4 * slope
        norm += direction[member] * direction[member]
      }
      guard norm > 1e-6 else { break }
      let length = factor * Double(min(limit - best, best / 50)) / norm
      for member in 0..<problem.memberCount where !problem.isBanned[member] {
        var price = centre[member] + length * direction[member]
        if !problem.mustJoin[member] { price = min(price, Double(problem.leftCost[member])) }
        node.prices[member] = price.rounded()
      }
    }
    node.prices = centre
    return best
  }
}
