import GRDB
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// The schema refuses what breaks a rule, however it is written; each rule of each table is broken at least once.
@Suite struct SchemaRuleTests {
  static func fixture() throws -> StoreFixture {
    let network = RandomNetwork.make(seed: 21, schools: 24, constraints: .arbitrary)
    let fixture = try StoreFixture(network)
    let store = try fixture.open()
    try store.update(
      .first, at: .number(2),
      answers: [NameAnswer(key: "школа 1", text: "Школа № 1", school: network.schools[0].id)],
      successions: [
        Succession(school: network.schools[0].id, successor: network.schools[1].id, day: "2021-01-01")
      ]
    ) { _ in
      var other = network
      other.name += "!"
      return other
    }
    try Self.addPeople(to: store, school: network.schools[0].id)
    try fixture.raw { (db: Database) throws in
      try db.execute(
        sql: """
          INSERT INTO planVariant (kind, name, author, at, baseChange, version, options, body)
          VALUES ('matching', 'Вариант', 'planner', 0, 1, 1, '{}', x'7B7D')
          """)
    }
    return fixture
  }

  /// Tables without a history: people, their ways in, what they did and were answered.
  static let people = ["account", "session", "signInLink", "accessToken", "answered", "auditEntry", "planVariant"]

  private static func addPeople(to store: Store, school: SchoolID) throws {
    func digest(_ byte: UInt8) throws -> SecretDigest {
      try #require(SecretDigest(bytes: [UInt8](repeating: byte, count: 32)))
    }
    let (now, end) = (Moment.number(2), Moment.number(9))
    try store.keep(
      Account(login: "a-school", name: "Школа", role: "school", school: school, openedAt: now), by: "admin", at: now)
    try store.openSession(
      digest(1), for: "a-school", csrf: String(repeating: "c", count: 43), at: now, endsAt: end)
    try store.addLink(digest(2), for: "a-school", by: "admin", at: now, endsAt: end)
    try store.addToken(
      digest(3), id: "token-1", for: "a-school", name: "Программа", writes: true, by: "admin", at: now, endsAt: end)
    try store.keep(
      KeptAnswer(request: digest(4), status: 200, headers: "", body: []), to: "key", of: "a-school", at: now)
  }

  /// Runs statements as a part of change 3 and takes them back; returns the error.
  private func refusal(_ db: Database, _ statements: [String]) throws -> DatabaseError? {
    try db.execute(sql: "BEGIN IMMEDIATE")
    defer { try? db.execute(sql: "ROLLBACK") }
    try db.execute(sql: Self.change(3))
    do {
      for sql in statements { try db.execute(sql: sql) }
      try db.execute(sql: "COMMIT")
    } catch let error as DatabaseError { return error }
    return nil
  }

  private static func change(_ id: Int) -> String {
    "INSERT INTO change (id, at, day, author, kind, reason, source, undoes) VALUES "
      + "(\(id), '2022-01-01T00:00:00.000Z', '2022-01-01', 'кто-то', 'undo', '', '', 1)"
  }

  /// A copy of the table's first row with other values.
  private static func copy(_ table: String, _ db: Database, _ values: [String: String]) throws -> String {
    let columns = try db.columns(in: table).map(\.name)
    var values = values
    if StoreTable.all.contains(where: { $0.name == table }) { values["changeId"] = values["changeId"] ?? "3" }
    let expressions = columns.map { values[$0] ?? $0 }.joined(separator: ", ")
    return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) SELECT \(expressions) FROM \(table) LIMIT 1"
  }

  @Test("values that a CHECK forbids, and every CHECK there is") func checksValues() throws {
    let fixture = try Self.fixture()
    try fixture.raw { (db: Database) throws in
      var met: Set<String> = []
      for rule in BadValue.all {
        let table = rule.table
        let error = try #require(
          try refusal(db, [try Self.copy(table, db, rule.values)]), "\(table) took \(rule.values)")
        #expect(error.extendedResultCode == .SQLITE_CONSTRAINT_CHECK, "\(table) \(rule.values): \(error)")
        let prefix = "CHECK constraint failed: "
        if let message = error.message, message.hasPrefix(prefix) {
          met.insert(String(message.dropFirst(prefix.count)))
        }
      }
      for table in StoreTable.all {
        let into = "INSERT INTO \(table.name)History SELECT \(table.columnList), 2, 2 FROM \(table.name) LIMIT 1"
        #expect(try refusal(db, [into])?.extendedResultCode == .SQLITE_CONSTRAINT_CHECK)
        met.insert("endChangeId > changeId")
      }
      // Behind the trigger that counts changes from 1 on.
      met.insert("id > 0")
      let schema = try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE type = 'table'")
      let written = Set(schema.filter { !$0.contains("grdb_migrations") }.flatMap(Self.checks))
      #expect(written.count > 60)
      #expect(written.subtracting(met) == [], "rules that no case breaks")
    }
  }

  /// What stands in the brackets of each `CHECK (…)`.
  private static func checks(in sql: String) -> [String] {
    bracketed(sql[...])
  }

  private static func bracketed(_ sql: Substring) -> [String] {
    guard let start = sql.firstRange(of: "CHECK (") else { return [] }
    var depth = 1
    var end = start.upperBound
    while end < sql.endIndex, depth > 0 {
      if sql[end] == "(" { depth += 1 }
      if sql[end] == ")" { depth -= 1 }
      end = sql.index(after: end)
    }
    return [String(sql[start.upperBound..<sql.index(before: end)])] + bracketed(sql[end...])
  }

  @Test("NULL where a value must stand, in every such column") func requiresValues() throws {
    let fixture = try Self.fixture()
    try fixture.raw { (db: Database) throws in
      var count = 0
      for table in StoreTable.all.map(\.name) + ["change", "changeCount"] + Self.people {
        let others = table == "change" ? BadValue.nextChange : [:]
        for column in try Row.fetchAll(
          db, sql: "SELECT name FROM pragma_table_info(?) WHERE \"notnull\"", arguments: [table])
        {
          let name: String = column[0]
          let error = try refusal(db, [try Self.copy(table, db, others.merging([name: "NULL"]) { $1 })])
          #expect(
            error?.extendedResultCode == .SQLITE_CONSTRAINT_NOTNULL, "\(table).\(name): \(String(describing: error))")
          count += 1
        }
      }
      #expect(count > 100)
    }
  }

  @Test("a row with the key of another, in every table") func keepsKeysUnique() throws {
    let fixture = try Self.fixture()
    try fixture.raw { (db: Database) throws in
      for table in StoreTable.all {
        let code = try refusal(db, [try Self.copy(table.name, db, [:])])?.extendedResultCode
        #expect(code == .SQLITE_CONSTRAINT_PRIMARYKEY || code == .SQLITE_CONSTRAINT_UNIQUE, "\(table.name)")
      }
      // Empty cells of a key are equal to each other.
      for table in ["mentor", "matchingConstraint"] {
        let code = try refusal(
          db, ["DELETE FROM \(table)", "INSERT INTO \(table) SELECT * FROM (\(Self.twins(table)))"])?.extendedResultCode
        #expect(code == .SQLITE_CONSTRAINT_UNIQUE, "\(table)")
      }
      let second = try refusal(db, [try Self.copy("network", db, ["id": "'another'"])])
      #expect(second?.message == "UNIQUE constraint failed: index 'networkIsOne'")
      let count = "INSERT INTO changeCount SELECT * FROM changeCount LIMIT 1"
      #expect(try refusal(db, [count])?.extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY)
    }
  }

  private static func twins(_ table: String) -> String {
    let row =
      table == "mentor"
      ? "SELECT schoolId, NULL, 1, 3 FROM status" : "SELECT 'ban', schoolId, schoolId, NULL, 3 FROM status"
    return "SELECT * FROM (\(row) LIMIT 1) UNION ALL SELECT * FROM (\(row) LIMIT 1)"
  }

  @Test("texts where numbers must stand") func keepsTypes() throws {
    let fixture = try Self.fixture()
    try fixture.raw { (db: Database) throws in
      // An id that is the row's own number is refused in another way.
      let people = Self.people.filter { !["auditEntry", "planVariant"].contains($0) }
      for table in StoreTable.all.map(\.name) + ["changeCount"] + people {
        for column in try Row.fetchAll(db, sql: "SELECT name, type FROM pragma_table_info(?)", arguments: [table]) {
          let name: String = column[0]
          guard (column[1] as String) != "TEXT" else { continue }
          let error = try refusal(db, [try Self.copy(table, db, [name: "'много'"])])
          #expect(error?.resultCode == .SQLITE_CONSTRAINT, "\(table).\(name): \(String(describing: error))")
        }
      }
    }
  }

  @Test("references to nothing, from every column that refers") func keepsReferences() throws {
    let fixture = try Self.fixture()
    try fixture.raw { (db: Database) throws in
      var count = 0
      for table in StoreTable.all {
        for row in try Row.fetchAll(
          db, sql: "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?)", arguments: [table.name])
        {
          let (column, parent): (String, String) = (row[0], row[1])
          count += 1
          // ``knowsItsChange()`` breaks these.
          guard column != "changeId" else { continue }
          let nowhere = "'nowhere'"
          let statements =
            table.key.contains(column)
            ? [try Self.copy(table.name, db, [column: nowhere])]
            : ["UPDATE \(table.name) SET \(column) = \(nowhere), changeId = 3"]
          let error = try refusal(db, statements)
          #expect(
            error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY,
            "\(table.name).\(column) → \(parent): \(String(describing: error))")
        }
      }
      #expect(count > 40)
      // A border from one side only.
      let border = try refusal(
        db,
        [
          "INSERT INTO district (id, name, changeId) VALUES ('d-a', 'А', 3), ('d-b', 'Б', 3)",
          "INSERT INTO districtNeighbour VALUES ('d-a', 'd-b', 3)",
        ])
      #expect(border?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
      let counted = try refusal(db, ["INSERT INTO changeCount VALUES (99, 'school', 1, 0, 0, 0)"])
      #expect(counted?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
    }
  }

  @Test("every row is written by a change that there is") func knowsItsChange() throws {
    let fixture = try Self.fixture()
    try fixture.raw { (db: Database) throws in
      // A second network is refused before anybody asks for its change.
      for table in StoreTable.all where table != .network {
        let scratch = try #require(Self.otherKey[table.name], "\(table.name)")
        let error = try refusal(db, [try Self.copy(table.name, db, scratch.merging(["changeId": "99"]) { $1 })])
        #expect(
          error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY, "\(table.name): \(String(describing: error))")
      }
    }
  }

  /// Values that give a copy another key, all else being right.
  static let otherKey: [String: [String: String]] = {
    var keys: [String: [String: String]] = [:]
    for table in ["subject", "district", "school", "partnership", "association", "event"] {
      keys[table] = ["id": "'fresh'"]
    }
    keys["network"] = ["id": "id || '2'"]
    keys["target"] = ["indicator": "2"]
    keys["definition"] = ["reading": "'fresh'"]
    keys["districtNeighbour"] = ["neighbourId": "'fresh'"]
    for table in ["status", "membership", "programme"] {
      keys[table] = ["validFrom": "'1900-01-01'", "validTo": "'1900-01-02'"]
    }
    for table in ["result", "staff"] { keys[table] = ["year": "2199"] }
    keys["mentor"] = ["schoolId": "'fresh'"]
    keys["matchingConstraint"] = ["mentorId": "'fresh'"]
    keys["participation"] = ["eventId": "'fresh'"]
    keys["measure"] = ["number": "999"]
    keys["nameAnswer"] = ["key": "'иное'"]
    keys["succession"] = ["schoolId": "'fresh'"]
    return keys
  }()
}
