// What happens where places run out: slots close, and demands of one tier compete for them.
extension TierSearch {
  /// Serves one demand; demands come by descending tier.
  func serve(_ demand: Int32) {
    if findFreePlace(from: demand) {
      augment(from: demand, competing: false)
      return
    }
    guard !cancelled else { return }
    closeVisited()
    claim(for: demand)
    findRival(of: demand)
    augment(from: demand, competing: true)
  }

  /// The next tier begins: nobody can take what the last one fought for.
  func beginTier() {
    for number in tierSlots {
      // The label keeps the price.
      closed[Int(number)].label = closed[Int(number)].price
      closed[Int(number)].price = Self.shut
    }
    tierSlots.removeAll(keepingCapacity: true)
    tierShift = 0
  }

  /// The search found no free place: what it saw leads to none any more.
  private func closeVisited() {
    for visit in 0..<visitedMentorCount {
      for slot in siblings(Int(visitedMentors[visit]))
      where slots[slot].flow < slots[slot].places && open[slot].label == Self.unreached && open[slot].price < Self.shut
      {
        open[slot].label = 0
        visitedSlots[visitedSlotCount] = Int32(slot)
        visitedSlotCount += 1
      }
    }
    // Ways lead from here to slots closed before, never back. Since then prices here have risen: they are put down so
    // far that no such way has a negative reduced cost.
    var shift: Number = 0
    for visit in 0..<visitedSlotCount { shift = max(shift, excess(Int(visitedSlots[visit]))) }
    for visit in 0..<visitedSlotCount {
      let slot = Int(visitedSlots[visit])
      closed[slot].price = open[slot].price - shift
      open[slot] = Rate(price: Self.shut, label: Self.unreached)
      if slots[slot].flow < slots[slot].places { mentors[Int(slots[slot].mentor)].price = closed[slot].price }
    }
    if shift > Self.limit / 8 { overflowed = true }
  }

  /// By how much a slot's price is too high beside the closed slots that it leads to.
  private func excess(_ slot: Int) -> Number {
    var excess: Number = 0
    for position in served(slot) {
      let demand = Int(held[position])
      let dual = Number(demands[demand].mateCost) + open[slot].price
      for position in row(demand) {
        let price = closed[self.slot(arcs[position])].price
        if price < Self.shut { excess = max(excess, dual - cost(arcs[position]) - price) }
      }
    }
    if slots[slot].flow < slots[slot].places {
      for sibling in siblings(Int(slots[slot].mentor))
      where slots[sibling].flow > 0 && closed[sibling].price < Self.shut {
        excess = max(excess, open[slot].price - closed[sibling].price)
      }
    }
    return excess
  }

  /// Everything that an uncovered demand leads to is fought for by its tier from now on.
  ///
  /// The prices of what is new there are put down so far that nobody is worth less than leaving it uncovered.
  private func claim(for demand: Int32) {
    let tier = demands[Int(demand)].tier
    let first = tierSlots.count
    var next = first
    func add(_ slot: Int) {
      guard slots[slot].tier == 0 else { return }
      slots[slot].tier = tier
      tierSlots.append(Int32(slot))
    }
    for position in row(Int(demand)) { add(slot(arcs[position])) }
    while next < tierSlots.count {
      let slot = Int(tierSlots[next])
      next += 1
      tierShift = max(tierShift, closed[slot].price)
      if slots[slot].flow < slots[slot].places {
        for sibling in siblings(Int(slots[slot].mentor)) where slots[sibling].places > 0 { add(sibling) }
      }
      for position in served(slot) {
        let other = Int(held[position])
        tierShift = max(tierShift, closed[slot].price + Number(demands[other].mateCost))
        for arc in row(other) { add(self.slot(arcs[arc])) }
      }
    }
    for number in tierSlots[first...] {
      let slot = Int(number)
      closed[slot].price -= tierShift
      if slots[slot].flow < slots[slot].places { mentors[Int(slots[slot].mentor)].price = closed[slot].price }
    }
    if tierShift > Self.limit / 8 { overflowed = true }
  }
}
