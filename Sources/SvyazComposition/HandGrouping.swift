public import SvyazGraph

/// Groups that a planner arranged by hand, judged by every rule: what they cost, and which rules they break.
public struct HandGrouping: Hashable, Sendable {
  /// A rule that the groups break. Schools that name a group are its base.
  public enum Broken: Hashable, Sendable {
    case size(base: SchoolID, found: Int, least: Int, greatest: Int)
    /// More than twice as many low-result schools as others.
    case share(base: SchoolID, low: Int, others: Int)
    /// The low-result counts of two groups differ by more than one.
    case balance(most: SchoolID, high: Int, fewest: SchoolID, low: Int)
    case noSite(base: SchoolID)
    /// A low-result or pinned school is in no group.
    case outside(school: SchoolID)
    /// A banned school is in a group.
    case banned(school: SchoolID)
    /// Pins, bans, districts or the distance keep the school from this base.
    case notAllowed(school: SchoolID, base: SchoolID)
    /// A school that must be a base is none.
    case notBase(SchoolID)
    /// The base is not in its own group.
    case baseElsewhere(SchoolID)
    case parted(SchoolID, SchoolID)
    case joined(SchoolID, SchoolID)
    case teachers(base: SchoolID, found: Int)
  }

  /// In the form of a solver's answer. It may be accepted where nothing is broken, and never otherwise.
  public let composition: Composition
  public let broken: [Broken]
}

extension CompositionProblem {
  /// Judges groups that were made by hand.
  ///
  /// - Parameters:
  ///   - bases: of the groups; each can be one.
  ///   - base: of each school in a group; schools that are no members of the subject are passed over.
  ///   - lowerBound: of the best groups of this number, where a solver proved one.
  /// - Complexity: O(members + bases).
  public func judge(bases: [SchoolID], base: [SchoolID: SchoolID], lowerBound: Int = 0) -> HandGrouping {
    let candidate = flat.candidateNumber
    let open = Set(bases.compactMap { number(of: $0) }.map { candidate[$0] }.filter { $0 >= 0 })
    let group = members.map { member -> Int32 in
      guard let base = base[member.school], let number = number(of: base) else { return -1 }
      return candidate[number]
    }
    let grouping = Grouping(bases: open.sorted(), group: group)
    let violations = GroupingCheck.violations(of: grouping, in: flat, groups: open.count)
    var objective = 0
    var made: [SchoolID: [Composition.Member]] = [:]
    var left: [SchoolID] = []
    for (number, member) in members.enumerated() {
      guard group[number] >= 0 else {
        left.append(member.school)
        objective += options.leftPrice
        continue
      }
      let base = Int(flat.candidates[Int(group[number])])
      let cost = cost(member: number, base: base)
      objective += member.isLowResult ? 2 * cost : cost
      made[members[base].school, default: []].append(
        Composition.Member(school: member.school, role: base == number ? .leader : member.role, cost: cost))
    }
    let composition = Composition(
      network: network, subject: subject, day: day, options: options,
      status: violations.isEmpty && lowerBound >= objective ? .optimal : .feasible, objective: objective,
      lowerBound: min(lowerBound, objective),
      groups: made.map { Composition.Group(base: $0, members: $1.sorted { $0.school < $1.school }) }
        .sorted { $0.base < $1.base },
      left: left.sorted(), moved: moved(base: group.map { $0 < 0 ? nil : Int(flat.candidates[Int($0)]) }), clash: nil)
    return HandGrouping(composition: composition, broken: named(violations, of: grouping))
  }

  private func named(_ violations: [GroupingCheck.Violation], of grouping: Grouping) -> [HandGrouping.Broken] {
    func base(_ candidate: Int) -> SchoolID { members[Int(flat.candidates[candidate])].school }
    return violations.compactMap { violation -> HandGrouping.Broken? in
      switch violation {
      // The number of groups is theirs, and the numbers are ours.
      case .malformed, .groupCount, .noSuchGroup: nil
      case .badBase(let candidate): .baseElsewhere(base(candidate))
      case .notOpen(let candidate): .notBase(base(candidate))
      case .forbiddenCell(let member, let candidate):
        .notAllowed(school: members[member].school, base: base(candidate))
      case .outside(let member): .outside(school: members[member].school)
      case .banned(let member): .banned(school: members[member].school)
      case .size(let candidate, let found):
        .size(base: base(candidate), found: found, least: options.smallest, greatest: options.largest)
      case .share(let candidate, let low, let others): .share(base: base(candidate), low: low, others: others)
      case .balance: balance(grouping)
      case .noSite(let candidate): .noSite(base: base(candidate))
      case .parted(let one, let other): .parted(members[one].school, members[other].school)
      case .joined(let one, let other): .joined(members[one].school, members[other].school)
      case .teachers(let candidate, let found): .teachers(base: base(candidate), found: found)
      }
    }
  }

  private func balance(_ grouping: Grouping) -> HandGrouping.Broken? {
    let counts = grouping.bases.map { base in
      (
        base: members[Int(flat.candidates[Int(base)])].school,
        low: (0..<flat.lowCount).count { grouping.group[$0] == base }
      )
    }
    guard let most = counts.max(by: { $0.low < $1.low }), let fewest = counts.min(by: { $0.low < $1.low }) else {
      return nil
    }
    return .balance(most: most.base, high: most.low, fewest: fewest.base, low: fewest.low)
  }
}
