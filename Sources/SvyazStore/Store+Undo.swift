internal import GRDB
internal import SvyazGraph

extension Store {
  /// Takes one change back, whichever it is, by a new change that restores what it replaced.
  ///
  /// Rows that later changes touched are a conflict, unless they hold again what the change had written; so are rows of
  /// later changes that refer to those that would go.
  /// - Throws: ``StoreError/undoConflict(change:later:rows:)``, ``StoreError/noSuchChange(_:)``; ``StoreError/refused(rule:)``
  ///   when rows that would come back refer to none; ``StoreError/onlyNetwork(_:)``.
  /// - Parameter keepsNetwork: refuses to take back the change that brought the network itself: what shows it could not
  ///   go on.
  @discardableResult
  public func undo(
    _ number: Int, _ note: ChangeNote, at moment: Moment, isTrial: Bool = false, keepsNetwork: Bool = false
  )
    throws -> ChangeOutcome
  {
    let undone = try change(number)
    var note = note
    note.kind = .undo
    note.undoes = number
    let outcome = try change(note, at: moment, isTrial: isTrial) { writer in
      let tables = StoreTable.all.filter { table in undone.counts.contains { $0.table == table.name } }
      let steps = try tables.map { table in try UndoStep(number, table, writer.db) }
      let conflicts = steps.flatMap(\.conflicts)
      if !conflicts.isEmpty {
        throw StoreError.undoConflict(
          change: number, later: Array(Set(conflicts.map(\.change))).sorted(),
          rows: conflicts.prefix(5).map(\.row))
      }
      for step in steps { try step.run(writer) }
      if keepsNetwork, try Bool.fetchOne(writer.db, sql: "SELECT EXISTS (SELECT 1 FROM network)") != true {
        throw StoreError.onlyNetwork(number)
      }
      let referrers = try Referrer.all(writer.db)
      if !referrers.isEmpty, referrers.allSatisfy({ $0.change > number && $0.change != writer.id }) {
        throw StoreError.undoConflict(
          change: number, later: Array(Set(referrers.map(\.change))).sorted(), rows: referrers.prefix(5).map(\.row))
      }
    }
    guard !outcome.isEmpty else { throw StoreError.nothingToUndo(number) }
    return outcome
  }
}

/// Takes back what one change did to one table.
private struct UndoStep {
  let number: Int
  let table: StoreTable
  var conflicts: [(change: Int, row: String)] = []
  /// Rows to put back over what the change wrote, and rows to put back where it left none.
  private var replaced: [[DatabaseValue]] = []
  private var removed: [[DatabaseValue]] = []
  /// Keys of rows that the change added and that a later change put back as they were.
  private var restored: [[DatabaseValue]] = []

  init(_ number: Int, _ table: StoreTable, _ db: Database) throws {
    self.number = number
    self.table = table
    let before = try Row.fetchAll(db, sql: table.ended, arguments: [number])
    for row in before {
      let values = Array(row.databaseValues)
      switch try state(of: values, db) {
      case .asWritten: replaced.append(values)
      case .absent: removed.append(values)
      case .later(let change): conflicts.append((change, words(values)))
      }
    }
    // Rows that the change added and that are not as it left them.
    let superseded = try Row.fetchAll(db, sql: table.superseded, arguments: [number])
    let replacedKeys = Set(before.map { keyValues(Array($0.databaseValues)) })
    for row in superseded {
      let values = Array(row.databaseValues)
      guard !replacedKeys.contains(keyValues(values)) else { continue }
      if case .later(let change) = try state(of: values, db) {
        conflicts.append((change, words(values)))
      } else {
        restored.append(keyValues(values))
      }
    }
  }

  private enum State {
    /// Stands as the change wrote it, by the change itself or by one that restored it.
    case asWritten
    /// The change left no row, and there is none.
    case absent
    case later(change: Int)
  }

  private func state(of values: [DatabaseValue], _ db: Database) throws -> State {
    let key = StatementArguments(keyValues(values))
    let standing = try Row.fetchOne(db, sql: table.standing, arguments: key)
    let written = try Row.fetchOne(db, sql: table.supersededRow, arguments: [number] + key)
    if let standing {
      let change: Int = standing[table.columns.count] ?? 0
      let current = Array(standing.databaseValues.dropLast())
      if change == number || written.map({ Array($0.databaseValues) == current }) == true { return .asWritten }
      return .later(change: change)
    }
    if written == nil { return .absent }
    let last = try Int.fetchOne(db, sql: table.lastEnd, arguments: key)
    return .later(change: last ?? number)
  }

  private func keyValues(_ values: [DatabaseValue]) -> [DatabaseValue] {
    // The key's columns in the key's own order, which ``StoreTable/keyMatch`` follows.
    table.key.compactMap { name in table.columns.firstIndex(of: name).map { values[$0] } }
  }

  private func words(_ values: [DatabaseValue]) -> String { table.words(key: keyValues(values)) }

  func run(_ writer: ChangeWriter) throws {
    let db = writer.db
    try db.execute(sql: table.deletionOfAdded(by: number))
    var gone = db.changesCount
    for key in restored {
      try db.execute(sql: table.deletion, arguments: StatementArguments(key))
      gone += db.changesCount
    }
    let assignments = table.columns.filter { !table.key.contains($0) }.map { "\($0) = ?" } + ["changeId = ?"]
    for values in replaced {
      let others = zip(table.columns, values).filter { !table.key.contains($0.0) }.map(\.1)
      try db.execute(
        sql: "UPDATE \(table.name) SET \(assignments.joined(separator: ", ")) WHERE \(table.keyMatch)",
        arguments: StatementArguments(others) + [writer.id] + StatementArguments(keyValues(values)))
    }
    let places = (0...table.columns.count).map { _ in "?" }.joined(separator: ", ")
    for values in removed {
      try db.execute(
        sql: "INSERT INTO \(table.name) (\(table.columnList), changeId) VALUES (\(places))",
        arguments: StatementArguments(values) + [writer.id])
    }
    let (changed, added) = (replaced.count, removed.count)
    writer.count(table) {
      $0.removed += gone
      $0.changed += changed
      $0.added += added
    }
  }
}

extension StoreTable {
  fileprivate func words(key: [DatabaseValue]) -> String {
    let texts = key.map { value in String.fromDatabaseValue(value) ?? value.description }
    return "\(name) \(texts.joined(separator: ", "))"
  }
}

/// A row that refers to one that is not there, and the change that wrote it.
private struct Referrer {
  let change: Int
  let row: String

  /// At most so many of each reference are named.
  private static let most = 20

  static func all(_ db: Database) throws -> [Referrer] {
    let broken = try Row.fetchAll(db, sql: "SELECT DISTINCT \"table\", parent, fkid FROM pragma_foreign_key_check")
    return try broken.flatMap { reference -> [Referrer] in
      guard let name: String = reference[0], let parent: String = reference[1], let id: Int = reference[2],
        let table = StoreTable.all.first(where: { $0.name == name })
      else { return [] }
      let columns = try Row.fetchAll(
        db, sql: "SELECT \"from\", \"to\" FROM pragma_foreign_key_list(?) WHERE id = ? ORDER BY seq",
        arguments: [name, id])
      let pairs = columns.compactMap { row -> (from: String, to: String)? in
        guard let from: String = row[0], let to: String = row[1] else { return nil }
        return (from, to)
      }
      guard !pairs.isEmpty, pairs.count == columns.count else { return [] }
      let isSet = pairs.map { "child.\"\($0.from)\" IS NOT NULL" }.joined(separator: " AND ")
      let isMet = pairs.map { "parent.\"\($0.to)\" = child.\"\($0.from)\"" }.joined(separator: " AND ")
      let key = table.key.map { "child.\"\($0)\"" }.joined(separator: ", ")
      let rows = try Row.fetchAll(
        db,
        sql: "SELECT child.changeId, \(key) FROM \(name) AS child WHERE \(isSet) "
          + "AND NOT EXISTS (SELECT 1 FROM \(parent) AS parent WHERE \(isMet)) LIMIT \(most)")
      return rows.map { row in
        Referrer(change: row[0] ?? 0, row: table.words(key: Array(row.databaseValues.dropFirst())))
      }
    }
  }
}
