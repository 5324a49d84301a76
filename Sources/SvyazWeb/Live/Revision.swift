internal import SvyazGraph
internal import Synchronization

/// The network as one change left it, and what was computed of it.
///
/// Never changes: everything that is derived from it is computed once and stays true.
final class Revision: Sendable {
  /// The last change that it knows.
  let number: Int
  let network: Network
  private let derived = Mutex<[DerivedKey: Slot]>([:])

  private final class Slot: Sendable {
    let value = Mutex<(any Sendable)?>(nil)
  }

  init(number: Int, network: Network) {
    self.number = number
    self.network = network
  }

  /// Whether the answer to `key` is there.
  func knows(_ key: some Hashable & Sendable) -> Bool {
    let slot = derived.withLock { $0[DerivedKey(key)] }
    return slot?.value.withLockIfAvailable { $0 != nil } ?? false
  }

  /// What `make` says of the network, computed at the first question for `key` and kept with the revision.
  ///
  /// Who asks for the same meanwhile waits for it. Call it on ``WorkThreads`` only, and never for a key from within its
  /// own `make`.
  func derived<Key: Hashable & Sendable, Value: Sendable, Failure: Error>(
    _ key: Key, _ make: (Network) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let key = DerivedKey(key)
    let slot = derived.withLock { slots in
      if let slot = slots[key] { return slot }
      let slot = Slot()
      slots[key] = slot
      return slot
    }
    return try slot.value.withLock { (kept) throws(Failure) -> Value in
      // In two steps: what is not there at all would pass for a value that is optional.
      if let kept, let value = kept as? Value { return value }
      let value = try make(network)
      kept = value
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
