internal import GRDB
internal import GRDBSQLite
internal import SvyazContract
internal import SvyazGraph

/// Binds the cells of a row to a prepared statement, from the first parameter on.
///
/// Texts are gathered in one buffer that stays in place until the statement has run, so SQLite need not copy them:
/// bulk loads spend less on a row than the `sqlite3` shell does.
final class RowBinder: CellSink {
  private let connection: OpaquePointer
  private let statement: OpaquePointer
  /// Kept alive as long as its pointer is used.
  private let owner: GRDB.Statement
  private let buffer: UnsafeMutablePointer<UInt8>
  private var used = 0
  private var parameter: Int32 = 0

  private static let capacity = 1 << 16
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  /// - Precondition: `statement` belongs to `db`.
  init(_ statement: GRDB.Statement, in db: Database) throws {
    guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    self.connection = connection
    owner = statement
    self.statement = statement.sqliteStatement
    buffer = .allocate(capacity: Self.capacity)
  }

  deinit {
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    buffer.deallocate()
  }

  func append(text: String) {
    parameter += 1
    var text = text
    text.withUTF8 { utf8 in
      let count = Int32(clamping: utf8.count)
      guard utf8.count <= Self.capacity - used else {
        return utf8.withMemoryRebound(to: CChar.self) {
          _ = sqlite3_bind_text(statement, parameter, $0.baseAddress, count, Self.copied)
        }
      }
      let start = buffer + used
      if let source = utf8.baseAddress { start.update(from: source, count: utf8.count) }
      used += utf8.count
      start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
        _ = sqlite3_bind_text(statement, parameter, $0, count, nil)
      }
    }
  }

  func append(word: String) { append(text: word) }

  func append(identifier: String?) { if let identifier { append(text: identifier) } else { appendNull() } }

  func append(integer: Int?) {
    guard let integer else { return appendNull() }
    parameter += 1
    sqlite3_bind_int64(statement, parameter, Int64(integer))
  }

  func append(decimal: Double?) {
    guard let decimal else { return appendNull() }
    parameter += 1
    sqlite3_bind_double(statement, parameter, decimal)
  }

  func append(day: Day?) { if let day { append(text: day.description) } else { appendNull() } }

  private func appendNull() {
    parameter += 1
    sqlite3_bind_null(statement, parameter)
  }

  /// Runs the statement with what was bound and makes ready for the next row.
  func run() throws {
    let code = sqlite3_step(statement)
    guard code == SQLITE_DONE || code == SQLITE_ROW else {
      let message = String(cString: sqlite3_errmsg(connection))
      sqlite3_reset(statement)
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
    sqlite3_reset(statement)
    used = 0
    parameter = 0
  }
}
