import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@Suite struct PlanVerifierTests {
  /// A change that leaves a plan right in every sentence of the contract, and why there are such.
  ///
  /// Options that no figure of this plan depends on (the capacity where `mentors.csv` names every mentor, a weight whose
  /// component is 0 on all arcs, a distance that shuts nobody out), the day before anything changes, and M where no arc
  /// bears a gain.
  static let harmless: Set<String> = [
    "options.capacity", "options.loadPenalty", "options.weights.travel", "options.weights.district",
    "options.weights.strength", "options.weights.context", "options.weights.continuity", "options.maxKm",
    "options.districtPolicy", "day", "certificate.bigM",
  ]

  static func isAccepted(_ plan: Plan, in network: Network) -> Bool {
    let found = Result { () throws(MatchingError) -> [PlanDiscrepancy] in
      try PlanVerifier.discrepancies(of: plan, in: network)
    }
    return found == .success([])
  }

  @Test("any change of a plan is refused", arguments: 0..<8)
  func refusesDamagedPlans(block: UInt64) {
    var refused = 0
    for seed in block * 20..<(block + 1) * 20 {
      let random = RandomCase(seed: seed)
      guard case .success(let plan) = random.outcome() else { continue }
      for mutation in PlanMutation.all(of: plan) {
        guard Self.isAccepted(mutation.plan, in: random.network) else {
          refused += 1
          continue
        }
        #expect(Self.harmless.contains(mutation.path), "seed \(seed): a changed \(mutation.path) went unseen")
        // What was accepted must be a right plan of what it now says it is.
        let oracle = MatchingOracle(random.network, day: mutation.plan.day, options: mutation.plan.options)
        let objections = PlanCheck(oracle: oracle, plan: mutation.plan).objections
        #expect(objections == [], "seed \(seed): a changed \(mutation.path) was taken for right")
      }
    }
    #expect(refused > 500)
  }

  /// A plan that keeps all rules but is not the best one must not be taken for optimal.
  @Test("a worse plan is refused", arguments: 0..<3)
  func refusesWorsePlans(block: UInt64) throws {
    var refused = 0
    for seed in block * 150..<(block + 1) * 150 {
      let random = RandomCase(seed: seed)
      guard case .success(let plan) = random.outcome() else { continue }
      for row in plan.pairs.indices where !plan.pairs[row].pinned {
        let key = SchoolSubject(plan.pairs[row].mentee, plan.pairs[row].subject)
        for mentor in [nil] + random.oracle.admissible(key).map(Optional.init) {
          guard let worse = PlanCheck(oracle: random.oracle, plan: plan).moving(row, to: mentor),
            (worse.objective.coveredWeight, -worse.objective.cost)
              < (plan.objective.coveredWeight, -plan.objective.cost)
          else { continue }
          #expect(PlanCheck(oracle: random.oracle, plan: worse).figureObjections == [], "seed \(seed)")
          let found = try PlanVerifier.discrepancies(of: worse, in: random.network).map(\.path)
          #expect(!found.isEmpty, "seed \(seed)")
          // Where its explanations are right too, the proof alone can tell.
          guard PlanCheck(oracle: random.oracle, plan: worse).uncoveredObjections == [] else { continue }
          #expect(found.allSatisfy { $0.hasPrefix("certificate") }, "seed \(seed)")
          refused += 1
        }
      }
    }
    #expect(refused > 0)
  }

  @Test func discrepancyTellsWhatWasExpected() throws {
    var plan = SmallTown.pair().plan()
    plan.objective.cost += 1
    plan.pairs[0].components.travel += 1
    let found = try PlanVerifier.discrepancies(of: plan, in: SmallTown.pair().network)
    #expect(found.map(\.path) == ["objective.cost", "pairs[mentee/maths].components"])
    #expect(found.first?.message.contains("\(plan.objective.cost)") == true)
    #expect(found.first?.expected == "\(plan.objective.cost - 1)")
  }
}

extension PlanCheck {
  /// The plan with one pair given to another mentor, or to none, all figures but the certificate put right.
  ///
  /// - Returns: `nil` where the mentor has no place left.
  func moving(_ row: Int, to mentor: SchoolID?) -> Plan? {
    var moved = plan
    let key = SchoolSubject(plan.pairs[row].mentee, plan.pairs[row].subject)
    if let mentor {
      let all = plan.pairs.filter { $0.mentor == mentor && SchoolSubject($0.mentee, $0.subject) != key }
      guard let entry = oracle.mentors[mentor], all.count < entry.capacity,
        all.count(where: { $0.subject == key.subject }) < entry.places[key.subject] ?? 0
      else { return nil }
      moved.pairs[row].mentor = mentor
      moved.pairs[row].components = oracle.components(key, mentor)
      moved.pairs[row].cost = oracle.cost(key, mentor)
    } else {
      moved.pairs.remove(at: row)
      moved.objective.covered -= 1
      moved.objective.coveredWeight -= oracle.demands.first { $0.key == key }?.weight ?? 0
    }
    for index in moved.mentors.indices {
      moved.mentors[index].used = moved.pairs.count { $0.mentor == moved.mentors[index].school }
    }
    let load = moved.mentors.map { $0.used * ($0.used - 1) / 2 * oracle.options.loadPenalty }.reduce(0, +)
    moved.objective.cost = moved.pairs.map(\.cost).reduce(0, +) + load
    moved.uncovered = PlanCheck(oracle: oracle, plan: moved).uncovered ?? []
    return moved
  }
}
