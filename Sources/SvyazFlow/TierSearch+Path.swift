// One search from one demand, and the shift of demands along the path found.
extension TierSearch {
  /// Looks for the cheapest free place that alternating paths lead to.
  ///
  /// - Returns: whether there is one; else nothing that was visited leads to a free place.
  @inline(never)
  func findFreePlace(from source: Int32) -> Bool {
    search(open, from: source, competing: false)
    return bound < Self.limit
  }

  /// Looks for the cheapest way to serve the demand in the place of one of its tier; the demand itself, at cost 0,
  /// where there is none.
  @inline(never)
  func findRival(of source: Int32) { search(closed, from: source, competing: true) }

  /// Dijkstra's algorithm on reduced costs, cut at the best end so far.
  @inline(__always)
  private func search(_ rates: UnsafeMutablePointer<Rate>, from source: Int32, competing: Bool) {
    let tier = demands[Int(source)].tier
    stamp &+= 1
    visitedSlotCount = 0
    visitedMentorCount = 0
    endSlot = -1
    endDemand = competing ? source : -1
    bound = competing ? 0 : Self.limit
    if competing {
      var least: Number = 0
      for position in row(Int(source)) {
        least = min(least, cost(arcs[position]) &+ rates[slot(arcs[position])].price)
      }
      queue.restart(from: least)
      scanWholeRow(rates, source, base: 0)
    } else {
      queue.restart(from: 0)
      scanList(source, base: 0, now: 0)
    }
    while let entry = queue.pop() {
      let key = entry.key
      guard key < bound else {
        if queue.shift == 0 { break }
        continue
      }
      if entry.item < 0 {
        let demand = ~entry.item
        scanRow(demand, base: base(of: demand, rates))
        continue
      }
      let slot = Int(entry.item)
      guard rates[slot].label == key else { continue }
      settled &+= 1
      if settled & 4095 == 0 && isCancelled() {
        cancelled = true
        return
      }
      if key > Self.limit / 2 { overflowed = true }
      if slots[slot].flow < slots[slot].places { passMentor(rates, slot, key: key) }
      let change = key &- rates[slot].price
      for position in served(slot) {
        let demand = held[position]
        let base = change &- Number(truncatingIfNeeded: demands[Int(demand)].mateCost)
        if competing {
          if base < bound && demands[Int(demand)].tier == tier {
            bound = base
            endDemand = demand
          }
          scanWholeRow(rates, demand, base: base)
        } else {
          scanList(demand, base: base, now: key)
        }
      }
    }
  }

  /// What a served demand costs to come to; 0 for the source.
  private func base(of demand: Int32, _ rates: UnsafeMutablePointer<Rate>) -> Number {
    let mate = Int(demands[Int(demand)].mate)
    guard mate >= 0 else { return 0 }
    return rates[mate].label &- Number(truncatingIfNeeded: demands[Int(demand)].mateCost) &- rates[mate].price
  }

  /// From a slot with a place left through its mentor to the siblings that could give one up.
  @inline(__always)
  private func passMentor(_ rates: UnsafeMutablePointer<Rate>, _ slot: Int, key: Number) {
    let mentor = Int(slots[slot].mentor)
    if mentors[mentor].stamp == stamp {
      guard key < mentors[mentor].label else { return }
    } else {
      visitedMentors[visitedMentorCount] = Int32(truncatingIfNeeded: mentor)
      visitedMentorCount &+= 1
      mentors[mentor].stamp = stamp
    }
    mentors[mentor].label = key
    let change = key &- mentors[mentor].price
    for sibling in siblings(mentor) where sibling != slot && slots[sibling].flow > 0 {
      let siblingKey = change &+ rates[sibling].price
      guard siblingKey < rates[sibling].label && siblingKey < bound else { continue }
      visit(rates, sibling)
      rates[sibling].label = siblingKey
      slots[sibling].parentSlot = Int32(truncatingIfNeeded: slot)
      queue.push(siblingKey, Int32(truncatingIfNeeded: sibling))
    }
  }

  @inline(__always)
  private func visit(_ rates: UnsafeMutablePointer<Rate>, _ slot: Int) {
    guard rates[slot].label == Self.unreached else { return }
    visitedSlots[visitedSlotCount] = Int32(truncatingIfNeeded: slot)
    visitedSlotCount &+= 1
  }

  @inline(__always)
  private func scanWholeRow(_ rates: UnsafeMutablePointer<Rate>, _ demand: Int32, base: Number) {
    var position = arcStart[Int(demand)]
    let end = arcStart[Int(demand) &+ 1]
    while position < end {
      let arc = arcs[position]
      let slot = slot(arc)
      let key = base &+ cost(arc) &+ rates[slot].price
      if key < rates[slot].label && key < bound { reach(rates, slot, from: demand, arc, key: key, competing: true) }
      position &+= 1
    }
  }

  /// A demand reaches a slot at `key`, less than any way so far and less than the best end.
  @inline(__always)
  func reach(
    _ rates: UnsafeMutablePointer<Rate>, _ slot: Int, from demand: Int32, _ arc: Arc, key: Number, competing: Bool
  ) {
    if !competing {
      let mentor = Int(slots[slot].mentor)
      if slots[slot].flow < slots[slot].places && mentors[mentor].used < mentors[mentor].places {
        // The next unit costs used · penalty; the mentor's price has risen to at most that.
        let slack = Number(truncatingIfNeeded: mentors[mentor].used) &* loadPenalty &- mentors[mentor].price
        if key &+ slack < bound {
          bound = key &+ slack
          endSlot = Int32(truncatingIfNeeded: slot)
          endParent = demand
          endCost = Int32(truncatingIfNeeded: cost(arc))
        }
        if slack == 0 { return }  // no cheaper end lies behind this slot
      }
    }
    visit(rates, slot)
    rates[slot].label = key
    slots[slot].parent = demand
    slots[slot].parentCost = Int32(truncatingIfNeeded: cost(arc))
    slots[slot].parentSlot = -1
    queue.push(key, Int32(truncatingIfNeeded: slot))
  }

  // MARK: Prices and paths

  /// Raises prices so that the path found costs nothing more, shifts the demands along it, and clears the labels.
  func augment(from source: Int32, competing: Bool) {
    let rates = competing ? closed : open
    for visit in 0..<visitedSlotCount {
      let slot = Int(visitedSlots[visit])
      if rates[slot].label < bound {
        rates[slot].price &+= bound &- rates[slot].label
        if rates[slot].price > Self.limit / 4 { overflowed = true }
      }
      rates[slot].label = Self.unreached
    }
    for visit in 0..<visitedMentorCount {
      let mentor = Int(visitedMentors[visit])
      if mentors[mentor].label < bound { mentors[mentor].price &+= bound &- mentors[mentor].label }
    }
    follow(from: source)
    // A slot is never cheaper than its mentor.
    for visit in 0..<visitedMentorCount {
      let mentor = Int(visitedMentors[visit])
      for slot in siblings(mentor) where rates[slot].price < mentors[mentor].price {
        rates[slot].price = mentors[mentor].price
      }
    }
  }

  private func follow(from source: Int32) {
    var slot: Int
    var (demand, cost) = (endParent, endCost)
    if endSlot >= 0 {
      slot = Int(endSlot)
      mentors[Int(slots[slot].mentor)].used += 1
    } else {
      guard endDemand != source else { return }
      slot = origin(of: release(endDemand))
      (demand, cost) = (slots[slot].parent, slots[slot].parentCost)
    }
    while true {
      let previous = demands[Int(demand)].mate >= 0 ? release(demand) : -1
      held[Int(slots[slot].firstHeld + slots[slot].flow)] = demand
      slots[slot].flow += 1
      demands[Int(demand)].mate = Int32(slot)
      demands[Int(demand)].mateCost = cost
      guard previous >= 0 else { return }
      slot = origin(of: previous)
      (demand, cost) = (slots[slot].parent, slots[slot].parentCost)
    }
  }

  /// The slot that a demand chose on the way to this one: itself, or the sibling through whose mentor it was reached.
  private func origin(of slot: Int) -> Int { slots[slot].parentSlot >= 0 ? Int(slots[slot].parentSlot) : slot }

  private func release(_ demand: Int32) -> Int {
    let slot = Int(demands[Int(demand)].mate)
    let served = served(slot)
    for position in served where held[position] == demand {
      held[position] = held[served.upperBound - 1]
      break
    }
    slots[slot].flow -= 1
    demands[Int(demand)].mate = -1
    return slot
  }
}
