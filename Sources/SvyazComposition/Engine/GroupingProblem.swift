/// Groups around bases as flat integers, without schools: the engine's form of a composition.
///
/// Members are numbered with the low-result ones first; candidates are the members that may be bases, none of them
/// low-result. Everything the contract and the planner ask for is here; the number of groups is given apart.
struct GroupingProblem: Sendable {
  /// Members 0..<lowCount are low-result.
  var lowCount: Int
  var memberCount: Int
  /// By member: counts as a project site; never a low-result one.
  var isSite: [Bool]
  /// By candidate: its member number, ascending.
  var candidates: [Int32]
  /// By candidate and member (`candidate · memberCount + member`): cost points to that base, doubled for low-result
  /// members, moved members' price included; ``forbidden`` where the member may not be in that group. Of the base
  /// itself: what its own place costs.
  var cost: [Int]
  /// Cost points of each member when it is in no group.
  var leftCost: [Int]
  /// By member: must be in a group. Always so for low-result members.
  var mustJoin: [Bool]
  /// By member: is in no group. Never so for low-result members.
  var isBanned: [Bool]
  /// By candidate: is a base.
  var mustOpen: [Bool]
  var smallest: Int
  var largest: Int
  /// Pairs of members in one and the same group, or both in none.
  var together: [(Int32, Int32)] = []
  /// Pairs of members never in one group.
  var apart: [(Int32, Int32)] = []
  /// By member; empty where no minimum is asked for.
  var teachers: [Int] = []
  var minTeachers = 0

  /// More than any sum of costs.
  static let forbidden = 1 << 60

  /// Rules that a diagnosis may take away.
  struct Rules: Sendable, Hashable {
    /// 2 · others ≥ low-result members.
    var keepsShare = true
    /// Low-result counts differ by at most one.
    var keepsBalance = true
    /// Each group has a project site where there are enough of them.
    var keepsSites = true
  }
  var rules = Rules()

  var candidateCount: Int { candidates.count }

  /// By member: its number among the candidates, −1 for none.
  var candidateNumber: [Int32] {
    var number = [Int32](repeating: -1, count: memberCount)
    for (candidate, member) in candidates.enumerated() { number[Int(member)] = Int32(candidate) }
    return number
  }

  /// The greatest number that all costs are multiples of, at least 1.
  var costUnit: Int {
    var unit = 0
    func take(_ value: Int) {
      var (one, other) = (unit, value.magnitude > Int.max ? 1 : Int(value.magnitude))
      while other != 0 { (one, other) = (other, one % other) }
      unit = one
    }
    for value in cost where value < Self.forbidden && value % max(1, unit) != 0 || unit == 0 && value < Self.forbidden {
      take(value)
    }
    for member in 0..<memberCount where !mustJoin[member] { take(leftCost[member]) }
    return max(1, unit)
  }

  /// Takes other candidates, all of which must be bases or may be.
  mutating func setCandidates(_ members: [Int32], cost: [Int], mustOpen: Bool = false) {
    candidates = members
    self.cost = cost
    self.mustOpen = [Bool](repeating: mustOpen, count: members.count)
  }

  func cost(_ candidate: Int, _ member: Int) -> Int { cost[candidate * memberCount + member] }

  /// Project sites that may be in a group.
  var siteCount: Int { (lowCount..<memberCount).reduce(0) { $0 + (isSite[$1] && !isBanned[$1] ? 1 : 0) } }

  /// Whether each of `groups` groups must have a project site.
  func needsSites(groups: Int) -> Bool { rules.keepsSites && siteCount >= groups }
}

/// An answer to a grouping problem: the group of each member.
struct Grouping: Sendable, Hashable {
  /// Candidates that are bases, ascending.
  var bases: [Int32]
  /// By member: the candidate whose group it is in, −1 in none.
  var group: [Int32]
}
