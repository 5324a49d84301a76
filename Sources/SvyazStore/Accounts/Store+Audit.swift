internal import GRDB
internal import SvyazGraph

extension Store {
  /// Notes what somebody did: one line that is never changed or taken out.
  ///
  /// - Parameter action: `area.verb`, English.
  public func log(
    _ action: String, of subject: String, by author: String, at moment: Moment, change: Int? = nil
  ) throws {
    try writeAccounts { db in try Self.log(action, of: subject, by: author, at: moment, change: change, db) }
  }

  static func log(
    _ action: String, of subject: String, by author: String, at moment: Moment, change: Int? = nil, _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT INTO auditEntry (at, author, action, subject, changeId) VALUES (?, ?, ?, ?, ?)",
      arguments: [moment.milliseconds, author, action, subject, change])
  }

  /// The number of the last act, and whether one after `id` took somebody's way in or changed what they may do.
  public func auditNews(after id: Int) throws -> (last: Int, changesAccess: Bool) {
    try read { db in
      let last = try Int.fetchOne(db, sql: "SELECT max(id) FROM auditEntry") ?? 0
      let changes = try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM auditEntry
            WHERE id > ? AND action IN (
                'account.change', 'account.close', 'account.password', 'session.close', 'session.end', 'token.withdraw'))
          """, arguments: [id])
      return (last, changes ?? false)
    }
  }

  /// The latest first.
  ///
  /// - Parameter before: entries with smaller numbers only, for the next page.
  public func auditEntries(before: Int? = nil, limit: Int = 100) throws -> [AuditEntry] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, at, author, action, subject, changeId FROM auditEntry WHERE id < ? ORDER BY id DESC LIMIT ?
          """, arguments: [before ?? Int.max, limit]
      ).map { row in
        AuditEntry(
          id: row["id"], at: Moment(milliseconds: row["at"]), author: row["author"], action: row["action"],
          subject: row["subject"], change: row["changeId"])
      }
    }
  }
}
