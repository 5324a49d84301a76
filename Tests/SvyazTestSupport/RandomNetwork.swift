public import SvyazGraph

/// Random networks that keep every rule, with every table filled and awkward cases among them: empty optionals, names
/// with quotes, commas, line breaks and emoji, capacities of zero, strengths that are unknown, statuses that ended.
public enum RandomNetwork {
  /// Whether pins and bans can hold at `asOf`.
  public enum Constraints: Sendable {
    /// At most one pin a demand and a mentor, low-result mentees, mentors that are not and have places, no ban of a pin.
    case consistent
    /// Anything that keeps the rules of the file.
    case arbitrary
  }

  /// Equal arguments give equal networks.
  ///
  /// - Parameter schools: how many; at least two, so that there can be a partnership.
  public static func make(seed: UInt64, schools: Int = 12, constraints: Constraints = .consistent) -> Network {
    var maker = Maker(seed: seed, schoolCount: max(2, schools))
    var network = maker.make(constraints)
    // From numbers of their own: the rest of the network is what it was before there were definitions.
    network.definitions = RandomDefinitions.make(seed: seed)
    return network
  }
}

extension Network {
  /// The same rows, every table but subjects, targets and definitions in another order.
  public func shuffled(seed: UInt64) -> Network {
    var random = SeededGenerator(seed: seed)
    var other = self
    for index in other.districts.indices { other.districts[index].neighbours.shuffle(using: &random) }
    other.districts.shuffle(using: &random)
    other.schools.shuffle(using: &random)
    other.statuses.shuffle(using: &random)
    other.results.shuffle(using: &random)
    other.mentorCapacities.shuffle(using: &random)
    other.constraints.shuffle(using: &random)
    other.partnerships.shuffle(using: &random)
    other.associations.shuffle(using: &random)
    other.memberships.shuffle(using: &random)
    other.events.shuffle(using: &random)
    other.participations.shuffle(using: &random)
    other.programmes.shuffle(using: &random)
    other.staff.shuffle(using: &random)
    other.measures.shuffle(using: &random)
    return other
  }
}

private struct Maker {
  var random: SeededGenerator
  let schoolCount: Int
  let asOf: Day = "2020-12-01"
  var network: Network

  init(seed: UInt64, schoolCount: Int) {
    random = SeededGenerator(seed: seed)
    self.schoolCount = schoolCount
    network = Network(id: "random", name: "Сеть «\(seed)»", asOf: asOf, subjects: [])
  }

  mutating func make(_ constraints: RandomNetwork.Constraints) -> Network {
    network.name = text()
    network.subjects = [
      Subject(id: "math", name: "Математика"), Subject(id: "russian", name: text()),
      Subject(id: "english-9", name: "Иностранный язык (английский), 9 \"А\""),
    ]
    network.targets = [1, 9, 4].map { IndicatorTarget(indicator: $0, perMille: number(0...1000), day: day()) }
    makeDistricts()
    makeSchools()
    makeStatuses()
    makeResults()
    makeCapacities()
    makeConstraints(constraints)
    makePartnerships()
    makeAssociations()
    makeEvents()
    makeProgrammesAndStaff()
    makeMeasures()
    return network.shuffled(seed: random.next())
  }

  // MARK: Values

  static let awkward = [
    "Школа № 1", "Школа \"Дубрава\", корпус 2", "Лицей\n«Самарский»", "Гимназия\r\nтретья строка",
    " с пробелами по краям ",
    "через; точку; с запятой", "👩‍🏫 школа", "и\u{306} и й", "=СУММ(A1:A9)", "<b>&amp;'", "\"", ",", "\u{FEFF}с меткой",
    "NULL", "0",
    "очень длинное название, " + String(repeating: "средняя общеобразовательная школа ", count: 8), "ordinary", "\t",
  ]

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func chance(_ perCent: Int) -> Bool { number(1...100) <= perCent }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }

  /// Never blank.
  mutating func text() -> String { pick(Self.awkward.filter { $0 != "\t" }) }
  /// May be empty, or nothing but a tab.
  mutating func optionalText() -> String { chance(40) ? "" : pick(Self.awkward) }
  /// Within three years of `asOf`.
  mutating func day() -> Day { asOf.adding(days: number(-1000...1000)) }
  mutating func interval() -> DayInterval {
    let from = day()
    return DayInterval(from: from, to: chance(50) ? nil : from.adding(days: number(1...900)))
  }
  mutating func school() -> SchoolID { pick(network.schools).id }
  mutating func subject() -> SubjectID { pick(network.subjects).id }
  mutating func optionalSubject() -> SubjectID? { chance(50) ? nil : subject() }

  mutating func location() -> Coordinates? {
    switch number(1...10) {
    case 1...3: nil
    case 4: Coordinates(latitude: Double(number(-90...90)), longitude: Double(number(-180...180)))
    case 5: Coordinates(latitude: 0.00001 * Double(number(-9...9)), longitude: -0.0)
    case 6: Coordinates(latitude: .leastNonzeroMagnitude, longitude: 1.0 / 3)
    default:
      Coordinates(
        latitude: 53.2 + Double.random(in: -0.2...0.2, using: &random),
        longitude: 50.2 + Double(number(-200_000...200_000)) / 1_000_000)
    }
  }

  mutating func identifier<Entity>(_ prefix: String, _ number: Int) -> Identifier<Entity> {
    // Mixed case and widths: the order of identifiers is not that of numbers.
    Identifier(stringLiteral: "\(chance(20) ? prefix.uppercased() : prefix)\(pick(["", ".", "_", "-"]))\(number)")
  }

  // MARK: Tables

  mutating func makeDistricts() {
    let count = max(1, schoolCount / 8)
    for index in 0..<count {
      network.districts.append(District(id: identifier("d", index), name: text(), centre: location()))
    }
    for left in 0..<count {
      for right in left + 1..<max(count, left + 1) where chance(40) {
        network.districts[left].neighbours.append(network.districts[right].id)
        network.districts[right].neighbours.append(network.districts[left].id)
      }
    }
  }

  mutating func makeSchools() {
    for index in 0..<schoolCount {
      let school = School(
        id: identifier("sh", index), number: chance(20) ? nil : number(1...20), name: text(),
        shortName: chance(50) ? nil : text(), kind: pick(["", "школа", "лицей", "гимназия"]),
        district: chance(20) ? nil : pick(network.districts).id, address: optionalText(), location: location(),
        students: chance(15) ? nil : number(1...2500))
      network.schools.append(school)
    }
  }

  mutating func makeStatuses() {
    for school in network.schools {
      for status in Status.allCases where chance(status == .lowResult ? 40 : 25) {
        var from = asOf.adding(days: number(-900 ... -1))
        for _ in 0..<number(1...2) {
          let to = chance(50) ? nil : from.adding(days: number(1...600))
          network.statuses.append(
            SchoolStatus(
              school: school.id, status: status, interval: DayInterval(from: from, to: to), basis: optionalText()))
          // The next one touches this one, or comes later.
          guard let to else { break }
          from = to.adding(days: chance(50) ? 0 : number(1...100))
        }
      }
    }
  }

  mutating func makeResults() {
    for school in network.schools where !chance(10) {
      for subject in network.subjects where !chance(15) {
        for assessment in Assessment.allCases where chance(60) {
          for year in 2018...2020 where chance(70) {
            // Under twenty in all: the strength is unknown.
            let participants = chance(20) ? number(0...5) : number(10...120)
            network.results.append(
              AssessmentResult(
                school: school.id, subject: subject.id, assessment: assessment, grade: number(1...12), year: year,
                participants: participants, successful: number(0...participants)))
          }
        }
      }
    }
  }

  mutating func makeCapacities() {
    for school in network.schools where chance(50) {
      if chance(60) { network.mentorCapacities.append(MentorCapacity(school: school.id, capacity: number(0...4))) }
      for subject in network.subjects where chance(40) {
        network.mentorCapacities.append(
          MentorCapacity(school: school.id, subject: subject.id, capacity: number(0...3)))
      }
    }
  }

  mutating func makeConstraints(_ kind: RandomNetwork.Constraints) {
    let low = network.asOf(asOf).schools(with: .lowResult)
    let closed = Set(network.mentorCapacities.filter { $0.capacity == 0 }.map(\.school))
    let mentees = network.schools.map(\.id).filter(low.contains)
    var mentors = network.schools.map(\.id).filter { !low.contains($0) && !closed.contains($0) }
    var found: Set<MatchingConstraint> = []
    switch kind {
    case .consistent:
      for mentee in mentees where chance(25) {
        guard let mentor = mentors.popLast() else { break }
        found.insert(MatchingConstraint(rule: .pin, mentee: mentee, mentor: mentor, subject: subject()))
      }
      let pinned = Set(found.map { [$0.mentee, $0.mentor] })
      for mentee in mentees where chance(50) {
        let mentor = school()
        guard mentor != mentee, !pinned.contains([mentee, mentor]) else { continue }
        found.insert(MatchingConstraint(rule: .ban, mentee: mentee, mentor: mentor, subject: optionalSubject()))
      }
    case .arbitrary:
      for _ in 0..<schoolCount {
        let rule = pick(MatchingConstraint.Rule.allCases)
        found.insert(
          MatchingConstraint(rule: rule, mentee: school(), mentor: school(), subject: optionalSubject()))
      }
    }
    // Sets have no order that two runs share.
    network.constraints = found.sorted { "\($0)" < "\($1)" }
  }

  mutating func makePartnerships() {
    for index in 0..<schoolCount {
      let (mentor, mentee) = (school(), school())
      guard mentor != mentee else { continue }
      network.partnerships.append(
        Partnership(
          id: identifier("p", index), mentor: mentor, mentee: mentee, subject: optionalSubject(),
          status: pick(Partnership.Status.allCases), interval: interval(), agreement: optionalText()))
    }
  }

  mutating func makeAssociations() {
    for index in 0..<max(1, schoolCount / 6) {
      let association = Association(
        id: identifier("a", index), name: text(), subject: subject(), umo: optionalText(), base: school(),
        interval: interval())
      network.associations.append(association)
      for member in network.schools where chance(40) {
        let first = interval()
        network.memberships.append(
          Membership(
            association: association.id, school: member.id, role: pick(Membership.Role.allCases), interval: first))
        guard let end = first.to, chance(50) else { continue }
        network.memberships.append(
          Membership(
            association: association.id, school: member.id, role: .member, interval: DayInterval(from: end)))
      }
    }
  }

  mutating func makeEvents() {
    for index in 0..<schoolCount {
      let event = Event(
        id: identifier("e", index), kind: pick(Event.Kind.allCases), title: text(), day: day(),
        subject: optionalSubject(), host: chance(30) ? nil : school(),
        association: chance(50) ? nil : pick(network.associations).id,
        partnership: chance(50) || network.partnerships.isEmpty ? nil : pick(network.partnerships).id,
        organiser: text())
      network.events.append(event)
      for visitor in network.schools where chance(30) {
        for role in Participation.Role.allCases where chance(40) {
          network.participations.append(
            Participation(event: event.id, school: visitor.id, role: role, people: number(0...30)))
        }
      }
    }
  }

  mutating func makeProgrammesAndStaff() {
    for school in network.schools {
      for kind in Programme.Kind.allCases where chance(60) {
        let interval = interval()
        network.programmes.append(
          Programme(school: school.id, kind: kind, developed: interval.from.adding(days: -30), interval: interval))
      }
      for group in StaffFigures.Group.allCases {
        for year in 2019...2020 where chance(70) {
          let total = number(0...60)
          network.staff.append(
            StaffFigures(
              school: school.id, year: year, group: group, total: total, trainedMethodService: number(0...total),
              trainedEffectiveMode: number(0...total), trainedQuality: number(0...total)))
        }
      }
    }
  }

  mutating func makeMeasures() {
    for index in 1...22 {
      let from = chance(30) ? nil : day()
      // A single day is well formed here.
      let to = chance(30) ? nil : (from ?? asOf).adding(days: number(0...300))
      network.measures.append(
        Measure(
          number: index, section: text(), title: text(), dueFrom: from, dueTo: to, responsible: text(),
          expected: text(), doneOn: chance(50) ? nil : day(), evidence: optionalText()))
    }
  }
}
