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
  private func scan(_ demand: Int32, base: Number, _ list: UnsafeMutablePointer<Arc>, _ count: Int) {
    let rates = open
    var candidate = list
    let end = list + count
    while candidate < end {
      let arc = candidate.pointee
      let slot = slot(arc)
      let key = base &+ cost(arc) &+ rates[slot].price
      if key < rates[slot].label && key < bound { reach(rates, slot, from: demand, arc, key: key, competing: false) }
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
    let arcs = self.arcs + first
    let keys = self.keys
    var position = 0
    while position < count {
      let arc = arcs[position]
      let slot = slot(arc)
      let own = cost(arc) &+ rates[slot].price
      keys[position] = own
      let key = base &+ own
      if key < rates[slot].label && key < bound { reach(rates, slot, from: demand, arc, key: key, competing: false) }
      position &+= 1
    }
    makeList(number, arcs, count)
  }

  private func makeList(_ demand: Int, _ arcs: UnsafeMutablePointer<Arc>, _ count: Int) {
    let list = lists + demand * Self.listCapacity
    guard count > Self.listCapacity else {
      list.update(from: arcs, count: count)
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
            if keys[position] < nearBound {
              list[near] = arcs[position]
              near &+= 1
            } else {
              far &-= 1
              list[far] = arcs[position]
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

  /// Bounds that about 10 and 40 keys lie below, by a sample of 16.
  @inline(__always)
  private func sampledBounds(_ count: Int) -> (near: Number, all: Number) {
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
      let rank = min(15, max(1, 16 * 40 / count))
      return (sample[rank / 3], sample[rank])
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
