internal import Synchronization
internal import SvyazGraph

/// The network as one change left it, and what was computed of it.
///
/// Never changes: everything that is derived from it is computed once and stays true.
final class Revision: Sendable {
  /// The last change that it knows.
  let number: Int
  let network: Network
  private let derived = Mutex<[AnyHashable: any Sendable]>([:])

  init(number: Int, network: Network) {
    self.number = number
    self.network = network
  }

  /// What `make` says of the network, computed at the first question for `key` and kept with the revision.
  ///
  /// Two that ask at once may both compute it; the first answer is kept. Call it on ``WorkThreads`` only.
  func derived<Key: Hashable & Sendable, Value: Sendable>(
    _ key: Key, _ make: (Network) throws -> Value
  ) rethrows -> Value {
    let box = Box(key)
    if let kept = derived.withLock({ $0[box.key] }) as? Value { return kept }
    let value = try make(network)
    return derived.withLock { kept in
      if let other = kept[box.key] as? Value { return other }
      kept[box.key] = value
      return value
    }
  }

  /// Keys of different types never meet.
  private struct Box<Key: Hashable & Sendable> {
    let key: AnyHashable

    init(_ key: Key) { self.key = AnyHashable(Pair(type: ObjectIdentifier(Key.self), key: key)) }
  }

  private struct Pair<Key: Hashable>: Hashable {
    let type: ObjectIdentifier
    let key: Key
  }
}
