internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazContract
internal import SvyazGraph
internal import SvyazStore

/// Forms of a school's own row and of a partnership.
enum RowPages {
  static let routes: [WebRoute] = [
    .get("/schools/:school/edit", .may(.edit)) { request, context, services in
      let id = try key(context, "school")
      return try await PageAnswer.once(request, context, services) { revision in
        try schoolPage(
          RowForm.load(.schools, key: [id], fields: schoolFields(revision.network), from: services.store), revision)
      }
    },
    .post("/schools/:school/edit", .may(.edit)) { request, context, services in
      let id = try key(context, "school")
      return try await save(
        request, context, services, .schools, id: id, fields: { schoolFields($0) }, reason: "сведения о школе",
        to: "/schools/\(id)", page: schoolPage)
    },
    .get("/partnerships/:partnership", .may(.edit)) { request, context, services in
      let id = try key(context, "partnership")
      return try await PageAnswer.once(request, context, services) { revision in
        try partnershipPage(
          RowForm.load(.partnerships, key: [id], fields: partnershipFields(revision.network), from: services.store),
          revision)
      }
    },
    .post("/partnerships/:partnership", .may(.edit)) { request, context, services in
      let id = try key(context, "partnership")
      let mentee = PartnershipID(id).flatMap { tie in
        services.live.current.network.partnerships.first { $0.id == tie }?.mentee
      }
      return try await save(
        request, context, services, .partnerships, id: id, fields: { partnershipFields($0) },
        reason: "правка партнёрства", to: mentee.map { "/schools/\($0)" } ?? "/schools", page: partnershipPage)
    },
    .post("/partnerships/:partnership/activate", .may(.edit), activate),
  ]

  private static func key(_ context: WebContext, _ name: String) throws(WebFault) -> String {
    guard let text = context.parameters.get(name), let slug = Slug(text) else { throw .notFound }
    return slug.text
  }

  private static func save(
    _ request: Request, _ context: WebContext, _ services: WebServices, _ table: Network.Table, id: String,
    fields: @escaping @Sendable (Network) -> [RowForm.Field], reason: String, to path: String,
    page: @escaping @Sendable (RowForm, Revision) throws -> Page
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let sent = try await FormFields.of(request, context, limit: 64 << 10)
    let network = services.live.current.network
    let typed = try await services.threads.run {
      try RowForm.load(table, key: [id], fields: fields(network), from: services.store).typed(sent)
    }
    switch try await typed.save(.set, reason: reason, by: viewer, services) {
    case .saved: return PageAnswer.redirect(to: path)
    case .refused(let form, let notice):
      return try await PageAnswer.once(
        request, context, services, status: form.theirs == nil ? .badRequest : .conflict, notice: notice
      ) { try page(form, $0) }
    }
  }

  // MARK: Schools

  private static func schoolFields(_ network: Network) -> [RowForm.Field] {
    let districts = network.districts.map { (value: $0.id.rawValue, title: $0.name) }.sorted { $0.title < $1.title }
    return [
      .init(column: "name", title: "Полное название", isRequired: true),
      .init(column: "short_name", title: "Краткое название", help: "Так школа стоит в списках и на картах."),
      .init(column: "number", title: "Номер", kind: .number),
      .init(column: "kind", title: "Вид", help: "Как в реестре: школа, гимназия, лицей…"),
      .init(column: "district", title: "Район", kind: .choice([("", "не указан")] + districts)),
      .init(column: "address", title: "Адрес"),
      .init(column: "lat", title: "Широта, градусы", help: "Обе координаты или ни одной."),
      .init(column: "lon", title: "Долгота, градусы"),
      .init(column: "students", title: "Обучающихся", kind: .number),
    ]
  }

  @Sendable private static func schoolPage(_ form: RowForm, _ revision: Revision) throws -> Page {
    let id = form.key.first ?? ""
    let index = NetworkIndex.of(revision)
    return Page(
      title: "Изменить сведения: " + (SchoolID(id).map(index.label) ?? id), section: .schools, template: "rowform",
      content: form.model(action: "/schools/\(id)/edit", back: "/schools/\(id)", button: "Сохранить сведения"))
  }

  // MARK: Partnerships

  static func partnershipFields(_ network: Network) -> [RowForm.Field] {
    [
      .init(
        column: "status", title: "Состояние",
        kind: .choice(Partnership.Status.allCases.map { ($0.contractWord, PageWords.partnership($0).text) }),
        isRequired: true),
      .init(column: "agreement", title: "Соглашение: номер и дата", help: "Например: № 31 от 01.02.2021."),
      .init(column: "from", title: "Действует с", kind: .day, isRequired: true),
      .init(
        column: "to", title: "Кончается", kind: .day,
        help: "Первый день, когда оно уже не действует; пусто — без срока."),
      .init(
        column: "subject", title: "Предмет",
        kind: .choice([("", "вся школа")] + network.subjects.map { ($0.id.rawValue, $0.name) })),
    ]
  }

  @Sendable private static func partnershipPage(_ form: RowForm, _ revision: Revision) throws -> Page {
    let id = form.key.first ?? ""
    let index = NetworkIndex.of(revision)
    let mentor = form.values["mentor"].flatMap { SchoolID($0) }
    let mentee = form.values["mentee"].flatMap { SchoolID($0) }
    return Page(
      title: "Изменить партнёрство",
      lead: "Наставник \(mentor.map(index.label) ?? "?"), подопечная \(mentee.map(index.label) ?? "?").",
      section: .schools, template: "rowform",
      content: form.model(
        action: "/partnerships/\(id)", back: mentee.map { "/schools/\($0)" } ?? "/schools",
        button: "Сохранить партнёрство"))
  }

  /// An agreed partnership comes into effect; whoever changed it in the meantime is not overwritten.
  @Sendable private static func activate(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let id = try key(context, "partnership")
    _ = try await FormFields.of(request, context, limit: 16 << 10)
    let network = services.live.current.network
    var form = try await services.threads.run {
      try RowForm.load(.partnerships, key: [id], fields: partnershipFields(network), from: services.store)
    }
    let mentee = form.values["mentee"].flatMap { SchoolID($0) }
    let now = form.values["status"] ?? ""
    guard now == Partnership.Status.agreed.contractWord else {
      let word = Partnership.Status(contractWord: now).map { PageWords.partnership($0).text } ?? now
      return try await PageAnswer.once(
        request, context, services, status: .conflict,
        notice: Notice(
          kind: .warning, text: "Состояние партнёрства уже другое: \(word). Вы вводили его в действие.",
          advice: "Проверьте состояние ниже.", code: "store.conflict")
      ) { [form] in try partnershipPage(form, $0) }
    }
    form.values["status"] = Partnership.Status.active.contractWord
    switch try await form.save(.set, reason: "соглашение введено в действие", by: viewer, services) {
    case .saved: return PageAnswer.redirect(to: mentee.map { "/schools/\($0)?done=activated" } ?? "/schools")
    case .refused(let refused, let notice):
      return try await PageAnswer.once(
        request, context, services, status: refused.theirs == nil ? .badRequest : .conflict, notice: notice
      ) { try partnershipPage(refused, $0) }
    }
  }
}
