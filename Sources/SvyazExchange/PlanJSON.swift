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
      "objective": objective.json,
      "demands": .array(demands.map(\.json)),
      "mentors": .array(mentors.map(\.json)),
      "pairs": .array(pairs.map(\.json)),
      "uncovered": .array(Self.list(uncovered)),
      "certificate": certificate.json,
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

  static func values<Key: Hashable & Comparable & CustomStringConvertible>(_ values: [Key: Int]) -> JSONValue {
    .object(
      values.sorted { $0.key < $1.key }.map { .init(key: $0.key.description, value: .int($0.value)) })
  }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self = .int(value) }
}

extension JSONValue: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
}

extension MatchingOptions {
  /// `keep` and `oneMentor` stand only where they are set.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "capacity", value: .int(capacity)), .init(key: "district", value: .string(districtPolicy.rawValue)),
      .init(key: "maxKm", value: maxKm.map(JSONValue.double) ?? .null),
      .init(key: "loadPenalty", value: .int(loadPenalty)), .init(key: "weights", value: weights.json),
    ]
    if keep != .free { members.append(.init(key: "keep", value: .string(keep.rawValue))) }
    if oneMentor { members.append(.init(key: "oneMentor", value: .bool(true))) }
    return .object(members)
  }
}

extension Plan.Certificate {
  /// `oneMentor` stands only in plans with one mentor for each school.
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "bigM", value: .int(bigM)), .init(key: "demands", value: Plan.values(demands)),
      .init(key: "places", value: Plan.values(places)), .init(key: "mentors", value: Plan.values(mentors)),
    ]
    if let oneMentor {
      members.append(
        .init(
          key: "oneMentor",
          value: .members(["gap": .int(oneMentor.gap), "leaves": .array(oneMentor.leaves.map(\.json))])))
    }
    return .object(members)
  }
}

extension Plan.OneMentorProof.Leaf {
  var json: JSONValue {
    .members([
      "decisions": .array(
        decisions.map {
          .members([
            "mentee": .string($0.mentee.rawValue), "mentor": .string($0.mentor.rawValue), "taken": .bool($0.isTaken),
          ])
        }),
      "scale": .int(scale), "schools": Plan.values(schools),
    ])
  }
}

extension PairComponents {
  public var json: JSONValue {
    .members([
      "travel": .int(travel), "district": .int(district), "strength": .int(strength), "context": .int(context),
      "continuity": .int(continuity),
    ])
  }
}

extension Plan.Objective {
  public var json: JSONValue {
    .members([
      "coveredWeight": .int(coveredWeight), "covered": .int(covered), "demands": .int(demands), "cost": .int(cost),
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
  public var json: JSONValue {
    .members([
      "mentee": .string(mentee.rawValue), "mentor": .string(mentor.rawValue), "subject": .string(subject.rawValue),
      "cost": .int(cost), "components": components.json, "pinned": .bool(pinned),
    ])
  }
}
