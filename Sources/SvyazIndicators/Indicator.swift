public import SvyazGraph

/// A figure: schools by name, or people by school.
public enum Figure: Hashable, Sendable {
  case schools(SchoolReading)
  case people(PeopleReading)

  public var count: Int {
    switch self {
    case .schools(let reading): reading.numerator.count
    case .people(let reading): reading.count
    }
  }

  /// The denominator.
  public var of: Int {
    switch self {
    case .schools(let reading): reading.denominator.count
    case .people(let reading): reading.of
    }
  }

  public var sharePerMille: Int? {
    switch self {
    case .schools(let reading): reading.sharePerMille
    case .people(let reading): reading.sharePerMille
    }
  }

  public var ceilingPerMille: Int? {
    switch self {
    case .schools(let reading): reading.ceilingPerMille
    case .people(let reading): reading.ceilingPerMille
    }
  }
}

/// One way to read an indicator on a day, with how far it is from the target and how sure.
public struct IndicatorReading: Hashable, Sendable {
  public let definition: ReadingDefinition
  public let figure: Figure
  public let gap: TargetGap
  public let bounds: FigureBounds
}

/// An indicator on a day: its readings (the first is the headline), course and forecast.
public struct Indicator: Hashable, Sendable {
  public let number: Int
  public let day: Day
  public let rule: PartnershipRule
  public let target: IndicatorTarget
  /// Empty where no definition is in force on the day.
  public let readings: [IndicatorReading]
  /// Of the headline.
  public let forecast: Forecast
  /// Indicator 9: low-result schools that one act on one row would bring in.
  public let oneStepShort: [Indicator9.Short]

  public var headline: IndicatorReading? { readings.first }
  public var name: String { IndicatorName.short(number) }
}

/// All indicators of the programme on one day.
public struct IndicatorSheet: Hashable, Sendable {
  public let day: Day
  public let rule: PartnershipRule
  /// By number.
  public let indicators: [Indicator]

  /// - Parameter numbers: which of 1…9.
  /// - Complexity: O(rows) for each of the twelve days of the trend.
  public init(
    network: Network, day: Day, rule: PartnershipRule = .active, numbers: some Sequence<Int> = IndicatorName.numbers
  ) {
    let data = IndicatorData(network)
    let years = ResultYears(data)
    func frame(_ day: Day) -> IndicatorFrame { IndicatorFrame(data, years: years, day: day, rule: rule) }
    let today = frame(day)
    let past = Forecast.trendDays(upTo: day).map(frame)
    let definitions = ReadingDefinition.inForce(on: day, in: network)
    self.day = day
    self.rule = rule
    indicators = numbers.map { number in
      let target = IndicatorTarget.of(number, in: network)
      let rows = definitions.filter { $0.indicator == number }
      let readings = rows.map { today.reading($0, target: target) }
      let short = number == 9 ? today.oneStepShort() : []
      return Indicator(
        number: number, day: day, rule: rule, target: target, readings: readings,
        forecast: Forecast(
          day: day, target: target, headline: readings.first,
          withThem: short.count,
          trend: past.map { frame in
            Forecast.Point(day: frame.day, sharePerMille: rows.first.flatMap { frame.figure($0).sharePerMille })
          }),
        oneStepShort: short)
    }
  }
}
