import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazExchange
import Testing

@testable import SvyazWeb

/// Every route is asked by everybody: nobody gets what is not theirs, and nothing fails.
@Suite struct AccessTests {
  /// Spelled out once more, so that a slip in the roles shows.
  static let permissions: [Role: Set<Permission>] = [
    .administrator: [.readPublic, .readWorking, .edit, .plan, .importData, .undo, .administer],
    .planner: [.readPublic, .readWorking, .edit, .plan, .importData, .undo],
    .official: [.readPublic, .readWorking],
    .presenter: [.readPublic],
    .school: [.readPublic, .readOwnSchool, .editOwnSchool],
  ]

  static func permissions(of client: WebFixture.Client) -> Set<Permission> {
    switch client {
    case .nobody: []
    case .person(let role): permissions[role] ?? []
    case .token(writes: true): permissions[.planner] ?? []
    case .token(writes: false): [.readPublic, .readWorking]
    }
  }

  @Test("each route as each client", arguments: WebFixture.Client.all)
  func asksEveryRoute(client: WebFixture.Client) async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for route in Sections.routes where route.path != "/signout" {
        let mayCome: Bool
        switch route.access {
        case .everybody: mayCome = true
        case .may(let some):
          var isDoor = true
          if case .token = client { isDoor = route.surface == .api || route.surface == .stream }
          mayCome = isDoor && !Self.permissions(of: client).isDisjoint(with: some)
        }
        let method = SampleRoutes.isEndless(route) ? HTTPRequest.Method.head : route.method
        let response = try await fixture.request(
          method, SampleRoutes.address(route), as: client, surface: route.surface,
          body: route.surface == .api && method != .get ? "{}" : nil, over: http)
        let words = Comment(rawValue: "\(method.rawValue) \(route.path) as \(client): \(response.status.code)")
        #expect(response.status.code < 500, words)
        if mayCome {
          // What a session alone may do is refused to a token by its handler.
          if !route.path.hasPrefix("/api/v1/tokens"), route.access != .everybody {
            #expect(![401, 403].contains(response.status.code), words)
            #expect(response.headers[.location]?.hasPrefix("/signin") != true, words)
          }
        } else if client == .nobody {
          if route.surface == .api || route.surface == .stream && method != .get || method == .post {
            #expect(response.status == .unauthorized, words)
          } else {
            #expect(response.status == .seeOther, words)
            #expect(response.headers[.location]?.hasPrefix("/signin?next=") == true, words)
          }
        } else {
          #expect(response.status == .forbidden, words)
        }
      }
    }
  }

  @Test("a token that is unknown, over or of a closed account opens nothing") func refusesTokens() async throws {
    let fixture = try WebFixture()
    let unknown = try await fixture.send(
      .get, "/api/v1/me", as: .nobody, headers: [.authorization: "Bearer \(Secrets.make())"])
    #expect(unknown.status == .unauthorized)
    #expect(unknown.headers[.wwwAuthenticate] == "Bearer")
    #expect(try await fixture.send(.get, "/api/v1/me", as: .token(writes: true)).status == .ok)
    fixture.clock.advance(minutes: 24 * 60)
    #expect(try await fixture.send(.get, "/api/v1/me", as: .token(writes: true)).status == .unauthorized)
  }

  @Test("a school sees its own statuses and nobody else's") func keepsSchoolsApart() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      func statuses(_ school: String, _ client: WebFixture.Client) async throws -> String {
        let answer = try await fixture.request(.get, "/api/v1/schools/\(school)", as: client, over: http)
        return answer.json?["history"]?.line ?? ""
      }
      let asked: [(school: String, client: WebFixture.Client, isShown: Bool)] = [
        ("potencial", .person(.school), true), ("school-107", .person(.official), true),
        ("school-107", .person(.school), false), ("school-107", .person(.presenter), false),
        ("potencial", .person(.presenter), false),
      ]
      for (school, client, isShown) in asked {
        let told = try await statuses(school, client)
        #expect(isShown ? told.contains("low_result") : told == "[]", "\(school) as \(client): \(told)")
      }
    }
  }

  @Test("no answer of the public edition holds a status or a result", arguments: [Role.presenter, .school])
  func hidesStatuses(role: Role) async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for route in Sections.routes where route.surface == .api && route.method == .get {
        guard route.path != "/api/v1/openapi.json", !route.path.contains("/schools/:school") else { continue }
        let response = try await fixture.request(.get, SampleRoutes.address(route), as: .person(role), over: http)
        for word in [
          "low_result", "high_result", "adverse", "\"risk\"", "приказ", "oneStepShort", "\"successful\"",
          "\"numerator\": [",
        ] {
          #expect(!response.text.contains(word), "\(route.path) says \(word)")
        }
      }
    }
  }

  @Test("filters and pages by a hidden status tell the public nothing") func hidesByFilters() async throws {
    let fixture = try WebFixture()
    let answer = try await fixture.send(.get, "/api/v1/schools?status=low_result", as: .person(.presenter))
    #expect(answer.json?["items"] == .array([]))
    let own = try await fixture.send(.get, "/api/v1/schools?status=low_result", as: .person(.official))
    #expect((own.json?["items"]?.asList.count ?? 0) == 30)
  }
}
