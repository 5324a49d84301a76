public import SvyazGraph

/// Where an indicator's headline is going: with the schools that are one step short, and on the straight line of the
/// last year (indicators.md D17).
public struct Forecast: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    public let day: Day
    /// `nil`: no data on that day.
    public let sharePerMille: Int?

    public init(day: Day, sharePerMille: Int?) {
      self.day = day
      self.sharePerMille = sharePerMille
    }
  }

  /// When the headline meets its target.
  public enum Pace: Hashable, Sendable {
    /// It has met it on the day of the report.
    case reached
    /// On the straight line; not before the target's day where `isLate`.
    case on(Day, isLate: Bool)
    /// The line does not lead there.
    case never
    /// Below two known points, or no figure.
    case unknown
  }

  /// The headline with the schools that are one step short in its numerator.
  public let withThem: Int?
  /// The same day of the eleven months before, and the day itself; the earliest first.
  public let trend: [Point]
  public let targetDay: Day
  /// The least-squares line of the trend at the target's day, within 0…ceiling; `nil` below two known points.
  public let atTarget: Int?
  /// Between which shares 95 of 100 further points would lie at the target's day, within 0…ceiling; `nil` below three
  /// known points.
  public let atTargetRange: ClosedRange<Int>?
  public let pace: Pace
  public let line: TrendLine?

  /// 2021-12-31, the end of the programme.
  static let defaultTargetDay = Day(year: 2021, month: 12, day: 31) ?? .last

  /// The same day of the eleven months before, and the day itself.
  static func trendDays(upTo day: Day) -> [Day] { (0...11).reversed().map { day.adding(months: -$0) } }

  init(day: Day, target: IndicatorTarget, headline: IndicatorReading?, withThem added: Int, trend: [Point]) {
    let figure = headline?.figure
    let ceiling = figure?.ceilingPerMille ?? 1000
    func bounded(_ share: Int) -> Int { min(max(0, share), ceiling) }
    withThem = figure.flatMap { PerMille.share($0.count.adding(added), of: $0.of) }
    self.trend = trend
    targetDay = target.day
    line = TrendLine(trend, from: day)
    let value = line?.value(on: target.day)
    atTarget = value.map(bounded)
    atTargetRange = line?.margin(on: target.day).flatMap { margin in
      value.map { bounded($0 - margin)...bounded($0 + margin) }
    }
    if headline?.gap.isReached == true {
      pace = .reached
    } else if let line, figure?.sharePerMille != nil {
      let reaching = ceiling < target.perMille ? nil : line.day(reaching: target.perMille, from: day.adding(days: 1))
      pace = reaching.map { .on($0, isLate: $0 > target.day) } ?? .never
    } else {
      pace = .unknown
    }
  }
}
