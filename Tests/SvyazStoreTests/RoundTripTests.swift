import GRDB
import SvyazContract
import SvyazGraph
import SvyazStoreTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazStore

@Suite struct RoundTripTests {
  @Test("a new store holds the network", arguments: 0..<6) func creates(block: UInt64) throws {
    for seed in block * 4..<block * 4 + 4 {
      let network = RandomNetwork.make(seed: seed, schools: 2 + Int(seed) * 2, constraints: .arbitrary)
      let fixture = try StoreFixture()
      let outcome = try Store.create(fixture.path, with: network, .first, at: .number(1))
      #expect(outcome.change == 1)
      #expect(try fixture.folder.names() == ["сеть №1.svyaz"], "a passing file stayed")
      for purpose in [Store.Purpose.reading, .writing] {
        let store = try fixture.open(purpose)
        #expect(try store.network() == network.sortedByKeys(), "seed \(seed)")
        #expect(try store.problems() == [])
      }
      #expect(try fixture.isSound())
    }
  }

  @Test("an empty store takes the network", arguments: 0..<4) func fills(block: UInt64) throws {
    for seed in block * 4..<block * 4 + 4 {
      let network = RandomNetwork.make(seed: seed, schools: 5 + Int(seed) * 2)
      let fixture = try StoreFixture()
      let store = try fixture.open(.creating)
      #expect(try store.isEmpty())
      #expect(storeError { _ = try store.network() } == .empty(name: "сеть №1.svyaz"))
      let outcome = try store.update(.first, at: .number(1)) { old in
        #expect(old == nil)
        return network
      }
      #expect(outcome.change == 1)
      #expect(try store.network() == network.sortedByKeys(), "seed \(seed)")
      // What a load takes away for speed is there again.
      #expect(try schema(fixture) == schema(try StoreFixture(network)))
    }
  }

  private func schema(_ fixture: StoreFixture) throws -> Set<String> {
    try fixture.raw { db in try Set(String.fetchAll(db, sql: "SELECT name || ifnull(sql, '') FROM sqlite_master")) }
  }

  @Test("the same import twice changes nothing", arguments: [1, 2, 3] as [UInt64]) func isIdempotent(seed: UInt64)
    throws
  {
    let network = RandomNetwork.make(seed: seed)
    let fixture = try StoreFixture(network)
    let store = try fixture.open()
    for round in 0..<3 {
      let outcome = try store.update(.first, at: .number(2)) { _ in network.shuffled(seed: UInt64(round)) }
      #expect(outcome.isEmpty && outcome.change == nil)
    }
    #expect(try store.changes().count == 1)
    #expect(try fixture.raw { db in try rowsOfHistory(db) } == 0)
  }

  private func rowsOfHistory(_ db: Database) throws -> Int {
    try StoreTable.all.reduce(0) { try $0 + (Int.fetchOne(db, sql: "SELECT count(*) FROM \($1.name)History") ?? 0) }
  }

  @Test("a trial counts and leaves nothing") func triesOnly() throws {
    let (network, other) = (RandomNetwork.make(seed: 1), RandomNetwork.make(seed: 2))
    let fixture = try StoreFixture(network)
    let store = try fixture.open()
    let trial = try store.update(.first, at: .number(2), isTrial: true) { _ in other }
    #expect(trial.change == nil && !trial.isEmpty)
    #expect(try store.network() == network.sortedByKeys())
    let real = try store.update(.first, at: .number(2)) { _ in other }
    #expect(real.counts == trial.counts && real.change == 2)
    #expect(try store.change(2).counts == trial.counts)
    #expect(try store.network() == other.sortedByKeys())
  }

  @Test("a failed import leaves nothing") func failsWhole() throws {
    struct Interruption: Error {}
    let network = RandomNetwork.make(seed: 1)
    let fixture = try StoreFixture(network)
    let store = try fixture.open()
    #expect(throws: Interruption.self) { try store.update(.first, at: .number(2)) { _ in throw Interruption() } }
    var dangling = network
    dangling.schools.removeLast()
    let refusal = storeError { try store.update(.first, at: .number(2)) { _ in dangling } }
    guard case .refused(let rule) = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(rule.contains("→ school"))
    var other = network
    other.id = "another"
    let foreign = storeError { try store.update(.first, at: .number(2)) { _ in other } }
    #expect(foreign == .otherNetwork(stored: "random", given: "another"))
    #expect(try store.network() == network.sortedByKeys())
    #expect(try store.changes().map(\.id) == [1])
  }

  @Test("creating refuses what stands there") func keepsWhatStands() throws {
    let fixture = try StoreFixture(RandomNetwork.make(seed: 1))
    let before = try fixture.folder.contents()
    let error = storeError {
      try Store.create(fixture.path, with: RandomNetwork.make(seed: 2), .first, at: .number(1))
    }
    #expect(error == .exists(name: "сеть №1.svyaz"))
    #expect(try fixture.folder.contents() == before)
  }
}
