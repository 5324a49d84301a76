import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@testable import SvyazExchange

/// Plans with one mentor for each school, and with partnerships kept, in JSON.
@Suite struct OneMentorJSONTests {
  /// The sample of a seed, with a plan under these conditions; `nil` where pins do not allow one.
  static func sample(_ seed: UInt64, keep: KeepPolicy = .free) throws -> (plan: Plan, network: Network)? {
    let sample = PlanNetwork(seed: seed)
    var options = sample.options
    options.oneMentor = true
    options.keep = keep
    do {
      let problem = try MatchingProblem(network: sample.network, day: sample.network.asOf, options: options)
      return (try problem.solve(), sample.network)
    } catch MatchingError.pins {
      return nil
    }
  }

  /// With prices in the proof, a mentor for somebody, and nobody for somebody else.
  static func rich() throws -> (plan: Plan, network: Network) {
    for seed in UInt64(0)... {
      guard let sample = try sample(seed), let leaf = sample.plan.certificate.oneMentor?.leaves.first else { continue }
      if leaf.schools.count > 1, sample.plan.pairs.count > 2,
        sample.plan.uncovered.contains(where: { $0.reason == .oneMentor })
      {
        return sample
      }
    }
    preconditionFailure("no seed")
  }

  @Test("what was written is read back", arguments: [KeepPolicy.free, .active]) func readsBack(keep: KeepPolicy) throws
  {
    var plans = 0
    for seed in UInt64(0)..<120 {
      guard let (plan, network) = try Self.sample(seed, keep: keep) else { continue }
      let bytes = plan.json.bytes()
      let read = try Plan(json: bytes, file: "plan.json")
      #expect(read == plan && read.json.bytes() == bytes, "seed \(seed)")
      #expect(try PlanVerifier.discrepancies(of: read, in: network) == [], "seed \(seed)")
      plans += 1
    }
    #expect(plans > 40)
  }

  @Test func keysStandOnlyInThisMode() throws {
    let (plan, network) = try Self.rich()
    let json = plan.json
    #expect(
      PlanJSONTests.keys(json["options"]) == ["capacity", "district", "maxKm", "loadPenalty", "weights", "oneMentor"])
    #expect(PlanJSONTests.keys(json["certificate"]) == ["bigM", "demands", "places", "mentors", "oneMentor"])
    let proof = json["certificate"]?["oneMentor"]
    #expect(PlanJSONTests.keys(proof) == ["gap", "leaves"])
    for leaf in PlanJSONTests.elements(proof?["leaves"]) {
      #expect(PlanJSONTests.keys(leaf) == ["decisions", "scale", "schools"])
    }
    var kept = plan
    kept.options.keep = .active
    kept.options.oneMentor = false
    #expect(
      PlanJSONTests.keys(kept.json["options"]) == ["capacity", "district", "maxKm", "loadPenalty", "weights", "keep"])
    #expect(kept.json["options"]?["keep"] == .string("active"))
    var decided = plan
    decided.certificate.oneMentor?.leaves[0].decisions = [.init(mentee: "a", mentor: "b", isTaken: false)]
    #expect(try Plan(json: decided.json.bytes(), file: "f") == decided)
    #expect(try !PlanVerifier.discrepancies(of: decided, in: network).isEmpty)
  }

  /// Every number, word and truth changed in turn: refused, or truly another proof of an optimal plan.
  @Test func everyValueIsChecked() throws {
    let (plan, network) = try Self.rich()
    let json = plan.json
    var refused = 0
    for leaf in json.leaves() {
      let changes: [JSONValue] =
        switch leaf.value {
        case .int(let int):
          [
            .int(int + 1), .int(int - 1), .int(.max), .int(.min), .int(.max / 16), .double(0.5), .string("\(int)"),
            .null,
          ]
        case .bool(let bool): [.bool(!bool), .int(1), .null]
        case .string(let string): [.string(string + "x"), .string(""), .null, .array([])]
        default: [.int(0), .bool(false), .string("null")]
        }
      for change in changes where change != leaf.value {
        switch try PlanDamageTests.verdict(json.changed(at: leaf.path) { _ in change }, in: network) {
        case .damaged, .notPlan, .refused: refused += 1
        case .passes(let changed):
          let isInput = leaf.name.hasPrefix("options.") || leaf.name == "certificate.bigM"
          #expect(isInput || leaf.name.hasPrefix("certificate.oneMentor.leaves"), "\(leaf.name) → \(change)")
          #expect(try PlanDamageTests.isTrulyOptimal(changed, in: network), "\(leaf.name): \(leaf.value) → \(change)")
        }
      }
    }
    #expect(refused > 300, "\(refused)")
  }

  @Test func nothingMayBeMissing() throws {
    let (plan, network) = try Self.rich()
    let json = plan.json
    var paths: Set<[Int]> = []
    for leaf in json.leaves() { for length in 1...leaf.path.count { paths.insert(Array(leaf.path.prefix(length))) } }
    for path in paths {
      guard case .passes(let changed) = try PlanDamageTests.verdict(json.changed(at: path) { _ in nil }, in: network)
      else { continue }
      // A price left out is 0, and may be as good.
      #expect(changed.certificate.oneMentor?.leaves.first?.schools != plan.certificate.oneMentor?.leaves.first?.schools)
      #expect(try PlanDamageTests.isTrulyOptimal(changed, in: network), "\(path)")
    }
  }

  @Test(arguments: [
    "\"oneMentor\": 1", "\"oneMentor\": {\"gap\": 0}", "\"oneMentor\": {\"gap\": 0, \"leaves\": [[]]}",
    "\"oneMentor\": {\"gap\": 0, \"leaves\": [{\"scale\": 1, \"schools\": [], \"decisions\": []}]}",
    "\"oneMentor\": {\"gap\": 0, \"leaves\": [{\"scale\": 1, \"schools\": {\"a/b\": 1}, \"decisions\": []}]}",
    "\"oneMentor\": {\"gap\": 0, \"leaves\": [{\"scale\": 1, \"schools\": {}, \"decisions\": [{\"mentee\": \"a\"}]}]}",
  ])
  func hostileProofs(_ proof: String) throws {
    let (plan, _) = try PlanJSONTests.fullPlan()
    let text = String(decoding: plan.json.bytes(), as: UTF8.self)
    let changed = text.replacing("\"certificate\": {", with: "\"certificate\": {\(proof),")
    guard case .damaged(_, let values) = PlanHostileTests.error(changed) else {
      Issue.record("not damaged")
      return
    }
    #expect(values.allSatisfy { $0.path.hasPrefix("certificate.oneMentor") }, "\(values)")
  }

  /// A path of decisions that nothing branches off from, long enough to hurt a careless reader.
  @Test func longPathsAreNotFollowed() throws {
    var (plan, network) = try Self.rich()
    let pair = plan.pairs[0]
    let path = [Plan.OneMentorProof.Decision](
      repeating: .init(mentee: pair.mentee, mentor: pair.mentor, isTaken: true), count: 200_000)
    var leaf = try #require(plan.certificate.oneMentor?.leaves.first)
    leaf.decisions = path
    for count in 1...2 {
      plan.certificate.oneMentor?.leaves = [Plan.OneMentorProof.Leaf](repeating: leaf, count: count)
      #expect(try !PlanVerifier.discrepancies(of: plan, in: network).isEmpty)
    }
  }
}
