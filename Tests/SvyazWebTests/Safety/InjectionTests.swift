import Foundation
import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazExchange
import SvyazGraph
import SvyazStore
import Testing

@testable import SvyazWeb

/// Texts that would be commands somewhere stay texts.
@Suite struct InjectionTests {
  static let texts = [
    "'); DROP TABLE event; --", "\" OR \"1\"=\"1", "%' OR 1=1 --", "=HYPERLINK(\"http://a\")", "`id`; $(id)",
    "${jndi:ldap://a}", "../../etc/passwd", "{{csrf}}", "\\u0000\\x00",
  ]

  @Test("what goes in comes out, and the store is whole", arguments: texts) func quotesAreText(text: String)
    async throws
  {
    let fixture = try WebFixture()
    let before = fixture.service.services.live.current.network.events.count
    let body = JSONValue.members([
      "id": "injected", "kind": "seminar", "title": .string(text), "date": "2021-05-12", "organiser": .string(text),
    ])
    try await fixture.run { http async throws in
      let encoded = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      let added = try await fixture.request(
        .post, "/api/v1/events?reason=\(encoded)", as: .person(.planner), surface: .api,
        body: String(decoding: body.bytes(), as: UTF8.self), over: http)
      #expect(added.status == .created, "\(added.text.prefix(300))")
      let read = try await fixture.request(.get, "/api/v1/events/injected", as: .person(.planner), over: http)
      #expect(read.json?["title"]?.asText == text && read.json?["organiser"]?.asText == text)
      for address in [
        "/schools?q=\(encoded)", "/events?q=\(encoded)", "/api/v1/schools/\(encoded)",
        "/api/v1/schools?search=\(encoded)",
      ] {
        let answer = try await fixture.request(.get, address, as: .person(.planner), over: http)
        #expect(answer.status.code < 500, "\(address)")
      }
    }
    #expect(try fixture.store.network().events.count == before + 1)
    #expect(try fixture.store.changes(limit: 1).first?.reason == text)
  }
}
