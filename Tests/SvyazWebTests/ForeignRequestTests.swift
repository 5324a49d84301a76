import HTTPTypes
import HummingbirdTesting
import NIOCore
import SvyazAccess
import Testing

@testable import SvyazWeb

/// Forms and writes that another site makes a browser send.
@Suite struct ForeignRequestTests {
  @Test("each form without its token, and with a wrong one") func refusesForms() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for route in Sections.routes where route.method != .get && !["/signin", "/signin/link"].contains(route.path) {
        for token in ["", String(repeating: "x", count: 43), fixture.csrf(of: .planner)] {
          var headers = fixture.headers(of: .person(.administrator))
          if route.surface == .api {
            headers[.csrfToken] = token
            headers[.contentType] = "application/json"
          }
          let response = try await http.execute(
            uri: SampleRoutes.address(route), method: route.method, headers: headers,
            body: .init(string: route.surface == .api ? "{}" : "csrf=\(token)"))
          // Schools' own forms are not the administrator's.
          #expect(response.status == .forbidden, "\(route.method.rawValue) \(route.path): \(response.status.code)")
        }
      }
    }
  }

  @Test("a browser that says the request is from elsewhere", arguments: ["cross-site", "same-site"])
  func refusesOtherSites(site: String) async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for route in Sections.routes where route.method != .get {
        let response = try await fixture.request(
          route.method, SampleRoutes.address(route), as: .person(.administrator), surface: route.surface,
          headers: [.secFetchSite: site], body: route.surface == .api ? "{}" : nil, over: http)
        #expect(response.status == .forbidden, "\(route.path): \(response.status.code)")
      }
    }
  }

  @Test("an origin that is not ours, where the browser sends no Sec-Fetch-Site") func refusesOrigins() async throws {
    let fixture = try WebFixture()
    for origin in ["https://elsewhere.example", "null", "http://localhost.elsewhere.example"] {
      let response = try await fixture.send(
        .post, "/account/password", as: .person(.planner), surface: .form, headers: [.origin: origin])
      #expect(response.status == .forbidden, "\(origin)")
    }
  }

  @Test("our own site's requests come through") func takesOwn() async throws {
    let fixture = try WebFixture()
    let response = try await fixture.send(
      .post, "/account/tokens", as: .person(.planner), surface: .form, headers: [.secFetchSite: "same-origin"],
      body: "csrf=\(fixture.csrf(of: .planner))&name=a&scope=read")
    #expect(response.status == .ok)
  }
}
