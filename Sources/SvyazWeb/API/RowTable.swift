internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph

/// A table whose rows the API reads and writes: the contract's columns with their types.
struct RowTable: Sendable {
  struct Column: Sendable {
    let name: String
    let schema: APISchema
    let isOptional: Bool

    init(_ name: String, _ schema: APISchema, isOptional: Bool = false) {
      self.name = name
      self.schema = schema
      self.isOptional = isOptional
    }

    var member: APISchema.Member { .has(name, isOptional ? .nullable(schema) : schema) }
    /// What may be left out of a body is empty.
    var input: APISchema.Member { isOptional ? .may(name, .nullable(schema)) : .has(name, schema) }
  }

  /// Of the schema.
  let name: String
  let table: Network.Table
  /// In the contract's order.
  let columns: [Column]

  static let all = [partnerships, associations, memberships, events, participations]

  private static let text = APISchema.text(most: 10_000)

  static let partnerships = RowTable(
    name: "Partnership", table: .partnerships,
    columns: [
      Column("id", .slug), Column("mentor", .slug), Column("mentee", .slug),
      Column("subject", .slug, isOptional: true),
      Column("status", .word(Partnership.Status.allCases.map(\.contractWord))), Column("from", .day),
      Column("to", .day, isOptional: true), Column("agreement", text, isOptional: true),
    ])

  static let associations = RowTable(
    name: "Association", table: .associations,
    columns: [
      Column("id", .slug), Column("name", text), Column("subject", .slug), Column("umo", text, isOptional: true),
      Column("base", .slug), Column("from", .day), Column("to", .day, isOptional: true),
    ])

  static let memberships = RowTable(
    name: "Membership", table: .memberships,
    columns: [
      Column("association", .slug), Column("school", .slug),
      Column("role", .word(Membership.Role.allCases.map(\.contractWord))), Column("from", .day),
      Column("to", .day, isOptional: true),
    ])

  static let events = RowTable(
    name: "Event", table: .events,
    columns: [
      Column("id", .slug), Column("kind", .word(Event.Kind.allCases.map(\.contractWord))), Column("title", text),
      Column("date", .day), Column("subject", .slug, isOptional: true), Column("host", .slug, isOptional: true),
      Column("association", .slug, isOptional: true), Column("partnership", .slug, isOptional: true),
      Column("organiser", text),
    ])

  static let participations = RowTable(
    name: "Participation", table: .participations,
    columns: [
      Column("event", .slug), Column("school", .slug),
      Column("role", .word(Participation.Role.allCases.map(\.contractWord))),
      Column("people", .integer(0...1_000_000)),
    ])

  var row: APISchema { .object(columns.map(\.member)) }

  /// A body without the columns that the path gives.
  func body(without given: Set<String>) -> APISchema {
    .object(columns.filter { !given.contains($0.name) }.map(\.input))
  }

  func json(_ cells: [String]) -> JSONValue {
    .object(
      zip(columns, cells).map { column, cell in
        let value: JSONValue
        switch column.schema {
        case .integer: value = Int(cell).map(JSONValue.int) ?? .null
        default: value = cell.isEmpty && column.isOptional ? .null : .string(cell)
        }
        return .init(key: column.name, value: value)
      })
  }

  /// The cells that a body and a path give, by column.
  func cells(_ body: JSONValue, path: [String: String]) -> [(column: String, value: String)] {
    columns.map { column in
      let value: String
      switch body[column.name] {
      case .string(let text)?: value = text
      case .int(let number)?: value = String(number)
      default: value = path[column.name] ?? ""
      }
      return (column.name, value)
    }
  }
}
