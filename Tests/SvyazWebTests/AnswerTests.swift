import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import SvyazAccess
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// What holds for every answer.
@Suite struct AnswerTests {
  private static let readable = Sections.routes.filter { $0.method == .get && !SampleRoutes.isEndless($0) }

  @Test(
    "headers that forbid what an answer never needs", arguments: [WebFixture.Client.nobody, .person(.administrator)])
  func forbidsTheRest(client: WebFixture.Client) async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      var addresses = Self.readable.map(SampleRoutes.address)
      addresses += ["/no/such/page", "/api/v1/nothing", "/%00", "/schools/%2e%2e"]
      for address in addresses {
        let response = try await fixture.request(.get, address, as: client, over: http)
        let policy = response.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(address)")
        #expect(!policy.contains("unsafe"), "\(address)")
        #expect(response.headers[.xContentTypeOptions] == "nosniff", "\(address)")
        #expect(response.headers[.cacheControl] != nil, "\(address)")
        for name in [
          "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy",
          "X-Request-Id",
        ] {
          #expect(HTTPField.Name(name).flatMap { response.headers[$0] } != nil, "\(address): \(name)")
        }
        #expect(response.status.code < 500, "\(address): \(response.status.code)")
      }
    }
  }

  @Test("texts say their characters, and no page holds a script, a style or a handler of its own")
  func namesCharacters() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for address in Self.readable.map(SampleRoutes.address) + ["/no/such/page", "/api/v1/nothing", "/assets/icon.svg"]
      {
        let response = try await fixture.request(.get, address, as: .person(.administrator), over: http)
        guard response.body.readableBytes > 0 else { continue }
        let type = response.headers[.contentType] ?? ""
        let isText = ["text/", "+xml", "json", "javascript"].contains { type.contains($0) }
        #expect(!type.isEmpty && (!isText || type.contains("charset=utf-8")), "\(address): \(type)")
        #expect(response.headers[.accessControlAllowOrigin] == nil, "\(address)")
        guard type.hasPrefix("text/html") else { continue }
        let html = response.text
        for pattern in [
          #"<script(?![^>]*\bsrc=)"#, #"<style\b"#, #"<[a-z][^<>]*\sstyle="#, #"<[a-z][^<>]*\son[a-z]+="#,
          "javascript:",
        ] {
          #expect(html.range(of: pattern, options: .regularExpression) == nil, "\(address): \(pattern)")
        }
        // Everything that a page loads is of this site.
        #expect(
          html.range(
            of: #"<(script|link|img|iframe|object)\b[^>]*(src|href)="(https?:)?//"#, options: .regularExpression)
            == nil, "\(address)")
      }
    }
  }

  @Test("HEAD is GET without the body") func answersHead() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      // A link of an unknown key is refused to those who would use it, and only looked at by a HEAD.
      for route in Self.readable where route.path != "/signin/link" {
        let address = SampleRoutes.address(route)
        let get = try await fixture.request(.get, address, as: .person(.administrator), over: http)
        let head = try await fixture.request(.head, address, as: .person(.administrator), over: http)
        #expect(head.status == get.status, "\(address)")
        #expect(head.body.readableBytes == 0, "\(address)")
        #expect(head.headers[.contentType] == get.headers[.contentType], "\(address)")
      }
    }
  }

  @Test("another method is told which there are") func namesMethods() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      let known = Dictionary(grouping: Sections.routes, by: \.path)
      // Also those that no route has: the addresses that two patterns fit have the methods of both.
      let others = ["PATCH", "TRACE", "OPTIONS", "PROPFIND", "MKCOL", "REPORT"].compactMap {
        HTTPRequest.Method(rawValue: $0)
      }
      for (path, routes) in known {
        guard let route = routes.first else { continue }
        for method in others {
          let response = try await fixture.request(
            method, SampleRoutes.address(route), as: .person(.administrator), surface: .api, over: http)
          #expect(response.status == .methodNotAllowed, "\(method) \(path): \(response.status.code)")
          let allowed = Set((response.headers[.allow] ?? "").split(separator: ", ").map(String.init))
          var expected = Set(routes.map(\.method.rawValue))
          if expected.contains("GET") { expected.insert("HEAD") }
          #expect(allowed.isSuperset(of: expected), "\(method) \(path)")
          #expect(!allowed.contains(method.rawValue), "\(method) \(path)")
          if method == .patch { #expect(allowed == expected, "\(path)") }
        }
      }
      let nowhere = try await fixture.request(
        HTTPRequest.Method("PROPFIND") ?? .trace, "/no/such/page", as: .person(.administrator), surface: .api,
        over: http)
      #expect(nowhere.status == .notFound)
    }
  }

  static let hostileNames = [
    "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'\u{301} onmouseover='x",
    "\"\u{301}><b>x</b>", "<\u{338}b>", "{{name}}{{{name}}}", "\u{1}csrf\u{2}",
  ]

  @Test("names from outside stay texts", arguments: hostileNames) func escapes(name: String) async throws {
    let fixture = try WebFixture()
    _ = try fixture.store.update(ChangeNote(author: "test", kind: .edit), at: WebFixture.start) { network in
      guard var network else { throw WebFault.notFound }
      network.name = name.filter { $0 != "\u{1}" && $0 != "\u{2}" } + " ·"
      for index in network.schools.indices { network.schools[index].name += name.filter { !"\u{1}\u{2}".contains($0) } }
      for index in network.districts.indices {
        network.districts[index].name += name.filter { !"\u{1}\u{2}".contains($0) }
      }
      return network
    }
    _ = try await fixture.service.services.live.refreshed()
    try await fixture.run { http async throws in
      for route in Self.readable where route.surface == .page {
        let response = try await fixture.request(
          .get, SampleRoutes.address(route), as: .person(.administrator), over: http)
        let text = response.text.unicodeScalars
        for bad in ["<script>alert", "<img src=x", "onmouseover='x", "<b>x</b>"] {
          let found = String(String.UnicodeScalarView(text)).contains(bad)
          #expect(!found, "\(route.path) shows \(bad) as it is")
        }
      }
    }
  }

  @Test("a page of a closed day, a strange query, a strange path") func takesStrangeAddresses() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for address in [
        "/?on=2021-02-30", "/?on=", "/?on=%FF%FE", "/?%00=%00", "/?" + String(repeating: "a=b&", count: 2000),
        "/schools/%D1%88", "/assets/..%2f..%2fPackage.swift", "/assets/%2e%2e/x",
      ] {
        let response = try await fixture.request(.get, address, as: .person(.administrator), over: http)
        #expect(response.status.code < 500, "\(address): \(response.status.code)")
      }
    }
  }
}
