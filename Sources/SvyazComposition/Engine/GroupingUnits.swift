/// Members that wishes keep together, as units that go into a group, or stay out, as one.
struct GroupingUnits: Sendable {
  /// By unit, ascending; units by their first member.
  let members: [[Int32]]
  /// By member.
  let unit: [Int32]
  /// By unit: units that may not share a group with it, ascending. A unit that is apart from itself is among them.
  let apart: [[Int32]]

  /// - Complexity: O(members + pairs).
  init(_ problem: GroupingProblem) {
    var above = (0..<problem.memberCount).map { Int32($0) }
    func top(_ member: Int32) -> Int {
      var member = Int(member)
      while Int(above[member]) != member {
        above[member] = above[Int(above[member])]
        member = Int(above[member])
      }
      return member
    }
    for (first, second) in problem.together {
      let (one, two) = (top(first), top(second))
      if one != two { above[max(one, two)] = Int32(min(one, two)) }
    }
    var unit = [Int32](repeating: -1, count: problem.memberCount)
    var members: [[Int32]] = []
    for member in 0..<problem.memberCount {
      let first = top(Int32(member))
      if first == member {
        unit[member] = Int32(members.count)
        members.append([Int32(member)])
      } else {
        unit[member] = unit[first]
        members[Int(unit[first])].append(Int32(member))
      }
    }
    var apart = [Set<Int32>](repeating: [], count: members.count)
    for (first, second) in problem.apart {
      apart[Int(unit[Int(first)])].insert(unit[Int(second)])
      apart[Int(unit[Int(second)])].insert(unit[Int(first)])
    }
    self.members = members
    self.unit = unit
    self.apart = apart.map { $0.sorted() }
  }

  func isTornApart(_ unit: Int) -> Bool { apart[unit].contains(Int32(unit)) }
}

extension GroupingProblem {
  /// The same problem; members of units of which one must join must join too.
  func joiningWhole(_ units: GroupingUnits) -> GroupingProblem {
    guard !together.isEmpty else { return self }
    var problem = self
    for members in units.members where members.count > 1 && members.contains(where: { joins(Int($0)) }) {
      for member in members { problem.mustJoin[Int(member)] = true }
    }
    return problem
  }
}
