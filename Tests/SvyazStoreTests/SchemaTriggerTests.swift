import GRDB
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// What triggers guard: nobody goes round the history, with whatever tool.
@Suite struct SchemaTriggerTests {
  private func message(_ db: Database, _ statements: [String]) throws -> String? {
    try db.execute(sql: "BEGIN IMMEDIATE")
    defer { try? db.execute(sql: "ROLLBACK") }
    do {
      for sql in statements { try db.execute(sql: sql) }
    } catch let error as DatabaseError { return error.message }
    return nil
  }

  private let next =
    "INSERT INTO change VALUES (3, '2022-01-01T00:00:00.000Z', '2022-01-01', 'А', 'edit', '', '', NULL)"

  @Test("history is never edited or deleted") func keepsHistory() throws {
    let fixture = try SchemaRuleTests.fixture()
    try fixture.raw { (db: Database) throws in
      for table in StoreTable.all {
        let history = "\(table.name)History"
        // A version of its own, so that there is something to spoil.
        let fill = "INSERT INTO \(history) SELECT \(table.columnList), 1, 2 FROM \(table.name) LIMIT 1"
        #expect(try message(db, [fill, "UPDATE \(history) SET changeId = 0"]) == "history is never edited")
        #expect(try message(db, [fill, "DELETE FROM \(history)"]) == "history is never deleted")
      }
      #expect(try message(db, ["UPDATE change SET author = 'другой'"]) == "changes are never edited")
      #expect(try message(db, ["DELETE FROM change WHERE id = 2"]) == "changes are never deleted")
    }
  }

  @Test("a row changes only within a new change, under its key, and its old form is kept") func keepsVersions() throws {
    let fixture = try SchemaRuleTests.fixture()
    try fixture.raw { (db: Database) throws in
      let refusal = "a row changes only within a change and keeps its key"
      for table in StoreTable.all {
        // No change begun: the row claims to be of an older one.
        #expect(try message(db, ["UPDATE \(table.name) SET changeId = 1"]) == refusal, "\(table.name)")
        let values = try #require(SchemaRuleTests.otherKey[table.name])
        let key = try #require(table.key.first { values[$0] != nil })
        let move = """
          UPDATE \(table.name) SET \(key) = \(values[key] ?? ""), changeId = 3
          WHERE \(key) = (SELECT max(\(key)) FROM \(table.name))
          """
        #expect(try message(db, [next, move]) == refusal, "\(table.name)")
      }
      try db.execute(sql: "BEGIN IMMEDIATE")
      defer { try? db.execute(sql: "ROLLBACK") }
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON; \(next)")
      for table in StoreTable.all {
        let count = { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.name)History") ?? 0 }
        let (before, rows) = (try count(), try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.name)") ?? 0)
        try db.execute(sql: "UPDATE \(table.name) SET changeId = 3")
        #expect(try count() == before + rows, "\(table.name)")
        // What this change wrote itself leaves no version behind.
        try db.execute(sql: "DELETE FROM \(table.name)")
        #expect(try count() == before + rows, "\(table.name)")
      }
    }
  }

  @Test("intervals may touch but not overlap") func refusesOverlaps() throws {
    let fixture = try SchemaRuleTests.fixture()
    try fixture.raw { (db: Database) throws in
      let school = try #require(try String.fetchOne(db, sql: "SELECT id FROM school"))
      let association = try #require(try String.fetchOne(db, sql: "SELECT id FROM association"))
      func status(_ from: String, _ to: String) -> String {
        "INSERT INTO status VALUES ('\(school)', 'risk', '\(from)', \(to), '', 3)"
      }
      func membership(_ from: String, _ to: String) -> String {
        "INSERT INTO membership VALUES ('\(association)', '\(school)', 'member', '\(from)', \(to), 3)"
      }
      for (name, insert) in [("status", status), ("membership", membership)] {
        let clear = [next, "DELETE FROM \(name)"]
        let overlap = "intervals of \(name) overlap"
        let one = insert("2021-01-01", "'2021-06-01'")
        #expect(try message(db, clear + [one, insert("2021-06-01", "NULL")]) == nil)
        #expect(try message(db, clear + [one, insert("2021-05-31", "NULL")]) == overlap)
        #expect(try message(db, clear + [one, insert("2020-01-01", "NULL")]) == overlap)
        #expect(try message(db, clear + [one, insert("2020-01-01", "'2021-01-02'")]) == overlap)
        #expect(try message(db, clear + [insert("2021-01-01", "NULL"), insert("2022-01-01", "NULL")]) == overlap)
        let later = "UPDATE \(name) SET validTo = NULL WHERE validFrom = '2021-01-01'"
        #expect(try message(db, clear + [one, insert("2021-07-01", "NULL"), later]) == overlap)
      }
    }
  }

  @Test("changes follow one another") func keepsOrderOfChanges() throws {
    let fixture = try SchemaRuleTests.fixture()
    try fixture.raw { (db: Database) throws in
      func insert(_ id: Int, _ at: String, _ day: String) -> String {
        "INSERT INTO change VALUES (\(id), '\(at)T00:00:00.000Z', '\(day)', 'А', 'edit', '', '', NULL)"
      }
      for sql in [
        insert(4, "2022-01-01", "2022-01-01"), insert(2, "2022-01-01", "2022-01-01"),
        insert(3, "2020-01-01", "2022-01-01"), insert(3, "2022-01-01", "2020-01-01"),
      ] { #expect(try message(db, [sql]) == "changes follow one another", "\(sql)") }
    }
  }
}
