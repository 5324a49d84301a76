internal import GRDB
internal import SvyazContract
internal import SvyazGraph

/// Writes the rows of one change and counts them.
///
/// Triggers copy what is replaced or removed into the history; the newest change is the one that they name.
final class ChangeWriter {
  let db: Database
  /// The change that the rows belong to.
  let id: Int
  private var byTable: [String: ChangeCount] = [:]

  /// Begins the next change.
  ///
  /// - Precondition: within a transaction.
  init(_ db: Database, note: ChangeNote, at moment: Moment) throws {
    self.db = db
    let row = try Row.fetchOne(
      db, sql: "SELECT ifnull(max(id), 0), ifnull(max(at), ''), ifnull(max(day), '') FROM change")
    let (last, lastAt, lastDay) = (row?[0] as Int? ?? 0, row?[1] as String? ?? "", row?[2] as String? ?? "")
    id = last + 1
    // A clock that was set back must not make a later change look earlier.
    try db.execute(
      sql: "INSERT INTO change (id, at, day, author, kind, reason, source, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        id, max(moment.utc, lastAt), max(moment.day.description, lastDay), note.author, note.kind.rawValue,
        note.reason, note.source, note.undoes,
      ])
  }

  /// What was done so far, in the order of tables.
  var counts: [ChangeCount] { StoreTable.all.compactMap { byTable[$0.name] }.filter { !$0.isEmpty } }

  func count(_ table: StoreTable, _ add: (inout ChangeCount) -> Void) {
    add(&byTable[table.name, default: ChangeCount(table: table.name)])
  }

  /// Keeps the counts with the change.
  func recordCounts() throws {
    for count in counts {
      try db.execute(
        sql: """
          INSERT INTO changeCount (changeId, tableName, added, changed, closed, removed) VALUES (?, ?, ?, ?, ?, ?)
          """, arguments: [id, count.table, count.added, count.changed, count.closed, count.removed])
    }
  }

  /// Removals first, then changes, then additions: an interval that makes room comes before the one that takes it.
  func apply<Row: VersionedRow>(_ diff: TableDiff<Row>) throws {
    try delete(diff.removed)
    try update(diff.changed.map(\.after))
    try insert(diff.added)
    let closed = diff.changed.count { $0.isClosing }
    count(Row.storeTable) {
      $0.removed += diff.removed.count
      $0.changed += diff.changed.count - closed
      $0.closed += closed
      $0.added += diff.added.count
    }
  }

  /// The counting is the caller's.
  ///
  /// Rows go in by the batch: one statement for many keeps its place in the table, where one a row would look for it
  /// from the root each time. Batches take a third of the time.
  func insert<Row: VersionedRow>(_ rows: [Row]) throws {
    let full = rows.count / Self.batch * Self.batch
    try run(insertion(into: Row.storeTable, rows: Self.batch), rows[..<full], batch: Self.batch)
    try run(insertion(into: Row.storeTable, rows: 1), rows[full...])
  }

  private static let batch = 64

  private func insertion(into table: StoreTable, rows: Int) -> String {
    let values = "(\([String](repeating: "?", count: table.columns.count + 1).joined(separator: ", ")))"
    return "INSERT INTO \(table.name) (\(table.columnList), changeId) VALUES "
      + [String](repeating: values, count: rows).joined(separator: ", ")
  }

  func update<Row: VersionedRow>(_ rows: [Row]) throws {
    let table = Row.storeTable
    let values = (table.columns + ["changeId"]).enumerated().filter { !table.key.contains($1) }
      .map { "\($1) = ?\($0 + 1)" }.joined(separator: ", ")
    try run("UPDATE \(table.name) SET \(values) WHERE \(keyMatch(table))", rows[...])
  }

  func delete<Row: VersionedRow>(_ rows: [Row]) throws {
    let table = Row.storeTable
    try run("DELETE FROM \(table.name) WHERE \(keyMatch(table))", rows[...])
  }

  /// Parameters carry the numbers of the table's columns, so one binding serves all three kinds of statement.
  private func keyMatch(_ table: StoreTable) -> String {
    table.columns.enumerated().filter { table.key.contains($1) }.map { "\($1) IS ?\($0 + 1)" }
      .joined(separator: " AND ")
  }

  /// - Parameter batch: how many rows one run of the statement takes; divides their count.
  private func run<Row: VersionedRow>(_ sql: String, _ rows: ArraySlice<Row>, batch: Int = 1) throws {
    guard !rows.isEmpty else { return }
    let statement = try db.makeStatement(sql: sql)
    let binder = try RowBinder(statement, in: db)
    var bound = 0
    for row in rows {
      row.bind(to: binder)
      binder.append(integer: id)
      bound += 1
      if bound == batch {
        try binder.run()
        bound = 0
      }
    }
  }
}
