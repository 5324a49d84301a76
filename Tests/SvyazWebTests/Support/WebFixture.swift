import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Synchronization

@testable import SvyazWeb

/// The service on the sample, all roles signed in, with tokens for programs and a clock that the test moves.
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

  static let start = TestSite.start

  let clock: FakeClock
  private let site: TestSite
  private let tokens: [Bool: String]
  private let limits: SignInLimits

  var folder: TemporaryFolder { site.folder }
  var store: Store { site.store }
  var service: WebService { site.service }

  /// - Parameter log: gets every line; without it nothing is written.
  init(_ configuration: WebConfiguration = WebConfiguration(), log: LogLines? = nil) throws {
    let clock = FakeClock(Self.start)
    self.clock = clock
    limits = SignInLimits(seconds: { Double(clock.now.milliseconds) / 1000 })
    site = try TestSite(clock: clock, configuration: configuration, log: log)
    var tokens: [Bool: String] = [:]
    for writes in [true, false] {
      let secret = Secrets.make()
      try site.store.addToken(
        Self.digest(secret), id: writes ? "writer" : "reader", for: Role.planner.rawValue, name: "Программа",
        writes: writes, by: "administrator", at: Self.start,
        endsAt: Moment(milliseconds: Self.start.milliseconds + 86_400_000))
      tokens[writes] = secret
    }
    self.tokens = tokens
  }

  /// Runs `body` with a client of the service, without a port; tries to sign in are counted by the fixture's clock too.
  func run<Value: Sendable>(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value) async throws
    -> Value
  {
    var services = service.services
    services.signIn = limits
    return try await site.run(services: services, body)
  }

  /// What the client sends with each request to be known.
  func headers(of client: Client) -> HTTPFields {
    switch client {
    case .nobody: [:]
    case .person(let role): site.headers(of: role)
    case .token(let writes): [.authorization: "Bearer \(tokens[writes] ?? "")"]
    }
  }

  /// The token that the forms of a role's session carry.
  func csrf(of role: Role) -> String { site.csrf(of: role) }

  func secret(of role: Role) -> String { site.secret(of: role) }

  static func digest(_ secret: String) throws -> SecretDigest { try TestSite.digest(secret) }
}

/// A clock that stands until it is moved.
final class FakeClock: Sendable {
  private let moment: Mutex<Moment>

  init(_ start: Moment) { moment = Mutex(start) }

  var now: Moment { moment.withLock { $0 } }

  func advance(minutes: Int) { advance(seconds: minutes * 60) }

  func advance(seconds: Int) { moment.withLock { $0 = Moment(milliseconds: $0.milliseconds + seconds * 1000) } }
}
