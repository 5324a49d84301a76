internal import SvyazFlow
internal import SvyazGraph
internal import SvyazMatching

/// A composition with some of its rules taken away, as a grouping problem, and which rules an answer keeps.
///
/// Every rule is a condition on the answer alone, whatever the others are: fewer rules never have fewer answers. So
/// "as many project sites as groups" counts the sites that the planner's bans leave, also where a ban is taken away.
struct RelaxedComposition: Sendable {
  let rules: [ClashRule]
  let members: [CompositionProblem.Member]
  private let options: CompositionOptions
  private let lowCount: Int
  /// Members that are not low-result: they may be bases where mentors need not be. Where these are too many to hold,
  /// the mentors alone.
  private let others: [Int]
  /// By member: its place in `others`, −1 for none.
  private let place: [Int]
  /// Other bases than mentors are not looked at, whatever the rules.
  let isMentorsOnly: Bool
  private let number: [SchoolID: Int]
  /// By other and member: cost points, to guide the search.
  private let cost: [Int]
  /// Pairs of member and possible base.
  var cellCount: Int { cost.count }
  /// By other and member, empty where the option is not set: too far, or across districts.
  private let isFar: [Bool]
  private let isAcross: [Bool]
  private let teachers: [Int]
  /// Project sites that the planner does not ban.
  let siteCount: Int

  init(_ problem: CompositionProblem) {
    let members = problem.members
    let options = problem.options
    rules = ClashRule.all(options)
    self.members = members
    self.options = options
    lowCount = members.count { $0.isLowResult }
    let bases = members.indices.filter { !members[$0].isLowResult }
    let (pairs, overflow) = bases.count.multipliedReportingOverflow(by: members.count)
    let isMentorsOnly = overflow || pairs > CompositionProblem.pairLimit
    self.isMentorsOnly = isMentorsOnly
    let others = bases.filter { !isMentorsOnly || members[$0].isMentor }
    self.others = others
    var place = [Int](repeating: -1, count: members.count)
    for (index, base) in others.enumerated() { place[base] = index }
    self.place = place
    number = Dictionary(members.enumerated().map { ($1.school, $0) }, uniquingKeysWith: { first, _ in first })
    var cost: [Int] = []
    var isFar: [Bool] = []
    var isAcross: [Bool] = []
    for base in others {
      for member in members.indices {
        cost.append(problem.cost(member: member, base: base) * (members[member].isLowResult ? 2 : 1))
        if let maxKm = options.maxKm {
          isFar.append(member != base && (problem.distanceKm(member: member, base: base) ?? 0) > maxKm)
        }
        if options.districtPolicy != .any {
          let (one, two) = (problem.school[member], problem.school[base])
          isAcross.append(member != base && !problem.mentors.allows(options.districtPolicy, one, two))
        }
      }
    }
    self.cost = cost
    self.isFar = isFar
    self.isAcross = isAcross
    teachers = members.map { $0.teachers ?? problem.assumedTeachers ?? 0 }
    let banned = Set(options.bans.filter { $0.base == nil }.map(\.school))
    siteCount = members.count { $0.isProjectSite && !banned.contains($0.school) }
  }

  /// - Parameters:
  ///   - isActive: by rule.
  ///   - groups: the number of groups that the problem is for.
  ///   - lowFloor: see ``GroupingProblem/Rules/lowFloor``; of use only where coverage is taken away.
  func problem(_ isActive: [Bool], groups: Int, lowFloor: Int = 0) -> GroupingProblem {
    var active: Set<String> = []
    for (rule, holds) in zip(rules, isActive) where holds { active.insert(rule.code) }
    let holds = { (rule: ClashRule) in rules.firstIndex(of: rule).map { isActive[$0] } ?? false }
    let count = members.count
    let places = others.indices.filter { !holds(.mentors) || members[others[$0]].isMentor }
    var cells: [Int] = []
    cells.reserveCapacity(places.count * count)
    for place in places {
      for cell in place * count..<(place + 1) * count {
        let isShut =
          (active.contains("maxKm") && isFar[cell]) || (active.contains("district") && isAcross[cell])
        cells.append(isShut ? GroupingProblem.forbidden : cost[cell])
      }
    }
    var problem = GroupingProblem(
      lowCount: lowCount, memberCount: count, isSite: members.map(\.isProjectSite),
      candidates: places.map { Int32(others[$0]) }, cost: cells,
      leftCost: [Int](repeating: options.leftPrice, count: count),
      mustJoin: members.map { $0.isLowResult && holds(.coverage) }, isBanned: [Bool](repeating: false, count: count),
      mustOpen: [Bool](repeating: false, count: places.count), smallest: holds(.smallest) ? options.smallest : 1,
      largest: holds(.largest) ? options.largest : max(1, count))
    problem.rules = GroupingProblem.Rules(
      keepsShare: holds(.share), keepsBalance: holds(.balance), keepsSites: holds(.sites) && siteCount >= groups,
      lowFloor: holds(.coverage) ? nil : lowFloor)
    for (rule, isActive) in zip(rules, isActive) where isActive { apply(rule, to: &problem) }
    return problem
  }

  private func apply(_ rule: ClashRule, to problem: inout GroupingProblem) {
    let count = problem.memberCount
    func candidate(_ id: SchoolID) -> Int? {
      guard let member = number[id] else { return nil }
      return problem.candidates.firstIndex(of: Int32(member))
    }
    switch rule {
    case .minTeachers(let least):
      problem.teachers = teachers
      problem.minTeachers = least
    case .base(let base):
      if let base = candidate(base) { problem.mustOpen[base] = true }
    case .pin(let pin):
      guard let member = number[pin.school] else { return }
      problem.mustJoin[member] = true
      guard let base = pin.base.flatMap(candidate) else { return }
      problem.mustOpen[base] = true
      for other in problem.candidates.indices where other != base {
        problem.cost[other * count + member] = GroupingProblem.forbidden
      }
    case .ban(let ban):
      guard let member = number[ban.school] else { return }
      if ban.base == nil {
        problem.isBanned[member] = true
      } else if let base = ban.base.flatMap(candidate) {
        problem.cost[base * count + member] = GroupingProblem.forbidden
      }
    case .together(let pair):
      if let (one, two) = numbers(pair) { problem.together.append((one, two)) }
    case .apart(let pair):
      if let (one, two) = numbers(pair) { problem.apart.append((one, two)) }
    default: break
    }
  }

  private func numbers(_ pair: CompositionOptions.Pair) -> (Int32, Int32)? {
    guard let one = number[pair.first], let two = number[pair.second] else { return nil }
    return (Int32(min(one, two)), Int32(max(one, two)))
  }

  // MARK: What an answer keeps

  /// By rule: whether the grouping of a relaxed problem keeps it.
  func kept(_ grouping: Grouping, of problem: GroupingProblem) -> [Bool] {
    let base = grouping.group.map { $0 < 0 ? -1 : Int(problem.candidates[Int($0)]) }
    let groups = Dictionary(grouping: members.indices.filter { base[$0] >= 0 }, by: { base[$0] })
    return rules.map { keeps($0, base, groups) }
  }

  /// - Parameters:
  ///   - base: by member, the member that is its base, −1 in no group.
  ///   - groups: members by base.
  private func keeps(_ rule: ClashRule, _ base: [Int], _ groups: [Int: [Int]]) -> Bool {
    func baseOf(_ id: SchoolID) -> Int { number[id].map { base[$0] } ?? -1 }
    switch rule {
    case .smallest: return groups.values.allSatisfy { $0.count >= options.smallest }
    case .largest: return groups.values.allSatisfy { $0.count <= options.largest }
    case .share:
      return groups.values.allSatisfy { group in 3 * group.count { members[$0].isLowResult } <= 2 * group.count }
    case .balance:
      let counts = groups.values.map { $0.count { members[$0].isLowResult } }
      return (counts.max() ?? 0) - (counts.min() ?? 0) <= 1
    case .sites:
      return siteCount < groups.count || groups.values.allSatisfy { $0.contains { members[$0].isProjectSite } }
    case .mentors: return groups.keys.allSatisfy { members[$0].isMentor }
    case .coverage: return members.indices.allSatisfy { base[$0] >= 0 || !members[$0].isLowResult }
    case .groups(let count): return groups.count == count
    case .district: return allPairs(base) { !isAcross[$0] }
    case .maxKm: return allPairs(base) { !isFar[$0] }
    case .minTeachers(let least): return groups.values.allSatisfy { $0.reduce(0) { $0 + teachers[$1] } >= least }
    case .base(let id): return number[id].map { base[$0] == $0 } ?? false
    case .pin(let pin):
      guard let wanted = pin.base else { return baseOf(pin.school) >= 0 }
      return baseOf(pin.school) >= 0 && baseOf(pin.school) == number[wanted]
    case .ban(let ban):
      guard let shut = ban.base else { return baseOf(ban.school) < 0 }
      return baseOf(ban.school) < 0 || baseOf(ban.school) != number[shut]
    case .together(let pair): return baseOf(pair.first) == baseOf(pair.second)
    case .apart(let pair): return baseOf(pair.first) < 0 || baseOf(pair.first) != baseOf(pair.second)
    }
  }

  private func allPairs(_ base: [Int], _ holds: (Int) -> Bool) -> Bool {
    members.indices.allSatisfy { base[$0] < 0 || holds(place[base[$0]] * members.count + $0) }
  }

  // MARK: Rules that are alike

  /// By rule: its class. Wishes of one kind for schools that nothing tells apart may be exchanged for one another.
  var classes: [Int] {
    var count: [SchoolID: Int] = [:]
    for rule in rules { for school in rule.named { count[school, default: 0] += 1 } }
    var known: [String: Int] = [:]
    return rules.enumerated().map { index, rule in
      guard isFar.isEmpty, isAcross.isEmpty, let school = rule.named.first, count[school] == 1,
        let member = number[school]
      else { return index }
      let base: String
      switch rule {
      case .base: base = ""
      case .pin(let pin), .ban(let pin): base = pin.base?.rawValue ?? ""
      default: return index
      }
      let one = members[member]
      let staff = options.minTeachers == nil ? 0 : teachers[member]
      let key = "\(rule.code) \(base) \(one.isLowResult) \(one.isMentor) \(one.isProjectSite) \(staff)"
      if let first = known[key] { return first }
      known[key] = index
      return index
    }
  }
}
