internal import SvyazAccess
internal import Synchronization

/// How often passwords may be tried: by address, and by login, whoever tries.
final class SignInLimits: Sendable {
  private struct State {
    var buckets: [String: TokenBucket] = [:]
  }

  private let state = Mutex(State())
  private let seconds: @Sendable () -> Double

  /// - Parameter seconds: of a clock that does not go back, whatever the machine's date is set to.
  init(seconds: @escaping @Sendable () -> Double = SignInLimits.sinceStart()) { self.seconds = seconds }

  /// The seconds since this call.
  static func sinceStart() -> @Sendable () -> Double {
    let start = ContinuousClock.now
    return {
      let elapsed = (ContinuousClock.now - start).components
      return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    }
  }

  /// - Returns: `nil` when it may be tried, else the seconds to wait.
  func wait(address: String, login: String) -> Int? {
    let now = seconds()
    return state.withLock { state in
      if state.buckets.count > 20_000 {
        state.buckets = state.buckets.filter { entry in
          var bucket = entry.value
          return !bucket.isFull(now: now)
        }
      }
      var wait: Double?
      for (key, capacity, rate) in [("a " + address, 20, 0.2), ("l " + login, 8, 1.0 / 30)] {
        var bucket = state.buckets[key] ?? TokenBucket(capacity: capacity, perSecond: rate, now: now)
        if let seconds = bucket.take(now: now) { wait = max(wait ?? 0, seconds) }
        state.buckets[key] = bucket
      }
      return wait.map { Int($0.rounded(.up)) }
    }
  }
}
