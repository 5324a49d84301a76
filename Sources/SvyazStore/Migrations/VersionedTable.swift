/// Writes the definition of a table that keeps every earlier version of its rows.
///
/// A table `result` gets a twin `resultHistory` with the same columns and the change that ended each version. Triggers
/// copy what an update or a deletion would lose, so that no way of writing goes round the history, and guard the twin.
/// The version of a row that was known after change *n* is the one with `changeId ≤ n`, and in the twin also
/// `endChangeId > n`.
///
/// Used by merged migrations: what it produces must never change.
struct VersionedTable {
  let name: String
  /// Column definitions without the change, `name TYPE rules`, in order.
  let columns: [String]
  /// Columns that tell a row; they never change in place.
  let key: [String]
  /// `false`: a key column may be `NULL`, and an expression index keeps the key unique.
  var hasPrimaryKey = true
  /// Table rules after the columns: `CHECK (…)`, `FOREIGN KEY …`.
  var rules: [String] = []

  private var columnNames: [String] { columns.map { String($0.prefix { $0 != " " }) } }

  var sql: String {
    let change = "changeId INTEGER NOT NULL REFERENCES change (id)"
    var lines = columns + [change]
    if hasPrimaryKey { lines.append("PRIMARY KEY (\(key.joined(separator: ", ")))") }
    lines += rules
    let options = hasPrimaryKey ? "STRICT, WITHOUT ROWID" : "STRICT"
    var sql = "CREATE TABLE \(name) (\n  \(lines.joined(separator: ",\n  "))\n) \(options);\n"
    if !hasPrimaryKey {
      let parts = key.map { "ifnull(\($0), '')" }.joined(separator: ", ")
      sql += "CREATE UNIQUE INDEX \(name)Key ON \(name) (\(parts));\n"
    }
    // The first change fills a store and is shown by its counts; later ones are looked up row by row.
    sql += "CREATE INDEX \(name)ByChange ON \(name) (changeId) WHERE changeId > 1;\n"
    return sql + historySQL + triggerSQL
  }

  private var historySQL: String {
    let plain = columns.map { column in
      column.split(separator: " ").prefix(2).joined(separator: " ")
    }
    return """
      CREATE TABLE \(name)History (
        \(plain.joined(separator: ",\n  ")),
        changeId INTEGER NOT NULL,
        endChangeId INTEGER NOT NULL CHECK (endChangeId > changeId)
      ) STRICT;
      CREATE INDEX \(name)HistoryByKey ON \(name)History (\(key.joined(separator: ", ")));
      CREATE INDEX \(name)HistoryByChange ON \(name)History (changeId);
      CREATE INDEX \(name)HistoryByEnd ON \(name)History (endChangeId);

      """
  }

  private var triggerSQL: String {
    let old = columnNames.map { "OLD.\($0)" }.joined(separator: ", ")
    let current = "(SELECT max(id) FROM change)"
    let moved = key.map { "NEW.\($0) IS NOT OLD.\($0)" }.joined(separator: " OR ")
    return """
      CREATE TRIGGER \(name)Update BEFORE UPDATE ON \(name)
      WHEN NEW.changeId IS NOT \(current) OR \(moved)
      BEGIN SELECT RAISE(ABORT, 'a row changes only within a change and keeps its key'); END;
      CREATE TRIGGER \(name)Updated AFTER UPDATE ON \(name) WHEN OLD.changeId < NEW.changeId
      BEGIN INSERT INTO \(name)History VALUES (\(old), OLD.changeId, NEW.changeId); END;
      CREATE TRIGGER \(name)Deleted AFTER DELETE ON \(name) WHEN OLD.changeId < \(current)
      BEGIN INSERT INTO \(name)History VALUES (\(old), OLD.changeId, \(current)); END;
      CREATE TRIGGER \(name)HistoryKept BEFORE UPDATE ON \(name)History
      BEGIN SELECT RAISE(ABORT, 'history is never edited'); END;
      CREATE TRIGGER \(name)HistoryStays BEFORE DELETE ON \(name)History
      BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;

      """
  }
}

/// Parts of column definitions that tables share; as frozen as ``VersionedTable``.
enum ColumnRule {
  static func slug(_ name: String) -> String {
    "\(name) TEXT NOT NULL CHECK (\(name) GLOB '[A-Za-z0-9]*' AND \(name) NOT GLOB '*[^-A-Za-z0-9._]*' "
      + "AND length(\(name)) <= 64)"
  }

  static func reference(_ name: String, to table: String, optional: Bool = false) -> String {
    "\(name) TEXT\(optional ? "" : " NOT NULL") REFERENCES \(table) (id) DEFERRABLE INITIALLY DEFERRED"
  }

  static func day(_ name: String, optional: Bool = false) -> String {
    // The thirty-first of April becomes the first of May and is not itself; older SQLite computes only when it must.
    let rule = "date(\(name), '+0 days') IS \(name) AND \(name) BETWEEN '1900-01-01' AND '2199-12-31'"
    return optional
      ? "\(name) TEXT CHECK (\(name) IS NULL OR (\(rule)))" : "\(name) TEXT NOT NULL CHECK (\(rule))"
  }

  static func word(_ name: String, _ words: [String]) -> String {
    "\(name) TEXT NOT NULL CHECK (\(name) IN (\(words.map { "'\($0)'" }.joined(separator: ", "))))"
  }

  static func text(_ name: String) -> String { "\(name) TEXT NOT NULL" }

  /// A text that must say something.
  static func filled(_ name: String) -> String { "\(name) TEXT NOT NULL CHECK (trim(\(name)) <> '')" }

  static func integer(_ name: String, _ range: ClosedRange<Int>, optional: Bool = false) -> String {
    let rule = "\(name) BETWEEN \(range.lowerBound) AND \(range.upperBound)"
    return optional
      ? "\(name) INTEGER CHECK (\(name) IS NULL OR \(rule))" : "\(name) INTEGER NOT NULL CHECK (\(rule))"
  }

  static let interval = [day("validFrom"), day("validTo", optional: true)]
  static let intervalRule = "CHECK (validTo IS NULL OR validTo > validFrom)"

  static let location = ["lat REAL", "lon REAL"]
  static let locationRule =
    "CHECK ((lat IS NULL) = (lon IS NULL) AND (lat IS NULL OR (abs(lat) <= 90 AND abs(lon) <= 180)))"

  /// Intervals of rows that agree in `columns` may touch but not overlap.
  static func noOverlap(_ table: String, _ columns: [String]) -> String {
    let same = columns.map { "other.\($0) = NEW.\($0)" }.joined(separator: " AND ")
    let rule = """
      WHEN EXISTS (
        SELECT 1 FROM \(table) AS other WHERE \(same) AND other.validFrom <> NEW.validFrom
          AND (NEW.validTo IS NULL OR other.validFrom < NEW.validTo)
          AND (other.validTo IS NULL OR NEW.validFrom < other.validTo))
      BEGIN SELECT RAISE(ABORT, 'intervals of \(table) overlap'); END;

      """
    return "CREATE TRIGGER \(table)NoOverlap BEFORE INSERT ON \(table)\n\(rule)"
      + "CREATE TRIGGER \(table)NoLaterOverlap BEFORE UPDATE OF validTo ON \(table)\n\(rule)"
  }
}
