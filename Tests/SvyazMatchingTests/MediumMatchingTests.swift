import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// Networks too large for exhaustive search, against another exact method.
@Suite struct MediumMatchingTests {
  @Test("40 low-result schools, 80 others, 2 subjects", arguments: 0..<4)
  func agreesWithAnotherSolver(block: UInt64) throws {
    for seed in block * 8..<(block + 1) * 8 {
      let random = RandomCase(seed: seed, shape: .medium)
      guard case .success(let plan) = random.outcome() else { continue }
      let least = random.oracle.flowOptimum()
      #expect(plan.objective.coveredWeight == -least.first, "seed \(seed)")
      #expect(plan.objective.cost == least.second, "seed \(seed)")
      #expect(PlanCheck(oracle: random.oracle, plan: plan).objections == [], "seed \(seed)")
      #expect(try PlanVerifier.discrepancies(of: plan, in: random.network) == [], "seed \(seed)")
      #expect(random.outcome(shuffled: seed) == .success(plan), "seed \(seed)")
    }
  }

  /// The cases above mean something: most have a plan, pins, competition and load.
  @Test func mediumNetworksAreRich() {
    var plans = 0
    var (pinned, competition, loaded) = (0, 0, 0)
    for seed in 0..<32 as Range<UInt64> {
      let random = RandomCase(seed: seed, shape: .medium)
      guard case .success(let plan) = random.outcome() else { continue }
      plans += 1
      if plan.pairs.contains(where: \.pinned) { pinned += 1 }
      if plan.uncovered.contains(where: { $0.reason == .competition }) { competition += 1 }
      if plan.mentors.contains(where: { $0.used > 1 }) { loaded += 1 }
    }
    #expect(plans >= 20)
    #expect(pinned > 3 && competition > 3 && loaded > 3, "\(pinned) \(competition) \(loaded)")
  }

  /// Long lists of candidates: an oblast's worth of schools, where only the proof can tell.
  @Test(arguments: 0..<3) func largeNetworksProveThemselves(seed: UInt64) throws {
    let shape = Network.MatchingShape(lowResult: 120...120, others: 600...600, subjects: 2...2, isAwkward: false)
    let network = Network.randomMatching(seed: seed, shape: shape)
    // Scarce places and dear loads make long chains of moves.
    for options in [MatchingOptions(capacity: 1), MatchingOptions(capacity: 3, loadPenalty: 20_000)] {
      let problem = try MatchingProblem(network: network, day: network.asOf, options: options)
      #expect(problem.arcCount() > 10_000, "seed \(seed)")
      #expect(try PlanVerifier.discrepancies(of: problem.solve(), in: network) == [], "seed \(seed)")
    }
  }

  /// The two oracles agree where both can answer.
  @Test(arguments: 0..<4) func oraclesAgree(block: UInt64) {
    for seed in block * 50..<(block + 1) * 50 {
      let oracle = RandomCase(seed: seed).oracle
      guard oracle.pinFaults.groups.isEmpty else { continue }
      let optimum = oracle.exhaustiveOptimum()
      #expect(
        oracle.flowOptimum() == LexicographicCost(first: -optimum.coveredWeight, second: optimum.cost), "seed \(seed)")
    }
  }
}

extension MatchingOracle {
  /// Least (−covered weight, cost): source → demand → mentor in a subject → mentor → sink, the k-th place of a mentor
  /// dearer by the load penalty; what pins fix is taken out beforehand.
  func flowOptimum() -> LexicographicCost {
    var fixed = LexicographicCost()
    for (key, mentor) in pins {
      let weight = demands.first { $0.key == key }?.weight ?? 0
      fixed = fixed + LexicographicCost(first: -weight, second: cost(key, mentor))
    }
    let open = demands.filter { pins[$0.key] == nil }
    let schools = mentors.keys.sorted()
    let slots = schools.flatMap { school in
      (mentors[school]?.ruled.sorted() ?? []).map { SchoolSubject(school, $0) }
    }
    let firstSlot = open.count
    let firstSchool = firstSlot + slots.count
    let (source, sink) = (firstSchool + schools.count, firstSchool + schools.count + 1)
    var flow = LexicographicFlow(nodes: sink + 1)
    for (node, demand) in open.enumerated() {
      flow.add(from: source, to: node, capacity: 1, cost: LexicographicCost(first: -demand.weight))
      for (slot, place) in slots.enumerated()
      where place.subject == demand.key.subject && isAdmissible(demand.key, place.school) {
        flow.add(
          from: node, to: firstSlot + slot, capacity: 1, cost: LexicographicCost(second: cost(demand.key, place.school))
        )
      }
    }
    for (slot, place) in slots.enumerated() {
      guard let school = schools.firstIndex(of: place.school) else { continue }
      let places = mentors[place.school]?.places[place.subject] ?? 0
      flow.add(
        from: firstSlot + slot, to: firstSchool + school, capacity: places - pinned(at: place.school, in: place.subject)
      )
    }
    for (number, school) in schools.enumerated() {
      let taken = pinned(at: school)
      for k in 1...max(1, mentors[school]?.capacity ?? 0) {
        let load = LexicographicCost(second: (k - 1) * options.loadPenalty)
        if k <= taken {
          fixed = fixed + load
        } else {
          flow.add(from: firstSchool + number, to: sink, capacity: 1, cost: load)
        }
      }
    }
    return fixed + flow.leastCost(from: source, to: sink)
  }
}
