// The arcs of a demand, cheapest first as far as searches need them.
//
// A list keeps the arcs that were cheapest at the prices of the day it was made. Prices only rise, so what was left out
// costs at least the list's bound for ever: a search that stays below the bound need not look at the rest.
extension TierSearch {
  /// Looks at a demand's candidates from `base` on; the arcs outside the list wait in the queue for their turn.
  @inline(__always)
  func scanList(_ demand: Int32, base: Number, now: Number) {
    let number = Int(demand)
    let count = Int(demands[number].listCount)
    guard count >= 0 else {
      scanRow(demand, base: base)
      return
    }
    let rates = open
    let mask = slotMask
    let bits = slotBits
    var least = stepBounds + number &* (Self.listCapacity / Self.stepSize)
    var candidate = lists + number &* Self.listCapacity
    let end = candidate + count
    var limit = bound
    while candidate < end {
      if base &+ least.pointee >= limit { return }
      least += 1
      let stepEnd = min(candidate + Self.stepSize, end)
      while candidate < stepEnd {
        let arc = candidate.pointee
        let slot = Int(truncatingIfNeeded: arc & mask)
        let key = base &+ Number(truncatingIfNeeded: arc &>> bits) &+ rates[slot].price
        if key < limit && key < rates[slot].label {
          reach(rates, slot, from: demand, arc, key: key, competing: false)
          limit = bound
        }
        candidate += 1
      }
    }
    let rest = base &+ demands[number].listBound
    // The bound is old: the rest cannot be nearer than the search has come.
    if rest < limit { queue.push(max(rest, now), ~demand) }
  }

  /// Looks at all arcs of a demand, and makes its list anew.
  ///
  /// The first look is at the problem's arrays; whoever is looked at again has its arcs packed for the next times.
  @inline(never)
  func scanRow(_ demand: Int32, base: Number) {
    let number = Int(demand)
    let first = arcStart[number]
    let count = arcStart[number + 1] - first
    if demands[number].packedAt < 0 {
      guard demands[number].listCount >= 0, packedCount + count < Int32.max else {
        scanFirst(demand, base: base, first, count)
        makeList(number, count) { arc(at: first &+ $0) }
        return
      }
      for position in 0..<count { packed[packedCount + position] = arc(at: first &+ position) }
      demands[number].packedAt = Int32(packedCount)
      packedCount += count
    }
    let arcs = packed + Int(demands[number].packedAt)
    scanPacked(demand, base: base, arcs, count)
    makeList(number, count) { arcs[$0] }
  }

  @inline(__always)
  private func scanFirst(_ demand: Int32, base: Number, _ first: Int, _ count: Int) {
    let rates = open
    let keys = self.keys
    var limit = bound
    var position = 0
    while position < count {
      let slot = Int(truncatingIfNeeded: slotNumbers[Int(arcSlot[first &+ position])])
      let own = Number(truncatingIfNeeded: arcCost[first &+ position]) &+ rates[slot].price
      keys[position] = own
      let key = base &+ own
      if key < limit && key < rates[slot].label {
        reach(rates, slot, from: demand, arc(at: first &+ position), key: key, competing: false)
        limit = bound
      }
      position &+= 1
    }
  }

  @inline(__always)
  private func scanPacked(_ demand: Int32, base: Number, _ arcs: UnsafeMutablePointer<Arc>, _ count: Int) {
    let rates = open
    let keys = self.keys
    let mask = slotMask
    let bits = slotBits
    var limit = bound
    var position = 0
    while position < count {
      let arc = arcs[position]
      let slot = Int(truncatingIfNeeded: arc & mask)
      let own = Number(truncatingIfNeeded: arc &>> bits) &+ rates[slot].price
      keys[position] = own
      let key = base &+ own
      if key < limit && key < rates[slot].label {
        reach(rates, slot, from: demand, arc, key: key, competing: false)
        limit = bound
      }
      position &+= 1
    }
  }

  @inline(__always)
  private func makeList(_ demand: Int, _ count: Int, arc: (Int) -> Arc) {
    var bound = count > Self.listCapacity ? sampledBound(count) : Self.unreached
    var picked = 0
    while true {
      picked = 0
      var position = 0
      // Without a branch, for nobody can foretell which keys are low.
      while position < count {
        let key = keys[position]
        pickedPositions[picked] = Int32(truncatingIfNeeded: position)
        pickedKeys[picked] = key
        picked &+= key < bound ? 1 : 0
        position &+= 1
      }
      if picked <= Self.listCapacity { break }
      bound = meanKey(below: bound, count)
    }
    demands[demand].listCount = Int32(truncatingIfNeeded: picked)
    demands[demand].listBound = min(bound, Self.shut)
    if picked > 0 { arrange(demand, picked, arc: arc) }
  }

  /// Puts the picked candidates in order, as well as 32 ranges of keys tell them apart.
  @inline(__always)
  private func arrange(_ demand: Int, _ count: Int, arc: (Int) -> Arc) {
    var least = pickedKeys[0]
    var greatest = least
    for pick in 1..<max(1, count) {
      least = min(least, pickedKeys[pick])
      greatest = max(greatest, pickedKeys[pick])
    }
    let shift = Number(max(0, Number.bitWidth - 5 - (greatest &- least).leadingZeroBitCount))
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 33) { next in
      next.initialize(repeating: 0)
      for pick in 0..<count { next[Int(truncatingIfNeeded: (pickedKeys[pick] &- least) &>> shift) &+ 1] &+= 1 }
      for range in 1..<33 { next[range] &+= next[range &- 1] }
      let list = lists + demand &* Self.listCapacity
      let bounds = stepBounds + demand &* (Self.listCapacity / Self.stepSize)
      for pick in 0..<count {
        let range = Int(truncatingIfNeeded: (pickedKeys[pick] &- least) &>> shift)
        let place = Int(next[range])
        next[range] &+= 1
        list[place] = arc(Int(pickedPositions[pick]))
        if place % Self.stepSize == 0 { bounds[place / Self.stepSize] = least &+ Number(range) &<< shift }
      }
    }
  }

  /// A bound that about 64 keys lie below, by a sample of 16.
  @inline(__always)
  private func sampledBound(_ count: Int) -> Number {
    withUnsafeTemporaryAllocation(of: Number.self, capacity: 16) { sample in
      for draw in 0..<16 {
        let key = keys[(draw &* count) >> 4]
        var hole = draw
        while hole > 0 && sample[hole &- 1] > key {
          sample[hole] = sample[hole &- 1]
          hole &-= 1
        }
        sample[hole] = key
      }
      return sample[min(15, max(1, 16 * 64 / count))]
    }
  }

  /// The mean of the keys below a bound, or the least of them where all are equal: fewer lie below it.
  @inline(never)
  private func meanKey(below bound: Number, _ count: Int) -> Number {
    var least = bound
    var sum = 0.0
    var below = 0.0
    for position in 0..<count where keys[position] < bound {
      least = min(least, keys[position])
      sum += Double(keys[position])
      below += 1
    }
    let mean = Number(exactly: (sum / below).rounded(.down)) ?? least
    return mean > least && mean < bound ? mean : least
  }
}
