internal import HTTPTypes
internal import SvyazAccess
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazIndicators

/// The nine indicators. Of the public edition: figures without the schools behind them, for their names are statuses.
enum IndicatorAPI {
  private static let parameters: [APIParameter] = [
    .asOf,
    .query(
      "rule", .word(PartnershipRule.allCases.map(\.rawValue)), "How indicator 9 counts partnership; active without it.",
      example: "active"),
  ]

  static let operations: [APIOperation] = [
    APIOperation(
      id: "indicators", method: .get, path: "/indicators", access: .may(.readPublic),
      summary: "All nine, as `svyaz indicator --json`; of the public edition, figures alone.", parameters: parameters,
      content: .json(
        .either([
          .object([.has("indicators", .list(.named("Indicator"), most: 9))]),
          .object([.has("indicators", .list(.named("PublicIndicator"), most: 9)), .has("edition", .word(["public"]))]),
        ]))
    ) { call in
      try await call.slowJSON { call in
        let report = sheet(nil, call)
        guard call.edition == .public else { return report }
        return .members([
          "indicators": .array((report["indicators"]?.asList ?? []).map(figures)), "edition": "public",
        ])
      }
    },
    APIOperation(
      id: "indicator", method: .get, path: "/indicators/:number", access: .may(.readPublic),
      summary:
        "One with its readings and schools, as `svyaz indicator N --json`; of the public edition, figures alone.",
      parameters: parameters, content: .json(.either([.named("Indicator"), .named("PublicIndicator")]))
    ) { call in
      guard let number = Int(call.part("number")), (1...9).contains(number) else { throw WebFault.notFound }
      return try await call.slowJSON { call in
        let report = sheet(number, call)
        return call.edition == .public ? figures(report) : report
      }
    },
  ]

  private struct Key: Hashable, Sendable {
    var number: Int?
    var day: Day
    var rule: PartnershipRule
  }

  private static func sheet(_ number: Int?, _ call: APICall) -> JSONValue {
    let rule = call.text("rule").flatMap { PartnershipRule(rawValue: $0) } ?? .active
    return call.revision.derived(Key(number: number, day: call.day, rule: rule)) { network in
      number.map { ReportIndicators.one($0, of: network, on: call.day, rule: rule).json }
        ?? ReportIndicators.all(network, on: call.day, rule: rule).json
    }
  }

  /// Counts in place of lists of schools; nothing else that names one.
  static func figures(_ indicator: JSONValue) -> JSONValue {
    func copy(_ names: [String], of value: JSONValue) -> [JSONValue.Member] {
      names.compactMap { name in value[name].map { .init(key: name, value: $0) } }
    }
    let readings = (indicator["readings"]?.asList ?? []).map { reading -> JSONValue in
      let count: JSONValue
      let total: JSONValue
      if case .array(let numerator)? = reading["numerator"], case .array(let denominator)? = reading["denominator"] {
        (count, total) = (.int(numerator.count), .int(denominator.count))
      } else {
        (count, total) = (reading["count"] ?? .null, reading["of"] ?? .null)
      }
      return .object(
        copy(["id"], of: reading) + [.init(key: "count", value: count), .init(key: "of", value: total)]
          + copy(["sharePerMille", "ceilingPerMille"], of: reading))
    }
    return .object(
      copy(["indicator", "name", "asOf", "rule", "targetPerMille"], of: indicator) + [
        .init(key: "readings", value: .array(readings)),
        .init(
          key: "forecast",
          value: .object(copy(["trend", "targetDate", "atTarget"], of: indicator["forecast"] ?? .null))),
        .init(key: "definitions", value: indicator["definitions"] ?? .array([])),
        .init(key: "edition", value: "public"),
      ])
  }
}

/// The schemas of indicators.
enum IndicatorModels {
  static let list: [(String, APISchema)] = [
    ("Indicator", indicator), ("PublicIndicator", figures), ("Definition", definition), ("TrendPoint", trend),
  ]

  private static let trend = APISchema.object([.has("date", .day), .has("sharePerMille", APISchema.share)])

  private static let definition = APISchema.object([
    .has("reading", .anyText), .has("version", .anyText), .has("title", .anyText), .has("numerator", .anyText),
    .has("denominator", .anyText), .has("unit", .word(["schools", "people", "results"])),
  ])

  private static let schoolReading = APISchema.object([
    .has("id", .anyText), .has("numerator", .list(.slug, most: 1_000_000)),
    .has("denominator", .list(.slug, most: 1_000_000)), .has("sharePerMille", APISchema.share),
    .has("ceilingPerMille", APISchema.share),
  ])

  private static let peopleReading = APISchema.object([
    .has("id", .anyText), .has("count", .count), .has("of", .count),
    .has(
      "schools",
      .list(.object([.has("school", .slug), .has("count", .count), .has("of", .count)]), most: 1_000_000)),
    .has("sharePerMille", APISchema.share), .has("ceilingPerMille", APISchema.share),
  ])

  private static let indicator = APISchema.object([
    .has("indicator", .integer(1...9)), .has("asOf", .day), .may("rule", .word(["active", "formal"])),
    .has("targetPerMille", .integer(0...1000)),
    .has("readings", .list(.either([schoolReading, peopleReading]), most: 1000)),
    .may("oneStepShort", .list(.object([.has("school", .slug), .has("step", .anyText)]), most: 1_000_000)),
    .has(
      "forecast",
      .object([
        .may("withThem", APISchema.share), .has("trend", .list(.named("TrendPoint"), most: 1000)),
        .has("targetDate", .day), .has("atTarget", APISchema.share),
      ])),
    .has("name", .anyText), .has("definitions", .list(.named("Definition"), most: 1000)),
    .has(
      "gaps",
      .list(
        .object([
          .has("reading", .anyText), .has("missing", .nullable(.anyInteger)), .has("spare", .nullable(.anyInteger)),
          .has("perMille", APISchema.share), .has("reachable", .boolean),
        ]), most: 1000)),
    .has(
      "bounds",
      .list(
        .object([
          .has("reading", .anyText), .has("lowerPerMille", APISchema.share), .has("upperPerMille", APISchema.share),
          .has("missing", .list(.object([.has("school", .slug), .has("what", .anyText)]), most: 1_000_000)),
        ]), most: 1000)),
    .has(
      "pace",
      .object([
        .has("verdict", .word(["reached", "on", "late", "never", "unknown"])), .has("date", .nullable(.day)),
        .has("atTargetLow", APISchema.share), .has("atTargetHigh", APISchema.share),
        .has("perThirtyDays", .nullable(.anyInteger)),
      ])),
  ])

  private static let figures = APISchema.object([
    .has("indicator", .integer(1...9)), .has("name", .anyText), .has("asOf", .day),
    .may("rule", .word(["active", "formal"])), .has("targetPerMille", .integer(0...1000)),
    .has(
      "readings",
      .list(
        .object([
          .has("id", .anyText), .has("count", .count), .has("of", .count), .has("sharePerMille", APISchema.share),
          .has("ceilingPerMille", APISchema.share),
        ]), most: 1000)),
    .has(
      "forecast",
      .object([
        .has("trend", .list(.named("TrendPoint"), most: 1000)), .has("targetDate", .day),
        .has("atTarget", APISchema.share),
      ])),
    .has("definitions", .list(.named("Definition"), most: 1000)), .has("edition", .word(["public"])),
  ])
}
