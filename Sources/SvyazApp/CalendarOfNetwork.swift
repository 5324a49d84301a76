public import SvyazGraph
internal import SvyazIndicators
public import SvyazPaper

/// The network's days for a calendar program: events from a day on, and the last days of measures not yet done.
public enum CalendarOfNetwork {
  /// - Parameters:
  ///   - day: the first day shown; measures are judged on it, and it stamps the entries.
  ///   - network: the edition to show; the public one names the partners of a partnership without their roles.
  /// - Returns: equal networks and days give equal calendars.
  public static func calendar(_ network: Network, from day: Day? = nil) -> ICalendar {
    let day = day ?? network.asOf
    let words = CalendarWords(network)
    let events = network.events.filter { day <= $0.day }.map(words.entry)
    let deadlines = MeasurePlan(network, on: day).states.compactMap { words.entry($0, from: day) }
    return ICalendar(name: network.name, stamp: day, entries: events + deadlines)
  }
}

private struct CalendarWords {
  private let network: Network
  private let names: Naming
  private let schools: [SchoolID: School]
  private let associations: [AssociationID: SvyazGraph.Association]
  private let partnerships: [PartnershipID: Partnership]

  init(_ network: Network) {
    self.network = network
    names = Naming(network)
    schools = Dictionary(network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    associations = Dictionary(network.associations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    partnerships = Dictionary(network.partnerships.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func entry(_ event: Event) -> CalendarEntry {
    var details: [String] = []
    if let subject = event.subject { details.append("Предмет: \(names.subject(subject))") }
    details.append("Проводит: \(event.host.map(names.school) ?? "ЦРО")")
    if let id = event.association { details.append("ММО: \(associations[id]?.name ?? id.rawValue)") }
    if let id = event.partnership {
      details.append(
        "Партнёрство: "
          + (partnerships[id].map { "\(names.school($0.mentor)) и \(names.school($0.mentee))" } ?? id.rawValue))
    }
    details.append("Организатор: \(event.organiser)")
    return CalendarEntry(
      uid: "event-\(event.id)@\(network.id)", first: event.day, summary: event.title,
      details: details.joined(separator: "\n"), categories: [EventNaming.russian(event.kind)],
      location: event.host.map(place) ?? "")
  }

  private func place(_ id: SchoolID) -> String {
    guard let school = schools[id] else { return id.rawValue }
    return school.address.isEmpty ? school.label : "\(school.label), \(school.address)"
  }

  /// - Returns: `nil` for a measure that is done, has no last day, or whose last day is past.
  func entry(_ state: MeasureState, from day: Day) -> CalendarEntry? {
    guard state.doneDay == nil, let due = state.measure.dueTo, day <= due else { return nil }
    var details = ["Последний день в срок: \(due.russian)"]
    if !state.parties.isEmpty { details.append("Отвечают: \(state.parties.joined(separator: ", "))") }
    details.append("Ожидаемый результат: \(state.measure.expected)")
    return CalendarEntry(
      uid: "measure-\(state.measure.number)@\(network.id)", first: due,
      summary: "Срок мероприятия \(state.measure.number): \(state.measure.title)",
      details: details.joined(separator: "\n"), categories: ["мероприятие программы"], isBusy: false)
  }
}
