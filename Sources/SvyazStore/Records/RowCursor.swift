internal import GRDB
internal import GRDBSQLite
internal import SvyazContract
internal import SvyazGraph

/// Walks over the rows of a query, reading columns from left to right.
///
/// The schema keeps malformed values out, but a file can be torn or edited with other tools: what cannot be read leaves
/// a mark, a harmless stand-in takes its place, and the walk ends in an error.
struct RowCursor {
  private let connection: OpaquePointer
  private let statement: OpaquePointer
  /// Kept alive as long as its pointer is used.
  private let owner: GRDB.Statement
  let pools: SlugPools
  private var column: Int32 = 0
  private var isMalformed = false

  init(_ statement: GRDB.Statement, in db: Database, pools: SlugPools) throws {
    guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    self.connection = connection
    owner = statement
    self.statement = statement.sqliteStatement
    self.pools = pools
  }

  /// Goes to the next row.
  ///
  /// - Throws: `SQLITE_CORRUPT` when the row before held a value that the schema forbids.
  mutating func next() throws -> Bool {
    guard !isMalformed else {
      sqlite3_reset(statement)
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a value that the schema forbids")
    }
    column = 0
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(statement)
      return false
    case let code:
      let message = String(cString: sqlite3_errmsg(connection))
      sqlite3_reset(statement)
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  private mutating func bytes() -> UnsafeBufferPointer<UInt8>? {
    defer { column += 1 }
    guard let start = sqlite3_column_text(statement, column) else { return nil }
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }

  mutating func text() -> String {
    guard let bytes = bytes() else { return fail("") }
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func optionalIdentifier<Entity>(_ pool: SlugPool) -> Identifier<Entity>? {
    guard let bytes = bytes() else { return nil }
    guard let slug = pool.slug(bytes) else { return fail(nil) }
    return Identifier(slug)
  }

  mutating func identifier<Entity>(_ pool: SlugPool) -> Identifier<Entity> {
    guard let bytes = bytes(), let slug = pool.slug(bytes) else { return fail(.standIn) }
    return Identifier(slug)
  }

  mutating func word<Word>(_ words: WordTable<Word>) -> Word {
    guard let bytes = bytes(), let word = words.word(bytes) else { return fail(words.first) }
    return word
  }

  mutating func integer() -> Int {
    defer { column += 1 }
    return Int(clamping: sqlite3_column_int64(statement, column))
  }

  mutating func optionalInteger() -> Int? {
    if sqlite3_column_type(statement, column) == SQLITE_NULL {
      column += 1
      return nil
    }
    return integer()
  }

  mutating func day() -> Day {
    guard let bytes = bytes(), let day = Day(iso: String(decoding: bytes, as: UTF8.self)) else { return fail(.first) }
    return day
  }

  mutating func optionalDay() -> Day? {
    guard let bytes = bytes() else { return nil }
    guard let day = Day(iso: String(decoding: bytes, as: UTF8.self)) else { return fail(nil) }
    return day
  }

  mutating func interval() -> DayInterval {
    let from = day()
    return DayInterval(from: from, to: optionalDay())
  }

  /// Two columns.
  mutating func location() -> Coordinates? {
    defer { column += 2 }
    guard sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
    let found = Coordinates(
      latitude: sqlite3_column_double(statement, column), longitude: sqlite3_column_double(statement, column + 1))
    return found ?? fail(nil)
  }

  /// What several columns together stand for; `nil` for what the schema forbids.
  mutating func require<Value>(_ value: Value?, orElse standIn: Value) -> Value { value ?? fail(standIn) }

  private mutating func fail<Value>(_ standIn: Value) -> Value {
    isMalformed = true
    return standIn
  }
}

/// The words of an enumeration, ready to be compared with bytes.
struct WordTable<Word: ContractWord>: Sendable {
  private let entries: [(bytes: [UInt8], word: Word)]
  let first: Word

  init(_ first: Word) {
    self.first = first
    entries = Word.allCases.map { (Array($0.contractWord.utf8), $0) }
  }

  func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Word? {
    for entry in entries where entry.bytes.count == bytes.count {
      let isSame = entry.bytes.withUnsafeBufferPointer { word in
        for index in 0..<word.count where word[index] != bytes[index] { return false }
        return true
      }
      if isSame { return entry.word }
    }
    return nil
  }
}

extension Identifier {
  /// Takes the place of an identifier that cannot be read; it never leaves the walk that found it.
  fileprivate static var standIn: Identifier {
    guard let identifier = Identifier("0") else { preconditionFailure("a digit is a slug") }
    return identifier
  }
}
