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
    .get("/signin/link", .everybody, useLink),
    .post("/signout", .everybody, signOut),
  ]

  @Sendable private static func signIn(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let fields = try await FormFields.read(request, limit: 16 << 10)
    let login = (fields["login"] ?? "").lowercased()
    let password = fields.verbatim("password") ?? ""
    let address = context.remoteAddress?.ipAddress ?? ""
    if let seconds = services.signIn.wait(address: address, login: String(login.prefix(64))) {
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
    return try await open(login, next: fields["next"], services)
  }

  @Sendable private static func useLink(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    // Programs that preview links ask by HEAD: that must not use the link up.
    guard request.method == .get else { return Response(status: .ok) }
    let key = request.uri.queryParameters["key"].map(String.init) ?? ""
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
    return try await open(account, next: nil, services)
  }

  @Sendable private static func signOut(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    _ = try await FormFields.of(request, context, limit: 16 << 10)
    if let secret = request.cookies[SignInMiddleware.cookie]?.value { try await services.accounts.close(secret) }
    var response = PageAnswer.redirect(to: "/signin")
    response.setCookie(
      Cookie(
        name: SignInMiddleware.cookie, value: "", maxAge: 0, path: "/", secure: services.configuration.isEncrypted,
        httpOnly: true, sameSite: .lax))
    return response
  }

  private static func open(_ login: String, next: String?, _ services: WebServices) async throws -> Response {
    let secret = try await services.accounts.open(login)
    var response = PageAnswer.redirect(to: ownPath(next) ?? "/")
    response.setCookie(
      Cookie(
        name: SignInMiddleware.cookie, value: secret, path: "/", secure: services.configuration.isEncrypted,
        httpOnly: true, sameSite: .lax))
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
