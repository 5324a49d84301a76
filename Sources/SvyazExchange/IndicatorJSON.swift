internal import SvyazContract
internal import SvyazGraph
public import SvyazIndicators

extension Indicator {
  /// The indicator as `svyaz indicator N --json` prints it (design.md §6, indicators.md C6, C7, D17), then what is ours:
  /// definitions, gaps, bounds and the pace, each by reading.
  public var json: JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue) { members.append(.init(key: key, value: value)) }
    add("indicator", .int(number))
    add("asOf", .string(day.description))
    if number == 9 { add("rule", .string(rule.rawValue)) }
    add("targetPerMille", .int(target.perMille))
    add("readings", .array(readings.map(\.figure.json)))
    if number == 9 {
      add(
        "oneStepShort",
        .array(
          oneStepShort.map {
            .members(["school": .string($0.school.rawValue), "step": .string($0.step.rawValue)])
          }))
    }
    add("forecast", forecast.json(hasSteps: number == 9))
    add("name", .string(name))
    add("definitions", .array(readings.map(\.definitionJSON)))
    add("gaps", .array(readings.map(\.gapJSON)))
    add("bounds", .array(readings.map(\.boundsJSON)))
    add("pace", forecast.paceJSON)
    return .object(members)
  }
}

extension Indicator9 {
  public var json: JSONValue { indicator.json }
}

extension Figure {
  var json: JSONValue {
    switch self {
    case .schools(let reading):
      .members([
        "id": .string(reading.id), "numerator": .strings(reading.numerator),
        "denominator": .strings(reading.denominator), "sharePerMille": .optional(reading.sharePerMille),
        "ceilingPerMille": .optional(reading.ceilingPerMille),
      ])
    case .people(let reading):
      .members([
        "id": .string(reading.id), "count": .int(reading.count), "of": .int(reading.of),
        "schools": .array(
          reading.schools.map {
            .members(["school": .string($0.school.rawValue), "count": .int($0.count), "of": .int($0.of)])
          }),
        "sharePerMille": .optional(reading.sharePerMille), "ceilingPerMille": .optional(reading.ceilingPerMille),
      ])
    }
  }
}

extension IndicatorReading {
  fileprivate var definitionJSON: JSONValue {
    .members([
      "reading": .string(definition.id), "version": .string(definition.version), "title": .string(definition.title),
      "numerator": .string(definition.numerator), "denominator": .string(definition.denominator),
      "unit": .string(definition.unit.rawValue),
    ])
  }

  fileprivate var gapJSON: JSONValue {
    .members([
      "reading": .string(definition.id), "missing": .optional(gap.missing), "spare": .optional(gap.spare),
      "perMille": .optional(gap.perMille), "reachable": .bool(gap.isReachable),
    ])
  }

  fileprivate var boundsJSON: JSONValue {
    .members([
      "reading": .string(definition.id), "lowerPerMille": .optional(bounds.lowerPerMille),
      "upperPerMille": .optional(bounds.upperPerMille),
      "missing": .array(
        bounds.missing.map { .members(["school": .string($0.school.rawValue), "what": .string($0.kind.rawValue)]) }),
    ])
  }
}

extension Forecast {
  fileprivate func json(hasSteps: Bool) -> JSONValue {
    var members: [JSONValue.Member] = []
    if hasSteps { members.append(.init(key: "withThem", value: .optional(withThem))) }
    members.append(
      .init(
        key: "trend",
        value: .array(
          trend.map {
            .members(["date": .string($0.day.description), "sharePerMille": .optional($0.sharePerMille)])
          })))
    members.append(.init(key: "targetDate", value: .string(targetDay.description)))
    members.append(.init(key: "atTarget", value: .optional(atTarget)))
    return .object(members)
  }

  /// `verdict`: `reached`, `on`, `late`, `never` or `unknown`.
  fileprivate var paceJSON: JSONValue {
    let (verdict, date): (String, Day?) =
      switch pace {
      case .reached: ("reached", nil)
      case .on(let day, let isLate): (isLate ? "late" : "on", day)
      case .never: ("never", nil)
      case .unknown: ("unknown", nil)
      }
    return .members([
      "verdict": .string(verdict), "date": date.map { .string($0.description) } ?? .null,
      "atTargetLow": .optional(atTargetRange?.lowerBound), "atTargetHigh": .optional(atTargetRange?.upperBound),
      "perThirtyDays": .optional(line?.perThirtyDays),
    ])
  }
}
