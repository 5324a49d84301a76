internal import GRDB
internal import SvyazGraph

extension Store {
  /// Takes one change back, whichever it is, by a new change that restores what it replaced.
  ///
  /// Rows that later changes touched are a conflict, unless they hold again what the change had written.
  /// - Throws: ``StoreError/undoConflict(change:later:rows:)``, ``StoreError/noSuchChange(_:)``; ``StoreError/refused(rule:)``
  ///   when later rows refer to those that would go; ``StoreError/onlyNetwork(_:)``.
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

  private func words(_ values: [DatabaseValue]) -> String {
    let key = keyValues(values).map { value in String.fromDatabaseValue(value) ?? value.description }
    return "\(table.name) \(key.joined(separator: ", "))"
  }

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
