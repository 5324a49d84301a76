internal import SvyazExchange

/// The part of JSON Schema (2020-12) that the API speaks: it describes bodies and answers, and checks the bodies.
///
/// Objects take no members but those they name: a misspelt member must not be left out in silence.
indirect enum APISchema: Sendable {
  case text(most: Int)
  /// A ``SvyazGraph/Slug``.
  case slug
  /// `YYYY-MM-DD`.
  case day
  case word([String])
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  case boolean
  case list(APISchema, most: Int)
  case object([Member])
  /// An object whose keys are data, as ids of schools.
  case map(APISchema)
  case nullable(APISchema)
  /// One of the named schemas of the document.
  case named(String)
  case anyObject
  case either([APISchema])

  struct Member: Sendable {
    let name: String
    let schema: APISchema
    let isRequired: Bool

    /// A member that is always there.
    static func has(_ name: String, _ schema: APISchema) -> Member {
      Member(name: name, schema: schema, isRequired: true)
    }

    static func may(_ name: String, _ schema: APISchema) -> Member {
      Member(name: name, schema: schema, isRequired: false)
    }
  }

  static let slugPattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
  static let anyInteger = APISchema.integer(-9_007_199_254_740_991...9_007_199_254_740_991)
  static let count = APISchema.integer(0...9_007_199_254_740_991)
  static let anyText = APISchema.text(most: 1_000_000)
  /// A share in ‰, where there is one.
  static let share = APISchema.nullable(.integer(-1_000_000...1_000_000))

  /// As the document has it.
  var json: JSONValue {
    switch self {
    case .text(let most): .members(["type": "string", "maxLength": .int(most)])
    case .slug: .members(["type": "string", "pattern": .string(Self.slugPattern)])
    case .day:
      .members(["type": "string", "format": "date", "pattern": .string("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")])
    case .word(let words): .members(["type": "string", "enum": .strings(words)])
    case .integer(let range):
      .members(["type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)])
    case .number(let range):
      .members(["type": "number", "minimum": .double(range.lowerBound), "maximum": .double(range.upperBound)])
    case .boolean: .members(["type": "boolean"])
    case .list(let element, let most):
      .members(["type": "array", "items": element.json, "maxItems": .int(most)])
    case .object(let members):
      .members([
        "type": "object", "properties": .object(members.map { .init(key: $0.name, value: $0.schema.json) }),
        "required": .strings(members.filter(\.isRequired).map(\.name)), "additionalProperties": .bool(false),
      ])
    case .map(let value): .members(["type": "object", "additionalProperties": value.json])
    case .nullable(let schema): .members(["anyOf": .array([schema.json, .members(["type": "null"])])])
    case .named(let name): .members(["$ref": .string("#/components/schemas/\(name)")])
    case .anyObject: .members(["type": "object"])
    case .either(let schemas): .members(["anyOf": .array(schemas.map(\.json))])
    }
  }
}
