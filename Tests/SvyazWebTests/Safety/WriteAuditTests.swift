import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazApp
import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazStore
import Testing

@testable import SvyazWeb

/// Every write that succeeds leaves a line that names who did it: a change of the network, or an act in the log.
@Suite struct WriteAuditTests {
  /// What stands in a store's logs so far.
  private struct Mark {
    let change: Int
    let act: Int

    init(_ store: Store) throws {
      change = try store.lastChange()
      act = try store.auditEntries(limit: 1).first?.id ?? 0
    }

    /// Whether `login` has left a line since.
    func isFollowed(by login: String, in store: Store) throws -> Bool {
      let changes = try store.changes(limit: 5).filter { $0.id > change }
      let acts = try store.auditEntries(limit: 5).filter { $0.id > act }
      return (changes.contains { $0.author == login } || acts.contains { $0.author == login })
        && changes.allSatisfy { $0.author == login }
    }
  }

  /// They compute and store nothing.
  private static let computing: Set<String> = ["plan", "compose", "verify"]

  @Test("each writing operation of the API") func operationsAreNoted() async throws {
    let fixture = try WebFixture()
    let network = fixture.service.services.live.current.network
    try await fixture.run { http async throws in
      for operation in API.operations where operation.method != .get && !Self.computing.contains(operation.id) {
        var address = APIOperation.root + operation.path
        var values = try APIDocumentTests.values(operation, network)
        if operation.id == "undo" { values["change"] = "\(try fixture.store.lastChange())" }
        for (name, value) in values { address.replace(":\(name)", with: value) }
        if operation.id == "withdrawToken" {
          let made = try await fixture.request(
            .post, "/api/v1/tokens", as: .person(.administrator), surface: .api,
            body: #"{"name": "a", "scope": "read"}"#, over: http)
          address.replace(":token", with: made.json?["id"]?.asText ?? "")
        }
        var headers: HTTPFields = operation.isConditional ? [.ifMatch: "*"] : [:]
        var body: String?
        switch operation.body {
        case .none: break
        case .json(_, let example, _):
          body = APIDocumentTests.body(operation, example)
          // What stays as it was is no change.
          if operation.id.hasPrefix("replace") {
            for (old, new) in [
              ("proposed", "agreed"), ("ММО", "Другое ММО"), ("member", "project_site"), ("Семинар", "Другой"),
              (#""people": 2"#, #""people": 3"#),
            ] {
              body?.replace("\"\(old)\"", with: "\"\(new)\""); if old.hasPrefix("\"") { body?.replace(old, with: new) }
            }
          }
        case .bytes:
          headers[.contentType] = "application/octet-stream"
          address += "?file=events.csv&table=events"
          body = "id,kind,title,date,organiser\nevent-7777,seminar,Семинар,2021-05-20,ЦРО\n"
        }
        let mark = try Mark(fixture.store)
        let response = try await fixture.request(
          operation.method, address, as: .person(.administrator), surface: .api, headers: headers, body: body,
          over: http)
        #expect(response.status.code < 300, "\(operation.id): \(response.status.code) \(response.text.prefix(300))")
        #expect(try mark.isFollowed(by: "administrator", in: fixture.store), "\(operation.id)")
      }
    }
  }

  /// Forms that only prepare something or stop a computation; what they prepare is written by another form.
  static let preparing: Set<String> = [
    "/matching/decide", "/matching/stop", "/matching/changes/stop", "/associations/desk/move",
    "/associations/desk/stop", "/events/:event/attendance/list",
    "/events/:event/attendance/file", "/import", "/import/:key/repair",
    "/import/:key/answer", "/import/:key/drop",
  ]
  /// Walked through in tests of their own, which look at the author too.
  static let walked: Set<String> = [
    "/import/:key/apply", "/signin", "/signin/link", "/signout", "/partnerships/:partnership/activate",
  ]

  /// The other forms with what a person would fill in.
  private static func forms(_ site: DeskSite) throws -> [(path: String, route: String, role: Role, [(String, String)])]
  {
    let network = try site.store.network()
    let tie = try #require(network.partnerships.first)
    let guest = try #require(try site.store.row(.participations, key: ["event-10", "school-55", "participant"]))
    func cells(_ table: Network.Table, _ key: [String]) throws -> [(String, String)] {
      let state = try #require(try site.store.row(table, key: key))
      return zip(table.columns, state.cells).map { ($0, $1) } + [("version", "\(state.version)")]
    }
    func changed(_ cells: [(String, String)], _ name: String, _ value: String) -> [(String, String)] {
      cells.map { $0.0 == name ? (name, value) : $0 }
    }
    return [
      (
        "/events", "/events", .planner,
        [
          ("title", "Семинар"), ("kind", "seminar"), ("date", "2021-05-06"), ("subject", "mathematics"), ("host", ""),
          ("association", ""), ("partnership", ""), ("organiser", "ЦРО"),
        ]
      ),
      (
        "/events/event-10/edit", "/events/:event/edit", .planner,
        changed(try cells(.events, ["event-10"]), "title", "Другое название")
      ),
      (
        "/events/event-10/attendance", "/events/:event/attendance", .planner,
        [("school", "school-24"), ("role", "speaker"), ("people", "3")]
      ),
      (
        "/events/event-10/attendance/remove", "/events/:event/attendance/remove", .planner,
        [("school", "school-55"), ("role", "participant"), ("version", "\(guest.version)")]
      ),
      (
        "/events/event-10/attendance/apply", "/events/:event/attendance/apply", .planner,
        [("count", "1"), ("school-0", "gimnazia-1"), ("role-0", "speaker"), ("people-0", "3")]
      ),
      (
        "/events/event-38/own", "/events/:event/own", .school, [("people", "2"), ("role", "participant"), ("seen", "")]
      ),
      (
        "/schools/school-24/edit", "/schools/:school/edit", .planner,
        changed(try cells(.schools, ["school-24"]), "students", "777")
      ),
      (
        "/partnerships/\(tie.id)", "/partnerships/:partnership", .planner,
        changed(try cells(.partnerships, [tie.id.rawValue]), "agreement", "№ 77")
      ),
      (
        "/measures/21", "/measures/:number", .planner,
        changed(try cells(.measures, ["21"]), "evidence", "Протокол № 5") + [("done_on", "2021-04-30")]
      ),
      (
        "/partnerships", "/partnerships", .planner,
        [
          ("mentor", "gimnazia-1"), ("mentee", "school-24"), ("status", "proposed"), ("from", "2021-05-01"),
          ("to", ""), ("agreement", ""), ("subject", ""),
        ]
      ),
      ("/history/2/undo", "/history/:change/undo", .planner, [("reason", "проба")]),
      ("/matching/save", "/matching/save", .planner, [("q", ""), ("name", "Весна"), ("as", "new")]),
      (
        "/associations/desk/save", "/associations/desk/save", .planner,
        [("q", "subject=mathematics"), ("name", "Осень"), ("as", "new")]
      ),
      ("/account/password", "/account/password", .official, [("new", "четыре слова через пробел")]),
      ("/account/sessions/end", "/account/sessions/end", .presenter, []),
      ("/account/tokens", "/account/tokens", .planner, [("name", "Программа"), ("scope", "read")]),
      ("/people", "/people", .administrator, [("login", "anna"), ("name", "Анна"), ("role", "planner")]),
      ("/people/link", "/people/link", .administrator, [("login", "anna")]),
      ("/people/sessions/end", "/people/sessions/end", .administrator, [("login", "anna")]),
      ("/people/close", "/people/close", .administrator, [("login", "anna")]),
    ]
  }

  /// Those that need a page first.
  private static let desks: Set<String> = [
    "/matching/accept", "/associations/desk/accept", "/account/tokens/withdraw",
  ]

  @Test("each form, and no form is forgotten") func formsAreNoted() async throws {
    let site = try DeskSite()
    var asked = Set(Self.desks)
    for (path, route, role, fields) in try Self.forms(site) {
      asked.insert(route)
      let mark = try Mark(site.store)
      let answer = try await site.post(path, fields, as: role)
      #expect(answer.status.code < 400, "\(path): \(answer.status.code) \(answer.text.prefix(600))")
      #expect(try mark.isFollowed(by: role.rawValue, in: site.store), "\(path)")
    }

    let id = try #require(try site.store.tokens().first).id
    var mark = try Mark(site.store)
    #expect(try await site.post("/account/tokens/withdraw", [("id", id)]).status == .ok)
    #expect(try mark.isFollowed(by: "planner", in: site.store))

    let plan = try await site.get("/matching/accept")
    mark = try Mark(site.store)
    let accepted = try await site.post(
      "/matching/accept", ["q", "from", "shown"].map { ($0, plan.field($0) ?? "") } + [("reason", "приказ")])
    #expect(accepted.status.code < 400)
    #expect(try mark.isFollowed(by: "planner", in: site.store))

    let groups = try await site.get("/associations/desk/accept?subject=mathematics")
    mark = try Mark(site.store)
    let composed = try await site.post(
      "/associations/desk/accept", ["q", "from", "shown"].map { ($0, groups.field($0) ?? "") })
    #expect(composed.status == .seeOther)
    #expect(try mark.isFollowed(by: "planner", in: site.store))

    let forms = Set(Sections.routes.filter { $0.surface == .form }.map(\.path))
    #expect(forms == asked.union(Self.preparing).union(Self.walked))
  }
}
