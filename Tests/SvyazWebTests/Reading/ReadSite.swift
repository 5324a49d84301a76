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

/// The service on a store of its own with one network, everybody signed in with known tokens.
struct ReadSite {
  static let start = Moment(milliseconds: 1_620_000_000_000)
  /// Of the role `school`.
  static let school: SchoolID = "school-55"
  static let csrf = "the-token-of-every-form-0123456789-0123456789"

  let folder: TemporaryFolder
  let store: Store
  let service: WebService
  private let secrets: [Role: String]

  var services: WebServices { service.services }
  var revision: Revision { services.live.current }

  static func sample() throws -> Network {
    try NetworkFolder.load(path: SvyazProcess.repository.path + "/graphs/samara-2020")
  }

  init(_ network: Network) throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/city.svyaz"
    try Store.create(path, with: network, ChangeNote(author: "test", kind: .import), at: Self.start)
    store = try Store.open(path, for: .writing)
    var secrets: [Role: String] = [:]
    for role in Role.allCases {
      try store.keep(
        Account(
          login: role.rawValue, name: role.name, role: role.rawValue, school: role == .school ? Self.school : nil,
          openedAt: Self.start), by: "test", at: Self.start)
      let secret = Secrets.make()
      guard let digest = Secrets.digest(secret) else { throw WebFault.signIn }
      try store.openSession(
        digest, for: role.rawValue, csrf: Self.csrf, at: Self.start,
        endsAt: Moment(milliseconds: Self.start.milliseconds + StoreAccounts.sessionLength))
      secrets[role] = secret
    }
    self.secrets = secrets
    var logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    logger.logLevel = .critical
    service = try WebService(
      store, configuration: WebConfiguration(),
      maps: MapRenderer(workerExecutable: SvyazProcess.executable.path, deadline: .seconds(120)), logger: logger,
      clock: { Self.start })
  }

  func run(_ body: @escaping @Sendable (Visitor) async throws -> Void) async throws {
    let app = Application(responder: WebRouter.make(Sections.routes, services).buildResponder())
    let secrets = secrets
    try await app.test(.router) { try await body(Visitor(client: $0, secrets: secrets)) }
  }

  struct Visitor: Sendable {
    let client: any TestClientProtocol
    let secrets: [Role: String]

    /// A page; one whose map is not drawn yet is asked for again, as a person would.
    func get(_ uri: String, as role: Role) async throws -> (status: HTTPResponse.Status, html: String) {
      for _ in 0..<100 {
        let response = try await client.execute(uri: uri, method: .get, headers: headers(role))
        let html = String(buffer: response.body)
        if !html.contains("Карта ещё рисуется") { return (response.status, html) }
        try await Task.sleep(for: .milliseconds(100))
      }
      throw WebFault.tooSlow
    }

    /// Sends a form.
    func post(
      _ uri: String, _ fields: [String: String], as role: Role, csrf: String = ReadSite.csrf
    ) async throws -> (status: HTTPResponse.Status, location: String, html: String) {
      let body = fields.merging(["csrf": csrf]) { $1 }
        .map { "\(ListQuery.encoded($0.key))=\(ListQuery.encoded($0.value))" }.joined(separator: "&")
      let response = try await client.execute(
        uri: uri, method: .post, headers: headers(role), body: ByteBuffer(string: body))
      return (response.status, response.headers[.location] ?? "", String(buffer: response.body))
    }

    /// A form with one file, as a browser sends it.
    func upload(
      _ uri: String, file: String, bytes: [UInt8], as role: Role, csrf: String = ReadSite.csrf
    ) async throws -> (status: HTTPResponse.Status, html: String) {
      let line = "------part"
      var body = ByteBuffer(
        string: "\(line)\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n"
          + "\(line)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file)\"\r\n\r\n")
      body.writeBytes(bytes)
      body.writeString("\r\n\(line)--\r\n")
      var headers = headers(role)
      headers[.contentType] = "multipart/form-data; boundary=\(line.dropFirst(2))"
      let response = try await client.execute(uri: uri, method: .post, headers: headers, body: body)
      return (response.status, String(buffer: response.body))
    }

    private func headers(_ role: Role) -> HTTPFields {
      [.cookie: "\(SessionCookie.plainName)=\(secrets[role] ?? "")"]
    }
  }
}
