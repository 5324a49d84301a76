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
    let list = lists + number &* Self.listCapacity
    let near = Int(demands[number].nearCount)
    scan(demand, base: base, list, near)
    guard base &+ demands[number].nearBound < bound else { return }
    scan(demand, base: base, list + near, count &- near)
    let rest = base &+ demands[number].listBound
    // The bound is old: the rest cannot be nearer than the search has come.
    if rest < bound { queue.push(max(rest, now), ~demand) }
  }

  @inline(__always)
  private func scan(_ demand: Int32, base: Number, _ list: UnsafeMutablePointer<Candidate>, _ count: Int) {
    let rates = open
    var candidate = list
    let end = list + count
    while candidate < end {
      let slot = Int(candidate.pointee.slot)
      let key = base &+ Number(truncatingIfNeeded: candidate.pointee.cost) &+ rates[slot].price
      if key < rates[slot].label && key < bound {
        reach(rates, slot, from: demand, cost: candidate.pointee.cost, key: key, competing: false)
      }
      candidate += 1
    }
  }

  /// Looks at all arcs of a demand, and makes its list anew.
  @inline(never)
  func scanRow(_ demand: Int32, base: Number) {
    let rates = open
    let number = Int(demand)
    let first = arcStart[number]
    let count = arcStart[number + 1] - first
    let slot = arcSlot + first
    let cost = arcCost + first
    let keys = self.keys
    var position = 0
    while position < count {
      let target = Int(slot[position])
      let own = Number(truncatingIfNeeded: cost[position]) &+ rates[target].price
      keys[position] = own
      let key = base &+ own
      if key < rates[target].label && key < bound {
        reach(rates, target, from: demand, cost: cost[position], key: key, competing: false)
      }
      position &+= 1
    }
    makeList(number, slot, cost, count)
  }

  private func makeList(
    _ demand: Int, _ slot: UnsafePointer<Int32>, _ cost: UnsafePointer<Int32>, _ count: Int
  ) {
    let list = lists + demand * Self.listCapacity
    guard count > Self.listCapacity else {
      for position in 0..<count { list[position] = Candidate(slot: slot[position], cost: cost[position]) }
      setList(demand, count: count, bound: Self.shut, near: count, nearBound: Self.shut)
      return
    }
    var (nearBound, bound) = sampledBounds(count)
    while true {
      // Near candidates from the front, the others from the back.
      var near = 0
      var far = Self.listCapacity
      var below = 0
      var position = 0
      while position < count {
        if keys[position] < bound {
          below &+= 1
          if near < far {
            let candidate = Candidate(slot: slot[position], cost: cost[position])
            if keys[position] < nearBound {
              list[near] = candidate
              near &+= 1
            } else {
              far &-= 1
              list[far] = candidate
            }
          }
        }
        position &+= 1
      }
      if below <= Self.listCapacity {
        for offset in 0..<Self.listCapacity - far { list[near + offset] = list[far + offset] }
        setList(demand, count: below, bound: min(bound, Self.shut), near: near, nearBound: min(nearBound, bound))
        return
      }
      bound = meanKey(below: bound, count)
      nearBound = min(nearBound, bound)
    }
  }

  private func setList(_ demand: Int, count: Int, bound: Number, near: Int, nearBound: Number) {
    demands[demand].listCount = Int32(count)
    demands[demand].listBound = bound
    demands[demand].nearCount = Int32(near)
    demands[demand].nearBound = nearBound
  }

  /// Bounds that about 10 and 40 keys lie below, by a sample of 32.
  @inline(__always)
  private func sampledBounds(_ count: Int) -> (near: Number, all: Number) {
    withUnsafeTemporaryAllocation(of: Number.self, capacity: 32) { sample in
      for draw in 0..<32 {
        let key = keys[(draw &* count) >> 5]
        var hole = draw
        while hole > 0 && sample[hole &- 1] > key {
          sample[hole] = sample[hole &- 1]
          hole &-= 1
        }
        sample[hole] = key
      }
      return (sample[min(31, max(1, 32 * 10 / count))], sample[min(31, max(1, 32 * 40 / count))])
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
