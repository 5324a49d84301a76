import CFailingVFS
import Foundation
import GRDBSQLite
import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazStoreTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// The disk refuses the n-th operation and all that follow, n = 1, 2, 3… until the whole passes: each time the file
/// holds what it held before, or the change as a whole, and the user reads an error of ours.
///
/// The operations are those of SQLite; the links, renames and syncs of new files and copies go to the system itself.
@Suite(.serialized) struct FailingWriteTests {
  static let isCampaign = ProcessInfo.processInfo.environment["KILLS"] != nil
  static let schools = isCampaign ? 5 : 3
  static let network = RandomNetwork.make(seed: 51, schools: schools).sortedByKeys()
  static let changed: Network = {
    var other = RandomNetwork.make(seed: 52, schools: schools)
    other.id = network.id
    return other.sortedByKeys()
  }()

  init() { #expect(failing_vfs_register() == SQLITE_OK) }

  private static func edited(_ network: Network) -> Network {
    var network = network
    network.schools[0].name = "Другое имя"
    return network
  }

  /// Runs `operation` with ever later failures until it passes.
  ///
  /// - Parameters:
  ///   - template: the files to begin with.
  ///   - states: what the store may hold afterwards: before the operation and after it.
  /// - Returns: how many operations the whole needed.
  private func exhaust(
    _ template: StoreFixture, code: Int32 = 0, before: Network?, after: Network?,
    _ operation: (StoreFixture) throws -> Void
  ) throws -> Int {
    let files = try template.folder.contents()
    var kept = 0
    // The campaign takes every operation, the tests of every day the first ones and then each 29th.
    var first = 0
    while first < 1_000_000 {
      first += Self.isCampaign || first < 12 ? 1 : 29
      let fixture = try StoreFixture()
      for (name, data) in files { try fixture.folder.write(data, to: name) }
      failing_vfs_arm(fixture.folder.path, first, code)
      let result = Result { try operation(fixture) }
      let failure = failing_vfs_first_failure()
      let count = failing_vfs_disarm()
      // What was put aside before the file changed is whole as well.
      for name in try fixture.folder.names()
      where name.contains(".before-") && !name.hasSuffix("-wal") && !name.hasSuffix("-shm") {
        #expect(try StoreFixture.isSound(fixture.folder.path + "/" + name), "operation \(first): \(name)")
      }
      let found = try content(fixture)
      switch result {
      case .success:
        #expect(found == after, "operation \(first) failed unnoticed, and the change is not there")
        if failure == FailingOperationNone { return count }
      case .failure(let error as StoreError):
        let codes =
          code == SQLITE_FULL ? ["store.diskFull", "store.inputOutput"] : ["store.inputOutput", "store.readOnly"]
        #expect(codes.contains(error.code), "operation \(first): \(error)")
        if found == before { continue }
        // A commit whose sync failed may have reached the disk all the same; it is then there as a whole.
        kept += 1
        #expect(found == after, "operation \(first): half of the change is there")
        #expect(
          failure == FailingOperationSync, "operation \(first) of kind \(failure.rawValue): reported as failed, kept")
      case .failure(let error):
        Issue.record("operation \(first): \(error)")
        return first
      }
    }
    Issue.record("no end")
    return 0
  }

  /// What the file holds, read without failures; `nil` when there is none.
  private func content(_ fixture: StoreFixture) throws -> Network? {
    guard FileManager.default.fileExists(atPath: fixture.path) else { return nil }
    #expect(try fixture.isSound())
    let store = try fixture.open(.writing)
    guard try !store.isEmpty() else { return nil }
    let network = try store.network()
    #expect(try fixture.open(.reading).problems() == [])
    return network
  }

  @Test("an import into a store", arguments: [0, SQLITE_FULL]) func importsWhole(code: Int32) throws {
    let template = try StoreFixture(Self.network)
    let count = try exhaust(template, code: code, before: Self.network, after: Self.changed) { fixture in
      try fixture.open().update(.first, at: .number(2)) { _ in Self.changed }
    }
    #expect(count > 10)
    print("Import: \(count) operations, failing from each on with code \(code)")
  }

  @Test("the first import of the whole sample", .enabled(if: isCampaign)) func importsSample() throws {
    let sample = try NetworkFolder.load(path: SvyazProcess.repository.appending(path: "graphs/samara-2020").path)
    let template = try StoreFixture()
    _ = try template.open(.creating)
    let count = try exhaust(template, before: nil, after: sample.sortedByKeys()) { fixture in
      try fixture.open().update(.first, at: .number(1)) { _ in sample }
    }
    #expect(count > 100)
    print("Import of graphs/samara-2020: \(count) operations, failing from each on")
  }

  @Test("bringing an older form up to date") func migratesWhole() throws {
    let template = try MigrationTests.make(1)
    let state = try #require(MigrationTests.states.last)
    let count = try exhaust(template, before: state, after: state) { fixture in
      _ = try fixture.open()
    }
    #expect(count > 20)
    print("Migration: \(count) operations, failing from each on")
  }

  @Test("an edit and an undo") func editsWhole() throws {
    let template = try StoreFixture(Self.network)
    let edited = Self.edited(Self.network)
    let editing = try exhaust(template, before: Self.network, after: edited) { fixture in
      try fixture.open().edit([.replace(edited.schools[0], base: 1)], .edit, at: .number(2))
    }
    #expect(editing > 3)
    let other = try StoreFixture(Self.network)
    try other.open().edit([.replace(edited.schools[0], base: 1)], .edit, at: .number(2))
    let undoing = try exhaust(other, before: edited, after: Self.network) { fixture in
      try fixture.open().undo(2, .undo, at: .number(3))
    }
    #expect(undoing > 3)
    print("Edit: \(editing) operations, undo: \(undoing), failing from each on")
  }

  @Test("a checkpoint in the middle of many changes") func checkpointsWhole() throws {
    // Each change is acknowledged or not; what was acknowledged stays, whatever happens to the log afterwards.
    let template = try StoreFixture(Self.network)
    let files = try template.folder.contents()
    for first in [1, 3, 8, 20, 40, 60, 90] {
      let fixture = try StoreFixture()
      for (name, data) in files { try fixture.folder.write(data, to: name) }
      failing_vfs_arm(fixture.folder.path, first, 0)
      var expected = [Self.network]
      do {
        let store = try fixture.open()
        for number in 2...6 {
          let next = number % 2 == 0 ? Self.changed : Self.network
          try store.update(.first, at: .number(number)) { _ in next }
          expected.append(next)
        }
      } catch { #expect(error is StoreError) }
      _ = failing_vfs_disarm()
      #expect(try fixture.isSound())
      let store = try fixture.open(.writing)
      for (index, network) in expected.enumerated() { #expect(try store.network(.change(index + 1)) == network) }
      #expect(try store.changes().count <= expected.count + 1)
    }
  }

  @Test("a new store") func createsWhole() throws {
    let count = try exhaust(try StoreFixture(), before: nil, after: Self.network) { fixture in
      defer { #expect((try? fixture.folder.names().count) ?? 2 <= 1, "a passing file stayed") }
      try Store.create(fixture.path, with: Self.network, .first, at: .number(1))
    }
    #expect(count > 10)
    print("New store: \(count) operations, failing from each on")
  }

  @Test("a backup") func copiesWhole() throws {
    let template = try StoreFixture(Self.network)
    let count = try exhaust(template, before: Self.network, after: Self.network) { fixture in
      let copy = fixture.path + ".copy"
      do { try fixture.open(.reading).backup(to: copy) } catch {
        #expect(!FileManager.default.fileExists(atPath: copy))
        throw error
      }
      #expect(try Store.open(copy, for: .reading).network() == Self.network)
    }
    #expect(count > 5)
    print("Backup: \(count) operations, failing from each on")
  }

  @Test("a restore") func restoresWhole() throws {
    let template = try StoreFixture(Self.network)
    let copy = "\(template.path).copy"
    try template.open(.reading).backup(to: copy)
    try template.open().update(.first, at: .number(2)) { _ in Self.changed }
    let count = try exhaust(template, before: Self.changed, after: Self.network) { fixture in
      _ = try Store.restore(fixture.path, from: "\(fixture.path).copy", patience: 0.1)
    }
    #expect(count > 10)
    print("Restore: \(count) operations, failing from each on")
  }
}
