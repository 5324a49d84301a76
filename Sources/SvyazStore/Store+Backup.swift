internal import GRDB
internal import Glibc
internal import SvyazGraph

extension Store {
  /// Writes a verified copy of the store into one file, while others may go on writing.
  ///
  /// - Throws: ``StoreError/exists(name:)`` when something stands at `path`.
  public func backup(to path: String) throws {
    try Self.translatingErrors(name) {
      guard Self.fileKind(of: path) == .missing else { throw StoreError.exists(name: Self.lastComponent(of: path)) }
      try Self.copyVerified(from: database, to: path)
    }
  }

  /// Puts the content of a backup into a store, in one transaction of SQLite: readers see the old or the new state.
  ///
  /// The backup is verified first. A store that stands at `path` is copied aside before it is replaced, however bad its
  /// state: its copy is then made file by file. A backup of an older form stays as it is; the store is brought up to date.
  /// - Returns: where the copy of the former store lies, `nil` when there was none.
  /// - Throws: ``StoreError``; the store is then as it was.
  public static func restore(_ path: String, from backup: String, patience: Double = 5) throws -> String? {
    let source = try open(backup, for: .reading, bringsUpToDate: false)
    try source.readThoroughly { db in try requireIntegrity(db, name: source.name) }
    let aside = try replace(path, by: source, patience: patience)
    if !source.isUpToDate { _ = try open(path, for: .writing, patience: patience) }
    return aside
  }

  private static func replace(_ path: String, by source: Store, patience: Double) throws -> String? {
    guard fileKind(of: path) != .missing else {
      return try translatingErrors(lastComponent(of: path)) {
        try copyVerified(from: source.database, to: path)
        return nil
      }
    }
    let name = lastComponent(of: path)
    return try translatingErrors(name) {
      let aside = try freeName("\(path).before-restore")
      if try isCopied(path, to: aside) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        let target = try DatabaseQueue(path: path, configuration: configuration)
        try source.database.backup(to: target)
        try target.close()
      } else {
        // Damaged beyond reading: its files are kept as they are, and the copy takes its place.
        try copyVerified(from: source.database, to: path) { try keepAside(path, as: aside) }
      }
      return aside
    }
  }

  /// - Returns: `false` when the store cannot be read for the damage that it has.
  /// - Throws: what keeps a sound one from being copied, as a full disk.
  private static func isCopied(_ path: String, to aside: String) throws -> Bool {
    do {
      let store = try open(path, for: .reading, bringsUpToDate: false)
      try translatingErrors(store.name) { try copyVerified(from: store.database, to: aside) }
      return true
    } catch let error as StoreError {
      switch error {
      case .damaged, .foreign: return false
      default: throw error
      }
    }
  }

  /// Gives the file of a damaged store a second name; its log goes there as well, lest it be taken for that of the copy.
  private static func keepAside(_ path: String, as aside: String) throws {
    for suffix in ["-wal", "-shm"] where fileKind(of: path + suffix) != .missing {
      guard rename(path + suffix, aside + suffix) == 0 else { throw StoreError.readOnly(name: lastComponent(of: path)) }
    }
    guard link(path, aside) == 0 else { throw StoreError.readOnly(name: lastComponent(of: path)) }
  }

  /// Everything that is wrong with the file: torn pages, dangling references, rules of the network that rows break, and
  /// histories that do not follow one another. Russian sentences; empty when all is well.
  ///
  /// - Throws: ``StoreError`` when the file cannot be read at all.
  public func problems() throws -> [String] {
    try readThoroughly { db in
      let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
      guard pages.isEmpty else { return pages.map { "Целостность файла: \($0)." } }
      let references = try Row.fetchAll(
        db, sql: "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2")
      var found = references.map { row in
        "Ссылки в никуда: таблица \(row[0] as String? ?? ""), нужны строки \(row[1] as String? ?? ""), "
          + "ошибок: \(row[2] as Int? ?? 0)."
      }
      for table in StoreTable.all { found += try Self.historyProblems(of: table, db) }
      return found
    }
  }

  /// Reads through a connection that could write: SQLite leaves out the rules of tables, `CHECK` above all, when it
  /// verifies a database through one that could not.
  private func readThoroughly<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.translatingErrors(name) {
      let queue: DatabaseQueue
      if access(path, W_OK) == 0, access(Self.folder(of: path), W_OK) == 0 {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA query_only = ON") }
        queue = try DatabaseQueue(path: path, configuration: configuration)
      } else {
        // A copy for the time being, which SQLite keeps in a file without a name.
        queue = try DatabaseQueue(path: "")
        try database.backup(to: queue)
      }
      let value = try queue.read(body)
      try queue.close()
      return value
    }
  }

  /// Versions of a row must follow one another without gaps of knowledge that overlap.
  private static func historyProblems(of table: StoreTable, _ db: Database) throws -> [String] {
    let same = table.key.map { "a.\($0) IS b.\($0)" }.joined(separator: " AND ")
    let overlapping = """
      SELECT count(*) FROM \(table.name)History AS a JOIN \(table.name)History AS b
      ON \(same) AND a.rowid < b.rowid AND a.changeId < b.endChangeId AND b.changeId < a.endChangeId
      """
    let standing = """
      SELECT count(*) FROM \(table.name)History AS a JOIN \(table.name) AS b ON \(same) AND a.endChangeId > b.changeId
      """
    let unknown = """
      SELECT count(*) FROM \(table.name) WHERE changeId NOT IN (SELECT id FROM change)
      """
    var found: [String] = []
    for (sql, words) in [
      (overlapping, "версии строки перекрываются"), (standing, "прежняя версия длится дольше новой"),
      (unknown, "строка записана неизвестным изменением"),
    ] {
      let count = try Int.fetchOne(db, sql: sql) ?? 0
      if count > 0 { found.append("История таблицы \(table.name): \(words), случаев: \(count).") }
    }
    return found
  }

  /// Copies the database while others may write, verifies the copy, and puts it in place only when it is whole.
  ///
  /// - Parameter prepare: makes room at `path` when the copy is ready.
  static func copyVerified(
    from source: any DatabaseReader, to path: String, prepare: () throws -> Void = {}
  ) throws {
    let passing = passingName(for: path)
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(passing + suffix) } }
    do {
      let copy = try DatabaseQueue(path: passing)
      try source.backup(to: copy)
      // One file that can be carried away, without companions.
      try copy.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.read { db in try requireIntegrity(db, name: lastComponent(of: path)) }
      try copy.close()
    }
    try bringToDisk(passing, name: lastComponent(of: path))
    try prepare()
    guard rename(passing, path) == 0 else {
      throw StoreError.inputOutput(name: lastComponent(of: path), detail: "копию нельзя поставить на место")
    }
    try bringFolderToDisk(of: path, name: lastComponent(of: path))
  }

  /// Waits until the disk has the file's content.
  static func bringToDisk(_ path: String, name: String) throws {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError.inputOutput(name: name, detail: "файл не открывается") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw errno == ENOSPC ? StoreError.diskFull(name: name) : .inputOutput(name: name, detail: "диск не записал файл")
    }
  }

  /// Waits until the disk has the folder's entry of a file: without it a name can be lost with the power.
  static func bringFolderToDisk(of path: String, name: String) throws { try bringToDisk(folder(of: path), name: name) }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// - Throws: ``StoreError/damaged(name:detail:)``.
  static func requireIntegrity(_ db: Database, name: String) throws {
    let found = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
    guard found == ["ok"] else { throw StoreError.damaged(name: name, detail: found.prefix(3).joined(separator: "; ")) }
    if let row = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") {
      throw StoreError.damaged(name: name, detail: "ссылка в никуда из таблицы \(row[0] as String? ?? "")")
    }
  }
}
