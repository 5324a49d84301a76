internal import Foundation
internal import GRDB
public import SvyazGraph

/// A digest as SQLite keeps it.
func data(of digest: SecretDigest) -> Data { Data(digest.bytes) }

/// Sessions, links and tokens: the ways in. Each is found by the digest of its secret.
extension Store {
  public func openSession(
    _ digest: SecretDigest, for login: String, csrf: String, at moment: Moment, endsAt: Moment
  ) throws {
    try writeAccounts { db in
      try db.execute(sql: "DELETE FROM session WHERE endsAt <= ?", arguments: [moment.milliseconds])
      try db.execute(
        sql: "INSERT INTO session (digest, login, csrf, openedAt, usedAt, endsAt) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          data(of: digest), login, csrf, moment.milliseconds, moment.milliseconds, endsAt.milliseconds,
        ])
      try Self.log("session.open", of: login, by: login, at: moment, db)
    }
  }

  /// - Returns: `nil` for a session that is unknown or over, or whose account is closed.
  public func session(_ digest: SecretDigest, at moment: Moment) throws -> StoredSession? {
    try read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT csrf, usedAt, endsAt, account.login, name, role, school, account.openedAt, closedAt,
            account.password <> '' AS hasPassword
          FROM session JOIN account ON account.login = session.login
          WHERE digest = ? AND endsAt > ? AND closedAt IS NULL
          """, arguments: [data(of: digest), moment.milliseconds]
      ).map { row in
        StoredSession(
          account: Self.account(row), csrf: row["csrf"], usedAt: Moment(milliseconds: row["usedAt"]),
          endsAt: Moment(milliseconds: row["endsAt"]))
      }
    }
  }

  /// Notes that a session is in use, so that only silent ones end early.
  public func touchSession(_ digest: SecretDigest, at moment: Moment) throws {
    try writeAccounts { db in
      try db.execute(
        sql: "UPDATE session SET usedAt = max(usedAt, ?) WHERE digest = ?",
        arguments: [moment.milliseconds, data(of: digest)])
    }
  }

  public func closeSession(_ digest: SecretDigest, at moment: Moment) throws {
    try writeAccounts { db in
      let login = try String.fetchOne(
        db, sql: "DELETE FROM session WHERE digest = ? RETURNING login", arguments: [data(of: digest)])
      if let login { try Self.log("session.close", of: login, by: login, at: moment, db) }
    }
  }

  /// The sessions of an account that are not over, the latest used first.
  public func openSessions(of login: String, at moment: Moment) throws -> [SessionTimes] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT digest, openedAt, usedAt, endsAt FROM session WHERE login = ? AND endsAt > ?
          ORDER BY usedAt DESC, digest
          """, arguments: [login, moment.milliseconds]
      ).compactMap { row in
        let bytes: Data = row["digest"]
        return SecretDigest(bytes: Array(bytes)).map {
          SessionTimes(
            digest: $0, openedAt: Moment(milliseconds: row["openedAt"]), usedAt: Moment(milliseconds: row["usedAt"]),
            endsAt: Moment(milliseconds: row["endsAt"]))
        }
      }
    }
  }

  /// Ends an account's sessions.
  ///
  /// - Parameter keeping: the one that goes on.
  /// - Returns: how many ended.
  public func endSessions(
    of login: String, keeping session: SecretDigest? = nil, by author: String, at moment: Moment
  ) throws -> Int {
    try writeAccounts { db in
      try db.execute(
        sql: "DELETE FROM session WHERE login = ? AND digest IS NOT ?",
        arguments: [login, session.map { data(of: $0) }])
      let count = db.changesCount
      try Self.log("session.end", of: login, by: author, at: moment, db)
      return count
    }
  }

  /// Makes a way in that works once.
  public func addLink(_ digest: SecretDigest, for login: String, by author: String, at moment: Moment, endsAt: Moment)
    throws
  {
    try writeAccounts { db in
      try db.execute(sql: "DELETE FROM signInLink WHERE endsAt <= ?", arguments: [moment.milliseconds])
      let exists = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE login = ? AND closedAt IS NULL)", arguments: [login])
      guard exists == true else { throw AccountError.unknown(login: login) }
      try db.execute(
        sql: "INSERT INTO signInLink (digest, login, endsAt) VALUES (?, ?, ?)",
        arguments: [data(of: digest), login, endsAt.milliseconds])
      try Self.log("link.make", of: login, by: author, at: moment, db)
    }
  }

  /// Uses a link up.
  ///
  /// - Returns: whose it was; `nil` for one that is unknown, over or was used.
  public func useLink(_ digest: SecretDigest, at moment: Moment) throws -> Account? {
    try writeAccounts { db in
      let login = try String.fetchOne(
        db, sql: "DELETE FROM signInLink WHERE digest = ? AND endsAt > ? RETURNING login",
        arguments: [data(of: digest), moment.milliseconds])
      guard let login else { return nil }
      try Self.log("link.use", of: login, by: login, at: moment, db)
      return try Row.fetchOne(
        db, sql: "SELECT \(Self.accountColumns) FROM account WHERE login = ? AND closedAt IS NULL", arguments: [login]
      ).map(Self.account)
    }
  }

  public func addToken(
    _ digest: SecretDigest, id: String, for login: String, name: String, writes: Bool, by author: String,
    at moment: Moment, endsAt: Moment
  ) throws {
    try writeAccounts { db in
      let exists = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE login = ? AND closedAt IS NULL)", arguments: [login])
      guard exists == true else { throw AccountError.unknown(login: login) }
      try db.execute(
        sql: """
          INSERT INTO accessToken (digest, id, login, name, scope, madeAt, usedAt, endsAt)
          VALUES (?, ?, ?, ?, ?, ?, NULL, ?)
          """,
        arguments: [
          data(of: digest), id, login, name, writes ? "write" : "read", moment.milliseconds, endsAt.milliseconds,
        ])
      try Self.log("token.make", of: "\(login) \(id)", by: author, at: moment, db)
    }
  }

  /// - Returns: `nil` for a token that is unknown or over, or whose account is closed.
  public func token(_ digest: SecretDigest, at moment: Moment) throws -> StoredToken? {
    try read { db in
      try Row.fetchOne(
        db, sql: Self.tokenQuery + " WHERE digest = ? AND endsAt > ? AND closedAt IS NULL",
        arguments: [data(of: digest), moment.milliseconds]
      ).map(Self.token)
    }
  }

  /// Without secrets, by login and name.
  public func tokens() throws -> [StoredToken] {
    try read { db in
      try Row.fetchAll(db, sql: Self.tokenQuery + " ORDER BY account.login, accessToken.name, id").map(Self.token)
    }
  }

  public func withdrawToken(_ id: String, by author: String, at moment: Moment) throws {
    try writeAccounts { db in
      let login = try String.fetchOne(db, sql: "DELETE FROM accessToken WHERE id = ? RETURNING login", arguments: [id])
      if let login { try Self.log("token.withdraw", of: "\(login) \(id)", by: author, at: moment, db) }
    }
  }

  private static let tokenQuery = """
    SELECT id, accessToken.name AS tokenName, scope, madeAt, usedAt, endsAt, account.login, account.name, role, school,
      account.openedAt, closedAt, account.password <> '' AS hasPassword
    FROM accessToken JOIN account ON account.login = accessToken.login
    """

  private static func token(_ row: Row) -> StoredToken {
    let used: Int? = row["usedAt"]
    let scope: String = row["scope"]
    return StoredToken(
      id: row["id"], account: account(row), name: row["tokenName"], writes: scope == "write",
      madeAt: Moment(milliseconds: row["madeAt"]), usedAt: used.map { Moment(milliseconds: $0) },
      endsAt: Moment(milliseconds: row["endsAt"]))
  }
}
