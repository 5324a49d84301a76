internal import SvyazContract
public import SvyazGraph

/// The network on one day as the table that a planner looks at: a school a row.
///
///     try Data(CurrentView.csv(network, on: network.asOf, edition: .working)).write(to: file)
public enum CurrentView {
  /// How many days back events are counted: the span of the indicators (D7), `[day − 180, day]`.
  public static let eventDays = 180

  /// A heading, a row for each school by number and id, an empty row, and rows that tell the source, the day and the
  /// edition.
  ///
  /// Partners and associations are those in force on the day, partnerships agreed or active. An event counts for a school
  /// that was its host, took part in it, or is party to the partnership that it names. The public edition has no
  /// statuses but project sites, and partners instead of mentors and mentees.
  /// - Complexity: O(rows · log rows).
  public static func sheet(_ network: Network, on day: Day, edition: Edition) -> Sheet {
    let shown = (edition == .public ? network.publicEdition() : network).sortedByKeys()
    let view = ViewBuilder(shown.asOf(day), edition: edition)
    var rows = [view.heading.map { SheetCell.text($0) }]
    let schools = shown.schools.sorted { left, right in
      let numbers = (left.number ?? .max, right.number ?? .max)
      return numbers.0 != numbers.1 ? numbers.0 < numbers.1 : left.id < right.id
    }
    rows += schools.map(view.cells)
    rows.append([])
    rows += ["Источник: \(shown.name).", "Состояние на \(day.russian).", edition.notice].map { [.text($0)] }
    let numbered = rows.enumerated().map { SheetRow(number: $0 + 1, cells: $1) }
    return Sheet(name: "Сеть на \(day.russian)", rows: numbered.filter { !$0.cells.isEmpty })
  }

  /// The same as a CSV file that a Russian spreadsheet opens by a double click, see ``SpreadsheetCSV``.
  public static func csv(_ network: Network, on day: Day, edition: Edition) -> [UInt8] {
    SpreadsheetCSV(sheet(network, on: day, edition: edition)).bytes
  }
}

private struct ViewBuilder {
  let edition: Edition
  private let districts: [DistrictID: String]
  private let statuses: [SchoolID: [String]]
  /// «Школа № 12 (математика)», by the school that sees it, in the order of its text.
  private let mentors, mentees, partners: [SchoolID: [String]]
  private let associations: [SchoolID: [String]]
  private let events: [SchoolID: Set<EventID>]
  private let lastEvent: [SchoolID: Day]

  init(_ snapshot: NetworkSnapshot, edition: Edition) {
    self.edition = edition
    let network = snapshot.network
    districts = Dictionary(network.districts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    var statuses: [SchoolID: [String]] = [:]
    for status in Status.allCases {
      for school in snapshot.schools(with: status) { statuses[school, default: []].append(status.russian) }
    }
    self.statuses = statuses
    var mentors: [SchoolID: [String]] = [:]
    var mentees: [SchoolID: [String]] = [:]
    let labels = Dictionary(network.schools.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    let subjects = Dictionary(network.subjects.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    func words(_ school: SchoolID, _ subject: SubjectID?) -> String {
      let label = labels[school] ?? school.rawValue
      return subject.map { "\(label) (\(subjects[$0] ?? $0.rawValue))" } ?? label
    }
    for (row, _) in snapshot.partnerships where row.isInForce(on: snapshot.day) {
      mentors[row.mentee, default: []].append(words(row.mentor, row.subject))
      mentees[row.mentor, default: []].append(words(row.mentee, row.subject))
    }
    self.mentors = mentors
    self.mentees = mentees
    partners = mentors.merging(mentees, uniquingKeysWith: +)
    associations = Self.associations(snapshot, edition: edition)
    (events, lastEvent) = Self.events(snapshot)
  }

  private static func associations(_ snapshot: NetworkSnapshot, edition: Edition) -> [SchoolID: [String]] {
    let names = Dictionary(snapshot.associations.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    return snapshot.memberships.reduce(into: [:]) { lists, row in
      let name = names[row.association] ?? row.association.rawValue
      // «участник» is all that the public edition could say of most, so it says nothing.
      let isPlain = edition == .public && row.role == .member
      lists[row.school, default: []].append(isPlain ? name : "\(name): \(row.role.russian)")
    }
  }

  /// Events up to the day: those of the last half year, and the last one of all.
  private static func events(_ snapshot: NetworkSnapshot) -> ([SchoolID: Set<EventID>], [SchoolID: Day]) {
    let network = snapshot.network
    let past = Dictionary(
      network.events.filter { $0.day <= snapshot.day }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let first = snapshot.day.adding(days: -CurrentView.eventDays)
    let parties = Dictionary(
      network.partnerships.map { ($0.id, [$0.mentor, $0.mentee]) }, uniquingKeysWith: { first, _ in first })
    var recent: [SchoolID: Set<EventID>] = [:]
    var last: [SchoolID: Day] = [:]
    func count(_ event: Event, for school: SchoolID) {
      last[school] = max(last[school] ?? event.day, event.day)
      if event.day >= first { recent[school, default: []].insert(event.id) }
    }
    for event in past.values {
      if let host = event.host { count(event, for: host) }
      for school in event.partnership.flatMap({ parties[$0] }) ?? [] { count(event, for: school) }
    }
    for row in network.participations {
      if let event = past[row.event] { count(event, for: row.school) }
    }
    return (recent, last)
  }

  var heading: [String] {
    let ties = edition == .working ? ["Наставники", "Подопечные школы"] : ["Партнёры"]
    return ["№", "Школа", "Район", edition == .working ? "Статусы" : "Площадка"] + ties
      + ["ММО", "Событий за \(CurrentView.eventDays) дней", "Последнее событие"]
  }

  func cells(of school: School) -> [SheetCell] {
    let ties = edition == .working ? [mentors, mentees] : [partners]
    return [
      school.number.map { .number(Double($0)) } ?? .empty, .text(school.name),
      text(school.district.flatMap { districts[$0] } ?? ""), list(statuses[school.id]),
    ] + ties.map { list($0[school.id]?.sorted()) } + [
      list(associations[school.id]?.sorted()), .number(Double(events[school.id]?.count ?? 0)),
      lastEvent[school.id].map { .day($0) } ?? .empty,
    ]
  }

  private func text(_ text: String) -> SheetCell { text.isEmpty ? .empty : .text(text) }
  private func list(_ words: [String]?) -> SheetCell { text((words ?? []).joined(separator: "; ")) }
}

extension Status {
  /// For a list of a school's statuses.
  fileprivate var russian: String {
    switch self {
    case .lowResult: "НОР"
    case .adverse: "ШНСУ"
    case .highResult: "высокие результаты"
    case .projectSite: "проектная площадка"
    case .risk: "риск"
    }
  }
}

extension Membership.Role {
  fileprivate var russian: String {
    switch self {
    case .leader: "ведущая школа"
    case .projectSite: "проектная площадка"
    case .highResult: "школа с высокими результатами"
    case .lowResult: "школа НОР"
    case .member: "участник"
    }
  }
}
