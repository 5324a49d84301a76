internal import GRDB
internal import Glibc
internal import SvyazContract
public import SvyazGraph

extension Store {
  /// Makes a new store and fills it with a network.
  ///
  /// The file is built under a passing name without a journal, several times cheaper than through one, is brought to the
  /// disk and only then gets its name: whenever the machine stops, there is a whole store or none.
  /// - Parameter network: free of violations.
  /// - Throws: ``StoreError/exists(name:)`` when something stands at `path`, others of ``StoreError``.
  @discardableResult
  public static func create(
    _ path: String, with network: Network, _ note: ChangeNote, at moment: Moment
  ) throws -> ChangeOutcome {
    let name = lastComponent(of: path)
    return try translatingErrors(name) {
      guard fileKind(of: path) == .missing else { throw StoreError.exists(name: name) }
      let passing = passingName(for: path)
      defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(passing + suffix) } }
      var configuration = Configuration()
      configuration.prepareDatabase { db in
        try db.execute(
          sql: """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA cache_size = -65536
            """)
      }
      let queue = try DatabaseQueue(path: passing, configuration: configuration)
      try Migrations.migrator().migrate(queue)
      let outcome = try load(network, note, at: moment, isTrial: false, into: queue, name: name)
      // The mark of WAL mode stands in the file's header: readers and the writer find it set.
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL")
      }
      try queue.close()
      try bringToDisk(passing, name: name)
      // Unlike a rename, a link never replaces a file that came into being meanwhile.
      if link(passing, path) != 0 {
        guard errno != EEXIST else { throw StoreError.exists(name: name) }
        // Some file systems know no links; there a file that comes into being within this line would be replaced.
        guard fileKind(of: path) == .missing else { throw StoreError.exists(name: name) }
        guard rename(passing, path) == 0 else {
          throw StoreError.inputOutput(name: name, detail: "файл нельзя поставить на место")
        }
      }
      try bringFolderToDisk(of: path, name: name)
      return outcome
    }
  }

  /// Fills an empty store, in one transaction.
  func load(_ network: Network, _ note: ChangeNote, at moment: Moment, isTrial: Bool) throws -> ChangeOutcome {
    try Self.translatingErrors(name) {
      try Self.load(network, note, at: moment, isTrial: isTrial, into: writer, name: name)
    }
  }

  /// References need not be looked up row by row: the network is free of violations, and nobody else writes meanwhile.
  /// Indexes are taken away first and built again from sorted rows, several times cheaper than keeping them up.
  private static func load(
    _ network: Network, _ note: ChangeNote, at moment: Moment, isTrial: Bool, into writer: any DatabaseWriter,
    name: String
  ) throws -> ChangeOutcome {
    let network = network.sortedByKeys()
    var outcome = ChangeOutcome(change: nil, counts: [])
    try writer.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
      try db.inTransaction(.immediate) {
        guard try Int.fetchOne(db, sql: "SELECT count(*) FROM network") == 0 else {
          throw StoreError.exists(name: name)
        }
        let writer = try ChangeWriter(db, note: note, at: moment)
        let indexes = try plainIndexes(db)
        for index in indexes { try db.execute(sql: "DROP INDEX \(index.name)") }
        try writer.apply(from: nil, to: network)
        for index in indexes { try db.execute(sql: index.sql) }
        if !isTrial { try writer.recordCounts() }
        outcome = ChangeOutcome(change: isTrial ? nil : writer.id, counts: writer.counts)
        return isTrial ? .rollback : .commit
      }
    }
    return outcome
  }

  /// Indexes of the network's tables that are no rules; those of later changes alone stay, for they take no row now.
  private static func plainIndexes(_ db: Database) throws -> [(name: String, sql: String)] {
    let names = Set(StoreTable.all.map(\.name))
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT name, tbl_name, sql FROM sqlite_master
        WHERE type = 'index' AND sql LIKE 'CREATE INDEX%' AND sql NOT LIKE '%WHERE changeId > 1'
        """)
    return rows.compactMap { row in
      guard let name = row[0] as String?, let table = row[1] as String?, let sql = row[2] as String?,
        names.contains(table)
      else { return nil }
      return (name, sql)
    }
  }
}

extension Store {
  /// Whether anything stands at a path.
  public static func stands(at path: String) -> Bool { fileKind(of: path) != .missing }

  /// What ``create(_:with:_:at:)`` would do, without a file.
  public static func outcomeOfCreating(with network: Network) throws -> ChangeOutcome {
    try translatingErrors("") {
      let queue = try DatabaseQueue()
      try Migrations.migrator().migrate(queue)
      let note = ChangeNote(author: "-", kind: .import)
      return try load(network, note, at: Moment(milliseconds: 0), isTrial: true, into: queue, name: "")
    }
  }
}
