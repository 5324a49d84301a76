internal import SvyazGraph
public import SvyazMatching

extension Plan {
  /// The plan as `svyaz match --json` prints it (design.md §4, version 1).
  public var json: JSONValue {
    .members([
      "version": 1,
      "network": .string(network.rawValue),
      "asOf": .string(day.description),
      "options": options.json,
      "objective": .members([
        "coveredWeight": .int(objective.coveredWeight), "covered": .int(objective.covered),
        "demands": .int(objective.demands), "cost": .int(objective.cost),
      ]),
      "demands": .array(demands.map(\.json)),
      "mentors": .array(mentors.map(\.json)),
      "pairs": .array(pairs.map(\.json)),
      "uncovered": .array(Self.list(uncovered)),
      "certificate": .members([
        "bigM": .int(certificate.bigM),
        "demands": Self.values(certificate.demands),
        "places": Self.values(certificate.places),
        "mentors": Self.values(certificate.mentors),
      ]),
    ])
  }

  /// A country short of places has one blocking set of thousands for hundreds of demands: its names are made once.
  private static func list(_ uncovered: [Uncovered]) -> [JSONValue] {
    var (competitors, mentors) = (NameList(), NameList())
    return uncovered.map { demand in
      .members([
        "school": .string(demand.key.school.rawValue), "subject": .string(demand.key.subject.rawValue),
        "reason": .string(demand.reason.rawValue), "competitors": competitors.json(demand.competitors),
        "mentors": mentors.json(demand.mentors),
      ])
    }
  }

  private struct NameList {
    private var last: [SchoolID] = []
    private var value = JSONValue.array([])

    mutating func json(_ schools: [SchoolID]) -> JSONValue {
      if schools != last { (last, value) = (schools, .strings(schools)) }
      return value
    }
  }

  private static func values<Key: Hashable & Comparable & CustomStringConvertible>(_ values: [Key: Int]) -> JSONValue {
    .object(
      values.sorted { $0.key < $1.key }.map { .init(key: $0.key.description, value: .int($0.value)) })
  }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self = .int(value) }
}

extension MatchingOptions {
  var json: JSONValue {
    .members([
      "capacity": .int(capacity),
      "district": .string(districtPolicy.rawValue),
      "maxKm": maxKm.map(JSONValue.double) ?? .null,
      "loadPenalty": .int(loadPenalty),
      "weights": weights.json,
    ])
  }
}

extension PairComponents {
  var json: JSONValue {
    .members([
      "travel": .int(travel), "district": .int(district), "strength": .int(strength), "context": .int(context),
      "continuity": .int(continuity),
    ])
  }
}

extension Plan.Demand {
  var json: JSONValue {
    .members([
      "school": .string(key.school.rawValue), "subject": .string(key.subject.rawValue),
      "strength": .optional(strength), "need": .int(need), "assumed": .bool(assumed), "weight": .int(weight),
    ])
  }
}

extension Plan.Mentor {
  var json: JSONValue {
    .members([
      "school": .string(school.rawValue), "capacity": .int(capacity),
      "subjects": .object(
        subjects.sorted { $0.key < $1.key }.map { .init(key: $0.key.rawValue, value: .int($0.value)) }),
      "used": .int(used),
    ])
  }
}

extension Plan.Pair {
  var json: JSONValue {
    .members([
      "mentee": .string(mentee.rawValue), "mentor": .string(mentor.rawValue), "subject": .string(subject.rawValue),
      "cost": .int(cost), "components": components.json, "pinned": .bool(pinned),
    ])
  }
}
