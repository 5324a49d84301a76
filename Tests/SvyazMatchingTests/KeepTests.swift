import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// `--keep active`: partnerships in force hold as pins do.
@Suite struct KeepTests {
  /// The network with a pin for each present pair that has a demand.
  static func pinned(_ random: RandomCase) -> Network {
    var network = random.network
    let keys = Set(random.oracle.demands.map(\.key))
    for (key, mentors) in random.oracle.presentPairs.sorted(by: { $0.key < $1.key }) where keys.contains(key) {
      for mentor in mentors.sorted() {
        let pin = MatchingConstraint(rule: .pin, mentee: key.school, mentor: mentor, subject: key.subject)
        if !network.constraints.contains(pin) { network.constraints.append(pin) }
      }
    }
    return network
  }

  @Test("keeping is pinning, errors included", arguments: 0..<4) func isPinning(block: UInt64) throws {
    var plans = 0
    var faults = 0
    for seed in block * 100..<(block + 1) * 100 {
      // Few partnerships: they clash often enough.
      let random = seed % 4 == 0 ? RandomCase.tied(seed: seed) : RandomCase(seed: seed)
      var options = random.options
      if seed % 4 == 0 { options.capacity = 20 }
      let pins = Self.pinned(random)
      func outcome(_ network: Network, _ keep: KeepPolicy) -> Result<Plan, MatchingError> {
        var options = options
        options.keep = keep
        return Result { () throws(MatchingError) -> Plan in
          try MatchingProblem(network: network, day: network.asOf, options: options).uncancelled()
        }
      }
      switch (outcome(random.network, .active), outcome(pins, .free)) {
      case (.success(var kept), .success(let pinned)):
        #expect(try PlanVerifier.discrepancies(of: kept, in: random.network) == [], "seed \(seed)")
        kept.options.keep = .free
        #expect(kept == pinned, "seed \(seed)")
        plans += 1
      case (.failure(.pins(let kept)), .failure(.pins(let pinned))):
        // A clash may be told from either side, and a whole school once instead of by subject.
        func mentors(_ faults: [PinFault]) -> Set<SchoolID> {
          faults.reduce(into: []) { mentors, fault in
            mentors.insert(fault.mentor)
            if case .secondPin(let other) = fault.reason { mentors.insert(other) }
          }
        }
        #expect(mentors(kept).isSubset(of: mentors(pinned)), "seed \(seed): \(kept), \(pinned)")
        #expect(!kept.isEmpty && Set(kept).count == kept.count, "seed \(seed): \(kept)")
        let oracle = MatchingOracle(pins, day: pins.asOf, options: options)
        #expect(!oracle.pinFaults.groups.isEmpty, "seed \(seed)")
        faults += 1
      case (let kept, let pinned): Issue.record("seed \(seed): \(kept), \(pinned)")
      }
    }
    #expect(plans > 10 && faults > 10, "\(plans), \(faults)")
  }

  @Test func partnershipsAreNamedInErrors() throws {
    var town = PinTests.town()
    town.options.keep = .active
    for (id, mentor) in [("p-1", "good1"), ("p-2", "good2")] as [(PartnershipID, SchoolID)] {
      town.network.partnerships.append(
        Partnership(
          id: id, mentor: mentor, mentee: "low1", status: .active, interval: DayInterval(from: "2020-01-01")))
    }
    guard case .failure(.pins(let faults)) = town.outcome() else {
      Issue.record("two mentors for one demand were taken")
      return
    }
    #expect(faults.map(\.partnership) == ["p-2", "p-2"])
    #expect(faults.allSatisfy { $0.reason == .secondPin(other: "good1") })
    let error = MatchingError.pins(faults)
    #expect(error.message.contains("партнёрство p-2 «low1 → good2»") && error.message.contains("partnerships.csv"))
    #expect(error.advice.contains("svyaz curve"))
    // A pin of constraints.csv stands; the partnership against it is to blame.
    town.network.partnerships.removeLast()
    town.pin("low1", "good2", "maths")
    guard case .failure(.pins(let clash)) = town.outcome() else {
      Issue.record("a pin elsewhere was taken")
      return
    }
    #expect(clash.map(\.partnership) == ["p-1"] && clash.map(\.mentor) == ["good1"])
    town.network.constraints.removeAll()
    town.ban("low1", "good1", "russian")
    guard case .failure(.pins(let banned)) = town.outcome() else {
      Issue.record("a ban was ignored")
      return
    }
    #expect(banned.map(\.reason) == [.banned] && banned.first?.partnership == "p-1")
  }

  @Test func aSchoolThatLeftTheListIsNoClash() {
    var town = SmallTown.pair()
    town.add("former", 300)
    town.partnership("mentor", "former", .active)
    town.options.keep = .active
    #expect(town.pairs() == ["mentee → mentor"])
    #expect(town.plan().pairs.map(\.pinned) == [false])
  }

  @Test func keptWithOneMentor() throws {
    var town = PinTests.town()
    town.options.keep = .active
    town.options.oneMentor = true
    town.network.partnerships.append(
      Partnership(
        id: "p-1", mentor: "good1", mentee: "low1", subject: "maths", status: .agreed,
        interval: DayInterval(from: "2020-01-01")))
    let plan = town.plan()
    #expect(plan.pairs.filter { $0.mentee == "low1" }.allSatisfy { $0.mentor == "good1" })
    #expect(plan.pairs.contains { $0.mentee == "low1" && $0.subject == "maths" && $0.pinned })
    #expect(PlanVerifierTests.isAccepted(plan, in: town.network))
  }
}
