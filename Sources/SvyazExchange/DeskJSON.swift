internal import SvyazGraph
public import SvyazMatching

// The desk's answers as `svyaz desk --json` prints them (Documentation/json.md).

extension PlanChange {
  /// The members that every change has: what is gained and lost, and who moves.
  fileprivate var members: [JSONValue.Member] {
    [
      .init(key: "coveredWeight", value: .int(difference.coveredWeight)),
      .init(key: "cost", value: .int(difference.cost)),
      .init(
        key: "moves",
        value: .array(
          moves.map { move in
            .members([
              "school": .string(move.key.school.rawValue), "subject": .string(move.key.subject.rawValue),
              "from": .id(move.from), "to": .id(move.to),
            ])
          })),
    ]
  }
}

extension JSONValue {
  fileprivate static func id(_ value: SchoolID?) -> JSONValue { value.map { .string($0.rawValue) } ?? .null }
  fileprivate static func id(_ value: SubjectID?) -> JSONValue { value.map { .string($0.rawValue) } ?? .null }

  fileprivate static func change(_ members: KeyValuePairs<String, JSONValue>, _ change: PlanChange) -> JSONValue {
    .object(members.map { Member(key: $0.key, value: $0.value) } + change.members)
  }
}

extension PlaceWorth {
  public var json: JSONValue {
    .change(["mentor": .string(place.mentor.rawValue), "subject": .id(place.subject)], change)
  }
}

extension PairAlternative {
  public var json: JSONValue {
    .change(
      [
        "mentee": .string(key.school.rawValue), "subject": .string(key.subject.rawValue),
        "mentor": .string(mentor.rawValue), "pinned": .bool(pinned), "next": .id(next),
      ], change)
  }
}

extension ConstraintPrice {
  public var json: JSONValue {
    .change(
      [
        "rule": .string(constraint.rule.rawValue), "mentee": .string(constraint.mentee.rawValue),
        "mentor": .string(constraint.mentor.rawValue), "subject": .id(constraint.subject),
      ], change)
  }
}

extension Remedies {
  public var json: JSONValue {
    .members([
      "school": .string(key.school.rawValue), "subject": .string(key.subject.rawValue), "weight": .int(weight),
      "reason": .string(reason.rawValue),
      "blocking": .members([
        "places": .int(blocking.places), "schools": .strings(blocking.schools), "mentors": .strings(blocking.mentors),
        "needs": .array(
          blocking.needs.map {
            .members(["school": .string($0.school.rawValue), "subject": .string($0.subject.rawValue)])
          }),
      ]),
      "distance": distance.map { .change(["maxKm": .double($0.maxKm)], $0.change) } ?? .null,
      "district": district.map { .change(["policy": .string($0.policy.rawValue)], $0.change) } ?? .null,
      "places": .array(places.map(\.json)),
      "pin": pin.map {
        .change(["mentor": .string($0.mentor.rawValue), "overrides": .strings($0.overrides.map(\.word))], $0.change)
      } ?? .null,
    ])
  }
}

extension Remedies.Pin.Rule {
  fileprivate var word: String {
    switch self {
    case .notMentor: "mentor"
    case .notStronger: "strength"
    case .district: "district"
    case .distance: "distance"
    }
  }
}

extension Plan {
  /// What a report about the plan begins with: `version`, `network`, `asOf`, `options`, `objective`, as in ``json``.
  public var heading: [JSONValue.Member] {
    guard case .object(let members) = json else { return [] }
    return members.filter { ["version", "network", "asOf", "options", "objective"].contains($0.key) }
  }
}
