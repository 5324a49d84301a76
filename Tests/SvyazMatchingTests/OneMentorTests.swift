import SvyazFlow
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMatching

@Suite struct OneMentorTests {
  static func plan(_ network: Network, _ options: MatchingOptions) throws -> Plan {
    var options = options
    options.oneMentor = true
    return try MatchingProblem(network: network, day: network.asOf, options: options).solve()
  }

  /// A town where many schools want few places, of three subjects; or one of the other random networks.
  static func sample(seed: UInt64) -> RandomCase {
    switch seed % 3 {
    case 0: RandomCase(seed: seed)
    case 1: .tied(seed: seed)
    default: crowded(seed: seed)
    }
  }

  /// Crowded towns whose relaxation divides schools between mentors, so that branches are needed.
  static var divided: [RandomCase] {
    [(78, 7), (96, 7), (151, 7), (252, 7), (100, 6), (114, 6), (296, 6), (10, 6)].map {
      crowded(seed: $0.0, lows: $0.1)
    }
  }

  static func crowded(seed: UInt64, lows: Int = 4, mentors: Int = 3) -> RandomCase {
    var random = SeededGenerator(seed: seed ^ 0xBADE)
    var town = SmallTown(subjects: ["maths", "physics", "russian"])
    func km() -> Double { 0.97 * Double(random.int(0...15)) }
    for id in (1...lows).compactMap({ SchoolID("low\($0)") }) {
      let third = random.chance(80) ? random.int(100...500) : nil
      town.add(id, low: true, random.int(100...500), random.int(100...500), third, in: "centre", km: km())
    }
    for id in (1...mentors).compactMap({ SchoolID("m\($0)") }) {
      town.add(
        id, random.int(450...950), random.int(450...950), random.int(450...950), in: "centre", km: km())
      town.capacity(id, places: random.int(1...6))
      for subject in town.network.subjects.map(\.id) where random.chance(90) {
        town.capacity(id, subject, places: random.int(1...3))
      }
    }
    return RandomCase(seed: seed, network: town.network)
  }

  static let blockSize: UInt64 = 60

  static func expectOptimal(_ random: RandomCase) throws {
    let seed = random.seed
    guard random.oracle.pinFaults.groups.isEmpty else { return }
    guard let optimum = random.oracle.exhaustiveOneMentor() else {
      #expect(throws: MatchingError.self) { try Self.plan(random.network, random.options) }
      return
    }
    let plan = try Self.plan(random.network, random.options)
    #expect(plan.certificate.oneMentor?.gap == 0, "seed \(seed)")
    #expect(plan.objective.coveredWeight == optimum.coveredWeight, "seed \(seed)")
    #expect(plan.objective.cost == optimum.cost, "seed \(seed)")
    for (school, pairs) in Dictionary(grouping: plan.pairs, by: \.mentee) {
      #expect(Set(pairs.map(\.mentor)).count == 1, "seed \(seed): \(school)")
    }
    #expect(try PlanVerifier.discrepancies(of: plan, in: random.network) == [], "seed \(seed)")
    let shuffled = try Self.plan(random.network.shuffledWithSubjects(seed: seed), random.options)
    #expect(shuffled == plan, "seed \(seed): order of rows")
  }

  @Test("a plan equals the exhaustive optimum, is proved, and the verifier accepts it", arguments: 0..<4)
  func agreesWithOracle(block: UInt64) throws {
    for seed in block * Self.blockSize..<(block + 1) * Self.blockSize {
      try Self.expectOptimal(Self.sample(seed: seed))
    }
  }

  @Test("branches are closed and proved", arguments: 0..<8)
  func dividedAgreesWithOracle(index: Int) throws {
    let random = Self.divided[index]
    #expect(try Self.plan(random.network, random.options).certificate.oneMentor?.leaves.count ?? 0 > 1)
    try Self.expectOptimal(random)
  }

  @Test func everyCaseOccurs() throws {
    var counts: [String: Int] = [:]
    func note(_ what: String, _ isTrue: Bool) { if isTrue { counts[what, default: 0] += 1 } }
    for seed in 0..<4 * Self.blockSize {
      let random = Self.sample(seed: seed)
      guard random.oracle.pinFaults.groups.isEmpty else { continue }
      guard let plan = try? Self.plan(random.network, random.options) else { continue }
      let free = try random.problem().solve()
      note("costs something", free.objective != plan.objective)
      note("covers less", free.objective.coveredWeight > plan.objective.coveredWeight)
      note("pinned", plan.pairs.contains(where: \.pinned))
      for row in plan.uncovered { note("\(row.reason)", true) }
    }
    for (what, least) in [
      "costs something": 50, "covers less": 20, "pinned": 10, "noAdmissibleMentor": 5, "competition": 20,
      "oneMentor": 20,
    ] {
      #expect(counts[what, default: 0] >= least, "\(what): \(counts)")
    }
  }

  @Test func everySubjectOfASchoolHasTheSameMentor() throws {
    // Each good in one subject, the third middling in both: alone it serves the whole school.
    var town = SmallTown(subjects: ["maths", "russian"])
    town.add("low", low: true, 200, 200, km: 0)
    town.add("mathematician", 900, nil, km: 1)
    town.add("linguist", nil, 900, km: 1)
    town.add("both", 700, 700, km: 5)
    for id in ["mathematician", "linguist", "both"] as [SchoolID] { town.capacity(id, places: 2) }
    town.capacity("mathematician", "maths", places: 2)
    town.capacity("linguist", "russian", places: 2)
    town.capacity("both", "maths", places: 2)
    town.capacity("both", "russian", places: 2)
    #expect(Set(town.plan().pairs.map(\.mentor)) == ["mathematician", "linguist"])
    let plan = try Self.plan(town.network, town.options)
    #expect(plan.pairs.map(\.mentor) == ["both", "both"])
    town.ban("low", "both", "maths")
    town.ban("low", "both", "russian")
    let less = try Self.plan(town.network, town.options)
    #expect(less.pairs.count == 1)
    #expect(less.uncovered.map(\.reason) == [.oneMentor])
    #expect(less.uncovered.first?.mentors == less.pairs.map(\.mentor))
  }

  @Test func pinsToTwoMentorsAreNamed() {
    var town = PinTests.town()
    town.pin("low1", "good1", "maths")
    town.pin("low1", "good2", "russian")
    #expect(throws: Never.self) { try town.outcome().get() }
    town.options.oneMentor = true
    guard case .failure(.pins(let faults)) = town.outcome(), let fault = faults.first, faults.count == 1 else {
      Issue.record("taken")
      return
    }
    #expect(fault.mentor == "good2" && fault.reason == .secondMentor(other: "good1"))
    let message = MatchingError.pins(faults).message
    #expect(message.contains("good1") && message.contains("good2") && message.contains("--one-mentor"))
  }

  @Test func verifierRefusesDamage() throws {
    var refused = 0
    var divided = 0
    for random in (0..<Self.blockSize).map(Self.sample) + Self.divided {
      let seed = random.seed
      guard random.oracle.pinFaults.groups.isEmpty, let plan = try? Self.plan(random.network, random.options),
        let proof = plan.certificate.oneMentor, !plan.pairs.isEmpty
      else { continue }
      func expectRefused(_ what: String, _ change: (inout Plan) -> Void) throws {
        var changed = plan
        change(&changed)
        #expect(changed != plan)
        #expect(try !PlanVerifier.discrepancies(of: changed, in: random.network).isEmpty, "seed \(seed): \(what)")
        refused += 1
      }
      try expectRefused("no proof") { $0.certificate.oneMentor = nil }
      try expectRefused("no leaf") { $0.certificate.oneMentor?.leaves = [] }
      try expectRefused("a gap") { $0.certificate.oneMentor?.gap = 1 }
      try expectRefused("a gap below zero") { $0.certificate.oneMentor?.gap = -1 }
      try expectRefused("a value of another proof") { $0.certificate.mentors["m"] = 0 }
      try expectRefused("another mode") { $0.options.oneMentor = false }
      for number in proof.leaves.indices {
        try expectRefused("scale 0") { $0.certificate.oneMentor?.leaves[number].scale = 0 }
        try expectRefused("scale huge") { $0.certificate.oneMentor?.leaves[number].scale = .max }
        try expectRefused("a stranger") { $0.certificate.oneMentor?.leaves[number].schools["stranger"] = 1 }
        try expectRefused("below zero") {
          $0.certificate.oneMentor?.leaves[number].schools[plan.pairs[0].mentee] = -1
        }
        try expectRefused("huge") { $0.certificate.oneMentor?.leaves[number].schools[plan.pairs[0].mentee] = .max }
        try expectRefused("a decision more") {
          $0.certificate.oneMentor?.leaves[number].decisions.append(
            .init(mentee: plan.pairs[0].mentee, mentor: plan.pairs[0].mentor, isTaken: false))
        }
        if proof.leaves.count > 1 {
          divided += 1
          try expectRefused("a leaf less") { $0.certificate.oneMentor?.leaves.remove(at: number) }
          try expectRefused("a decision turned") {
            $0.certificate.oneMentor?.leaves[number].decisions[0].isTaken.toggle()
          }
        }
      }
      // A plan that gives up a pair is feasible, and no longer proved.
      if let pair = plan.pairs.indices.last(where: { !plan.pairs[$0].pinned }) {
        let worse = try Self.without(pair, plan, random)
        #expect(try !PlanVerifier.discrepancies(of: worse, in: random.network).isEmpty, "seed \(seed)")
      }
    }
    #expect(refused > 500 && divided > 5, "\(refused), \(divided)")
  }

  /// The plan without one pair, its figures as they then are.
  static func without(_ index: Int, _ plan: Plan, _ random: RandomCase) throws -> Plan {
    var worse = plan
    let pair = worse.pairs.remove(at: index)
    let key = SchoolSubject(pair.mentee, pair.subject)
    worse.objective.covered -= 1
    worse.objective.coveredWeight -= plan.demands.first { $0.key == key }?.weight ?? 0
    if let mentor = worse.mentors.firstIndex(where: { $0.school == pair.mentor }) {
      worse.mentors[mentor].used -= 1
      worse.objective.cost -= pair.cost + worse.mentors[mentor].used * plan.options.loadPenalty
    }
    return worse
  }

  @Test func aGapIsToldAndRefused() throws {
    for random in Self.divided {
      var options = random.options
      options.oneMentor = true
      let problem = try MatchingProblem(network: random.network, day: random.network.asOf, options: options)
      let best = try problem.solve()
      let plan = try problem.solveOneMentor(stepLimit: 0, monitor: .none)
      let proof = try #require(plan.certificate.oneMentor)
      #expect(proof.gap > 0 && proof.leaves.count == 1, "seed \(random.seed)")
      func gain(_ plan: Plan) -> Int { problem.bigM * plan.objective.coveredWeight - plan.objective.cost }
      #expect(gain(plan) <= gain(best) && gain(best) <= gain(plan) + proof.gap, "seed \(random.seed)")
      let found = try PlanVerifier.discrepancies(of: plan, in: random.network)
      #expect(found.contains { $0.path == "certificate.oneMentor.gap" }, "seed \(random.seed)")
      var claimed = plan
      claimed.certificate.oneMentor?.gap = 0
      let refuted = try PlanVerifier.discrepancies(of: claimed, in: random.network)
      #expect(refuted.contains { $0.path.contains("граница") }, "seed \(random.seed)")
    }
  }

  @Test func tooManySchoolsAreRefused() {
    var town = SmallTown.pair()
    for number in 0..<2000 {
      guard let id = SchoolID("low-\(number)") else { continue }
      town.add(id, low: true)
    }
    town.options.oneMentor = true
    guard case .failure(let error) = town.outcome() else {
      Issue.record("taken")
      return
    }
    #expect(error == .tooLargeForOneMentor(schools: 2002, limit: 2000))
    #expect(error.code == "matching.tooLargeForOneMentor")
    #expect(error.message.contains("2002") && error.message.contains("--one-mentor") && !error.advice.isEmpty)
  }

  /// A scale with which loads would leave 64 bits: refused, never a trap.
  @Test(arguments: [1 << 30, 1 << 40, 1 << 50, 1 << 62]) func hugeScalesAreRefused(scale: Int) throws {
    var town = SmallTown.pair(
      options: MatchingOptions(
        capacity: 1, loadPenalty: 1_000_000_000,
        weights: .init(travel: 0, district: 0, strength: 0, context: 0, continuity: 0), oneMentor: true))
    town.add("second", low: true, 100)
    let plan = town.plan()
    #expect(PlanVerifierTests.isAccepted(plan, in: town.network))
    var changed = plan
    changed.certificate.oneMentor?.leaves[0].scale = scale
    changed.certificate.oneMentor?.leaves[0].schools = ["mentee": 1, "second": 1]
    #expect(try !PlanVerifier.discrepancies(of: changed, in: town.network).isEmpty)
  }

  @Test func cancels() throws {
    let random = Self.divided[0]
    var options = random.options
    options.oneMentor = true
    let problem = try MatchingProblem(network: random.network, day: random.network.asOf, options: options)
    #expect(throws: CancellationError.self) { try problem.solve(monitor: .init(isCancelled: { true })) }
  }
}
