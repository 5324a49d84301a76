internal import HTTPTypes
internal import SvyazAccess
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

/// Who asks, and the tokens of their programs.
enum PersonAPI {
  static let operations: [APIOperation] = [
    APIOperation(
      id: "me", method: .get, path: "/me", access: .may(.readPublic), summary: "Who asks, and what they may do.",
      content: .json(.named("Me")), freshness: .never
    ) { call in
      let viewer = try call.signedIn()
      return .json(
        .members([
          "login": .string(viewer.login), "name": .string(viewer.name), "role": .string(viewer.role.rawValue),
          "school": viewer.school.map { .string($0.rawValue) } ?? .null,
          "entrance": .string(viewer.entrance == .session ? "session" : "token"),
          "permissions": .strings(Permission.allCases.filter(viewer.may).map(\.rawValue)),
          "csrf": call.context.csrf.map { .string($0) } ?? .null,
        ]))
    },
    APIOperation(
      id: "tokens", method: .get, path: "/tokens", access: .may(.readPublic),
      summary: "One's own tokens for programs, without their secrets.",
      content: .json(.object([.has("items", .list(.named("Token"), most: 100_000))])), freshness: .never
    ) { call in
      let viewer = try session(call)
      let tokens = try await call.work { call in
        try call.services.store.tokens().filter { $0.account.login == viewer.login }
      }
      return .json(.members(["items": .array(tokens.map { json($0) })]))
    },
    APIOperation(
      id: "addToken", method: .post, path: "/tokens", access: .may(.readPublic),
      summary: "A token for a program, for a year. Its secret is told once. Sessions only.",
      body: .json(
        .object([.has("name", .text(most: 100)), .has("scope", .word(["read", "write"]))]),
        example: .members(["name": "Сайт ЦРО", "scope": "read"]), limit: 16 << 10),
      status: .created, content: .json(.named("Token")), freshness: .never, handler: add),
    APIOperation(
      id: "withdrawToken", method: .delete, path: "/tokens/:token", access: .may(.readPublic),
      summary: "Withdraws one's own token. Sessions only.", status: .noContent, content: .nothing, freshness: .never
    ) { call in
      let viewer = try session(call)
      let id = call.part("token")
      try await call.work { call in
        let isOwn = try call.services.store.tokens().contains { $0.id == id && $0.account.login == viewer.login }
        guard isOwn else { throw WebFault.notFound }
        try call.services.store.withdrawToken(id, by: viewer.login, at: call.services.clock())
      }
      call.services.accounts.forget()
      return APIReply(body: .none)
    },
  ]

  /// A token that makes tokens would outlive its own end.
  private static func session(_ call: APICall) throws(WebFault) -> Viewer {
    let viewer = try call.signedIn()
    guard viewer.entrance == .session else { throw .forbidden }
    return viewer
  }

  @Sendable private static func add(_ call: APICall) async throws -> APIReply {
    let viewer = try session(call)
    let name = call.body["name"]?.asText ?? ""
    guard name.contains(where: { !$0.isWhitespace }) else {
      throw WebFault.value(name: "name", value: name, expected: "непустой текст")
    }
    let secret = Secrets.make()
    guard let digest = Secrets.digest(secret) else { throw WebFault.forbidden }
    let id = String(Secrets.make().filter { $0.isLetter || $0.isNumber }.prefix(10))
    let token = try await call.work { call in
      let now = call.services.clock()
      try call.services.store.addToken(
        digest, id: id, for: viewer.login, name: name, writes: call.body["scope"] == "write", by: viewer.login,
        at: now, endsAt: Moment(milliseconds: now.milliseconds + 365 * 86_400_000))
      return try call.services.store.tokens().first { $0.id == id }
    }
    guard let token else { throw WebFault.notFound }
    return .json(json(token, secret: secret))
  }

  private static func json(_ token: StoredToken, secret: String? = nil) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "id", value: .string(token.id)), .init(key: "name", value: .string(token.name)),
      .init(key: "scope", value: .string(token.writes ? "write" : "read")),
      .init(key: "made", value: .string(token.madeAt.samaraDay.description)),
      .init(key: "ends", value: .string(token.endsAt.samaraDay.description)),
    ]
    if let secret { members.append(.init(key: "secret", value: .string(secret))) }
    return .object(members)
  }
}
