internal import SvyazGraph
internal import Synchronization

/// The network as one change left it, and what was computed of it.
///
/// Never changes: everything that is derived from it is computed once and stays true.
final class Revision: Sendable {
  /// The last change that it knows.
  let number: Int
  let network: Network
  private let derived = Mutex<[DerivedKey: any Sendable]>([:])

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
    let key = DerivedKey(key)
    // In two steps: what is not there at all would pass for a value that is optional.
    if let kept = derived.withLock({ $0[key] }), let value = kept as? Value { return value }
    let value = try make(network)
    return derived.withLock { kept in
      if let known = kept[key], let other = known as? Value { return other }
      kept[key] = value
      return value
    }
  }
}

/// A key of any type. Keys of different types never meet.
private struct DerivedKey: Hashable, Sendable {
  private let key: any Hashable & Sendable

  init(_ key: some Hashable & Sendable) { self.key = key }

  static func == (left: Self, right: Self) -> Bool {
    type(of: left.key) == type(of: right.key) && AnyHashable(left.key) == AnyHashable(right.key)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(type(of: key)))
    key.hash(into: &hasher)
  }
}
