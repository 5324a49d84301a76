/// The cheapest grouping of a few members by dynamic programming over their subsets, whatever the wishes.
///
/// Every set of members that may be a group has its price; the cheapest split of the members into K such sets and some
/// that are left takes the set with the lowest member first, so that each split is met once.
struct SubsetSearch {
  /// Members at most.
  static let memberLimit = 14

  static func suits(_ problem: GroupingProblem) -> Bool { problem.memberCount <= memberLimit }

  private let problem: GroupingProblem
  private let shape: GroupShape
  private let count: Int
  private let all: Int
  /// By set: what it costs as a group, and the candidate that is its base.
  private var price: [Int]
  private var base: [Int32]

  /// - Precondition: the problem suits.
  /// - Complexity: O(candidates · 2ⁿ).
  init(_ problem: GroupingProblem, _ shape: GroupShape) {
    self.problem = problem
    self.shape = shape
    count = problem.memberCount
    all = (1 << count) - 1
    price = [Int](repeating: Self.none, count: all + 1)
    base = [Int32](repeating: -1, count: all + 1)
    let mayBe = (0...all).map { isSound($0) }
    let forced = bits { member in problem.candidates.indices.contains { problem.mustOpen[$0] && base(of: $0) == member }
    }
    var sum = [Int](repeating: 0, count: all + 1)
    for candidate in 0..<problem.candidateCount {
      let own = base(of: candidate)
      for set in 1...max(1, all) where set <= all {
        let rest = sum[set & (set - 1)]
        let cost = problem.cost(candidate, set.trailingZeroBitCount)
        sum[set] = rest >= Self.none || cost >= GroupingProblem.forbidden ? Self.none : rest + cost
        guard mayBe[set], set >> own & 1 == 1, set & forced & ~(1 << own) == 0, sum[set] < price[set] else { continue }
        price[set] = sum[set]
        base[set] = Int32(candidate)
      }
    }
  }

  private static let none = GroupingProblem.forbidden

  private func base(of candidate: Int) -> Int { Int(problem.candidates[candidate]) }

  private func bits(_ test: (Int) -> Bool) -> Int { (0..<count).reduce(0) { test($1) ? $0 | 1 << $1 : $0 } }

  /// Whether a set holds the rules of a group, those about its base aside.
  private func isSound(_ set: Int) -> Bool {
    let size = set.nonzeroBitCount
    let lows = (set & ((1 << problem.lowCount) - 1)).nonzeroBitCount
    let kind = lows - shape.lows
    guard kind == 0 || kind == 1 && shape.extra > 0, shape.others[kind].contains(size - lows) else { return false }
    func holds(_ member: Int32) -> Bool { set >> Int(member) & 1 == 1 }
    guard problem.together.allSatisfy({ holds($0.0) == holds($0.1) }),
      !problem.apart.contains(where: { holds($0.0) && holds($0.1) })
    else { return false }
    var hasSite = false
    var teachers = 0
    for member in 0..<count where holds(Int32(member)) {
      if problem.isBanned[member] { return false }
      hasSite = hasSite || problem.isSite[member]
      if !problem.teachers.isEmpty { teachers += min(problem.minTeachers, problem.teachers[member]) }
    }
    return (hasSite || !shape.needsSites) && (problem.teachers.isEmpty || teachers >= problem.minTeachers)
  }

  /// - Returns: `nil` where no grouping holds the rules.
  /// - Throws: `CancellationError` from the budget.
  /// - Complexity: O(K · 3ⁿ).
  func run(_ budget: SearchBudget) throws -> Grouping? {
    let groups = shape.groups
    guard groups <= count else { return nil }
    let mustJoin = bits { member in
      problem.joins(member) || problem.candidates.indices.contains { problem.mustOpen[$0] && base(of: $0) == member }
    }
    let width = groups + 1
    // By set and number of groups: the least cost, and the group that holds its lowest member.
    var least = [Int](repeating: Self.none, count: (all + 1) * width)
    var choice = [Int](repeating: 0, count: (all + 1) * width)
    least[0] = 0
    for set in 1...max(1, all) where set <= all {
      let rest = set & (set - 1)
      let first = set ^ rest
      if mustJoin & first == 0 {
        let left = problem.leftCost[first.trailingZeroBitCount]
        for made in 0...groups where least[rest * width + made] < Self.none {
          least[set * width + made] = least[rest * width + made] + left
        }
      }
      var others = rest
      while true {
        let group = others | first
        if price[group] < Self.none {
          let remainder = (set ^ group) * width
          for made in 1...groups {
            let value = least[remainder + made - 1] + price[group]
            if value < least[set * width + made] {
              least[set * width + made] = value
              choice[set * width + made] = group
            }
          }
        }
        if others == 0 { break }
        others = (others - 1) & rest
      }
      try budget.spend(groups << set.nonzeroBitCount)
    }
    guard least[all * width + groups] < Self.none else { return nil }
    return grouping(choice)
  }

  private func grouping(_ choice: [Int]) -> Grouping {
    var (set, made) = (all, shape.groups)
    var grouping = Grouping(bases: [], group: [Int32](repeating: -1, count: count))
    while set != 0 {
      let group = choice[set * (shape.groups + 1) + made]
      if group == 0 {
        set &= set - 1
        continue
      }
      let candidate = base[group]
      grouping.bases.append(candidate)
      for member in 0..<count where group >> member & 1 == 1 { grouping.group[member] = candidate }
      set ^= group
      made -= 1
    }
    grouping.bases.sort()
    return grouping
  }
}
