import Foundation
import GRDB
import Glibc
import SvyazContract
import SvyazGraph
import SvyazStoreTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// Locks, rights and a full disk: an error that says so, and the file unhurt.
@Suite struct TroubleTests {
  static let network = RandomNetwork.make(seed: 61, schools: 6).sortedByKeys()

  @Test("another program holds the file") func waitsForLock() throws {
    let fixture = try StoreFixture(Self.network)
    let store = try fixture.open(patience: 0.2)
    let other = try DatabaseQueue(path: fixture.path)
    try other.writeWithoutTransaction { (db: Database) throws in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let begun = Date()
      let error = storeError { try store.update(.first, at: .number(2)) { _ in RandomNetwork.make(seed: 1) } }
      #expect(error == .locked(name: "сеть №1.svyaz"))
      #expect((0.1...5).contains(Date().timeIntervalSince(begun)))
      // Readers do not wait.
      #expect(try store.network() == Self.network)
      #expect(try fixture.open(.reading, patience: 0.2).network() == Self.network)
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try store.update(.first, at: .number(2)) { _ in RandomNetwork.make(seed: 1) }.change == 2)
  }

  @Test("a store opened for reading is not written") func refusesWriting() throws {
    let store = try StoreFixture(Self.network).open(.reading)
    let expected = StoreError.readOnly(name: "сеть №1.svyaz")
    #expect(storeError { try store.update(.first, at: .number(2)) { _ in RandomNetwork.make(seed: 1) } } == expected)
    #expect(storeError { try store.undo(1, .undo, at: .number(2)) } == expected)
    #expect(storeError { try store.edit([.add(Self.network.schools[0])], .edit, at: .number(2)) } == expected)
  }

  @Test("two writers take turns") func writesInTurn() async throws {
    let fixture = try StoreFixture(Self.network)
    let path = fixture.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<3 {
        group.addTask {
          let store = try Store.open(path, for: .writing, patience: 60)
          for turn in 0..<5 {
            let school = School(id: .init(stringLiteral: "w\(writer)-\(turn)"), name: "Школа")
            try store.edit([.add(school)], .edit, at: .number(turn))
          }
        }
      }
      try await group.waitForAll()
    }
    let store = try fixture.open(.reading)
    #expect(try store.changes().map(\.id) == (1...16).reversed())
    #expect(try store.network().schools.count == Self.network.schools.count + 15)
    #expect(try store.problems() == [])
  }

  // MARK: Rights and space, where the system lets a test change them

  /// Root ignores the bits of files and folders; a mounted file system is read-only for everybody.
  @Test("a disk that is read-only", .enabled(if: Mounted.isPossible))
  func refusesReadOnlyDisk() throws {
    let disk = try Mounted(options: "size=16m")
    let path = disk.folder.path + "/a.svyaz"
    try Store.create(path, with: Self.network, .first, at: .number(1))
    try disk.remount("ro")
    #expect(storeError { _ = try Store.open(path, for: .writing) } == .readOnly(name: "a.svyaz"))
    let store = try Store.open(path, for: .reading)
    #expect(try store.network() == Self.network)
    #expect(try store.problems() == [])
    #expect(storeError { try store.backup(to: path + ".copy") }?.code == "store.inputOutput")
    let creation = storeError { try Store.create(path + "2", with: Self.network, .first, at: .number(1)) }
    #expect(creation?.code == "store.inputOutput" || creation?.code == "store.readOnly")
    try disk.remount("rw")
    #expect(try disk.folder.names() == ["a.svyaz"])
  }

  @Test("a full disk", .enabled(if: Mounted.isPossible)) func refusesFullDisk() throws {
    let disk = try Mounted(options: "size=2m")
    let path = disk.folder.path + "/a.svyaz"
    try Store.create(path, with: Self.network, .first, at: .number(1))
    let large = RandomNetwork.make(seed: 62, schools: 60)
    // Whatever room is left, from much to none.
    var refusals = 0
    for room in [600_000, 300_000, 100_000, 40_000, 8000, 0] {
      try disk.fill(leaving: room)
      let error = storeError {
        let store = try Store.open(path, for: .writing)
        try store.update(.first, at: .number(2)) { _ in large }
      }
      if error != nil { refusals += 1 }
      // Of no room at all even the companions of the file cannot be made.
      #expect(
        error == .diskFull(name: "a.svyaz") || (room < 40_000 && error?.code == "store.inputOutput"),
        "\(room): \(String(describing: error))")
      let creation = storeError { try Store.create(path + "2", with: large, .first, at: .number(1)) }
      #expect(creation == .diskFull(name: "a.svyaz2") || creation?.code == "store.inputOutput", "\(room)")
      try disk.fill(leaving: nil)
      #expect(try StoreFixture.isSound(path))
      #expect(try Store.open(path, for: .writing).network() == Self.network)
    }
    #expect(refusals == 6)
    #expect(try disk.folder.names().allSatisfy { !$0.contains("tmp") })
  }
}

/// A small file system in memory, for one test.
final class Mounted {
  let folder: TemporaryFolder

  static let isPossible: Bool = {
    guard geteuid() == 0, let folder = try? TemporaryFolder() else { return false }
    guard mount("tmpfs", folder.path, "tmpfs", 0, "size=64k") == 0 else { return false }
    umount(folder.path)
    return true
  }()

  struct Failure: Error { let code = errno }

  init(options: String) throws {
    folder = try TemporaryFolder()
    guard mount("tmpfs", folder.path, "tmpfs", 0, options) == 0 else { throw Failure() }
  }

  deinit { umount2(folder.path, Int32(MNT_DETACH)) }

  func remount(_ mode: String) throws {
    let flags = UInt(MS_REMOUNT) | (mode == "ro" ? UInt(MS_RDONLY) : 0)
    guard mount("tmpfs", folder.path, "tmpfs", flags, nil) == 0 else { throw Failure() }
  }

  /// Takes all room but so many bytes; `nil` gives it back.
  func fill(leaving room: Int?) throws {
    let path = folder.path + "/filler"
    unlink(path)
    guard let room else { return }
    var space = statvfs()
    guard statvfs(folder.path, &space) == 0 else { throw Failure() }
    let size = Int(space.f_bavail) * Int(space.f_bsize) - room
    guard size > 0 else { return }
    try Data(count: size).write(to: URL(filePath: path))
  }
}
