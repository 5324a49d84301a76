internal import Hummingbird
internal import SvyazAccess
internal import SvyazGraph
internal import SvyazIndicators

/// The list of schools: filters, search, order; never by results.
enum SchoolsPage {
  static let routes: [WebRoute] = [
    .get("/schools", .may(.readPublic)) { request, context, services in
      let viewer = try context.signedIn()
      let query = ListQuery(request, path: "/schools", names: Self.names)
      let day = try PageDay.of(request, services.live.current)
      return try await PageAnswer.cached(request, context, services) { revision in
        page(revision, on: day, query, for: viewer)
      }
    }
  ]

  static let names = ["q", "district", "status", "mentor", "sort", "page"]

  static func page(_ revision: Revision, on day: Day, _ query: ListQuery, for viewer: Viewer) -> Page {
    let index = NetworkIndex.of(revision)
    let network = revision.network
    let isWorking = viewer.may(.readWorking)
    let links = DayLinks(day, standard: network.asOf)
    let list = SchoolList(revision, on: day, query, isWorking: isWorking)
    let shown = Paging.slice(list.rows, page: query.page)
    let orders: [(String, String)] =
      (isWorking ? [("need", "кому нужен шаг")] : []) + [("name", "по номеру"), ("district", "по району")]
    let mentors =
      isWorking
      ? [
        Choice(value: "with", title: "есть наставник"),
        Choice(value: "without", title: "адресная поддержка без наставника"),
      ]
      : [Choice(value: "with", title: "есть партнёрство"), Choice(value: "without", title: "партнёрства нет")]
    var content: ViewModel = [
      "q": .text(query["q"] ?? ""), "on": .optional(query["on"]), "sort": .optional(query["sort"]),
      "districts": Choice.list(
        [Choice(value: "", title: "все районы")]
          + network.districts.map { Choice(value: $0.id.rawValue, title: $0.name) }.sorted { $0.title < $1.title },
        chosen: query["district"]),
      "mentors": Choice.list([Choice(value: "", title: "не важно")] + mentors, chosen: query["mentor"]),
      "isWorking": .flag(isWorking), "mentorTitle": .text(isWorking ? "Наставник" : "Партнёрство"),
      "orders": .list(
        orders.map { value, title in
          [
            "title": .text(title),
            "path": .text(query.link(["sort": value == orders[0].0 ? nil : value, "page": nil])),
            "current": .flag(value == list.order),
          ]
        }),
      "rows": .list(shown.map { row(network.schools[$0], index, list, links, isWorking: isWorking) }),
      "isEmpty": .flag(list.rows.isEmpty),
      "reset": .text(query.link(["q": nil, "district": nil, "status": nil, "mentor": nil, "page": nil])),
      "isFiltered": .flag(query.isFiltered(["q", "district", "status", "mentor"])),
    ]
    if isWorking {
      content["statuses"] = Choice.list(
        [Choice(value: "", title: "любой")]
          + Status.allCases.map { Choice(value: $0.rawValue, title: PageWords.status($0)) },
        chosen: query["status"])
    }
    if let pages = Paging.model(page: query.page, total: list.rows.count, query) { content["pages"] = .model(pages) }
    let found = PageWords.count(list.rows.count, "школа", "школы", "школ")
    let lead =
      query.isFiltered(["q", "district", "status", "mentor"])
      ? "Найдено: \(found) из \(network.schools.count)." : "В сети \(found)."
    return Page(
      title: "Школы", lead: lead + (isWorking ? list.summary : ""), section: .schools, template: "schools",
      content: content, day: day)
  }

  private static func row(
    _ school: School, _ index: NetworkIndex, _ list: SchoolList, _ links: DayLinks, isWorking: Bool
  ) -> ViewModel {
    let events = index.events(of: school.id)
    let last = events.first { $0.day <= links.day }
    var model: ViewModel = [
      "name": .text(index.label(school.id)), "path": .text(links.school(school.id)),
      "full": .text(school.shortName == nil || school.label.hasPrefix("Школа №") ? "" : school.name),
      "district": .text(index.district(of: school) ?? "район не указан"),
      "last": .text(last?.day.russian ?? "—"), "lastTitle": .text(last?.title ?? ""),
      "ties": .list(ties(school.id, index, links, isWorking: isWorking)),
    ]
    if isWorking, let position = index.position(school.id) {
      model["tags"] = .list(
        Status.allCases.filter { index.has($0, at: position, on: links.day) }.map {
          ["text": .text(PageWords.status($0)), "tag": .text(PageWords.tag($0))]
        })
      if let standing = list.standing(school.id) {
        model["state"] = .text(
          standing.counts ? "засчитана" : standing.missing.map(PageWords.missing) ?? "не засчитана")
        model["isOpen"] = .flag(!standing.counts)
      }
    }
    return model
  }

  /// Partners on the day, each once.
  private static func ties(
    _ school: SchoolID, _ index: NetworkIndex, _ links: DayLinks, isWorking: Bool
  ) -> [ViewModel] {
    let inForce = index.partnerships(of: school).filter { $0.isInForce(on: links.day) }
    func names(_ ids: Set<SchoolID>, _ title: String) -> ViewModel? {
      guard !ids.isEmpty else { return nil }
      let labels = index.labels(ids).prefix(3).joined(separator: ", ")
      return ["title": .text(title), "names": .text(labels + (ids.count > 3 ? " и ещё \(ids.count - 3)" : ""))]
    }
    let mentors = Set(inForce.filter { $0.mentee == school }.map(\.mentor))
    let mentees = Set(inForce.filter { $0.mentor == school }.map(\.mentee))
    let associations = Set(
      index.memberships(of: school).filter { $0.interval.contains(links.day) }.map(\.association))
    let member: ViewModel? =
      associations.isEmpty ? nil : ["title": "ММО", "names": .text("\(associations.count)")]
    let partners =
      isWorking
      ? [names(mentors, "наставник"), names(mentees, "помогает")]
      : [names(mentors.union(mentees), "партнёры")]
    return (partners + [member]).compactMap { $0 }
  }
}

/// The rows of the list in their order.
struct SchoolList {
  /// Rows of schools.
  let rows: [Int]
  let order: String
  private let ladder: EvidenceLadder?
  private let standings: [SchoolID: Int]

  init(_ revision: Revision, on day: Day, _ query: ListQuery, isWorking: Bool) {
    let index = NetworkIndex.of(revision)
    let schools = revision.network.schools
    let ladder = isWorking ? DayFigures.ladder(revision, on: day) : nil
    let standings = isWorking ? StandingPositions.of(revision, on: day) : [:]
    (self.ladder, self.standings) = (ladder, standings)
    let known = isWorking ? ["need", "name", "district"] : ["name", "district"]
    order = query["sort"].flatMap { known.contains($0) ? $0 : nil } ?? known[0]
    let found = query["q"].flatMap { SchoolSearch.of(revision).rows(matching: $0) }
    let district = query["district"]
    let status = isWorking ? query["status"].flatMap { Status(rawValue: $0) } : nil
    let mentor = query["mentor"]
    var rows = index.schoolsByName.filter { row in
      if let found, !found.contains(row) { return false }
      if let district, schools[row].district?.rawValue != district { return false }
      if let status, !index.has(status, at: row, on: day) { return false }
      switch (mentor, isWorking) {
      case ("with", true): return index.hasMentor(schools[row].id, on: day)
      case ("without", true):
        return index.has(.lowResult, at: row, on: day) && !index.hasMentor(schools[row].id, on: day)
      case ("with", false): return index.hasPartner(schools[row].id, on: day)
      case ("without", false): return !index.hasPartner(schools[row].id, on: day)
      default: return true
      }
    }
    switch order {
    case "need":
      // A stable order: who lacks most first, then by number.
      var groups: [[Int]] = [[], [], []]
      for row in rows {
        let standing = standings[schools[row].id].flatMap { ladder?.standings[$0] }
        // A step is missing; counted; not on the list.
        groups[standing.map { $0.counts ? 1 : 0 } ?? 2].append(row)
      }
      rows = groups.flatMap { $0 }
    case "district":
      let names = schools.map { $0.district.flatMap { index.district($0)?.name } ?? "\u{10FFFF}" }
      let places = Dictionary(
        index.schoolsByName.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      rows.sort { (names[$0], places[$0] ?? 0) < (names[$1], places[$1] ?? 0) }
    default: break
    }
    self.rows = rows
  }

  func standing(_ school: SchoolID) -> EvidenceLadder.Standing? {
    standings[school].flatMap { ladder?.standings[$0] }
  }

  /// For the lead of the page.
  var summary: String {
    guard let ladder, !ladder.standings.isEmpty else { return "" }
    let open = ladder.standings.filter { !$0.counts }.count
    let all = PageWords.count(ladder.standings.count, "школа", "школы", "школ")
    return " Адресная поддержка: \(all); не хватает шага: \(open)."
  }
}

/// Where each low-result school stands in the ladder of a day.
enum StandingPositions {
  private struct Key: Hashable, Sendable {
    var day: Day
  }

  static func of(_ revision: Revision, on day: Day) -> [SchoolID: Int] {
    let ladder = DayFigures.ladder(revision, on: day)
    return revision.derived(Key(day: day)) { _ in
      Dictionary(ladder.standings.enumerated().map { ($1.school, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }
}
