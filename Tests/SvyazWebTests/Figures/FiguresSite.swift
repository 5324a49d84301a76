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

/// A service on the sample, with one person of each role signed in.
struct FiguresSite {
  static let now = Moment(milliseconds: 1_617_800_000_000)
  static let school: SchoolID = "school-24"

  let folder: TemporaryFolder
  let store: Store
  let service: WebService
  private var secrets: [Role: String] = [:]
  private(set) var csrf: [Role: String] = [:]

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/город.svyaz"
    let network = try NetworkFolder.load(path: SvyazProcess.repository.path + "/graphs/samara-2020")
    try Store.create(path, with: network, ChangeNote(author: "проверка", kind: .import), at: Self.now)
    store = try Store.open(path, for: .writing)
    for role in Role.allCases {
      try store.keep(
        Account(
          login: role.rawValue, name: role.name, role: role.rawValue, school: role == .school ? Self.school : nil,
          openedAt: Self.now), by: "проверка", at: Self.now)
      let (secret, form) = (Secrets.make(), Secrets.make())
      guard let digest = Secrets.digest(secret) else { throw WebFault.signIn }
      try store.openSession(
        digest, for: role.rawValue, csrf: form, at: Self.now,
        endsAt: Moment(milliseconds: Self.now.milliseconds + 3_600_000))
      secrets[role] = secret
      csrf[role] = form
    }
    service = try WebService(
      store, configuration: WebConfiguration(),
      maps: MapRenderer(workerExecutable: SvyazProcess.executable.path, deadline: .seconds(120)),
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }), clock: { Self.now })
  }

  func run<Value: Sendable>(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value) async throws
    -> Value
  {
    let app = Application(responder: WebRouter.make(Sections.routes, service.services).buildResponder())
    return try await app.test(.router) { try await body($0) }
  }

  private func headers(_ role: Role) -> HTTPFields {
    [.cookie: "\(SessionCookie.plainName)=\(secrets[role] ?? "")"]
  }

  func get(_ path: String, as role: Role, _ client: any TestClientProtocol) async throws -> TestResponse {
    try await client.execute(uri: path, method: .get, headers: headers(role)) { $0 }
  }

  /// - Parameter fields: the token is added.
  func post(
    _ path: String, _ fields: [(String, String)], as role: Role, _ client: any TestClientProtocol,
    token: String? = nil
  ) async throws -> TestResponse {
    var headers = headers(role)
    headers[.contentType] = "application/x-www-form-urlencoded"
    let all = [("csrf", token ?? csrf[role] ?? "")] + fields
    let body = all.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)) { $0 }
  }

  func upload(
    _ files: [(name: String, bytes: [UInt8])], _ fields: [(String, String)] = [], as role: Role,
    _ client: any TestClientProtocol, token: String? = nil
  ) async throws -> TestResponse {
    var headers = headers(role)
    headers[.contentType] = MultipartReaderTests.type
    let parts =
      ([("csrf", token ?? csrf[role] ?? "")] + fields).map {
        (head: "Content-Disposition: form-data; name=\"\($0.0)\"", content: Array($0.1.utf8))
      }
      + files.map {
        (head: "Content-Disposition: form-data; name=\"file\"; filename=\"\($0.name)\"", content: $0.bytes)
      }
    let body = ByteBuffer(bytes: MultipartReaderTests.body(parts))
    return try await client.execute(uri: "/import", method: .post, headers: headers, body: body) { $0 }
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}

extension TestResponse {
  var location: String { headers[.location] ?? "" }
}
