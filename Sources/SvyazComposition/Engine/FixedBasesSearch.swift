internal import SvyazFlow

/// Branch and bound over states of fixed bases; the cheapest state first, of equal ones the deepest.
struct FixedBasesSearch {
  private let fixed: FixedBases
  private let flow: FixedBasesFlow
  private let goal: FixedBases.Goal
  private let cutoff: Int
  private var flowsLeft: Int
  private(set) var flowsSolved = 0
  private var open: [Node] = []
  private var made = 0
  private var best: (grouping: Grouping, cost: Int)?

  private struct Node {
    var state: FixedBasesState
    var answer: FixedBasesFlow.Answer
    var depth: Int
    var number: Int
  }

  private enum Branch {
    case gather(unit: Int, group: Int)
    case gatherOutside(unit: Int)
    case part(unit: Int, group: Int)
    case share(group: Int, others: Int)
    case staff(unit: Int, group: Int)
    case deadEnd
  }

  init(_ fixed: FixedBases, goal: FixedBases.Goal, flows: Int, cutoff: Int) {
    self.fixed = fixed
    self.goal = goal
    self.cutoff = cutoff
    flow = FixedBasesFlow(fixed)
    flowsLeft = max(1, flows)
  }

  mutating func run(from root: FixedBasesState, _ monitor: SolveMonitor) throws -> FixedBases.Outcome {
    try add(root, depth: 0, monitor)
    while let node = open.popLast() {
      if node.answer.cost >= limit { continue }
      guard let branch = branch(node) else {
        best = (grouping(node.answer), node.answer.cost)
        if goal == .any { break }
        continue
      }
      guard flowsLeft >= 2 else {
        let rest = open.map(\.answer.cost).min() ?? node.answer.cost
        return .stopped(best: best, bound: min(node.answer.cost, rest, limit))
      }
      for child in children(node.state, branch) { try add(child, depth: node.depth + 1, monitor) }
    }
    if let best { return .optimal(best.grouping, cost: best.cost) }
    return .impossible
  }

  private var limit: Int { min(cutoff, best?.cost ?? .max) }

  private mutating func add(_ state: FixedBasesState, depth: Int, _ monitor: SolveMonitor) throws {
    guard !state.isEmpty, canStaff(state) else { return }
    flowsLeft -= 1
    flowsSolved += 1
    guard let answer = try flow.solve(state, monitor: monitor), answer.cost < limit else { return }
    made += 1
    let node = Node(state: state, answer: answer, depth: depth, number: made)
    // The next one stands last.
    var (low, high) = (0, open.count)
    while low < high {
      let middle = (low + high) / 2
      if comesBefore(node, open[middle]) { low = middle + 1 } else { high = middle }
    }
    open.insert(node, at: low)
  }

  private func comesBefore(_ one: Node, _ other: Node) -> Bool {
    switch goal {
    case .cheapest: (one.answer.cost, -one.depth, -one.number) < (other.answer.cost, -other.depth, -other.number)
    case .any: (-one.depth, one.answer.cost, one.number) < (-other.depth, other.answer.cost, other.number)
    }
  }

  private func grouping(_ answer: FixedBasesFlow.Answer) -> Grouping {
    Grouping(bases: fixed.bases, group: answer.group.map { $0 < 0 ? -1 : fixed.bases[Int($0)] })
  }

  // MARK: Branching

  private func children(_ state: FixedBasesState, _ branch: Branch) -> [FixedBasesState] {
    var (one, other) = (state, state)
    let units = fixed.units
    switch branch {
    case .gather(let unit, let group), .part(let unit, let group), .staff(let unit, let group):
      one.fix(unit, to: group, units)
      other.forbid(unit, at: group, units)
    case .gatherOutside(let unit):
      one.leaveOut(unit)
      other.join(unit, units)
    case .share(let group, let others):
      one.limitLow(group, to: 2 * others)
      other.requireOthers(group, others + 1)
    case .deadEnd: return []
    }
    return [one, other]
  }

  /// What the flow breaks; `nil`: nothing.
  private func branch(_ node: Node) -> Branch? {
    let group = node.answer.group
    if let branch = togetherBranch(group) ?? apartBranch(group) ?? shareBranch(group) { return branch }
    return staffBranch(node)
  }

  private func togetherBranch(_ group: [Int32]) -> Branch? {
    guard !fixed.problem.together.isEmpty else { return nil }
    for (unit, members) in fixed.units.members.enumerated() where members.count > 1 {
      let groups = members.map { group[Int($0)] }
      guard groups.contains(where: { $0 != groups[0] }) else { continue }
      var count: [Int32: Int] = [:]
      for group in groups { count[group, default: 0] += 1 }
      let most = count.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? -1
      return most < 0 ? .gatherOutside(unit: unit) : .gather(unit: unit, group: Int(most))
    }
    return nil
  }

  private func apartBranch(_ group: [Int32]) -> Branch? {
    guard !fixed.problem.apart.isEmpty else { return nil }
    for (unit, opponents) in fixed.units.apart.enumerated() {
      let own = group[Int(fixed.units.members[unit][0])]
      guard own >= 0 else { continue }
      for opponent in opponents where Int(opponent) > unit {
        if group[Int(fixed.units.members[Int(opponent)][0])] == own { return .part(unit: unit, group: Int(own)) }
      }
    }
    return nil
  }

  private func shareBranch(_ group: [Int32]) -> Branch? {
    guard fixed.problem.rules.keepsShare else { return nil }
    var low = [Int](repeating: 0, count: fixed.bases.count)
    var others = low
    for (member, group) in group.enumerated() where group >= 0 {
      if member < fixed.problem.lowCount { low[Int(group)] += 1 } else { others[Int(group)] += 1 }
    }
    for group in low.indices where 2 * others[group] < low[group] {
      return .share(group: group, others: others[group])
    }
    return nil
  }

  /// The group that lacks most teachers, and the unit with most that could join it.
  private func staffBranch(_ node: Node) -> Branch? {
    let problem = fixed.problem
    guard !problem.teachers.isEmpty, problem.minTeachers > 0 else { return nil }
    var sum = [Int](repeating: 0, count: fixed.bases.count)
    for (member, group) in node.answer.group.enumerated() where group >= 0 {
      sum[Int(group)] += problem.teachers[member]
    }
    guard let group = sum.indices.min(by: { (sum[$0], $0) < (sum[$1], $1) }), sum[group] < problem.minTeachers else {
      return nil
    }
    var found: (unit: Int, teachers: Int)?
    for (unit, members) in fixed.units.members.enumerated() where node.state.allows(unit, group) {
      guard node.answer.group[Int(members[0])] != Int32(group) else { continue }
      let teachers = members.reduce(0) { $0 + problem.teachers[Int($1)] }
      if teachers > found?.teachers ?? 0 { found = (unit, teachers) }
    }
    return found.map { .staff(unit: $0.unit, group: group) } ?? .deadEnd
  }

  /// Whether every group could have its teachers, were it alone.
  private func canStaff(_ state: FixedBasesState) -> Bool {
    let problem = fixed.problem
    guard !problem.teachers.isEmpty, problem.minTeachers > 0 else { return true }
    let order = problem.teachers.indices.sorted { (-problem.teachers[$0], $0) < (-problem.teachers[$1], $1) }
    for group in fixed.bases.indices {
      var sum = 0
      var (size, low) = (0, 0)
      func take(_ isWanted: (Int) -> Bool) {
        for member in order where sum < problem.minTeachers {
          let unit = Int(fixed.units.unit[member])
          guard state.allows(unit, group), isWanted(unit), size < problem.largest else { continue }
          if member < problem.lowCount {
            guard low < state.lowMost[group] else { continue }
            low += 1
          }
          size += 1
          sum += problem.teachers[member]
        }
      }
      take { state.isFixed($0, to: group) }
      take { !state.isFixed($0, to: group) }
      if sum < problem.minTeachers { return false }
    }
    return true
  }
}
