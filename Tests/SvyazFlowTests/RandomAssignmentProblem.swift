internal import SvyazFlow
internal import SvyazTestSupport

extension AssignmentProblem {
  /// How large ``random(seed:shape:)`` makes a problem.
  struct Shape: Sendable {
    var demands: ClosedRange<Int>
    var mentors: ClosedRange<Int>

    /// Small enough, mostly, for a search through all states.
    static let small = Shape(demands: 1...12, mentors: 0...6)
    static let middle = Shape(demands: 13...60, mentors: 4...30)
  }

  /// A valid problem full of awkward cases: ties, costs near the greatest, no places, many places, pins, demands
  /// without arcs or without a part, mentors without slots, pieces that nothing connects.
  static func random(seed: UInt64, shape: Shape = .small) -> AssignmentProblem {
    var maker = AssignmentMaker(seed: seed, shape: shape)
    return maker.make()
  }

  /// The same demands, and the arcs of each, in another order.
  func shuffled(seed: UInt64) -> AssignmentProblem {
    var generator = SeededGenerator(seed: seed)
    var copy = self
    copy.tiers = []
    copy.arcStart = [0]
    copy.arcSlot = []
    copy.arcCost = []
    for demand in (0..<demandCount).shuffled(using: &generator) {
      let positions = arcs(demand).shuffled(using: &generator)
      copy.tiers.append(tiers[demand])
      copy.arcSlot += positions.map { arcSlot[$0] }
      copy.arcCost += positions.map { arcCost[$0] }
      copy.arcStart.append(copy.arcSlot.count)
    }
    return copy
  }
}

private struct AssignmentMaker {
  var random: SeededGenerator
  let shape: AssignmentProblem.Shape
  var problem = AssignmentProblem()
  /// Of each slot.
  var subjects: [Int] = []
  /// Of each mentor.
  var pieces: [Int] = []

  let subjectCount: Int
  let pieceCount: Int
  let costs: [ClosedRange<Int32>]
  let places: ClosedRange<Int>
  let arcPercent: Int
  /// A demand may choose slots of every subject, and so two slots of one mentor.
  let takesAnySubject: Bool

  init(seed: UInt64, shape: AssignmentProblem.Shape) {
    random = SeededGenerator(seed: seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407)
    self.shape = shape
    subjectCount = random.pick([1, 1, 2, 3])
    pieceCount = random.chance(30) ? random.int(2...4) : 1
    let greatest = Int32.max
    costs = random.pick([
      [7...7], [0...0], [0...3], [0...3000], [0...3000], [0...1_000_000], [greatest - 5...greatest],
      [0...2, greatest - 2...greatest],
    ])
    places = random.pick([0...1, 1...1, 1...3, 1...3, 0...4, 5...30])
    arcPercent = random.pick([25, 60, 85, 100])
    takesAnySubject = random.chance(10)
  }

  mutating func make() -> AssignmentProblem {
    for mentor in 0..<random.int(shape.mentors) { addMentor(mentor) }
    let demands = random.int(shape.demands)
    let tiers = addDemands(demands)
    let greatest = costs.map { Int($0.upperBound) }.max() ?? 0
    problem.loadPenalty = random.pick([0, 0, random.int(1...50), random.int(100...5000), 2 * greatest + 7])
    addValues(tiers: tiers)
    return problem
  }

  private mutating func addMentor(_ mentor: Int) {
    let all = random.int(places)
    problem.mentorPlaces.append(Int32(all))
    problem.mentorPinned.append(Int32(random.chance(25) ? random.int(0...all) : 0))
    pieces.append(random.int(0...pieceCount - 1))
    for subject in 0..<subjectCount where random.chance(75) {
      subjects.append(subject)
      problem.slotMentor.append(Int32(mentor))
      problem.slotPlaces.append(Int32(random.chance(10) ? 0 : random.int(places)))
    }
    problem.mentorFirstSlot.append(Int32(problem.slotCount))
  }

  /// - Returns: how many tiers there are.
  private mutating func addDemands(_ count: Int) -> Int {
    let distinct = Array(1...count).shuffled(using: &random)
    let tiers = random.pick([1, min(3, count), count])
    for demand in 0..<count {
      let takesPart = !random.chance(5)
      let tier = tiers == count ? distinct[demand] : random.int(1...tiers)
      problem.tiers.append(takesPart ? Int32(tier) : 0)
      if takesPart && !random.chance(8) { addArcs() }
      problem.arcStart.append(problem.arcSlot.count)
    }
    return tiers
  }

  private mutating func addArcs() {
    let subject = random.int(0...subjectCount - 1)
    let piece = random.int(0...pieceCount - 1)
    for slot in (0..<problem.slotCount).shuffled(using: &random) {
      guard pieces[Int(problem.slotMentor[slot])] == piece, takesAnySubject || subjects[slot] == subject,
        random.chance(arcPercent)
      else { continue }
      problem.arcSlot.append(Int32(slot))
      problem.arcCost.append(Int32.random(in: random.pick(costs), using: &random))
    }
  }

  /// Every step is greater than what any plan costs, sometimes by one only.
  private mutating func addValues(tiers: Int) {
    var most = 0
    for demand in 0..<problem.demandCount { most += problem.arcs(demand).map { Int(problem.arcCost[$0]) }.max() ?? 0 }
    for (all, pinned) in zip(problem.mentorPlaces, problem.mentorPinned) {
      for unit in pinned..<all { most += Int(unit) * problem.loadPenalty }
    }
    let isTight = random.chance(50)
    var value = 0
    for _ in 1...tiers {
      value += (most + 1) * (isTight ? 1 : random.int(1...40))
      problem.tierValues.append(value)
    }
  }
}
