import SvyazTestSupport

@testable import SvyazComposition

/// Small grouping problems with every kind of wish; about half of them can hold their rules.
enum RandomGrouping {
  static func make(seed: UInt64, members range: ClosedRange<Int> = 3...8) -> GroupingProblem {
    var random = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    func chance(_ perCent: Int) -> Bool { number(1...100) <= perCent }
    let count = number(range)
    let low = number(0...count / 2 + 1)
    let isHandMade = chance(70)
    var candidates = (low..<max(low, count)).filter { _ in chance(60) }.map { Int32($0) }
    if candidates.count > 5 { candidates = Array(candidates.prefix(5)) }
    let isSite = (0..<count).map { $0 >= low && chance(40) }
    let isBanned = (0..<count).map { $0 >= low && isHandMade && chance(8) }
    var cost = (0..<candidates.count * count).map { _ in number(0...30) }
    if isHandMade {
      for cell in cost.indices where chance(8) { cost[cell] = GroupingProblem.forbidden }
    }
    let smallest = number(1...3)
    var problem = GroupingProblem(
      lowCount: low, memberCount: count, isSite: isSite, candidates: candidates, cost: cost,
      leftCost: (0..<count).map { _ in number(0...30) },
      mustJoin: (0..<count).map { $0 < low || (isHandMade && chance(10)) }, isBanned: isBanned,
      mustOpen: candidates.map { _ in isHandMade && chance(10) }, smallest: smallest,
      largest: smallest + number(0...4))
    if isHandMade {
      for _ in 0..<number(0...2) where count > 1 {
        let first = number(0...count - 2)
        problem.together.append((Int32(first), Int32(number(first + 1...count - 1))))
      }
      for _ in 0..<number(0...4) where count > 1 {
        let first = number(0...count - 2)
        problem.apart.append((Int32(first), Int32(number(first + 1...count - 1))))
      }
    }
    if chance(30) {
      problem.teachers = (0..<count).map { _ in number(0...20) }
      problem.minTeachers = number(0...30)
    }
    if chance(20) { problem.rules.keepsShare = false }
    if chance(20) { problem.rules.keepsBalance = false }
    if chance(20) { problem.rules.keepsSites = false }
    return problem
  }
}
