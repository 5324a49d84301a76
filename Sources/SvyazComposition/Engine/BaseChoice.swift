/// The cheapest choice of bases once every candidate's best groups are known: exactly K of them, exactly `extra` with one
/// low-result member more.
///
/// The second count is relaxed by one more price, which loses nothing: without it the choice is an assignment.
struct BaseChoice {
  /// Σ of the chosen values: no choice costs less.
  var bound = 0
  /// Chosen candidates and whether they take one low-result member more.
  var chosen: [(candidate: Int32, extra: Bool)] = []
  /// The value of the dearest candidate chosen freely and of the cheapest one not chosen, by ``worth(_:_:)``.
  var dearestChosen = 0
  var cheapestLeft = 0

  /// What a group with one low-result member more is paid.
  var price = 0

  /// Sorting space.
  private var free: [(worth: Int, candidate: Int32, extra: Bool)] = []

  /// By candidate: what it is paid for the regions that it counts in. Empty: nothing.
  var reward: [Int] = []

  /// - Returns: ``Relaxation/none`` where the candidate can have no group.
  @inline(__always)
  func worth(_ candidate: Int32, _ relaxation: Relaxation) -> (worth: Int, extra: Bool) {
    let candidate = Int(candidate)
    let (common, other) = (relaxation.value0[candidate], relaxation.value1[candidate])
    let more = other >= Relaxation.none ? Relaxation.none : other - price
    let least = min(more, common)
    if least >= Relaxation.none / 2 { return (Relaxation.none, false) }
    return (reward.isEmpty ? least : least - reward[candidate], more < common)
  }

  /// - Parameters:
  ///   - open: bases that must be chosen.
  ///   - candidates: those that may be.
  /// - Returns: whether there is any choice.
  /// - Complexity: O(n log n) for each of a few dozen prices at most.
  mutating func choose(
    _ relaxation: Relaxation, open: [Int32], candidates: [Int32], exact: Bool
  ) -> Bool {
    let extra = relaxation.shape.extra
    guard choose(relaxation, open: open, candidates: candidates) else { return false }
    guard extra > 0 else { return true }
    var count = chosen.count { $0.extra }
    if count == extra { return true }
    var best = self
    // The bound is concave in the price, and `extra − count` its slope.
    var (low, high) = count < extra ? (price, Int.max) : (Int.min, price)
    var step = 64
    for _ in 0..<(exact ? 60 : 14) {
      if high == Int.max {
        price = low + step
        step *= 4
      } else if low == Int.min {
        price = high - step
        step *= 4
      } else {
        if high - low < 2 { break }
        price = low + (high - low) / 2
      }
      guard abs(price) < Relaxation.none / 4, choose(relaxation, open: open, candidates: candidates) else { break }
      count = chosen.count { $0.extra }
      if bound >= best.bound { best = self }
      if count == extra { break }
      if count < extra { low = price } else { high = price }
    }
    let space = free
    self = best
    free = space
    return true
  }

  private mutating func choose(_ relaxation: Relaxation, open: [Int32], candidates: [Int32]) -> Bool {
    let groups = relaxation.shape.groups
    chosen.removeAll(keepingCapacity: true)
    free.removeAll(keepingCapacity: true)
    bound = relaxation.shape.extra * price
    for candidate in open {
      let (value, more) = worth(candidate, relaxation)
      guard value < Relaxation.none / 2 else { return false }
      bound += value
      chosen.append((candidate, more))
    }
    let missing = groups - open.count
    guard missing >= 0 else { return false }
    for candidate in candidates {
      let (value, more) = worth(candidate, relaxation)
      if value < Relaxation.none / 2 { free.append((value, candidate, more)) }
    }
    guard free.count >= missing else { return false }
    free.sort { ($0.worth, $0.candidate) < ($1.worth, $1.candidate) }
    for place in 0..<missing {
      bound += free[place].worth
      chosen.append((free[place].candidate, free[place].extra))
    }
    dearestChosen = missing > 0 ? free[missing - 1].worth : Int.min / 4
    cheapestLeft = missing < free.count ? free[missing].worth : Relaxation.none
    return true
  }
}
