import Foundation
import GRDB
import SvyazContract
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazStore

@Suite struct BackupTests {
  let network = RandomNetwork.make(seed: 71, schools: 8).sortedByKeys()

  private func renamed(_ name: String) -> Network {
    var other = network
    other.name = name
    return other
  }

  @Test("a copy made while another writes is one of the states") func copiesWhileWriting() async throws {
    let fixture = try StoreFixture(network)
    let (path, network) = (fixture.path, network)
    let writing = Task.detached {
      let store = try Store.open(path, for: .writing, patience: 30)
      for number in 2...25 {
        try store.update(.first, at: .number(number)) { _ in
          var other = network
          other.name = "Сеть \(number)"
          for index in other.results.indices { other.results[index].participants += number }
          return other
        }
      }
    }
    let store = try fixture.open(.reading)
    var seen: Set<Int> = []
    for number in 0..<8 {
      let copy = "\(path).copy-\(number)"
      try store.backup(to: copy)
      #expect(try StoreFixture.isSound(copy))
      let other = try Store.open(copy, for: .reading)
      #expect(try other.problems() == [])
      let last = try #require(try other.changes(limit: 1).first?.id)
      seen.insert(last)
      let found = try other.network()
      #expect(last == 1 ? found == network : found.name == "Сеть \(last)")
      #expect(found.results.first?.participants == network.results[0].participants + (last == 1 ? 0 : last))
    }
    try await writing.value
    #expect(try fixture.open().changes(limit: 1).first?.id == 25)
    // One file each, no companions.
    #expect(try fixture.folder.names().filter { $0.contains("copy") && $0.contains("-wal") }.isEmpty)
  }

  @Test("a copy never replaces a file") func keepsWhatStands() throws {
    let fixture = try StoreFixture(network)
    try fixture.folder.write("чужое", to: "copy")
    let error = storeError { try fixture.open(.reading).backup(to: fixture.folder.path + "/copy") }
    #expect(error == .exists(name: "copy"))
    #expect(try fixture.folder.data(of: "copy") == Data("чужое".utf8))
  }

  @Test("a restore brings the copy back and keeps what stood there") func restores() throws {
    let fixture = try StoreFixture(network)
    let copy = fixture.folder.path + "/copy"
    try fixture.open(.reading).backup(to: copy)
    try fixture.open().update(.first, at: .number(2)) { _ in renamed("Позже") }
    // Whoever reads meanwhile sees the old or the new state.
    let reader = try fixture.open(.reading)
    #expect(try reader.network().name == "Позже")
    let aside = try Store.restore(fixture.path, from: copy)
    #expect(aside == fixture.path + ".before-restore")
    #expect(try reader.network() == network)
    #expect(try fixture.open().network() == network)
    #expect(try fixture.open().changes().count == 1)
    #expect(try Store.open(aside ?? "", for: .reading).network() == renamed("Позже").sortedByKeys())
    #expect(try fixture.isSound())
    #expect(try Store.restore(fixture.path, from: copy) == fixture.path + ".before-restore-2")
  }

  @Test("a copy of an older form stays as it is; the store is brought up to date", arguments: [false, true])
  func restoresOlderForm(overAStore: Bool) throws {
    let old = try MigrationTests.make(1)
    let copy = "\(old.folder.path)/копия.svyaz"
    // A copy has no companions.
    try old.raw { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
    try FileManager.default.copyItem(atPath: old.path, toPath: copy)
    let bytes = try Data(contentsOf: URL(filePath: copy))
    let fixture = try overAStore ? StoreFixture(RandomNetwork.make(seed: 2)) : StoreFixture()
    #expect(try Store.restore(fixture.path, from: copy) == (overAStore ? "\(fixture.path).before-restore" : nil))
    #expect(try Data(contentsOf: URL(filePath: copy)) == bytes)
    #expect(try fixture.open(.reading).network() == MigrationTests.states.last)
  }

  @Test("a restore where nothing stands") func restoresIntoNothing() throws {
    let fixture = try StoreFixture(network)
    let other = fixture.folder.path + "/other.svyaz"
    #expect(try Store.restore(other, from: fixture.path) == nil)
    #expect(try Store.open(other, for: .writing).network() == network)
  }

  @Test("a restore over a damaged file keeps it as it is", arguments: [0, 1, 2]) func restoresOverDamage(kind: Int)
    throws
  {
    let fixture = try StoreFixture(network)
    let copy = fixture.folder.path + "/copy"
    try fixture.open(.reading).backup(to: copy)
    var data = try fixture.folder.data(of: "сеть №1.svyaz")
    switch kind {
    case 0: data = data.prefix(data.count / 2)
    case 1: data = Data("не база".utf8)
    default: for index in 100..<6000 { data[index] = 0xAA }
    }
    try fixture.folder.write(data, to: "сеть №1.svyaz")
    let aside = try #require(try Store.restore(fixture.path, from: copy))
    #expect(try Data(contentsOf: URL(filePath: aside)) == data)
    #expect(try fixture.open().network() == network)
    #expect(try fixture.isSound())
  }

  @Test("a damaged copy restores nothing") func refusesDamagedCopy() throws {
    let fixture = try StoreFixture(network)
    let copy = fixture.folder.path + "/copy"
    try fixture.open(.reading).backup(to: copy)
    let whole = try fixture.folder.data(of: "copy")
    for size in [0, 10, 100, 4096, whole.count / 2, whole.count - 4096] {
      try fixture.folder.write(whole.prefix(size), to: "copy")
      let error = storeError { _ = try Store.restore(fixture.path, from: copy) }
      #expect(["store.damaged", "store.foreign"].contains(error?.code), "\(size): \(String(describing: error))")
      #expect(try fixture.open().network() == network)
    }
    #expect(storeError { _ = try Store.restore(fixture.path, from: copy + "?") } == .missing(name: "copy?"))
    #expect(try fixture.folder.names().filter { $0.contains("before") } == [])
  }

  @Test("planted damage is found") func findsDamage() throws {
    let plants = [
      "DELETE FROM school WHERE id = (SELECT schoolId FROM status)", "UPDATE status SET changeId = 99",
      "INSERT INTO statusHistory SELECT schoolId, status, validFrom, validTo, basis, 1, 2 FROM status",
      "INSERT INTO networkHistory SELECT id, name, asOf, 1, 9 FROM network",
      "UPDATE result SET successful = participants + 1",
    ]
    for sql in plants {
      let fixture = try StoreFixture(network)
      try fixture.open().update(.first, at: .number(2)) { _ in renamed("Позже") }
      try fixture.raw { (db: Database) throws in
        try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
        for trigger in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
          try db.execute(sql: "DROP TRIGGER \(trigger)")
        }
        try db.execute(sql: sql)
        // Overlapping versions need two of them.
        if sql.contains("INTO statusHistory") { try db.execute(sql: sql) }
      }
      let problems = try fixture.open(.reading).problems()
      #expect(!problems.isEmpty, "\(sql)")
    }
    #expect(try StoreFixture(network).open(.reading).problems() == [])
  }
}
