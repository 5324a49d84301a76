import SvyazFlow
import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// Problems that keep no arcs, solved by pricing from next to nothing, against the same problems with all arcs.
@Suite struct PricingTests {
  /// Pricing has to find nearly every arc by itself.
  static let starved = MatchingLimits(arcs: 0, pricing: PricingNumbers(near: 0, far: 0, spread: 0, added: 1))

  static func limits(_ seed: UInt64) -> MatchingLimits {
    seed % 3 == 0
      ? MatchingLimits(arcs: 0)
      : seed % 3 == 1 ? starved : MatchingLimits(arcs: 0, pricing: .init(near: 1, far: 1, spread: 1, added: 2))
  }

  static func options(_ seed: UInt64) -> MatchingOptions {
    var random = SeededGenerator(seed: seed ^ 0x51ED)
    var options = MatchingOptions.random(seed: seed)
    if random.chance(50) {
      // Without travel and district nobody is far; with huge ones nothing else counts.
      func weight() -> Int { random.pick([0, 0, 1, 30, 400_000]) }
      options.weights = PairComponents(
        travel: weight(), district: weight(), strength: weight(), context: weight(), continuity: weight())
    }
    return options
  }

  @Test("small: the optimum by exhaustion, and a proof", arguments: 0..<6)
  func findsTheOptimum(block: UInt64) throws {
    for seed in block * 80..<(block + 1) * 80 {
      let network = Network.randomMatching(seed: seed)
      let options = Self.options(seed)
      let oracle = MatchingOracle(network, day: network.asOf, options: options)
      guard oracle.pinFaults.groups.isEmpty else { continue }
      let problem = try MatchingProblem.build(
        network: network, day: network.asOf, options: options, limits: Self.limits(seed))
      let plan = try problem.solve()
      let whole = try MatchingProblem(network: network, day: network.asOf, options: options)
      #expect(problem.keepsAllArcs == (whole.arcCount() == 0) && whole.keepsAllArcs, "seed \(seed)")
      #expect(problem.bigM == whole.bigM, "seed \(seed)")
      #expect(problem.arcCount() == whole.arcCount(), "seed \(seed)")
      let optimum = oracle.exhaustiveOptimum()
      #expect(plan.objective.coveredWeight == optimum.coveredWeight, "seed \(seed)")
      #expect(plan.objective.cost == optimum.cost, "seed \(seed)")
      #expect(PlanCheck(oracle: oracle, plan: plan).objections == [], "seed \(seed)")
      #expect(try PlanVerifier.discrepancies(of: plan, in: network) == [], "seed \(seed)")
    }
  }

  @Test("medium: the objective of all arcs, and a proof", arguments: 0..<4)
  func agreesWithAllArcs(block: UInt64) throws {
    var plans = 0
    for seed in block * 12..<(block + 1) * 12 {
      let network = Network.randomMatching(seed: seed, shape: .medium)
      let options = Self.options(seed)
      guard let whole = try? MatchingProblem(network: network, day: network.asOf, options: options) else { continue }
      let problem = try MatchingProblem.build(
        network: network, day: network.asOf, options: options, limits: Self.limits(seed))
      for demand in problem.demands.indices { #expect(problem.arcs(of: demand) == whole.arcs(of: demand)) }
      let plan = try problem.solve()
      #expect(plan.objective == whole.uncancelled().objective, "seed \(seed)")
      #expect(try PlanVerifier.discrepancies(of: plan, in: network) == [], "seed \(seed)")
      plans += 1
    }
    #expect(plans >= 6)
  }

  @Test func rowOrderIsIrrelevant() throws {
    for seed in 0..<12 as Range<UInt64> {
      let network = Network.randomMatching(seed: seed, shape: .medium)
      let plans = [network, network.shuffledWithSubjects(seed: seed)].map { rows in
        Result {
          try MatchingProblem.build(
            network: rows, day: rows.asOf, options: Self.options(seed), limits: Self.limits(seed)
          ).solve()
        }
      }
      switch (plans[0], plans[1]) {
      case (.success(let first), .success(let second)): #expect(first == second, "seed \(seed)")
      case (.failure(let first), .failure(let second)):
        #expect(first as? MatchingError == second as? MatchingError, "seed \(seed)")
      default: Issue.record("seed \(seed): one plan, one error")
      }
    }
  }

  // MARK: Watching and stopping

  private final class Asked: @unchecked Sendable {
    // One thread: the work is synchronous.
    var times = 0
    var last = 0.0
  }

  @Test("whenever it is stopped, it ends with CancellationError", arguments: [0, 4_000_000])
  func stops(arcs: Int) throws {
    let shape = Network.MatchingShape(lowResult: 60...60, others: 300...300, subjects: 2...2, isAwkward: false)
    let network = Network.randomMatching(seed: 5, shape: shape)
    let options = MatchingOptions(capacity: 1)
    func run(stopAfter most: Int) throws -> (plan: Plan, asked: Int) {
      let asked = Asked()
      let monitor = SolveMonitor(
        isCancelled: {
          asked.times += 1
          return asked.times > most
        },
        progress: { done in
          #expect((0...1).contains(done))
          asked.last = done
        })
      let problem = try MatchingProblem.build(
        network: network, day: network.asOf, options: options, limits: MatchingLimits(arcs: arcs), monitor: monitor)
      let plan = try problem.solve(monitor: monitor)
      return (plan, asked.times)
    }
    let whole = try run(stopAfter: .max)
    #expect(whole.asked > 8)
    for most in stride(from: 0, to: whole.asked, by: max(1, whole.asked / 40)) {
      #expect(throws: CancellationError.self) { try run(stopAfter: most) }
    }
    #expect(try run(stopAfter: whole.asked).plan == whole.plan)
  }

  @Test func tellsItsSizeBeforehandAndRefuses() throws {
    let network = Network.randomMatching(seed: 5, shape: .medium)
    var told: MatchingSize?
    #expect(throws: MatchingError.self) {
      try MatchingProblem.build(
        network: network, day: network.asOf, options: MatchingOptions(), limits: MatchingLimits(bytes: 1000)
      ) { told = $0 }
    }
    let size = try #require(told)
    #expect(size.demands == 80 && size.mentors > 0 && !size.isLarge)
    let error = MatchingError.tooLarge(size: size, bytes: 64 << 20)
    #expect(error.message.contains("потребностей 80") && error.message.contains("есть 64 МБ"))
    let problem = try MatchingProblem.build(
      network: network, day: network.asOf, options: MatchingOptions(), limits: MatchingLimits(bytes: size.bytes))
    #expect(problem.arcCount() <= size.pairs)
  }
}
