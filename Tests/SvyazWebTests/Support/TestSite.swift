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

/// The service on a store of its own, with one person of each role signed in.
///
/// Sessions are made through the store: no password is hashed.
struct TestSite {
  static let start = Moment(milliseconds: 1_620_000_000_000)
  /// Read once per process.
  static let sample = Result { try NetworkFolder.load(path: SvyazProcess.repository.path + "/graphs/samara-2020") }

  let folder: TemporaryFolder
  let store: Store
  let service: WebService
  private let secrets: [Role: String]
  private let csrf: [Role: String]

  var path: String { folder.path + "/город.svyaz" }

  /// - Parameters:
  ///   - network: the sample where it is `nil`.
  ///   - school: of the role `school`; one of those with low results.
  ///   - clock: stands at `start` where it is `nil`.
  ///   - worker: draws the maps; the program itself where it is `nil`.
  ///   - mapCache: bytes of maps that are kept.
  ///   - log: gets every line; without it nothing is written.
  init(
    network: Network? = nil, school: SchoolID = "potencial", clock: FakeClock? = nil,
    configuration: WebConfiguration = WebConfiguration(), worker: String? = nil, mapCache: Int = 0,
    log: LogLines? = nil
  ) throws {
    folder = try TemporaryFolder()
    let (path, start) = (folder.path + "/город.svyaz", Self.start)
    if let network {
      try Self.create(path, with: network)
    } else {
      try FileManager.default.copyItem(atPath: try Self.template.get().path + "/copy.svyaz", toPath: path)
    }
    store = try Store.open(path, for: .writing)
    var (secrets, csrf): ([Role: String], [Role: String]) = ([:], [:])
    for role in Role.allCases {
      try store.keep(
        Account(
          login: role.rawValue, name: "Имя: \(role.name)", role: role.rawValue, school: role == .school ? school : nil,
          openedAt: start), by: "test", at: start)
      // The same on every site, so that the pages of two sites can be compared.
      let (secret, form) = (Secrets.make(), "the-token-of-the-forms-of-\(role.rawValue)-0123456789")
      try store.openSession(
        Self.digest(secret), for: role.rawValue, csrf: form, at: start,
        endsAt: Moment(milliseconds: start.milliseconds + StoreAccounts.sessionLength))
      (secrets[role], csrf[role]) = (secret, form)
    }
    (self.secrets, self.csrf) = (secrets, csrf)
    // Many tests draw at once: a map that has to wait is no fault of the route.
    var configuration = configuration
    (configuration.mapSeconds, configuration.mapFileSeconds) = (120, 120)
    var logger = Logger(label: "test", factory: { _ in log?.handler ?? SwiftLogNoOpLogHandler() })
    logger.logLevel = log == nil ? .critical : .trace
    service = try WebService(
      store, configuration: configuration,
      maps: MapRenderer(
        workerExecutable: worker ?? SvyazProcess.executable.path, deadline: .seconds(120), cacheByteCount: mapCache),
      logger: logger, clock: { clock?.now ?? start })
  }

  private static func create(_ path: String, with network: Network) throws {
    try Store.create(path, with: network, ChangeNote(author: "test", kind: .import), at: start)
  }

  /// The sample's store, made once per process.
  private static let template = Result { () throws -> TemporaryFolder in
    let folder = try TemporaryFolder()
    let path = folder.path + "/template.svyaz"
    try create(path, with: sample.get())
    // The copies are of one file: nothing may wait in the log beside it.
    try Store.open(path, for: .writing).backup(to: folder.path + "/copy.svyaz")
    return folder
  }

  static func digest(_ secret: String) throws -> SecretDigest {
    guard let digest = Secrets.digest(secret) else { throw WebFault.signIn }
    return digest
  }

  // MARK: Requests

  /// Runs `body` with a client of the service, without a port.
  ///
  /// - Parameter services: others than the service's own.
  func run<Value: Sendable>(
    services: WebServices? = nil, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value
  ) async throws -> Value {
    let app = Application(
      responder: WebRouter.make(Sections.routes, services ?? service.services).buildResponder())
    return try await app.test(.router) { try await body($0) }
  }

  func secret(of role: Role) -> String { secrets[role] ?? "" }

  /// The token that the forms of a role's session carry.
  func csrf(of role: Role) -> String { csrf[role] ?? "" }

  /// What a browser sends with each request to be known.
  func headers(of role: Role) -> HTTPFields { [.cookie: "\(SessionCookie.plainName)=\(secret(of: role))"] }

  func get(
    _ path: String, as role: Role, _ client: any TestClientProtocol, headers more: HTTPFields = [:]
  ) async throws -> TestResponse {
    var headers = more
    headers[.cookie] = self.headers(of: role)[.cookie]
    return try await client.execute(uri: path, method: .get, headers: headers)
  }

  /// The same for one request alone.
  func get(_ path: String, as role: Role, headers: HTTPFields = [:]) async throws -> TestResponse {
    try await run { try await get(path, as: role, $0, headers: headers) }
  }

  /// Sends a form.
  ///
  /// - Parameter token: in place of the session's.
  func post(
    _ path: String, _ fields: [(String, String)], as role: Role, _ client: any TestClientProtocol,
    token: String? = nil
  ) async throws -> TestResponse {
    var headers = headers(of: role)
    headers[.contentType] = "application/x-www-form-urlencoded"
    var query = DeskQuery()
    query.add("csrf", token ?? csrf(of: role))
    for (name, value) in fields { query.add(name, value) }
    return try await client.execute(
      uri: path, method: .post, headers: headers, body: ByteBuffer(string: query.text))
  }

  /// Sends a form with files, as a browser does.
  func upload(
    _ path: String, _ files: [(name: String, bytes: [UInt8])], _ fields: [(String, String)] = [], as role: Role,
    _ client: any TestClientProtocol, token: String? = nil
  ) async throws -> TestResponse {
    var headers = headers(of: role)
    headers[.contentType] = MultipartReaderTests.type
    let parts =
      ([("csrf", token ?? csrf(of: role))] + fields).map {
        (head: "Content-Disposition: form-data; name=\"\($0.0)\"", content: Array($0.1.utf8))
      }
      + files.map {
        (head: "Content-Disposition: form-data; name=\"file\"; filename=\"\($0.name)\"", content: $0.bytes)
      }
    return try await client.execute(
      uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: MultipartReaderTests.body(parts)))
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }
  var bytes: [UInt8] { Array(body.readableBytesView) }
  var location: String { headers[.location] ?? "" }

  /// The value of the first input of a name.
  func field(_ name: String) -> String? {
    let text = text
    guard let at = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
    return String(text[at.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
  }
}
