/// The Lagrangian relaxation of a grouping problem: what is lost is that a member is in one group only; instead each
/// group that takes a member gains its price.
///
/// For prices `λ` every candidate has a best group of its own, exactly as many members of each kind as the rules ask for,
/// and the cheapest K of them, `extra` with one low-result member more, plus Σ λ, cost no more than any grouping
/// (Geoffrion, 1974; for the capacitated p-median Mulvey and Beck, 1984). Prices are whole numbers, so the bound is exact.
///
/// Memory by hand: indices come from the problem's own lists. Only the class itself touches the memory.
final class Relaxation {
  let problem: GroupingProblem
  let shape: GroupShape
  let memberCount: Int

  /// Members of each candidate's lists by cost, its own base left out: low-result members, then the others.
  let lists: UnsafeMutablePointer<Entry>
  let lowStart: [Int]
  let otherStart: [Int]
  let siteLists: [Entry]
  let siteStart: [Int]
  let isSite: UnsafeMutablePointer<Bool>
  let buffer: UnsafeMutablePointer<Entry>
  let lowBuffer: UnsafeMutablePointer<Entry>
  /// `nil` where no wishes are to be obeyed.
  let wishes: GroupWishes?

  /// Elementary operations since they were last asked for.
  var work = 0

  func takeWork() -> Int {
    defer { work = 0 }
    return work
  }

  struct Entry {
    var cost: Int
    var member: Int32
  }

  /// The highest prices.
  struct Most {
    var low: Int
    var other: Int
  }

  /// No group at all.
  static let none = Int.max / 4

  /// Values of the best groups by candidate: common, and with one low-result member more.
  var value0: [Int]
  var value1: [Int]

  init(_ problem: GroupingProblem, _ shape: GroupShape) {
    self.problem = problem
    self.shape = shape
    memberCount = problem.memberCount
    let wishes = GroupWishes(problem)
    self.wishes = wishes
    func mayTake(_ candidate: Int, _ member: Int) -> Bool {
      guard problem.cost(candidate, member) < GroupingProblem.forbidden, !problem.isBanned[member] else { return false }
      return wishes.map { !$0.isShut(candidate, member) } ?? true
    }
    let count = problem.candidateCount
    value0 = [Int](repeating: Self.none, count: count)
    value1 = value0
    var entries: [Entry] = []
    var (lowStart, otherStart, siteStart) = ([Int](), [Int](), [0])
    var sites: [Entry] = []
    for candidate in 0..<count {
      let base = Int(problem.candidates[candidate])
      lowStart.append(entries.count)
      var row: [Entry] = []
      for member in 0..<problem.lowCount where mayTake(candidate, member) {
        row.append(Entry(cost: problem.cost(candidate, member), member: Int32(member)))
      }
      entries += row.sorted { ($0.cost, $0.member) < ($1.cost, $1.member) }
      otherStart.append(entries.count)
      row = []
      for member in problem.lowCount..<problem.memberCount where member != base && mayTake(candidate, member) {
        row.append(Entry(cost: problem.cost(candidate, member), member: Int32(member)))
      }
      row.sort { ($0.cost, $0.member) < ($1.cost, $1.member) }
      entries += row
      sites += row.filter { problem.isSite[Int($0.member)] }
      siteStart.append(sites.count)
    }
    lowStart.append(entries.count)
    lists = .allocate(capacity: max(1, entries.count))
    for place in entries.indices { (lists + place).initialize(to: entries[place]) }
    self.lowStart = lowStart
    self.otherStart = otherStart
    siteLists = sites
    self.siteStart = siteStart
    isSite = .allocate(capacity: max(1, problem.memberCount))
    isSite.initialize(repeating: false, count: max(1, problem.memberCount))
    for member in 0..<problem.memberCount { isSite[member] = problem.isSite[member] }
    let most = max(shape.others[0].upperBound, shape.others[1].upperBound)
    buffer = .allocate(capacity: most + 2)
    buffer.initialize(repeating: Entry(cost: 0, member: -1), count: most + 2)
    lowBuffer = .allocate(capacity: shape.lows + 3)
    lowBuffer.initialize(repeating: Entry(cost: 0, member: -1), count: shape.lows + 3)
  }

  deinit {
    lists.deallocate()
    isSite.deallocate()
    buffer.deallocate()
    lowBuffer.deallocate()
  }

  /// Whether a candidate can be a base at all.
  func isUsable(_ candidate: Int) -> Bool {
    let base = Int(problem.candidates[candidate])
    return !problem.isBanned[base] && problem.cost(candidate, base) < GroupingProblem.forbidden
      && wishes?.isHopeless(candidate) != true
  }

  func most(_ prices: UnsafePointer<Int>) -> Most {
    var most = Most(low: Int.min / 4, other: Int.min / 4)
    for member in 0..<problem.lowCount { most.low = max(most.low, prices[member]) }
    for member in problem.lowCount..<memberCount { most.other = max(most.other, prices[member]) }
    return most
  }

  /// The best groups of the candidates at prices.
  ///
  /// - Complexity: O(candidates · members) at worst; lists by cost end early where prices are far below far costs.
  func evaluate(_ candidates: [Int32], prices: UnsafePointer<Int>) {
    let most = most(prices)
    for candidate in candidates {
      let candidate = Int(candidate)
      let base = Int(problem.candidates[candidate])
      let own = problem.cost(candidate, base) - prices[base]
      if let wishes {
        (value0[candidate], value1[candidate]) = wishedGroups(candidate, own, prices, most, wishes)
      } else {
        (value0[candidate], value1[candidate]) = bestGroups(candidate, own, prices, most.low, most.other)
      }
    }
  }

  @inline(__always)
  private func bestGroups(
    _ candidate: Int, _ own: Int, _ prices: UnsafePointer<Int>, _ lowMost: Int, _ otherMost: Int
  ) -> (Int, Int) {
    let lowCount = pickLows(candidate, prices, lowMost)
    guard lowCount >= shape.lows else { return (Self.none, Self.none) }
    var lowSum = own
    for place in 0..<shape.lows { lowSum += lowBuffer[place].cost }
    let otherCount = pickOthers(candidate, prices, otherMost)
    let common = others(candidate, kind: 0, count: otherCount, prices, otherMost).value
    let value0 = common == Self.none ? Self.none : lowSum + common
    guard shape.extra > 0, lowCount > shape.lows else { return (value0, Self.none) }
    let more =
      shape.others[0] == shape.others[1]
      ? common : others(candidate, kind: 1, count: otherCount, prices, otherMost).value
    return (value0, more == Self.none ? Self.none : lowSum + lowBuffer[shape.lows].cost + more)
  }

  /// Fills the buffer with the cheapest low-result members.
  @inline(__always)
  func pickLows(_ candidate: Int, _ prices: UnsafePointer<Int>, _ most: Int) -> Int {
    let wanted = shape.lows + (shape.extra > 0 ? 1 : 0)
    guard wanted > 0 else { return 0 }
    var count = 0
    var place = lowStart[candidate]
    let end = otherStart[candidate]
    let first = place
    while place < end {
      let entry = lists[place]
      if count == wanted, entry.cost - most >= lowBuffer[count - 1].cost { break }
      place += 1
      let value = entry.cost - prices[Int(entry.member)]
      if count == wanted {
        if value >= lowBuffer[count - 1].cost { continue }
      } else {
        count += 1
      }
      var slot = count - 1
      while slot > 0, lowBuffer[slot - 1].cost > value {
        lowBuffer[slot] = lowBuffer[slot - 1]
        slot -= 1
      }
      lowBuffer[slot] = Entry(cost: value, member: entry.member)
    }
    work += place - first
    return count
  }

  /// Fills the buffer with the cheapest other members: all that gain, and as many as a group needs.
  @inline(__always)
  func pickOthers(_ candidate: Int, _ prices: UnsafePointer<Int>, _ most: Int) -> Int {
    let need = max(shape.others[0].lowerBound, shape.others[1].lowerBound) - 1
    let room = max(shape.others[0].upperBound, shape.others[1].upperBound) - 1
    guard room > 0 else { return 0 }
    var count = 0
    var place = otherStart[candidate]
    let end = lowStart[candidate + 1]
    let first = place
    while place < end {
      let entry = lists[place]
      let least = entry.cost - most
      if count >= need, count == 0 || least >= buffer[count - 1].cost, count == room || least >= 0 { break }
      place += 1
      let value = entry.cost - prices[Int(entry.member)]
      if count >= need, value >= 0, count == 0 || value >= buffer[count - 1].cost { continue }
      if count == room {
        if value >= buffer[count - 1].cost { continue }
      } else {
        count += 1
      }
      var slot = count - 1
      while slot > 0, buffer[slot - 1].cost > value {
        buffer[slot] = buffer[slot - 1]
        slot -= 1
      }
      buffer[slot] = Entry(cost: value, member: entry.member)
      if count > need, buffer[count - 1].cost >= 0 { count -= 1 }
    }
    work += place - first
    return count
  }

  /// The cheapest choice of other members from the buffer: the first `taken` of it, and a project site where one has to
  /// be fetched.
  @inline(__always)
  func others(
    _ candidate: Int, kind: Int, count: Int, _ prices: UnsafePointer<Int>, _ most: Int
  ) -> (value: Int, taken: Int, site: Int32) {
    let (least, room) = (shape.others[kind].lowerBound - 1, shape.others[kind].upperBound - 1)
    guard count >= least else { return (Self.none, 0, -1) }
    var taken = 0
    var sum = 0
    var hasSite = !shape.needsSites || isSite[Int(problem.candidates[candidate])]
    while taken < count, taken < room, taken < least || buffer[taken].cost < 0 {
      sum += buffer[taken].cost
      if !hasSite { hasSite = isSite[Int(buffer[taken].member)] }
      taken += 1
    }
    if hasSite { return (sum, taken, -1) }
    guard room > 0 else { return (Self.none, 0, -1) }
    var site = Entry(cost: Self.none, member: -1)
    for place in siteStart[candidate]..<siteStart[candidate + 1] {
      let entry = siteLists[place]
      if entry.cost - most >= site.cost { break }
      let value = entry.cost - prices[Int(entry.member)]
      if value < site.cost { site = Entry(cost: value, member: entry.member) }
    }
    guard site.member >= 0 else { return (Self.none, 0, -1) }
    // The site takes one of the places; what was taken before it holds no site.
    while taken > 0, taken > max(0, least - 1), taken > room - 1 || buffer[taken - 1].cost >= 0 {
      taken -= 1
      sum -= buffer[taken].cost
    }
    return (sum + site.cost, taken, site.member)
  }

  /// Calls with each member of the best group of a candidate.
  func forEachMember(
    of candidate: Int, extra: Bool, prices: UnsafePointer<Int>, _ body: (Int32) -> Void
  ) {
    let most = most(prices)
    body(problem.candidates[candidate])
    if let wishes {
      return forEachWished(of: candidate, extra: extra, prices: prices, most, wishes, body)
    }
    let lowCount = pickLows(candidate, prices, most.low)
    for place in 0..<min(lowCount, shape.lows + (extra ? 1 : 0)) { body(lowBuffer[place].member) }
    let count = pickOthers(candidate, prices, most.other)
    let choice = others(candidate, kind: extra ? 1 : 0, count: count, prices, most.other)
    for place in 0..<choice.taken { body(buffer[place].member) }
    if choice.site >= 0 { body(choice.site) }
  }
}
