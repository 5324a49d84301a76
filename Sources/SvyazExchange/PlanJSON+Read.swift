public import SvyazGraph
public import SvyazMatching

/// Why a plan file cannot be read as a plan.
public enum PlanFileError: Error, Hashable {
  case notJSON(file: String)
  /// JSON, but no plan: these keys are missing.
  case notPlan(file: String, missing: [String])
  /// A plan with values that no plan has; each with its path.
  case damaged(file: String, values: [Value])
  /// A plan of another network, or of this one before schools or subjects left it.
  case foreign(plan: NetworkID, network: NetworkID, unknown: [String])

  public typealias Value = JSONFault
}

extension PlanFileError: UserFacing {
  public var code: String {
    switch self {
    case .notJSON: "plan.notJSON"
    case .notPlan: "plan.notPlan"
    case .damaged: "plan.damaged"
    case .foreign: "plan.foreign"
    }
  }

  public var message: String {
    switch self {
    case .notJSON(let file): "Файл плана «\(file)» не разбирается как JSON в UTF-8."
    case .notPlan(let file, let missing):
      "Файл «\(file)» — не план подбора: нет ключей \(missing.joined(separator: ", "))."
    case .damaged(let file, let values):
      "План «\(file)» повреждён. " + values.prefix(10).map { $0.message(in: "в плане") }.joined(separator: " ")
    case .foreign(let plan, let network, let unknown):
      "План составлен для сети «\(plan)», а это сеть «\(network)»."
        + (unknown.isEmpty ? "" : " Нет в сети: \(unknown.prefix(10).joined(separator: ", ")).")
    }
  }

  public var advice: String { "Создайте план заново: svyaz match --network ПАПКА --json > plan.json" }
}

extension Plan {
  static let keys = [
    "version", "network", "asOf", "options", "objective", "demands", "mentors", "pairs", "uncovered", "certificate",
  ]

  /// Reads what ``json`` wrote.
  ///
  /// - Parameter file: the name to show in errors.
  /// - Throws: ``PlanFileError``, with every wrong value at once.
  public init(json bytes: [UInt8], file: String) throws(PlanFileError) {
    guard let root = JSONValue(bytes: bytes) else { throw .notJSON(file: file) }
    let missing = Self.keys.filter { root[$0] == nil }
    guard missing.isEmpty else { throw .notPlan(file: file, missing: missing) }
    let reader = PlanReader(root)
    let plan = reader.plan()
    guard let plan, reader.faults.isEmpty else { throw .damaged(file: file, values: reader.faults) }
    self = plan
  }
}

private struct PlanReader {
  typealias Node = JSONWalk.Node

  private let walk: JSONWalk

  init(_ root: JSONValue) { walk = JSONWalk(root) }

  var faults: [JSONFault] { walk.faults }

  func plan() -> Plan? {
    let top = walk.top
    if top["version"].int() != 1 { top["version"].fault("1") }
    guard let network: NetworkID = top["network"].identifier(), let day = top["asOf"].day() else { return nil }
    let objective = top["objective"]
    return Plan(
      network: network, day: day, options: options(top["options"]),
      objective: .init(
        coveredWeight: objective["coveredWeight"].int(), covered: objective["covered"].int(),
        demands: objective["demands"].int(), cost: objective["cost"].int()),
      demands: top["demands"].list { node in
        self.key(node).map {
          Plan.Demand(
            key: $0, strength: node["strength"].optionalInt(), need: node["need"].int(),
            assumed: node["assumed"].bool(), weight: node["weight"].int())
        }
      },
      mentors: top["mentors"].list { node in
        node["school"].identifier().map {
          Plan.Mentor(
            school: $0, capacity: node["capacity"].int(),
            subjects: node["subjects"].dictionary { SubjectID($0) }, used: node["used"].int())
        }
      },
      pairs: top["pairs"].list { self.pair($0) },
      uncovered: top["uncovered"].list { self.uncovered($0) },
      certificate: certificate(top["certificate"]))
  }

  private func options(_ node: Node) -> MatchingOptions {
    MatchingOptions(
      capacity: node["capacity"].int(),
      districtPolicy: node["district"].word(DistrictPolicy.self) ?? .any,
      maxKm: node["maxKm"].optionalDouble(), loadPenalty: node["loadPenalty"].int(),
      weights: components(node["weights"]), keep: node.optional("keep")?.word(KeepPolicy.self) ?? .free,
      oneMentor: node.optional("oneMentor")?.bool() ?? false)
  }

  private func components(_ node: Node) -> PairComponents {
    PairComponents(
      travel: node["travel"].int(), district: node["district"].int(), strength: node["strength"].int(),
      context: node["context"].int(), continuity: node["continuity"].int())
  }

  private func key(_ node: Node) -> SchoolSubject? {
    guard let school: SchoolID = node["school"].identifier(), let subject: SubjectID = node["subject"].identifier()
    else { return nil }
    return SchoolSubject(school, subject)
  }

  private func pair(_ node: Node) -> Plan.Pair? {
    guard let mentee: SchoolID = node["mentee"].identifier(), let mentor: SchoolID = node["mentor"].identifier(),
      let subject: SubjectID = node["subject"].identifier()
    else { return nil }
    return Plan.Pair(
      mentee: mentee, mentor: mentor, subject: subject, cost: node["cost"].int(),
      components: components(node["components"]), pinned: node["pinned"].bool())
  }

  private func uncovered(_ node: Node) -> Plan.Uncovered? {
    guard let key = key(node), let reason = node["reason"].word(Plan.UncoveredReason.self) else { return nil }
    return Plan.Uncovered(
      key: key, reason: reason, competitors: node["competitors"].list { $0.identifier() },
      mentors: node["mentors"].list { $0.identifier() })
  }

  private func certificate(_ node: Node) -> Plan.Certificate {
    func schoolSubject(_ text: String) -> SchoolSubject? {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, let school = SchoolID(parts[0]), let subject = SubjectID(parts[1]) else { return nil }
      return SchoolSubject(school, subject)
    }
    return Plan.Certificate(
      bigM: node["bigM"].int(), demands: node["demands"].dictionary(schoolSubject),
      places: node["places"].dictionary(schoolSubject), mentors: node["mentors"].dictionary { SchoolID($0) },
      oneMentor: node.optional("oneMentor").map(oneMentor))
  }

  private func oneMentor(_ node: Node) -> Plan.OneMentorProof {
    Plan.OneMentorProof(
      gap: node["gap"].int(),
      leaves: node["leaves"].list { leaf in
        .init(
          decisions: leaf["decisions"].list { decision in
            guard let mentee: SchoolID = decision["mentee"].identifier(),
              let mentor: SchoolID = decision["mentor"].identifier()
            else { return nil }
            return .init(mentee: mentee, mentor: mentor, isTaken: decision["taken"].bool())
          }, scale: leaf["scale"].int(), schools: leaf["schools"].dictionary { SchoolID($0) })
      })
  }
}
