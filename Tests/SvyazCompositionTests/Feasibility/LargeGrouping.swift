import SvyazTestSupport

@testable import SvyazComposition

/// A city on a plain: schools at random points, costs by distance.
enum LargeGrouping {
  static func make(seed: UInt64, members: Int, low: Int, candidates: Int, sitePerCent: Int = 20) -> GroupingProblem {
    var random = SeededGenerator(seed: seed)
    let place = (0..<members).map { _ in
      (Int.random(in: 0...1000, using: &random), Int.random(in: 0...1000, using: &random))
    }
    let bases = (low..<min(members, low + candidates)).map { Int32($0) }
    var cost = [Int](repeating: 0, count: bases.count * members)
    for (candidate, base) in bases.enumerated() {
      for member in 0..<members {
        let far = abs(place[member].0 - place[Int(base)].0) + abs(place[member].1 - place[Int(base)].1)
        cost[candidate * members + member] = 30 * far * (member < low ? 2 : 1)
      }
    }
    return GroupingProblem(
      lowCount: low, memberCount: members,
      isSite: (0..<members).map { $0 >= low && Int.random(in: 1...100, using: &random) <= sitePerCent },
      candidates: bases, cost: cost, leftCost: [Int](repeating: 20_000, count: members),
      mustJoin: (0..<members).map { $0 < low }, isBanned: [Bool](repeating: false, count: members),
      mustOpen: [Bool](repeating: false, count: bases.count), smallest: 6, largest: 15)
  }
}
