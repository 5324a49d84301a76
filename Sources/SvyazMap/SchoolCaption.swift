internal import SvyazGraph

/// The sentences under the map of one school: its mentors, mentees, associations and events, as drawn.
struct SchoolCaption {
  let map: NetworkMap
  /// The id of the school's node.
  let centre: String
  /// Names of its associations.
  let associations: [String]
  /// The latest event that is drawn: its day and words.
  let lastEvent: (day: String, kind: String, title: String)?
  let eventCount: Int
  let eventDays: Int
  var isFiltered = false

  var sentences: [String] {
    let people = map.edition == .public ? [partners] : [mentors, mentees, dependants]
    return people.compactMap { $0 } + [memberships, events]
  }

  private var names: [String: String] {
    Dictionary(map.nodes.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
  }

  private func isTie(_ edge: NetworkMap.Edge) -> Bool {
    switch edge.style {
    case .subject, .wholeSchool: true
    case .membership, .event, .mixing: false
    }
  }

  /// Labels of these nodes in the order of the map.
  private func labels(_ ids: Set<String>) -> [String] { map.nodes.filter { ids.contains($0.id) }.map(\.label) }

  private func line(_ word: String, _ ids: Set<String>) -> String {
    "\(word)\(CaptionText.noBreakSpace)— \(ids.count): \(CaptionText.list(labels(ids)))."
  }

  private var mentors: String? {
    let ids = Set(map.edges.filter { isTie($0) && $0.head == centre && $0.tail != centre }.map(\.tail))
    if !ids.isEmpty { return line("Наставников", ids) }
    let style = map.nodes.first { $0.id == centre }?.style
    return style == .lowResult || style == .lowResultAlone
      ? isFiltered ? "Наставника среди показанных связей нет." : "Наставника у школы пока нет." : nil
  }

  private var mentees: String? {
    let ids = menteeIDs
    return ids.isEmpty ? nil : line("Подопечных школ", ids)
  }

  private var menteeIDs: Set<String> {
    Set(map.edges.filter { isTie($0) && $0.tail == centre && $0.head != centre }.map(\.head))
  }

  /// Mentees with no other mentor: all ties of a neighbour are drawn.
  private var dependants: String? {
    let mentees = menteeIDs
    guard !mentees.isEmpty else { return nil }
    let helped = Set(map.edges.filter { isTie($0) && $0.tail != centre }.map(\.head))
    let only = mentees.subtracting(helped)
    let start = isFiltered ? "Среди показанных связей: уход школы" : "Уход школы"
    return only.isEmpty
      ? "\(start) не оставит без наставника никого из них."
      : "\(start) оставит без наставника \(CaptionText.schoolsAsObject(only.count)): \(CaptionText.list(labels(only)))."
  }

  private var partners: String? {
    let ids = Set(
      map.edges.filter { isTie($0) && ($0.tail == centre || $0.head == centre) }.flatMap { [$0.tail, $0.head] }
    ).subtracting([centre])
    return ids.isEmpty ? "Связанных школ пока нет." : line("Связанных школ", ids)
  }

  private var memberships: String {
    associations.isEmpty
      ? "В ММО школа пока не состоит."
      : "Школа состоит в\(CaptionText.noBreakSpace)\(associations.count)\(CaptionText.noBreakSpace)ММО: "
        + CaptionText.list(associations, limit: 2, separator: "; ") + "."
  }

  private var events: String {
    let days = CaptionText.counted(eventDays, "день", "дня", "дней")
    guard let last = lastEvent, eventCount > 0 else { return "За последние \(days) событий с участием школы нет." }
    let title = DisplayText.clean(last.title, limit: 100)
    let quoted = title.contains("«") ? title : "«\(title)»"
    return "Событий за последние \(days)\(CaptionText.noBreakSpace)— \(eventCount), последнее \(last.day): "
      + "\(last.kind.lowercased()) \(quoted)."
  }
}
