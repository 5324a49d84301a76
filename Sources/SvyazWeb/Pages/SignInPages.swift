internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import SvyazAccess
internal import SvyazGraph
internal import SvyazStore

/// In and out: by password, by a link that works once.
enum SignInPages {
  static let routes: [WebRoute] = [
    .get("/signin", .everybody) { request, context, services in
      try await form(request, context, services, next: request.uri.queryParameters["next"].map(String.init))
    },
    .post("/signin", .everybody, signIn),
    .get("/signin/link", .everybody, openLink),
    .post("/signin/link", .everybody) { request, context, services in
      let key = try await FormFields.read(request, limit: 16 << 10)["key"] ?? ""
      return try await useLink(key, request, context, services)
    },
    .post("/signout", .everybody, signOut),
  ]

  @Sendable private static func signIn(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let fields = try await FormFields.read(request, limit: 16 << 10)
    let login = (fields["login"] ?? "").lowercased()
    let password = fields.verbatim("password") ?? ""
    if let seconds = services.signIn.wait(address: context.clientAddress, login: String(login.prefix(64))) {
      try await services.threads.run {
        try services.store.log("session.limit", of: String(login.prefix(64)), by: "service", at: services.clock())
      }
      throw WebFault.tooMany(retryAfter: seconds)
    }
    // A long one would only make the server hash; it cannot be right.
    let isSane = login.utf8.count <= 64 && password.utf8.count <= PasswordRules.most
    let isRight = try await services.slowThreads.run {
      guard isSane else { return false }
      return try PasswordHasher.isRight(password, hash: try services.store.passwordHash(of: login))
    }
    guard isRight else {
      try await services.threads.run {
        try services.store.log("session.refuse", of: String(login.prefix(64)), by: "service", at: services.clock())
      }
      return try await form(
        request, context, services, next: fields["next"], login: String(login.prefix(64)), status: .unauthorized,
        notice: Notice(kind: .fault, text: "Логин или пароль не подходят.", advice: "Проверьте раскладку и регистр."))
    }
    return try await open(login, next: fields["next"], request, services)
  }

  /// Leads in at once when a person opened the link; anything else is shown a button.
  ///
  /// Messengers fetch links to preview them: that must not use the link up. And a page of another site that leads here
  /// must not sign anybody in as somebody else.
  @Sendable private static func openLink(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let key = request.uri.queryParameters["key"].map(String.init) ?? ""
    if request.method == .get, isOpenedByPerson(request, context) {
      return try await useLink(key, request, context, services)
    }
    var context = context
    context.viewer = nil
    return try await PageAnswer.once(request, context, services) { _ in
      Page(title: "Вход по ссылке", template: "signin-link", content: ["key": .text(String(key.prefix(64)))])
    }
  }

  /// A browser says so: nobody's page led here. A program on this machine says nothing and is no preview.
  private static func isOpenedByPerson(_ request: Request, _ context: WebContext) -> Bool {
    if let site = request.headers[.secFetchSite] { return site == "none" || site == "same-origin" }
    return ClientAddress.isLoopback(context.clientAddress)
  }

  private static func useLink(
    _ key: String, _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let account = try await services.threads.run { () throws -> String? in
      guard let digest = Secrets.digest(key) else { return nil }
      return try services.store.useLink(digest, at: services.clock())?.login
    }
    guard let account else {
      return try await form(
        request, context, services, next: nil, status: .unauthorized,
        notice: Notice(
          kind: .fault, text: "Ссылка для входа уже использована или устарела.",
          advice: "Попросите новую или войдите с паролем."))
    }
    return try await open(account, next: nil, request, services)
  }

  @Sendable private static func signOut(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    _ = try await FormFields.of(request, context, limit: 16 << 10)
    if let secret = SessionCookie.secret(request, services) { try await services.accounts.close(secret) }
    var response = PageAnswer.redirect(to: "/signin")
    response.setCookie(SessionCookie.make(nil, isEncrypted: services.configuration.isEncrypted))
    // What was shown is not left on a machine that others use.
    if let name = HTTPField.Name("Clear-Site-Data") { response.headers[name] = "\"cache\", \"storage\"" }
    return response
  }

  /// A new session; the one that the browser had, whoever's it was, ends.
  private static func open(
    _ login: String, next: String?, _ request: Request, _ services: WebServices
  ) async throws -> Response {
    if let earlier = SessionCookie.secret(request, services) { try await services.accounts.close(earlier) }
    let secret = try await services.accounts.open(login)
    var response = PageAnswer.redirect(to: ownPath(next) ?? "/")
    response.setCookie(SessionCookie.make(secret, isEncrypted: services.configuration.isEncrypted))
    return response
  }

  private static func form(
    _ request: Request, _ context: WebContext, _ services: WebServices, next: String?, login: String = "",
    status: HTTPResponse.Status = .ok, notice: Notice? = nil
  ) async throws -> Response {
    var context = context
    context.viewer = nil
    return try await PageAnswer.once(request, context, services, status: status, notice: notice) { _ in
      Page(
        title: "Вход", template: "signin",
        content: ["login": .text(login), "next": .optional(ownPath(next))])
    }
  }

  /// A path of this site and of no other: `//elsewhere` and `/\elsewhere` are other sites to a browser.
  static func ownPath(_ path: String?) -> String? {
    guard let path, path.hasPrefix("/"), path.utf8.count <= 2000 else { return nil }
    let second = path.utf8.dropFirst().first
    guard second != UInt8(ascii: "/"), second != UInt8(ascii: "\\") else { return nil }
    return path.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? path : nil
  }
}
