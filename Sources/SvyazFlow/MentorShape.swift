/// A general flow problem that turns out to be the mentor shape: demands of one unit choose slots, a slot leads to one
/// mentor, mentors lead to the one sink, and a demand may go to the sink itself at a price.
///
/// Read off the network, whatever the order of nodes and arcs, in O(nodes + arcs) and one sort of the mentors and of
/// the prices; anything that does not fit exactly makes it `nil`, and the problem goes to the ``NetworkSimplex``. The
/// load of a mentor is an arithmetic progression of unit arcs to the sink (`k0·P, (k0+1)·P, …`) or one free arc of any
/// capacity. Costs of demands may be negative: a demand uses exactly one arc, so all of them are shifted by one constant.
public struct MentorShape: Sendable {
  /// The same problem in flat form: slots and mentors without a place, and the arcs to them, are left out.
  public let problem: AssignmentProblem

  let sink: Int
  /// Numbers in ``problem`` by node, −1 where the node is none.
  let demandNumber: [Int32]
  let slotNumber: [Int32]
  let mentorNumber: [Int32]
  /// Nodes by role.
  let role: [Role]
  /// What was added to every arc of a demand.
  let shift: Int
  /// The arc of the general problem behind each arc of ``problem``.
  let arcOrigin: [Int32]
  /// The arc of each demand to the sink.
  let directArc: [Int32]
  /// The arc of each slot to its mentor.
  let slotArc: [Int32]
  /// Arcs of mentor `j` to the sink, the cheapest first: those at `placeStart[j]..<placeStart[j + 1]`.
  let placeStart: [Int]
  let placeArc: [Int32]

  enum Role: UInt8 { case idle, sink, demand, slot, mentor }

  public init?(_ flow: FlowProblem) {
    // With the limits kept, no sum below can overflow.
    guard (try? FlowLimits(flow)) != nil, let reader = ShapeReader(flow), let places = ShapePlaces(flow, reader),
      let build = ShapeBuild(flow, reader, places)
    else { return nil }
    problem = build.problem
    sink = reader.sink
    demandNumber = build.demandNumber
    slotNumber = build.slotNumber
    mentorNumber = build.mentorNumber
    role = reader.role
    shift = build.shift
    arcOrigin = build.arcOrigin
    directArc = build.directArc
    slotArc = build.slotArc
    placeStart = build.placeStart
    placeArc = build.placeArc
  }
}

/// First look: which node plays which role.
struct ShapeReader {
  var role: [MentorShape.Role]
  private(set) var sink = 0
  private(set) var demandCount = 0
  /// By node: the arc of a demand to the sink, or of a slot to its mentor.
  private(set) var onward: [Int32]

  init?(_ flow: FlowProblem) {
    role = [MentorShape.Role](repeating: .idle, count: flow.nodeCount)
    onward = [Int32](repeating: -1, count: flow.nodeCount)
    guard readSupplies(flow), flow.lower.allSatisfy({ $0 == 0 }), readDemands(flow), readSlots(flow) else {
      return nil
    }
  }

  private mutating func readSupplies(_ flow: FlowProblem) -> Bool {
    var sinks = 0
    for (node, supply) in flow.supply.enumerated() where supply != 0 {
      if supply == 1 {
        role[node] = .demand
        demandCount += 1
      } else if supply < 0 {
        role[node] = .sink
        sink = node
        sinks += 1
      } else {
        return false
      }
    }
    return sinks == 1 && flow.supply[sink] == -demandCount
  }

  /// Demands have one way to the sink; every other arc of theirs leads to a slot.
  private mutating func readDemands(_ flow: FlowProblem) -> Bool {
    var direct = 0
    for arc in 0..<flow.arcCount {
      let (tail, head) = (Int(flow.tail[arc]), Int(flow.head[arc]))
      guard role[head] != .demand, role[tail] != .sink else { return false }
      guard role[tail] == .demand else { continue }
      guard flow.upper[arc] >= 1 else { return false }
      if head == sink {
        guard onward[tail] < 0 else { return false }
        onward[tail] = Int32(arc)
        direct += 1
      } else {
        role[head] = .slot
      }
    }
    return direct == demandCount
  }

  private mutating func readSlots(_ flow: FlowProblem) -> Bool {
    var isEntered = [Bool](repeating: false, count: flow.nodeCount)
    for head in flow.head { isEntered[Int(head)] = true }
    for arc in 0..<flow.arcCount {
      let (tail, head) = (Int(flow.tail[arc]), Int(flow.head[arc]))
      guard role[tail] != .demand else { continue }
      if head == sink {
        guard role[tail] != .slot else { return false }
        role[tail] = .mentor
        continue
      }
      // A slot that no demand may use has no arcs into it.
      if role[tail] == .idle, !isEntered[tail] { role[tail] = .slot }
      guard role[tail] == .slot, role[head] == .idle || role[head] == .mentor, onward[tail] < 0, flow.cost[arc] == 0
      else { return false }
      role[head] = .mentor
      onward[tail] = Int32(arc)
    }
    return role.indices.allSatisfy { role[$0] != .slot || onward[$0] >= 0 }
  }
}

/// Second look: the places of each mentor, and the one load penalty.
struct ShapePlaces {
  private(set) var penalty = 0
  /// Nodes of mentors in ascending order.
  private(set) var mentors: [Int32] = []
  private(set) var pinned: [Int] = []
  private(set) var places: [Int] = []
  private(set) var placeStart = [0]
  private(set) var placeArc: [Int32] = []

  init?(_ flow: FlowProblem, _ reader: ShapeReader) {
    gather(flow, reader)
    guard findPenalty(flow) else { return nil }
    // A place more than can ever be taken leaves one free.
    let most = reader.demandCount + 1
    for mentor in mentors.indices {
      let arcs = placeArc[placeStart[mentor]..<placeStart[mentor + 1]]
      guard let first = arcs.first else {
        pinned.append(0)
        places.append(0)
        continue
      }
      let base = penalty == 0 ? 0 : flow.cost[Int(first)] / penalty
      var open = 0
      for (offset, arc) in arcs.enumerated() {
        let (cost, capacity) = (flow.cost[Int(arc)], flow.upper[Int(arc)])
        // Costs are not negative and base + offset is at most the cost of the dearest, in penalties.
        guard cost == (base + (penalty == 0 ? 0 : offset)) * penalty else { return nil }
        guard penalty == 0 || capacity == 1 || (arcs.count == 1 && capacity == 0) else { return nil }
        open = min(most, open + min(most, capacity))
      }
      guard base + most < Int(Int32.max) else { return nil }
      pinned.append(base)
      places.append(base + open)
    }
  }

  /// Arcs of mentors to the sink, each mentor's by cost.
  private mutating func gather(_ flow: FlowProblem, _ reader: ShapeReader) {
    var number = [Int32](repeating: -1, count: flow.nodeCount)
    for node in reader.role.indices where reader.role[node] == .mentor {
      number[node] = Int32(mentors.count)
      mentors.append(Int32(node))
    }
    var count = [Int](repeating: 0, count: mentors.count + 1)
    for arc in 0..<flow.arcCount where number[Int(flow.tail[arc])] >= 0 { count[Int(number[Int(flow.tail[arc])])] += 1 }
    for mentor in mentors.indices { placeStart.append(placeStart[mentor] + count[mentor]) }
    var next = placeStart
    placeArc = [Int32](repeating: 0, count: placeStart[mentors.count])
    for arc in 0..<flow.arcCount where number[Int(flow.tail[arc])] >= 0 {
      let mentor = Int(number[Int(flow.tail[arc])])
      placeArc[next[mentor]] = Int32(arc)
      next[mentor] += 1
    }
    for mentor in mentors.indices {
      placeArc[placeStart[mentor]..<placeStart[mentor + 1]].sort {
        flow.cost[Int($0)] != flow.cost[Int($1)] ? flow.cost[Int($0)] < flow.cost[Int($1)] : $0 < $1
      }
    }
  }

  /// The step between two places of one mentor; where every mentor has one place, the greatest step that all costs are
  /// multiples of.
  private mutating func findPenalty(_ flow: FlowProblem) -> Bool {
    var step: Int?
    var divisor = 0
    for mentor in mentors.indices {
      let arcs = placeArc[placeStart[mentor]..<placeStart[mentor + 1]]
      guard let first = arcs.first else { continue }
      guard flow.cost[Int(first)] >= 0 else { return false }
      divisor = Self.greatestDivisor(divisor, flow.cost[Int(first)])
      if arcs.count > 1 { step = step ?? (flow.cost[Int(arcs[arcs.startIndex + 1])] - flow.cost[Int(first)]) }
      // A free arc of several places bears no load.
      if arcs.count == 1, flow.upper[Int(first)] > 1 { step = step ?? 0 }
    }
    penalty = step ?? divisor
    return penalty == 0 ? divisor == 0 : divisor % penalty == 0
  }

  private static func greatestDivisor(_ first: Int, _ second: Int) -> Int {
    var (greater, smaller) = (first, second)
    while smaller != 0 { (greater, smaller) = (smaller, greater % smaller) }
    return greater
  }
}
