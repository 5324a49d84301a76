/// The queries for single rows and single changes, in one place like those of ``PageQuery``: none walks through a table.
extension StoreTable {
  /// A row as it stands and the change that wrote it, by its key.
  var standing: String { "SELECT \(columnList), changeId FROM \(name) WHERE \(keyMatch)" }

  /// All versions of a row, by its key twice.
  var versions: String {
    """
    SELECT \(columnList), changeId, NULL FROM \(name) WHERE \(keyMatch)
    UNION ALL
    SELECT \(columnList), changeId, endChangeId FROM \(name)History WHERE \(keyMatch)
    ORDER BY changeId
    """
  }

  /// The change that ended the last of a row's earlier versions.
  var lastEnd: String { "SELECT max(endChangeId) FROM \(name)History WHERE \(keyMatch)" }

  /// Versions that a change ended.
  var ended: String { "SELECT \(columnList) FROM \(name)History WHERE endChangeId = ?" }

  /// Versions that a change wrote and a later one ended.
  var superseded: String { "SELECT \(columnList) FROM \(name)History WHERE changeId = ?" }

  /// The same of one row: the change, then the key.
  var supersededRow: String { "\(superseded) AND \(keyMatch)" }

  var deletion: String { "DELETE FROM \(name) WHERE \(keyMatch)" }

  /// The rows that stand as a change wrote them. A partial index serves all changes but the first, which filled the
  /// store; SQLite takes it only when the query says so.
  private func written(by change: Int) -> String {
    change > 1 ? "changeId = \(change) AND changeId > 1" : "changeId = \(change)"
  }

  func standing(since change: Int) -> String { "SELECT \(columnList) FROM \(name) WHERE \(written(by: change))" }

  /// Takes away the rows that a change added and that still stand.
  func deletionOfAdded(by change: Int) -> String {
    let match = key.map { "old.\($0) IS \(name).\($0)" }.joined(separator: " AND ")
    return """
      DELETE FROM \(name) WHERE \(written(by: change))
        AND NOT EXISTS (SELECT 1 FROM \(name)History AS old WHERE old.endChangeId = \(change) AND \(match))
      """
  }

  /// All of them, for one change.
  func queries(of change: Int) -> [String] {
    [
      standing, versions, lastEnd, ended, superseded, supersededRow, deletion, standing(since: change),
      deletionOfAdded(by: change),
    ]
  }
}
