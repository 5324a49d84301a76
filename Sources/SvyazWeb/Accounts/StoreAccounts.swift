internal import SvyazAccess
internal import SvyazGraph
internal import SvyazStore
internal import Synchronization

/// The accounts of the store, with the sessions and tokens in use kept at hand: a request does not wait for the disk.
///
/// What is kept is believed for ``trust`` at most. A change of accounts by this process ends the belief at once
/// (``forget()``), one by another process within half a second (``follow(every:)``).
final class StoreAccounts: Accounts {
  /// A session ends after twelve hours, or after two without a request.
  static let sessionLength = 12 * 3_600_000
  static let silence = 2 * 3_600_000
  /// For how long what the store said of a session or a token is believed.
  private static let trust = 30_000
  /// Kept at most, of each.
  private static let most = 10_000

  private struct KnownSession {
    var session: OpenSession
    var endsAt: Int
    var usedAt: Int
    /// `nil`: the store must be asked again.
    var checkedAt: Int?
  }

  private struct KnownToken {
    var viewer: Viewer
    var endsAt: Int
    var checkedAt: Int
  }

  private struct State {
    var sessions: [SecretDigest: KnownSession] = [:]
    var tokens: [SecretDigest: KnownToken] = [:]
    /// Grows when accounts change: an answer of the store that was asked for before is not kept.
    var age = 0
  }

  private let store: Store
  private let threads: WorkThreads
  private let clock: @Sendable () -> Moment
  private let state = Mutex(State())

  init(_ store: Store, on threads: WorkThreads, clock: @escaping @Sendable () -> Moment) {
    self.store = store
    self.threads = threads
    self.clock = clock
  }

  func session(_ secret: String) async throws -> OpenSession? {
    guard let digest = Secrets.digest(secret) else { return nil }
    let now = clock().milliseconds
    let held = state.withLock { state -> OpenSession? in
      guard let entry = state.sessions[digest], now < entry.endsAt, now - entry.usedAt < Self.silence,
        let checkedAt = entry.checkedAt, now - checkedAt < Self.trust
      else { return nil }
      state.sessions[digest]?.usedAt = now
      return entry.session
    }
    if let held { return held }
    return try await look(up: digest, now: now)
  }

  private func look(up digest: SecretDigest, now: Int) async throws -> OpenSession? {
    let (inUse, age) = state.withLock { ($0.sessions[digest]?.usedAt, $0.age) }
    let found = try await threads.run { [store] () throws -> StoredSession? in
      guard let session = try store.session(digest, at: Moment(milliseconds: now)) else { return nil }
      let used = max(session.usedAt.milliseconds, inUse ?? 0)
      guard now - used < Self.silence else { return nil }
      // Every change of accounts asks for all sessions again: not each of them needs a write.
      if now - session.usedAt.milliseconds >= Self.trust / 2 {
        try store.touchSession(digest, at: Moment(milliseconds: now))
      }
      return session
    }
    guard let found, let viewer = Self.viewer(found.account, entrance: .session) else {
      state.withLock { _ = $0.sessions.removeValue(forKey: digest) }
      return nil
    }
    let session = OpenSession(viewer: viewer, csrf: found.csrf)
    state.withLock { state in
      guard state.age == age else { return }
      if state.sessions.count >= Self.most {
        state.sessions = state.sessions.filter { now < $0.value.endsAt && now - $0.value.usedAt < Self.silence }
      }
      state.sessions[digest] = KnownSession(
        session: session, endsAt: found.endsAt.milliseconds, usedAt: now, checkedAt: now)
    }
    return session
  }

  func viewer(token: String) async throws -> Viewer? {
    guard let digest = Secrets.digest(token) else { return nil }
    let now = clock()
    let (held, age) = state.withLock { state in
      let entry = state.tokens[digest].flatMap { entry in
        now.milliseconds < entry.endsAt && now.milliseconds - entry.checkedAt < Self.trust ? entry.viewer : nil
      }
      return (entry, state.age)
    }
    if let held { return held }
    let found = try await threads.run { [store] in try store.token(digest, at: now) }
    guard let found, let viewer = Self.viewer(found.account, entrance: .token(readsOnly: !found.writes)) else {
      state.withLock { _ = $0.tokens.removeValue(forKey: digest) }
      return nil
    }
    state.withLock { state in
      guard state.age == age else { return }
      if state.tokens.count >= Self.most { state.tokens = [:] }
      state.tokens[digest] = KnownToken(
        viewer: viewer, endsAt: found.endsAt.milliseconds, checkedAt: now.milliseconds)
    }
    return viewer
  }

  /// What was known is asked of the store again: accounts changed.
  func forget() {
    state.withLock { state in
      state.age += 1
      state.tokens = [:]
      // When a session was last used is known here alone.
      for digest in state.sessions.keys { state.sessions[digest]?.checkedAt = nil }
    }
  }

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
    let now = clock()
    try await threads.run { [store] in try store.closeSession(digest, at: now) }
    state.withLock { state in
      state.age += 1
      _ = state.sessions.removeValue(forKey: digest)
    }
  }

  /// - Returns: `nil` for a role that this version does not know.
  static func viewer(_ account: Account, entrance: Viewer.Entrance) -> Viewer? {
    guard account.closedAt == nil, let role = Role(rawValue: account.role) else { return nil }
    return Viewer(login: account.login, name: account.name, role: role, school: account.school, entrance: entrance)
  }
}
