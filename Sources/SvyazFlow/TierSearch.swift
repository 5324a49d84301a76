/// The working state of ``AssignmentSolver``: flows, prices and candidate lists in flat memory.
///
/// `Number` holds costs, prices and labels, `Arc` a slot and a cost side by side: 32 bits each where they suffice, for
/// a search does little but read them.
///
/// Prices are kept in two levels, so that no number of a search ever holds the value of a tier. A slot is *open* while
/// some alternating path leads from it to a free place: then its price is a plain cost. Once none does, none ever will:
/// the slot is *closed*, demands compete for it by tier, and its price is the value of a tier plus a cost that may be
/// negative. Only demands of one tier compete at a time, since heavier ones hold what they have and lighter ones cannot
/// take it.
final class TierSearch<Number: FixedWidthInteger & SignedInteger & Sendable, Arc: FixedWidthInteger & UnsignedInteger> {
  /// A price and the label of the present search, side by side for the inner loop.
  struct Rate {
    var price: Number
    var label: Number
  }

  struct Slot {
    var flow: Int32
    var places: Int32
    /// The demands served are `held[firstHeld..<firstHeld + flow]`.
    var firstHeld: Int32
    var mentor: Int32
    /// How the present search came here: the demand that chose the slot and at what cost, or the sibling slot through
    /// whose mentor it was reached (−1: none).
    var parent: Int32
    var parentCost: Int32
    var parentSlot: Int32
    /// The tier that competes, or competed, for the closed slot; 0: none yet.
    var tier: Int32
  }

  struct Mentor {
    var firstSlot: Int32
    var used: Int32
    var places: Int32
    var stamp: Int32
    var price: Number
    var label: Number
  }

  struct Demand {
    var mate: Int32
    var mateCost: Int32
    var tier: Int32
    /// Candidates in the list, −1: not made yet. The first `nearCount` of them were below `nearBound` when made.
    var listCount: Int32
    var nearCount: Int32
    var nearBound: Number
    /// Every arc outside the list costs at least this with its price.
    var listBound: Number
  }

  /// Labels stay below; whatever comes near it needs wider numbers.
  static var limit: Number { 1 << (Number.bitWidth - 4) }
  /// The price of a slot that a search must not enter.
  static var shut: Number { 1 << (Number.bitWidth - 3) }
  static var unreached: Number { 1 << (Number.bitWidth - 2) }
  static var listCapacity: Int { 64 }

  let demandCount: Int
  let slotCount: Int
  let mentorCount: Int
  let loadPenalty: Number

  /// Arcs of demand `d` are `arcs[arcStart[d]..<arcStart[d + 1]]`; none for demands that others serve.
  let arcStart: UnsafeMutablePointer<Int>
  let arcs: UnsafeMutablePointer<Arc>
  /// An arc is `cost << slotBits | slot`.
  let slotBits: Arc
  let slotMask: Arc

  let open: UnsafeMutablePointer<Rate>
  let closed: UnsafeMutablePointer<Rate>
  let slots: UnsafeMutablePointer<Slot>
  let mentors: UnsafeMutablePointer<Mentor>
  let demands: UnsafeMutablePointer<Demand>
  let held: UnsafeMutablePointer<Int32>
  let lists: UnsafeMutablePointer<Arc>
  /// Keys of one row, for making its list.
  let keys: UnsafeMutablePointer<Number>
  let visitedSlots: UnsafeMutablePointer<Int32>
  let visitedMentors: UnsafeMutablePointer<Int32>
  let queue: LabelQueue<Number>
  let isCancelled: @Sendable () -> Bool

  var visitedSlotCount = 0
  var visitedMentorCount = 0
  var stamp: Int32 = 0
  /// Numbers grew too large for `Number`: the state is worthless.
  var overflowed = false
  var cancelled = false
  /// Slots settled by all searches, the measure of work.
  var settled = 0

  // The best end of the present search: a place in a slot, or a demand to leave uncovered.
  var bound: Number = 0
  var endSlot: Int32 = -1
  var endParent: Int32 = -1
  var endCost: Int32 = 0
  var endDemand: Int32 = -1

  /// Slots of the tier that competes now, and how far their prices were put down.
  var tierSlots: [Int32] = []
  var tierShift: Number = 0

  /// - Parameter serves: the demands that this search will serve.
  /// - Precondition: the problem's numbers fit (``AssignmentSolver/fits32Bits(_:)``).
  init(_ problem: AssignmentProblem, serves: (Int) -> Bool, isCancelled: @escaping @Sendable () -> Bool) {
    demandCount = problem.demandCount
    slotCount = problem.slotCount
    mentorCount = problem.mentorCount
    loadPenalty = Number(problem.loadPenalty)
    self.isCancelled = isCancelled
    open = .allocate(capacity: slotCount + 1)
    closed = .allocate(capacity: slotCount + 1)
    slots = .allocate(capacity: slotCount + 1)
    mentors = .allocate(capacity: mentorCount + 1)
    demands = .allocate(capacity: demandCount + 1)
    visitedSlots = .allocate(capacity: slotCount + 1)
    visitedMentors = .allocate(capacity: mentorCount + 1)
    lists = .allocate(capacity: demandCount * Self.listCapacity + 1)
    arcStart = .allocate(capacity: demandCount + 1)
    arcStart[0] = 0
    var longest = 0
    for demand in 0..<demandCount {
      let count = serves(demand) ? problem.arcs(demand).count : 0
      arcStart[demand + 1] = arcStart[demand] + count
      longest = max(longest, count)
    }
    keys = .allocate(capacity: longest + 1)
    arcs = .allocate(capacity: arcStart[demandCount] + 1)
    slotBits = Arc(AssignmentSolver.slotBits(problem))
    slotMask = (1 << slotBits) - 1
    var greatest: Int32 = 1
    for demand in 0..<demandCount where arcStart[demand + 1] > arcStart[demand] {
      var next = arcStart[demand]
      for position in problem.arcs(demand) {
        let cost = problem.arcCost[position]
        greatest = max(greatest, cost)
        arcs[next] = Arc(truncatingIfNeeded: cost) &<< slotBits | Arc(truncatingIfNeeded: problem.arcSlot[position])
        next &+= 1
      }
    }
    queue = LabelQueue(greatestCost: Int(greatest))

    for mentor in 0..<mentorCount {
      let used = problem.mentorPinned[mentor]
      let places = problem.mentorPlaces[mentor]
      mentors[mentor] = Mentor(
        firstSlot: problem.mentorFirstSlot[mentor], used: used, places: places, stamp: 0,
        price: used < places ? Number(used) * loadPenalty : 0, label: 0)
    }
    mentors[mentorCount] = Mentor(firstSlot: Int32(slotCount), used: 0, places: 0, stamp: 0, price: 0, label: 0)
    var placeCount: Int32 = 0
    for slot in 0..<slotCount {
      let mentor = mentors[Int(problem.slotMentor[slot])]
      slots[slot] = Slot(
        flow: 0, places: problem.slotPlaces[slot], firstHeld: placeCount, mentor: problem.slotMentor[slot], parent: -1,
        parentCost: 0, parentSlot: -1, tier: 0)
      placeCount += max(0, min(problem.slotPlaces[slot], mentor.places - mentor.used, Int32(demandCount)))
      open[slot] = Rate(price: mentor.price, label: Self.unreached)
      closed[slot] = Rate(price: Self.shut, label: Self.unreached)
    }
    held = .allocate(capacity: Int(placeCount) + 1)
    for demand in 0..<demandCount {
      demands[demand] = Demand(
        mate: -1, mateCost: 0, tier: problem.tiers[demand], listCount: -1, nearCount: 0, nearBound: 0, listBound: 0)
    }
  }

  deinit {
    arcStart.deallocate()
    arcs.deallocate()
    open.deallocate()
    closed.deallocate()
    slots.deallocate()
    mentors.deallocate()
    demands.deallocate()
    held.deallocate()
    lists.deallocate()
    keys.deallocate()
    visitedSlots.deallocate()
    visitedMentors.deallocate()
  }

  @inline(__always)
  func slot(_ arc: Arc) -> Int { Int(truncatingIfNeeded: arc & slotMask) }

  @inline(__always)
  func cost(_ arc: Arc) -> Number { Number(truncatingIfNeeded: arc &>> slotBits) }

  @inline(__always)
  func row(_ demand: Int) -> Range<Int> { arcStart[demand]..<arcStart[demand &+ 1] }

  @inline(__always)
  func siblings(_ mentor: Int) -> Range<Int> {
    Int(mentors[mentor].firstSlot)..<Int(mentors[mentor &+ 1].firstSlot)
  }

  @inline(__always)
  func served(_ slot: Int) -> Range<Int> {
    Int(slots[slot].firstHeld)..<Int(slots[slot].firstHeld &+ slots[slot].flow)
  }
}
