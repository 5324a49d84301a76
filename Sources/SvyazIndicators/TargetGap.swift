/// How far a reading is from its target.
public struct TargetGap: Hashable, Sendable {
  /// Schools, people or results that the numerator still lacks; 0 once the target is reached, `nil` without data.
  ///
  /// Exact, not by the rounded share: the least n with 1000·(numerator + n) ≥ target·denominator.
  public let missing: Int?
  /// How many the numerator could lose and still reach the target; 0 below it.
  public let spare: Int?
  /// Target less share in ‰; negative above the target.
  public let perMille: Int?
  /// `false`: the wording's ceiling lies below the target.
  public let isReachable: Bool

  public var isReached: Bool { missing == 0 }

  init(count: Int, of total: Int, share: Int?, ceiling: Int?, target: Int) {
    guard total > 0, let share else {
      missing = nil
      spare = nil
      perMille = nil
      isReachable = true
      return
    }
    // ⌈target·total / 1000⌉ without the product: total = 1000·q + r.
    let (q, r) = total.quotientAndRemainder(dividingBy: 1000)
    let needed = q.multiplied(by: target).adding(r.multiplied(by: target).adding(999) / 1000)
    missing = Swift.max(0, needed - count)
    spare = Swift.max(0, count - needed)
    perMille = target - share
    isReachable = ceiling.map { $0 >= target } ?? true
  }
}
