/// The cheapest choice of bases once every candidate's best groups are known: exactly K of them, exactly `extra` with one
/// low-result member more.
///
/// The second count is relaxed by one more price, which loses nothing: without it the choice is an assignment.
struct BaseChoice {
  /// Σ of the chosen values: no choice costs less.
  private(set) var bound = 0
  /// Chosen candidates and whether they take one low-result member more.
  private(set) var chosen: [(candidate: Int32, extra: Bool)] = []
  /// The worth of the dearest candidate chosen freely and of the cheapest one not chosen.
  private(set) var dearestChosen = 0
  private(set) var cheapestLeft = 0

  /// What a group with one low-result member more is paid.
  var price = 0
  /// By candidate: what it is paid for the regions that it counts in. Empty: nothing.
  var reward: [Int] = []

  private let open: [Int32]
  private let groups: Int
  /// `nil`: as many as pay at the price.
  private let extra: Int?
  /// The candidates that may be chosen, in the order of worth at the last look: the next order is much the same.
  private var free: [Entry]
  private var chosenExtra = 0

  private struct Entry {
    var worth: Int
    var candidate: Int32
    var extra: Bool
  }

  /// - Parameters:
  ///   - open: bases that must be chosen.
  ///   - candidates: those that may be.
  init(open: [Int32], candidates: [Int32], frame: PriceFrame) {
    self.open = open
    groups = frame.groups
    extra = frame.extra
    free = candidates.map { Entry(worth: 0, candidate: $0, extra: false) }
  }

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

  /// - Parameter exact: looks for the best price; otherwise a few prices near the last one will do.
  /// - Returns: whether there is any choice.
  /// - Complexity: O(candidates) for each price where the order has hardly changed.
  mutating func choose(_ relaxation: Relaxation, exact: Bool) -> Bool {
    guard rank(relaxation) else { return false }
    if let extra, extra > 0, chosenExtra != extra { searchPrice(relaxation, extra, looks: exact ? 60 : 5) }
    collect(relaxation)
    return true
  }

  /// The bound is concave in the price, and `extra − chosen with one more` its slope.
  private mutating func searchPrice(_ relaxation: Relaxation, _ extra: Int, looks: Int) {
    var best = (bound: bound, price: price)
    var (low, high) = chosenExtra < extra ? (price, Int.max) : (Int.min, price)
    var step = 64
    for _ in 0..<looks {
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
      guard abs(price) < Relaxation.none / 4, rank(relaxation) else { break }
      if bound > best.bound { best = (bound, price) }
      if chosenExtra == extra { return }
      if chosenExtra < extra { low = price } else { high = price }
    }
    if price != best.price {
      price = best.price
      _ = rank(relaxation)
    }
  }

  /// Orders the candidates by worth at the price and sums up the best.
  private mutating func rank(_ relaxation: Relaxation) -> Bool {
    let missing = groups - open.count
    guard missing >= 0, missing <= free.count else { return false }
    bound = (extra ?? 0) * price
    chosenExtra = 0
    for candidate in open {
      let (value, more) = worth(candidate, relaxation)
      guard value < Relaxation.none / 2 else { return false }
      bound += value
      if more { chosenExtra += 1 }
    }
    for place in free.indices {
      let (value, more) = worth(free[place].candidate, relaxation)
      free[place].worth = value
      free[place].extra = more
    }
    sort()
    if missing > 0, free[missing - 1].worth >= Relaxation.none / 2 { return false }
    for place in 0..<missing {
      bound += free[place].worth
      if free[place].extra { chosenExtra += 1 }
    }
    return true
  }

  private mutating func sort() {
    var moves = 0
    for place in free.indices.dropFirst() {
      let entry = free[place]
      var slot = place
      while slot > 0, Self.comesAfter(free[slot - 1], entry) {
        free[slot] = free[slot - 1]
        slot -= 1
      }
      moves += place - slot
      free[slot] = entry
      // The order has changed too much for sorting by insertion.
      if moves > 16 * free.count {
        free.sort { Self.comesAfter($1, $0) }
        return
      }
    }
  }

  private static func comesAfter(_ one: Entry, _ other: Entry) -> Bool {
    one.worth != other.worth ? one.worth > other.worth : one.candidate > other.candidate
  }

  private mutating func collect(_ relaxation: Relaxation) {
    chosen.removeAll(keepingCapacity: true)
    for candidate in open { chosen.append((candidate, worth(candidate, relaxation).extra)) }
    let missing = groups - open.count
    for entry in free.prefix(missing) { chosen.append((entry.candidate, entry.extra)) }
    dearestChosen = missing > 0 ? free[missing - 1].worth : Int.min / 4
    cheapestLeft = missing < free.count ? min(free[missing].worth, Relaxation.none) : Relaxation.none
  }
}
