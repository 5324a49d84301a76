internal import SvyazGraph
internal import SvyazMatching

/// The ММО in force of one subject on a day, as groups.
struct PresentGroups {
  struct Group {
    let id: AssociationID
    let base: SchoolID
    /// The base among them, whether it has a membership of its own or not.
    let schools: Set<SchoolID>
    let isBaseMember: Bool
  }

  /// By id.
  let groups: [Group]

  init(network: Network, day: Day, subject: SubjectID) {
    let snapshot = network.asOf(day)
    let members = Dictionary(grouping: snapshot.memberships, by: \.association)
      .mapValues { Set($0.map(\.school)) }
    groups = snapshot.associations.filter { $0.subject == subject }.sorted { $0.id < $1.id }.map { association in
      let schools = members[association.id] ?? []
      return Group(
        id: association.id, base: association.base, schools: schools.union([association.base]),
        isBaseMember: schools.contains(association.base))
    }
  }

  func objective(problem: CompositionProblem) -> Int {
    let mentors = problem.mentors
    let numbers = Dictionary(
      mentors.schools.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let present = Set(groups.flatMap(\.schools))
    var sum = 0
    for member in problem.members {
      guard present.contains(member.school) else {
        sum += problem.options.leftPrice
        continue
      }
      guard let school = numbers[member.school] else { continue }
      for group in groups where group.base != member.school && group.schools.contains(member.school) {
        guard let base = numbers[group.base] else { continue }
        sum += (member.isLowResult ? 2 : 1) * MemberRoll.cost(mentors, school, base)
      }
    }
    return sum
  }

  // MARK: Rules

  func broken(
    problem: CompositionProblem, roll: [SchoolID: CompositionProblem.Member]
  ) -> [CompositionComparison.Broken] {
    typealias Broken = CompositionComparison.Broken
    let options = problem.options
    let low = groups.map { group in group.schools.filter { roll[$0]?.isLowResult == true } }
    let sites = groups.map { group in group.schools.contains { roll[$0]?.isProjectSite == true } }
    let needsSites = problem.members.count { $0.isProjectSite } >= groups.count
    var broken: [Broken] = []
    for (number, group) in groups.enumerated() {
      func note(_ rule: CompositionComparison.Rule, found: Int? = nil, _ schools: some Sequence<SchoolID>) {
        broken.append(Broken(rule: rule, association: group.id, found: found, schools: schools.sorted()))
      }
      if !(options.smallest...options.largest).contains(group.schools.count) {
        note(.groupSize, found: group.schools.count, [])
      }
      let base = roll[group.base]
      if base?.isLowResult == true {
        note(.baseLowResult, [group.base])
      } else if base?.isMentor != true {
        note(.baseNotMentor, [group.base])
      }
      if !group.isBaseMember { note(.baseNotMember, [group.base]) }
      if 2 * (group.schools.count - low[number].count) < low[number].count { note(.share, low[number]) }
      if needsSites, !sites[number] { note(.sites, []) }
    }
    if let most = low.indices.max(by: { low[$0].count < low[$1].count }),
      let fewest = low.indices.min(by: { low[$0].count < low[$1].count }),
      low[most].count - low[fewest].count > 1
    {
      broken.append(
        Broken(
          rule: .balance, association: nil, found: low[most].count - low[fewest].count,
          schools: [groups[most].base, groups[fewest].base]))
    }
    let times = groups.reduce(into: [SchoolID: Int]()) { times, group in
      for school in group.schools { times[school, default: 0] += 1 }
    }
    let left = problem.members.filter { $0.isLowResult && times[$0.school] == nil }.map(\.school)
    if !left.isEmpty {
      broken.append(Broken(rule: .lowResultLeft, association: nil, found: left.count, schools: left.sorted()))
    }
    let twice = times.filter { $0.value > 1 }.map(\.key)
    if !twice.isEmpty {
      broken.append(Broken(rule: .twoGroups, association: nil, found: twice.count, schools: twice.sorted()))
    }
    let order = Dictionary(
      uniqueKeysWithValues: CompositionComparison.Rule.allCases.enumerated().map { ($1, $0) })
    return broken.sorted {
      (order[$0.rule] ?? 0, $0.association?.rawValue ?? "") < (order[$1.rule] ?? 0, $1.association?.rawValue ?? "")
    }
  }
}
