/// A plain check of a grouping against every rule of its problem; knows nothing of how it was made.
enum GroupingCheck {
  /// One broken rule. Numbers are of members and candidates.
  enum Violation: Hashable, Sendable {
    /// Arrays of the wrong length, numbers out of range or bases that do not ascend.
    case malformed
    case groupCount(Int, expected: Int)
    /// The base is banned, may not be in its own group or is not in it.
    case badBase(candidate: Int)
    /// The candidate must be a base.
    case notOpen(candidate: Int)
    /// The member is in the group of a candidate that is no base.
    case noSuchGroup(member: Int)
    case forbiddenCell(member: Int, candidate: Int)
    case outside(member: Int)
    case banned(member: Int)
    case size(candidate: Int, Int)
    /// 2 · others < low-result members.
    case share(candidate: Int, low: Int, others: Int)
    case balance(least: Int, greatest: Int)
    case noSite(candidate: Int)
    case parted(Int, Int)
    case joined(Int, Int)
    case teachers(candidate: Int, Int)
  }

  /// Σ cost cells of the members in groups and left costs of the others, held within 64 bits.
  static func cost(_ grouping: Grouping, in problem: GroupingProblem) -> Int {
    var sum: Int128 = 0
    for member in 0..<min(problem.memberCount, grouping.group.count) {
      let candidate = Int(grouping.group[member])
      let isCell = (0..<problem.candidateCount).contains(candidate)
      sum += Int128(isCell ? problem.cost(candidate, member) : problem.leftCost[member])
    }
    return Int(clamping: sum)
  }

  /// - Complexity: O(members + candidates + pairs).
  static func violations(of grouping: Grouping, in problem: GroupingProblem, groups: Int) -> [Violation] {
    guard grouping.group.count == problem.memberCount,
      grouping.bases.allSatisfy({ (0..<problem.candidateCount).contains(Int($0)) }),
      grouping.group.allSatisfy({ (-1..<problem.candidateCount).contains(Int($0)) }),
      zip(grouping.bases, grouping.bases.dropFirst()).allSatisfy({ $0 < $1 })
    else { return [.malformed] }
    var found: [Violation] = []
    if grouping.bases.count != groups { found.append(.groupCount(grouping.bases.count, expected: groups)) }
    checkBases(grouping, problem, &found)
    checkMembers(grouping, problem, &found)
    checkGroups(grouping, problem, groups, &found)
    for (first, second) in problem.together where grouping.group[Int(first)] != grouping.group[Int(second)] {
      found.append(.parted(Int(first), Int(second)))
    }
    for (first, second) in problem.apart {
      let group = grouping.group[Int(first)]
      if group >= 0, group == grouping.group[Int(second)] { found.append(.joined(Int(first), Int(second))) }
    }
    return found
  }

  private static func checkBases(_ grouping: Grouping, _ problem: GroupingProblem, _ found: inout [Violation]) {
    for base in grouping.bases {
      let member = Int(problem.candidates[Int(base)])
      if problem.isBanned[member] || problem.cost(Int(base), member) >= GroupingProblem.forbidden
        || grouping.group[member] != base
      {
        found.append(.badBase(candidate: Int(base)))
      }
    }
    let open = Set(grouping.bases)
    for candidate in 0..<problem.candidateCount where problem.mustOpen[candidate] && !open.contains(Int32(candidate)) {
      found.append(.notOpen(candidate: candidate))
    }
  }

  private static func checkMembers(_ grouping: Grouping, _ problem: GroupingProblem, _ found: inout [Violation]) {
    let open = Set(grouping.bases)
    for member in 0..<problem.memberCount {
      let candidate = Int(grouping.group[member])
      guard candidate >= 0 else {
        if member < problem.lowCount || problem.mustJoin[member] { found.append(.outside(member: member)) }
        continue
      }
      if problem.isBanned[member] { found.append(.banned(member: member)) }
      if !open.contains(Int32(candidate)) { found.append(.noSuchGroup(member: member)) }
      if problem.cost(candidate, member) >= GroupingProblem.forbidden {
        found.append(.forbiddenCell(member: member, candidate: candidate))
      }
    }
  }

  private static func checkGroups(
    _ grouping: Grouping, _ problem: GroupingProblem, _ groups: Int, _ found: inout [Violation]
  ) {
    var low = [Int](repeating: 0, count: problem.candidateCount)
    var others = low
    var sites = low
    var teachers = low
    for member in 0..<problem.memberCount {
      let candidate = Int(grouping.group[member])
      guard candidate >= 0 else { continue }
      if member < problem.lowCount { low[candidate] += 1 } else { others[candidate] += 1 }
      if member >= problem.lowCount, problem.isSite[member] { sites[candidate] += 1 }
      if !problem.teachers.isEmpty { teachers[candidate] += problem.teachers[member] }
    }
    for base in grouping.bases.map({ Int($0) }) {
      let size = low[base] + others[base]
      if !(problem.smallest...max(problem.smallest, problem.largest)).contains(size) || size > problem.largest {
        found.append(.size(candidate: base, size))
      }
      if problem.rules.keepsShare, 2 * others[base] < low[base] {
        found.append(.share(candidate: base, low: low[base], others: others[base]))
      }
      if problem.needsSites(groups: groups), sites[base] == 0 { found.append(.noSite(candidate: base)) }
      if !problem.teachers.isEmpty, teachers[base] < problem.minTeachers {
        found.append(.teachers(candidate: base, teachers[base]))
      }
    }
    let counts = grouping.bases.map { low[Int($0)] }
    if problem.rules.keepsBalance, let least = counts.min(), let greatest = counts.max(), greatest - least > 1 {
      found.append(.balance(least: least, greatest: greatest))
    }
  }
}
