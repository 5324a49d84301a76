internal import SvyazExchange

/// The named schemas of the document.
enum APIModels {
  typealias Schema = APISchema

  static let schemas = Dictionary(list, uniquingKeysWith: { $1 })

  /// In the document's order.
  static let list: [(String, APISchema)] =
    [
      ("Problem", problem), ("ChangeReport", changeReport), ("TableCount", tableCount), ("Edition", edition),
      ("Me", me), ("Token", token), ("Network", network), ("District", district), ("School", school),
      ("SchoolDetails", details), ("Status", status), ("Result", result),
    ] + RowTable.all.map { ($0.name, $0.row) } + IndicatorModels.list + PlanModels.list + [
      ("Change", change), ("RowChange", rowChange),
    ]

  static let problem = Schema.object([
    .has("type", .anyText), .has("title", .anyText), .has("status", .integer(400...599)), .has("code", .anyText),
    .has("advice", .anyText), .has("request", .anyText), .may("report", .anyObject),
  ])

  static let tableCount = Schema.object([
    .has("table", .anyText), .has("added", .count), .has("changed", .count), .has("closed", .count),
    .has("removed", .count),
  ])

  /// As `svyaz edit --json` and `svyaz import --json` print it.
  static let changeReport = Schema.object([
    .has("change", .nullable(.count)), .has("dryRun", .boolean), .has("tables", .list(.named("TableCount"), most: 100)),
    .has("notices", .list(.anyText, most: 1_000_000)), .has("rows", .list(.anyText, most: 1_000_000)),
  ])

  static let edition = Schema.word(["working", "public"])

  static let me = Schema.object([
    .has("login", .anyText), .has("name", .anyText), .has("role", .anyText), .has("school", .nullable(.slug)),
    .has("entrance", .word(["session", "token"])), .has("permissions", .list(.anyText, most: 100)),
    .has("csrf", .nullable(.anyText)),
  ])

  static let token = Schema.object([
    .has("id", .anyText), .has("name", .anyText), .has("scope", .word(["read", "write"])), .has("made", .day),
    .has("ends", .day), .may("secret", .anyText),
  ])

  static let network = Schema.object([
    .has("id", .slug), .has("name", .anyText), .has("asOf", .day), .has("revision", .count),
    .has("edition", .named("Edition")),
    .has("subjects", .list(.object([.has("id", .slug), .has("name", .anyText)]), most: 10_000)),
    .has(
      "targets",
      .list(
        .object([.has("indicator", .integer(1...9)), .has("perMille", .integer(0...1000)), .has("date", .day)]),
        most: 10_000)),
  ])

  static let district = Schema.object([
    .has("id", .slug), .has("name", .anyText), .has("neighbours", .list(.slug, most: 100_000)),
    .has("lat", .nullable(.number(-90...90))), .has("lon", .nullable(.number(-180...180))),
  ])

  static let status = Schema.object([
    .has("status", .word(["low_result", "adverse", "high_result", "project_site", "risk"])), .has("from", .day),
    .has("to", .nullable(.day)), .has("basis", .anyText),
  ])

  static let result = Schema.object([
    .has("subject", .slug), .has("assessment", .word(["vpr", "oge", "ege"])), .has("grade", .integer(1...11)),
    .has("year", .integer(1900...2200)), .has("participants", .count), .has("successful", .count),
  ])

  static let schoolMembers: [Schema.Member] = [
    .has("id", .slug), .has("number", .nullable(.count)), .has("name", .anyText),
    .has("short_name", .nullable(.anyText)), .has("kind", .anyText), .has("district", .nullable(.slug)),
    .has("address", .anyText), .has("lat", .nullable(.number(-90...90))), .has("lon", .nullable(.number(-180...180))),
    .has("students", .nullable(.count)),
    // In force on the day; of the public edition, only what a public order says.
    .has("statuses", .list(.word(["low_result", "adverse", "high_result", "project_site", "risk"]), most: 5)),
  ]

  static let school = Schema.object(schoolMembers)

  static let details = Schema.object(
    schoolMembers + [
      .has("asOf", .day), .has("edition", .named("Edition")),
      .has("history", .list(.named("Status"), most: 10_000)), .has("results", .list(.named("Result"), most: 100_000)),
      .has("partnerships", .list(.named("Partnership"), most: 100_000)),
      .has("memberships", .list(.named("Membership"), most: 100_000)),
    ])

  static let change = Schema.object([
    .has("id", .count), .has("at", .anyText), .has("day", .day), .has("author", .anyText),
    .has("kind", .word(["import", "edit", "undo", "merge", "plan"])), .has("reason", .anyText),
    .has("source", .anyText), .has("undoes", .nullable(.count)), .has("tables", .list(.named("TableCount"), most: 100)),
  ])

  static let rowChange = Schema.object([
    .has("table", .anyText), .has("columns", .list(.anyText, most: 100)), .has("key", .list(.anyText, most: 100)),
    .has("before", .nullable(.list(.anyText, most: 100))), .has("after", .nullable(.list(.anyText, most: 100))),
  ])

  /// A page of rows, and where the next begins.
  static func page(_ name: String) -> Schema {
    .object([
      .has("items", .list(.named(name), most: 500)), .has("next", .nullable(.anyText)),
      .has("edition", .named("Edition")),
    ])
  }
}
