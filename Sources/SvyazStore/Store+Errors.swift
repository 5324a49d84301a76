internal import GRDB
internal import SvyazGraph

extension Store {
  /// Turns what SQLite says into an error that a user can read.
  static func translatingErrors<Value>(_ name: String, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as DatabaseError { throw storeError(error, name: name) }
  }

  static func storeError(_ error: DatabaseError, name: String) -> StoreError {
    let detail = error.message ?? error.resultCode.description
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(name: name)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: return .readOnly(name: name)
    case .SQLITE_FULL: return .diskFull(name: name)
    // The index of the log could not be made as long as it must be: there was no room for it.
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: return .diskFull(name: name)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .damaged(name: name, detail: detail)
    case .SQLITE_CONSTRAINT: return .refused(rule: rule(error))
    default: return .inputOutput(name: name, detail: detail)
    }
  }

  private static func rule(_ error: DatabaseError) -> String {
    let detail = error.message ?? ""
    func after(_ prefix: String) -> String {
      detail.hasPrefix(prefix) ? String(detail.dropFirst(prefix.count)) : detail
    }
    switch error.extendedResultCode {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY:
      return "две строки с одним ключом (\(after("UNIQUE constraint failed: ")))"
    case .SQLITE_CONSTRAINT_CHECK: return "недопустимое значение (\(after("CHECK constraint failed: ")))"
    case .SQLITE_CONSTRAINT_NOTNULL: return "пустое значение (\(after("NOT NULL constraint failed: ")))"
    case .SQLITE_CONSTRAINT_FOREIGNKEY: return "ссылка на строку, которой нет"
    case .SQLITE_CONSTRAINT_TRIGGER:
      return detail.hasPrefix("intervals of") ? "сроки одной строки пересекаются" : detail
    default: return detail
    }
  }
}
