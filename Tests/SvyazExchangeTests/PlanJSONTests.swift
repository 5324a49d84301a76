import SvyazExchange
import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// The JSON of a matching: the keys of design.md §4, and reading back what was written.
@Suite struct PlanJSONTests {
  static func keys(_ value: JSONValue?) -> [String] {
    guard case .object(let members) = value else { return [] }
    return members.map(\.key)
  }

  static func elements(_ value: JSONValue?) -> [JSONValue] {
    guard case .array(let values) = value else { return [] }
    return values
  }

  /// The first plan, by seed, that is as wanted.
  static func plan(where isWanted: (Plan) -> Bool) throws -> (plan: Plan, network: Network) {
    for seed in UInt64(0)... {
      var sample = PlanNetwork(seed: seed)
      let plan = try sample.problem().solve()
      if isWanted(plan) { return (plan, sample.network) }
    }
    preconditionFailure("no seed")
  }

  /// A plan with an entry in every list.
  static func fullPlan() throws -> (plan: Plan, network: Network) {
    try plan { plan in
      plan.pairs.contains(where: \.pinned) && plan.pairs.contains { !$0.pinned }
        && plan.uncovered.contains { $0.reason == .competition } && plan.options.maxKm != nil
        && plan.demands.contains { $0.strength == nil }
    }
  }

  @Test func keysOfTheContract() throws {
    let (plan, _) = try Self.fullPlan()
    let json = plan.json
    #expect(
      Self.keys(json) == [
        "version", "network", "asOf", "options", "objective", "demands", "mentors", "pairs", "uncovered", "certificate",
      ])
    #expect(json["version"] == 1)
    #expect(json["network"] == .string("net-1"))
    #expect(json["asOf"] == .string("2020-11-30"))
    #expect(Self.keys(json["options"]) == ["capacity", "district", "maxKm", "loadPenalty", "weights"])
    #expect(
      Self.keys(json["options"]?["weights"]) == ["travel", "district", "strength", "context", "continuity"])
    #expect(Self.keys(json["objective"]) == ["coveredWeight", "covered", "demands", "cost"])
    for demand in Self.elements(json["demands"]) {
      #expect(Self.keys(demand) == ["school", "subject", "strength", "need", "assumed", "weight"])
    }
    for mentor in Self.elements(json["mentors"]) {
      #expect(Self.keys(mentor) == ["school", "capacity", "subjects", "used"])
    }
    for pair in Self.elements(json["pairs"]) {
      #expect(Self.keys(pair) == ["mentee", "mentor", "subject", "cost", "components", "pinned"])
      #expect(Self.keys(pair["components"]) == ["travel", "district", "strength", "context", "continuity"])
    }
    for uncovered in Self.elements(json["uncovered"]) {
      #expect(Self.keys(uncovered) == ["school", "subject", "reason", "competitors", "mentors"])
    }
    #expect(Self.keys(json["certificate"]) == ["bigM", "demands", "places", "mentors"])
    for list in ["demands", "mentors", "pairs", "uncovered"] { #expect(!Self.elements(json[list]).isEmpty, "\(list)") }
  }

  @Test func certificateNamesEveryDemandPlaceAndMentor() throws {
    let (plan, _) = try Self.fullPlan()
    let certificate = plan.json["certificate"]
    #expect(Self.keys(certificate?["demands"]) == plan.demands.map { "\($0.key.school)/\($0.key.subject)" }.sorted())
    #expect(Self.keys(certificate?["mentors"]) == plan.mentors.map(\.school.rawValue).sorted())
    let places = plan.mentors.flatMap { mentor in mentor.subjects.keys.map { "\(mentor.school)/\($0)" } }
    #expect(Set(Self.keys(certificate?["places"])) == Set(places))
  }

  @Test("what was written is read back", arguments: 0..<5) func readsBack(block: UInt64) throws {
    for seed in block * 60..<block * 60 + 60 {
      var sample = PlanNetwork(seed: seed)
      let plan = try sample.problem().solve()
      let bytes = plan.json.bytes()
      let read = try Plan(json: bytes, file: "plan.json")
      #expect(read == plan, "seed \(seed)")
      #expect(read.json.bytes() == bytes, "seed \(seed)")
      #expect(try PlanVerifier.discrepancies(of: read, in: sample.network) == [], "seed \(seed)")
    }
  }

  /// No demand, no mentor; the greatest and the least numbers; every word of the vocabulary.
  @Test func plansByHand() throws {
    let empty = Plan(
      network: "n", day: "2020-01-31", options: MatchingOptions(maxKm: 15),
      objective: .init(coveredWeight: 0, covered: 0, demands: 0, cost: 0), demands: [], mentors: [], pairs: [],
      uncovered: [], certificate: .init(bigM: 1, demands: [:], places: [:], mentors: [:]))
    #expect(try Plan(json: empty.json.bytes(), file: "f") == empty)
    #expect(empty.json["options"]?["maxKm"] == .double(15))
    var plan = empty
    plan.options.maxKm = nil
    plan.objective = .init(coveredWeight: .max, covered: .min, demands: -1, cost: 9_007_199_254_740_993)
    let key = SchoolSubject("school-1", "subject.1")
    plan.demands = [
      .init(key: key, strength: nil, need: 0, assumed: true, weight: 1000),
      .init(key: SchoolSubject("a", "b"), strength: 1000, need: .max, assumed: false, weight: 0),
    ]
    plan.mentors = [.init(school: "m", capacity: 2, subjects: ["b": 1, "a": 2, "C": 3], used: 0)]
    plan.pairs = [true, false].map {
      .init(
        mentee: "a", mentor: "m", subject: "b", cost: 5,
        components: .init(travel: 1, district: 2, strength: 3, context: 4, continuity: 5), pinned: $0)
    }
    plan.uncovered = Plan.UncoveredReason.allCases.map {
      .init(key: key, reason: $0, competitors: ["z", "a"], mentors: [])
    }
    plan.certificate = .init(bigM: .max, demands: [key: 7], places: [SchoolSubject("m", "a"): 8], mentors: ["m": 9])
    for policy in DistrictPolicy.allCases {
      plan.options.districtPolicy = policy
      #expect(try Plan(json: plan.json.bytes(), file: "f") == plan)
      #expect(plan.json["options"]?["district"] == .string(policy.rawValue))
    }
    #expect(plan.json["options"]?["maxKm"] == .null)
    #expect(plan.json["certificate"]?["demands"] == .members(["school-1/subject.1": 7]))
    #expect(Self.keys(Self.elements(plan.json["mentors"]).first?["subjects"]) == ["C", "a", "b"])
  }
}
