internal import SvyazGraph

extension SyntheticBuilder {
  /// Capacities of some strong schools; a pin and a ban for every hundredth low-result school or so.
  mutating func addMentorsAndConstraints() {
    var random = random("mentors")
    for index in 0..<count where !isLowResult[index] && quality[index] >= 800 {
      if random.chance(perMille: 300) {
        network.mentorCapacities.append(MentorCapacity(school: ids[index], capacity: random.int(in: 0...3)))
      } else if random.chance(perMille: 60), let subject = random.element(of: network.subjects) {
        network.mentorCapacities.append(MentorCapacity(school: ids[index], subject: subject.id, capacity: 1))
      }
    }
    let named = Set(network.mentorCapacities.map(\.school))
    var pinned: Set<Int> = []
    for index in 0..<count where isLowResult[index] && random.chance(perMille: 30) {
      // A pin takes a mentor of its own that no row limits, so that every pin can hold.
      guard let subject = random.element(of: network.subjects), let mentor = partner(of: index, &random),
        !named.contains(ids[mentor]), !isLowResult[mentor], pinned.insert(mentor).inserted
      else { continue }
      network.constraints.append(
        MatchingConstraint(rule: .pin, mentee: ids[index], mentor: ids[mentor], subject: subject.id))
    }
    let held = Set(network.constraints.map(\.mentee))
    for index in 0..<count where isLowResult[index] && random.chance(perMille: 30) {
      guard !held.contains(ids[index]), let mentor = partner(of: index, &random) else { continue }
      network.constraints.append(MatchingConstraint(rule: .ban, mentee: ids[index], mentor: ids[mentor]))
    }
  }

  /// Another school of the district or of a neighbouring one, a better one if four draws find it.
  private func partner(of index: Int, _ random: inout SplitMix64) -> Int? {
    guard count > 1 else { return nil }
    let home = district(of: index)
    var last: Int?
    for _ in 0..<4 {
      let near = random.chance(perMille: 300) ? random.element(of: grid.neighbours(of: home)) ?? home : home
      let range = grid.schools(in: near)
      let candidate = range.lowerBound + random.below(range.count)
      guard candidate != index else { continue }
      last = candidate
      if quality[candidate] > quality[index], !isLowResult[candidate] { return candidate }
    }
    return last ?? (index == 0 ? 1 : 0)
  }

  private func district(of index: Int) -> Int {
    // The inverse of `schools(in:)`: the first district whose end lies beyond the index.
    ((index + 1) * grid.districts - 1) / count
  }

  /// Five a school, most of them over; the low-result schools have the greater part of those in force.
  mutating func addPartnerships() {
    var random = random("partnerships")
    network.partnerships.reserveCapacity(count * 5)
    for index in 0..<count {
      for place in 0..<5 {
        guard let mentor = partner(of: index, &random) else { continue }
        let status = Self.status(place, isLowResult: isLowResult[index], &random)
        let from = date(2018, 9, 1).adding(
          days: [.completed, .terminated].contains(status) ? random.below(600) : 670 + random.below(340))
        let to = [.completed, .terminated].contains(status) ? from.adding(days: 30 + random.below(330)) : nil
        let id: PartnershipID = slug("p-\(network.partnerships.count + 1)")
        let subject = random.below(3)
        network.partnerships.append(
          Partnership(
            id: id, mentor: ids[mentor], mentee: ids[index],
            subject: network.subjects.indices.contains(subject) ? network.subjects[subject].id : nil, status: status,
            interval: DayInterval(from: from, to: to),
            agreement: status == .proposed ? "" : "№ \(id.rawValue.dropFirst(2)) от \(from.russian)"))
        if [.agreed, .active].contains(status) {
          pairsInForce.append((id, index, mentor))
        }
      }
    }
  }

  private static func status(_ place: Int, isLowResult: Bool, _ random: inout SplitMix64) -> Partnership.Status {
    switch place {
    case 0: random.chance(perMille: isLowResult ? 750 : 150) ? .active : .completed
    case 1: random.chance(perMille: isLowResult ? 400 : 50) ? .agreed : .completed
    case 2: random.chance(perMille: 300) ? .proposed : .completed
    case 3: .terminated
    default: .completed
    }
  }

  /// One a district and subject, around the best school of the district.
  mutating func addAssociations() {
    var random = random("associations")
    let roles = Dictionary(
      network.statuses.compactMap { row -> (SchoolID, Membership.Role)? in
        switch row.status {
        case .projectSite: (row.school, .projectSite)
        case .highResult: (row.school, .highResult)
        case .lowResult, .adverse, .risk: nil
        }
      }, uniquingKeysWith: { first, _ in first })
    for district in 0..<grid.districts {
      let schools = grid.schools(in: district)
      guard let base = schools.max(by: { quality[$0] < quality[$1] }) else { continue }
      for subject in network.subjects {
        let id: AssociationID = slug("mmo-\(district + 1)-\(subject.id)")
        let whose = SampleBuilder.teachers(of: subject.id)
        network.associations.append(
          Association(
            id: id, name: "ММО учителей \(whose), район \(grid.name(of: district))", subject: subject.id,
            umo: "Окружное УМО учителей \(whose)", base: ids[base], interval: DayInterval(from: date(2020, 10, 1))))
        for index in schools {
          let joins = random.chance(perMille: 350)
          guard index == base || isLowResult[index] || joins else { continue }
          let role: Membership.Role =
            index == base ? .leader : isLowResult[index] ? .lowResult : roles[ids[index]] ?? .member
          network.memberships.append(
            Membership(
              association: id, school: ids[index], role: role,
              interval: DayInterval(from: date(2020, 10, 1).adding(days: random.below(120)))))
        }
      }
    }
  }
}
