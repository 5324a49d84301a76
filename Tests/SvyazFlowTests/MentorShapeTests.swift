import SvyazFlow
import SvyazTestSupport
import Testing

/// A random problem of the mentor shape, its nodes numbered and its arcs listed in any order.
struct ShapedFlow {
  enum Load: CaseIterable {
    /// One free arc of some capacity.
    case free
    /// Unit arcs that cost 0, P, 2P…
    case rising
    /// Unit arcs that begin where pins left off.
    case pinned
  }

  private(set) var problem = FlowProblem()

  init(seed: UInt64, load: Load) {
    var random = SeededGenerator(seed: seed)
    let demands = Int.random(in: 1...6, using: &random)
    let mentors = Int.random(in: 1...4, using: &random)
    let subjects = Int.random(in: 1...3, using: &random)
    let penalty = Int.random(in: 1...40, using: &random)
    let least = Bool.random(using: &random) ? 0 : -20
    let weights = Int.random(in: 1...3, using: &random)
    var arcs: [[Int]] = []
    let slots = mentors * subjects
    let sink = demands + slots + mentors
    for demand in 0..<demands {
      let subject = Int.random(in: 0..<subjects, using: &random)
      for mentor in 0..<mentors where Int.random(in: 0..<3, using: &random) > 0 {
        arcs.append([demand, demands + mentor * subjects + subject, 1, Int.random(in: least...30, using: &random)])
      }
      arcs.append([demand, sink, 1, 10_000 * Int.random(in: 1...weights, using: &random)])
    }
    for mentor in 0..<mentors {
      let node = demands + slots + mentor
      for subject in 0..<subjects {
        arcs.append([demands + mentor * subjects + subject, node, Int.random(in: 0...2, using: &random), 0])
      }
      let places = Int.random(in: 0...3, using: &random)
      let pins = load == .pinned ? Int.random(in: 0...2, using: &random) : 0
      switch load {
      case .free: arcs.append([node, sink, places, 0])
      case .rising, .pinned: for place in pins..<pins + places { arcs.append([node, sink, 1, place * penalty]) }
      }
    }
    let name = (0...sink).shuffled(using: &random)
    problem.supply = [Int](repeating: 0, count: sink + 1)
    for demand in 0..<demands { problem.supply[name[demand]] = 1 }
    problem.supply[name[sink]] = -demands
    for arc in arcs.shuffled(using: &random) {
      problem.addArc(from: name[arc[0]], to: name[arc[1]], upper: arc[2], cost: arc[3])
    }
  }
}

@Suite struct MentorShapeTests {
  static func cost(_ outcome: FlowOutcome) -> Int? {
    guard case .optimal(let solution) = outcome else { return nil }
    return solution.cost
  }

  @Test("found, solved, proved, and the simplex agrees", arguments: ShapedFlow.Load.allCases)
  func isFoundAndSolved(load: ShapedFlow.Load) throws {
    for seed in UInt64(0)..<400 {
      let problem = ShapedFlow(seed: seed, load: load).problem
      let shape = try #require(MentorShape(problem), "seed \(seed)")
      let solution = try shape.solve(problem)
      #expect(FlowCheck(.optimal(solution), of: problem).fault == nil, "seed \(seed)")
      #expect(solution.cost == Self.cost(try NetworkSimplex.solve(problem)), "seed \(seed)")
      if seed < 60 { #expect(CycleCancelling.answer(problem) == .optimal(solution.cost), "seed \(seed)") }
    }
  }

  /// One number changed: either the shape is not seen any more, or the answer is still right.
  @Test func isNotFooled() throws {
    var seen = 0
    var unseen = 0
    for seed in UInt64(0)..<3000 {
      var random = SeededGenerator(seed: seed)
      let load = ShapedFlow.Load.allCases[Int(seed % 3)]
      var problem = ShapedFlow(seed: seed, load: load).problem
      let arc = Int.random(in: 0..<problem.arcCount, using: &random)
      let node = Int.random(in: 0..<problem.nodeCount, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: problem.cost[arc] += Int.random(in: -40...40, using: &random)
      case 1: problem.cost[arc] = -problem.cost[arc]
      case 2: problem.upper[arc] = Int.random(in: 0...4, using: &random)
      case 3: problem.upper[arc] = FlowProblem.infiniteCapacity
      case 4: problem.head[arc] = Int32(node)
      case 5: problem.tail[arc] = Int32(node)
      case 6: problem.lower[arc] = min(1, problem.upper[arc])
      default: problem.supply[node] += Int.random(in: -1...1, using: &random)
      }
      let (outcome, method) = try FlowSolver.solve(problem)
      #expect(FlowCheck(outcome, of: problem).fault == nil, "seed \(seed)")
      #expect(Self.cost(outcome) == Self.cost(try NetworkSimplex.solve(problem)), "seed \(seed)")
      if method == .mentorShape { seen += 1 } else { unseen += 1 }
    }
    #expect(seen > 300 && unseen > 300, "\(seen), \(unseen)")
  }

  /// A step between two values that a plan's cost can reach is left to the simplex.
  @Test func smallStepsAreLeftToTheSimplex() throws {
    func problem(value: Int) -> FlowProblem {
      var problem = FlowProblem(supply: [1, 1, 0, 0, -2])
      problem.addArc(from: 0, to: 2, upper: 1, cost: 7)
      problem.addArc(from: 1, to: 2, upper: 1, cost: 5)
      problem.addArc(from: 0, to: 4, upper: 1, cost: value)
      problem.addArc(from: 1, to: 4, upper: 1, cost: value)
      problem.addArc(from: 2, to: 3, upper: 2, cost: 0)
      problem.addArc(from: 3, to: 4, upper: 1, cost: 0)
      problem.addArc(from: 3, to: 4, upper: 1, cost: 3)
      return problem
    }
    // At most 7 + 5 + 0 + 3.
    #expect(try FlowSolver.solve(problem(value: 15)).method == .networkSimplex)
    #expect(try FlowSolver.solve(problem(value: 16)).method == .mentorShape)
  }

  @Test func aCancelledSolveEnds() {
    let problem = ShapedFlow(seed: 1, load: .rising).problem
    #expect(throws: CancellationError.self) {
      try FlowSolver.solve(problem, monitor: SolveMonitor(isCancelled: { true }))
    }
  }
}
