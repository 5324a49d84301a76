internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazGraph
internal import SvyazStore

/// One event: what it was, who came, and the forms of those who record it.
enum EventPage {
  static let routes: [WebRoute] = [
    .get("/events/:event", .may(.readPublic)) { request, context, services in
      let id = try id(context)
      let notice = request.uri.queryParameters["done"].flatMap { Done(rawValue: String($0)) }?.notice
      return try await show(id, request, context, services, notice: notice)
    }
  ]

  /// - Throws: ``WebFault/notFound`` for what is no identifier.
  static func id(_ context: WebContext) throws(WebFault) -> EventID {
    guard let id = context.parameters.get("event").flatMap({ EventID($0) }) else { throw .notFound }
    return id
  }

  static func show(
    _ id: EventID, _ request: Request, _ context: WebContext, _ services: WebServices,
    status: HTTPResponse.Status = .ok, notice: Notice? = nil
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let day = try PageDay.of(request, services.live.current)
    // Whoever records needs the versions of the rows, which belong to no revision's page.
    if viewer.may(.edit) || notice != nil {
      return try await PageAnswer.once(request, context, services, status: status, notice: notice) { revision in
        try page(revision, id, on: day, for: viewer, store: viewer.may(.edit) ? services.store : nil)
      }
    }
    return try await PageAnswer.cached(request, context, services) {
      try page($0, id, on: day, for: viewer, store: nil)
    }
  }

  static func page(
    _ revision: Revision, _ id: EventID, on day: Day, for viewer: Viewer, store: Store?
  ) throws -> Page {
    let index = NetworkIndex.of(revision)
    guard let event = index.event(id) else { throw WebFault.notFound }
    let links = DayLinks(day, standard: revision.network.asOf)
    let visits = index.participations(of: id).sorted { left, right in
      if left.role != right.role { return rank(left.role) < rank(right.role) }
      return index.key(left.school) < index.key(right.school)
    }
    let people = visits.reduce(0) { $0 &+ $1.people }
    let schools = Set(visits.map(\.school)).union([event.host].compactMap { $0 })
    let edits = viewer.may(.edit) && store != nil
    var content: ViewModel = [
      "id": .text(id.rawValue), "events": .text(links.to("/events?month=\(event.day.description.prefix(7))")),
      "month": .text("\(PageWords.month(event.day)) \(event.day.year)"),
      "facts": .list(facts(event, index, links)), "edits": .flag(edits),
      "editPath": .text("/events/\(id)/edit"), "schoolCount": .number(schools.count), "people": .number(people),
      "roles": roles(chosen: nil),
      "visits": .list(try visits.map { try visit($0, index, links, store: edits ? store : nil) }),
      "hasVisits": .flag(!visits.isEmpty), "isComing": .flag(event.day > day),
    ]
    if let school = viewer.school, viewer.may(.editOwnSchool), index.school(school) != nil {
      let own = visits.filter { $0.school == school && $0.role != .host }
      content["own"] = .model([
        "name": .text(index.label(school)), "people": .text(own.first.map { "\($0.people)" } ?? ""),
        "seen": .text(own.first.map { "\($0.people)" } ?? ""),
        "role": .text((own.first?.role ?? .participant).rawValue),
        "roles": roles(chosen: own.first?.role, without: .host), "isKnown": .flag(!own.isEmpty),
        "knownRole": .text(own.first.map { PageWords.visit($0.role) } ?? ""),
      ])
    }
    let when = event.day > day ? "Впереди" : "Прошло"
    return Page(
      title: event.title,
      lead:
        "\(when): \(event.day.russian), \(PageWords.event(event.kind)). Школ: \(schools.count), человек: \(people).",
      section: .events, template: "event", content: content, day: day)
  }

  private static func rank(_ role: Participation.Role) -> Int { Participation.Role.allCases.firstIndex(of: role) ?? 0 }

  static func roles(chosen: Participation.Role?, without: Participation.Role? = nil) -> ViewModel.Value {
    Choice.list(
      Participation.Role.allCases.reversed().filter { $0 != without }.map {
        Choice(value: $0.rawValue, title: PageWords.visit($0))
      }, chosen: (chosen ?? .participant).rawValue)
  }

  private static func facts(_ event: Event, _ index: NetworkIndex, _ links: DayLinks) -> [ViewModel] {
    func fact(_ name: String, _ value: String, _ path: String? = nil) -> ViewModel {
      ["name": .text(name), "value": .text(value), "path": .optional(path)]
    }
    var facts = [fact("Когда", event.day.russian), fact("Вид", PageWords.event(event.kind))]
    if let subject = event.subject { facts.append(fact("Предмет", index.subject(subject))) }
    if let host = event.host {
      facts.append(fact("Принимает", index.label(host), links.school(host)))
    } else {
      facts.append(fact("Принимает", "ЦРО"))
    }
    if !event.organiser.isEmpty { facts.append(fact("Организует", event.organiser)) }
    if let association = event.association {
      let name = index.association(association)?.name ?? association.rawValue
      facts.append(fact("ММО", name, links.to("/events?association=\(association)&month=all")))
    }
    if let tie = event.partnership.flatMap({ index.partnership($0) }) {
      // By number: the order does not tell who helps whom.
      for school in [tie.mentor, tie.mentee].sorted(by: { index.key($0) < index.key($1) }) {
        facts.append(fact("Партнёрство", index.label(school), links.school(school)))
      }
    }
    return facts
  }

  private static func visit(
    _ visit: Participation, _ index: NetworkIndex, _ links: DayLinks, store: Store?
  ) throws -> ViewModel {
    let key = [visit.event.rawValue, visit.school.rawValue, visit.role.rawValue]
    let school = index.school(visit.school)
    return [
      "name": .text(index.label(visit.school)), "path": .text(links.school(visit.school)),
      "school": .text(visit.school.rawValue), "district": .text(school.flatMap(index.district) ?? ""),
      "role": .text(PageWords.visit(visit.role)), "roleWord": .text(visit.role.rawValue),
      "people": .number(visit.people),
      "version": .optional(try store?.row(.participations, key: key).map { "\($0.version)" }),
      "field": .text("people-\(visit.school)-\(visit.role.rawValue)"),
    ]
  }
}
