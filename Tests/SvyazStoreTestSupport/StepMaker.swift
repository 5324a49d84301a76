internal import SvyazContract
internal import SvyazGraph
internal import SvyazTestSupport

/// Draws changes of a network that keep every rule.
struct StepMaker {
  var random: SeededGenerator
  var network: Network

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
  mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &random) }
  mutating func text() -> String {
    pick(["«Заря»", "O'Brien, \"№ 5\"", "ёжик\nв тумане", "🏫"]).map { "\($0) \(number(0...99))" } ?? ""
  }
  mutating func day() -> Day { network.asOf.adding(days: number(-900...900)) }

  /// The network with a few groups of rows changed, in another order of rows.
  mutating func update() -> Network {
    for _ in 0..<number(1...4) {
      let before = network
      change()
      if !network.violations().isEmpty { network = before }
    }
    return network.shuffled(seed: random.next())
  }

  private mutating func change() {
    switch number(1...13) {
    case 1: changeHead()
    case 2: changeSubjects()
    case 3: changeTargets()
    case 4: changeBorders()
    case 5: addSchool()
    case 6: dropLeaves()
    case 7: closeStatuses()
    case 8: addEvent()
    case 13: changeDefinitions()
    case 9:
      guard let event = pick(network.events) else { return }
      network.participations.removeAll { $0.event == event.id }
      network.events.removeAll { $0.id == event.id }
    default:
      for _ in 0..<number(1...6) {
        let tables = Network.Table.allCases
        guard let table = pick(tables), let row = pickRow(of: table), let other = tweaked(row) else { continue }
        StoreStep.RowIntent.replace(other).apply(to: &network)
      }
    }
  }

  private mutating func changeHead() {
    if chance(50) { network.name = text() } else { network.asOf = network.asOf.adding(days: number(1...30)) }
  }

  private mutating func changeSubjects() {
    switch number(1...4) {
    case 1:
      let subject = Subject(id: .init(stringLiteral: "s\(number(1...30))"), name: text())
      network.subjects.insert(subject, at: number(0...network.subjects.count))
    case 2: network.subjects.shuffle(using: &random)
    case 3:
      guard let subject = pick(network.subjects), network.subjects.count > 1 else { return }
      network.subjects.removeAll { $0.id == subject.id }
    default:
      guard let index = network.subjects.indices.randomElement(using: &random) else { return }
      network.subjects[index].name = text()
    }
  }

  private mutating func changeTargets() {
    switch number(1...3) {
    case 1: network.targets.append(IndicatorTarget(indicator: number(1...9), perMille: number(0...1000), day: day()))
    case 2: network.targets.shuffle(using: &random)
    default: if !network.targets.isEmpty { network.targets.removeLast() }
    }
  }

  private mutating func changeDefinitions() {
    let fresh = RandomDefinitions.make(seed: random.next())
    switch number(1...4) {
    case 1:
      guard let row = pick(fresh), !network.definitions.contains(where: { $0.id == row.id }) else { return }
      network.definitions.insert(row, at: number(0...network.definitions.count))
    case 2: network.definitions.shuffle(using: &random)
    case 3: if !network.definitions.isEmpty { network.definitions.removeLast() }
    default:
      guard let index = network.definitions.indices.randomElement(using: &random) else { return }
      network.definitions[index].title = text()
      network.definitions[index].rule = RandomDefinitions.rule(kind: number(0...2), &random)
    }
  }

  private mutating func changeBorders() {
    if chance(40) || network.districts.count < 2 {
      network.districts.append(District(id: .init(stringLiteral: "new\(number(1...30))"), name: text()))
      return
    }
    guard let one = pick(network.districts), let other = pick(network.districts), one.id != other.id else { return }
    var changed = one
    if changed.neighbours.contains(other.id) {
      changed.neighbours.removeAll { $0 == other.id }
    } else {
      changed.neighbours.append(other.id)
    }
    StoreStep.RowIntent.replace(changed).apply(to: &network)
  }

  private mutating func addSchool() {
    let id = SchoolID(stringLiteral: "new\(number(1...60))")
    network.schools.append(School(id: id, name: text(), district: pick(network.districts)?.id, students: 300))
    network.statuses.append(SchoolStatus(school: id, status: .risk, interval: DayInterval(from: day())))
    for subject in network.subjects {
      network.results.append(
        AssessmentResult(
          school: id, subject: subject.id, assessment: .oge, grade: 9, year: number(2018...2024), participants: 40,
          successful: number(0...40)))
    }
  }

  private mutating func dropLeaves() {
    func thin<Row>(_ rows: inout [Row], _ random: inout SeededGenerator) {
      rows = rows.filter { _ in Int.random(in: 1...10, using: &random) > 1 }
    }
    switch number(1...7) {
    case 1: thin(&network.results, &random)
    case 2: thin(&network.participations, &random)
    case 3: thin(&network.staff, &random)
    case 4: thin(&network.programmes, &random)
    case 5: thin(&network.mentorCapacities, &random)
    case 6: thin(&network.constraints, &random)
    default: thin(&network.memberships, &random)
    }
  }

  /// Ends some open statuses and begins the next ones on the same day.
  private mutating func closeStatuses() {
    for index in network.statuses.indices where network.statuses[index].interval.to == nil && chance(20) {
      let row = network.statuses[index]
      let end = row.interval.from.adding(days: number(1...400))
      network.statuses[index].interval = DayInterval(from: row.interval.from, to: end)
      if chance(50) {
        network.statuses.append(
          SchoolStatus(school: row.school, status: row.status, interval: DayInterval(from: end), basis: text()))
      }
    }
  }

  private mutating func addEvent() {
    let event = Event(
      id: .init(stringLiteral: "new\(number(1...99))"), kind: .webinar, title: text(), day: day(), organiser: text())
    network.events.append(event)
    for school in network.schools where chance(30) {
      network.participations.append(
        Participation(event: event.id, school: school.id, role: .participant, people: number(0...9)))
    }
  }
}
