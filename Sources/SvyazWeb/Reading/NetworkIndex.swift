internal import SvyazGraph

/// Where the rows of each school, event and association stand, so that a page looks at its own rows alone.
///
/// Made once for a revision. Holds row numbers and short tables of names, not copies of rows.
final class NetworkIndex: Sendable {
  private struct Key: Hashable, Sendable {}

  let network: Network
  private let schoolPositions: [SchoolID: Int]
  private let eventPositions: [EventID: Int]
  private let partnershipPositions: [PartnershipID: Int]
  private let associationPositions: [AssociationID: Int]
  private let districts: [DistrictID: District]
  private let subjects: [SubjectID: Subject]
  private let partnershipsOfSchool: RowGroups
  private let membershipsOfSchool: RowGroups
  private let statusesOfSchool: RowGroups
  private let resultsOfSchool: RowGroups
  private let eventsOfSchool: RowGroups
  private let participationsOfEvent: RowGroups
  private let membershipsOfAssociation: RowGroups
  private let eventsOfAssociation: RowGroups
  private let eventsOfPartnership: RowGroups
  /// Rows of events, the earliest first.
  let eventsByDay: [Int]
  /// Rows of schools in the order in which people look them up: by number, then by name.
  let schoolsByName: [Int]
  /// Short names that several schools bear.
  private let sharedLabels: Set<String>

  /// The index of a revision. On ``WorkThreads`` only.
  static func of(_ revision: Revision) -> NetworkIndex {
    revision.derived(Key()) { NetworkIndex($0) }
  }

  /// The index without a way to the threads for work where it is there already.
  static func ready(_ revision: Revision, _ services: WebServices) async throws -> NetworkIndex {
    if revision.knows(Key()) { return of(revision) }
    return try await services.threads.run { of(revision) }
  }

  /// - Complexity: O(rows), and O(n log n) for events and schools.
  init(_ network: Network) {
    self.network = network
    func positions<Row, ID: Hashable>(_ rows: [Row], _ id: (Row) -> ID) -> [ID: Int] {
      var result: [ID: Int] = [:]
      result.reserveCapacity(rows.count)
      for (row, value) in rows.enumerated() { result[id(value)] = row }
      return result
    }
    let schools = positions(network.schools, \.id)
    let events = positions(network.events, \.id)
    let associations = positions(network.associations, \.id)
    schoolPositions = schools
    eventPositions = events
    associationPositions = associations
    let partnerships = positions(network.partnerships, \.id)
    partnershipPositions = partnerships
    districts = Dictionary(network.districts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    subjects = Dictionary(network.subjects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let schoolCount = network.schools.count
    partnershipsOfSchool = RowGroups(
      count: schoolCount,
      pairs: network.partnerships.enumerated().flatMap { row, tie in
        Set([schools[tie.mentor], schools[tie.mentee]].compactMap { $0 }).map { ($0, row) }
      })
    membershipsOfSchool = RowGroups(count: schoolCount, keys: network.memberships.map { schools[$0.school] })
    statusesOfSchool = RowGroups(count: schoolCount, keys: network.statuses.map { schools[$0.school] })
    resultsOfSchool = RowGroups(count: schoolCount, keys: Self.runs(network.results, \.school, schools))
    let eventOfVisit = Self.runs(network.participations, \.event, events)
    participationsOfEvent = RowGroups(count: network.events.count, keys: eventOfVisit)
    let days = network.events.map(\.day.number)
    let byDay = network.events.indices.sorted {
      days[$0] != days[$1] ? days[$0] < days[$1] : network.events[$0].id < network.events[$1].id
    }
    eventsByDay = byDay
    eventsOfSchool = RowGroups(
      count: schoolCount,
      pairs: Self.visits(network, eventOfVisit, schools: schools, order: Self.latestFirst(byDay, days)))
    membershipsOfAssociation = RowGroups(
      count: network.associations.count, keys: network.memberships.map { associations[$0.association] })
    eventsOfAssociation = RowGroups(
      count: network.associations.count, keys: network.events.map { $0.association.flatMap { associations[$0] } })
    eventsOfPartnership = RowGroups(
      count: network.partnerships.count, keys: network.events.map { $0.partnership.flatMap { partnerships[$0] } })
    let labels = network.schools.map { SchoolOrder.key($0) }
    schoolsByName = network.schools.indices.sorted { labels[$0] < labels[$1] }
    var seen: Set<String> = []
    sharedLabels = Set(network.schools.map(\.label).filter { !seen.insert($0).inserted })
  }

  /// Where each row's thing stands; rows of one thing mostly follow each other, and then it is looked up once.
  private static func runs<Row, ID: Hashable>(
    _ rows: [Row], _ id: (Row) -> ID, _ positions: [ID: Int]
  ) -> [Int?] {
    var last: (id: ID, position: Int?)?
    return rows.map { row in
      let id = id(row)
      if let last, last.id == id { return last.position }
      let position = positions[id]
      last = (id, position)
      return position
    }
  }

  /// Rows of events, the latest day first; within a day as they were.
  private static func latestFirst(_ byDay: [Int], _ days: [Int]) -> [Int] {
    var order: [Int] = []
    order.reserveCapacity(byDay.count)
    var end = byDay.count
    while end > 0 {
      var start = end - 1
      while start > 0, days[byDay[start - 1]] == days[byDay[start]] { start -= 1 }
      order += byDay[start..<end]
      end = start
    }
    return order
  }

  /// School and event of each visit, each pair once, a school's events in the given order; a host came too.
  private static func visits(
    _ network: Network, _ eventOfVisit: [Int?], schools: [SchoolID: Int], order: [Int]
  ) -> [(Int, Int)] {
    var places = [Int](repeating: 0, count: order.count)
    for (place, row) in order.enumerated() { places[row] = place }
    var pairs: [(Int, Int)] = []
    pairs.reserveCapacity(network.participations.count + network.events.count)
    for (row, visit) in network.participations.enumerated() {
      if let event = eventOfVisit[row], let school = schools[visit.school] { pairs.append((school, places[event])) }
    }
    for (row, event) in network.events.enumerated() {
      if let school = event.host.flatMap({ schools[$0] }) { pairs.append((school, places[row])) }
    }
    pairs.sort { $0 < $1 }
    var last = (-1, -1)
    return pairs.compactMap { pair in
      defer { last = pair }
      return pair != last ? (pair.0, order[pair.1]) : nil
    }
  }

  // MARK: Rows by id

  func position(_ id: SchoolID) -> Int? { schoolPositions[id] }
  func school(_ id: SchoolID) -> School? { schoolPositions[id].map { network.schools[$0] } }
  func event(_ id: EventID) -> Event? { eventPositions[id].map { network.events[$0] } }
  func partnership(_ id: PartnershipID) -> Partnership? { partnershipPositions[id].map { network.partnerships[$0] } }
  func association(_ id: AssociationID) -> Association? { associationPositions[id].map { network.associations[$0] } }

  // MARK: Rows of a thing

  func partnerships(of school: SchoolID) -> [Partnership] {
    partnershipsOfSchool[position(school)].map { network.partnerships[$0] }
  }
  func memberships(of school: SchoolID) -> [Membership] {
    membershipsOfSchool[position(school)].map { network.memberships[$0] }
  }
  func statuses(of school: SchoolID) -> [SchoolStatus] { statuses(at: position(school)) }
  func statuses(at position: Int?) -> [SchoolStatus] { statusesOfSchool[position].map { network.statuses[$0] } }
  func results(of school: SchoolID) -> [AssessmentResult] {
    resultsOfSchool[position(school)].map { network.results[$0] }
  }
  /// Hosted or visited, the latest first.
  func events(of school: SchoolID) -> [Event] { eventRows(of: school).map { network.events[$0] } }

  /// Where they stand: most readers need one field of each.
  func eventRows(of school: SchoolID) -> [Int] { Array(eventsOfSchool[position(school)]) }
  func participations(of event: EventID) -> [Participation] {
    participationsOfEvent[eventPositions[event]].map { network.participations[$0] }
  }
  func participations(of event: EventID, by school: SchoolID) -> [Participation] {
    var found: [Participation] = []
    for row in participationsOfEvent[eventPositions[event]] where network.participations[row].school == school {
      found.append(network.participations[row])
    }
    return found
  }
  func members(of association: AssociationID) -> [Membership] {
    membershipsOfAssociation[associationPositions[association]].map { network.memberships[$0] }
  }
  func events(of association: AssociationID) -> [Event] {
    eventsOfAssociation[associationPositions[association]].map { network.events[$0] }
  }
  func partnershipEvents(_ partnerships: some Sequence<PartnershipID>) -> [Event] {
    partnerships.sorted().flatMap { id -> [Event] in
      eventsOfPartnership[partnershipPositions[id]].map { network.events[$0] }
    }
  }

  /// Who is mentored by somebody on the day: agreed or active.
  func hasMentor(_ school: SchoolID, on day: Day) -> Bool {
    partnershipsOfSchool[position(school)].contains { row in
      network.partnerships[row].mentee == school && network.partnerships[row].isInForce(on: day)
    }
  }

  /// Whether the school is in a partnership, agreed or active, on either side.
  func hasPartner(_ school: SchoolID, on day: Day) -> Bool {
    partnershipsOfSchool[position(school)].contains { network.partnerships[$0].isInForce(on: day) }
  }

  func has(_ status: Status, at position: Int, on day: Day) -> Bool {
    statusesOfSchool[position].contains { row in
      network.statuses[row].status == status && network.statuses[row].interval.contains(day)
    }
  }

  // MARK: Names

  /// «№ 55»-like short name; two schools of one short name show their district too.
  func label(_ id: SchoolID) -> String {
    guard let school = school(id) else { return id.rawValue }
    guard sharedLabels.contains(school.label), let district = district(of: school) else { return bound(school.label) }
    return bound("\(school.label) (\(district))")
  }
  func district(of school: School) -> String? { school.district.map { districts[$0]?.name ?? $0.rawValue } }
  func district(_ id: DistrictID) -> District? { districts[id] }
  func subject(_ id: SubjectID) -> String { subjects[id]?.name ?? id.rawValue }
  func labels(_ ids: some Sequence<SchoolID>) -> [String] {
    ids.sorted { key($0) < key($1) }.map(label)
  }
  func key(_ id: SchoolID) -> SchoolOrder {
    school(id).map(SchoolOrder.key) ?? SchoolOrder(number: .max, name: id.rawValue)
  }

  /// «№ 5» is not broken at the end of a line.
  ///
  /// Works on bytes: every name on a page comes by here.
  func bound(_ text: String) -> String {
    var text = text
    let places = text.withUTF8 { bytes in
      bytes.indices.dropLast(3).filter { index in
        bytes[index] == 0xE2 && bytes[index + 1] == 0x84 && bytes[index + 2] == 0x96 && bytes[index + 3] == 0x20
      }
    }
    guard !places.isEmpty else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + places.count)
    var start = 0
    let bytes = Array(text.utf8)
    for place in places {
      result += bytes[start..<(place + 3)]
      result += [0xC2, 0xA0]
      start = place + 4
    }
    result += bytes[start...]
    return String(decoding: result, as: UTF8.self)
  }
}

/// The order in which people look schools up: by number, those without one last.
struct SchoolOrder: Comparable, Hashable {
  var number: Int
  var name: String

  static func key(_ school: School) -> SchoolOrder {
    SchoolOrder(number: school.number ?? .max, name: school.label + " " + school.id.rawValue)
  }

  static func < (left: SchoolOrder, right: SchoolOrder) -> Bool {
    left.number != right.number ? left.number < right.number : left.name < right.name
  }
}
