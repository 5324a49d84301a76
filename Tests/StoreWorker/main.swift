// Changes a store without end, for the test that kills it: `store-worker FILE SEED`.
//
// Each change is told in a line that is written only after the change was acknowledged.

internal import Glibc
internal import SvyazContract
internal import SvyazGraph
internal import SvyazStore
internal import SvyazStoreTestSupport

func tell(_ line: String) {
  let bytes = Array("\(line)\n".utf8)
  // A pipe takes a short line whole.
  guard write(STDOUT_FILENO, bytes, bytes.count) == bytes.count else { exit(3) }
}

func run() throws {
  guard CommandLine.arguments.count == 3, let seed = UInt64(CommandLine.arguments[2]) else { exit(2) }
  let path = CommandLine.arguments[1]
  let store = try Store.open(path, for: .writing)
  guard var last = try store.changes(limit: 1).first?.id else { exit(2) }
  var network = try store.network()
  tell("ready \(last) \(network.digest)")
  for attempt in 1... {
    let step = StoreStep.make(seed: seed, attempt: attempt, network: network, last: last)
    let note = ChangeNote(author: "Работник \(seed)", kind: .edit, reason: "\(attempt)")
    do {
      let outcome = try step.run(on: store, note, at: Moment(milliseconds: 1_700_000_000_000 + attempt))
      if let change = outcome.change {
        last = change
        network = try store.network()
        tell("ack \(last) \(network.digest)")
      }
    } catch let error as StoreError {
      // Undoing what others build upon is refused; anything else is a fault, and the test sees it.
      switch error {
      case .undoConflict, .refused: break
      default:
        tell("error \(error.code) \(error.message)")
        exit(1)
      }
    }
    let copy = "\(path).copy-\(seed)-\(attempt)"
    if attempt % 5 == 0 {
      try store.backup(to: copy)
      tell("copy \(last) \(network.digest)")
    } else if attempt % 5 == 3 {
      try Store.create(copy, with: network, note, at: Moment(milliseconds: 0))
      tell("made \(last) \(network.digest)")
    }
  }
}

do { try run() } catch {
  tell("error \(error)")
  exit(1)
}
