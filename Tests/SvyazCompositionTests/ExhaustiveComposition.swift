import SvyazComposition
import SvyazGraph
import SvyazMatching

/// The best groups of a few members by looking at every set of them, from the public face of a problem alone: design.md
/// §5 written down a second time.
struct ExhaustiveComposition {
  struct Answer {
    /// By base: sets of members as bits.
    var groups: [(base: Int, members: Int)]
    /// Cost points of the contract.
    var objective: Int
    /// Members of ММО in force that are not in the group of that ММО's base.
    var moved: Int
  }

  private let problem: CompositionProblem
  private let network: Network
  private let count: Int
  private let low: Int
  private let sites: Int
  private let banned: Int
  /// Sets of members, by bits: bases that the planner asks for, and members that must be in a group.
  private let forced: Int
  private let required: Int
  /// By base and member: cost points, what a moved member costs included; `nil` where it may not be.
  private let cost: [[Int?]]
  private let leftCost: [Int]
  private let movedPrice: Int
  private let teachers: [Int]

  /// - Precondition: at most 14 members; the problem was made from that network.
  init(_ problem: CompositionProblem, network: Network) {
    precondition(problem.members.count <= 14)
    self.problem = problem
    self.network = network
    let (members, options) = (problem.members, problem.options)
    count = members.count
    let bits = { (test: (CompositionProblem.Member) -> Bool) in
      members.indices.reduce(0) { test(members[$1]) ? $0 | 1 << $1 : $0 }
    }
    low = bits(\.isLowResult)
    sites = bits { $0.isProjectSite && !$0.isLowResult }
    banned = bits { member in options.bans.contains { $0.school == member.school && $0.base == nil } }
    let bases = Set(options.bases + options.pins.compactMap(\.base))
    forced = bits { bases.contains($0.school) }
    required = low | forced | bits { member in options.pins.contains { $0.school == member.school } }
    movedPrice =
      switch options.keep {
      case .free: 0
      case .price(let price): price
      // More than all members can cost.
      case .most: members.count * (120_000 + options.leftPrice) + 1
      }
    let known = members.compactMap(\.teachers).sorted()
    teachers = members.map { $0.teachers ?? (known.isEmpty ? 0 : known[(known.count + 1) / 2 - 1]) }
    let movedPrice = movedPrice
    leftCost = members.map { options.leftPrice + ($0.presentBase == nil ? 0 : movedPrice) }
    let rules = Wishes(problem: problem, network: network)
    cost = members.indices.map { base in
      members.indices.map { member in
        guard rules.allow(member, base) else { return nil }
        let isMoved = members[member].presentBase.map { $0 != members[base].school } ?? false
        let points = problem.cost(member: member, base: base) * (members[member].isLowResult ? 2 : 1)
        return points + (isMoved ? movedPrice : 0)
      }
    }
  }

  /// `nil` where no number of groups can hold the rules.
  func best() -> Answer? {
    let options = problem.options
    guard low != 0 else { return Answer(groups: [], objective: count * options.leftPrice, moved: movedWhenLeft) }
    if let groups = options.groups { return best(groups: groups) }
    let first = (count + options.largest - 1) / options.largest
    for groups in first...max(first, count) {
      if let answer = best(groups: groups) { return answer }
    }
    for groups in stride(from: first - 1, to: 0, by: -1) {
      if let answer = best(groups: groups) { return answer }
    }
    return nil
  }

  private var movedWhenLeft: Int { problem.members.count { $0.presentBase != nil } }

  func best(groups: Int) -> Answer? {
    guard groups > 0, groups <= count else { return nil }
    let candidates = pricedGroups(groups: groups)
    let all = (1 << count) - 1
    // By number of groups still to be made and members still there.
    var least = [[Int?]](repeating: [Int?](repeating: nil, count: all + 1), count: groups + 1)
    var choice = [[Int]](repeating: [Int](repeating: -1, count: all + 1), count: groups + 1)
    least[0][0] = 0
    for made in 0...groups {
      for set in 1...all {
        let first = set.trailingZeroBitCount
        var found: Int?
        if required >> first & 1 == 0, let rest = least[made][set & (set - 1)] { found = rest + leftCost[first] }
        if made > 0 {
          for (number, group) in candidates[first].enumerated() where group.members & ~set == 0 {
            guard let rest = least[made - 1][set & ~group.members] else { continue }
            if rest + group.cost < found ?? .max {
              found = rest + group.cost
              choice[made][set] = number
            }
          }
        }
        least[made][set] = found
      }
    }
    guard let total = least[groups][all] else { return nil }
    var answer = Answer(groups: [], objective: total, moved: 0)
    var (made, set) = (groups, all)
    while set != 0 {
      let first = set.trailingZeroBitCount
      if choice[made][set] >= 0 {
        let group = candidates[first][choice[made][set]]
        answer.groups.append((group.base, group.members))
        set &= ~group.members
        made -= 1
      } else {
        set &= set - 1
      }
    }
    answer.moved = moved(answer.groups)
    answer.objective -= answer.moved * movedPrice
    return answer
  }

  private func moved(_ groups: [(base: Int, members: Int)]) -> Int {
    problem.members.indices.count { member in
      guard let present = problem.members[member].presentBase else { return false }
      let group = groups.first { $0.members >> member & 1 == 1 }
      return group.map { problem.members[$0.base].school != present } ?? true
    }
  }

  /// What an answer costs with the price of moved members, the number that is least.
  func priced(objective: Int, moved: Int) -> Int { objective + moved * movedPrice }

  private struct Priced {
    let members: Int
    let base: Int
    let cost: Int
  }

  /// Every set that can be a group, by its first member, with its best base.
  private func pricedGroups(groups: Int) -> [[Priced]] {
    var found = [[Priced]](repeating: [], count: count)
    for set in 1..<(1 << count) where holdsRules(set, groups: groups) {
      var best: Priced?
      for base in 0..<count {
        guard let sum = price(set, base: base), sum < best?.cost ?? .max else { continue }
        best = Priced(members: set, base: base, cost: sum)
      }
      if let best { found[set.trailingZeroBitCount].append(best) }
    }
    return found
  }

  /// The rules of one group that do not depend on its base.
  private func holdsRules(_ set: Int, groups: Int) -> Bool {
    let options = problem.options
    let (size, lows, lowCount) = (set.nonzeroBitCount, (set & low).nonzeroBitCount, low.nonzeroBitCount)
    guard size >= options.smallest, size <= options.largest, 2 * (size - lows) >= lows,
      lows >= lowCount / groups, lows <= (lowCount + groups - 1) / groups,
      set & sites != 0 || (sites & ~banned).nonzeroBitCount < groups, set & banned == 0,
      options.apart.compactMap(pair).allSatisfy({ set & $0 != $0 }),
      options.together.compactMap(pair).allSatisfy({ set & $0 == 0 || set & $0 == $0 })
    else { return false }
    guard let least = options.minTeachers else { return true }
    return (0..<count).reduce(0) { $0 + (set >> $1 & 1 == 1 ? teachers[$1] : 0) } >= least
  }

  /// What a set costs around a base, the price of moved members included; `nil` where the base may not be its base or a
  /// member may not be in the group of that base.
  private func price(_ set: Int, base: Int) -> Int? {
    let head = problem.members[base]
    guard set >> base & 1 == 1, head.isMentor, !head.isLowResult, (set & forced) & ~(1 << base) == 0 else { return nil }
    var sum = 0
    for member in 0..<count where set >> member & 1 == 1 {
      guard let points = cost[base][member] else { return nil }
      sum += points
    }
    return sum
  }

  /// What an answer with groups breaks or counts wrongly.
  func violations(in answer: Composition) -> [String] {
    var found: [String] = []
    var joined = 0
    var groups: [(base: Int, members: Int)] = []
    var total = 0
    for group in answer.groups {
      let numbers = group.members.compactMap { problem.number(of: $0.school) }
      let set = numbers.reduce(0) { $0 | 1 << $1 }
      guard let base = problem.number(of: group.base), numbers.count == group.members.count,
        set.nonzeroBitCount == numbers.count, set & joined == 0, holdsRules(set, groups: answer.groups.count),
        let sum = price(set, base: base)
      else {
        found.append("\(group.base): \(group.members.map(\.school)) is no group")
        continue
      }
      joined |= set
      total += sum
      groups.append((base, set))
      let costs = numbers.map { problem.cost(member: $0, base: base) }
      let roles = numbers.map { $0 == base ? Membership.Role.leader : problem.members[$0].role }
      if costs != group.members.map(\.cost) { found.append("\(group.base): costs \(group.members.map(\.cost))") }
      if roles != group.members.map(\.role) { found.append("\(group.base): roles \(group.members.map(\.role))") }
      if group.members.map(\.school) != group.members.map(\.school).sorted() { found.append("\(group.base): order") }
    }
    guard found.isEmpty else { return found }
    if required & ~joined != 0 { found.append("a school that must be in a group is in none") }
    if forced & ~groups.reduce(0, { $0 | 1 << $1.base }) != 0 { found.append("a base that was asked for is none") }
    let outside = (0..<count).filter { joined >> $0 & 1 == 0 }
    if answer.left != outside.map({ problem.members[$0].school }).sorted() { found.append("left \(answer.left)") }
    total += outside.reduce(0) { $0 + leftCost[$1] }
    let moved = moved(groups)
    if answer.moved.count != moved { found.append("moved \(answer.moved), expected \(moved)") }
    if answer.objective != total - moved * movedPrice {
      found.append("objective \(answer.objective), expected \(total - moved * movedPrice)")
    }
    if answer.groups.map(\.base) != answer.groups.map(\.base).sorted() { found.append("order of groups") }
    return found
  }

  private func pair(_ pair: CompositionOptions.Pair) -> Int? {
    guard let first = problem.number(of: pair.first), let second = problem.number(of: pair.second) else { return nil }
    return 1 << first | 1 << second
  }
}

/// Which member the wishes let into the group of which base.
private struct Wishes {
  let problem: CompositionProblem
  let network: Network

  func allow(_ member: Int, _ base: Int) -> Bool {
    let options = problem.options
    let (school, head) = (problem.members[member].school, problem.members[base].school)
    if options.bans.contains(where: { $0.school == school && $0.base == head }) { return false }
    if options.pins.contains(where: { $0.school == school && $0.base != nil && $0.base != head }) { return false }
    guard member != base else { return true }
    if let limit = options.maxKm, let km = problem.distanceKm(member: member, base: base), km > limit { return false }
    switch options.districtPolicy {
    case .any: return true
    case .same: return areOneDistrict(school, head)
    case .adjacent: return areOneDistrict(school, head) || areNeighbours(school, head)
    }
  }

  private func district(_ school: SchoolID) -> DistrictID? {
    network.schools.first { $0.id == school }.flatMap(\.district)
  }

  private func areOneDistrict(_ one: SchoolID, _ two: SchoolID) -> Bool {
    district(one).map { $0 == district(two) } ?? false
  }

  private func areNeighbours(_ one: SchoolID, _ two: SchoolID) -> Bool {
    guard let own = district(one), let other = district(two) else { return false }
    return network.districts.first { $0.id == own }?.neighbours.contains(other) ?? false
  }
}
