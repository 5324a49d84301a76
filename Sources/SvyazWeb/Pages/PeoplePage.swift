internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazGraph
internal import SvyazStore

/// People and their roles, and the log of what they did; for administrators.
enum PeoplePage {
  static let routes: [WebRoute] = [
    .get("/people", .may(.administer)) { request, context, services in
      try await show(request, context, services)
    },
    .post("/people", .may(.administer), keep),
    .post("/people/close", .may(.administer), close),
    .post("/people/link", .may(.administer), link),
    .post("/people/sessions/end", .may(.administer), endSessions),
  ]

  private static func show(
    _ request: Request, _ context: WebContext, _ services: WebServices, status: HTTPResponse.Status = .ok,
    notice: Notice? = nil, link: String? = nil, typed: FormFields? = nil
  ) async throws -> Response {
    let before = request.uri.queryParameters["before"].flatMap { Int($0) }
    let (accounts, entries) = try await services.threads.run {
      (try services.store.accounts(), try services.store.auditEntries(before: before, limit: 100))
    }
    return try await PageAnswer.once(request, context, services, status: status, notice: notice) { revision in
      let labels = Dictionary(
        revision.network.schools.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
      let open = accounts.filter { $0.closedAt == nil }.count
      return Page(
        title: "Люди и роли", lead: "Открытых записей: \(open). Каждое действие людей записано ниже.",
        template: "people",
        content: [
          "accounts": .list(accounts.map { model($0, labels) }), "link": .optional(link),
          "login": .text(typed?["login"] ?? ""), "name": .text(typed?["name"] ?? ""),
          "school": .text(typed?["school"] ?? ""),
          "roles": .list(
            Role.allCases.map { role in
              [
                "value": .text(role.rawValue), "title": .text(role.name),
                "selected": .flag(role.rawValue == typed?["role"]),
              ]
            }),
          "entries": .list(entries.map(model)),
          "older": .optional(entries.count == 100 ? entries.last.map { "\($0.id)" } : nil),
        ])
    }
  }

  private static func model(_ account: Account, _ labels: [SchoolID: String]) -> ViewModel {
    [
      "login": .text(account.login), "name": .text(account.name),
      "role": .text(Role(rawValue: account.role)?.name ?? account.role),
      "school": .optional(account.school.map { labels[$0] ?? $0.rawValue }),
      "isOpen": .flag(account.closedAt == nil),
      "state": .text(
        account.closedAt.map { "закрыта \($0.samaraDay.russian)" }
          ?? (account.hasPassword ? "пароль задан" : "вход по ссылке")),
    ]
  }

  private static func model(_ entry: AuditEntry) -> ViewModel {
    [
      "at": .text(entry.at.samaraText), "author": .text(entry.author), "action": .text(AuditWords.of(entry.action)),
      "subject": .text(entry.subject), "change": .optional(entry.change.map { "\($0)" }),
    ]
  }

  @Sendable private static func keep(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context, limit: 64 << 10)
    let revision = services.live.current
    let text = fields["school"] ?? ""
    let school = try await services.threads.run {
      try StoreFinder.school(text, field: "Школа", code: "account.school", revision, services.store)
    }
    if let fault = school.fault {
      return try await show(request, context, services, status: .badRequest, notice: fault, typed: fields)
    }
    do {
      try await services.threads.run {
        _ = try KeepAccount.run(
          login: fields["login"] ?? "", name: fields["name"] ?? "", role: fields["role"] ?? "",
          school: school.id?.rawValue, in: services.store, by: viewer.login, at: services.clock())
      }
    } catch let error as any UserFacing {
      return try await show(
        request, context, services, status: .badRequest,
        notice: Notice(error), typed: fields)
    }
    services.accounts.forget()
    return try await show(
      request, context, services,
      notice: Notice(kind: .done, text: "Запись «\(fields["login"] ?? "")» сохранена. Дайте человеку ссылку для входа.")
    )
  }

  @Sendable private static func close(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context, limit: 64 << 10)
    let login = try fields.required("login", "Логин")
    try await services.threads.run {
      _ = try KeepAccount.close(login, in: services.store, by: viewer.login, at: services.clock())
    }
    services.accounts.forget()
    return try await show(request, context, services, notice: Notice(kind: .done, text: "Запись «\(login)» закрыта."))
  }

  @Sendable private static func endSessions(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context, limit: 64 << 10)
    let login = try fields.required("login", "Логин")
    let own = login == viewer.login ? SessionCookie.secret(request, services).flatMap(Secrets.digest) : nil
    let count = try await services.threads.run {
      guard try services.store.account(login) != nil else { throw AccountError.unknown(login: login) }
      return try services.store.endSessions(of: login, keeping: own, by: viewer.login, at: services.clock())
    }
    services.accounts.forget()
    return try await show(
      request, context, services, notice: Notice(kind: .done, text: "Сеансы «\(login)» закончены: \(count)."))
  }

  @Sendable private static func link(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context, limit: 64 << 10)
    let login = try fields.required("login", "Логин")
    let path = try await services.threads.run {
      try SignInLink.make(for: login, hours: 24, in: services.store, by: viewer.login, at: services.clock())
    }
    let host = request.head.authority ?? ""
    let scheme = services.configuration.isEncrypted ? "https" : "http"
    return try await show(
      request, context, services,
      notice: Notice(kind: .done, text: "Ссылка для «\(login)» готова: действует сутки, один раз."),
      link: "\(scheme)://\(host)\(path)")
  }
}

/// What the log calls an act, for people.
enum AuditWords {
  static func of(_ action: String) -> String {
    switch action {
    case "account.open": "завёл запись"
    case "account.change": "изменил запись"
    case "account.close": "закрыл запись"
    case "account.password": "задал пароль"
    case "session.open": "вошёл"
    case "session.close": "вышел"
    case "session.refuse": "отказ во входе"
    case "session.limit": "слишком частый вход"
    case "session.end": "закончил сеансы"
    case "variant.add": "сохранил вариант"
    case "variant.replace": "изменил вариант"
    case "variant.accept": "принял вариант"
    case "access.refuse": "просил недоступное"
    case "access.foreign": "форма без своего ключа"
    case "link.make": "дал ссылку для входа"
    case "link.use": "вошёл по ссылке"
    case "token.make": "выпустил ключ"
    case "token.withdraw": "отозвал ключ"
    default: action
    }
  }
}
