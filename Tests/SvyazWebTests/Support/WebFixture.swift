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
import Synchronization

@testable import SvyazWeb

/// The service on a store of its own with the sample, all roles signed in, and a clock that the test moves.
///
/// Sessions and tokens are made through the store: no password is hashed.
struct WebFixture {
  /// Who sends a request.
  enum Client: Hashable, Sendable, CustomStringConvertible {
    case nobody
    /// A person with a session's cookie.
    case person(Role)
    /// A program of the planner.
    case token(writes: Bool)

    static let all: [Client] =
      [.nobody, .token(writes: false), .token(writes: true)] + Role.allCases.map { .person($0) }

    var description: String {
      switch self {
      case .nobody: "nobody"
      case .person(let role): role.rawValue
      case .token(let writes): writes ? "write token" : "read token"
      }
    }
  }

  /// Of the role `school`: one of the schools with low results.
  static let school: SchoolID = "potencial"
  static let start = Moment(milliseconds: 1_617_800_000_000)

  let folder: TemporaryFolder
  let store: Store
  let service: WebService
  let clock: FakeClock
  private let secrets: [Role: String]
  private let csrf: [Role: String]
  private let tokens: [Bool: String]

  /// - Parameter log: gets every line; without it nothing is written.
  init(_ configuration: WebConfiguration = WebConfiguration(), log: LogLines? = nil) throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/город.svyaz"
    try FileManager.default.copyItem(atPath: try Self.template.get().path + "/copy.svyaz", toPath: path)
    store = try Store.open(path, for: .writing)
    let clock = FakeClock(Self.start)
    self.clock = clock
    var secrets: [Role: String] = [:]
    var csrf: [Role: String] = [:]
    for role in Role.allCases {
      let (secret, form) = (Secrets.make(), Secrets.make())
      try store.openSession(
        Self.digest(secret), for: role.rawValue, csrf: form, at: Self.start,
        endsAt: Moment(milliseconds: Self.start.milliseconds + StoreAccounts.sessionLength))
      secrets[role] = secret
      csrf[role] = form
    }
    var tokens: [Bool: String] = [:]
    for writes in [true, false] {
      let secret = Secrets.make()
      try store.addToken(
        Self.digest(secret), id: writes ? "writer" : "reader", for: Role.planner.rawValue, name: "Программа",
        writes: writes, by: "administrator", at: Self.start,
        endsAt: Moment(milliseconds: Self.start.milliseconds + 86_400_000))
      tokens[writes] = secret
    }
    (self.secrets, self.csrf, self.tokens) = (secrets, csrf, tokens)
    var logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    logger.logLevel = .critical
    if let log {
      logger = Logger(label: "test", factory: { _ in log.handler })
      logger.logLevel = .trace
    }
    // Many tests draw at once: a map that has to wait is no fault of the route.
    var configuration = configuration
    (configuration.mapSeconds, configuration.mapFileSeconds) = (120, 120)
    service = try WebService(
      store, configuration: configuration,
      maps: MapRenderer(workerExecutable: SvyazProcess.executable.path, deadline: .seconds(120)), logger: logger,
      clock: { clock.now })
  }

  /// Runs `body` with a client of the service, without a port.
  func run<Value: Sendable>(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value) async throws
    -> Value
  {
    let app = Application(responder: WebRouter.make(Sections.routes, service.services).buildResponder())
    return try await app.test(.router) { try await body($0) }
  }

  /// What the client sends with each request to be known.
  func headers(of client: Client) -> HTTPFields {
    switch client {
    case .nobody: [:]
    case .person(let role): [.cookie: "\(SessionCookie.plainName)=\(secrets[role] ?? "")"]
    case .token(let writes): [.authorization: "Bearer \(tokens[writes] ?? "")"]
    }
  }

  /// The token that the forms of a role's session carry.
  func csrf(of role: Role) -> String { csrf[role] ?? "" }

  func secret(of role: Role) -> String { secrets[role] ?? "" }

  static func digest(_ secret: String) throws -> SecretDigest {
    guard let digest = Secrets.digest(secret) else { throw WebFault.signIn }
    return digest
  }

  /// The sample with one account per role, loaded once per process.
  private static let template = Result { () throws -> TemporaryFolder in
    let folder = try TemporaryFolder()
    let path = folder.path + "/template.svyaz"
    let network = try NetworkFolder.load(path: SvyazProcess.repository.path + "/graphs/samara-2020")
    try Store.create(path, with: network, ChangeNote(author: "test", kind: .import), at: start)
    let store = try Store.open(path, for: .writing)
    for role in Role.allCases {
      try store.keep(
        Account(
          login: role.rawValue, name: "Имя: \(role.name)", role: role.rawValue, school: role == .school ? school : nil,
          openedAt: start), by: "test", at: start)
    }
    // The copies are of one file: nothing may wait in the log beside it.
    try store.backup(to: folder.path + "/copy.svyaz")
    return folder
  }
}

/// A clock that stands until it is moved.
final class FakeClock: Sendable {
  private let moment: Mutex<Moment>

  init(_ start: Moment) { moment = Mutex(start) }

  var now: Moment { moment.withLock { $0 } }

  func advance(minutes: Int) { moment.withLock { $0 = Moment(milliseconds: $0.milliseconds + minutes * 60_000) } }
}
