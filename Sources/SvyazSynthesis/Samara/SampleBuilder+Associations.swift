internal import SvyazGraph

extension SampleBuilder {
  private static let groupsPerSubject = 4
  private static let autumn = date(2020, 10, 1)

  /// Four ММО a subject around bases that lie near the low-result schools; 6 to 15 members each.
  mutating func addAssociations() {
    var random = random("associations")
    let joining = joiningSchools(&random)
    for subject in network.subjects {
      let lowResult = joining[subject.id] ?? []
      let bases = chooseBases(of: subject.id, near: lowResult)
      let groups = assign(lowResult, to: bases)
      var free = Set(mentors[subject.id] ?? []).subtracting(bases)
      var sites = schools(with: .projectSite).subtracting(bases)
      for (place, base) in bases.enumerated() {
        let id: AssociationID = slug("mmo-\(subject.id)-\(place + 1)")
        let from = place == 3 ? date(2020, 11, 1) : Self.autumn
        network.associations.append(
          Association(
            id: id, name: "ММО учителей \(Self.teachers(of: subject.id)), база: \(label(base))", subject: subject.id,
            umo: "Окружное УМО учителей \(Self.teachers(of: subject.id))", base: base,
            interval: DayInterval(from: from)))
        add(base, .leader, to: id, from: from)
        for school in groups[base] ?? [] { add(school, .lowResult, to: id, from: from) }
        for site in nearest(to: base, of: sites.sorted()).prefix(place < 2 ? 2 : 1) {
          sites.remove(site)
          free.remove(site)
          add(site, .projectSite, to: id, from: from)
        }
        let high = nearest(to: base, of: free.intersection(schools(with: .highResult)).sorted()).prefix(1)
        free.subtract(high)
        for school in high { add(school, .highResult, to: id, from: from) }
        let members = nearest(to: base, of: free.sorted()).prefix(2)
        free.subtract(members)
        for (order, school) in members.enumerated() {
          // Some come later, some leave: a membership has dates of its own.
          let joins = order == 1 && place == 0 ? date(2021, 1, 15) : from
          add(school, .member, to: id, from: joins, to: order == 1 && place == 2 ? date(2021, 2, 1) : nil)
        }
      }
    }
  }

  private mutating func add(
    _ school: SchoolID, _ role: Membership.Role, to association: AssociationID, from: Day, to: Day? = nil
  ) {
    network.memberships.append(
      Membership(association: association, school: school, role: role, interval: DayInterval(from: from, to: to)))
  }

  /// The word that follows «учителей».
  static func teachers(of subject: SubjectID) -> String {
    subject == ProgrammeSubject.russian.id ? "русского языка" : "математики"
  }

  /// Which low-result schools join in which subject; the stories of those left out turn on it.
  private func joiningSchools(_ random: inout SplitMix64) -> [SubjectID: [SchoolID]] {
    let joining =
      (stories[.partnered] ?? []).prefix(11) + (stories[.associated] ?? []) + (stories[.partnerSilent] ?? []).prefix(1)
      + (stories[.memberSilent] ?? [])
    var bySubject: [SubjectID: [SchoolID]] = [:]
    for school in joining.sorted() {
      let single = random.chance(perMille: 350) ? random.element(of: network.subjects)?.id : nil
      for subject in network.subjects where single == nil || single == subject.id {
        bySubject[subject.id, default: []].append(school)
      }
    }
    return bySubject
  }

  /// Greedy k-median: each next base is the mentor that brings the schools nearest to their bases.
  private func chooseBases(of subject: SubjectID, near schools: [SchoolID]) -> [SchoolID] {
    let table = strengths[subject]
    let able = (mentors[subject] ?? []).filter { (table?.perMille[$0] ?? 0) >= (table?.upperQuartile ?? 0) }
    var bases: [SchoolID] = []
    while bases.count < Self.groupsPerSubject {
      let costs = able.filter { !bases.contains($0) }.map { candidate in
        let cost = schools.reduce(0) { sum, school in
          sum + ((bases + [candidate]).map { squareDistance($0, school) }.min() ?? 0) / 1000
        }
        return (cost: cost, school: candidate)
      }
      guard let best = costs.min(by: { ($0.cost, $0.school) < ($1.cost, $1.school) }) else { break }
      bases.append(best.school)
    }
    return bases
  }

  /// Every school to its nearest base that is not full, those nearest to a base first.
  private func assign(_ schools: [SchoolID], to bases: [SchoolID]) -> [SchoolID: [SchoolID]] {
    guard !bases.isEmpty else { return [:] }
    let limit = (schools.count + bases.count - 1) / bases.count + 1
    var groups: [SchoolID: [SchoolID]] = [:]
    let ordered = schools.map { school in
      (distance: bases.map { squareDistance($0, school) }.min() ?? 0, school: school)
    }.sorted { ($0.distance, $0.school) < ($1.distance, $1.school) }
    for (_, school) in ordered {
      guard let base = nearest(to: school, of: bases).first(where: { groups[$0, default: []].count < limit }) else {
        continue
      }
      groups[base, default: []].append(school)
    }
    return groups.mapValues { $0.sorted() }
  }
}
