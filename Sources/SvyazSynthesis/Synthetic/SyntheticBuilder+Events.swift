internal import SvyazGraph

extension SyntheticBuilder {
  private static let firstDay = date(2019, 9, 2)
  private static let meetingsPerAssociation = 8

  /// Meetings of the ММО, days of partnerships in force, and events of a district and its neighbours.
  mutating func addEvents() {
    var random = random("events")
    network.events.reserveCapacity(count * 5 / 2)
    network.participations.reserveCapacity(count * 50)
    addMeetings(&random)
    addPartnershipDays(&random)
    for district in 0..<grid.districts { addDistrictEvents(district, &random) }
  }

  private var nextID: EventID { slug("event-\(network.events.count + 1)") }

  private mutating func come(
    _ school: SchoolID, to event: EventID, _ role: Participation.Role, _ random: inout SplitMix64
  ) {
    network.participations.append(
      Participation(event: event, school: school, role: role, people: random.int(in: 1...5)))
  }

  private mutating func addMeetings(_ random: inout SplitMix64) {
    var first = 0
    for association in network.associations {
      var last = first
      while last < network.memberships.count, network.memberships[last].association == association.id { last += 1 }
      for meeting in 0..<Self.meetingsPerAssociation {
        let day = date(2020, 10, 5).adding(days: meeting * 33 + random.below(28))
        let kind: Event.Kind = [.seminar, .masterClass, .webinar, .experienceExchange][meeting % 4]
        let id = nextID
        network.events.append(
          Event(
            id: id, kind: kind, title: "Заседание ММО № \(meeting + 1)", day: day, subject: association.subject,
            host: association.base, association: association.id, organiser: association.umo))
        for membership in network.memberships[first..<last] where random.chance(perMille: 700) {
          come(membership.school, to: id, membership.school == association.base ? .host : .participant, &random)
        }
      }
      first = last
    }
  }

  private mutating func addPartnershipDays(_ random: inout SplitMix64) {
    for pair in pairsInForce {
      for _ in 0..<random.int(in: 0...3) {
        let isVisit = random.chance(perMille: 600)
        let day = date(2020, 7, 1).adding(days: random.below(360))
        let id = nextID
        network.events.append(
          Event(
            id: id, kind: isVisit ? .lessonVisit : .experienceExchange,
            title: isVisit ? "Взаимопосещение уроков" : "Обмен опытом", day: day, host: ids[pair.mentor],
            partnership: pair.partnership, organiser: network.schools[pair.mentor].label))
        come(ids[pair.mentor], to: id, .host, &random)
        come(ids[pair.mentee], to: id, .participant, &random)
      }
    }
  }

  /// As many as bring about fifty participations a school, whatever the number of neighbours.
  private mutating func addDistrictEvents(_ district: Int, _ random: inout SplitMix64) {
    let own = grid.schools(in: district)
    let invited = [own] + grid.neighbours(of: district).map(grid.schools(in:))
    let size = invited.reduce(0) { $0 + $1.count }
    let events = max(1, own.count * 46 / max(1, size * 85 / 100))
    let kinds: [Event.Kind] = [.conference, .seminar, .webinar, .training, .strategySession, .masterClass]
    for place in 0..<events {
      let kind = kinds[place % kinds.count]
      let day = Self.firstDay.adding(days: random.below(660))
      let host = kind == .webinar ? nil : own.lowerBound + random.below(own.count)
      let id = nextID
      network.events.append(
        Event(
          id: id, kind: kind, title: "\(Self.title(of: kind)) № \(place + 1)", day: day, host: host.map { ids[$0] },
          organiser: "ЦРО"))
      for index in invited.joined() where index == host || random.chance(perMille: 850) {
        come(ids[index], to: id, index == host ? .host : index % 17 == place % 17 ? .speaker : .participant, &random)
      }
    }
  }

  private static func title(of kind: Event.Kind) -> String {
    switch kind {
    case .conference: "Конференция района"
    case .webinar: "Вебинар для учителей"
    case .training: "Тренинг для заместителей"
    case .strategySession: "Стратегическая сессия директоров"
    case .masterClass: "Мастер-класс"
    case .seminar, .lessonVisit, .experienceExchange: "Семинар района"
    }
  }
}
