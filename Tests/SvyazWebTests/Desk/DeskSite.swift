import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SvyazAccess
import SvyazExchange
import SvyazGraph
import SvyazMap
import SvyazStore
import SvyazTestSupport

@testable import SvyazWeb

/// The service on a store of its own with the sample, and people who work at its desks.
struct DeskSite {
  let folder: TemporaryFolder
  let store: Store
  let service: WebService
  private let secrets: [Role: String]
  private let csrf: [Role: String]

  static let sample = Result { try NetworkFolder.load(path: SvyazProcess.repository.path + "/graphs/samara-2020") }
  static let now = Moment(milliseconds: 1_620_000_000_000)

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/город.svyaz"
    try Store.create(path, with: Self.sample.get(), ChangeNote(author: "test", kind: .import), at: Self.now)
    store = try Store.open(path, for: .writing)
    var (secrets, csrf): ([Role: String], [Role: String]) = ([:], [:])
    for role in Role.allCases {
      let school: SchoolID? = role == .school ? "potencial" : nil
      try store.keep(
        Account(login: role.rawValue, name: role.name, role: role.rawValue, school: school, openedAt: Self.now),
        by: "test", at: Self.now)
      let (secret, form) = (Secrets.make(), Secrets.make())
      guard let digest = Secrets.digest(secret) else { throw WebFault.signIn }
      try store.openSession(
        digest, for: role.rawValue, csrf: form, at: Self.now,
        endsAt: Moment(milliseconds: Self.now.milliseconds + 86_400_000))
      (secrets[role], csrf[role]) = (secret, form)
    }
    (self.secrets, self.csrf) = (secrets, csrf)
    service = try WebService(
      store, configuration: WebConfiguration(),
      maps: MapRenderer(workerExecutable: SvyazProcess.executable.path, deadline: .seconds(120)),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), clock: { Self.now })
  }

  /// A page or a form's answer.
  struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let body: String

    var location: String { headers[.location] ?? "" }

    /// The value of the first input of a name.
    func field(_ name: String) -> String? {
      guard let at = body.range(of: "name=\"\(name)\" value=\"") else { return nil }
      return String(body[at.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    }
  }

  private func run(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Answer) async throws -> Answer {
    let app = Application(responder: WebRouter.make(Sections.routes, service.services).buildResponder())
    return try await app.test(.router) { try await body($0) }
  }

  /// Asks again while the answer is being computed, as a browser does.
  func get(_ path: String, as role: Role = .planner) async throws -> Answer {
    // A place on a page is not sent.
    let target = String(path.prefix { $0 != "#" })
    let cookie = "\(SessionCookie.plainName)=\(secrets[role] ?? "")"
    for _ in 0..<600 {
      let answer = try await run { client in
        try await client.execute(uri: target, method: .get, headers: [.cookie: cookie]) { response in
          Answer(status: response.status, headers: response.headers, body: String(buffer: response.body))
        }
      }
      if !answer.body.contains("class=\"card waiting\"") { return answer }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw WebFault.tooSlow
  }

  func post(_ path: String, _ fields: [(String, String)], as role: Role = .planner) async throws -> Answer {
    var query = DeskQuery()
    query.add("csrf", csrf[role])
    for (name, value) in fields { query.add(name, value) }
    let body = query.text
    let headers: HTTPFields = [
      .cookie: "\(SessionCookie.plainName)=\(secrets[role] ?? "")",
      .contentType: "application/x-www-form-urlencoded",
    ]
    return try await run { client in
      try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)) { response in
        Answer(status: response.status, headers: response.headers, body: String(buffer: response.body))
      }
    }
  }
}
