/// Some candidates with the members that could gain from them, as a problem of its own for bounds.
///
/// All other members cost well above their price at every candidate here. In their place stand fillers: the first costs a
/// candidate what the cheapest of those members would, over its price, and so on, as many as a group can take. A filler
/// may be in many groups, so no groups of the whole are shut out or cost more.
struct AreaProblem {
  let relaxation: Relaxation
  /// In the area's numbers.
  let open: [Int32]
  let candidates: [Int32]
  /// Members that are no fillers.
  let active: [Int]
  /// By member of the area: its number in the whole, −1 for a filler.
  let member: [Int]
  /// By member of the area; no price rises above it.
  let prices: [Int]

  /// Points above a member's price from which it stands for itself no longer.
  private static let far = 2000

  /// - Parameters:
  ///   - whole: the relaxation of the whole.
  ///   - prices: by member of the whole.
  /// - Complexity: O(members · candidates).
  init(_ whole: Relaxation, open: [Int32], candidates: [Int32], prices: [Int]) {
    let problem = whole.problem
    let shape = whole.shape
    let all = open + candidates
    let bases = Set(all.map { problem.candidates[Int($0)] })
    let near = (0..<problem.memberCount).filter { member in
      if bases.contains(Int32(member)) { return true }
      guard !problem.isBanned[member] else { return false }
      return all.contains { problem.cost(Int($0), member) < prices[member] + Self.far }
    }
    let lows = near.filter { $0 < problem.lowCount }
    let others = near.filter { $0 >= problem.lowCount }
    let lowFillers = shape.lows + 1
    let otherFillers = max(shape.others[0].upperBound, shape.others[1].upperBound) + 1
    let lowCount = lows.count + lowFillers
    let count = lowCount + others.count + otherFillers
    // −1: a filler.
    let member = lows + [Int](repeating: -1, count: lowFillers) + others + [Int](repeating: -1, count: otherFillers)
    let isNear = Set(near)
    let rest = (0..<problem.memberCount).filter { !isNear.contains($0) && !problem.isBanned[$0] }
    var cost: [Int] = []
    cost.reserveCapacity(all.count * count)
    for candidate in all {
      func over(_ members: [Int]) -> [Int] {
        members.map { problem.cost(Int(candidate), $0) }.enumerated().map { place, cost in
          cost >= GroupingProblem.forbidden ? cost : cost - prices[members[place]]
        }.sorted()
      }
      func padded(_ costs: [Int], _ count: Int) -> [Int] {
        Array(costs.prefix(count)) + [Int](repeating: GroupingProblem.forbidden, count: max(0, count - costs.count))
      }
      for member in lows { cost.append(problem.cost(Int(candidate), member)) }
      cost += padded(over(rest.filter { $0 < problem.lowCount }), lowFillers)
      for member in others { cost.append(problem.cost(Int(candidate), member)) }
      let farOthers = rest.filter { $0 >= problem.lowCount }
      cost += padded(over(farOthers), otherFillers - 1)
      cost += padded(over(farOthers.filter { problem.isSite[$0] }), 1)
    }
    var place: [Int32: Int32] = [:]
    for (number, member) in member.enumerated() where member >= 0 { place[Int32(member)] = Int32(number) }
    self.prices = member.map { $0 < 0 ? 0 : prices[$0] }
    // The last filler is the cheapest site.
    let isSite = member.enumerated().map { number, member in
      member < 0 ? number == count - 1 : problem.isSite[member]
    }
    let local = GroupingProblem(
      lowCount: lowCount, memberCount: count, isSite: isSite,
      candidates: all.map { place[problem.candidates[Int($0)]] ?? 0 },
      cost: cost, leftCost: self.prices, mustJoin: [Bool](repeating: false, count: count),
      isBanned: [Bool](repeating: false, count: count), mustOpen: [Bool](repeating: false, count: all.count),
      smallest: problem.smallest, largest: problem.largest)
    relaxation = Relaxation(local, shape)
    self.member = member
    active = member.indices.filter { member[$0] >= 0 }
    self.open = open.indices.map { Int32($0) }
    self.candidates = candidates.indices.map { Int32(open.count + $0) }
  }
}
