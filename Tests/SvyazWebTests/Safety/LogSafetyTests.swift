import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazStore
import Testing

@testable import SvyazWeb

/// What the service's log and the log of acts say, and what they do not.
@Suite struct LogSafetyTests {
  @Test("every route at the finest level: no login, name, school, query, secret or address in the log")
  func holdsNothingPersonal() async throws {
    let log = LogLines()
    let fixture = try WebFixture(log: log)
    try await fixture.run { http async throws in
      for client in [WebFixture.Client.person(.administrator), .person(.school), .token(writes: true), .nobody] {
        for route in Sections.routes where !SampleRoutes.isEndless(route) && route.path != "/signout" {
          _ = try await fixture.request(
            route.method, SampleRoutes.address(route) + (route.method == .get ? "?name=Personal" : ""), as: client,
            surface: route.surface, headers: [.userAgent: "Personal"], body: route.surface == .api ? "{}" : nil,
            over: http)
        }
      }
      _ = try await fixture.request(
        .post, "/signin", as: .nobody, surface: .form, body: "login=Personal&password=Personal", over: http)
    }
    let lines = log.lines
    #expect(lines.count > 300)
    let hidden =
      ["Personal", "potencial", "Имя:", "Bearer", "127.0.0.1"] + Role.allCases.map { fixture.secret(of: $0) }
      + Role.allCases.map { fixture.csrf(of: $0) }
    for line in lines {
      for word in hidden { #expect(!line.contains(word), "«\(word)» in: \(line)") }
    }
    // Requests are told by number, route and answer.
    #expect(lines.contains { $0.contains("route=/schools/{school}") || $0.contains("route=/schools/:school") })
    #expect(lines.allSatisfy { !$0.contains("request ") || $0.contains("request=") })
  }

  @Test("what somebody sends cannot begin a line of its own") func isOneLineEach() async throws {
    let log = LogLines()
    let fixture = try WebFixture(log: log)
    try await fixture.run { http async throws in
      for address in ["/schools/%0d%0aerror%20forged", "/no%0aforged", "/?q=%0d%0aforged"] {
        _ = try await fixture.request(.get, address, as: .person(.planner), over: http)
      }
      _ = try await fixture.request(
        .post, "/signin", as: .nobody, surface: .form, body: "login=a%0d%0aforged&password=b", over: http)
    }
    #expect(!log.lines.isEmpty)
    for line in log.lines { #expect(!line.contains("\n") && !line.contains("forged"), "\(line)") }
    // The log of acts keeps the login that was tried as one value of one row.
    let entry = try #require(try fixture.store.auditEntries(limit: 1).first)
    #expect(entry.action == "session.refuse" && entry.author == "service")
  }

  @Test("what somebody may not have is noted, with who, what and when, and not without end") func notesRefusals()
    async throws
  {
    let log = LogLines()
    let fixture = try WebFixture(log: log)
    try await fixture.run { http async throws in
      for _ in 0..<30 {
        let answer = try await fixture.request(.get, "/people", as: .person(.presenter), over: http)
        #expect(answer.status == .forbidden)
      }
      _ = try await fixture.request(
        .post, "/account/tokens", as: .person(.planner), surface: .form, body: "csrf=x&name=a", over: http)
      // Nobody is signed in: there is nobody to note.
      _ = try await fixture.request(.get, "/people", as: .nobody, over: http)
    }
    let entries = try fixture.store.auditEntries(limit: 100)
    let refused = entries.filter { $0.action == "access.refuse" && $0.author == "presenter" }
    #expect((20..<28).contains(refused.count))
    #expect(refused.allSatisfy { $0.subject == "GET /people" && $0.at == WebFixture.start })
    #expect(entries.first?.action == "access.foreign" && entries.first?.author == "planner")
    #expect(log.lines.filter { $0.contains("request refused") && $0.contains("role=presenter") }.count == 30)
    #expect(!log.lines.contains { $0.contains("login") })
  }

  @Test("too many tries to sign in are noted") func notesLimits() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for number in 1...9 {
        let answer = try await fixture.request(
          .post, "/signin", as: .nobody, surface: .form,
          body: "login=planner&password=\(String(repeating: "x", count: 300))", over: http)
        #expect(answer.status == (number == 9 ? .tooManyRequests : .unauthorized))
      }
    }
    let entry = try #require(try fixture.store.auditEntries(limit: 1).first)
    #expect(entry.action == "session.limit" && entry.subject == "planner")
  }
}
