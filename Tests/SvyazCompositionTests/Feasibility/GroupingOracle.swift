@testable import SvyazComposition

/// Every grouping of a small problem, tried one by one. Shares no code with the engine.
struct GroupingOracle {
  let problem: GroupingProblem

  /// Base sets of the size, each as candidates.
  func baseSets(_ groups: Int) -> [[Int]] {
    var sets: [[Int]] = [[]]
    for candidate in 0..<problem.candidates.count {
      sets += sets.filter { $0.count < groups }.map { $0 + [candidate] }
    }
    return sets.filter { set in
      set.count == groups
        && (0..<problem.candidates.count).allSatisfy { !problem.mustOpen[$0] || set.contains($0) }
    }
  }

  func least(groups: Int) -> Int? { baseSets(groups).compactMap { least(bases: $0) }.min() }

  func isPossible(groups: Int) -> Bool { baseSets(groups).contains { least(bases: $0, anyWillDo: true) != nil } }

  /// By design.md §5: from ⌈members/max⌉ upwards, then downwards.
  var groupCount: Int? {
    let first = max(1, (problem.memberCount + problem.largest - 1) / problem.largest)
    let upwards = first <= problem.memberCount ? Array(first...problem.memberCount) : []
    return (upwards + (1..<max(1, first)).reversed()).first { isPossible(groups: $0) }
  }

  /// The least cost around the bases, `nil` where the rules cannot hold.
  func least(bases: [Int], anyWillDo: Bool = false) -> Int? {
    guard !bases.isEmpty, Set(bases).count == bases.count else { return nil }
    var place = [Int](repeating: -1, count: problem.memberCount)
    for (group, base) in bases.enumerated() {
      let member = Int(problem.candidates[base])
      if problem.isBanned[member] || problem.cost[base * problem.memberCount + member] >= 1 << 60 { return nil }
      place[member] = group
    }
    let own = place
    var best: Int?
    var sizes = [Int](repeating: 1, count: bases.count)
    func go(_ member: Int, _ cost: Int) {
      if anyWillDo, best != nil { return }
      if member == problem.memberCount {
        if cost < best ?? .max, holds(place, bases) { best = cost }
        return
      }
      if own[member] >= 0 {
        go(member + 1, cost + problem.cost[bases[own[member]] * problem.memberCount + member])
        return
      }
      if member >= problem.lowCount, !problem.mustJoin[member] { go(member + 1, cost + problem.leftCost[member]) }
      if problem.isBanned[member] { return }
      for (group, base) in bases.enumerated() where sizes[group] < problem.largest {
        let cell = problem.cost[base * problem.memberCount + member]
        guard cell < 1 << 60 else { continue }
        place[member] = group
        sizes[group] += 1
        go(member + 1, cost + cell)
        sizes[group] -= 1
        place[member] = -1
      }
    }
    go(0, 0)
    return best
  }

  /// The rules that only whole groups show.
  private func holds(_ place: [Int], _ bases: [Int]) -> Bool {
    let groups = bases.indices.map { group in (0..<problem.memberCount).filter { place[$0] == group } }
    let lows = groups.map { $0.count { $0 < problem.lowCount } }
    for (group, low) in zip(groups, lows) {
      if group.count < problem.smallest || group.count > problem.largest { return false }
      if problem.rules.keepsShare, 2 * (group.count - low) < low { return false }
      if !problem.teachers.isEmpty, group.map({ problem.teachers[$0] }).reduce(0, +) < problem.minTeachers {
        return false
      }
    }
    if problem.rules.keepsBalance, (lows.max() ?? 0) - (lows.min() ?? 0) > 1 { return false }
    let sites = (problem.lowCount..<problem.memberCount).filter { problem.isSite[$0] && !problem.isBanned[$0] }
    if problem.rules.keepsSites, sites.count >= bases.count {
      for group in groups where !group.contains(where: { sites.contains($0) }) { return false }
    }
    for (first, second) in problem.together where place[Int(first)] != place[Int(second)] { return false }
    for (first, second) in problem.apart where place[Int(first)] >= 0 && place[Int(first)] == place[Int(second)] {
      return false
    }
    return true
  }
}
