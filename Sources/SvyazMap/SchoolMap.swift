public import SvyazGraph

/// The map of one school: whom it is tied to in one and two steps, its ММО, and its events of the last half year.
public struct SchoolMap: Sendable {
  /// How many days back events are shown: the span of the indicators.
  public static let eventDays = 180

  public let map: NetworkMap

  /// - Parameters:
  ///   - filter: only its subjects and statuses count: they say which ties are shown.
  ///   - showsOthers: whether the ties of its partners to other schools are shown too.
  /// - Throws: ``MapError/unknownSchool(_:)``.
  public init(
    _ snapshot: NetworkSnapshot, school: SchoolID, filter: MapFilter = MapFilter(), showsOthers: Bool = true,
    edition: Edition
  ) throws(MapError) {
    guard let centre = snapshot.network.schools.first(where: { $0.id == school }) else {
      throw .unknownSchool(school)
    }
    let filter = MapFilter(subjects: filter.subjects, statuses: filter.statuses)
    let ties = filter.ties(of: snapshot).filter { filter.contains(subject: $0.subject) }
    let own = ties.filter { $0.mentor == school || $0.mentee == school }
    let builder = SchoolNodes(snapshot, edition: edition, ties: showsOthers ? ties : own)
    let first = Set(own.flatMap { [$0.mentor, $0.mentee] })
    let near = first.union([school])
    // A tie is shown when one of its ends is at most one step away.
    let shownTies = showsOthers ? ties.filter { near.contains($0.mentor) || near.contains($0.mentee) } : own
    let shown = near.union(shownTies.flatMap { [$0.mentor, $0.mentee] })
    let associations = Self.associations(of: school, in: snapshot)
    let events = Self.events(of: school, in: snapshot)

    var nodes = builder.nodes(builder.sorted(shown), withDistrict: true)
    var edges = builder.edges(shownTies)
    let centreID = SchoolNodes.id(school)
    for association in associations {
      let id = "association-\(association.id.rawValue)"
      nodes.append(
        .init(id: id, label: association.name, fullName: "ММО: \(association.name)", style: .association))
      edges.append(.init(tail: centreID, head: id, style: .membership, isDirected: false))
    }
    for event in events {
      let id = "event-\(event.id.rawValue)"
      nodes.append(
        .init(
          id: id, label: event.kind.russian, detail: event.day.russian,
          fullName: "\(event.title), \(event.day.russian)", style: .event))
      edges.append(.init(tail: centreID, head: id, style: .event, isDirected: false))
    }
    let isAlone = edges.isEmpty
    let words = filter.words(in: snapshot.network)
    var map = NetworkMap(
      arrangement: .rings(centre: centreID), title: "Связи школы: \(centre.label)",
      subtitle: "на \(snapshot.day.russian) · " + (words.isEmpty ? "" : words + " · ")
        + "партнёрств: \(own.count) · ММО: \(associations.count) · "
        + "событий за \(Self.eventDays) дней: \(events.count)",
      notice: isAlone ? "На \(snapshot.day.russian) у школы связей нет." : nil,
      source: snapshot.network.name, edition: edition, subjects: builder.subjectNames, nodes: nodes, edges: edges)
    map.caption =
      SchoolCaption(
        map: map, centre: centreID, associations: associations.map(\.name),
        lastEvent: events.first.map { ($0.day.russian, $0.kind.russian, $0.title) }, eventCount: events.count,
        eventDays: Self.eventDays, isFiltered: !filter.isEmpty
      ).sentences
    self.map = map
  }

  private static func associations(of school: SchoolID, in snapshot: NetworkSnapshot) -> [Association] {
    let joined = Set(snapshot.memberships.filter { $0.school == school }.map(\.association))
    return snapshot.associations.filter { joined.contains($0.id) }.sorted { $0.id < $1.id }
  }

  /// Events in which the school was host or took part, and those of its partnerships, the latest first.
  private static func events(of school: SchoolID, in snapshot: NetworkSnapshot) -> [Event] {
    let recent = snapshot.events(inLast: eventDays)
    let came = Set(snapshot.network.participations.filter { $0.school == school }.map(\.event))
    let partnerships = Set(
      snapshot.network.partnerships.filter { $0.mentor == school || $0.mentee == school }.map(\.id))
    return recent.filter { event in
      event.host == school || came.contains(event.id)
        || event.partnership.map(partnerships.contains) ?? false
    }.sorted { ($1.day, $0.id) < ($0.day, $1.id) }
  }
}

extension Event.Kind {
  var russian: String {
    switch self {
    case .conference: "Конференция"
    case .seminar: "Семинар"
    case .webinar: "Вебинар"
    case .masterClass: "Мастер-класс"
    case .training: "Тренинг"
    case .strategySession: "Стратегическая сессия"
    case .lessonVisit: "Посещение урока"
    case .experienceExchange: "Обмен опытом"
    }
  }
}
