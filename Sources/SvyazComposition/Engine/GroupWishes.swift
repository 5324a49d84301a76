/// What the planner's wishes ask of a single group: pairs together and apart, and teachers. Tables and marks for the
/// search of a candidate's best group that obeys them.
///
/// Memory by hand: indices come from the problem's own members and units.
final class GroupWishes {
  let problem: GroupingProblem
  let units: GroupingUnits
  /// By member: its unit where that has several members or opponents, −1 otherwise.
  private let tied: UnsafeMutablePointer<Int32>
  /// Members that a group must teach together; 0 where nothing is asked for.
  let minTeachers: Int
  /// By member; more than a group must have count no more.
  let teachers: [Int]
  private let isHopeless: [Bool]
  private let shut: [Bool]

  /// By member: 1 in the group, −1 not in it, 0 as it pays.
  let mark: UnsafeMutablePointer<Int8>
  private(set) var forcedLows = 0
  private(set) var forcedOthers = 0
  private(set) var forced: [Int32] = []
  private var trail: [Int32] = []
  private let present: UnsafeMutablePointer<Int32>
  private var touched: [Int32] = []

  /// By candidate and kind: the price of a teacher at the last look.
  var teacherPrice: [Int]
  /// Prices with that of teachers in them.
  var effective: [Int]
  /// By candidate and kind: the value in the relaxation is that of a group that obeys.
  var isSharp: [Bool]

  /// Scratch of one search: the group at hand and the best so far, without the base.
  var group: [Int32] = []
  var bestGroup: [Int32] = []
  var best = Int.max
  var nodes = 0
  let lows: UnsafeMutablePointer<Relaxation.Entry>
  let others: UnsafeMutablePointer<Relaxation.Entry>

  /// - Returns: `nil` where there is no wish of this kind.
  init?(_ problem: GroupingProblem) {
    let minTeachers = problem.teachers.isEmpty ? 0 : max(0, problem.minTeachers)
    self.minTeachers = minTeachers
    teachers = minTeachers > 0 ? problem.teachers.map { min(max(0, $0), minTeachers) } : []
    guard !problem.together.isEmpty || !problem.apart.isEmpty || minTeachers > 0 else { return nil }
    self.problem = problem
    let units = GroupingUnits(problem)
    self.units = units
    let count = problem.memberCount
    let isTied = units.members.indices.map { units.members[$0].count > 1 || !units.apart[$0].isEmpty }
    tied = .allocate(capacity: count)
    for member in 0..<count {
      let unit = units.unit[member]
      (tied + member).initialize(to: isTied[Int(unit)] ? unit : -1)
    }
    var shut = [Bool](repeating: false, count: problem.candidateCount * count)
    var isHopeless = [Bool](repeating: false, count: problem.candidateCount)
    for candidate in 0..<problem.candidateCount {
      let own = Int(units.unit[Int(problem.candidates[candidate])])
      for (unit, members) in units.members.enumerated() where isTied[unit] {
        let mayEnter = members.allSatisfy {
          problem.cost(candidate, Int($0)) < GroupingProblem.forbidden && !problem.isBanned[Int($0)]
        }
        if mayEnter, !units.isTornApart(unit), !units.apart[own].contains(Int32(unit)) { continue }
        if unit == own { isHopeless[candidate] = true }
        for member in members { shut[candidate * count + Int(member)] = true }
      }
    }
    self.shut = shut
    self.isHopeless = isHopeless
    mark = .allocate(capacity: count)
    mark.initialize(repeating: 0, count: count)
    present = .allocate(capacity: units.members.count)
    present.initialize(repeating: 0, count: units.members.count)
    lows = .allocate(capacity: count + 1)
    lows.initialize(repeating: Relaxation.Entry(cost: 0, member: -1), count: count + 1)
    others = .allocate(capacity: count + 1)
    others.initialize(repeating: Relaxation.Entry(cost: 0, member: -1), count: count + 1)
    isSharp = [Bool](repeating: false, count: 2 * problem.candidateCount)
    teacherPrice = [Int](repeating: 0, count: 2 * problem.candidateCount)
    effective = [Int](repeating: 0, count: count)
  }

  deinit {
    tied.deallocate()
    mark.deallocate()
    present.deallocate()
    lows.deallocate()
    others.deallocate()
  }

  /// Whether a unit with wishes keeps its member out of a candidate's group.
  func isShut(_ candidate: Int, _ member: Int) -> Bool { shut[candidate * problem.memberCount + member] }

  /// Whether its own unit keeps a candidate from being a base.
  func isHopeless(_ candidate: Int) -> Bool { isHopeless[candidate] }

  /// The base's mates, which are in its group.
  func hasMates(_ base: Int) -> Bool { units.members[Int(units.unit[base])].count > 1 }

  // MARK: Marks

  var depth: Int { trail.count }

  /// The unit is in the group and its opponents are not, or it is not.
  ///
  /// - Parameter base: of the group; it is in no list.
  /// - Returns: whether that does not contradict what was decided before.
  func decide(_ unit: Int, isIn: Bool, base: Int) -> Bool {
    guard isIn else { return leaveOut(unit, base) }
    for member in units.members[unit] where Int(member) != base {
      if mark[Int(member)] < 0 { return false }
      if mark[Int(member)] > 0 { continue }
      mark[Int(member)] = 1
      trail.append(member)
      forced.append(member)
      if Int(member) < problem.lowCount { forcedLows += 1 } else { forcedOthers += 1 }
    }
    for opponent in units.apart[unit] where !leaveOut(Int(opponent), base) { return false }
    return true
  }

  private func leaveOut(_ unit: Int, _ base: Int) -> Bool {
    for member in units.members[unit] {
      if Int(member) == base || mark[Int(member)] > 0 { return false }
      if mark[Int(member)] < 0 { continue }
      mark[Int(member)] = -1
      trail.append(member)
    }
    return true
  }

  func undo(to depth: Int) {
    while trail.count > depth, let member = trail.popLast() {
      if mark[Int(member)] > 0 {
        forced.removeLast()
        if Int(member) < problem.lowCount { forcedLows -= 1 } else { forcedOthers -= 1 }
      }
      mark[Int(member)] = 0
    }
  }

  // MARK: Checks

  func enter(_ member: Int32) {
    let unit = tied[Int(member)]
    guard unit >= 0 else { return }
    if present[Int(unit)] == 0 { touched.append(unit) }
    present[Int(unit)] += 1
  }

  /// A unit that the members entered since the last call tear apart, or one of two that are to be apart; whether most of
  /// it is there.
  func takeBroken() -> (unit: Int, isMostlyIn: Bool)? {
    defer {
      for unit in touched { present[Int(unit)] = 0 }
      touched.removeAll(keepingCapacity: true)
    }
    for unit in touched {
      let members = units.members[Int(unit)].count
      if Int(present[Int(unit)]) < members { return (Int(unit), 2 * Int(present[Int(unit)]) >= members) }
    }
    for unit in touched {
      for opponent in units.apart[Int(unit)] where present[Int(opponent)] > 0 { return (Int(unit), true) }
    }
    return nil
  }

  func teachers(_ members: [Int32], base: Int) -> Int {
    members.reduce(teachers[base]) { $0 + teachers[Int($1)] }
  }
}
