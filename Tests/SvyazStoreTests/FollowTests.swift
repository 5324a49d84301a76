import SvyazContract
import SvyazGraph
import SvyazStoreTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// A network that follows the changes is the one that is read whole.
@Suite struct FollowTests {
  @Test("after any changes, from any earlier one", arguments: 0..<6 as Range<UInt64>)
  func followsChanges(seed: UInt64) throws {
    let fixture = try StoreFixture(RandomNetwork.make(seed: seed + 500, schools: 8))
    let store = try fixture.open()
    var states = [try store.currentNetwork()]
    var ownRows = 0
    for attempt in 1...60 {
      guard let (last, network) = states.last else { return }
      let step = StoreStep.make(seed: seed, attempt: attempt, network: network, last: last)
      // Undoing what others build upon is refused.
      guard let outcome = try? step.run(on: store, .edit, at: .number(attempt + 1)), outcome.change != nil else {
        continue
      }
      let whole = try store.currentNetwork()
      // From the change before, and from one long ago: rows that came and went in between leave nothing.
      for known in [states[states.count - 1], states[states.count / 2], states[0]] {
        let followed = try store.currentNetwork(knowing: known)
        #expect(followed.change == whole.change)
        #expect(followed.network == whole.network, "seed \(seed), from \(known.change) to \(whole.change)")
      }
      ownRows += whole.network == network ? 0 : 1
      states.append(whole)
    }
    #expect(ownRows > 10)
  }

  @Test("nothing new is the same; a store with fewer changes is read whole") func knowsItsOwn() throws {
    let fixture = try StoreFixture(RandomNetwork.make(seed: 3, schools: 8))
    let store = try fixture.open(.reading)
    let whole = try store.currentNetwork()
    #expect(try store.currentNetwork(knowing: whole).network == whole.network)
    var other = whole.network
    other.schools = []
    #expect(try store.currentNetwork(knowing: (whole.change + 7, other)).network == whole.network)
  }
}
