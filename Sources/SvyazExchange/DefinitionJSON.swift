internal import SvyazContract
public import SvyazGraph

/// A definition of a reading as JSON: an element of `definitions` in `network.json`, or a file of its own.
///
/// The rule is an object with one key that says what is counted:
///
///     {"schools": {"property": "partnership", "among": ["low_result"], "of": "all"}}
///     {"staff": {"groups": ["director", "deputy"], "course": "trained_effective_mode", "among": "all"}}
///     {"results": {"assessments": ["vpr"], "among": ["adverse"], "of": "participants"}}
public enum DefinitionJSON {
  static let keys = ["indicator", "reading", "version", "from", "to", "title", "numerator", "denominator", "rule"]

  /// Keys in the contract's order; `to` only where there is an end.
  public static func value(of definition: ReadingDefinition) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "indicator", value: .int(definition.indicator)),
      .init(key: "reading", value: .string(definition.id)),
      .init(key: "version", value: .string(definition.version)),
      .init(key: "from", value: .string(definition.interval.from.description)),
    ]
    if let to = definition.interval.to { members.append(.init(key: "to", value: .string(to.description))) }
    members += [
      .init(key: "title", value: .string(definition.title)),
      .init(key: "numerator", value: .string(definition.numerator)),
      .init(key: "denominator", value: .string(definition.denominator)),
      .init(key: "rule", value: value(of: definition.rule)),
    ]
    return .object(members)
  }

  public static func value(of rule: ReadingRule) -> JSONValue {
    switch rule {
    case .schools(let property, let among, let of):
      .members([
        "schools": .members([
          "property": .string(property.contractWord), "among": value(of: among), "of": value(of: of),
        ])
      ])
    case .staff(let groups, let course, let among):
      .members([
        "staff": .members([
          "groups": .strings(groups.map(\.contractWord)), "course": .string(course.contractWord),
          "among": value(of: among),
        ])
      ])
    case .results(let assessments, let among, let base):
      .members([
        "results": .members([
          "assessments": .strings(assessments.map(\.contractWord)), "among": value(of: among),
          "of": .string(base.contractWord),
        ])
      ])
    }
  }

  private static func value(of circle: SchoolCircle) -> JSONValue {
    circle.statusWords.map { .strings($0) } ?? .string(SchoolCircle.allWord)
  }

  /// Reads a file of its own: one definition, a list of them, or an object with the list under `definitions`.
  ///
  /// - Parameter file: the name that faults give.
  /// - Returns: all definitions, or every fault at once: wrong values, one reading twice, intervals that overlap.
  public static func read(_ bytes: [UInt8], file: String) -> DefinitionReading {
    var json = JSONReader(file: file)
    guard bytes.count <= DescriptionReader.mostBytes else {
      let limit = DescriptionReader.mostBytes >> 20
      json.tellWhole(line: 1, expected: "файл не больше \(limit) МБ", problem: "файл слишком велик")
      return DefinitionReading(json.faults)
    }
    let root: JSONNode
    switch Result(catching: { try JSONParser.parse(bytes) }) {
    case .success(let node): root = node
    case .failure(let error):
      let syntax = error as? JSONSyntaxError
      json.tellWhole(
        line: syntax?.line ?? 1, expected: "правильный JSON", problem: "это не JSON: \(syntax?.problem ?? "")")
      return DefinitionReading(json.faults)
    }
    var list = DefinitionList()
    switch root.value {
    case .array(let elements): list.read(elements, path: "", &json)
    case .object(let members) where members.contains { $0.key == "definitions" }:
      let object = JSONObject(members: members, line: root.line, path: "")
      json.checkKeys(of: object, known: ["definitions"])
      list.read(json.array(object, "definitions", isRequired: true) ?? [], path: "definitions", &json)
    default: list.read(root, path: "", &json)
    }
    list.checkRules(&json)
    return json.faults.total > 0
      ? DefinitionReading(json.faults) : DefinitionReading(definitions: list.definitions, faults: [])
  }
}

/// What a file of definitions holds, or what is wrong with it.
public struct DefinitionReading: Sendable {
  /// Empty where anything is wrong.
  public let definitions: [ReadingDefinition]
  public let faults: [Fault]

  fileprivate init(definitions: [ReadingDefinition], faults: [Fault]) {
    (self.definitions, self.faults) = (definitions, faults)
  }

  fileprivate init(_ list: FaultList) { self.init(definitions: [], faults: list.sorted(columns: []).faults) }
}
