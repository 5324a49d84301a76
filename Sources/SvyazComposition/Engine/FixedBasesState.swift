/// A part of the groupings around fixed bases: which unit may be in which group, and tighter counts of single groups.
struct FixedBasesState: Sendable {
  let groupCount: Int
  /// By unit and group.
  private(set) var allows: [Bool]
  /// By unit: groups that it may be in.
  private(set) var choices: [Int32]
  /// By unit: is in a group. Units of bases too.
  private(set) var joins: [Bool]
  /// By group: low-result members at most.
  private(set) var lowMost: [Int]
  /// By group: other members at least, the base counted.
  private(set) var othersLeast: [Int]
  private(set) var isEmpty = false

  /// - Returns: `nil` where the wishes leave a unit no place.
  init?(
    _ problem: GroupingProblem, _ units: GroupingUnits, bases: [Int32], ownGroup: [Int32],
    lowRange: (least: Int, most: Int)
  ) {
    let count = bases.count
    groupCount = count
    allows = [Bool](repeating: false, count: units.members.count * count)
    choices = [Int32](repeating: 0, count: units.members.count)
    joins = [Bool](repeating: false, count: units.members.count)
    lowMost = [Int](repeating: lowRange.most, count: count)
    let share = problem.rules.keepsShare ? (lowRange.least + 1) / 2 : 0
    othersLeast = [Int](repeating: max(1, share), count: count)
    var fixed: [(unit: Int, group: Int)] = []
    for (unit, members) in units.members.enumerated() {
      joins[unit] = members.contains { Int($0) < problem.lowCount || problem.mustJoin[Int($0)] }
      let groups = Set(members.map { ownGroup[Int($0)] }.filter { $0 >= 0 })
      if groups.count > 1 { return nil }
      if let group = groups.first {
        joins[unit] = true
        fixed.append((unit, Int(group)))
      }
      if members.contains(where: { problem.isBanned[Int($0)] }) || units.isTornApart(unit) {
        if joins[unit] { return nil }
        continue
      }
      for group in 0..<count {
        let candidate = Int(bases[group])
        if members.allSatisfy({ problem.cost(candidate, Int($0)) < GroupingProblem.forbidden }) {
          allows[unit * count + group] = true
          choices[unit] += 1
        }
      }
      if joins[unit], choices[unit] == 0 { return nil }
    }
    for (unit, group) in fixed { fix(unit, to: group, units) }
    for unit in units.members.indices where joins[unit] && choices[unit] == 1 {
      if let group = (0..<count).first(where: { allows(unit, $0) }) { fix(unit, to: group, units) }
    }
    if isEmpty { return nil }
  }

  func allows(_ unit: Int, _ group: Int) -> Bool { allows[unit * groupCount + group] }

  func isFixed(_ unit: Int, to group: Int) -> Bool { joins[unit] && choices[unit] == 1 && allows(unit, group) }

  mutating func forbid(_ unit: Int, at group: Int, _ units: GroupingUnits) {
    guard allows(unit, group) else { return }
    allows[unit * groupCount + group] = false
    choices[unit] -= 1
    settle(unit, units)
  }

  mutating func leaveOut(_ unit: Int) {
    if joins[unit] { isEmpty = true }
    for group in 0..<groupCount { allows[unit * groupCount + group] = false }
    choices[unit] = 0
  }

  mutating func join(_ unit: Int, _ units: GroupingUnits) {
    joins[unit] = true
    settle(unit, units)
  }

  /// The unit is in the group, its opponents are not.
  mutating func fix(_ unit: Int, to group: Int, _ units: GroupingUnits) {
    guard allows(unit, group) else {
      isEmpty = true
      return
    }
    joins[unit] = true
    for other in 0..<groupCount where other != group { allows[unit * groupCount + other] = false }
    choices[unit] = 1
    for opponent in units.apart[unit] where Int(opponent) != unit { forbid(Int(opponent), at: group, units) }
  }

  mutating func limitLow(_ group: Int, to most: Int) { lowMost[group] = min(lowMost[group], most) }

  mutating func requireOthers(_ group: Int, _ least: Int) { othersLeast[group] = max(othersLeast[group], least) }

  /// A unit that must join and has one group left is in it.
  private mutating func settle(_ unit: Int, _ units: GroupingUnits) {
    guard joins[unit], !isEmpty else { return }
    if choices[unit] == 0 { isEmpty = true }
    guard choices[unit] == 1, let group = (0..<groupCount).first(where: { allows(unit, $0) }) else { return }
    fix(unit, to: group, units)
  }
}
