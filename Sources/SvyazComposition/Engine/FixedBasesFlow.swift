internal import SvyazFlow

/// The min-cost flow of one state: each member that may choose sends one unit to a group or out.
///
/// Member → (clique and group) → low-result members | sites | others of the group → group → sink. Counts are bounds of
/// the arcs between. A unit's cost is shared evenly among its members: where they are together this changes nothing,
/// and it draws them to the same group.
struct FixedBasesFlow {
  struct Answer: Sendable {
    /// By member: its group (not its candidate), −1 in none.
    var group: [Int32]
    /// Bases and banned members included.
    var cost: Int
  }

  private let fixed: FixedBases
  private let groupCount: Int
  /// Members that send: neither bases nor banned.
  private let members: [Int32]
  /// By member: the number of its clique, −1 for none.
  private let clique: [Int32]
  private let cliqueCount: Int
  /// What bases and banned members cost.
  private let fixedCost: Int

  init(_ fixed: FixedBases) {
    self.fixed = fixed
    groupCount = fixed.bases.count
    let problem = fixed.problem
    members = (0..<Int32(problem.memberCount)).filter {
      fixed.ownGroup[Int($0)] < 0 && !problem.isBanned[Int($0)]
    }
    var cost = 0
    for member in 0..<problem.memberCount {
      if fixed.ownGroup[member] >= 0 {
        cost += problem.cost(Int(fixed.bases[Int(fixed.ownGroup[member])]), member)
      } else if problem.isBanned[member] {
        cost += problem.leftCost[member]
      }
    }
    fixedCost = cost
    (clique, cliqueCount) = Self.cliques(fixed, members)
  }

  /// - Returns: `nil` where no flow holds the bounds.
  func solve(_ state: FixedBasesState, monitor: SolveMonitor) throws -> Answer? {
    var network = Network(flow: FlowProblem(), arcMember: [], arcGroup: [])
    guard build(state, &network) else { return nil }
    guard case .optimal(let solution) = try NetworkSimplex.solve(network.flow, monitor: monitor) else { return nil }
    var group = fixed.ownGroup
    for arc in network.arcMember.indices where solution.flow[arc] > 0 {
      group[Int(network.arcMember[arc])] = network.arcGroup[arc]
    }
    return Answer(group: group, cost: solution.cost + fixedCost)
  }

  // MARK: Building

  private struct Network {
    var flow: FlowProblem
    /// Arcs of members come first.
    var arcMember: [Int32]
    var arcGroup: [Int32]
  }

  /// Nodes: members, then for each group its low-result members, others, sites and total, then cliques by group, then
  /// the sink.
  private func build(_ state: FixedBasesState, _ network: inout Network) -> Bool {
    let problem = fixed.problem
    let nodes = members.count + 4 * groupCount + cliqueCount * groupCount + 1
    let sink = nodes - 1
    var supply = [Int](repeating: 0, count: nodes)
    for place in members.indices { supply[place] = 1 }
    supply[sink] = -members.count
    network.flow = FlowProblem(supply: supply)
    for (place, member) in members.enumerated() {
      addArcs(of: Int(member), node: place, sink: sink, state, &network)
    }
    for group in 0..<groupCount {
      let first = members.count + 4 * group
      let total = first + 3
      let room = problem.largest - 1
      let needsSite = fixed.needsSites && !baseIsSite(group)
      let low = (fixed.lowRange.least, min(state.lowMost[group], room))
      let others = (max(0, state.othersLeast[group] - 1, needsSite ? 1 : 0), room)
      guard low.0 <= low.1, others.0 <= others.1 else { return false }
      network.flow.addArc(from: first, to: total, lower: low.0, upper: low.1, cost: 0)
      network.flow.addArc(from: first + 1, to: total, lower: others.0, upper: others.1, cost: 0)
      if needsSite { network.flow.addArc(from: first + 2, to: first + 1, lower: 1, upper: room, cost: 0) }
      network.flow.addArc(from: total, to: sink, lower: max(0, problem.smallest - 1), upper: room, cost: 0)
    }
    addCliqueArcs(&network)
    return true
  }

  private func addArcs(of member: Int, node: Int, sink: Int, _ state: FixedBasesState, _ network: inout Network) {
    let problem = fixed.problem
    let unit = Int(fixed.units.unit[member])
    let mates = fixed.units.members[unit]
    func share(_ cost: (Int) -> Int) -> Int {
      guard mates.count > 1 else { return cost(member) }
      let sum = mates.reduce(0) { $0 + cost(Int($1)) }
      let rest = sum % mates.count
      return sum / mates.count + ((mates.firstIndex(of: Int32(member)) ?? 0) < rest ? 1 : 0)
    }
    let sharesCost = mates.count > 1 && mates.allSatisfy { fixed.ownGroup[Int($0)] < 0 && !problem.isBanned[Int($0)] }
    for group in 0..<groupCount where state.allows(unit, group) {
      let candidate = Int(fixed.bases[group])
      let cost = sharesCost ? share { problem.cost(candidate, $0) } : problem.cost(candidate, member)
      let head =
        clique[member] >= 0
        ? cliqueNode(Int(clique[member]), group) : members.count + 4 * group + kind(member, group)
      network.flow.addArc(from: node, to: head, upper: 1, cost: cost)
      network.arcMember.append(Int32(member))
      network.arcGroup.append(Int32(group))
    }
    guard !state.joins[unit] else { return }
    network.flow.addArc(
      from: node, to: sink, upper: 1,
      cost: sharesCost ? share { problem.leftCost[$0] } : problem.leftCost[member])
    network.arcMember.append(Int32(member))
    network.arcGroup.append(-1)
  }

  private func addCliqueArcs(_ network: inout Network) {
    guard cliqueCount > 0 else { return }
    var example = [Int](repeating: -1, count: cliqueCount)
    for member in members where clique[Int(member)] >= 0 { example[Int(clique[Int(member)])] = Int(member) }
    for (number, member) in example.enumerated() where member >= 0 {
      for group in 0..<groupCount {
        let head = members.count + 4 * group + kind(member, group)
        network.flow.addArc(from: cliqueNode(number, group), to: head, upper: 1, cost: 0)
      }
    }
  }

  private func cliqueNode(_ clique: Int, _ group: Int) -> Int {
    members.count + 4 * groupCount + clique * groupCount + group
  }

  private func baseIsSite(_ group: Int) -> Bool {
    fixed.problem.isSite[Int(fixed.problem.candidates[Int(fixed.bases[group])])]
  }

  /// 0: low-result, 1: other, 2: a site that the group needs.
  private func kind(_ member: Int, _ group: Int) -> Int {
    if member < fixed.problem.lowCount { return 0 }
    return fixed.needsSites && fixed.problem.isSite[member] && !baseIsSite(group) ? 2 : 1
  }

  /// Disjoint cliques of members of one kind of which no two may share a group, each grown greedily.
  private static func cliques(_ fixed: FixedBases, _ members: [Int32]) -> ([Int32], Int) {
    let problem = fixed.problem
    let units = fixed.units
    var clique = [Int32](repeating: -1, count: problem.memberCount)
    guard !problem.apart.isEmpty else { return (clique, 0) }
    func kind(_ member: Int32) -> Int {
      Int(member) < problem.lowCount ? 0 : (fixed.needsSites && problem.isSite[Int(member)] ? 2 : 1)
    }
    let opponents = members.filter { !units.apart[Int(units.unit[Int($0)])].isEmpty }
    var count: Int32 = 0
    for (place, first) in opponents.enumerated() where clique[Int(first)] < 0 {
      var grown = [first]
      for next in opponents[(place + 1)...] where clique[Int(next)] < 0 && kind(next) == kind(first) {
        let foes = units.apart[Int(units.unit[Int(next)])]
        if grown.allSatisfy({ foes.contains(units.unit[Int($0)]) && units.unit[Int($0)] != units.unit[Int(next)] }) {
          grown.append(next)
        }
      }
      guard grown.count > 1 else { continue }
      for member in grown { clique[Int(member)] = count }
      count += 1
    }
    return (clique, Int(count))
  }
}
