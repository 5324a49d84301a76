internal import SvyazAccess
internal import SvyazGraph
internal import SvyazStore
internal import Synchronization

/// The accounts of the store, with the sessions in use kept at hand: a request does not wait for the disk.
final class StoreAccounts: Accounts {
  /// A session ends after twelve hours, or after two without a request.
  static let sessionLength = 12 * 3_600_000
  static let silence = 2 * 3_600_000
  /// For how long what the store said of a session is believed.
  private static let trust = 30_000

  private struct Known {
    var session: OpenSession
    var endsAt: Int
    var usedAt: Int
    var checkedAt: Int
  }

  private let store: Store
  private let threads: WorkThreads
  private let clock: @Sendable () -> Moment
  private let known = Mutex<[SecretDigest: Known]>([:])

  init(_ store: Store, on threads: WorkThreads, clock: @escaping @Sendable () -> Moment) {
    self.store = store
    self.threads = threads
    self.clock = clock
  }

  func session(_ secret: String) async throws -> OpenSession? {
    guard let digest = Secrets.digest(secret) else { return nil }
    let now = clock().milliseconds
    let held = known.withLock { known -> OpenSession? in
      guard let entry = known[digest], now < entry.endsAt, now - entry.usedAt < Self.silence,
        now - entry.checkedAt < Self.trust
      else { return nil }
      known[digest]?.usedAt = now
      return entry.session
    }
    if let held { return held }
    return try await look(up: digest, now: now)
  }

  private func look(up digest: SecretDigest, now: Int) async throws -> OpenSession? {
    let inUse = known.withLock { $0[digest]?.usedAt }
    let found = try await threads.run { [store] () throws -> StoredSession? in
      guard let session = try store.session(digest, at: Moment(milliseconds: now)) else { return nil }
      let used = max(session.usedAt.milliseconds, inUse ?? 0)
      guard now - used < Self.silence else { return nil }
      try store.touchSession(digest, at: Moment(milliseconds: now))
      return session
    }
    guard let found, let viewer = Self.viewer(found.account, entrance: .session) else {
      known.withLock { _ = $0.removeValue(forKey: digest) }
      return nil
    }
    let session = OpenSession(viewer: viewer, csrf: found.csrf)
    known.withLock { known in
      if known.count >= 10_000 {
        known = known.filter { now < $0.value.endsAt && now - $0.value.usedAt < Self.silence }
      }
      known[digest] = Known(session: session, endsAt: found.endsAt.milliseconds, usedAt: now, checkedAt: now)
    }
    return session
  }

  func viewer(token: String) async throws -> Viewer? {
    guard let digest = Secrets.digest(token) else { return nil }
    let now = clock()
    return try await threads.run { [store] in
      try store.token(digest, at: now).flatMap { token in
        Self.viewer(token.account, entrance: .token(readsOnly: !token.writes))
      }
    }
  }

  /// What was known of sessions is asked of the store again: accounts changed.
  func forget() { known.withLock { $0 = [:] } }

  /// Looks for changes of accounts by other processes, as `svyaz user close`, until the task is cancelled.
  func follow(every pause: Duration = .milliseconds(500)) async {
    var last = (try? await threads.run { [store] in try store.auditNews(after: Int.max).last }) ?? 0
    while !Task.isCancelled {
      do {
        try await Task.sleep(for: pause)
        let known = last
        let news = try await threads.run { [store] in try store.auditNews(after: known) }
        if news.changesAccess { forget() }
        last = news.last
      } catch is CancellationError {
        return
      } catch {
        // The store cannot be read: what was known of sessions is not to be trusted either.
        forget()
      }
    }
  }

  /// - Returns: the secret for the cookie.
  func open(_ login: String) async throws -> String {
    let (secret, csrf) = (Secrets.make(), Secrets.make())
    guard let digest = Secrets.digest(secret) else { throw WebFault.signIn }
    let now = clock()
    try await threads.run { [store] in
      try store.openSession(
        digest, for: login, csrf: csrf, at: now, endsAt: Moment(milliseconds: now.milliseconds + Self.sessionLength))
    }
    return secret
  }

  func close(_ secret: String) async throws {
    guard let digest = Secrets.digest(secret) else { return }
    known.withLock { _ = $0.removeValue(forKey: digest) }
    let now = clock()
    try await threads.run { [store] in try store.closeSession(digest, at: now) }
  }

  /// - Returns: `nil` for a role that this version does not know.
  static func viewer(_ account: Account, entrance: Viewer.Entrance) -> Viewer? {
    guard account.closedAt == nil, let role = Role(rawValue: account.role) else { return nil }
    return Viewer(login: account.login, name: account.name, role: role, school: account.school, entrance: entrance)
  }
}
