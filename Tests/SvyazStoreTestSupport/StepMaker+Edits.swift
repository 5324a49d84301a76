internal import SvyazContract
internal import SvyazGraph
internal import SvyazTestSupport

extension StepMaker {
  /// One to three edits of different rows.
  mutating func edits() -> [StoreStep.RowIntent] {
    var intents: [StoreStep.RowIntent] = []
    let wanted = number(1...3)
    for _ in 0..<30 where intents.count < wanted {
      guard let table = pick(Network.Table.allCases), let intent = intent(on: table) else { continue }
      var candidate = network
      intent.apply(to: &candidate)
      let isNew = !intents.contains { isSameRow($0.row, intent.row) }
      if isNew, candidate != network, candidate.violations().isEmpty {
        network = candidate
        intents.append(intent)
      }
    }
    return intents
  }

  private func isSameRow(_ one: any NetworkRow, _ other: any NetworkRow) -> Bool {
    func compare<Row: NetworkRow>(_ row: Row) -> Bool { (other as? Row).map { $0.hasKey(of: row) } ?? false }
    return compare(one)
  }

  private mutating func intent(on table: Network.Table) -> StoreStep.RowIntent? {
    guard let row = pickRow(of: table) else { return nil }
    switch number(1...3) {
    case 1: return tweaked(row).map { .replace($0) }
    case 2: return rekeyed(row).flatMap { isKnown($0) ? nil : .add($0) }
    default: return .remove(row)
    }
  }

  mutating func addition(to table: Network.Table) -> (any NetworkRow)? {
    for _ in 0..<500 {
      guard let row = pickRow(of: table), let other = rekeyed(row), !isKnown(other) else { continue }
      var candidate = network
      StoreStep.RowIntent.add(other).apply(to: &candidate)
      if candidate.violations().isEmpty { return other }
    }
    return nil
  }

  private func isKnown(_ row: any NetworkRow) -> Bool {
    func search<Row: NetworkRow>(_ row: Row) -> Bool { Row.rows(of: network).contains { $0.hasKey(of: row) } }
    return search(row)
  }

  mutating func pickRow(of table: Network.Table) -> (any NetworkRow)? {
    switch table {
    case .network: nil
    case .districts: pick(network.districts)
    case .schools: pick(network.schools)
    case .statuses: pick(network.statuses)
    case .results: pick(network.results)
    case .mentors: pick(network.mentorCapacities)
    case .constraints: pick(network.constraints)
    case .partnerships: pick(network.partnerships)
    case .associations: pick(network.associations)
    case .memberships: pick(network.memberships)
    case .events: pick(network.events)
    case .participations: pick(network.participations)
    case .programmes: pick(network.programmes)
    case .staff: pick(network.staff)
    case .measures: pick(network.measures)
    }
  }

  /// The row with other values under the same key; `nil` where a row is all key.
  mutating func tweaked(_ row: any NetworkRow) -> (any NetworkRow)? {
    switch row {
    case var row as District:
      row.name = text()
      if chance(50) { row.neighbours = network.districts.map(\.id).filter { _ in chance(40) } }
      row.neighbours.removeAll { $0 == row.id }
      return row
    case var row as School:
      (row.name, row.students, row.district) = (text(), number(1...900), pick(network.districts)?.id)
      row.location = chance(50) ? nil : Coordinates(latitude: 53.1, longitude: Double(number(-180...180)))
      return row
    case var row as SchoolStatus:
      row.basis = text()
      if chance(50) { row.interval = interval(from: row.interval.from) }
      return row
    case var row as AssessmentResult:
      row.participants = number(0...99)
      row.successful = number(0...row.participants)
      return row
    case var row as MentorCapacity:
      row.capacity = number(0...9)
      return row
    case var row as Partnership:
      (row.agreement, row.interval) = (text(), interval(from: row.interval.from))
      row.status = pick(Partnership.Status.allCases) ?? .active
      return row
    case var row as SvyazGraph.Association:
      (row.name, row.base) = (text(), pick(network.schools)?.id ?? row.base)
      return row
    case var row as Membership:
      row.role = pick(Membership.Role.allCases) ?? .member
      if chance(50) { row.interval = interval(from: row.interval.from) }
      return row
    case var row as Event:
      (row.title, row.day, row.host) = (text(), day(), chance(50) ? nil : pick(network.schools)?.id)
      return row
    case var row as Participation:
      row.people = number(0...99)
      return row
    case var row as Programme:
      (row.developed, row.interval) = (day(), interval(from: row.interval.from))
      return row
    case var row as StaffFigures:
      row.total += number(1...9)
      return row
    case var row as Measure:
      (row.title, row.doneOn) = (text(), chance(50) ? nil : day())
      return row
    default: return nil
    }
  }

  /// A row like this one under another key.
  private mutating func rekeyed(_ row: any NetworkRow) -> (any NetworkRow)? {
    switch row {
    case var row as District:
      row.id = .init(stringLiteral: "n\(number(1...99))")
      return row
    case var row as School:
      row.id = .init(stringLiteral: "n\(number(1...99))")
      return row
    case var row as SchoolStatus:
      row.status = pick(Status.allCases) ?? .risk
      row.interval = interval(from: day())
      return row
    case var row as AssessmentResult:
      row.year = number(2010...2030)
      return row
    case var row as MentorCapacity:
      row.subject = chance(30) ? nil : pick(network.subjects)?.id
      return row
    case var row as MatchingConstraint:
      row.subject = chance(30) ? nil : pick(network.subjects)?.id
      row.mentor = pick(network.schools)?.id ?? row.mentor
      return row
    case var row as Partnership:
      row.id = .init(stringLiteral: "n\(number(1...99))")
      return row
    case var row as SvyazGraph.Association:
      row.id = .init(stringLiteral: "n\(number(1...99))")
      return row
    case var row as Membership:
      row.school = pick(network.schools)?.id ?? row.school
      return row
    case var row as Event:
      row.id = .init(stringLiteral: "n\(number(1...99))")
      return row
    case var row as Participation:
      row.school = pick(network.schools)?.id ?? row.school
      return row
    case var row as Programme:
      row.interval = interval(from: day())
      return row
    case var row as StaffFigures:
      row.year = number(2010...2030)
      return row
    case var row as Measure:
      row.number = number(1...99)
      return row
    default: return nil
    }
  }

  private mutating func interval(from: Day) -> DayInterval {
    DayInterval(from: from, to: chance(50) ? nil : from.adding(days: number(1...700)))
  }
}
