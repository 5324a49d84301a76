internal import GRDB
internal import SvyazContract
internal import SvyazGraph

extension Store {
  /// Fills an empty store, in one transaction.
  ///
  /// References need not be looked up row by row: the network is free of violations, and nobody else writes meanwhile.
  /// Indexes are taken away first and built again from sorted rows, several times cheaper than keeping them up.
  func load(_ network: Network, _ note: ChangeNote, at moment: Moment, isTrial: Bool) throws -> ChangeOutcome {
    let network = network.sortedByKeys()
    return try Self.translatingErrors(name) {
      var outcome = ChangeOutcome(change: nil, counts: [])
      try writer.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
        try db.inTransaction(.immediate) {
          guard try Int.fetchOne(db, sql: "SELECT count(*) FROM network") == 0 else {
            throw StoreError.exists(name: name)
          }
          let writer = try ChangeWriter(db, note: note, at: moment)
          let indexes = try Self.plainIndexes(db)
          for index in indexes { try db.execute(sql: "DROP INDEX \(index.name)") }
          try writer.apply(from: nil, to: network)
          for index in indexes { try db.execute(sql: index.sql) }
          if !isTrial { try recordCounts(of: writer) }
          outcome = ChangeOutcome(change: isTrial ? nil : writer.id, counts: writer.counts)
          return isTrial ? .rollback : .commit
        }
      }
      return outcome
    }
  }

  /// Indexes of the network's tables that are no rules.
  private static func plainIndexes(_ db: Database) throws -> [(name: String, sql: String)] {
    let names = Set(StoreTable.all.map(\.name))
    let rows = try Row.fetchAll(
      db, sql: "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'")
    return rows.compactMap { row in
      guard let name = row[0] as String?, let table = row[1] as String?, let sql = row[2] as String?,
        names.contains(table)
      else { return nil }
      return (name, sql)
    }
  }
}
