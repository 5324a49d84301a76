internal import SvyazExchange
internal import SvyazGraph
internal import SvyazIndicators

extension NetworkHealth {
  /// The keys that `svyaz analyse --json` adds (Documentation/json.md).
  var jsonMembers: [JSONValue.Member] {
    let members: KeyValuePairs<String, JSONValue> = [
      "coverage": coverage.json,
      "mentors": .array(mentors.map(\.json)),
      "partnershipMixing": .members([
        "partnerships": .int(mixing.partnerships), "acrossDistricts": .int(mixing.acrossDistricts),
        "acrossDistrictsPerMille": .optional(mixing.acrossDistrictsPerMille),
        "unknownDistrict": .int(mixing.unknownDistrict), "lowWithEffective": .int(mixing.lowWithEffective),
        "lowWithEffectivePerMille": .optional(mixing.lowWithEffectivePerMille),
      ]),
      "indicator9": .members([
        "rule": .string(rule.rawValue), "numerator": .int(numerator), "denominator": .int(coverage.lowResult.count),
        "sharePerMille": .optional(sharePerMille),
      ]),
      "departures": .array(departures.map(\.json)),
      "structure": structure?.json ?? .null,
    ]
    return members.map { JSONValue.Member(key: $0.key, value: $0.value) }
  }
}

extension HealthCoverage {
  fileprivate var json: JSONValue {
    .members([
      "lowResult": .strings(lowResult), "withPartnership": .strings(withPartnership),
      "withMembership": .strings(withMembership), "withBoth": .strings(withBoth),
      "withNeither": .strings(withNeither), "withoutMentor": .strings(withoutMentor),
    ])
  }
}

extension MentorLoad {
  fileprivate var json: JSONValue {
    .members([
      "school": .string(school.rawValue), "mentees": .strings(mentees), "places": .int(places),
      "capacity": .optional(capacity), "overCapacity": .bool(isOverCapacity),
      "overloadedSubjects": .array(
        overloadedSubjects.map {
          .members([
            "subject": .string($0.subject.rawValue), "places": .int($0.places), "capacity": .int($0.capacity),
          ])
        }),
    ])
  }
}

extension Departure {
  fileprivate var json: JSONValue {
    .members([
      "school": .string(school.rawValue), "mentor": .bool(isMentor), "base": .bool(isBase),
      "leftWithoutMentor": .strings(leftWithoutMentor), "lost": .strings(lost), "numerator": .int(numerator),
      "sharePerMille": .optional(sharePerMille),
    ])
  }
}

extension NetworkStructure {
  fileprivate var json: JSONValue {
    .members([
      "density": density.map(JSONValue.double) ?? .null,
      "acrossDistricts": .int(mixing.acrossDistricts), "lowWithEffective": .int(mixing.lowWithEffective),
      "lowWithLow": .int(mixing.lowWithLow),
      "cores": .array(
        schools.indices.map {
          .members(["school": .string(schools[$0].rawValue), "core": .int(cores[$0])])
        }),
      "greatestCore": .members(["core": .int(greatestCore), "schools": .strings(greatestCoreSchools)]),
      "betweenness": betweenness.map { values in
        .array(
          schools.indices.map {
            .members(["school": .string(schools[$0].rawValue), "betweenness": .double(values[$0])])
          })
      } ?? .null,
    ])
  }
}
