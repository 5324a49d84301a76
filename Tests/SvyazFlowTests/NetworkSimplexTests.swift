import SvyazFlow
import SvyazTestSupport
import Testing

@Suite struct NetworkSimplexTests {
  private static func answer(_ outcome: FlowOutcome) -> CycleCancelling.Answer {
    switch outcome {
    case .optimal(let solution): .optimal(solution.cost)
    case .infeasible: .infeasible
    case .unbounded: .unbounded
    }
  }

  @Test("the example of the comment") func example() throws {
    var problem = FlowProblem(supply: [2, -2])
    problem.addArc(from: 0, to: 1, upper: 3, cost: 5)
    #expect(Self.answer(try NetworkSimplex.solve(problem)) == .optimal(10))
  }

  @Test("every answer is proved and is the oracle's", arguments: 0..<8) func agreesWithTheOracle(block: UInt64) throws {
    var optimal = 0
    var infeasible = 0
    var unbounded = 0
    for seed in block * 250..<block * 250 + 250 {
      var random = SeededGenerator(seed: seed)
      let problem = FlowProblem.random(&random)
      let outcome = try NetworkSimplex.solve(problem)
      #expect(FlowCheck(outcome, of: problem).fault == nil, "seed \(seed)")
      let expected = CycleCancelling.answer(problem)
      #expect(Self.answer(outcome) == expected, "seed \(seed)")
      switch expected {
      case .optimal: optimal += 1
      case .infeasible: infeasible += 1
      case .unbounded: unbounded += 1
      }
    }
    #expect(optimal > 30 && infeasible > 30 && unbounded > 5, "\(optimal), \(infeasible), \(unbounded)")
  }

  /// Bigger networks, where the proof alone says that the answer is right.
  @Test func largerNetworksProveThemselves() throws {
    var optimal = 0
    for seed in UInt64(0)..<40 {
      var random = SeededGenerator(seed: seed)
      let problem = FlowProblem.random(&random, nodes: 30...120, arcs: 400...3000)
      let outcome = try NetworkSimplex.solve(problem)
      #expect(FlowCheck(outcome, of: problem).fault == nil, "seed \(seed)")
      if case .optimal = outcome { optimal += 1 }
    }
    #expect(optimal > 5)
  }

  @Test func equalInputsGiveEqualFlows() throws {
    var random = SeededGenerator(seed: 11)
    let problem = FlowProblem.random(&random, nodes: 40...40, arcs: 800...800)
    #expect(try NetworkSimplex.solve(problem) == NetworkSimplex.solve(problem))
  }

  @Test func emptyProblemsCostNothing() throws {
    for problem in [FlowProblem(), FlowProblem(supply: [0, 0, 0])] {
      #expect(Self.answer(try NetworkSimplex.solve(problem)) == .optimal(0))
    }
  }

  /// A loop without capacity that pays is unbounded although no supply comes near it.
  @Test func anUnreachedLoopIsUnbounded() throws {
    var problem = FlowProblem(supply: [1, -1, 0])
    problem.addArc(from: 0, to: 1, upper: 1, cost: 4)
    problem.addArc(from: 2, to: 2, upper: FlowProblem.infiniteCapacity, cost: -1)
    let outcome = try NetworkSimplex.solve(problem)
    #expect(outcome == .unbounded(FlowRay(cycle: [1], cost: -1, flow: [1, 0])))
    // Without a way for the supply there is no flow at all, and nothing to be unbounded.
    problem.upper[0] = 0
    #expect(Self.answer(try NetworkSimplex.solve(problem)) == .infeasible)
  }

  @Test func aCutIsNamedWithItsFigures() throws {
    var problem = FlowProblem(supply: [5, 0, 0, -5])
    problem.addArc(from: 0, to: 1, upper: 9, cost: 0)
    problem.addArc(from: 1, to: 2, upper: 3, cost: 0)
    problem.addArc(from: 2, to: 1, lower: 1, upper: 2, cost: 0)
    problem.addArc(from: 2, to: 3, upper: 9, cost: 0)
    guard case .infeasible(let cut) = try NetworkSimplex.solve(problem) else {
      Issue.record("feasible")
      return
    }
    #expect(cut == FlowCut(nodes: [0, 1], reason: .supplyCannotLeave, supply: 5, capacity: 3, lower: 1))
  }

  @Test func aCancelledSolveEnds() throws {
    var random = SeededGenerator(seed: 3)
    let problem = FlowProblem.random(&random, nodes: 400...400, arcs: 60_000...60_000)
    #expect(throws: CancellationError.self) {
      try NetworkSimplex.solve(problem, monitor: SolveMonitor(isCancelled: { true }))
    }
  }
}

/// Numbers that do not fit are refused before anything is solved.
@Suite struct FlowLimitsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let supply: [Int]
    /// Tail, head, lower bound, capacity, cost.
    let arcs: [[Int]]
    let error: FlowError
  }

  static let big = 1 << 61
  static let none = FlowProblem.infiniteCapacity
  static let cases: [Case] = [
    Case(testDescription: "supply", supply: [big, big, -big, -big], arcs: [], error: .supplyTooGreat(node: 1)),
    Case(testDescription: "least supply", supply: [.min], arcs: [], error: .supplyTooGreat(node: 0)),
    Case(
      testDescription: "lower bounds", supply: [0, 0], arcs: [[0, 1, big, big, 0], [1, 0, big, big, 0]],
      error: .supplyTooGreat(node: 0)),
    Case(
      testDescription: "total cost", supply: [0, 0], arcs: [[0, 1, 0, 10, -1_000_000_000_000_000_000]],
      error: .costTooGreat(arc: 0)),
    Case(testDescription: "least cost", supply: [0, 0], arcs: [[0, 1, 0, 1, .min]], error: .costTooGreat(arc: 0)),
    Case(
      testDescription: "cost of an arc without capacity", supply: [1 << 40, -(1 << 40)],
      arcs: [[0, 1, 0, none, 1 << 30]],
      error: .costTooGreat(arc: 0)),
    Case(
      testDescription: "path", supply: [0, 0], arcs: [[0, 1, 0, 0, 1 << 60], [1, 0, 0, 0, (1 << 60) + 1]],
      error: .pathTooDear(arc: 1)),
    Case(
      testDescription: "carried", supply: [0, 0],
      arcs: [[0, 1, 0, big, 0], [0, 1, 0, big, 0], [0, 1, 0, big, -1], [0, 1, 0, none, -1]],
      error: .capacityTooGreat(arc: 3)),
    Case(testDescription: "ends", supply: [0], arcs: [[0, 1, 0, 1, 1]], error: .badArc(0)),
    Case(testDescription: "bounds", supply: [0], arcs: [[0, 0, 2, 1, 1]], error: .badArc(0)),
    Case(testDescription: "infinite lower bound", supply: [0], arcs: [[0, 0, none, none, 1]], error: .badArc(0)),
  ]

  @Test(arguments: cases) func refuses(_ c: Case) {
    var problem = FlowProblem(supply: c.supply)
    for arc in c.arcs { problem.addArc(from: arc[0], to: arc[1], lower: arc[2], upper: arc[3], cost: arc[4]) }
    #expect(throws: c.error) { try NetworkSimplex.solve(problem) }
  }

  @Test func numbersThatJustFitAreSolved() throws {
    var problem = FlowProblem(supply: [Self.big - 1, 1 - Self.big])
    problem.addArc(from: 0, to: 1, upper: Self.none - 1, cost: 3)
    let outcome = try NetworkSimplex.solve(problem)
    #expect(FlowCheck(outcome, of: problem).fault == nil)
    #expect(outcome == .optimal(FlowSolution(cost: 3 * (Self.big - 1), flow: [Self.big - 1], potential: [0, 3])))
  }

  /// A capacity far above what can flow is no reason to refuse.
  @Test func capacitiesThatNobodyCanUseAreNoReason() throws {
    var problem = FlowProblem(supply: [2, -2])
    for _ in 0..<50 { problem.addArc(from: 0, to: 1, upper: Self.none - 1, cost: 1_000_000) }
    guard case .optimal(let solution) = try NetworkSimplex.solve(problem) else {
      Issue.record("not optimal")
      return
    }
    #expect(solution.cost == 2_000_000)
  }
}

/// A damaged answer must be refused.
@Suite struct FlowCheckTests {
  @Test func damageIsFound() throws {
    var kinds: [String: Int] = [:]
    for seed in UInt64(0)..<600 {
      var random = SeededGenerator(seed: seed)
      let problem = FlowProblem.random(&random)
      switch try NetworkSimplex.solve(problem) {
      case .optimal(let solution):
        #expect(!isProved(.optimal(.init(cost: solution.cost - 1, flow: solution.flow, potential: solution.potential))))
        guard let arc = solution.flow.indices.randomElement(using: &random) else { continue }
        var flow = solution.flow
        flow[arc] += problem.tail[arc] == problem.head[arc] && problem.upper[arc] > flow[arc] ? 1 : -1
        let cost = solution.cost + (flow[arc] - solution.flow[arc]) * problem.cost[arc]
        // A loop of cost 0 may turn as it likes.
        if problem.tail[arc] != problem.head[arc] || problem.cost[arc] != 0 || flow[arc] < problem.lower[arc] {
          #expect(!isProved(.optimal(.init(cost: cost, flow: flow, potential: solution.potential))), "seed \(seed)")
        }
        kinds["flow", default: 0] += 1
      case .infeasible(let cut):
        let shorter = FlowCut(
          nodes: Array(cut.nodes.dropLast()), reason: cut.reason, supply: cut.supply, capacity: cut.capacity,
          lower: cut.lower)
        let dropped = cut.nodes.last.map { problem.supply[Int($0)] } ?? 0
        if dropped != 0 { #expect(!isProved(.infeasible(shorter)), "seed \(seed)") }
        #expect(
          !isProved(
            .infeasible(
              .init(
                nodes: cut.nodes, reason: cut.reason, supply: cut.supply, capacity: cut.capacity + 1, lower: cut.lower))
          ))
        kinds["cut", default: 0] += 1
      case .unbounded(let ray):
        #expect(!isProved(.unbounded(.init(cycle: Array(ray.cycle.dropLast()), cost: ray.cost, flow: ray.flow))))
        #expect(!isProved(.unbounded(.init(cycle: ray.cycle, cost: ray.cost - 1, flow: ray.flow))))
        #expect(!isProved(.unbounded(.init(cycle: [-1], cost: -1, flow: ray.flow))))
        if let arc = ray.flow.indices.first(where: { problem.tail[$0] != problem.head[$0] }) {
          var flow = ray.flow
          flow[arc] += 1
          #expect(!isProved(.unbounded(.init(cycle: ray.cycle, cost: ray.cost, flow: flow))))
        }
        kinds["ray", default: 0] += 1
      }
      func isProved(_ outcome: FlowOutcome) -> Bool { FlowCheck(outcome, of: problem).isProved }
    }
    #expect(kinds.count == 3 && kinds.values.allSatisfy { $0 > 10 }, "\(kinds)")
  }

  /// A feasible flow that is not the cheapest has no potentials that prove it.
  @Test func aDearFlowIsNotProved() {
    var problem = FlowProblem(supply: [1, -1])
    problem.addArc(from: 0, to: 1, upper: 1, cost: 2)
    problem.addArc(from: 0, to: 1, upper: 1, cost: 3)
    for potential in -5...5 {
      let dear = FlowSolution(cost: 3, flow: [0, 1], potential: [0, potential])
      #expect(!FlowCheck(.optimal(dear), of: problem).isProved)
    }
    #expect(FlowCheck(.optimal(FlowSolution(cost: 2, flow: [1, 0], potential: [0, 2])), of: problem).isProved)
  }
}
