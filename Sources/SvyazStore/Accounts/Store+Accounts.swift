internal import GRDB
public import SvyazGraph

extension Store {
  /// All accounts, also closed ones, by login.
  public func accounts() throws -> [Account] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT \(Self.accountColumns) FROM account ORDER BY login").map(Self.account)
    }
  }

  public func account(_ login: String) throws -> Account? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT \(Self.accountColumns) FROM account WHERE login = ?", arguments: [login])
        .map(Self.account)
    }
  }

  /// The hash of an open account's password; `nil` without an account or a password.
  public func passwordHash(of login: String) throws -> String? {
    try read { db in
      try String.fetchOne(
        db, sql: "SELECT password FROM account WHERE login = ? AND closedAt IS NULL AND password <> ''",
        arguments: [login])
    }
  }

  /// Adds an account, or changes name, role, school and closing of the one that has the login.
  ///
  /// A closed account, or one whose role changed, is signed out everywhere and its tokens are withdrawn.
  ///
  /// - Throws: ``AccountError/lastAdministrator`` when nobody could administer any more.
  public func keep(_ account: Account, by author: String, at moment: Moment) throws {
    try writeAccounts { db in
      let old = try Row.fetchOne(
        db, sql: "SELECT \(Self.accountColumns) FROM account WHERE login = ?", arguments: [account.login]
      ).map(Self.account)
      try db.execute(
        sql: """
          INSERT INTO account (login, name, role, school, password, openedAt, closedAt) VALUES (?, ?, ?, ?, '', ?, ?)
          ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role, school = excluded.school,
            closedAt = excluded.closedAt
          """,
        arguments: [
          account.login, account.name, account.role, account.school?.rawValue, account.openedAt.milliseconds,
          account.closedAt?.milliseconds,
        ])
      if let old, old.role == "administrator" { try Self.requireAdministrator(db) }
      let loses = old.map { $0.role != account.role || $0.school != account.school } ?? false
      if account.closedAt != nil || loses { try Self.signOut(account.login, db) }
      let action = old == nil ? "account.open" : account.closedAt == nil ? "account.change" : "account.close"
      try Self.log(action, of: account.login, by: author, at: moment, db)
    }
  }

  /// Sets a password's hash and ends the account's sessions.
  ///
  /// - Parameter keeping: the session that goes on: the one in which the password was changed.
  public func setPassword(
    _ hash: String, of login: String, keeping session: SecretDigest? = nil, by author: String, at moment: Moment
  ) throws {
    try writeAccounts { db in
      try db.execute(sql: "UPDATE account SET password = ? WHERE login = ?", arguments: [hash, login])
      guard db.changesCount > 0 else { throw AccountError.unknown(login: login) }
      try db.execute(
        sql: "DELETE FROM session WHERE login = ? AND digest IS NOT ?",
        arguments: [login, session.map { data(of: $0) }])
      try db.execute(sql: "DELETE FROM signInLink WHERE login = ?", arguments: [login])
      try Self.log("account.password", of: login, by: author, at: moment, db)
    }
  }

  /// Whether anybody may sign in at all.
  public func hasAccounts() throws -> Bool {
    try read { db in try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE closedAt IS NULL)") ?? false
    }
  }

  private static func requireAdministrator(_ db: Database) throws {
    let some = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE role = 'administrator' AND closedAt IS NULL)")
    guard some == true else { throw AccountError.lastAdministrator }
  }

  static func signOut(_ login: String, _ db: Database) throws {
    for table in ["session", "signInLink", "accessToken"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE login = ?", arguments: [login])
    }
  }

  static let accountColumns =
    "login, name, role, school, openedAt, closedAt, account.password <> '' AS hasPassword"

  static func account(_ row: Row) -> Account {
    let school: String? = row["school"]
    let closed: Int? = row["closedAt"]
    return Account(
      login: row["login"], name: row["name"], role: row["role"], school: school.flatMap { SchoolID($0) },
      openedAt: Moment(milliseconds: row["openedAt"]), closedAt: closed.map { Moment(milliseconds: $0) },
      hasPassword: row["hasPassword"])
  }

  /// One transaction on accounts: the network and its history are not touched.
  func writeAccounts<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.translatingErrors(name) { try writer.write(body) }
  }
}

/// What cannot be done to an account.
public enum AccountError: Error, Hashable, UserFacing {
  case unknown(login: String)
  case lastAdministrator

  public var code: String {
    switch self {
    case .unknown: "account.unknown"
    case .lastAdministrator: "account.lastAdministrator"
    }
  }

  public var message: String {
    switch self {
    case .unknown(let login): "Нет учётной записи «\(login)»."
    case .lastAdministrator: "Это единственный администратор: без него никто не сможет добавлять людей."
    }
  }

  public var advice: String {
    switch self {
    case .unknown: "Список: svyaz user list --store ФАЙЛ."
    case .lastAdministrator: "Сначала сделайте администратором кого-то ещё."
    }
  }
}
