/// The matching as flat integers: demands choose slots, a slot is one mentor in one subject.
///
/// Four implicit layers (demand → slot → mentor → sink) without arc objects. A demand may stay uncovered at the price of
/// its value; the k-th unit through a mentor costs `(k − 1) · loadPenalty`, counted from the units that pins took.
struct AssignmentProblem {
  struct Arc {
    var slot: Int32
    var cost: Int
  }

  /// What covering a demand is worth, M · weight.
  var values: [Int] = []
  /// The demands in the order to serve them: heaviest first, then by number.
  var order: [Int] = []
  /// Arcs of demand `d` are `arcs[arcStart[d]..<arcStart[d + 1]]`.
  var arcStart: [Int] = [0]
  var arcs: [Arc] = []
  var slotMentor: [Int] = []
  var slotPlaces: [Int] = []
  /// Slots of mentor `j` are `mentorFirstSlot[j]..<mentorFirstSlot[j + 1]`.
  var mentorFirstSlot: [Int] = [0]
  /// Places of a mentor in all, and those that pins took.
  var mentorPlaces: [Int] = []
  var mentorPinned: [Int] = []
  var loadPenalty = 0
}

/// An optimal assignment with the prices that prove it.
struct Assignment {
  /// The slot of each demand, −1 where it stays uncovered.
  var mate: [Int]
  /// The least `cost + price` of each demand, at most its value: what serving it costs at these prices.
  var reached: [Int]
  /// Price of a place in each slot, at least that of its mentor.
  var slotPrice: [Int]
  var mentorPrice: [Int]
}

/// A 4-ary min-heap of labels; equal keys leave in an order that depends on the pushes alone.
struct LabelHeap {
  struct Entry {
    var key: Int
    var item: Int
  }

  private var entries: [Entry] = []

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  mutating func push(_ key: Int, _ item: Int) {
    var hole = entries.count
    entries.append(Entry(key: key, item: item))
    while hole > 0 {
      let above = (hole - 1) >> 2
      guard entries[above].key > key else { break }
      entries[hole] = entries[above]
      hole = above
    }
    entries[hole] = Entry(key: key, item: item)
  }

  mutating func pop() -> Entry? {
    guard let least = entries.first, let last = entries.popLast() else { return nil }
    let count = entries.count
    guard count > 0 else { return least }
    var hole = 0
    while true {
      let first = 4 * hole + 1
      guard first < count else { break }
      var smallest = first
      for child in first + 1..<max(first + 1, min(first + 4, count)) where entries[child].key < entries[smallest].key {
        smallest = child
      }
      guard entries[smallest].key < last.key else { break }
      entries[hole] = entries[smallest]
      hole = smallest
    }
    entries[hole] = last
    return least
  }
}
