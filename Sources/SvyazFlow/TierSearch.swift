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
    /// Candidates in the list, −1: not made yet.
    var listCount: Int32
    /// Where the arcs are packed, −1: not yet.
    var packedAt: Int32
    /// Every arc outside the list costs at least this with its price.
    var listBound: Number
  }

  /// Labels stay below; whatever comes near it needs wider numbers.
  static var limit: Number { 1 << (Number.bitWidth - 4) }
  /// The price of a slot that a search must not enter.
  static var shut: Number { 1 << (Number.bitWidth - 3) }
  static var unreached: Number { 1 << (Number.bitWidth - 2) }
  static var listCapacity: Int { 96 }
  /// Beyond as many slots their order matters for the cache.
  static var cachedSlots: Int { 16_384 }
  /// Candidates that are looked at together.
  static var stepSize: Int { 8 }

  /// The numbers that the problem gives to our mentors and slots.
  let mentorNames: [Int32]
  let slotNames: [Int32]

  let demandCount: Int
  let slotCount: Int
  let mentorCount: Int
  let loadPenalty: Number

  let arcStart: UnsafeMutablePointer<Int>
  // The problem's own arcs, which the caller keeps alive, and our numbers of its slots.
  let arcSlot: UnsafePointer<Int32>
  let arcCost: UnsafePointer<Int32>
  let slotNumbers: UnsafeMutablePointer<Arc>
  /// Rows that are looked at again and again, an arc in one word, in the order of their second look.
  let packed: UnsafeMutablePointer<Arc>
  var packedCount = 0
  /// An arc in one word is `cost << slotBits | slot`.
  let slotBits: Arc
  let slotMask: Arc

  let open: UnsafeMutablePointer<Rate>
  let closed: UnsafeMutablePointer<Rate>
  let slots: UnsafeMutablePointer<Slot>
  let mentors: UnsafeMutablePointer<Mentor>
  let demands: UnsafeMutablePointer<Demand>
  let held: UnsafeMutablePointer<Int32>
  let lists: UnsafeMutablePointer<Arc>
  /// The least key, when the list was made, of each step of eight candidates and those after it.
  let stepBounds: UnsafeMutablePointer<Number>
  /// Keys of one row, and the candidates picked from it, for making its list.
  let keys: UnsafeMutablePointer<Number>
  let pickedPositions: UnsafeMutablePointer<Int32>
  let pickedKeys: UnsafeMutablePointer<Number>
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

  /// - Parameters:
  ///   - arcSlot: the problem's own, as `arcCost` is.
  ///   - serves: the demands that this search will serve.
  /// - Precondition: the problem's numbers fit (``AssignmentSolver/fits32Bits(_:)``).
  init(
    _ problem: AssignmentProblem, arcSlot: UnsafeBufferPointer<Int32>, arcCost: UnsafeBufferPointer<Int32>,
    serves: (Int) -> Bool, isCancelled: @escaping @Sendable () -> Bool
  ) {
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
    stepBounds = .allocate(capacity: demandCount * (Self.listCapacity / Self.stepSize) + 1)
    arcStart = .allocate(capacity: demandCount + 1)
    arcStart[0] = 0
    var longest = 0
    for demand in 0..<demandCount {
      arcStart[demand + 1] = problem.arcStart[demand + 1]
      longest = max(longest, problem.arcs(demand).count)
    }
    // Without arcs there may be no address, and nothing is read from it.
    self.arcSlot = arcSlot.baseAddress ?? UnsafePointer(visitedSlots)
    self.arcCost = arcCost.baseAddress ?? UnsafePointer(visitedSlots)
    keys = .allocate(capacity: longest + 1)
    pickedPositions = .allocate(capacity: longest + 1)
    pickedKeys = .allocate(capacity: longest + 1)
    mentorNames =
      slotCount > Self.cachedSlots
      ? MentorOrder.local(problem, serves: serves) : (0..<mentorCount).map { Int32($0) }
    slotNames = mentorNames.flatMap { problem.slots(Int($0)).map { Int32($0) } }
    slotNumbers = .allocate(capacity: slotCount + 1)
    for (number, name) in slotNames.enumerated() { slotNumbers[Int(name)] = Arc(number) }
    // Memory that is never touched is never taken.
    packed = .allocate(capacity: arcCost.count + 1)
    slotBits = Arc(AssignmentSolver.slotBits(problem))
    slotMask = (1 << slotBits) - 1
    queue = LabelQueue(greatestCost: Int(arcCost.max() ?? 1))

    for (mentor, name) in mentorNames.enumerated() {
      let used = problem.mentorPinned[Int(name)]
      let places = problem.mentorPlaces[Int(name)]
      mentors[mentor] = Mentor(
        firstSlot: 0, used: used, places: places, stamp: 0, price: used < places ? Number(used) * loadPenalty : 0,
        label: 0)
    }
    var placeCount: Int32 = 0
    var slot = 0
    for (mentor, name) in mentorNames.enumerated() {
      mentors[mentor].firstSlot = Int32(slot)
      let left = mentors[mentor].places - mentors[mentor].used
      for slotName in problem.slots(Int(name)) {
        let places = problem.slotPlaces[slotName]
        slots[slot] = Slot(
          flow: 0, places: places, firstHeld: placeCount, mentor: Int32(mentor), parent: -1, parentCost: 0,
          parentSlot: -1, tier: 0)
        placeCount += max(0, min(places, left, Int32(demandCount)))
        open[slot] = Rate(price: mentors[mentor].price, label: Self.unreached)
        closed[slot] = Rate(price: Self.shut, label: Self.unreached)
        slot += 1
      }
    }
    mentors[mentorCount] = Mentor(firstSlot: Int32(slotCount), used: 0, places: 0, stamp: 0, price: 0, label: 0)
    held = .allocate(capacity: Int(placeCount) + 1)
    for demand in 0..<demandCount {
      demands[demand] = Demand(
        mate: -1, mateCost: 0, tier: problem.tiers[demand], listCount: -1, packedAt: -1, listBound: 0)
    }
  }

  deinit {
    arcStart.deallocate()
    slotNumbers.deallocate()
    packed.deallocate()
    open.deallocate()
    closed.deallocate()
    slots.deallocate()
    mentors.deallocate()
    demands.deallocate()
    held.deallocate()
    lists.deallocate()
    stepBounds.deallocate()
    keys.deallocate()
    pickedPositions.deallocate()
    pickedKeys.deallocate()
    visitedSlots.deallocate()
    visitedMentors.deallocate()
  }

  /// The arc at a position of the problem.
  @inline(__always)
  func arc(at position: Int) -> Arc {
    Arc(truncatingIfNeeded: arcCost[position]) &<< slotBits | slotNumbers[Int(arcSlot[position])]
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
