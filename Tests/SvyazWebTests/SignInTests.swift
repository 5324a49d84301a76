import Foundation
import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazGraph
import SvyazStore
import Testing

@testable import SvyazWeb

@Suite struct SignInTests {
  private func signIn(
    _ fixture: WebFixture, login: String, password: String, next: String = "", over http: any TestClientProtocol
  ) async throws -> TestResponse {
    func encoded(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
    return try await fixture.request(
      .post, "/signin", as: .nobody, surface: .form,
      body: "login=\(encoded(login))&password=\(encoded(password))&next=\(encoded(next))", over: http)
  }

  private func cookie(_ response: TestResponse) -> HTTPFields {
    [.cookie: String(response.headers[.setCookie]?.split(separator: ";").first ?? "")]
  }

  @Test("the right password opens a session, a wrong one does not, and the log knows both")
  func takesPassword() async throws {
    let fixture = try WebFixture()
    let hash = try PasswordHasher.hash("четыре слова через пробел")
    try fixture.store.setPassword(hash, of: "planner", by: "test", at: WebFixture.start)
    try await fixture.run { http async throws in
      let wrong = try await signIn(fixture, login: "planner", password: "четыре слова", over: http)
      #expect(wrong.status == .unauthorized)
      #expect(wrong.headers[.setCookie] == nil)
      let right = try await signIn(
        fixture, login: "Planner", password: "четыре слова через пробел", next: "/schools?district=a", over: http)
      #expect(right.status == .seeOther)
      #expect(right.headers[.location] == "/schools?district=a")
      let header = right.headers[.setCookie] ?? ""
      #expect(header.contains("HttpOnly") && header.contains("SameSite=Lax") && !header.contains("Secure"))
      let page = try await http.execute(uri: "/account", method: .get, headers: cookie(right))
      #expect(page.status == .ok)
      let acts = try fixture.store.auditEntries(limit: 2)
      #expect(acts.map(\.action) == ["session.open", "session.refuse"])
      #expect(acts.map(\.author) == ["planner", "service"] && acts.allSatisfy { $0.subject == "planner" })
      // Never out of this site.
      let hostile = try await signIn(
        fixture, login: "planner", password: "четыре слова через пробел", next: "//elsewhere.example/", over: http)
      #expect(hostile.headers[.location] == "/")
    }
    let actions = try fixture.store.auditEntries(limit: 3).map(\.action)
    #expect(actions == ["session.open", "session.open", "session.refuse"])
  }

  static let targets: [(String, Bool)] = [
    ("/", true), ("/schools?q=a&b=%D0%B0#x", true), ("", false), ("//a.b", false), ("/\\a.b", false),
    ("https://a.b", false), ("javascript:alert(1)", false), ("/\t/a.b", false), ("/\n/a.b", false), (" /", false),
    ("/а", false), ("/" + String(repeating: "a", count: 2000), false),
  ]

  @Test("only a path of this site is gone on to", arguments: targets) func checksNext(path: String, isOwn: Bool) {
    #expect((SignInPages.ownPath(path) != nil) == isOwn)
  }

  @Test("an unknown login costs as much as a wrong password") func takesEqualTime() throws {
    let hash = try PasswordHasher.hash("четыре слова через пробел")
    let clock = ContinuousClock()
    let known = try clock.measure { _ = try PasswordHasher.isRight("другое", hash: hash) }
    let unknown = try clock.measure {
      let isRight = try PasswordHasher.isRight("другое", hash: nil)
      #expect(!isRight)
    }
    #expect(unknown > known / 3 && unknown < known * 3, "\(known), \(unknown)")
  }

  @Test("guessing is slowed down, whatever is guessed") func limitsGuesses() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      // Too long to be hashed: the test is of the limit.
      func guess(_ login: String) async throws -> TestResponse {
        try await signIn(fixture, login: login, password: String(repeating: "x", count: 300), over: http)
      }
      // Eight at once, then one in half a minute.
      for _ in 0..<8 { #expect(try await guess("planner").status == .unauthorized) }
      for _ in 0..<2 {
        let refused = try await guess("planner")
        #expect(refused.status == .tooManyRequests)
        #expect(refused.headers[.retryAfter] == "30")
      }
      // Other people can go on.
      #expect(try await guess("official").status == .unauthorized)
      fixture.clock.advance(seconds: 29)
      #expect(try await guess("planner").status == .tooManyRequests)
      fixture.clock.advance(seconds: 1)
      #expect(try await guess("planner").status == .unauthorized)
      #expect(try await guess("planner").status == .tooManyRequests)
    }
  }

  @Test("a session ends after two hours of silence") func endsInSilence() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .ok)
      fixture.clock.advance(minutes: 119)
      #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .ok)
      fixture.clock.advance(minutes: 121)
      #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .seeOther)
    }
  }

  @Test("a session in use ends after twelve hours") func endsInTime() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for _ in 0..<11 {
        fixture.clock.advance(minutes: 60)
        #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .ok)
      }
      fixture.clock.advance(minutes: 61)
      #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .seeOther)
    }
  }

  @Test func signsOut() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      let kept = fixture.headers(of: .person(.planner))
      #expect(try await http.execute(uri: "/account", method: .get, headers: kept).status == .ok)
      let out = try await fixture.request(.post, "/signout", as: .person(.planner), surface: .form, over: http)
      #expect(out.status == .seeOther && out.headers[.location] == "/signin")
      #expect(out.headers[.setCookie]?.contains("Max-Age=0") == true)
      let act = try fixture.store.auditEntries(limit: 1).first
      #expect(act?.action == "session.close" && act?.author == "planner")
      #expect(try await http.execute(uri: "/account", method: .get, headers: kept).status == .seeOther)
    }
  }

  @Test("an account that is closed is out at once, with its tokens") func closesAccount() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .ok)
      let close = try await fixture.request(
        .post, "/people/close", as: .person(.administrator), surface: .form,
        body: "csrf=\(fixture.csrf(of: .administrator))&login=planner", over: http)
      #expect(close.status == .ok)
      #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .seeOther)
      let token = try await fixture.request(.get, "/api/v1/me", as: .token(writes: true), over: http)
      #expect(token.status == .unauthorized)
    }
  }

  @Test("a link leads in once, and not after its time") func usesLinkOnce() async throws {
    let fixture = try WebFixture()
    let link = try fixture.service.signInPath(for: "planner")
    let late = try fixture.service.signInPath(for: "planner")
    try await fixture.run { http async throws in
      let first = try await http.execute(uri: link, method: .get, headers: [.secFetchSite: "none"])
      #expect(first.status == .seeOther)
      let acts = try fixture.store.auditEntries(limit: 2)
      #expect(Set(acts.map(\.action)) == ["link.use", "session.open"] && acts.allSatisfy { $0.author == "planner" })
      #expect(try await http.execute(uri: "/account", method: .get, headers: cookie(first)).status == .ok)
      let own: HTTPFields = [.secFetchSite: "none"]
      #expect(try await http.execute(uri: link, method: .get, headers: own).status == .unauthorized)
      fixture.clock.advance(minutes: 31)
      #expect(try await http.execute(uri: late, method: .get, headers: own).status == .unauthorized)
      #expect(try await http.execute(uri: "/signin/link?key=x", method: .get, headers: own).status == .unauthorized)
    }
  }

  @Test("a HEAD, as programs that preview links send it, does not use the link up") func keepsLinkAtHead() async throws
  {
    let fixture = try WebFixture()
    let link = try fixture.service.signInPath(for: "planner")
    try await fixture.run { http async throws in
      _ = try await http.execute(uri: link, method: .head, headers: [.secFetchSite: "none"])
      #expect(
        try await http.execute(uri: link, method: .get, headers: [.secFetchSite: "none"]).status == .seeOther)
    }
  }
}
