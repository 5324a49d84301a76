internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// A new event, and changes of one.
enum EventForms {
  static let routes: [WebRoute] = [
    .get("/events/new", .may(.edit)) { request, context, services in
      let day = try PageDay.of(request, services.live.current)
      return try await PageAnswer.once(request, context, services) { revision in
        page(fresh(NetworkIndex.of(revision), on: day, request), isNew: true, id: nil)
      }
    },
    .post("/events", .may(.edit), add),
    .get("/events/:event/edit", .may(.edit)) { request, context, services in
      let id = try EventPage.id(context)
      return try await PageAnswer.once(request, context, services) { revision in
        let index = NetworkIndex.of(revision)
        var form = try RowForm.load(
          .events, key: [id.rawValue], fields: fields(index, keeping: nil), from: services.store)
        form.fields = fields(index, keeping: form.values)
        form.values["host"] = form.values["host"].flatMap { SchoolID($0) }.map { StoreFinder.spelling($0, index) } ?? ""
        return page(form, isNew: false, id: id)
      }
    },
    .post("/events/:event/edit", .may(.edit), change),
  ]

  /// So many choices are listed; beyond, an identifier is typed.
  private static let mostChoices = 300

  private static func page(_ form: RowForm, isNew: Bool, id: EventID?) -> Page {
    let back = id.map { "/events/\($0)" } ?? "/events"
    return Page(
      title: isNew ? "Записать событие" : "Изменить событие",
      lead: isNew ? "Участников можно внести следующим шагом." : "", section: .events, template: "rowform",
      content: form.model(
        action: isNew ? "/events" : "\(back)/edit", back: back,
        button: isNew ? "Записать событие" : "Сохранить событие"))
  }

  /// An empty form, with what the link that led here says.
  private static func fresh(_ index: NetworkIndex, on day: Day, _ request: Request) -> RowForm {
    var values = ["date": day.description, "kind": "seminar", "organiser": "ЦРО"]
    let asked = request.uri.queryParameters
    if let tie = asked["partnership"].flatMap({ PartnershipID($0) }).flatMap({ index.partnership($0) }) {
      values["partnership"] = tie.id.rawValue
      values["subject"] = tie.subject?.rawValue ?? ""
      values["host"] = StoreFinder.spelling(tie.mentor, index)
      values["kind"] = Event.Kind.lessonVisit.contractWord
      values["organiser"] = index.label(tie.mentor)
    }
    if let association = asked["association"].flatMap({ AssociationID($0) }).flatMap({ index.association($0) }) {
      values["association"] = association.id.rawValue
      values["subject"] = association.subject.rawValue
      values["host"] = StoreFinder.spelling(association.base, index)
      values["organiser"] = association.umo.isEmpty ? "ЦРО" : association.umo
    }
    if let school = asked["school"].flatMap({ SchoolID($0) }), index.school(school) != nil {
      values["host"] = StoreFinder.spelling(school, index)
      values["organiser"] = index.label(school)
    }
    return RowForm(table: .events, key: [], fields: fields(index, keeping: values), values: values)
  }

  private static func fields(_ index: NetworkIndex, keeping values: [String: String]?) -> [RowForm.Field] {
    let network = index.network
    let associations = network.associations.sorted { $0.name < $1.name }.map { ($0.id.rawValue, $0.name) }
    let ties = network.partnerships.filter { tie in
      tie.id.rawValue == values?["partnership"] || tie.status == .active || tie.status == .agreed
    }
    func choice(_ list: [(String, String)], _ empty: String) -> RowForm.Field.Kind {
      list.count > mostChoices ? .text : .choice([("", empty)] + list.map { (value: $0.0, title: $0.1) })
    }
    let partnerships =
      ties.count > mostChoices
      ? []
      : ties.sorted { index.key($0.mentee) < index.key($1.mentee) }.map { tie in
        (
          tie.id.rawValue,
          "\(index.label(tie.mentor)) → \(index.label(tie.mentee))"
            + (tie.subject.map { ", \(index.subject($0))" } ?? "")
        )
      }
    return [
      .init(column: "title", title: "Название", isRequired: true),
      .init(
        column: "kind", title: "Вид",
        kind: .choice(Event.Kind.allCases.map { ($0.contractWord, PageWords.event($0)) }), isRequired: true),
      .init(column: "date", title: "Дата", kind: .day, isRequired: true),
      .init(
        column: "subject", title: "Предмет",
        kind: .choice([("", "без предмета")] + network.subjects.map { ($0.id.rawValue, $0.name) })),
      .init(column: "host", title: "Принимающая школа", help: "Номер или название; пусто — проводит ЦРО."),
      .init(
        column: "association", title: "ММО", kind: choice(associations, "не для ММО"),
        help: "Событие ММО засчитывается школам, которые на него пришли."),
      .init(
        column: "partnership", title: "Партнёрство",
        kind: ties.count > mostChoices ? .text : choice(partnerships, "не для одного партнёрства"),
        help: "Событие партнёрства засчитывается обеим школам."),
      .init(column: "organiser", title: "Кто организует", isRequired: true),
    ]
  }

  @Sendable private static func add(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let sent = try await FormFields.of(request, context, limit: 64 << 10)
    let revision = services.live.current
    let typed = try await services.threads.run {
      let index = NetworkIndex.of(revision)
      return RowForm(table: .events, key: [], fields: fields(index, keeping: nil)).typed(sent)
    }
    let (host, fault) = try await host(typed, revision, services)
    if let fault { return try await again(typed, nil, fault, request, context, services) }
    let day = typed.values["date"].flatMap { Day(iso: $0) } ?? revision.network.asOf
    switch try await typed.add(
      ["host": host], reason: "новое событие", busy: "Событие не записано: хранилище занято.", by: viewer, services,
      ids: { ids(on: day, NetworkIndex.of($0)) })
    {
    case .added(let id): return PageAnswer.redirect(to: "/events/\(id)?done=event")
    case .refused(let form, let notice): return try await again(form, nil, notice, request, context, services)
    }
  }

  /// Numbered within a day.
  private static func ids(on day: Day, _ index: NetworkIndex) -> RowForm.NewIDs {
    .init(
      numbers: 1...9999, id: { EventID("event-\(day)-\($0)")?.rawValue },
      isTaken: { EventID($0).flatMap(index.event) != nil },
      fault: .value(name: "Дата", value: day.russian, expected: "день, на который записано меньше 10 000 событий"))
  }

  @Sendable private static func change(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let id = try EventPage.id(context)
    let sent = try await FormFields.of(request, context, limit: 64 << 10)
    let revision = services.live.current
    let typed = try await services.threads.run {
      let index = NetworkIndex.of(revision)
      return try RowForm.load(.events, key: [id.rawValue], fields: fields(index, keeping: nil), from: services.store)
        .typed(sent)
    }
    let (host, fault) = try await host(typed, revision, services)
    if let fault { return try await again(typed, id, fault, request, context, services) }
    switch try await typed.save(.set, cells: ["host": host], reason: "правка события", by: viewer, services) {
    case .saved: return PageAnswer.redirect(to: "/events/\(id)?done=saved")
    case .refused(let form, let notice): return try await again(form, id, notice, request, context, services)
    }
  }

  /// The school that the form's text means.
  private static func host(
    _ form: RowForm, _ revision: Revision, _ services: WebServices
  ) async throws -> (String, Notice?) {
    let text = form.values["host"] ?? ""
    let found = try await services.threads.run {
      try StoreFinder.school(text, field: "Принимающая школа", code: "event.host", revision, services.store)
    }
    return (found.id?.rawValue ?? "", found.fault)
  }

  private static func again(
    _ form: RowForm, _ id: EventID?, _ notice: Notice, _ request: Request, _ context: WebContext,
    _ services: WebServices
  ) async throws -> Response {
    try await PageAnswer.once(
      request, context, services, status: form.theirs == nil ? .badRequest : .conflict, notice: notice
    ) { revision in
      var form = form
      form.fields = fields(NetworkIndex.of(revision), keeping: form.values)
      return page(form, isNew: id == nil, id: id)
    }
  }
}
