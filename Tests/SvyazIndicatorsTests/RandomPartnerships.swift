import SvyazGraph
import SvyazTestSupport

/// A small valid network full of the cases that indicator 9 turns on, and the day to ask about.
struct RandomPartnerships {
  var network: Network
  let day: Day
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    let edges: [Day] = [
      "2020-03-31", "2020-02-29", "2020-12-31", "2021-01-31", "2021-05-30", "2020-06-15", "2021-12-31", "2022-03-01",
    ]
    let base = edges.randomElement(using: &random) ?? "2020-06-15"
    day = Bool.random(using: &random) ? base : base.adding(days: Int.random(in: -200...200, using: &random))
    network = Network(
      id: "n", name: "", asOf: day, subjects: [Subject(id: "ru", name: "Russian"), Subject(id: "ma", name: "Maths")])
    addSchools()
    addTargets()
    addPartnerships()
    addAssociations()
    addEvents()
    shuffle()
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    guard let element = elements.randomElement(using: &random) else { preconditionFailure("nothing to pick from") }
    return element
  }

  /// A day around the asked one, often exactly on an edge of the span or of a month of the trend.
  private mutating func someDay() -> Day {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: day.adding(days: pick([-181, -180, -179, -1, 0, 1]))
    case 1:
      day.adding(months: -Int.random(in: 0...11, using: &random)).adding(days: pick([-181, -180, -1, 0, 1]))
    case 2: day.adding(days: Int.random(in: -30...5, using: &random))
    default: day.adding(days: Int.random(in: -550...60, using: &random))
    }
  }

  private mutating func someInterval() -> DayInterval {
    let from = chance(40) ? day.adding(days: -Int.random(in: 300...600, using: &random)) : someDay()
    if chance(45) { return DayInterval(from: from) }
    let to = chance(50) ? someDay() : from.adding(days: Int.random(in: 1...500, using: &random))
    return DayInterval(from: from, to: max(to, from.adding(days: 1)))
  }

  /// One to three intervals that touch or leave gaps.
  private mutating func intervals() -> [DayInterval] {
    var next = someInterval()
    var found = [next]
    while found.count < 3, let to = next.to, chance(50) {
      let from = to.adding(days: chance(50) ? 0 : Int.random(in: 1...90, using: &random))
      let end = chance(50) ? nil : from.adding(days: Int.random(in: 1...200, using: &random))
      next = DayInterval(from: from, to: end)
      found.append(next)
    }
    return found
  }

  private mutating func addSchools() {
    if chance(2) { return }
    let count = Int.random(in: 1...7, using: &random)
    let ids: [SchoolID] = ["s10", "s2", "Z1", "a-9", "a_9", "s1", "0x"]
    network.schools = ids.shuffled(using: &random).prefix(count).map { School(id: $0, name: "School \($0)") }
    for school in network.schools {
      for status in Status.allCases where chance(status == .lowResult ? 75 : 20) {
        for interval in intervals() {
          network.statuses.append(SchoolStatus(school: school.id, status: status, interval: interval))
        }
      }
    }
  }

  private mutating func addTargets() {
    if chance(30) { network.targets.append(IndicatorTarget(indicator: 8, perMille: 123, day: "2020-01-01")) }
    if chance(40) {
      network.targets.append(IndicatorTarget(indicator: 9, perMille: pick([0, 700, 1000]), day: someDay()))
    }
  }

  private mutating func addPartnerships() {
    guard network.schools.count > 1 else { return }
    let schools = network.schools.map(\.id)
    for number in 0..<Int.random(in: 0...6, using: &random) {
      let pair = schools.shuffled(using: &random).prefix(2)
      network.partnerships.append(
        Partnership(
          id: PartnershipID("p\(number)") ?? "p", mentor: pair[pair.startIndex], mentee: pair[pair.startIndex + 1],
          subject: pick([nil, "ru", "ma"]), status: pick(Partnership.Status.allCases), interval: someInterval()))
    }
  }

  private mutating func addAssociations() {
    guard !network.schools.isEmpty else { return }
    for number in 0..<Int.random(in: 0...2, using: &random) {
      let id = AssociationID("a\(number)") ?? "a"
      network.associations.append(
        Association(
          id: id, name: "", subject: pick(["ru", "ma"]), base: pick(network.schools).id, interval: someInterval()))
      for school in network.schools where chance(35) {
        for interval in intervals() {
          network.memberships.append(
            Membership(
              association: id, school: school.id, role: pick(Membership.Role.allCases), interval: interval))
        }
      }
    }
  }

  private mutating func addEvents() {
    let schools = network.schools.map(\.id)
    for number in 0..<Int.random(in: 0...7, using: &random) {
      let id = EventID("e\(number)") ?? "e"
      network.events.append(
        Event(
          id: id, kind: pick(Event.Kind.allCases), title: "", day: someDay(), subject: pick([nil, "ru", "ma"]),
          host: chance(50) ? schools.randomElement(using: &random) : nil,
          association: chance(40) ? network.associations.randomElement(using: &random)?.id : nil,
          partnership: chance(25) ? network.partnerships.randomElement(using: &random)?.id : nil,
          organiser: schools.randomElement(using: &random)?.rawValue ?? ""))
      let comers = schools.filter { _ in chance(30) }
      for school in comers {
        for role in Participation.Role.allCases where chance(50) {
          network.participations.append(
            Participation(event: id, school: school, role: role, people: pick([0, 1, 20])))
        }
      }
    }
  }

  private mutating func shuffle() {
    network.schools.shuffle(using: &random)
    network.statuses.shuffle(using: &random)
    network.partnerships.shuffle(using: &random)
    network.associations.shuffle(using: &random)
    network.memberships.shuffle(using: &random)
    network.events.shuffle(using: &random)
    network.participations.shuffle(using: &random)
  }
}
