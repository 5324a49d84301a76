internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazGraph
internal import SvyazStore

/// A person's own account: the password, and tokens for programs.
enum AccountPage {
  static let routes: [WebRoute] = [
    .get("/account", .may(.readPublic)) { request, context, services in
      try await show(request, context, services)
    },
    .post("/account/password", .may(.readPublic), setPassword),
    .post("/account/sessions/end", .may(.readPublic), endSessions),
    .post("/account/tokens", .may(.readPublic), addToken),
    .post("/account/tokens/withdraw", .may(.readPublic), withdrawToken),
  ]

  private static func show(
    _ request: Request, _ context: WebContext, _ services: WebServices, status: HTTPResponse.Status = .ok,
    notice: Notice? = nil, secret: String? = nil
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let own = SessionCookie.secret(request, services).flatMap(Secrets.digest)
    let now = services.clock()
    let (account, tokens, sessions) = try await services.threads.run {
      (
        try services.store.account(viewer.login),
        try services.store.tokens().filter { $0.account.login == viewer.login },
        try services.store.openSessions(of: viewer.login, at: now).filter { session in
          session.digest == own || now.milliseconds - session.usedAt.milliseconds < StoreAccounts.silence
        }
      )
    }
    return try await PageAnswer.once(request, context, services, status: status, notice: notice) { _ in
      Page(
        title: "Моя запись",
        lead: account?.hasPassword == true
          ? "" : "Пароля ещё нет: задайте его, чтобы входить без ссылки.", template: "account",
        content: [
          "login": .text(viewer.login), "name": .text(viewer.name), "role": .text(viewer.role.name),
          "hasPassword": .flag(account?.hasPassword ?? false), "least": .number(PasswordRules.least),
          "secret": .optional(secret),
          "sessions": .list(sessions.map { model($0, isOwn: $0.digest == own) }), "others": .flag(sessions.count > 1),
          "tokens": .list(tokens.map(model)), "hasTokens": .flag(!tokens.isEmpty),
        ])
    }
  }

  private static func model(_ session: SessionTimes, isOwn: Bool) -> ViewModel {
    [
      "opened": .text(session.openedAt.samaraText), "used": .text(session.usedAt.samaraText), "isOwn": .flag(isOwn),
    ]
  }

  private static func model(_ token: StoredToken) -> ViewModel {
    [
      "id": .text(token.id), "name": .text(token.name),
      "scope": .text(token.writes ? "чтение и запись" : "только чтение"),
      "made": .text(token.madeAt.samaraDay.russian), "ends": .text(token.endsAt.samaraDay.russian),
    ]
  }

  @Sendable private static func setPassword(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context, limit: 16 << 10)
    let (old, new) = (fields.verbatim("old") ?? "", fields.verbatim("new") ?? "")
    if let seconds = services.signIn.wait(address: context.clientAddress, login: viewer.login) {
      throw WebFault.tooMany(retryAfter: seconds)
    }
    do throws(PasswordError) {
      try PasswordRules.check(new, login: viewer.login, name: viewer.name)
    } catch {
      return try await show(
        request, context, services, status: .badRequest,
        notice: Notice(error))
    }
    let own = SessionCookie.secret(request, services).flatMap(Secrets.digest)
    let isChanged = try await services.slowThreads.run { () throws -> Bool in
      let kept = try services.store.passwordHash(of: viewer.login)
      // The first password of an account needs no old one: its owner came by a link.
      if kept != nil { guard try PasswordHasher.isRight(old, hash: kept) else { return false } }
      try services.store.setPassword(
        try PasswordHasher.hash(new), of: viewer.login, keeping: own, by: viewer.login, at: services.clock())
      return true
    }
    guard isChanged else {
      return try await show(
        request, context, services, status: .badRequest,
        notice: Notice(kind: .fault, text: "Прежний пароль не подходит.", advice: "Проверьте раскладку и регистр."))
    }
    services.accounts.forget()
    return try await show(
      request, context, services,
      notice: Notice(kind: .done, text: "Пароль задан. Другие сеансы этой записи закончены."))
  }

  /// Ends the account's sessions but this one. Whoever has a password gives it again: a session left open on somebody's
  /// machine must not shut its owner out.
  @Sendable private static func endSessions(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context, limit: 16 << 10)
    let password = fields.verbatim("password") ?? ""
    if let seconds = services.signIn.wait(address: context.clientAddress, login: viewer.login) {
      throw WebFault.tooMany(retryAfter: seconds)
    }
    let own = SessionCookie.secret(request, services).flatMap(Secrets.digest)
    let count = try await services.slowThreads.run { () throws -> Int? in
      if let kept = try services.store.passwordHash(of: viewer.login) {
        guard password.utf8.count <= PasswordRules.most, try PasswordHasher.isRight(password, hash: kept) else {
          return nil
        }
      }
      return try services.store.endSessions(
        of: viewer.login, keeping: own, by: viewer.login, at: services.clock())
    }
    guard let count else {
      return try await show(
        request, context, services, status: .badRequest,
        notice: Notice(kind: .fault, text: "Пароль не подходит.", advice: "Проверьте раскладку и регистр."))
    }
    services.accounts.forget()
    return try await show(
      request, context, services, notice: Notice(kind: .done, text: "Другие сеансы закончены: \(count)."))
  }

  @Sendable private static func addToken(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context, limit: 16 << 10)
    let name = try fields.required("name", "Название")
    let writes = fields["scope"] == "write"
    let secret = Secrets.make()
    let now = services.clock()
    guard let digest = Secrets.digest(secret), name.count <= 100 else {
      throw WebFault.value(name: "Название", value: String(name.prefix(100)), expected: "до 100 знаков")
    }
    let id = String(Secrets.make().filter { $0.isLetter || $0.isNumber }.prefix(10))
    try await services.threads.run {
      try services.store.addToken(
        digest, id: id, for: viewer.login, name: name, writes: writes, by: viewer.login, at: now,
        endsAt: Moment(milliseconds: now.milliseconds + 365 * 86_400_000))
    }
    return try await show(
      request, context, services,
      notice: Notice(kind: .done, text: "Ключ «\(name)» готов: он показан один раз, сохраните его сейчас."),
      secret: secret)
  }

  @Sendable private static func withdrawToken(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let viewer = try context.signedIn()
    let fields = try await FormFields.of(request, context, limit: 16 << 10)
    let id = try fields.required("id", "Ключ")
    try await services.threads.run {
      let own = try services.store.tokens().contains { $0.id == id && $0.account.login == viewer.login }
      guard own || viewer.may(.administer) else { throw WebFault.notFound }
      try services.store.withdrawToken(id, by: viewer.login, at: services.clock())
    }
    services.accounts.forget()
    return try await show(request, context, services, notice: Notice(kind: .done, text: "Ключ отозван."))
  }
}
