/// Conditions that any grouping of a number of groups meets, by counting alone: hopeless numbers are skipped cheaply.
struct GroupCounting: Sendable {
  private let problem: GroupingProblem
  /// Candidates that are not banned and may be in their own group.
  private let bases: Int
  private let siteBases: Int
  private let mustOpen: Int
  private let mustOpenWithoutSite: Int
  private let mustOpenFree: Int
  private let joiningBases: Int
  private let isBroken: Bool
  /// Members not banned.
  private let others: Int
  private let joiningOthers: Int
  /// Members that must be in groups no two of which are the same.
  private let clique: Int
  private let teachers: [Int]

  /// - Complexity: O(members · log members + candidates + pairs), and a bounded search for cliques.
  init(_ problem: GroupingProblem, _ units: GroupingUnits) {
    self.problem = problem
    var (bases, siteBases, mustOpen, openPlain, openFree, joiningBases) = (0, 0, 0, 0, 0, 0)
    var isBroken = problem.smallest > problem.largest
    for candidate in 0..<problem.candidateCount {
      let member = Int(problem.candidates[candidate])
      let isUsable = !problem.isBanned[member] && problem.cost(candidate, member) < GroupingProblem.forbidden
      if problem.mustOpen[candidate] {
        mustOpen += 1
        if !isUsable { isBroken = true }
        if !problem.isSite[member] { openPlain += 1 }
        if !problem.mustJoin[member] { openFree += 1 }
      }
      guard isUsable else { continue }
      bases += 1
      if problem.isSite[member] { siteBases += 1 }
      if problem.mustJoin[member] { joiningBases += 1 }
    }
    for member in 0..<problem.memberCount where problem.isBanned[member] {
      if member < problem.lowCount || problem.mustJoin[member] { isBroken = true }
    }
    self.bases = bases
    self.siteBases = siteBases
    self.mustOpen = mustOpen
    mustOpenWithoutSite = openPlain
    mustOpenFree = openFree
    self.joiningBases = joiningBases
    self.isBroken = isBroken
    let joinable = (problem.lowCount..<max(problem.lowCount, problem.memberCount)).filter { !problem.isBanned[$0] }
    others = joinable.count
    joiningOthers = joinable.count { problem.mustJoin[$0] }
    clique = ApartClique.greatest(problem, units).count
    let counted = (0..<problem.memberCount).filter { !problem.isBanned[$0] }
    teachers = problem.teachers.isEmpty ? [] : counted.map { problem.teachers[$0] }.sorted(by: >)
  }

  /// Numbers of groups above this one are hopeless.
  var mostGroups: Int { bases }

  /// - Complexity: O(largest group).
  func isHopeless(groups: Int) -> Bool {
    guard groups > 0, !isBroken, bases >= groups, mustOpen <= groups, clique <= groups else { return true }
    let (least, most) = FixedBases.lowRange(problem, groups: groups)
    guard least <= most, problem.lowCount <= product(groups, most) else { return true }
    guard problem.lowCount + others >= product(groups, problem.smallest) else { return true }
    // Bases that would not be in a group otherwise take places too.
    let joining = joiningOthers + max(0, groups - joiningBases, mustOpenFree)
    guard problem.lowCount + joining <= product(groups, problem.largest) else { return true }
    return othersNeeded(groups, least) > others || lacksTeachers(groups)
  }

  private func othersNeeded(_ groups: Int, _ low: Int) -> Int {
    guard problem.rules.keepsBalance else {
      let share = problem.rules.keepsShare ? (problem.lowCount + 1) / 2 : 0
      return max(groups, share, product(groups, problem.smallest) - problem.lowCount)
    }
    let more = problem.lowCount - low * groups
    let (one, other) = (othersLeast(low), othersLeast(low + 1))
    let needed = product(groups - more, one) + product(more, other)
    guard problem.needsSites(groups: groups) else { return needed }
    // A base that is no site has a site beside it: two others at least.
    let withoutSite = groups - min(siteBases, groups - mustOpenWithoutSite)
    let single = (one == 1 ? groups - more : 0) + (other == 1 ? more : 0)
    return needed + max(0, withoutSite - (groups - single))
  }

  /// Others of a group with so many low-result members.
  private func othersLeast(_ low: Int) -> Int {
    max(1, problem.rules.keepsShare ? (low + 1) / 2 : 0, problem.smallest - low)
  }

  private func lacksTeachers(_ groups: Int) -> Bool {
    guard !teachers.isEmpty, problem.minTeachers > 0 else { return false }
    guard teachers.prefix(problem.largest).reduce(0, +) >= problem.minTeachers else { return true }
    let places = min(teachers.count, product(groups, problem.largest))
    return teachers.prefix(places).reduce(0, +) < product(groups, problem.minTeachers)
  }

  private func product(_ one: Int, _ other: Int) -> Int {
    let (value, overflow) = one.multipliedReportingOverflow(by: other)
    return overflow ? .max : value
  }
}

/// Units that must be in groups, no two of them in the same.
enum ApartClique {
  /// The greatest such set that a bounded search finds, as units.
  static func greatest(_ problem: GroupingProblem, _ units: GroupingUnits) -> [Int32] {
    let joins = units.members.map { members in
      members.contains { Int($0) < problem.lowCount || problem.mustJoin[Int($0)] }
    }
    let nodes = units.apart.indices.filter { joins[$0] && !units.apart[$0].isEmpty }.map { Int32($0) }
    let foes = Dictionary(uniqueKeysWithValues: nodes.map { ($0, Set(units.apart[Int($0)])) })
    var best: [Int32] = nodes.first.map { [$0] } ?? []
    var steps = 20_000
    func grow(_ clique: [Int32], _ rest: ArraySlice<Int32>) {
      if clique.count > best.count { best = clique }
      var rest = rest
      while let next = rest.popFirst(), clique.count + rest.count + 1 > best.count, steps > 0 {
        steps -= 1
        grow(clique + [next], rest.filter { $0 != next && foes[next]?.contains($0) == true }[...])
      }
    }
    grow([], nodes.sorted { (-units.apart[Int($0)].count, $0) < (-units.apart[Int($1)].count, $1) }[...])
    return best
  }
}
