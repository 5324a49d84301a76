import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SvyazAccess
import SvyazStore
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// Sessions: whose they are, what their cookies say, and how they end.
@Suite struct SessionSafetyTests {
  private static let password = "четыре слова через пробел"

  private func signIn(_ http: any TestClientProtocol, headers: HTTPFields = [:]) async throws -> TestResponse {
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    let body =
      "login=planner&password="
      + (Self.password.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    return try await http.execute(uri: "/signin", method: .post, headers: headers, body: ByteBuffer(string: body))
  }

  @Test("signing in makes a new secret and ends the session that the browser had") func renewsSession() async throws {
    let fixture = try WebFixture()
    try fixture.store.setPassword(
      try PasswordHasher.hash(Self.password), of: "planner", by: "test", at: WebFixture.start)
    try await fixture.run { http async throws in
      // Somebody else's session, put into the browser beforehand.
      let planted = fixture.headers(of: .person(.official))
      let answer = try await signIn(http, headers: planted)
      #expect(answer.status == .seeOther)
      let cookie = answer.headers[.setCookie] ?? ""
      #expect(!cookie.contains(fixture.secret(of: .official)))
      #expect(try await http.execute(uri: "/account", method: .get, headers: planted).status == .seeOther)
      let own: HTTPFields = [.cookie: String(cookie.prefix { $0 != ";" })]
      let page = try await http.execute(uri: "/account", method: .get, headers: own)
      #expect(page.status == .ok && page.text.contains("planner"))
      // A secret that the client made up opens nothing and is not taken over.
      let invented: HTTPFields = [.cookie: "svyaz=\(Secrets.make())"]
      #expect(try await http.execute(uri: "/account", method: .get, headers: invented).status == .seeOther)
    }
  }

  @Test(
    "over TLS the cookie is __Host-, Secure, HttpOnly and Lax, for the whole host and no other",
    arguments: [true, false])
  func cookieSaysEncrypted(isEncrypted: Bool) async throws {
    var configuration = WebConfiguration()
    configuration.isBehindProxy = isEncrypted
    let fixture = try WebFixture(configuration)
    try fixture.store.setPassword(
      try PasswordHasher.hash(Self.password), of: "planner", by: "test", at: WebFixture.start)
    try await fixture.run { http async throws in
      let answer = try await signIn(http)
      let cookie = answer.headers[.setCookie] ?? ""
      #expect(cookie.hasPrefix(isEncrypted ? "__Host-svyaz=" : "svyaz="), "\(cookie)")
      #expect(cookie.contains("Secure") == isEncrypted, "\(cookie)")
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "\(cookie)")
      #expect(!cookie.contains("Domain") && cookie.utf8.count < 4096)
      let transport = answer.headers[.strictTransportSecurity]
      #expect(transport == (isEncrypted ? "max-age=31536000; includeSubDomains" : nil))
      // The name of the other kind, as a neighbouring host could plant it, is no session.
      let secret = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).last.map(String.init) ?? ""
      for (name, isOurs) in [("__Host-svyaz", isEncrypted), ("svyaz", !isEncrypted)] {
        let page = try await http.execute(uri: "/account", method: .get, headers: [.cookie: "\(name)=\(secret)"])
        #expect((page.status == .ok) == isOurs, "\(name)")
      }
    }
  }

  @Test("signing out asks the browser to forget what it showed") func clearsBrowser() async throws {
    let fixture = try WebFixture()
    let answer = try await fixture.send(.post, "/signout", as: .person(.planner), surface: .form)
    #expect(answer.headers[try #require(HTTPField.Name("Clear-Site-Data"))] == "\"cache\", \"storage\"")
  }

  @Test("pages that show a secret, people or what was typed are kept by no cache") func keepsPrivatePagesOut()
    async throws
  {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for address in ["/account", "/people", "/signin", "/import"] {
        let page = try await fixture.request(.get, address, as: .person(.administrator), over: http)
        #expect(page.headers[.cacheControl] == "no-store", "\(address)")
      }
      let key = try await fixture.request(
        .post, "/account/tokens", as: .person(.planner), surface: .form,
        body: "csrf=\(fixture.csrf(of: .planner))&name=a&scope=read", over: http)
      #expect(key.headers[.cacheControl] == "no-store")
      for address in ["/schools", "/associations", "/help"] {
        let page = try await fixture.request(.get, address, as: .person(.planner), over: http)
        #expect(page.headers[.cacheControl] == "private, no-cache", "\(address)")
      }
    }
  }

  @Test("another process closes an account: its session is over within a second or two") func noticesOthers()
    async throws
  {
    let fixture = try WebFixture()
    let other = try Store.open(fixture.folder.path + "/город.svyaz", for: .writing)
    let follower = Task { await fixture.service.accounts.follow(every: .milliseconds(50)) }
    defer { follower.cancel() }
    try await fixture.run { http async throws in
      #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .ok)
      #expect(try await fixture.request(.get, "/account", as: .person(.official), over: http).status == .ok)
      try await Task.sleep(for: .milliseconds(300))
      guard var account = try other.account("planner") else { throw WebFault.notFound }
      account.closedAt = fixture.clock.now
      try other.keep(account, by: "administrator", at: fixture.clock.now)
      var status = HTTPResponse.Status.ok
      for _ in 0..<100 where status == .ok {
        try await Task.sleep(for: .milliseconds(50))
        status = try await fixture.request(.get, "/account", as: .person(.planner), over: http).status
      }
      // The fixture's clock stands: no time has run out.
      #expect(status == .seeOther)
      #expect(try await fixture.request(.get, "/account", as: .person(.official), over: http).status == .ok)
    }
  }

  @Test("a new password ends the other sessions of the account and its links") func passwordEndsOthers() async throws {
    let fixture = try WebFixture()
    let link = try fixture.service.signInPath(for: "planner")
    try await fixture.run { http async throws in
      let other = try await fixture.service.accounts.open("planner")
      let headers: HTTPFields = [.cookie: "svyaz=\(other)"]
      #expect(try await http.execute(uri: "/account", method: .get, headers: headers).status == .ok)
      let new = Self.password.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      let set = try await fixture.request(
        .post, "/account/password", as: .person(.planner), surface: .form,
        body: "csrf=\(fixture.csrf(of: .planner))&new=\(new)", over: http)
      #expect(set.status == .ok)
      #expect(try await http.execute(uri: "/account", method: .get, headers: headers).status == .seeOther)
      #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .ok)
      let used = try await http.execute(uri: link, method: .get, headers: [.secFetchSite: "none"])
      #expect(used.status == .unauthorized)
      // From now on the old one is asked for.
      for (old, status) in [("", HTTPResponse.Status.badRequest), ("x", .badRequest), (new, .ok)] {
        let again = try await fixture.request(
          .post, "/account/password", as: .person(.planner), surface: .form,
          body: "csrf=\(fixture.csrf(of: .planner))&old=\(old)&new=\(new)1", over: http)
        #expect(again.status == status, "\(old)")
      }
    }
  }

  @Test("a person sees the sessions and ends the others, with the password where there is one") func endsOwn()
    async throws
  {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      let other: HTTPFields = [.cookie: "svyaz=\(try await fixture.service.accounts.open("planner"))"]
      let page = try await fixture.request(.get, "/account", as: .person(.planner), over: http)
      #expect(
        page.text.contains("Закончить другие сеансы") && page.text.contains(">этот<") && page.text.contains(">другой<"))
      let csrf = fixture.csrf(of: .planner)
      try fixture.store.setPassword(
        try PasswordHasher.hash(Self.password), of: "official", by: "test", at: WebFixture.start)
      let ended = try await fixture.request(
        .post, "/account/sessions/end", as: .person(.planner), surface: .form, body: "csrf=\(csrf)", over: http)
      #expect(ended.status == .ok && ended.text.contains("Другие сеансы закончены: 1."))
      #expect(try await http.execute(uri: "/account", method: .get, headers: other).status == .seeOther)
      #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .ok)
    }
  }

  @Test("whoever has a password ends sessions with it alone") func endsWithPassword() async throws {
    let fixture = try WebFixture()
    let own = WebFixture.digest
    try fixture.store.setPassword(
      try PasswordHasher.hash(Self.password), of: "planner", keeping: own(fixture.secret(of: .planner)), by: "test",
      at: WebFixture.start)
    try await fixture.run { http async throws in
      let password = Self.password.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      for (given, status) in [("", HTTPResponse.Status.badRequest), ("x", .badRequest), (password, .ok)] {
        let answer = try await fixture.request(
          .post, "/account/sessions/end", as: .person(.planner), surface: .form,
          body: "csrf=\(fixture.csrf(of: .planner))&password=\(given)", over: http)
        #expect(answer.status == status, "\(given)")
      }
    }
  }

  @Test("an administrator ends the sessions of anybody") func administratorEnds() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      let csrf = fixture.csrf(of: .administrator)
      let ended = try await fixture.request(
        .post, "/people/sessions/end", as: .person(.administrator), surface: .form,
        body: "csrf=\(csrf)&login=planner", over: http)
      #expect(ended.status == .ok)
      #expect(try await fixture.request(.get, "/account", as: .person(.planner), over: http).status == .seeOther)
      #expect(try await fixture.request(.get, "/account", as: .person(.official), over: http).status == .ok)
      let unknown = try await fixture.request(
        .post, "/people/sessions/end", as: .person(.administrator), surface: .form,
        body: "csrf=\(csrf)&login=nobody", over: http)
      #expect(unknown.status.code >= 400 && unknown.status.code < 500)
    }
  }

  @Test("a link that a messenger previews, or that another site leads to, is not used up: it asks first")
  func previewsUseNothing() async throws {
    let fixture = try WebFixture()
    let link = try fixture.service.signInPath(for: "planner")
    let key = link.split(separator: "=").last.map(String.init) ?? ""
    try await fixture.run { http async throws in
      for headers: HTTPFields in [[:], [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"]] {
        let shown = try await http.execute(uri: link, method: .get, headers: headers)
        #expect(shown.status == .ok && shown.headers[.setCookie] == nil)
        #expect(shown.text.contains("Войти по ссылке"))
      }
      let foreign = try await http.execute(
        uri: "/signin/link", method: .post, headers: [.secFetchSite: "cross-site"],
        body: ByteBuffer(string: "key=\(key)"))
      #expect(foreign.status == .forbidden)
      let pressed = try await http.execute(
        uri: "/signin/link", method: .post, headers: [.secFetchSite: "same-origin"],
        body: ByteBuffer(string: "key=\(key)"))
      #expect(pressed.status == .seeOther && pressed.headers[.setCookie] != nil)
      let again = try await http.execute(
        uri: "/signin/link", method: .post, headers: [.secFetchSite: "same-origin"],
        body: ByteBuffer(string: "key=\(key)"))
      #expect(again.status == .unauthorized)
    }
  }

  @Test("secrets have 256 bits, differ, and only their digests are stored") func secretsAreRandom() throws {
    let secrets = (0..<1000).map { _ in Secrets.make() }
    #expect(Set(secrets).count == 1000)
    #expect(secrets.allSatisfy { $0.utf8.count == 43 })
    // Each of the 64 letters at each place, about 16 times of 1000: none is missing everywhere.
    #expect(Set(secrets.joined()).count == 64)
    let fixture = try WebFixture()
    let secret = fixture.secret(of: .planner)
    for suffix in ["", "-wal"] {
      let path = fixture.folder.path + "/город.svyaz" + suffix
      guard FileManager.default.fileExists(atPath: path) else { continue }
      #expect(try !TemporaryBytes.read(path).contains(Array(secret.utf8)), "the secret stands in \(suffix)")
    }
  }
}
