import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazExchange
import SvyazGraph
import SvyazStore
import Testing

@testable import SvyazWeb

/// Rows that programs write: versions, repeated requests, what the history says.
@Suite struct APIWriteTests {
  private static let event =
    #"{"id": "event-new", "kind": "seminar", "title": "Семинар", "date": "2021-05-12", "organiser": "ЦРО"}"#
  private static let other =
    #"{"kind": "webinar", "title": "Вебинар", "date": "2021-05-13", "organiser": "ЦРО", "subject": null}"#

  @Test("a row is added, read, replaced and taken out, each by its version") func writesRows() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      func send(
        _ method: HTTPRequest.Method, _ address: String, _ body: String? = nil, _ headers: HTTPFields = [:]
      ) async throws -> TestResponse {
        try await fixture.request(
          method, "/api/v1" + address, as: .token(writes: true), surface: .api, headers: headers, body: body, over: http
        )
      }
      let added = try await send(.post, "/events?reason=%D0%9F%D1%80%D0%B8%D0%BA%D0%B0%D0%B7", Self.event)
      #expect(added.status == .created)
      let change = try #require(added.json?["change"]?.asInt)
      let tag = try #require(added.headers[.eTag])
      let read = try await send(.get, "/events/event-new")
      #expect(read.headers[.eTag] == tag && read.json?["title"] == "Семинар" && read.json?["subject"] == .null)
      #expect(try await send(.get, "/events/event-new", nil, [.ifNoneMatch: tag]).status == .notModified)
      #expect(try await send(.get, "/events?from=2021-05-12&to=2021-05-12").text.contains("event-new"))

      #expect(try await send(.put, "/events/event-new", Self.other).status == .preconditionRequired)
      #expect(try await send(.put, "/events/event-new", Self.other, [.ifMatch: "\"v1\""]).status == .preconditionFailed)
      #expect(
        try await send(.put, "/events/event-new", Self.other, [.ifMatch: "v\(change)"]).status == .badRequest)
      let trial = try await send(.put, "/events/event-new?dryRun=true", Self.other, [.ifMatch: tag])
      #expect(trial.status == .ok && trial.json?["change"] == .null)
      let replaced = try await send(.put, "/events/event-new", Self.other, [.ifMatch: tag])
      #expect(replaced.status == .ok && replaced.headers[.eTag] != tag)
      #expect(try await send(.get, "/events/event-new").json?["kind"] == "webinar")

      #expect(try await send(.delete, "/events/event-new", nil, [.ifMatch: tag]).status == .preconditionFailed)
      let last = replaced.headers[.eTag] ?? ""
      #expect(try await send(.delete, "/events/event-new", nil, [.ifMatch: last]).status == .ok)
      #expect(try await send(.get, "/events/event-new").status == .notFound)
      #expect(try await send(.delete, "/events/event-new", nil, [.ifMatch: last]).status == .notFound)

      let log = try await send(.get, "/changes?limit=3").json?["changes"]?.asList ?? []
      #expect(log.map { $0["author"] } == ["planner", "planner", "planner"])
      #expect(log.last?["reason"] == "Приказ")
      let undone = try await send(.post, "/changes/\(change + 2)/undo")
      #expect(undone.status == .ok)
      #expect(try await send(.get, "/events/event-new").json?["kind"] == "webinar")
    }
  }

  @Test("a repeated request changes nothing twice") func repeatsAnswer() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      func add(_ key: String, _ body: String = Self.event) async throws -> TestResponse {
        try await fixture.request(
          .post, "/api/v1/events", as: .token(writes: true), surface: .api, headers: [.idempotencyKey: key], body: body,
          over: http)
      }
      let first = try await add("a-1")
      let again = try await add("a-1")
      #expect(first.status == .created && again.status == .created)
      #expect(first.text == again.text && first.headers[.eTag] == again.headers[.eTag])
      #expect(try await add("a-2").status == .conflict)
      #expect(
        try await add("a-1", Self.event.replacing("Семинар", with: "Другой")).json?["code"] == "request.reusedKey")
      #expect(try await add("bad key").status == .badRequest)
      #expect(try fixture.store.lastChange() == 2)
      // A day later the key is free.
      fixture.clock.advance(minutes: 23 * 60 + 59)
      #expect(try await add("a-1").status == .created)
    }
  }

  @Test("the change that brought the network is not taken back while the service shows it") func keepsTheNetwork()
    async throws
  {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for query in ["", "?dryRun=true"] {
        let answer = try await fixture.request(
          .post, "/api/v1/changes/1/undo\(query)", as: .person(.planner), surface: .api, over: http)
        #expect(answer.status == .conflict && answer.json?["code"] == "store.onlyNetwork", "\(answer.text)")
      }
      let form = try await fixture.request(
        .post, "/history/1/undo", as: .person(.planner), surface: .form, over: http)
      #expect(form.status == .conflict && form.text.contains("принесло саму сеть"))
      let page = try await fixture.request(.get, "/history/1", as: .person(.planner), over: http)
      #expect(page.status == .ok)
    }
    #expect(try fixture.store.lastChange() == 1)
    #expect(try !fixture.store.network().schools.isEmpty)
  }

  @Test("rows that break the network's rules are refused with a reason") func refusesRows() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      let before = try fixture.store.lastChange()
      for (address, body) in [
        ("/events", Self.event.replacing("\"organiser\"", with: "\"host\": \"no-such-school\", \"organiser\"")),
        ("/events/no-such-event/participations", #"{"school": "potencial", "role": "participant", "people": 2}"#),
        (
          "/partnerships",
          #"{"id": "p-new", "mentor": "potencial", "mentee": "potencial", "status": "active", "from": "2021-01-01"}"#
        ),
        (
          "/partnerships",
          #"{"id": "p-new", "mentor": "school-107", "mentee": "potencial", "status": "active", "from": "2021-02-01", "to": "2021-01-01"}"#
        ),
      ] {
        let response = try await fixture.request(
          .post, "/api/v1" + address, as: .person(.planner), surface: .api, body: body, over: http)
        #expect((400..<500).contains(response.status.code), "\(body): \(response.status.code)")
        #expect(response.json?["advice"]?.asText?.isEmpty == false, "\(body)")
      }
      #expect(try fixture.store.lastChange() == before)
    }
  }

  @Test("pages of a list join to the whole, in order") func pagesLists() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      var ids: [String] = []
      var cursor = ""
      repeat {
        let answer = try await fixture.request(
          .get, "/api/v1/schools?limit=37" + (cursor.isEmpty ? "" : "&cursor=\(cursor)"), as: .person(.presenter),
          over: http
        ).json
        ids += (answer?["items"]?.asList ?? []).compactMap { $0["id"]?.asText }
        cursor = answer?["next"]?.asText ?? ""
      } while !cursor.isEmpty && ids.count < 1000
      #expect(ids == fixture.service.services.live.current.network.schools.map(\.id.rawValue).sorted())
    }
  }

  @Test("an import is tried, taken, and refused with its faults") func importsSheets() async throws {
    let fixture = try WebFixture()
    let good = "id,kind,title,date,organiser\nevent-7777,seminar,Семинар,2021-05-20,ЦРО\n"
    try await fixture.run { http async throws in
      func take(_ query: String, _ body: String) async throws -> TestResponse {
        try await fixture.request(
          .post, "/api/v1/import?file=events.csv&table=events" + query, as: .person(.planner), surface: .api,
          headers: [.contentType: "application/octet-stream"], body: body, over: http)
      }
      let trial = try await take("&dryRun=true", good)
      #expect(trial.status == .ok && trial.json?["change"] == .null)
      let bad = try await take("", good.replacing("2021-05-20", with: "вчера"))
      #expect(bad.status == .unprocessableContent)
      #expect(bad.json?["report"]?["faults"]?.asList.isEmpty == false)
      #expect(try fixture.store.lastChange() == 1)
      #expect(try await take("", good).json?["change"] == .int(2))
      #expect(try await take("", "\u{0}\u{1}PK").status.code < 500)
    }
  }

  @Test("a plan from the API is confirmed by the API, and a damaged one is not") func verifiesPlan() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      func send(_ address: String, _ body: String) async throws -> TestResponse {
        try await fixture.request(
          .post, "/api/v1" + address, as: .person(.planner), surface: .api, body: body, over: http)
      }
      let plan = try await send("/plan?asOf=2021-03-15", #"{"capacity": 1, "district": "adjacent"}"#)
      #expect(plan.json?["options"]?["capacity"] == 1 && plan.json?["asOf"] == "2021-03-15")
      #expect(try await send("/verify", plan.text).json?["valid"] == .bool(true))
      let cost = try #require(plan.json?["objective"]?["cost"]?.asInt)
      let damaged = plan.text.replacing("\"cost\": \(cost)", with: "\"cost\": \(cost - 1)")
      #expect(try await send("/verify", damaged).json?["valid"] == .bool(false))
    }
  }
}
