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

  public struct Value: Hashable, Sendable {
    public let path: String
    public let value: String
    public let expected: String

    public var message: String { "\(path): в плане «\(value)», ожидалось: \(expected)." }
  }
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
      "План «\(file)» повреждён. " + values.prefix(10).map(\.message).joined(separator: " ")
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

/// Walks a plan's JSON, noting every value that is not what it should be and going on with a stand-in.
private final class PlanReader {
  private let root: JSONValue
  private(set) var faults: [PlanFileError.Value] = []

  init(_ root: JSONValue) { self.root = root }

  func plan() -> Plan? {
    let top = Node(self, "", root)
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

  /// A value and the way to it.
  struct Node {
    private let reader: PlanReader
    private let path: String
    private let value: JSONValue?

    init(_ reader: PlanReader, _ path: String, _ value: JSONValue?) {
      self.reader = reader
      self.path = path
      self.value = value
    }

    subscript(key: String) -> Node {
      Node(reader, path.isEmpty ? key : "\(path).\(key)", value?[key])
    }

    /// The value of a key that may be missing.
    func optional(_ key: String) -> Node? { value?[key] == nil ? nil : self[key] }

    func fault(_ expected: String) {
      let shown: String =
        switch value {
        case nil: "ничего"
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .int(let int): "\(int)"
        case .double(let double): "\(double)"
        case .string(let string): String(string.prefix(80))
        case .array: "список"
        case .object: "объект"
        }
      reader.faults.append(.init(path: path, value: shown, expected: expected))
    }

    func int() -> Int {
      if case .int(let int) = value { return int }
      fault("целое число")
      return 0
    }

    func optionalInt() -> Int? {
      if case .null = value { return nil }
      return int()
    }

    func optionalDouble() -> Double? {
      switch value {
      case .null: return nil
      case .int(let int): return Double(int)
      case .double(let double): return double
      default:
        fault("число или null")
        return nil
      }
    }

    func bool() -> Bool {
      if case .bool(let bool) = value { return bool }
      fault("true или false")
      return false
    }

    private func string() -> String? {
      if case .string(let string) = value { return string }
      return nil
    }

    func identifier<Entity>() -> Identifier<Entity>? {
      if let identifier = string().flatMap({ Identifier<Entity>($0) }) { return identifier }
      fault("идентификатор")
      return nil
    }

    func day() -> Day? {
      if let day = string().flatMap({ Day(iso: $0) }) { return day }
      fault("дата ГГГГ-ММ-ДД")
      return nil
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> Word? {
      if let word = string().flatMap(Word.init(rawValue:)) { return word }
      fault("одно из: " + Word.allCases.map(\.rawValue).joined(separator: ", "))
      return nil
    }

    func list<Element>(_ read: (Node) -> Element?) -> [Element] {
      guard case .array(let values) = value else {
        fault("список")
        return []
      }
      return values.enumerated().compactMap { read(Node(reader, "\(path)[\($0)]", $1)) }
    }

    func dictionary<Key: Hashable>(_ key: (String) -> Key?) -> [Key: Int] {
      guard case .object(let members) = value else {
        fault("объект")
        return [:]
      }
      var result: [Key: Int] = [:]
      for member in members {
        let node = Node(reader, "\(path).\(member.key)", member.value)
        if let key = key(member.key) { result[key] = node.int() } else { node.fault("ключ с идентификаторами") }
      }
      return result
    }
  }
}
