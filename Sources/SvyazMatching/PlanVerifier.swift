public import SvyazGraph

/// One number or name of a plan that is not what the network and the proof demand.
public struct PlanDiscrepancy: Hashable, Sendable {
  /// Where in the plan: `objective.cost`, `pairs[school-12/russian].cost`.
  public let path: String
  public let found: String
  public let expected: String

  init(_ path: String, found: some CustomStringConvertible, expected: some CustomStringConvertible) {
    self.path = path
    self.found = found.description
    self.expected = expected.description
  }

  public var message: String { "\(path): в плане \(found), должно быть \(expected)." }
}

/// Checks a plan from the network and its certificate alone, without the solver.
///
/// The problem is rebuilt from the network; every figure of the plan must follow from it and from the choice of
/// mentors, the choice must keep all rules, and the certificate must prove that no plan gains more (design.md §4).
public struct PlanVerifier {
  let plan: Plan
  let problem: MatchingProblem
  var found: [PlanDiscrepancy] = []

  /// - Returns: what is wrong, in the order of the plan; empty: the plan is feasible and optimal.
  /// - Throws: ``MatchingError`` when the network's pins cannot hold at all, or the plan's options are out of range.
  /// - Complexity: O(results + demands · mentors).
  public static func discrepancies(of plan: Plan, in network: Network) throws(MatchingError) -> [PlanDiscrepancy] {
    let problem = try MatchingProblem(network: network, day: plan.day, options: plan.options)
    var verifier = PlanVerifier(plan: plan, problem: problem)
    verifier.verify()
    return verifier.found
  }

  private init(plan: Plan, problem: MatchingProblem) {
    self.plan = plan
    self.problem = problem
  }

  mutating func require<Value: Equatable>(_ path: String, _ value: Value, is expected: Value) {
    if value != expected {
      found.append(.init(path, found: "\(value)", expected: "\(expected)"))
    }
  }

  private mutating func verify() {
    require("network", plan.network, is: problem.network)
    guard let mates = mates() else { return }
    let expected = problem.plan(mates: mates, certificate: plan.certificate) {}
    compareObjective(expected.objective)
    compare("demands", plan.demands, expected.demands, key: { "\($0.key)" }) { plan, expected in
      [
        ("strength", plan.strength.map(String.init) ?? "null", expected.strength.map(String.init) ?? "null"),
        ("need", "\(plan.need)", "\(expected.need)"), ("assumed", "\(plan.assumed)", "\(expected.assumed)"),
        ("weight", "\(plan.weight)", "\(expected.weight)"),
      ]
    }
    compare("mentors", plan.mentors, expected.mentors, key: { "\($0.school)" }) { plan, expected in
      [
        ("capacity", "\(plan.capacity)", "\(expected.capacity)"), ("used", "\(plan.used)", "\(expected.used)"),
        ("subjects", Self.places(plan.subjects), Self.places(expected.subjects)),
      ]
    }
    compare("pairs", plan.pairs, expected.pairs, key: { "\($0.mentee)/\($0.subject)" }) { plan, expected in
      [
        ("cost", "\(plan.cost)", "\(expected.cost)"), ("pinned", "\(plan.pinned)", "\(expected.pinned)"),
        ("components", Self.components(plan.components), Self.components(expected.components)),
      ]
    }
    compare("uncovered", plan.uncovered, expected.uncovered, key: { "\($0.key)" }) { plan, expected in
      [
        ("reason", plan.reason.rawValue, expected.reason.rawValue),
        ("competitors", Self.list(plan.competitors), Self.list(expected.competitors)),
        ("mentors", Self.list(plan.mentors), Self.list(expected.mentors)),
      ]
    }
    // Only a plan that keeps the rules has a gain to prove.
    guard found.isEmpty else { return }
    if problem.options.oneMentor { checkOneMentorProof() } else { checkCertificate() }
  }

  // MARK: Rules

  /// The mentor of each demand as the pairs tell, or `nil` when they break a rule.
  private mutating func mates() -> [Int?]? {
    let demandNumber = Dictionary(
      uniqueKeysWithValues: problem.demands.enumerated().map { number, demand in
        (SchoolSubject(problem.schoolID(demand), problem.subjectID(demand)), number)
      })
    let mentorNumber = Dictionary(
      uniqueKeysWithValues: problem.mentors.enumerated().map { (problem.schoolID($1), $0) })
    var mates = [Int?](repeating: nil, count: problem.demands.count)
    var used = [Int](repeating: 0, count: problem.mentors.count)
    var usedBySubject = [[Int: Int]](repeating: [:], count: problem.mentors.count)
    for pair in plan.pairs {
      let path = "pairs[\(pair.mentee)/\(pair.subject)]"
      guard let demand = demandNumber[SchoolSubject(pair.mentee, pair.subject)] else {
        found.append(.init(path, found: "пара", expected: "ничего: такой потребности нет"))
        continue
      }
      guard let mentor = mentorNumber[pair.mentor], problem.cost(demand: demand, mentor: mentor) != nil else {
        found.append(.init(path + ".mentor", found: pair.mentor, expected: "допустимый (или закреплённый) наставник"))
        continue
      }
      if mates[demand] != nil {
        found.append(.init(path, found: "вторая пара", expected: "не больше одного наставника"))
        continue
      }
      mates[demand] = mentor
      used[mentor] += 1
      usedBySubject[mentor][problem.demands[demand].subject, default: 0] += 1
    }
    for (demand, pin) in problem.pins.enumerated() where pin != mates[demand] {
      guard let pin else { continue }
      let key = SchoolSubject(problem.schoolID(problem.demands[demand]), problem.subjectID(problem.demands[demand]))
      found.append(
        .init("pairs[\(key)].mentor", found: "не закреплённый", expected: problem.schoolID(problem.mentors[pin])))
    }
    for (number, mentor) in problem.mentors.enumerated() {
      let path = "mentors[\(problem.schoolID(mentor))].used"
      if used[number] > mentor.capacity {
        found.append(.init(path, found: used[number], expected: "не больше \(mentor.capacity)"))
      }
      for (subject, count) in usedBySubject[number].sorted(by: { $0.key < $1.key })
      where count > mentor.places[subject] ?? 0 {
        found.append(
          .init(
            "\(path), \(problem.subjects[subject].id)", found: count,
            expected: "не больше \(mentor.places[subject] ?? 0)"))
      }
    }
    if problem.options.oneMentor { checkOneMentor(mates) }
    return found.isEmpty ? mates : nil
  }

  // MARK: Figures

  private mutating func compareObjective(_ expected: Plan.Objective) {
    require("objective.coveredWeight", plan.objective.coveredWeight, is: expected.coveredWeight)
    require("objective.covered", plan.objective.covered, is: expected.covered)
    require("objective.demands", plan.objective.demands, is: expected.demands)
    require("objective.cost", plan.objective.cost, is: expected.cost)
  }

  /// Compares two lists by key, whatever their order: missing, additional and repeated entries, then each field.
  private mutating func compare<Row>(
    _ path: String, _ rows: [Row], _ expected: [Row], key: (Row) -> String,
    fields: (Row, Row) -> [(name: String, found: String, expected: String)]
  ) {
    var wanted = Dictionary(expected.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    for row in rows {
      guard let match = wanted.removeValue(forKey: key(row)) else {
        found.append(.init("\(path)[\(key(row))]", found: "запись", expected: "ничего"))
        continue
      }
      for field in fields(row, match) where field.found != field.expected {
        found.append(.init("\(path)[\(key(row))].\(field.name)", found: field.found, expected: field.expected))
      }
    }
    for missing in wanted.keys.sorted() {
      found.append(.init("\(path)[\(missing)]", found: "ничего", expected: "запись"))
    }
  }

  private static func places(_ places: [SubjectID: Int]) -> String {
    places.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }

  private static func components(_ components: PairComponents) -> String {
    "travel \(components.travel), district \(components.district), strength \(components.strength), "
      + "context \(components.context), continuity \(components.continuity)"
  }

  private static func list(_ schools: [SchoolID]) -> String { "[\(schools.map(\.rawValue).joined(separator: ", "))]" }
}
