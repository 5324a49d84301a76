internal import Hummingbird
internal import SvyazAccess
internal import SvyazGraph
internal import SvyazIndicators

/// One school: what is next, its ties, its time, its map, and, for those who may see them, its results.
enum SchoolPage {
  static let routes: [WebRoute] = [
    .get("/schools/:school", .may(.readPublic)) { request, context, services in
      let viewer = try context.signedIn()
      let revision = services.live.current
      let day = try PageDay.of(request, revision)
      guard let id = context.parameters.get("school").flatMap({ SchoolID($0) }),
        try await NetworkIndex.ready(revision, services).school(id) != nil
      else { throw WebFault.notFound }
      if viewer.maySeeWorking(id) { try await DayFigures.waitForLadder(of: revision, on: day, services) }
      // A school sees its own statuses, but the map shows those of others too.
      let edition: Edition = viewer.may(.readWorking) ? .working : .public
      let notice = request.uri.queryParameters["done"].flatMap { Done(rawValue: String($0)) }?.notice
      return try await PageAnswer.withMap(
        .school(id), on: day, edition: edition, request, context, services, notice: notice
      ) {
        try page($0, id, on: day, for: viewer, map: $1)
      }
    }
  ]

  static func page(
    _ revision: Revision, _ id: SchoolID, on day: Day, for viewer: Viewer, map: MapPictures.Picture
  ) throws -> Page {
    let index = NetworkIndex.of(revision)
    guard let school = index.school(id) else { throw WebFault.notFound }
    let links = DayLinks(day, standard: revision.network.asOf)
    let sees = viewer.maySeeWorking(id)
    let edits = viewer.may(.edit)
    let events = index.eventRows(of: id)
    let ties = SchoolTies(index, id, links, isWorking: sees, edits: edits)
    var content: ViewModel = [
      "schools": .text(links.to("/schools")), "district": .text(index.district(of: school) ?? "район не указан"),
      "districtPath": .optional(school.district.map { links.to("/schools?district=\($0)") }),
      "facts": .list(facts(school)), "day": .text(day.russian), "isWorking": .flag(sees), "edits": .flag(edits),
      "editPath": .text("/schools/\(id)/edit"), "newTie": .text(links.to("/partnerships/new?school=\(id)")),
      "newEvent": .text(links.to("/events/new?school=\(id)")),
      "ties": .list(ties.rows), "hasTies": .flag(!ties.rows.isEmpty),
      "timeline": .markup(SchoolTimeline(index, id, on: day, ties: ties, isWorking: sees).drawing),
      "events": .list(nearest(events, of: revision.network, to: day).map { visit($0, id, index, links) }),
      "hasEvents": .flag(!events.isEmpty), "eventCount": .text("все \(events.count)"),
      "eventsPath": .text(links.to("/events?school=\(id)&month=all")),
      "isPublic": .flag(!sees),
    ]
    if sees {
      let standing = StandingPositions.of(revision, on: day)[id].map {
        DayFigures.ladder(revision, on: day).standings[$0]
      }
      if let standing {
        content["next"] = .model(NextStep(standing, index, links, edits: edits).model)
      }
      content["statuses"] = .list(statuses(index, id, on: day))
      let results = SchoolResults(index, id)
      content["results"] = .list(results.rows)
      content["hasResults"] = .flag(!results.rows.isEmpty)
      content["seenBy"] = .text(viewer.role == .school ? "видите вы и ЦРО" : "видят ЦРО и сама школа")
    }
    content = content.merging(MapCard.model(map, maps: links.to("/maps")))
    let name = school.name == school.label ? "" : school.name
    return Page(
      title: index.label(id), lead: name, section: .schools, template: "school", content: content, day: day)
  }

  /// What is to come first, then what was last; six in all.
  ///
  /// - Parameter rows: of events, the latest first.
  private static func nearest(_ rows: [Int], of network: Network, to day: Day) -> [Event] {
    let coming = rows.prefix { network.events[$0].day >= day }
    let next = coming.map { network.events[$0] }.sorted { ($0.day, $0.id) < ($1.day, $1.id) }.prefix(6)
    return Array(next) + rows.dropFirst(coming.count).prefix(6 - next.count).map { network.events[$0] }
  }

  private static func facts(_ school: School) -> [ViewModel] {
    var facts: [(String, String)] = []
    if !school.kind.isEmpty { facts.append(("Вид", school.kind)) }
    if !school.address.isEmpty { facts.append(("Адрес", school.address)) }
    if let students = school.students { facts.append(("Обучающихся", "\(students)")) }
    return facts.map { ["name": .text($0.0), "value": .text($0.1)] }
  }

  private static func statuses(_ index: NetworkIndex, _ id: SchoolID, on day: Day) -> [ViewModel] {
    index.statuses(of: id).sorted { ($1.interval.from, $0.status.rawValue) < ($0.interval.from, $1.status.rawValue) }
      .map { row in
        [
          "text": .text(PageWords.status(row.status)), "tag": .text(PageWords.tag(row.status)),
          "period": .text(PageWords.period(row.interval)), "basis": .text(row.basis),
          "isOver": .flag(!row.interval.contains(day)),
        ]
      }
  }

  private static func visit(_ event: Event, _ id: SchoolID, _ index: NetworkIndex, _ links: DayLinks) -> ViewModel {
    let own = index.participations(of: event.id, by: id)
    var parts = [PageWords.event(event.kind)]
    if event.host == id { parts.append("принимала школа") }
    if let first = own.first, event.host != id { parts.append(PageWords.visit(first.role)) }
    let people = own.reduce(0) { $0 &+ $1.people }
    if people > 0 { parts.append("человек: \(people)") }
    if event.day > links.day { parts.append("впереди") }
    return EventModel.row(event, index, links, detail: parts.joined(separator: ", "))
  }
}

/// What brings the school into indicator 9, or keeps it there.
struct NextStep {
  let model: ViewModel

  init(_ standing: EvidenceLadder.Standing, _ index: NetworkIndex, _ links: DayLinks, edits: Bool) {
    let school = standing.school
    let other = standing.best.map { $0.mentor == school ? $0.mentee : $0.mentor }
    let partner = other.map { " (\(index.label($0)))" } ?? ""
    let isMember = index.memberships(of: school).contains { $0.interval.contains(links.day) }
    var text: String
    var action: (title: String, path: String)?
    var activate: String?
    switch standing.missing {
    case nil: text = "Есть партнёрство\(partner) со всеми подтверждениями."
    case .partnership: (text, action) = ("Подобрать наставника.", ("Подобрать", links.to("/matching")))
    case .consent: text = "Подписать соглашение\(partner): оно пока только предложено."
    case .agreementNumber: text = "Внести номер и дату соглашения\(partner)."
    case .jointEvent(let since, let last):
      text = "Провести совместное событие\(partner): с \(since.russian) его не было"
      text += last.map { ", последнее — \($0.russian)." } ?? "."
      action = ("Назначить событие", links.to("/events/new?partnership=\(standing.best?.partnership.rawValue ?? "")"))
    case .activation:
      text = "Ввести в действие соглашение\(partner): совместное событие уже было."
      activate = standing.best?.partnership.rawValue
    }
    if standing.missing == .consent || standing.missing == .agreementNumber, let tie = standing.best {
      action = ("Открыть соглашение", "/partnerships/\(tie.partnership)")
    }
    if isMember, !standing.counts, standing.missing != .activation { text += " Или прийти на событие своего ММО." }
    let title =
      standing.counts
      ? (standing.missing == nil
        ? "Школа засчитана в показатель 9." : "Школа засчитана в показатель 9. Чтобы подтвердить всё:")
      : "Чтобы школа вошла в показатель 9:"
    var model: ViewModel = [
      "title": .text(title), "text": .text(text), "isDone": .flag(standing.counts && standing.missing == nil),
      "steps": .text(standing.counts ? "засчитана" : "следующий шаг"),
      "action": .flag(false), "activate": .optional(edits ? activate : nil),
    ]
    if edits, let action { model["action"] = .model(["title": .text(action.title), "path": .text(action.path)]) }
    self.model = model
  }
}
