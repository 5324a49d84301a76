import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import SvyazAccess
import SvyazContract
import SvyazExchange
import SvyazGraph
import Testing

@testable import SvyazWeb

/// The document and the service say the same.
@Suite struct APIDocumentTests {
  @Test("every route of the API is in the document, and the other way round") func isComplete() async throws {
    let fixture = try WebFixture()
    let response = try await fixture.send(.get, "/api/v1/openapi.json", as: .nobody)
    #expect(response.status == .ok)
    let document = try #require(response.json)
    var told: Set<String> = []
    guard case .object(let paths)? = document["paths"] else { throw WebFault.notFound }
    for path in paths {
      guard case .object(let methods) = path.value else { continue }
      for method in methods { told.insert("\(method.key.uppercased()) \(path.key)") }
    }
    let routes = Sections.routes.filter { $0.path.hasPrefix("/api/") }
    #expect(routes.allSatisfy { $0.surface == .api })
    let there = routes.map { route in
      let path = route.path.split(separator: "/").map { $0.hasPrefix(":") ? "/{\($0.dropFirst())}" : "/\($0)" }.joined()
      return "\(route.method.rawValue) \(path)"
    }
    #expect(told == Set(there))
    #expect(Set(API.operations.map(\.id)).count == API.operations.count)
  }

  /// What the paths name: rows that are there, and for writes rows of the test's own.
  static func values(_ operation: APIOperation, _ network: Network) throws -> [String: String] {
    let partnership = try #require(network.partnerships.first)
    let membership = try #require(network.memberships.first)
    let participation = try #require(network.participations.first)
    var values = [
      "school": "potencial", "number": "9", "change": "1", "kind": "mentors", "partnership": partnership.id.rawValue,
      "association": membership.association.rawValue, "event": participation.event.rawValue,
    ]
    if operation.id.hasSuffix("embership") {
      values["school"] = membership.school.rawValue
      values["from"] = membership.interval.from.description
    }
    if operation.id.hasSuffix("articipation") {
      values["school"] = participation.school.rawValue
      values["role"] = participation.role.contractWord
    }
    guard operation.isConditional else { return values }
    switch operation.id {
    case "replacePartnership", "removePartnership": values["partnership"] = "partnership-new"
    case "replaceAssociation", "removeAssociation": values["association"] = "association-new"
    case "replaceEvent", "removeEvent": values["event"] = "event-new"
    case "replaceMembership", "removeMembership":
      values["school"] = "alternativa"
      values["from"] = "2021-05-01"
    default:
      values["school"] = "alternativa"
      values["role"] = "participant"
    }
    return values
  }

  static func body(_ operation: APIOperation, _ example: JSONValue) -> String {
    let text = String(decoding: example.bytes(), as: UTF8.self)
    // A school that is in no association and took part in nothing yet.
    return ["addMembership", "addParticipation"].contains(operation.id)
      ? text.replacing("school-107", with: "alternativa") : text
  }

  @Test(
    "a valid request to each operation is answered as its schema says", arguments: [Role.administrator, .presenter])
  func answersAsDescribed(role: Role) async throws {
    let fixture = try WebFixture()
    let network = fixture.service.services.live.current.network
    try await fixture.run { http async throws in
      for operation in API.operations {
        if case .may(let some) = operation.access, !some.contains(where: role.permissions.contains) { continue }
        var address = APIOperation.root + operation.path
        for (name, value) in try Self.values(operation, network) { address.replace(":\(name)", with: value) }
        if operation.id == "withdrawToken" {
          let made = try await fixture.request(
            .post, "/api/v1/tokens", as: .person(role), surface: .api, body: #"{"name": "a", "scope": "read"}"#,
            over: http)
          address.replace(":token", with: made.json?["id"]?.asText ?? "")
        }
        var headers: HTTPFields = operation.isConditional ? [.ifMatch: "*"] : [:]
        var body: String?
        switch operation.body {
        case .none: break
        case .json(_, let example, _): body = Self.body(operation, example)
        case .bytes:
          headers[.contentType] = "application/octet-stream"
          address += "?file=events.csv&table=events&dryRun=true"
          body = "id,kind,title,date,organiser\nevent-7777,seminar,Семинар,2021-05-20,ЦРО\n"
        }
        if operation.id == "undo" { address += "?dryRun=true" }
        if operation.id == "verify" {
          body = try await fixture.request(
            .post, "/api/v1/plan", as: .person(role), surface: .api, body: "{}", over: http
          ).text
        }
        let response = try await fixture.request(
          operation.method, address, as: .person(role), surface: .api, headers: headers, body: body, over: http)
        let words = Comment(
          rawValue: "\(operation.id) \(address): \(response.status.code) \(response.text.prefix(300))")
        if operation.id == "undo" {
          // The first change of the fixture is its whole network: later ones stand on it.
          #expect([200, 409].contains(response.status.code), words)
          continue
        }
        #expect(response.status == operation.status, words)
        guard response.status == operation.status else { continue }
        switch operation.content {
        case .json(let schema):
          #expect(response.headers[.contentType] == "application/json; charset=utf-8", words)
          let json = try #require(response.json, words)
          let found = schema.mismatch(json, names: APIModels.schemas)
          #expect(found == nil, "\(operation.id): \(String(describing: found))")
        case .file(let types):
          #expect(
            types.contains(response.headers[.contentType]?.split(separator: ";").first.map(String.init) ?? ""), words)
          #expect(response.body.readableBytes > 1000, words)
        case .nothing: #expect(response.body.readableBytes == 0, words)
        }
      }
    }
  }

  @Test("a parameter that comes twice is refused, whatever it says") func refusesTwice() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for operation in API.operations where operation.method == .get && !operation.path.contains(":") {
        guard let parameter = operation.parameters.first(where: { !$0.example.isEmpty }) else { continue }
        let value = parameter.example.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let twice = "\(parameter.name)=\(value)"
        let response = try await fixture.request(
          .get, APIOperation.root + operation.path + "?\(twice)&\(twice)", as: .person(.administrator), over: http)
        #expect(response.status == .badRequest, "\(operation.id)")
      }
    }
  }

  @Test("what the document does not know is refused") func refusesUnknown() async throws {
    let fixture = try WebFixture()
    try await fixture.run { http async throws in
      for operation in API.operations where operation.method == .get && !operation.path.contains(":") {
        let response = try await fixture.request(
          .get, APIOperation.root + operation.path + "?asof=2021-01-01", as: .person(.administrator), over: http)
        #expect(response.status == .badRequest, "\(operation.id)")
        #expect(response.headers[.contentType]?.hasPrefix("application/problem+json") == true)
        #expect(response.json?["code"] == "request.value")
      }
      let cases: [(String, String)] = [
        ("/api/v1/plan", #"{"capasity": 3}"#), ("/api/v1/plan", #"{"capacity": "3"}"#),
        ("/api/v1/plan", #"{"capacity": -1}"#), ("/api/v1/plan", #"{"weights": {"travel": 1}}"#),
        ("/api/v1/plan", #"[]"#), ("/api/v1/plan", #"{"capacity": 1, "capacity": 2}"#), ("/api/v1/plan", "{"),
        ("/api/v1/compose", #"{"together": [["a"]]}"#), ("/api/v1/compose", #"{"keep": "most", "movedPrice": 5}"#),
        ("/api/v1/events", #"{"id": "e", "kind": "party", "title": "a", "date": "2021-05-01", "organiser": "b"}"#),
        ("/api/v1/events", #"{"id": "e", "kind": "seminar", "title": "a", "date": "2021-02-30", "organiser": "b"}"#),
        ("/api/v1/tokens", #"{"name": " ", "scope": "read"}"#),
      ]
      for (address, body) in cases {
        let response = try await fixture.request(
          .post, address, as: .person(.administrator), surface: .api, body: body, over: http)
        #expect(response.status == .badRequest, "\(address) \(body): \(response.status.code) \(response.text)")
      }
    }
  }
}
