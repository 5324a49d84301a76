// From the two levels of prices to the one that a certificate wants.
extension TierSearch {
  /// Writes mates and final prices of the slots and demands that `owns` names.
  func read(
    into assignment: inout Assignment, tierValues: [Int], ownsDemand: (Int) -> Bool, ownsMentor: (Int) -> Bool
  ) {
    for demand in 0..<demandCount where ownsDemand(demand) { assignment.mate[demand] = demands[demand].mate }
    let current = tierSlots.reduce(into: Set<Int>()) { $0.insert(Int($1)) }
    for slot in 0..<slotCount where ownsMentor(Int(slots[slot].mentor)) {
      if open[slot].price < Self.shut {
        assignment.slotPrice[slot] = Int(open[slot].price)
      } else if slots[slot].tier == 0 {
        assignment.slotPrice[slot] = Int(closed[slot].price)
      } else {
        let price = current.contains(slot) ? closed[slot].price : closed[slot].label
        assignment.slotPrice[slot] = tierValues[Int(slots[slot].tier)] + Int(price)
      }
    }
    liftUnclaimed(&assignment.slotPrice)
    for mentor in 0..<mentorCount where ownsMentor(mentor) {
      assignment.mentorPrice[mentor] = price(ofMentor: mentor, &assignment.slotPrice)
    }
  }

  private func isUnclaimed(_ slot: Int) -> Bool { open[slot].price >= Self.shut && slots[slot].tier == 0 }

  /// Slots that closed and that nobody uncovered ever wanted: their prices stood still while open ones rose. They take
  /// the least prices that hold beside the rest.
  ///
  /// Labels are corrected first in, first out (Bellman 1958, Moore 1959): O(slots · arcs) at worst, in practice a pass.
  private func liftUnclaimed(_ prices: inout [Int]) {
    var waiting: [Int] = []
    var next = 0
    var isWaiting = [Bool](repeating: false, count: slotCount)
    func raise(_ slot: Int, to price: Int, _ prices: inout [Int]) {
      guard isUnclaimed(slot), prices[slot] < price else { return }
      prices[slot] = price
      if !isWaiting[slot] {
        isWaiting[slot] = true
        waiting.append(slot)
      }
    }
    func pass(_ slot: Int, _ prices: inout [Int]) {
      for position in served(slot) {
        let demand = Int(held[position])
        let dual = Int(demands[demand].mateCost) + prices[slot]
        for arc in row(demand) { raise(self.slot(arcs[arc]), to: dual - Int(cost(arcs[arc])), &prices) }
      }
      if slots[slot].flow < slots[slot].places {
        for sibling in siblings(Int(slots[slot].mentor)) { raise(sibling, to: prices[slot], &prices) }
      }
    }
    guard (0..<slotCount).contains(where: isUnclaimed) else { return }
    for slot in 0..<slotCount {
      let mentor = mentors[Int(slots[slot].mentor)]
      raise(slot, to: max(0, Int(mentor.used - 1) * Int(loadPenalty)), &prices)
    }
    for slot in 0..<slotCount where open[slot].price < Self.shut { pass(slot, &prices) }
    while next < waiting.count {
      let slot = waiting[next]
      next += 1
      isWaiting[slot] = false
      pass(slot, &prices)
      if next > slotCount {
        waiting.removeFirst(next)
        next = 0
      }
    }
  }

  /// A mentor costs what its slots with places left cost. Where all are full it may cost less: what its own search
  /// found while it has places left, else as much as its cheapest slot.
  private func price(ofMentor mentor: Int, _ prices: inout [Int]) -> Int {
    var least: Int?
    for slot in siblings(mentor) where slots[slot].flow > 0 || slots[slot].places > 0 {
      if slots[slot].flow < slots[slot].places { return settle(mentor, at: prices[slot], &prices) }
      least = min(least ?? prices[slot], prices[slot])
    }
    let own = mentors[mentor]
    if own.used < own.places || least == nil { return settle(mentor, at: max(0, Int(own.price)), &prices) }
    return settle(mentor, at: least ?? 0, &prices)
  }

  /// Slots without any place are never cheaper than their mentor either.
  private func settle(_ mentor: Int, at price: Int, _ prices: inout [Int]) -> Int {
    for slot in siblings(mentor) where slots[slot].places == 0 { prices[slot] = max(prices[slot], price) }
    return price
  }
}
