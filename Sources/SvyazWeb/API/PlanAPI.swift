internal import HTTPTypes
internal import SvyazAccess
internal import SvyazApp
internal import SvyazComposition
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazMatching

/// Matching, composing, and checking a plan.
enum PlanAPI {
  static let operations: [APIOperation] = [
    APIOperation(
      id: "plan", method: .post, path: "/plan", access: .may(.plan),
      summary: "The best plan of the options, with its certificate, as `svyaz match --json`. Stores nothing.",
      parameters: [.asOf],
      body: .json(PlanModels.matching, example: .members(["capacity": 2, "district": "any"]), limit: 64 << 10),
      content: .json(.named("Plan")), freshness: .never
    ) { call in
      let options = try matching(call.body)
      return try await call.slowJSON { call in
        try call.revision.derived(MatchingKey(options: options, day: call.day)) { network in
          try ProposePlan.run(network, on: call.day, options: options).plan
        }.json
      }
    },
    APIOperation(
      id: "compose", method: .post, path: "/compose", access: .may(.plan),
      summary: "The groups of one subject, or of all, as `svyaz compose --json`. Stores nothing.",
      parameters: [
        .asOf, .query("subject", .text(most: 200), "An id or a name; without it all subjects.", example: "mathematics"),
      ],
      body: .json(PlanModels.composition, example: .members(["min": 6, "max": 15]), limit: 256 << 10),
      content: .json(
        .either([
          .named("Composition"),
          .object([.has("version", .integer(1...1)), .has("compositions", .list(.named("Composition"), most: 10_000))]),
        ])), freshness: .never
    ) { call in
      let options = try composition(call.body)
      return try await call.slowJSON { call in
        try ComposeAssociations.run(
          call.revision.network, on: call.day, subject: call.text("subject"), options: options
        )
        .jsonReport.json
      }
    },
    APIOperation(
      id: "verify", method: .post, path: "/verify", access: .may(.readWorking),
      summary: "Whether a plan is feasible and the best, told from its certificate, as `svyaz verify --json`.",
      body: .json(.anyObject, example: .members(["version": 1]), limit: 64 << 20),
      content: .json(
        .object([
          .has("valid", .boolean),
          .has(
            "discrepancies",
            .list(
              .object([.has("path", .anyText), .has("found", .anyText), .has("expected", .anyText)]),
              most: 10_000_000)),
        ])), freshness: .never
    ) { call in
      try await call.slowJSON { call in
        try VerifyPlan.run(plan: call.bytes, file: "тело", in: call.revision.network).json
      }
    },
  ]

  private struct MatchingKey: Hashable, Sendable {
    var options: MatchingOptions
    var day: Day
  }

  private static func matching(_ body: JSONValue) throws(WebFault) -> MatchingOptions {
    var options = MatchingOptions()
    options.capacity = body["capacity"]?.asInt ?? options.capacity
    options.districtPolicy = policy(body)
    options.maxKm = body["maxKm"]?.asDouble
    options.loadPenalty = body["loadPenalty"]?.asInt ?? options.loadPenalty
    options.keep = body["keep"]?.asText.flatMap { KeepPolicy(rawValue: $0) } ?? .free
    options.oneMentor = body["oneMentor"] == .bool(true)
    if let weights = body["weights"] {
      func weight(_ name: String) -> Int { weights[name]?.asInt ?? 0 }
      options.weights = PairComponents(
        travel: weight("travel"), district: weight("district"), strength: weight("strength"),
        context: weight("context"), continuity: weight("continuity"))
    }
    return options
  }

  private static func composition(_ body: JSONValue) throws(WebFault) -> CompositionOptions {
    func schools(_ name: String) -> [SchoolID] {
      (body[name]?.asList ?? []).compactMap { $0.asText.flatMap { SchoolID($0) } }
    }
    func pins(_ name: String) -> [CompositionOptions.Pin] {
      (body[name]?.asList ?? []).compactMap { pin in
        pin["school"]?.asText.flatMap { SchoolID($0) }.map {
          .init(school: $0, base: pin["base"]?.asText.flatMap { SchoolID($0) })
        }
      }
    }
    func pairs(_ name: String) throws(WebFault) -> [CompositionOptions.Pair] {
      var pairs: [CompositionOptions.Pair] = []
      for pair in body[name]?.asList ?? [] {
        let ends = pair.asList.compactMap { $0.asText.flatMap { SchoolID($0) } }
        guard ends.count == 2 else { throw .value(name: name, value: pair.line, expected: "две школы") }
        pairs.append(.init(ends[0], ends[1]))
      }
      return pairs
    }
    var options = CompositionOptions(
      smallest: body["min"]?.asInt ?? 6, largest: body["max"]?.asInt ?? 15, groups: body["groups"]?.asInt,
      leftPrice: body["leftPrice"]?.asInt ?? 20_000)
    options.bases = schools("bases")
    options.pins = pins("pins")
    options.bans = pins("bans")
    options.together = try pairs("together")
    options.apart = try pairs("apart")
    let price = body["movedPrice"]?.asInt
    switch (body["keep"]?.asText, price) {
    case (_, let price?) where body["keep"]?.asText == nil: options.keep = .price(price)
    case ("most"?, nil): options.keep = .most
    case (_, nil): options.keep = .free
    default: throw .value(name: "movedPrice", value: "\(price ?? 0)", expected: "без keep: одно из двух")
    }
    options.minTeachers = body["minTeachers"]?.asInt
    options.districtPolicy = policy(body)
    options.maxKm = body["maxKm"]?.asDouble
    options.seed = body["seed"]?.asInt ?? 1
    options.steps = body["steps"]?.asInt
    return options
  }

  private static func policy(_ body: JSONValue) -> DistrictPolicy {
    body["district"]?.asText.flatMap { DistrictPolicy(rawValue: $0) } ?? .any
  }
}

/// The schemas of plans and compositions, and of their options.
enum PlanModels {
  static let list: [(String, APISchema)] = [
    ("MatchingOptions", matching), ("Plan", plan), ("CompositionOptions", composition), ("Composition", groups),
    ("PairComponents", components),
  ]

  private static let policy = APISchema.word(DistrictPolicy.allCases.map(\.rawValue))
  private static let distance = APISchema.nullable(.number(0...40_000))
  private static let weight = APISchema.integer(MatchingOptions.weightRange)
  private static let components = members(APISchema.anyInteger)

  private static func members(_ schema: APISchema) -> APISchema {
    .object(["travel", "district", "strength", "context", "continuity"].map { .has($0, schema) })
  }

  static let matching = APISchema.object([
    .may("capacity", .integer(MatchingOptions.capacityRange)), .may("district", policy), .may("maxKm", distance),
    .may("loadPenalty", .integer(MatchingOptions.loadPenaltyRange)), .may("weights", members(weight)),
    .may("keep", .word(KeepPolicy.allCases.map(\.rawValue))), .may("oneMentor", .boolean),
  ])

  private static let reason = APISchema.anyText

  private static let plan = APISchema.object([
    .has("version", .integer(1...1)), .has("network", .slug), .has("asOf", .day),
    .has("options", .named("MatchingOptions")),
    .has(
      "objective",
      .object([
        .has("coveredWeight", .anyInteger), .has("covered", .count), .has("demands", .count), .has("cost", .anyInteger),
      ])),
    .has(
      "demands",
      .list(
        .object([
          .has("school", .slug), .has("subject", .slug), .has("strength", APISchema.share), .has("need", .count),
          .has("assumed", .boolean), .has("weight", .count),
        ]), most: 10_000_000)),
    .has(
      "mentors",
      .list(
        .object([
          .has("school", .slug), .has("capacity", .count), .has("subjects", .map(.count)), .has("used", .count),
        ]), most: 10_000_000)),
    .has(
      "pairs",
      .list(
        .object([
          .has("mentee", .slug), .has("mentor", .slug), .has("subject", .slug), .has("cost", .anyInteger),
          .has("components", .named("PairComponents")), .has("pinned", .boolean),
        ]), most: 10_000_000)),
    .has(
      "uncovered",
      .list(
        .object([
          .has("school", .slug), .has("subject", .slug), .has("reason", reason),
          .has("competitors", .list(.slug, most: 10_000_000)), .has("mentors", .list(.slug, most: 10_000_000)),
        ]), most: 10_000_000)),
    .has(
      "certificate",
      .object([
        .has("bigM", .anyInteger), .has("demands", .map(.anyInteger)), .has("places", .map(.anyInteger)),
        .has("mentors", .map(.anyInteger)), .may("oneMentor", .anyObject),
      ])),
  ])

  private static let pins = APISchema.list(
    .object([.has("school", .slug), .may("base", .nullable(.slug))]), most: 1000)
  private static let pairs = APISchema.list(.list(.slug, most: 2), most: 1000)
  private static let maybe = APISchema.nullable(.integer(0...1_000_000_000))

  /// A search of more steps would hold a thread for hours.
  static let composition = APISchema.object([
    .may("min", .integer(CompositionOptions.sizeRange)), .may("max", .integer(CompositionOptions.sizeRange)),
    .may("groups", .nullable(.integer(CompositionOptions.groupRange))),
    .may("leftPrice", .integer(CompositionOptions.priceRange)), .may("bases", .list(.slug, most: 1000)),
    .may("pins", pins), .may("bans", pins), .may("together", pairs), .may("apart", pairs),
    .may("keep", .word(["free", "most"])), .may("movedPrice", .nullable(.integer(CompositionOptions.priceRange))),
    .may("minTeachers", .nullable(.integer(CompositionOptions.teacherRange))), .may("district", policy),
    .may("maxKm", distance), .may("seed", .integer(0...1_000_000_000)),
    .may("steps", .nullable(.integer(0...20_000))),
  ])

  private static let groups = APISchema.object([
    .has("version", .integer(1...1)), .has("network", .slug),
    .has("status", .word(["optimal", "feasible", "infeasible"])), .has("subject", .slug), .has("asOf", .day),
    .has("options", .anyObject), .has("objective", .nullable(.anyInteger)), .has("lowerBound", .nullable(.anyInteger)),
    .has("gapPerMille", .nullable(.anyInteger)),
    .has(
      "groups",
      .list(
        .object([
          .has("base", .slug),
          .has(
            "members",
            .list(
              .object([
                .has("school", .slug),
                .has("role", .word(["leader", "low_result", "project_site", "high_result", "member"])),
                .has("cost", .anyInteger),
              ]), most: 100_000)),
        ]), most: 100_000)),
    .has("left", .list(.slug, most: 1_000_000)), .has("moved", .list(.slug, most: 1_000_000)),
    .may("reason", .nullable(.anyObject)), .has("present", .nullable(.anyObject)),
  ])
}
