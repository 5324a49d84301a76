import Foundation
import GRDB
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// Files that are no whole store: an error with a name, never a trap, and the file as it was.
@Suite struct ForeignFileTests {
  static let network = RandomNetwork.make(seed: 41, schools: 6)

  private func foreign(_ data: Data) throws -> StoreFixture {
    let fixture = try StoreFixture()
    try data.write(to: URL(filePath: fixture.path))
    return fixture
  }

  @Test("files of others are refused and left alone") func refusesForeign() throws {
    for data in [Data("id;name\n1;Школа\n".utf8), Data("SQLite".utf8), Data(repeating: 0, count: 5000), Data([0xFF])] {
      let fixture = try foreign(data)
      for purpose in [Store.Purpose.reading, .writing, .creating] {
        #expect(storeError { _ = try fixture.open(purpose) } == .foreign(name: "сеть №1.svyaz"))
      }
      #expect(try fixture.folder.contents() == ["сеть №1.svyaz": data])
    }
    let empty = try foreign(Data())
    #expect(storeError { _ = try empty.open(.reading) } == .foreign(name: "сеть №1.svyaz"))
    #expect(storeError { _ = try empty.open(.writing) } == .foreign(name: "сеть №1.svyaz"))
    #expect(try empty.open(.creating).isEmpty())
  }

  @Test("a missing file, a folder, a pipe") func refusesOtherKinds() throws {
    let fixture = try StoreFixture()
    #expect(storeError { _ = try fixture.open(.reading) } == .missing(name: "сеть №1.svyaz"))
    #expect(storeError { _ = try fixture.open(.writing) } == .missing(name: "сеть №1.svyaz"))
    #expect(try fixture.folder.names() == [])
    let name = TemporaryFolderName.last(of: fixture.folder.path)
    #expect(storeError { _ = try Store.open(fixture.folder.path, for: .creating) } == .foreign(name: name))
    #expect(storeError { _ = try Store.open("/dev/null", for: .creating) } == .foreign(name: "null"))
    let nowhere = fixture.folder.path + "/нет/такой.svyaz"
    #expect(storeError { _ = try Store.open(nowhere, for: .creating) }?.code == "store.inputOutput")
    let creation = storeError { try Store.create(nowhere, with: Self.network, .first, at: .number(1)) }
    #expect(creation?.code == "store.inputOutput")
  }

  private enum TemporaryFolderName {
    static func last(of path: String) -> String { URL(filePath: path).lastPathComponent }
  }

  @Test("databases of other programs are refused and left alone") func refusesOtherDatabases() throws {
    for setup in [
      "CREATE TABLE network (id TEXT)", "PRAGMA application_id = 7; CREATE TABLE x (y)",
      // Another program that uses GRDB, even with a migration of our name.
      "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY); INSERT INTO grdb_migrations VALUES ('v1')",
      "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY); "
        + "INSERT INTO grdb_migrations VALUES ('001-network')",
    ] {
      let fixture = try StoreFixture()
      try fixture.raw { (db: Database) throws in try db.execute(sql: setup) }
      let before = try fixture.folder.data(of: "сеть №1.svyaz")
      for purpose in [Store.Purpose.reading, .writing, .creating] {
        #expect(storeError { _ = try fixture.open(purpose) } == .foreign(name: "сеть №1.svyaz"), "\(setup)")
      }
      let queue = try DatabaseQueue(path: fixture.path)
      try queue.writeWithoutTransaction { (db: Database) throws in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
      try queue.close()
      #expect(try fixture.folder.data(of: "сеть №1.svyaz").count == before.count)
    }
  }

  /// Everything that a program does with a store; any of it may throw, nothing may trap.
  private func useAll(_ fixture: StoreFixture) -> [any Error] {
    var errors: [any Error] = []
    func attempt(_ body: () throws -> Void) { do { try body() } catch { errors.append(error) } }
    for purpose in [Store.Purpose.reading, .writing] {
      attempt {
        let store = try fixture.open(purpose)
        attempt { _ = try store.network() }
        attempt { _ = try store.network(.change(1)) }
        attempt { _ = try store.problems() }
        attempt { _ = try store.changes() }
        attempt { _ = try store.details(of: 2) }
        attempt { _ = try store.formerNames() }
        attempt { _ = try store.schoolCard(Self.network.schools[0].id) }
        attempt { try store.backup(to: fixture.path + ".copy-\(UInt32.random(in: 0 ... .max))") }
        guard purpose == .writing else { return }
        attempt { _ = try store.undo(2, .undo, at: .number(9)) }
        attempt { _ = try store.update(.first, at: .number(9)) { _ in Self.network } }
      }
    }
    return errors
  }

  private static func whole() throws -> (fixture: StoreFixture, data: Data) {
    let fixture = try StoreFixture(network)
    var other = network
    other.results.removeLast(20)
    other.name = "Другая"
    do {
      let store = try fixture.open()
      try store.update(.first, at: .number(2)) { _ in other }
    }
    try fixture.raw { (db: Database) throws in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
    return (fixture, try fixture.folder.data(of: "сеть №1.svyaz"))
  }

  @Test("a store cut short") func survivesTruncation() throws {
    let data = try Self.whole().data
    var refused = 0
    for part in [1, 15, 16, 99, 100, 1000, 4095, 4096, 4097, 8192, data.count / 2, data.count - 4096, data.count - 1] {
      let errors = useAll(try foreign(data.prefix(part)))
      #expect(errors.allSatisfy { $0 is StoreError }, "\(part): \(errors)")
      if !errors.isEmpty { refused += 1 }
    }
    #expect(refused >= 12)
  }

  @Test("a store with random bytes in it", arguments: 0..<4) func survivesDamage(block: UInt64) throws {
    let data = try Self.whole().data
    var seen: Set<String> = []
    for seed in block * 6..<block * 6 + 6 {
      var random = SeededGenerator(seed: seed)
      var damaged = data
      // A torn page, or single bits anywhere.
      if seed % 2 == 0 {
        let start = Int.random(in: 100..<damaged.count - 512, using: &random)
        for index in start..<start + 512 { damaged[index] = .random(in: 0...255, using: &random) }
      } else {
        for _ in 0..<200 {
          let index = Int.random(in: 16..<damaged.count, using: &random)
          damaged[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
      }
      let errors = useAll(try foreign(damaged))
      #expect(errors.allSatisfy { $0 is StoreError }, "seed \(seed): \(errors)")
      seen.formUnion(errors.compactMap { ($0 as? StoreError)?.code })
    }
    #expect(seen.contains("store.damaged"), "\(seen)")
  }

  @Test("values that the schema forbids, written past it") func survivesForbiddenValues() throws {
    for sql in [
      "UPDATE school SET id = 'нет'", "UPDATE status SET status = 'хорошая'",
      "UPDATE result SET grade = 9223372036854775807",
      "UPDATE event SET date = '2021-02-31'", "UPDATE district SET lat = 1000, lon = 1000",
      "UPDATE network SET name = CAST(x'FFFE20' AS TEXT)", "UPDATE participation SET people = -9223372036854775808",
      "UPDATE target SET perMille = -1",
    ] {
      let fixture = try Self.whole().fixture
      try fixture.raw { (db: Database) throws in
        try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
        for trigger in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
          try db.execute(sql: "DROP TRIGGER \(trigger)")
        }
        // One row is enough.
        let table = String(sql.split(separator: " ")[1])
        let key = try db.primaryKey(table).columns[0]
        try db.execute(sql: "\(sql) WHERE \(key) = (SELECT min(\(key)) FROM \(table))")
        #expect(db.changesCount > 0, "\(sql)")
      }
      if !sql.contains("CAST") { #expect(try fixture.open(.reading).problems() != [], "\(sql)") }
      let errors = useAll(fixture)
      #expect(errors.allSatisfy { $0 is StoreError }, "\(sql): \(errors)")
    }
  }
}
