import GRDB
import GRDBSQLite
import SvyazGraph
import SvyazSynthesis
import Testing

@testable import SvyazStore

/// SQLite says how it would run each query of a page: never through a whole big table.
@Suite struct QueryPlanTests {
  /// Tables that grow with the country or with the years; histories grow with both.
  static let big: Set<String> = Set(
    [
      "result", "participation", "partnership", "event", "membership", "status", "programme", "staff", "mentor",
      "change", "changeCount",
    ] + StoreTable.all.map { "\($0.name)History" })

  static func withStore<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let fixture = try StoreFixture(SyntheticNetwork.make(schools: 2000, seed: 5))
    let store = try fixture.open()
    var school = try #require(try store.network().schools.first)
    school.name += " (новое имя)"
    try store.edit([.replace(school, base: 1)], .edit, at: .number(2))
    return try fixture.raw(body)
  }

  private func plan(_ db: Database, _ sql: String) throws -> [String] {
    let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
    let count = Int(sqlite3_bind_parameter_count(statement.sqliteStatement))
    let arguments = StatementArguments([DatabaseValue](repeating: .null, count: count))
    return try Row.fetchAll(statement, arguments: arguments).map { $0["detail"] ?? "" }
  }

  /// Steps of the plan that walk through a big table; «SCAN result USING INDEX …» walks through it as well.
  private func scans(_ db: Database, _ sql: String) throws -> [String] {
    try plan(db, sql).filter { step in
      let words = step.split(separator: " ")
      guard words.first == "SCAN", words.count > 1 else { return false }
      // An index on an expression or of a few rows is no excuse, an alias hides the name: match both.
      return Self.big.contains(String(words[1])) || Self.aliases.contains(String(words[1]))
    }
  }

  private static let aliases: Set<String> = ["old", "a", "b", "other"]

  @Test("pages, histories, edits and undos find rows by an index") func searches() throws {
    try Self.withStore { (db: Database) throws in
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'") == 0)
      for query in PageQuery.allCases {
        #expect(try scans(db, query.sql) == [], "\(query)")
      }
      for table in StoreTable.all {
        for sql in table.queries(of: 2) {
          let found = try scans(db, sql)
          // A subject that goes is looked up in all results: once in years, and no page waits for it.
          if table == .subject, sql.hasPrefix("DELETE") { continue }
          #expect(found == [], "\(table.name): \(sql)")
        }
      }
    }
  }

  @Test("the test sees a scan") func seesScans() throws {
    try Self.withStore { (db: Database) throws in
      #expect(try scans(db, "SELECT * FROM result WHERE successful = 1") != [])
      #expect(try scans(db, "SELECT * FROM schoolHistory WHERE name = 'x'") != [])
      #expect(try scans(db, "DELETE FROM event WHERE organiser = 'x'") != [])
      #expect(try scans(db, "SELECT * FROM result AS old WHERE old.grade = 9") != [])
      #expect(try scans(db, "SELECT * FROM change WHERE author = 'x'") != [])
    }
  }

  @Test("a change of one row touches no table as a whole") func changesFewRows() throws {
    let fixture = try StoreFixture(SyntheticNetwork.make(schools: 200, seed: 5))
    let store = try fixture.open()
    let network = try store.network()
    var result = network.results[0]
    result.successful = 0
    result.participants += 1
    try store.edit([.replace(result, base: 1)], .edit, at: .number(2))
    let details = try store.details(of: 2)
    #expect(details.map(\.table) == ["result"] && details[0].before != details[0].after)
    try store.undo(2, .undo, at: .number(3))
    #expect(try store.network() == network)
    #expect(try store.details(of: 1, limit: 7).count == 7)
  }
}
