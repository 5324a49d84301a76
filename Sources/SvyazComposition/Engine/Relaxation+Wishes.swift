/// Best groups that obey the wishes.
///
/// Mostly the plain best group does, and where it does not its value still bounds; only the groups that a choice of bases
/// takes are looked for exactly. Where it tears a unit apart, or takes two that are to be apart, the unit is put in
/// and left out, one after the other, until the group obeys; a search that takes too long ends early, with groups that
/// cost less than any that obey. Too few teachers have a price of their own in every group: the best such price is
/// looked for by cutting planes (Kelley, 1960).
extension Relaxation {
  private static let nodeLimit = 48
  private static let teacherLooks = 6
  private static let dearestTeacher = 1 << 30

  func wishedGroups(
    _ candidate: Int, _ own: Int, _ prices: UnsafePointer<Int>, _ most: Most, _ wishes: GroupWishes
  ) -> (Int, Int) {
    (wishes.isSharp[2 * candidate], wishes.isSharp[2 * candidate + 1]) = (true, true)
    if wishes.isHopeless(candidate) { return (Self.none, Self.none) }
    let lowCount = pickLows(candidate, prices, most.low)
    guard lowCount >= shape.lows else { return (Self.none, Self.none) }
    let otherCount = pickOthers(candidate, prices, most.other)
    func best(_ kind: Int) -> Int {
      guard
        let plain = plainGroup(candidate, kind, lowCount: lowCount, otherCount: otherCount, prices, most, wishes)
      else { return Self.none }
      wishes.isSharp[2 * candidate + kind] = !plain.isBroken
      return own + plain.value
    }
    return (best(0), shape.extra > 0 && lowCount > shape.lows ? best(1) : Self.none)
  }

  /// Puts the values of groups that obey in place of plain ones.
  ///
  /// - Parameter extra: the kind that matters; `nil`: both.
  /// - Returns: whether any value was a plain one.
  func sharpen(_ candidate: Int, extra: Bool?, prices: UnsafePointer<Int>, _ most: Most) -> Bool {
    guard let wishes else { return false }
    var isNew = false
    for kind in 0...1 where !wishes.isSharp[2 * candidate + kind] && extra.map({ $0 == (kind == 1) }) ?? true {
      wishes.isSharp[2 * candidate + kind] = true
      let value = searchGroup(candidate, kind, prices, most, wishes, keepsTeacherPrice: false)
      // A search that ends early may end below.
      if kind == 0 { value0[candidate] = max(value0[candidate], value) }
      if kind == 1 { value1[candidate] = max(value1[candidate], value) }
      isNew = true
    }
    return isNew
  }

  /// The base left out.
  func forEachWished(
    of candidate: Int, extra: Bool, prices: UnsafePointer<Int>, _ most: Most, _ wishes: GroupWishes,
    _ body: (Int32) -> Void
  ) {
    let lowCount = pickLows(candidate, prices, most.low)
    let otherCount = pickOthers(candidate, prices, most.other)
    let kind = extra ? 1 : 0
    guard let plain = plainGroup(candidate, kind, lowCount: lowCount, otherCount: otherCount, prices, most, wishes)
    else { return }
    if plain.isBroken {
      _ = searchGroup(candidate, kind, prices, most, wishes, keepsTeacherPrice: true)
      for member in wishes.bestGroup { body(member) }
    } else {
      for member in wishes.group { body(member) }
    }
  }

  /// The best group without wishes, from the buffers, and whether it breaks any.
  private func plainGroup(
    _ candidate: Int, _ kind: Int, lowCount: Int, otherCount: Int, _ prices: UnsafePointer<Int>, _ most: Most,
    _ wishes: GroupWishes
  ) -> (value: Int, isBroken: Bool)? {
    let lows = shape.lows + kind
    guard lowCount >= lows else { return nil }
    let choice = others(candidate, kind: kind, count: otherCount, prices, most.other)
    guard choice.value < Self.none else { return nil }
    wishes.group.removeAll(keepingCapacity: true)
    var sum = choice.value
    for place in 0..<lows {
      sum += lowBuffer[place].cost
      wishes.group.append(lowBuffer[place].member)
    }
    for place in 0..<choice.taken { wishes.group.append(buffer[place].member) }
    if choice.site >= 0 { wishes.group.append(choice.site) }
    work += wishes.group.count
    let base = problem.candidates[candidate]
    wishes.enter(base)
    for member in wishes.group { wishes.enter(member) }
    let isBroken = wishes.takeBroken() != nil
    let lacks =
      wishes.minTeachers > 0 && wishes.teachers(wishes.group, base: Int(base)) < wishes.minTeachers
    return (sum, isBroken || lacks)
  }

  // MARK: The search

  /// The value of the best group that obeys, or less.
  private func searchGroup(
    _ candidate: Int, _ kind: Int, _ prices: UnsafePointer<Int>, _ most: Most, _ wishes: GroupWishes,
    keepsTeacherPrice: Bool
  ) -> Int {
    guard wishes.minTeachers > 0 else { return search(candidate, kind, prices, most, wishes) }
    let place = 2 * candidate + kind
    let last = wishes.teacherPrice[place]
    if keepsTeacherPrice { return search(candidate, kind, teacherPrice: last, prices, most, wishes).value }
    var least = search(candidate, kind, teacherPrice: 0, prices, most, wishes)
    var (best, bestPrice) = (least.value, 0)
    defer { wishes.teacherPrice[place] = bestPrice }
    guard least.value < Self.none, least.teachers < wishes.minTeachers else { return best }
    var enough: (cost: Int, teachers: Int)?
    var price = last > 0 ? last : 1024
    for _ in 0..<Self.teacherLooks {
      let look = search(candidate, kind, teacherPrice: price, prices, most, wishes)
      if look.value > best { (best, bestPrice) = (look.value, price) }
      if look.value >= Self.none || look.teachers == wishes.minTeachers { break }
      if look.teachers > wishes.minTeachers {
        enough = (look.cost, look.teachers)
      } else {
        least = look
      }
      guard let enough else {
        if price >= Self.dearestTeacher { break }
        price = min(Self.dearestTeacher, price * 32)
        continue
      }
      let next = (enough.cost - least.cost) / (enough.teachers - least.teachers)
      if next <= 0 || next == price { break }
      price = next
    }
    return best
  }

  /// The same at a price of teachers.
  ///
  /// - Returns: also the cost over the prices, and the teachers, of the group that attains it.
  private func search(
    _ candidate: Int, _ kind: Int, teacherPrice: Int, _ prices: UnsafePointer<Int>, _ most: Most,
    _ wishes: GroupWishes
  ) -> (value: Int, cost: Int, teachers: Int) {
    var value: Int
    if teacherPrice == 0 {
      value = search(candidate, kind, prices, most, wishes)
    } else {
      var high = Most(low: Int.min / 4, other: Int.min / 4)
      for member in 0..<memberCount {
        let price = prices[member] + teacherPrice * wishes.teachers[member]
        wishes.effective[member] = price
        if member < problem.lowCount { high.low = max(high.low, price) } else { high.other = max(high.other, price) }
      }
      work += memberCount
      value = wishes.effective.withUnsafeBufferPointer { effective in
        effective.baseAddress.map { search(candidate, kind, $0, high, wishes) } ?? Self.none
      }
    }
    guard value < Self.none else { return (Self.none, Self.none, 0) }
    let teachers = wishes.teachers(wishes.bestGroup, base: Int(problem.candidates[candidate]))
    let cost = value + teacherPrice * teachers
    value += teacherPrice * wishes.minTeachers
    return (value, cost, teachers)
  }

  /// The same for pairs together and apart only.
  private func search(
    _ candidate: Int, _ kind: Int, _ prices: UnsafePointer<Int>, _ most: Most, _ wishes: GroupWishes
  ) -> Int {
    let base = Int(problem.candidates[candidate])
    wishes.best = Self.none
    wishes.bestGroup.removeAll(keepingCapacity: true)
    wishes.nodes = 0
    let depth = wishes.depth
    defer { wishes.undo(to: depth) }
    if wishes.hasMates(base), !wishes.decide(Int(wishes.units.unit[base]), isIn: true, base: base) { return Self.none }
    descend(candidate, kind, prices, most, wishes)
    guard wishes.best < Self.none else { return Self.none }
    return wishes.best + problem.cost(candidate, base) - prices[base]
  }

  private func descend(
    _ candidate: Int, _ kind: Int, _ prices: UnsafePointer<Int>, _ most: Most, _ wishes: GroupWishes
  ) {
    wishes.nodes += 1
    work += 60
    let value = markedGroup(candidate, kind, prices, most, wishes)
    guard value < wishes.best else { return }
    let base = problem.candidates[candidate]
    wishes.enter(base)
    for member in wishes.group { wishes.enter(member) }
    guard let broken = wishes.takeBroken(), wishes.nodes < Self.nodeLimit else {
      wishes.best = value
      swap(&wishes.bestGroup, &wishes.group)
      return
    }
    let depth = wishes.depth
    for isIn in [broken.isMostlyIn, !broken.isMostlyIn] {
      if wishes.decide(broken.unit, isIn: isIn, base: Int(base)) { descend(candidate, kind, prices, most, wishes) }
      wishes.undo(to: depth)
    }
  }

  /// The best group that the marks allow.
  ///
  /// - Returns: its value without the base.
  private func markedGroup(
    _ candidate: Int, _ kind: Int, _ prices: UnsafePointer<Int>, _ most: Most, _ wishes: GroupWishes
  ) -> Int {
    let lows = shape.lows + kind - wishes.forcedLows
    let least = max(0, shape.others[kind].lowerBound - 1 - wishes.forcedOthers)
    let room = shape.others[kind].upperBound - 1 - wishes.forcedOthers
    guard lows >= 0, room >= 0 else { return Self.none }
    let lowCount = pick(
      lowStart[candidate]..<otherStart[candidate], need: lows, room: lows, prices, most.low, wishes.mark, wishes.lows)
    guard lowCount == lows else { return Self.none }
    var taken = pick(
      otherStart[candidate]..<lowStart[candidate + 1], need: least, room: room, prices, most.other, wishes.mark,
      wishes.others)
    guard taken >= least else { return Self.none }
    var hasSite = !shape.needsSites || isSite[Int(problem.candidates[candidate])]
    var sum = 0
    var group = wishes.forced
    for member in group {
      sum += problem.cost(candidate, Int(member)) - prices[Int(member)]
      hasSite = hasSite || isSite[Int(member)]
    }
    for place in 0..<lowCount {
      sum += wishes.lows[place].cost
      group.append(wishes.lows[place].member)
    }
    for place in 0..<taken {
      sum += wishes.others[place].cost
      hasSite = hasSite || isSite[Int(wishes.others[place].member)]
    }
    if !hasSite {
      guard room > 0, let site = cheapestSite(candidate, prices, most.other, wishes.mark) else { return Self.none }
      // The site takes one of the places.
      while taken > 0, taken > max(0, least - 1), taken > room - 1 || wishes.others[taken - 1].cost >= 0 {
        taken -= 1
        sum -= wishes.others[taken].cost
      }
      sum += site.cost
      group.append(site.member)
    }
    for place in 0..<taken { group.append(wishes.others[place].member) }
    wishes.group = group
    return sum
  }

  private func cheapestSite(
    _ candidate: Int, _ prices: UnsafePointer<Int>, _ most: Int, _ mark: UnsafeMutablePointer<Int8>
  ) -> Entry? {
    var site: Entry?
    for place in siteStart[candidate]..<siteStart[candidate + 1] {
      let entry = siteLists[place]
      if let site, entry.cost - most >= site.cost { break }
      guard mark[Int(entry.member)] == 0 else { continue }
      let value = entry.cost - prices[Int(entry.member)]
      if value < site?.cost ?? Int.max { site = Entry(cost: value, member: entry.member) }
    }
    return site
  }

  /// The cheapest unmarked members of a part of the lists: all that gain, and as many as are needed.
  private func pick(
    _ range: Range<Int>, need: Int, room: Int, _ prices: UnsafePointer<Int>, _ most: Int,
    _ mark: UnsafeMutablePointer<Int8>, _ picked: UnsafeMutablePointer<Entry>
  ) -> Int {
    guard room > 0 else { return 0 }
    var count = 0
    var place = range.lowerBound
    while place < range.upperBound {
      let entry = lists[place]
      let dearest = count > 0 ? picked[count - 1].cost : Int.min
      let least = entry.cost - most
      if count >= need, count == room || least >= 0, least >= dearest { break }
      place += 1
      guard mark[Int(entry.member)] == 0 else { continue }
      let value = entry.cost - prices[Int(entry.member)]
      if count >= need, value >= 0 || count == room, value >= dearest { continue }
      if count < room { count += 1 }
      var slot = count - 1
      while slot > 0, picked[slot - 1].cost > value {
        picked[slot] = picked[slot - 1]
        slot -= 1
      }
      picked[slot] = Entry(cost: value, member: entry.member)
      // A dearer one is needed no longer.
      while count > need, picked[count - 1].cost >= 0 { count -= 1 }
    }
    work += place - range.lowerBound + 8
    return count
  }
}
