/// How many acts somebody may do in a while: a bucket that fills evenly and is emptied by acts.
///
/// Pure: the caller says what time it is.
public struct TokenBucket: Hashable, Sendable {
  /// The most acts at once.
  public let capacity: Double
  /// Acts that come back per second.
  public let rate: Double
  private var tokens: Double
  private var at: Double

  /// - Parameter now: seconds on any clock that does not go back.
  public init(capacity: Int, perSecond rate: Double, now: Double) {
    self.capacity = Double(max(1, capacity))
    self.rate = max(rate, 1e-9)
    tokens = self.capacity
    at = now
  }

  /// Takes one act out.
  ///
  /// - Returns: `nil` when it was there, else the seconds until it will be.
  public mutating func take(now: Double) -> Double? {
    fill(now: now)
    guard tokens < 1 else {
      tokens -= 1
      return nil
    }
    return (1 - tokens) / rate
  }

  /// Whether nothing is missing: the bucket need not be kept.
  public mutating func isFull(now: Double) -> Bool {
    fill(now: now)
    return tokens >= capacity
  }

  private mutating func fill(now: Double) {
    guard now > at else { return }
    tokens = min(capacity, tokens + (now - at) * rate)
    at = now
  }
}
