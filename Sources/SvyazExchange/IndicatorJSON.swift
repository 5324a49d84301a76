internal import SvyazGraph
public import SvyazIndicators

extension Indicator9 {
  /// The indicator as `svyaz indicator 9 --json` prints it (design.md §6).
  public var json: JSONValue {
    .members([
      "indicator": 9,
      "asOf": .string(day.description),
      "rule": .string(rule.rawValue),
      "targetPerMille": .int(target.perMille),
      "readings": .array(readings.map(\.json)),
      "oneStepShort": .array(
        oneStepShort.map {
          .members(["school": .string($0.school.rawValue), "step": .string($0.step.rawValue)])
        }),
      "forecast": forecast.json,
    ])
  }
}

extension SchoolReading {
  var json: JSONValue {
    .members([
      "id": .string(id), "numerator": .strings(numerator), "denominator": .strings(denominator),
      "sharePerMille": .optional(sharePerMille), "ceilingPerMille": .optional(ceilingPerMille),
    ])
  }
}

extension Forecast {
  var json: JSONValue {
    .members([
      "withThem": .optional(withThem),
      "trend": .array(
        trend.map {
          .members(["date": .string($0.day.description), "sharePerMille": .optional($0.sharePerMille)])
        }),
      "targetDate": .string(targetDay.description),
      "atTarget": .optional(atTarget),
    ])
  }
}
