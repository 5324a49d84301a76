internal import SvyazGraph

extension SampleBuilder {
  mutating func addEvents() {
    var random = random("events")
    let plan = (SampleEvent.city + SampleEvent.associations + SampleEvent.partnerships)
      .sorted { ($0.day, $0.title) < ($1.day, $1.title) }
    for (index, entry) in plan.enumerated() {
      var event = Event(
        id: slug("event-\(index < 9 ? "0" : "")\(index + 1)"), kind: entry.kind, title: entry.title, day: entry.day,
        subject: entry.subject, organiser: "ЦРО")
      switch entry.circle {
      case .city(let pairs, let hosted): addCityEvent(&event, pairs: pairs, hosted: hosted, &random)
      case .association(let place, let round): addMeeting(&event, place: place, round: round, &random)
      case .partnership(let story, let place): addPartnershipDay(&event, story, place, &random)
      }
    }
  }

  private mutating func come(
    _ school: SchoolID, _ role: Participation.Role, to event: Event, people: ClosedRange<Int>,
    _ random: inout SplitMix64
  ) {
    guard !network.participations.contains(where: { $0.event == event.id && $0.school == school }) else { return }
    network.participations.append(
      Participation(event: event.id, school: school, role: role, people: random.int(in: people)))
  }

  /// Those who stayed away all winter stay away; of the others about half come.
  private func lowResultGuests(on day: Day, perMille: Int, _ random: inout SplitMix64) -> [SchoolID] {
    lowResult.filter { school in
      let silent = day >= Self.spanBegins && (story(of: school)?.isSilent ?? false)
      return random.chance(perMille: perMille) && !silent
    }
  }

  private mutating func addCityEvent(
    _ event: inout Event, pairs: [Int], hosted: Bool, _ random: inout SplitMix64
  ) {
    if hosted {
      event.host = random.element(of: schools(with: .projectSite).sorted())
    }
    network.events.append(event)
    if let host = event.host { come(host, .host, to: event, people: 3...6, &random) }
    for mentee in pairs.compactMap({ school(.partnered, $0) }) {
      for row in network.partnerships where row.mentee == mentee && row.isInForce(on: event.day) {
        come(row.mentor, .speaker, to: event, people: 1...3, &random)
      }
      come(mentee, .participant, to: event, people: 1...4, &random)
    }
    for school in lowResultGuests(on: event.day, perMille: 450, &random) {
      come(school, .participant, to: event, people: 1...4, &random)
    }
    let others = facts.schools.filter { !$0.isLowResult && isMunicipal($0) }.map(\.id).sorted()
    let partners = Set(network.partnerships.map(\.mentor))
    for school in random.shuffled(others.filter { !partners.contains($0) }).prefix(random.int(in: 4...9)) {
      come(school, .participant, to: event, people: 1...3, &random)
    }
    for school in random.shuffled(schools(with: .highResult).subtracting(partners).sorted()).prefix(2) {
      come(school, .speaker, to: event, people: 1...2, &random)
    }
  }

  private mutating func addMeeting(_ event: inout Event, place: Int, round: Int, _ random: inout SplitMix64) {
    guard network.associations.indices.contains(place) else { return }
    let association = network.associations[place]
    event.association = association.id
    event.organiser = association.umo
    // A seminar is held at the base; a webinar and an exchange have no host school.
    event.host = [.seminar, .masterClass].contains(event.kind) ? association.base : nil
    network.events.append(event)
    if let host = event.host { come(host, .host, to: event, people: 2...6, &random) }
    for row in network.memberships where row.association == association.id && row.interval.contains(event.day) {
      let story = row.role == .lowResult ? story(of: row.school) : nil
      let silent = event.day >= Self.spanBegins && (story?.isSilent ?? false)
      let counted = round == 2 && story == .associated
      let comes = random.chance(perMille: row.role == .lowResult ? (round == 1 ? 560 : 650) : 700)
      guard counted || comes && !silent else { continue }
      let speaks = row.role != .lowResult && random.chance(perMille: 400)
      come(row.school, speaks ? .speaker : .participant, to: event, people: 1...5, &random)
    }
  }

  private mutating func addPartnershipDay(
    _ event: inout Event, _ story: SampleStory, _ place: Int, _ random: inout SplitMix64
  ) {
    guard let mentee = school(story, place), let id = mainPartnerships[mentee],
      let partnership = network.partnerships.first(where: { $0.id == id })
    else { return }
    event.partnership = id
    event.subject = partnership.subject
    event.host = event.kind == .masterClass ? partnership.mentee : partnership.mentor
    event.organiser = event.host.map(label) ?? event.organiser
    let guest = event.host == partnership.mentor ? partnership.mentee : partnership.mentor
    network.events.append(event)
    if let host = event.host { come(host, .host, to: event, people: 2...6, &random) }
    come(guest, event.kind == .masterClass ? .speaker : .participant, to: event, people: 2...5, &random)
  }
}
