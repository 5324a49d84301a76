internal import GRDB
internal import Glibc
internal import SvyazGraph

/// One network with its whole history in one SQLite file, and everything that was ever known about it.
///
/// Each change is one transaction with an author, a moment and a reason. Rows that a change replaces or removes stay in
/// history tables, so the network can be read as it was known after any change. Readers never wait for the writer (WAL),
/// a change that was acknowledged survives a crash of the machine (`synchronous = FULL`).
///
///     let store = try Store.open("samara.svyaz", for: .reading)
///     let network = try store.network()                       // as it is known now
///     let then = try store.network(.day(reportDay))           // as it was known on that day
public final class Store: Sendable {
  public enum Purpose: Sendable {
    /// The file stays as it is, but an older form is brought up to date first where the file may be written.
    case reading
    case writing
    /// As writing, and a file that is not there is made.
    case creating
  }

  /// The file's last name, for messages.
  public let name: String
  let path: String
  let database: any DatabaseReader
  private let changes: (any DatabaseWriter)?
  /// Copies that were made before the file was brought up to date.
  public let backups: [String]
  /// `false` only for an older form that was opened as it is.
  let isUpToDate: Bool

  /// - Parameter patience: how many seconds to wait for another program that holds the file.
  /// - Throws: ``StoreError``.
  public static func open(_ path: String, for purpose: Purpose, patience: Double = 5) throws -> Store {
    try open(path, for: purpose, patience: patience, bringsUpToDate: true)
  }

  /// - Parameter bringsUpToDate: `false` takes an older form as it is, for copying only.
  static func open(
    _ path: String, for purpose: Purpose, patience: Double = 5, bringsUpToDate: Bool
  ) throws -> Store {
    let name = lastComponent(of: path)
    return try translatingErrors(name) {
      switch fileKind(of: path) {
      case .missing: guard purpose == .creating else { throw StoreError.missing(name: name) }
      case .file: try requireDatabase(path, name: name, mayBeEmpty: purpose == .creating)
      case .other: throw StoreError.foreign(name: name)
      }
      return try Store(
        path: path, name: name, purpose: purpose, patience: patience, bringsUpToDate: bringsUpToDate)
    }
  }

  private init(
    path: String, name: String, purpose: Purpose, patience: Double, bringsUpToDate: Bool
  ) throws {
    self.path = path
    self.name = name
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      // An acknowledged change survives the loss of power, not only of the process.
      try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384")
    }
    let isWritable = access(path, W_OK) == 0 || Self.fileKind(of: path) == .missing
    if purpose == .reading {
      configuration.readonly = true
      let reader = try Self.openForReading(path, configuration)
      let isCurrent = try reader.read { db in try Self.isCurrent(db, name: name) }
      if isCurrent || !bringsUpToDate {
        (database, changes, backups, isUpToDate) = (reader, nil, [], isCurrent)
        return
      }
      guard isWritable else { throw StoreError.tooOld(name: name) }
      configuration.readonly = false
    }
    guard isWritable else { throw StoreError.readOnly(name: name) }
    if purpose != .reading, Self.fileKind(of: path) != .missing {
      // A pool turns the file to WAL at once; one that is not ours, or too new, must stay as it is.
      var looking = configuration
      looking.readonly = true
      let reader = try DatabaseQueue(path: path, configuration: looking)
      _ = try reader.read { db in try Self.isCurrent(db, name: name) }
      try reader.close()
    }
    let pool = try DatabasePool(path: path, configuration: configuration)
    backups = try Self.migrate(pool, path: path, name: name)
    (database, changes, isUpToDate) = (pool, pool, true)
  }

  /// A file in WAL mode needs a companion; where the folder may not be written, SQLite is told that nobody writes.
  private static func openForReading(
    _ path: String, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    let mayMakeCompanion = access(folder(of: path), W_OK) == 0
    guard !mayMakeCompanion, fileKind(of: path + "-wal") == .missing else {
      return try DatabaseQueue(path: path, configuration: configuration)
    }
    let escaped = path.utf8.map { byte -> String in
      let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      if isPlain || byte == 0x2F || byte == 0x2E || byte == 0x2D || byte == 0x5F {
        return String(UnicodeScalar(byte))
      }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return try DatabaseQueue(path: "file:\(escaped.joined())?immutable=1", configuration: configuration)
  }

  var writer: any DatabaseWriter {
    get throws {
      guard let changes else { throw StoreError.readOnly(name: name) }
      return changes
    }
  }

  /// Reads one consistent state.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.translatingErrors(name) { try database.read(body) }
  }
}

// MARK: The form of the file

extension Store {
  /// - Returns: whether the file has today's form.
  /// - Throws: ``StoreError`` for a file of another program or of a newer version.
  private static func isCurrent(_ db: Database, name: String) throws -> Bool {
    let migrator = Migrations.migrator()
    let applied = try migrator.appliedIdentifiers(db)
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id")
    guard applied.isEmpty || application == Migrations.applicationID else { throw StoreError.foreign(name: name) }
    let known = Set(Migrations.all.map(\.name))
    if let newer = applied.subtracting(known).min() { throw StoreError.tooNew(name: name, migration: newer) }
    if applied.isEmpty, try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") != 0 {
      throw StoreError.foreign(name: name)
    }
    return applied == known
  }

  /// Brings the file to today's form; an older one is copied first.
  ///
  /// - Returns: the copies made, at most one.
  private static func migrate(_ pool: DatabasePool, path: String, name: String) throws -> [String] {
    let migrator = Migrations.migrator()
    guard try !pool.read({ db in try isCurrent(db, name: name) }) else { return [] }
    var backups: [String] = []
    let applied = try pool.read { db in try migrator.appliedIdentifiers(db) }
    if !applied.isEmpty, let next = Migrations.all.map(\.name).first(where: { !applied.contains($0) }) {
      let copy = try freeName("\(path).before-\(next)")
      try copyVerified(from: pool, to: copy)
      backups.append(copy)
    }
    try migrator.migrate(pool)
    return backups
  }

  /// `name`, or with the first number that makes it free.
  static func freeName(_ name: String) throws -> String {
    if fileKind(of: name) == .missing { return name }
    for number in 2...9999 where fileKind(of: "\(name)-\(number)") == .missing { return "\(name)-\(number)" }
    throw StoreError.exists(name: lastComponent(of: name))
  }

  private static func requireDatabase(_ path: String, name: String, mayBeEmpty: Bool) throws {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError.inputOutput(name: name, detail: "файл не читается") }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 16)
    let count = header.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    if count == 0, mayBeEmpty { return }
    guard count == 16, header.elementsEqual("SQLite format 3\0".utf8) else { throw StoreError.foreign(name: name) }
  }

  enum FileKind { case missing, file, other }

  static func fileKind(of path: String) -> FileKind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    return status.st_mode & S_IFMT == S_IFREG ? .file : .other
  }

  static func lastComponent(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
