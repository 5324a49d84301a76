/// Moves members until every group has its teachers: a local search on a grouping that keeps all other rules.
///
/// Of all single moves and exchanges of two members of one kind, the one that takes most from what groups lack; ends
/// where none takes anything. Members of units and of pairs apart stay where they are.
struct StaffRepair {
  private let fixed: FixedBases
  private let isFree: [Bool]

  init(_ fixed: FixedBases) {
    self.fixed = fixed
    isFree = (0..<fixed.problem.memberCount).map { member in
      let unit = Int(fixed.units.unit[member])
      return fixed.ownGroup[member] < 0 && !fixed.problem.isBanned[member] && fixed.units.members[unit].count == 1
        && fixed.units.apart[unit].isEmpty
    }
  }

  private struct Count {
    var teachers: [Int]
    var size: [Int]
    var low: [Int]
    var sites: [Int]
  }

  /// - Parameter start: by member, its group, −1 in none.
  /// - Returns: `nil` where groups still lack teachers.
  /// - Complexity: O(members²) a step; at most `steps` of them.
  func run(_ start: [Int32], steps: Int = 200) -> [Int32]? {
    let problem = fixed.problem
    var group = start
    for _ in 0..<steps {
      let count = self.count(group)
      let lacking = count.teachers.indices.filter { count.teachers[$0] < problem.minTeachers }
      guard !lacking.isEmpty else { return group }
      var best: (gain: Int, member: Int, other: Int, to: Int)?
      for to in lacking {
        for member in group.indices where isFree[member] && group[member] != Int32(to) && mayEnter(member, to) {
          let from = Int(group[member])
          if mayMove(member, from, to, count) {
            let gain = gain(count, from, to, problem.teachers[member])
            if gain > best?.gain ?? 0 { best = (gain, member, -1, to) }
          }
          for other in group.indices where group[other] == Int32(to) && isFree[other] {
            let more = problem.teachers[member] - problem.teachers[other]
            guard more > 0, isAlike(member, other), from < 0 ? !problem.joins(other) : mayEnter(other, from) else {
              continue
            }
            let gain = gain(count, from, to, more)
            if gain > best?.gain ?? 0 { best = (gain, member, other, to) }
          }
        }
      }
      guard let best else { return nil }
      if best.other >= 0 { group[best.other] = group[best.member] }
      group[best.member] = Int32(best.to)
    }
    return nil
  }

  private func count(_ group: [Int32]) -> Count {
    let none = [Int](repeating: 0, count: fixed.bases.count)
    var count = Count(teachers: none, size: none, low: none, sites: none)
    for (member, number) in group.enumerated() where number >= 0 {
      count.teachers[Int(number)] += fixed.problem.teachers[member]
      count.size[Int(number)] += 1
      if member < fixed.problem.lowCount { count.low[Int(number)] += 1 }
      if fixed.problem.isSite[member] { count.sites[Int(number)] += 1 }
    }
    return count
  }

  private func mayEnter(_ member: Int, _ group: Int) -> Bool {
    fixed.problem.cost(Int(fixed.bases[group]), member) < GroupingProblem.forbidden
  }

  /// Members that are alike change places without touching a count.
  private func isAlike(_ one: Int, _ other: Int) -> Bool {
    let low = fixed.problem.lowCount
    return (one < low) == (other < low)
      && (!fixed.needsSites || fixed.problem.isSite[one] == fixed.problem.isSite[other])
  }

  /// Whether an other may leave its group, or the outside, for one with room.
  private func mayMove(_ member: Int, _ from: Int, _ to: Int, _ count: Count) -> Bool {
    let problem = fixed.problem
    guard member >= problem.lowCount, count.size[to] < problem.largest else { return false }
    guard from >= 0 else { return true }
    let others = count.size[from] - count.low[from] - 1
    guard count.size[from] > problem.smallest, !problem.rules.keepsShare || 2 * others >= count.low[from] else {
      return false
    }
    return !fixed.needsSites || !problem.isSite[member] || count.sites[from] > 1
  }

  /// By how much less groups lack when `teachers` go from one to the other.
  private func gain(_ count: Count, _ from: Int, _ to: Int, _ teachers: Int) -> Int {
    let least = fixed.problem.minTeachers
    func lack(_ sum: Int) -> Int { max(0, least - sum) }
    let gain = lack(count.teachers[to]) - lack(count.teachers[to] + teachers)
    return from < 0 ? gain : gain + lack(count.teachers[from]) - lack(count.teachers[from] - teachers)
  }
}
