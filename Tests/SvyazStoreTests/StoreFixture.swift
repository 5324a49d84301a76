import Foundation
import GRDB
import SvyazContract
import SvyazGraph
import SvyazStoreTestSupport
import SvyazTestSupport

@testable import SvyazStore

/// A store in a folder of its own, and the words of its changes.
struct StoreFixture {
  let folder: TemporaryFolder
  var path: String { folder.path + "/сеть №1.svyaz" }

  init() throws { folder = try TemporaryFolder() }

  /// A store with one network.
  init(_ network: Network) throws {
    try self.init()
    try Store.create(path, with: network, .first, at: .number(1))
  }

  func open(_ purpose: Store.Purpose = .writing, patience: Double = 5) throws -> Store {
    try Store.open(path, for: purpose, patience: patience)
  }

  /// The file as SQLite alone sees it.
  func raw<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.writeWithoutTransaction(body)
  }

  /// The file's own checks, without the store.
  func isSound() throws -> Bool { try Self.isSound(path) }

  static func isSound(_ path: String) throws -> Bool {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.writeWithoutTransaction { db in
      try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"]
        && Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil
    }
  }
}

extension ChangeNote {
  static let first = ChangeNote(author: "Иванова", kind: .import, reason: "Первая загрузка", source: "schools.csv")
  static let edit = ChangeNote(author: "Петрова", kind: .edit, reason: "Приказ № 5")
  static let undo = ChangeNote(author: "Сидорова", kind: .undo, reason: "Ошибка")
}

extension Moment {
  /// An hour apart, from 2021-01-01T00:00:00Z on.
  static func number(_ change: Int) -> Moment { Moment(milliseconds: 1_609_459_200_000 + change * 3_600_000) }
}

/// - Returns: the error of ours that `body` throws; `nil` when it throws none or another.
func storeError(_ body: () throws -> Void) -> StoreError? {
  do { try body() } catch { return error as? StoreError }
  return nil
}
