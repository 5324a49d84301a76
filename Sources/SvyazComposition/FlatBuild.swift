internal import SvyazGraph
internal import SvyazMatching

/// Turns the members and the wishes into the engine's numbers.
struct FlatBuild {
  var problem: GroupingProblem
  var home: [Int32]
  let movedPrice: Int
  let assumedTeachers: Int?

  /// - Parameter options: canonical and checked.
  /// - Complexity: O(members · bases).
  init(_ roll: MemberRoll, _ options: CompositionOptions) throws(CompositionError) {
    let members = roll.members
    let count = members.count
    let lowCount = members.count { $0.isLowResult }
    let bannedSchools = Set(options.bans.filter { $0.base == nil }.map(\.school))
    let isBanned = members.map { bannedSchools.contains($0.school) }
    let candidates = members.indices.filter { members[$0].isMentor }
    let (pairs, overflow) = candidates.count.multipliedReportingOverflow(by: count)
    guard !overflow, pairs <= CompositionProblem.pairLimit else {
      throw .tooLarge(members: count, bases: candidates.count, limit: CompositionProblem.pairLimit)
    }
    let candidateNumber = Dictionary(
      candidates.enumerated().map { (members[$1].school, $0) }, uniquingKeysWith: { first, _ in first })

    home = members.map { $0.presentBase.flatMap { candidateNumber[$0] }.map { Int32($0) } ?? -1 }
    movedPrice = Self.movedPrice(options, members: count, lowResult: lowCount)

    var cost = [Int](repeating: 0, count: pairs)
    for (candidate, base) in candidates.enumerated() {
      for member in members.indices {
        let isHome = home[member] < 0 || Int(home[member]) == candidate
        let moved = isHome ? 0 : movedPrice
        let cell = candidate * count + member
        if member == base {
          cost[cell] = moved
        } else if Self.allows(roll, options, member, base) {
          let own = MemberRoll.cost(roll.mentors, roll.school[member], roll.school[base])
          cost[cell] = (member < lowCount ? 2 * own : own) + moved
        } else {
          cost[cell] = GroupingProblem.forbidden
        }
      }
    }
    for ban in options.bans {
      guard let base = ban.base, let candidate = candidateNumber[base], let member = roll[ban.school] else { continue }
      cost[candidate * count + member] = GroupingProblem.forbidden
    }
    var mustJoin = members.map(\.isLowResult)
    var mustOpen = candidates.map { options.bases.contains(members[$0].school) }
    for pin in options.pins {
      guard let member = roll[pin.school] else { continue }
      mustJoin[member] = true
      guard let base = pin.base, let target = candidateNumber[base] else { continue }
      mustOpen[target] = true
      for candidate in candidates.indices where candidate != target {
        cost[candidate * count + member] = GroupingProblem.forbidden
      }
    }
    let numbers = { (pair: CompositionOptions.Pair) -> (Int32, Int32)? in
      guard let first = roll[pair.first], let second = roll[pair.second] else { return nil }
      return (Int32(min(first, second)), Int32(max(first, second)))
    }
    assumedTeachers = options.minTeachers == nil ? nil : Self.median(members.compactMap(\.teachers))
    let assumed = assumedTeachers ?? 0
    var leftCost = [Int](repeating: options.leftPrice, count: count)
    for member in members.indices where home[member] >= 0 { leftCost[member] += movedPrice }
    problem = GroupingProblem(
      lowCount: lowCount, memberCount: count, isSite: members.map(\.isProjectSite),
      candidates: candidates.map { Int32($0) }, cost: cost,
      leftCost: leftCost, mustJoin: mustJoin, isBanned: isBanned,
      mustOpen: mustOpen, smallest: options.smallest, largest: options.largest,
      together: options.together.compactMap(numbers), apart: options.apart.compactMap(numbers),
      teachers: options.minTeachers == nil ? [] : members.map { $0.teachers ?? assumed },
      minTeachers: options.minTeachers ?? 0)
  }

  private static func allows(_ roll: MemberRoll, _ options: CompositionOptions, _ member: Int, _ base: Int) -> Bool {
    let (one, two) = (roll.school[member], roll.school[base])
    if options.districtPolicy != .any, !roll.mentors.allows(options.districtPolicy, one, two) { return false }
    if let maxKm = options.maxKm, let km = roll.mentors.distanceKm(one, two), km > maxKm { return false }
    return true
  }

  /// For ``KeepMemberships/most``: more than any two objectives differ by.
  private static func movedPrice(_ options: CompositionOptions, members: Int, lowResult: Int) -> Int {
    switch options.keep {
    case .free: 0
    case .price(let price): price
    case .most:
      // The dearest member costs 60,000 points, twice that with low results; all numbers are bounded by the options.
      (members + lowResult) * 1000 * (MemberRoll.travelWeight + MemberRoll.districtWeight)
        + members * options.leftPrice + 1
    }
  }

  /// Nearest-rank; `nil` of nothing.
  private static func median(_ values: [Int]) -> Int? {
    values.isEmpty ? nil : values.sorted()[(values.count + 1) / 2 - 1]
  }
}
