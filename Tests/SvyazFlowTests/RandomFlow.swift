import SvyazFlow
import SvyazTestSupport

extension FlowProblem {
  /// A general network: lower bounds, costs of both signs, arcs without capacity, parallel arcs, loops, supplies that
  /// sometimes do not balance.
  static func random(_ random: inout SeededGenerator, nodes: ClosedRange<Int> = 1...7, arcs: ClosedRange<Int> = 0...16)
    -> FlowProblem
  {
    let nodes = Int.random(in: nodes, using: &random)
    var problem = FlowProblem(supply: [Int](repeating: 0, count: nodes))
    let least = Bool.random(using: &random) ? 0 : -5
    let withInfinite = Bool.random(using: &random)
    let withLower = Bool.random(using: &random)
    for _ in 0..<Int.random(in: arcs, using: &random) {
      let lower = withLower && Int.random(in: 0..<3, using: &random) == 0 ? Int.random(in: 0...3, using: &random) : 0
      let room = Int.random(in: 0...6, using: &random)
      let isInfinite = withInfinite && Int.random(in: 0..<4, using: &random) == 0
      problem.addArc(
        from: Int.random(in: 0..<nodes, using: &random), to: Int.random(in: 0..<nodes, using: &random), lower: lower,
        upper: isInfinite ? infiniteCapacity : lower + room, cost: Int.random(in: least...9, using: &random))
    }
    for _ in 0..<Int.random(in: 0...nodes, using: &random) {
      let units = Int.random(in: 1...4, using: &random)
      problem.supply[Int.random(in: 0..<nodes, using: &random)] += units
      problem.supply[Int.random(in: 0..<nodes, using: &random)] -= units
    }
    if Int.random(in: 0..<20, using: &random) == 0 { problem.supply[0] += 1 }
    return problem
  }
}
