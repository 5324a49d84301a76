/// Third look: the flat problem, and whether the prices of leaving a demand uncovered really come before every cost.
struct ShapeBuild {
  private(set) var problem = AssignmentProblem()
  private(set) var demandNumber: [Int32]
  private(set) var slotNumber: [Int32]
  private(set) var mentorNumber: [Int32]
  private(set) var shift = 0
  private(set) var arcOrigin: [Int32] = []
  private(set) var directArc: [Int32] = []
  private(set) var slotArc: [Int32] = []
  private(set) var placeStart = [0]
  private(set) var placeArc: [Int32] = []

  init?(_ flow: FlowProblem, _ reader: ShapeReader, _ places: ShapePlaces) {
    demandNumber = [Int32](repeating: -1, count: flow.nodeCount)
    slotNumber = demandNumber
    mentorNumber = demandNumber
    problem.loadPenalty = places.penalty
    numberMentors(places)
    numberSlots(flow, reader)
    guard numberArcs(flow, reader), valueTiers(flow), stepsExceedCosts() else { return nil }
  }

  private mutating func numberMentors(_ places: ShapePlaces) {
    for (mentor, node) in places.mentors.enumerated() where places.places[mentor] > places.pinned[mentor] {
      mentorNumber[Int(node)] = Int32(problem.mentorPlaces.count)
      problem.mentorPlaces.append(Int32(places.places[mentor]))
      problem.mentorPinned.append(Int32(places.pinned[mentor]))
      placeArc += places.placeArc[places.placeStart[mentor]..<places.placeStart[mentor + 1]]
      placeStart.append(placeArc.count)
    }
  }

  /// By mentor, then by node; those without a place stay out.
  private mutating func numberSlots(_ flow: FlowProblem, _ reader: ShapeReader) {
    func mentor(of node: Int) -> Int? {
      guard reader.role[node] == .slot, flow.upper[Int(reader.onward[node])] > 0 else { return nil }
      let number = mentorNumber[Int(flow.head[Int(reader.onward[node])])]
      return number < 0 ? nil : Int(number)
    }
    var start = [Int](repeating: 0, count: problem.mentorCount + 1)
    for node in reader.role.indices { if let mentor = mentor(of: node) { start[mentor + 1] += 1 } }
    for mentor in 0..<problem.mentorCount { start[mentor + 1] += start[mentor] }
    problem.mentorFirstSlot = start.map { Int32($0) }
    let count = start[problem.mentorCount]
    problem.slotMentor = [Int32](repeating: 0, count: count)
    problem.slotPlaces = problem.slotMentor
    slotArc = problem.slotMentor
    let most = reader.demandCount + 1
    for node in reader.role.indices {
      guard let mentor = mentor(of: node) else { continue }
      let slot = start[mentor]
      start[mentor] += 1
      slotNumber[node] = Int32(slot)
      slotArc[slot] = reader.onward[node]
      problem.slotMentor[slot] = Int32(mentor)
      problem.slotPlaces[slot] = Int32(min(most, flow.upper[Int(reader.onward[node])]))
    }
  }

  /// Arcs by demand, costs shifted so that the least is 0 or more.
  private mutating func numberArcs(_ flow: FlowProblem, _ reader: ShapeReader) -> Bool {
    for node in reader.role.indices where reader.role[node] == .demand {
      demandNumber[node] = Int32(directArc.count)
      directArc.append(reader.onward[node])
    }
    var start = [Int](repeating: 0, count: directArc.count + 1)
    var least = 0
    var greatest = 0
    func ends(_ arc: Int) -> (demand: Int, slot: Int32)? {
      let demand = demandNumber[Int(flow.tail[arc])]
      let slot = slotNumber[Int(flow.head[arc])]
      return demand < 0 || slot < 0 ? nil : (Int(demand), slot)
    }
    for arc in 0..<flow.arcCount {
      guard let ends = ends(arc) else { continue }
      start[ends.demand + 1] += 1
      least = min(least, flow.cost[arc])
      greatest = max(greatest, flow.cost[arc])
    }
    guard least > -Int(Int32.max), greatest < Int(Int32.max), greatest - least < Int(Int32.max) else { return false }
    shift = -least
    for demand in directArc.indices { start[demand + 1] += start[demand] }
    problem.arcStart = start
    problem.arcSlot = [Int32](repeating: 0, count: start[directArc.count])
    problem.arcCost = problem.arcSlot
    arcOrigin = problem.arcSlot
    for arc in 0..<flow.arcCount {
      guard let ends = ends(arc) else { continue }
      let position = start[ends.demand]
      start[ends.demand] += 1
      problem.arcSlot[position] = ends.slot
      problem.arcCost[position] = Int32(flow.cost[arc] + shift)
      arcOrigin[position] = Int32(arc)
    }
    return !hasParallelArcs()
  }

  private func hasParallelArcs() -> Bool {
    var last = [Int32](repeating: -1, count: problem.slotCount)
    for demand in directArc.indices {
      for slot in problem.arcSlot[problem.arcs(demand)] {
        if last[Int(slot)] == Int32(demand) { return true }
        last[Int(slot)] = Int32(demand)
      }
    }
    return false
  }

  private mutating func valueTiers(_ flow: FlowProblem) -> Bool {
    // FlowLimits holds the costs below 2^60.
    let values = directArc.map { flow.cost[Int($0)] + shift }
    let distinct = Set(values).sorted()
    guard let first = distinct.first, first > 0 else { return false }
    problem.tierValues = [0] + distinct
    let tier = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, Int32($0 + 1)) })
    problem.tiers = values.map { tier[$0] ?? 0 }
    return true
  }

  /// Every step between values must exceed the cost of any plan: the dearest arc of each demand, and the dearest load.
  private func stepsExceedCosts() -> Bool {
    var bound: Int128 = 0
    for demand in 0..<problem.demandCount {
      bound += Int128(problem.arcCost[problem.arcs(demand)].max() ?? 0)
    }
    bound += greatestLoad()
    return zip(problem.tierValues.dropFirst(), problem.tierValues).allSatisfy { Int128($0) - Int128($1) > bound }
  }

  /// An upper bound of what load adds: mentors are filled by the average price of their places, the dearest first; a
  /// place costs more than those before it, so no other choice of as many units is dearer.
  private func greatestLoad() -> Int128 {
    guard problem.loadPenalty > 0 else { return 0 }
    let order = (0..<problem.mentorCount).sorted {
      let left = Int(problem.mentorPinned[$0]) + Int(problem.mentorPlaces[$0])
      let right = Int(problem.mentorPinned[$1]) + Int(problem.mentorPlaces[$1])
      return left != right ? left > right : $0 < $1
    }
    var left = problem.demandCount
    var twice: Int128 = 0
    for mentor in order where left > 0 {
      let (pinned, places) = (Int(problem.mentorPinned[mentor]), Int(problem.mentorPlaces[mentor]))
      let units = min(left, places - pinned)
      twice += Int128(units) * Int128(pinned + places - 1)
      left -= units
    }
    return (twice * Int128(problem.loadPenalty) + 1) / 2
  }
}
