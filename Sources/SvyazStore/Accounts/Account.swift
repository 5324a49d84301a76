public import SvyazGraph

/// A person, or a school, that may sign in.
public struct Account: Hashable, Sendable {
  /// Lower-case ASCII; stands as the author of changes.
  public var login: String
  public var name: String
  /// `administrator`, `planner`, `official`, `presenter` or `school`.
  public var role: String
  /// Of the role `school` alone.
  public var school: SchoolID?
  public var openedAt: Moment
  /// Since when the account is closed; it stays, for the log names it.
  public var closedAt: Moment?
  /// Whether a password was set; without one only a link leads in.
  public var hasPassword: Bool

  public init(
    login: String, name: String, role: String, school: SchoolID? = nil, openedAt: Moment, closedAt: Moment? = nil,
    hasPassword: Bool = false
  ) {
    self.login = login
    self.name = name
    self.role = role
    self.school = school
    self.openedAt = openedAt
    self.closedAt = closedAt
    self.hasPassword = hasPassword
  }
}

/// The SHA-256 of a secret, which is never stored itself.
public struct SecretDigest: Hashable, Sendable {
  /// 32 of them.
  public let bytes: [UInt8]

  /// - Returns: `nil` unless there are 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }
}

/// A session as it is stored.
public struct StoredSession: Hashable, Sendable {
  public let account: Account
  public let csrf: String
  public let usedAt: Moment
  public let endsAt: Moment
}

/// When a session was begun and last used: what its owner is shown to tell it by.
public struct SessionTimes: Hashable, Sendable {
  public let digest: SecretDigest
  public let openedAt: Moment
  public let usedAt: Moment
  public let endsAt: Moment
}

/// A program's token, without the secret.
public struct StoredToken: Hashable, Sendable {
  public let id: String
  public let account: Account
  public let name: String
  /// Whether it may change something.
  public let writes: Bool
  public let madeAt: Moment
  public let usedAt: Moment?
  public let endsAt: Moment
}

/// One act in the log: who did what to what.
public struct AuditEntry: Hashable, Sendable {
  public let id: Int
  public let at: Moment
  public let author: String
  /// `area.verb`.
  public let action: String
  public let subject: String
  /// The change of the network that it made.
  public let change: Int?
}
