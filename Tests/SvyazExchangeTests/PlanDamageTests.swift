import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@testable import SvyazExchange

extension JSONValue {
  /// A value that holds no other, with its name and the numbers of the members and elements that lead to it.
  struct Leaf {
    let name: String
    let path: [Int]
    let value: JSONValue
  }

  func leaves(name: String = "", path: [Int] = []) -> [Leaf] {
    switch self {
    case .array(let values):
      values.enumerated().flatMap { $1.leaves(name: "\(name)[]", path: path + [$0]) }
    case .object(let members):
      members.enumerated().flatMap { $1.value.leaves(name: "\(name).\($1.key)", path: path + [$0]) }
    case .null, .bool, .int, .double, .string: [Leaf(name: String(name.dropFirst()), path: path, value: self)]
    }
  }

  /// The same value with what stands at `path` changed, or taken out where `change` gives nothing.
  func changed(at path: some Collection<Int>, _ change: (JSONValue) -> JSONValue?) -> JSONValue? {
    guard let step = path.first else { return change(self) }
    switch self {
    case .array(var values):
      let value = values[step].changed(at: path.dropFirst(), change)
      values.replaceSubrange(step...step, with: value.map { [$0] } ?? [])
      return .array(values)
    case .object(var members):
      let member = members[step].value.changed(at: path.dropFirst(), change).map {
        Member(key: members[step].key, value: $0)
      }
      members.replaceSubrange(step...step, with: member.map { [$0] } ?? [])
      return .object(members)
    case .null, .bool, .int, .double, .string: return self
    }
  }
}

/// Whatever is changed in a plan's JSON, the plan is refused, or it is truly another optimal plan.
@Suite struct PlanDamageTests {
  enum Verdict: Equatable {
    case damaged
    case notPlan
    case refused
    case passes(Plan)
  }

  static func verdict(_ json: JSONValue?, in network: Network) throws -> Verdict {
    let plan: Plan
    do {
      plan = try Plan(json: json?.bytes() ?? [], file: "plan.json")
    } catch {
      switch error {
      case .damaged: return .damaged
      case .notPlan: return .notPlan
      case .notJSON, .foreign: throw error
      }
    }
    do {
      return try PlanVerifier.discrepancies(of: plan, in: network).isEmpty ? .passes(plan) : .refused
    } catch {
      return .refused
    }
  }

  /// A plan without a mentor for anybody, one that leaves nobody out, and one with an entry in every list.
  static func samples() throws -> [(plan: Plan, network: Network)] {
    let poor = try PlanJSONTests.plan { $0.mentors.isEmpty }
    let good = try PlanJSONTests.plan { $0.uncovered.isEmpty && $0.pairs.count == 2 && !$0.pairs[0].pinned }
    return try [poor, good, PlanJSONTests.fullPlan()]
  }

  /// A changed plan may pass only when it is optimal for what it now asks.
  static func isTrulyOptimal(_ plan: Plan, in network: Network) throws -> Bool {
    let problem = try MatchingProblem(network: network, day: plan.day, options: plan.options)
    return (try? problem.solve())?.objective == plan.objective
  }

  @Test func everyNumberIsChecked() throws {
    var survivors: [String: Int] = [:]
    var verdicts: [String: Int] = [:]
    for (plan, network) in try Self.samples() {
      let json = plan.json
      for leaf in json.leaves() {
        let changes: [JSONValue]
        switch leaf.value {
        case .int(let int): changes = [.int(int + 1), .int(int - 1), .double(0.5), .string("\(int)"), .null]
        case .double(let double):
          changes = [.double(double + 1), .double(double - 1), .double(0.5), .string("\(double)"), .null]
        default: continue
        }
        for change in changes {
          let verdict = try Self.verdict(json.changed(at: leaf.path) { _ in change }, in: network)
          switch verdict {
          case .damaged: verdicts["damaged", default: 0] += 1
          case .notPlan: verdicts["notPlan", default: 0] += 1
          case .refused: verdicts["refused", default: 0] += 1
          case .passes(let changed):
            survivors[leaf.name, default: 0] += 1
            #expect(changed != plan)
            #expect(try Self.isTrulyOptimal(changed, in: network), "\(leaf.name): \(leaf.value) → \(change)")
          }
        }
      }
    }
    // Options are inputs: one without influence may differ. No figure and no part of a proof may.
    let allowed = survivors.keys.filter { $0.hasPrefix("options.") || $0 == "certificate.bigM" }
    #expect(Set(survivors.keys) == Set(allowed), "\(survivors)")
    #expect(verdicts["damaged", default: 0] > 200 && verdicts["refused", default: 0] > 150, "\(verdicts)")
  }

  @Test func everyWordIsChecked() throws {
    for (plan, network) in try Self.samples() {
      let json = plan.json
      for leaf in json.leaves() {
        let changes: [JSONValue]
        switch leaf.value {
        case .bool(let bool): changes = [.bool(!bool), .int(bool ? 1 : 0), .string("\(bool)"), .null]
        case .string(let string): changes = [.string(string + "x"), .string(""), .string("имя"), .null, .array([]), 7]
        case .null: changes = [.int(0), .int(1000), .bool(false), .string("null")]
        default: continue
        }
        for change in changes {
          let verdict = try Self.verdict(json.changed(at: leaf.path) { _ in change }, in: network)
          guard case .passes(let changed) = verdict else { continue }
          #expect(leaf.name == "options.maxKm", "\(leaf.name): \(leaf.value) → \(change)")
          #expect(try Self.isTrulyOptimal(changed, in: network))
        }
      }
    }
  }

  @Test func nothingMayBeMissingOrDoubled() throws {
    for (plan, network) in try Self.samples() {
      let json = plan.json
      let whole = try Self.verdict(json, in: network)
      #expect(whole == .passes(plan))
      var paths: Set<[Int]> = []
      for leaf in json.leaves() { for length in 1...leaf.path.count { paths.insert(Array(leaf.path.prefix(length))) } }
      for path in paths {
        let verdict = try Self.verdict(json.changed(at: path) { _ in nil }, in: network)
        if case .passes = verdict { Issue.record("passes without \(path)") }
        if path.count == 1 { #expect(verdict == .notPlan) }
      }
      for list in ["demands", "mentors", "pairs", "uncovered"] {
        guard case .object(let members) = json, let number = members.firstIndex(where: { $0.key == list }),
          case .array(let values) = members[number].value, let first = values.first
        else { continue }
        let doubled = try Self.verdict(json.changed(at: [number]) { _ in .array(values + [first]) }, in: network)
        #expect(doubled == .refused, "\(list) doubled")
      }
    }
  }

  /// Numbers at the ends of 64 bits: no sum may trap.
  @Test(arguments: [Int.max, .max / 8 - 1, -1, .min])
  func extremeNumbersNeverTrap(_ extreme: Int) throws {
    for (plan, network) in try Self.samples().suffix(1) {
      let json = plan.json
      for leaf in json.leaves() {
        guard case .int(let int) = leaf.value, int != extreme else { continue }
        let verdict = try Self.verdict(json.changed(at: leaf.path) { _ in .int(extreme) }, in: network)
        if case .passes(let changed) = verdict {
          #expect(leaf.name.hasPrefix("options.") || leaf.name == "certificate.bigM", "\(leaf.name)")
          #expect(try Self.isTrulyOptimal(changed, in: network), "\(leaf.name)")
        }
      }
      // All values of the proof at once.
      var proof = plan
      proof.certificate.bigM = plan.certificate.bigM
      proof.certificate.demands = plan.certificate.demands.mapValues { _ in extreme }
      proof.certificate.places = plan.certificate.places.mapValues { _ in extreme }
      proof.certificate.mentors = plan.certificate.mentors.mapValues { _ in extreme }
      #expect(try !PlanVerifier.discrepancies(of: proof, in: network).isEmpty)
      proof.certificate.bigM = extreme
      #expect(try !PlanVerifier.discrepancies(of: proof, in: network).isEmpty)
    }
  }
}
