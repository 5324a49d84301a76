import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@Suite struct MatchingPropertyTests {
  static let blockSize: UInt64 = 150

  @Test("the random networks are valid", arguments: 0..<2)
  func networksAreValid(block: UInt64) {
    for seed in block * 300..<(block + 1) * 300 {
      #expect(Network.randomMatching(seed: seed).violations() == [], "seed \(seed)")
    }
    #expect(Network.randomMatching(seed: block, shape: .medium).violations() == [])
  }

  @Test("a plan equals the exhaustive optimum and proves itself", arguments: 0..<8)
  func agreesWithOracle(block: UInt64) throws {
    for seed in block * Self.blockSize..<(block + 1) * Self.blockSize {
      let random = RandomCase(seed: seed)
      switch random.outcome() {
      case .success(let plan):
        #expect(random.oracle.pinFaults.groups == [], "seed \(seed): pins that cannot hold were taken")
        #expect(PlanCheck(oracle: random.oracle, plan: plan).objections == [], "seed \(seed)")
        let optimum = random.oracle.exhaustiveOptimum()
        #expect(plan.objective.coveredWeight == optimum.coveredWeight, "seed \(seed)")
        #expect(plan.objective.cost == optimum.cost, "seed \(seed)")
        #expect(plan.certificate.bigM > optimum.dearest, "seed \(seed)")
        #expect(try PlanVerifier.discrepancies(of: plan, in: random.network) == [], "seed \(seed)")
      case .failure(.pins(let faults)):
        #expect(random.oracle.pinFaults.groups != [], "seed \(seed): sound pins were refused, \(faults)")
        #expect(!faults.isEmpty)
        #expect(random.oracle.pinFaults.objections(to: faults) == [], "seed \(seed)")
      case .failure(let error): Issue.record("seed \(seed): \(error)")
      }
    }
  }

  @Test("the order of rows changes nothing", arguments: 0..<4)
  func rowOrderIsIrrelevant(block: UInt64) {
    for seed in block * Self.blockSize..<(block + 1) * Self.blockSize {
      let random = RandomCase(seed: seed)
      let outcome = random.outcome()
      for order in [seed, ~seed] {
        #expect(random.outcome(shuffled: order) == outcome, "seed \(seed), order \(order)")
      }
    }
  }

  /// What the seeds above contain; a generator that lost a case would make the tests above say less.
  @Test func everyOutcomeOccurs() {
    var counts: [String: Int] = [:]
    func note(_ what: String, _ isTrue: Bool = true) { if isTrue { counts[what, default: 0] += 1 } }
    for seed in 0..<8 * Self.blockSize {
      let random = RandomCase(seed: seed)
      switch random.outcome() {
      case .success(let plan):
        note("plan")
        note("no demand", plan.demands.isEmpty)
        note("no mentor", !plan.demands.isEmpty && plan.mentors.isEmpty)
        note("no result", random.network.results.isEmpty && !plan.demands.isEmpty)
        note("one school", random.network.schools.count == 1)
        note("covered", plan.objective.covered > 0)
        note("competition", plan.uncovered.contains { $0.reason == .competition })
        note("long competition", plan.uncovered.contains { $0.mentors.count > 1 && $0.competitors.count > 1 })
        note("noAdmissibleMentor", plan.uncovered.contains { $0.reason == .noAdmissibleMentor })
        note("assumed need", plan.demands.contains { $0.assumed && $0.need > 0 })
        note("pinned", plan.pairs.contains(where: \.pinned))
        note(
          "unpinned beside a pin",
          plan.pairs.contains { pair in
            !pair.pinned && plan.pairs.contains { $0.pinned && $0.mentor == pair.mentor }
          })
        note("pinned to a left-out mentor", random.oracle.mentors.values.contains { $0.places.count > $0.ruled.count })
        note(
          "subject capacity over total",
          plan.mentors.contains { mentor in mentor.subjects.values.contains { $0 > mentor.capacity } })
        note("load", plan.mentors.contains { $0.used > 1 })
        note("continuity", plan.pairs.contains { $0.components.continuity == 0 })
        note(
          "unknown strength of a mentor",
          plan.pairs.contains {
            random.oracle.strengths[SchoolSubject($0.mentor, $0.subject)] == nil
          })
        note("maxKm binds", random.options.maxKm != nil && !plan.pairs.isEmpty)
      case .failure(.pins(let faults)):
        note("pins refused")
        for fault in faults { note("pin: " + String("\(fault.reason)".prefix { $0 != "(" })) }
      case .failure(let error): note("\(error)")
      }
    }
    let expected = [
      "plan", "no demand", "no mentor", "no result", "one school", "covered", "competition", "long competition",
      "noAdmissibleMentor", "assumed need", "pinned", "unpinned beside a pin", "pinned to a left-out mentor",
      "subject capacity over total", "load", "continuity", "unknown strength of a mentor", "maxKm binds",
      "pins refused", "pin: noSuchDemand", "pin: itself", "pin: mentorIsLowResult", "pin: banned", "pin: secondPin",
      "pin: tooFewPlaces",
    ]
    for outcome in expected { #expect(counts[outcome, default: 0] > 0, "never: \(outcome)") }
  }
}
