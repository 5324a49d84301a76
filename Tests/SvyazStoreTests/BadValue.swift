/// Values that a CHECK of the schema must refuse: a copy of some row with them.
struct BadValue {
  let table: String
  let values: [String: String]

  private static let days = ["'2021-02-30'", "'2021-1-01'", "'1899-12-31'", "'2200-01-01'", "''", "'20210101'"]
  private static let slugs = ["''", "'-a'", "'a b'", "'школа'", "'\(String(repeating: "a", count: 65))'", "'a/b'"]
  private static let blanks = ["''", "'  '"]

  private static func each(_ table: String, _ column: String, _ values: [String]) -> [BadValue] {
    values.flatMap { together(table, [column: $0]) }
  }

  private static func outside(_ table: String, _ column: String, _ range: ClosedRange<Int>) -> [BadValue] {
    each(table, column, ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "9223372036854775807"])
  }

  private static func together(_ table: String, _ values: [String: String]) -> [BadValue] {
    // Another school, lest the trigger against overlaps speaks first.
    let school =
      switch table {
      case "status", "membership": ["schoolId": "'fresh'"]
      case "definition": ["reading": "'fresh'"]
      default: [String: String]()
      }
    return [BadValue(table: table, values: values.merging(school) { given, _ in given })]
  }

  private static let people = 0...1_000_000_000

  static let all: [BadValue] = texts + dates + words + numbers + pairs + changes + accounts

  /// Whoever signs in, and what is kept of it.
  private static let accounts: [BadValue] = accountWords + accountMoments + accountSecrets

  private static func long(_ count: Int) -> String { "'" + String(repeating: "a", count: count) + "'" }

  private static let accountWords: [BadValue] = [
    each("account", "login", ["''", "'-a'", "'A'", "'иван'", "'a b'", long(65)]), each("account", "name", blanks),
    each("accessToken", "name", blanks), each("planVariant", "name", blanks),
    each("account", "role", ["''", "'boss'"]), together("account", ["role": "'planner'"]),
    together("account", ["school": "NULL"]), each("accessToken", "scope", ["''", "'admin'"]),
    each("planVariant", "kind", ["''", "'map'"]), each("auditEntry", "action", ["''", "'open'", "'Account.open'"]),
    each("planVariant", "version", ["0", "-1"]),
  ].flatMap { $0 }

  private static let accountMoments: [BadValue] = [
    ("account", "openedAt"), ("account", "closedAt"), ("session", "openedAt"), ("session", "usedAt"),
    ("session", "endsAt"), ("signInLink", "endsAt"), ("accessToken", "madeAt"), ("accessToken", "usedAt"),
    ("accessToken", "endsAt"), ("auditEntry", "at"), ("answered", "at"), ("planVariant", "at"),
  ].flatMap { outside($0.0, $0.1, 0...7_258_118_399_999) }

  private static let accountSecrets: [BadValue] = [
    each("session", "digest", ["x''", "zeroblob(31)", "zeroblob(33)"]), each("signInLink", "digest", ["zeroblob(31)"]),
    each("accessToken", "digest", ["zeroblob(33)"]), each("answered", "request", ["x''", "zeroblob(31)"]),
    each("session", "csrf", ["''", long(31)]), each("accessToken", "id", ["'abc'", long(33)]),
    each("answered", "key", ["''", long(256)]), outside("answered", "status", 200...499),
  ].flatMap { $0 }

  private static let texts: [BadValue] =
    ["network", "subject", "district", "school", "partnership", "association", "event"].flatMap {
      each($0, "id", slugs)
    }
    + ["network", "subject", "district", "school", "association"].flatMap { each($0, "name", blanks) }
    + ["title", "organiser"].flatMap { each("event", $0, blanks) }
    + ["section", "title", "responsible", "expected"].flatMap { each("measure", $0, blanks) }
    + each("definition", "reading", slugs)
    + ["version", "title", "numerator", "denominator", "among"].flatMap { each("definition", $0, blanks) }
    + each("nameAnswer", "key", ["''"]) + each("nameAnswer", "text", blanks)

  private static let dates: [BadValue] =
    each("network", "asOf", days) + each("target", "date", days) + each("event", "date", days)
    + each("programme", "developed", days) + each("succession", "date", days)
    + ["status", "partnership", "association", "membership", "programme", "definition"].flatMap {
      each($0, "validFrom", days) + each($0, "validTo", days)
        + together($0, ["validFrom": "'2021-01-02'", "validTo": "'2021-01-01'"])
        + together($0, ["validFrom": "'2021-01-02'", "validTo": "'2021-01-02'"])
    }
    + ["dueFrom", "dueTo", "doneOn"].flatMap { each("measure", $0, days) }
    + together("measure", ["dueFrom": "'2021-01-02'", "dueTo": "'2021-01-01'"])

  private static let words: [BadValue] = [
    ("status", "status"), ("result", "assessment"), ("matchingConstraint", "rule"), ("partnership", "status"),
    ("membership", "role"), ("event", "kind"), ("participation", "role"), ("programme", "kind"),
    ("staff", "staffGroup"), ("definition", "rule"), ("definition", "counted"),
  ].flatMap { each($0.0, $0.1, ["''", "'low result'", "'Member'"]) }

  private static let numbers: [BadValue] =
    outside("subject", "position", 0...199) + outside("target", "indicator", 1...9)
    + outside("target", "perMille", 0...1000) + outside("target", "position", 0...8)
    + outside("definition", "indicator", 1...9) + outside("definition", "position", 0...199)
    + outside("school", "number", 1...1_000_000_000) + outside("school", "students", 1...1_000_000_000)
    + outside("result", "grade", 1...12) + outside("result", "year", 1900...2199)
    + outside("result", "participants", people) + outside("result", "successful", people)
    + outside("mentor", "capacity", people) + outside("participation", "people", people)
    + outside("staff", "year", 1900...2199) + outside("measure", "number", 1...1_000_000_000)
    + ["total", "trainedMethodService", "trainedEffectiveMode", "trainedQuality"].flatMap {
      outside("staff", $0, people)
    }
    + ["added", "changed", "closed", "removed"].flatMap { each("changeCount", $0, ["-1"]) }

  private static let pairs: [BadValue] =
    together("districtNeighbour", ["neighbourId": "districtId"])
    + ["district", "school"].flatMap {
      together($0, ["lat": "53.0", "lon": "NULL"]) + together($0, ["lat": "NULL", "lon": "50.0"])
        + together($0, ["lat": "90.1", "lon": "50.0"]) + together($0, ["lat": "53.0", "lon": "-180.1"])
        + together($0, ["lat": "9e999", "lon": "50.0"])
    }
    + together("result", ["participants": "5", "successful": "6"])
    + together("partnership", ["menteeId": "mentorId"])
    + ["trainedMethodService", "trainedEffectiveMode", "trainedQuality"].flatMap {
      together("staff", ["total": "5", $0: "6"])
    }
    + [
      ("'trained_quality'", "''", "'all'"), ("'participants'", "''", "'all'"), ("'partnership'", "'oge'", "'all'"),
      ("'partnership'", "''", "''"),
    ].flatMap { counted, parts, base in
      together("definition", ["rule": "'schools'", "counted": counted, "parts": parts, "base": base])
    } + together("succession", ["successorId": "schoolId"])

  /// A change after those of the store and the one that each case begins with.
  static let nextChange = [
    "id": "4", "at": "'2022-01-02T00:00:00.000Z'", "day": "'2022-01-02'", "kind": "'edit'", "undoes": "NULL",
  ]

  private static let changes: [BadValue] =
    [
      ("at", "'2022-01-02 00:00:00'"), ("at", "'2022-01-02T00:00:00Z'"), ("day", "'2022-02-30'"), ("author", "''"),
      ("author", "' '"), ("undoes", "1"), ("kind", "'guess'"),
    ].map { column, value in BadValue(table: "change", values: nextChange.merging([column: value]) { $1 }) }
    + together("change", nextChange.merging(["kind": "'undo'", "undoes": "4"]) { $1 })
}
