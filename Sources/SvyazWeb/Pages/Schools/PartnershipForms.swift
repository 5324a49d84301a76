internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazContract
internal import SvyazGraph
internal import SvyazStore

/// A partnership that people agreed on by themselves, beside those that a plan proposes.
enum PartnershipForms {
  static let routes: [WebRoute] = [
    .get("/partnerships/new", .may(.edit)) { request, context, services in
      let day = try PageDay.of(request, services.live.current)
      return try await PageAnswer.once(request, context, services) { revision in
        page(fresh(NetworkIndex.of(revision), on: day, request))
      }
    },
    .post("/partnerships", .may(.edit), add),
  ]

  private static func page(_ form: RowForm) -> Page {
    Page(
      title: "Новое партнёрство", lead: "Кто кому помогает и по какому документу.", section: .schools,
      template: "rowform",
      content: form.model(action: "/partnerships", back: "/schools", button: "Записать партнёрство"))
  }

  private static func fields(_ network: Network) -> [RowForm.Field] {
    let help = "Номер или название, например «№ 55»."
    return [
      .init(column: "mentor", title: "Наставник", help: help, isRequired: true),
      .init(column: "mentee", title: "Кому помогает", help: help, isRequired: true),
    ] + RowPages.partnershipFields(network)
  }

  /// The school whose page led here is helped where it has low results, and helps otherwise.
  private static func fresh(_ index: NetworkIndex, on day: Day, _ request: Request) -> RowForm {
    var values = ["status": Partnership.Status.agreed.contractWord, "from": day.description]
    if let school = request.uri.queryParameters["school"].flatMap({ SchoolID(String($0)) }), index.school(school) != nil
    {
      let isHelped = index.network.statuses.contains {
        $0.school == school && $0.status == .lowResult && $0.interval.contains(day)
      }
      values[isHelped ? "mentee" : "mentor"] = StoreFinder.spelling(school, index)
    }
    return RowForm(table: .partnerships, key: [], fields: fields(index.network), values: values)
  }

  @Sendable private static func add(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let sent = try await FormFields.of(request, context, limit: 64 << 10)
    let revision = services.live.current
    let typed = try await services.threads.run {
      RowForm(table: .partnerships, key: [], fields: fields(revision.network)).typed(sent)
    }
    var schools: [String: String] = [:]
    for (column, title) in [("mentor", "Наставник"), ("mentee", "Кому помогает")] {
      let text = typed.values[column] ?? ""
      let found = try await services.threads.run {
        try StoreFinder.school(text, field: title, code: "partnership.\(column)", revision, services.store)
      }
      if let fault = found.fault { return try await again(typed, fault, request, context, services) }
      schools[column] = found.id?.rawValue ?? ""
    }
    switch try await typed.add(
      schools, reason: "новое партнёрство", busy: "Партнёрство не записано: хранилище занято.", by: viewer, services,
      ids: { ids($0.network) })
    {
    case .added: return PageAnswer.redirect(to: "/schools/\(schools["mentee"] ?? "")?done=partnership")
    case .refused(let form, let notice): return try await again(form, notice, request, context, services)
    }
  }

  private static func ids(_ network: Network) -> RowForm.NewIDs {
    let taken = Set(network.partnerships.map(\.id.rawValue))
    return .init(
      numbers: (taken.count + 1)...(taken.count + 10_000), id: { PartnershipID("p-\($0)")?.rawValue },
      isTaken: taken.contains,
      fault: .value(name: "Партнёрство", value: "p-\(taken.count + 1)", expected: "свободный номер"))
  }

  private static func again(
    _ form: RowForm, _ notice: Notice, _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    try await PageAnswer.once(request, context, services, status: .badRequest, notice: notice) { _ in page(form) }
  }
}
