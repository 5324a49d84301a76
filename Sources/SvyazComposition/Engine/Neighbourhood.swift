/// A few groups near one another as a problem of their own: its better answers are better answers of the whole.
///
/// After Taillard and Voss, "POPMUSIC — partial optimization metaheuristic under special intensification conditions"
/// (2002).
struct Neighbourhood {
  let problem: GroupingProblem
  let start: Grouping
  /// By member of the part: its number in the whole.
  let members: [Int32]
  /// By candidate of the part: its number in the whole.
  private let candidates: [Int32]

  /// - Parameters:
  ///   - bases: the groups, ascending.
  ///   - outside: members in no group that may come in.
  init(_ whole: GroupingProblem, _ grouping: Grouping, bases: [Int32], outside: [Int32], candidateNumber: [Int32]) {
    var place = [Int32: Int32]()
    let inside = Set(bases)
    var members: [Int32] = []
    let open = Set(outside)
    for member in 0..<Int32(whole.memberCount)
    where inside.contains(grouping.group[Int(member)]) || open.contains(member) {
      place[member] = Int32(members.count)
      members.append(member)
    }
    let lowCount = members.count { Int($0) < whole.lowCount }
    var candidates: [Int32] = []
    for member in members where candidateNumber[Int(member)] >= 0 { candidates.append(candidateNumber[Int(member)]) }
    var cost: [Int] = []
    cost.reserveCapacity(candidates.count * members.count)
    for candidate in candidates {
      let row = Int(candidate) * whole.memberCount
      for member in members { cost.append(whole.cost[row + Int(member)]) }
    }
    func pairs(_ all: [(Int32, Int32)]) -> [(Int32, Int32)] {
      all.compactMap { pair in
        guard let one = place[pair.0], let other = place[pair.1] else { return nil }
        return (one, other)
      }
    }
    var part = GroupingProblem(
      lowCount: lowCount, memberCount: members.count, isSite: members.map { whole.isSite[Int($0)] },
      candidates: candidates.compactMap { place[whole.candidates[Int($0)]] }, cost: cost,
      leftCost: members.map { whole.leftCost[Int($0)] }, mustJoin: members.map { whole.mustJoin[Int($0)] },
      isBanned: members.map { _ in false }, mustOpen: candidates.map { whole.mustOpen[Int($0)] },
      smallest: whole.smallest, largest: whole.largest, together: pairs(whole.together), apart: pairs(whole.apart),
      teachers: whole.teachers.isEmpty ? [] : members.map { whole.teachers[Int($0)] }, minTeachers: whole.minTeachers)
    part.rules = whole.rules
    part.rules.keepsSites = whole.needsSites(groups: grouping.bases.count)
    problem = part
    self.members = members
    self.candidates = candidates
    var number: [Int32: Int32] = [:]
    for (place, candidate) in candidates.enumerated() { number[candidate] = Int32(place) }
    start = Grouping(
      bases: bases.compactMap { number[$0] }.sorted(),
      group: members.map { number[grouping.group[Int($0)]] ?? -1 })
  }

  /// The whole with the part's groups in place of those it was made of.
  func merged(_ answer: Grouping, into grouping: Grouping) -> Grouping {
    var result = grouping
    let old = Set(start.bases.map { candidates[Int($0)] })
    result.bases = (grouping.bases.filter { !old.contains($0) } + answer.bases.map { candidates[Int($0)] }).sorted()
    for (place, member) in members.enumerated() {
      let group = answer.group[place]
      result.group[Int(member)] = group < 0 ? -1 : candidates[Int(group)]
    }
    return result
  }
}

extension GroupingSearch {
  /// Groups that are looked at together, and for how long: first few, then more.
  static let partSizes = [
    (groups: 4, operations: 3_000_000), (groups: 5, operations: 8_000_000), (groups: 8, operations: 20_000_000),
  ]

  /// Lets neighbouring groups exchange members and bases, until none of them gains or the operations are spent: from
  /// the best groupings met so far, then from the best of all with more groups together.
  ///
  /// - Parameter prices: by member, of the whole; a start for the parts.
  mutating func improveParts(prices: [Double], operations: Int) throws {
    let floor = budget.left - operations
    let elite = problem.memberCount > Self.wholeLimit ? improvement.elite : []
    for (_, grouping) in elite.dropFirst() where budget.left > max(0, floor) {
      let size = Self.partSizes[0]
      guard shape.groups > size.groups + 1 else { break }
      try improveParts(of: size.groups, grouping, prices: prices, floor: floor, operations: size.operations)
    }
    for size in Self.partSizes where shape.groups > size.groups + 1 {
      guard let best = improvement.best else { return }
      try improveParts(of: size.groups, best, prices: prices, floor: floor, operations: size.operations)
    }
  }

  private mutating func improveParts(
    of size: Int, _ start: Grouping, prices: [Double], floor: Int, operations: Int
  ) throws {
    let number = problem.candidateNumber
    var grouping = start
    var tired: Set<[Int32]> = []
    var queue = grouping.bases
    while !queue.isEmpty, budget.left > max(0, floor) {
      let centre = queue.removeFirst()
      guard grouping.bases.contains(centre) else { continue }
      let near = nearest(size, to: centre, of: grouping.bases)
      guard tired.insert(near).inserted else { continue }
      let outside = outsiders(grouping, near: Set(near))
      let part = Neighbourhood(problem, grouping, bases: near, outside: outside, candidateNumber: number)
      guard let answer = try solve(part, prices: prices, operations: operations) else { continue }
      let merged = part.merged(answer, into: grouping)
      guard GroupingCheck.cost(merged, in: problem) < GroupingCheck.cost(grouping, in: problem) else { continue }
      grouping = merged
      improvement.offer(merged)
      let changed = Set(answer.bases.map { part.base($0) })
      queue += changed.sorted().filter { !queue.contains($0) }
      for base in grouping.bases
      where !queue.contains(base) && !changed.isDisjoint(with: nearest(size, to: base, of: grouping.bases)) {
        queue.append(base)
      }
      tired = tired.filter { changed.isDisjoint(with: $0) && Set(near).isDisjoint(with: $0) }
    }
  }

  private func nearest(_ size: Int, to centre: Int32, of bases: [Int32]) -> [Int32] {
    let sorted = bases.map { base -> (cost: Int, base: Int32) in
      (base == centre ? -1 : problem.cost(Int(centre), Int(problem.candidates[Int(base)])), base)
    }.sorted { ($0.cost, $0.base) < ($1.cost, $1.base) }
    return sorted.prefix(size).map(\.base).sorted()
  }

  /// Members in no group to whom one of these bases is the nearest.
  private func outsiders(_ grouping: Grouping, near: Set<Int32>) -> [Int32] {
    let tied = Set((problem.together.map(\.0) + problem.together.map(\.1)))
    return (0..<Int32(problem.memberCount)).filter { member in
      guard grouping.group[Int(member)] < 0, !problem.isBanned[Int(member)], !tied.contains(member) else {
        return false
      }
      let nearest = grouping.bases.min { one, other in
        (problem.cost(Int(one), Int(member)), one) < (problem.cost(Int(other), Int(member)), other)
      }
      return nearest.map(near.contains) ?? false
    }
  }

  private mutating func solve(_ part: Neighbourhood, prices: [Double], operations: Int) throws -> Grouping? {
    let partBudget = SearchBudget(operations: min(operations, budget.left), monitor: monitor)
    guard
      var search = GroupingSearch(part.problem, groups: part.start.bases.count, budget: partBudget, monitor: monitor)
    else { return nil }
    search.isPart = true
    search.firstPrices = part.members.map { prices[Int($0)] }
    let answer = try search.run(start: part.start)
    try budget.spend(partBudget.spent + part.members.count * 500)
    return answer.grouping
  }
}

extension Neighbourhood {
  /// The candidate of the whole.
  func base(_ candidate: Int32) -> Int32 { candidates[Int(candidate)] }
}
