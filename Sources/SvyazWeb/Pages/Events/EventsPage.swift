internal import Hummingbird
internal import SvyazAccess
internal import SvyazGraph

/// The calendar of the network: a month as a list, with filters.
enum EventsPage {
  static let routes: [WebRoute] = [
    .get("/events", .may(.readPublic)) { request, context, services in
      let viewer = try context.signedIn()
      let query = ListQuery(request, path: "/events", names: Self.names)
      let day = try PageDay.of(request, services.live.current)
      let month = try month(query, day: day)
      return try await PageAnswer.cached(request, context, services) { revision in
        page(revision, on: day, month: month, query, for: viewer)
      }
    }
  ]

  static let names = ["month", "kind", "subject", "association", "school", "q", "page"]
  private static let filters = ["kind", "subject", "association", "school", "q"]

  /// The first day of the month that is shown; `nil` for all months.
  private static func month(_ query: ListQuery, day: Day) throws(WebFault) -> Day? {
    guard let text = query["month"] else { return Day(year: day.year, month: day.month, day: 1) }
    if text == "all" { return nil }
    guard let month = Day(iso: text + "-01") else {
      throw .value(name: "Месяц", value: text, expected: "ГГГГ-ММ, например 2021-03")
    }
    return month
  }

  static func page(_ revision: Revision, on day: Day, month: Day?, _ query: ListQuery, for viewer: Viewer) -> Page {
    let index = NetworkIndex.of(revision)
    let network = revision.network
    let links = DayLinks(day, standard: network.asOf)
    let rows = rows(index, month: month, query)
    let shown = month == nil ? Paging.slice(rows, page: query.page) : rows[...]
    let title = month.map { "\(PageWords.month($0)) \($0.year)" } ?? "все месяцы"
    func word(_ month: Day) -> String { String(month.description.prefix(7)) }
    var content: ViewModel = [
      "monthTitle": .text(title.prefix(1).uppercased() + title.dropFirst()), "month": .text(month.map(word) ?? ""),
      "isMonth": .flag(month != nil), "on": .optional(query["on"]),
      "allPath": .text(query.link(["month": "all", "page": nil])),
      "thisPath": .text(query.link(["month": nil, "page": nil])),
      "kinds": Choice.list(
        [Choice(value: "", title: "все виды")]
          + Event.Kind.allCases.map { Choice(value: $0.rawValue, title: PageWords.event($0)) }, chosen: query["kind"]),
      "subjects": Choice.list(
        [Choice(value: "", title: "все предметы")]
          + network.subjects.map { Choice(value: $0.id.rawValue, title: $0.name) }, chosen: query["subject"]),
      "q": .text(query["q"] ?? ""), "school": .optional(query["school"]),
      "association": .optional(query["association"]),
      "schoolName": .optional(query["school"].flatMap { SchoolID($0) }.map(index.label)),
      "associationName": .optional(
        query["association"].flatMap { AssociationID($0) }.map { index.association($0)?.name ?? $0.rawValue }),
      "isFiltered": .flag(query.isFiltered(filters)),
      "reset": .text(
        query.link(["kind": nil, "subject": nil, "association": nil, "school": nil, "q": nil, "page": nil])),
      "rows": .list(
        zip(shown, [nil] + shown.map { Optional($0) }).map { position, before in
          // A day is anchored once, at its first event.
          let isFirst = before.map { network.events[$0].day != network.events[position].day } ?? true
          return row(network.events[position], index, links, isAnchored: month != nil && isFirst)
        }), "isEmpty": .flag(rows.isEmpty),
      "edits": .flag(viewer.may(.edit)), "newEvent": .text(links.to("/events/new")),
    ]
    if let month {
      content["previous"] = .text(query.link(["month": word(month.adding(months: -1)), "page": nil]))
      content["next"] = .text(query.link(["month": word(month.adding(months: 1)), "page": nil]))
      let held = Set(rows.map { network.events[$0].day })
      content["weeks"] = .list(MonthGrid.weeks(of: month, held: held, today: day))
    } else if let pages = Paging.model(page: query.page, total: rows.count, query) {
      content["pages"] = .model(pages)
    }
    let coming = rows.filter { network.events[$0].day >= day }.count
    return Page(
      title: "События",
      lead: "\(title.prefix(1).uppercased() + title.dropFirst()): событий — \(rows.count), впереди — \(coming).",
      section: .events,
      template: "events", content: content, day: day)
  }

  /// Rows of events, the earliest first; of all months, the latest first.
  private static func rows(_ index: NetworkIndex, month: Day?, _ query: ListQuery) -> [Int] {
    let events = index.network.events
    let order = index.eventsByDay
    var range = order[...]
    if let month {
      let end = month.adding(months: 1)
      range =
        order[order.partitioningIndex { events[$0].day >= month }..<order.partitioningIndex { events[$0].day >= end }]
    }
    let kind = query["kind"].flatMap { Event.Kind(rawValue: $0) }
    let ofSchool = query["school"].flatMap { SchoolID($0) }.map { Set(index.events(of: $0).map(\.id)) }
    let words = query["q"].map { SchoolSearch.words(of: $0) } ?? []
    let found = range.filter { row in
      let event = events[row]
      if let kind, event.kind != kind { return false }
      if let subject = query["subject"], event.subject?.rawValue != subject { return false }
      if let association = query["association"], event.association?.rawValue != association { return false }
      if let ofSchool, !ofSchool.contains(event.id) { return false }
      guard !words.isEmpty else { return true }
      let own = SchoolSearch.words(of: event.title + " " + EventModel.holder(event, index))
      return words.allSatisfy { word in
        own.contains { $0.starts(with: word) || (word.count >= 4 && SchoolSearch.isNear(word, $0)) }
      }
    }
    return month == nil ? found.reversed() : Array(found)
  }

  private static func row(_ event: Event, _ index: NetworkIndex, _ links: DayLinks, isAnchored: Bool) -> ViewModel {
    let visits = index.participations(of: event.id)
    let schools = Set(visits.map(\.school)).count
    let people = visits.reduce(0) { $0 &+ $1.people }
    return EventModel.row(event, index, links).merging([
      "anchor": .optional(isAnchored ? "d-\(event.day.dayOfMonth)" : nil), "kind": .text(PageWords.event(event.kind)),
      "year": .text("\(event.day.year)"), "holder": .text(EventModel.holder(event, index)),
      "circle": .text(EventModel.circle(event, index)), "isComing": .flag(event.day > links.day),
      "visits": .text(
        schools == 0 ? (event.day > links.day ? "впереди" : "не внесены") : "школ: \(schools), человек: \(people)"),
    ])
  }
}

/// A month as weeks, Monday first.
enum MonthGrid {
  static func weeks(of month: Day, held: Set<Day>, today: Day) -> [ViewModel] {
    let end = month.adding(months: 1)
    // 1970-01-01 was a Thursday.
    let offset = ((month.number + 3) % 7 + 7) % 7
    var day = month.adding(days: -offset)
    var weeks: [ViewModel] = []
    while day < end {
      var cells: [ViewModel] = []
      for _ in 0..<7 {
        let isOurs = day >= month && day < end
        cells.append([
          "number": .text(isOurs ? "\(day.dayOfMonth)" : ""), "isHeld": .flag(isOurs && held.contains(day)),
          "isToday": .flag(isOurs && day == today), "label": .text(day.russian),
        ])
        day = day.adding(days: 1)
      }
      weeks.append(["cells": .list(cells)])
      // The calendar of the service ends with the year 2199.
      if day == .last { break }
    }
    return weeks
  }
}
