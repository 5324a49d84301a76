public import SvyazGraph

/// Where an indicator's headline is going: with the schools that are one step short, and on the straight line of the
/// last year (indicators.md D17).
public struct Forecast: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    public let day: Day
    /// `nil`: no data on that day.
    public let sharePerMille: Int?
  }

  /// The headline with the schools that are one step short in its numerator.
  public let withThem: Int?
  /// The same day of the eleven months before, and the day itself; the earliest first.
  public let trend: [Point]
  public let targetDay: Day
  /// The least-squares line of the trend at the target's day, within 0…ceiling; `nil` below two known points.
  public let atTarget: Int?

  /// 2021-12-31, the end of the programme.
  static let defaultTargetDay = Day(year: 2021, month: 12, day: 31) ?? .last

  init(
    day: Day, target: IndicatorTarget, ceilingPerMille: Int?, withThem: Int?, share: (Day) -> Int?
  ) {
    self.withThem = withThem
    trend = (0...11).reversed().map { months in
      let past = day.adding(months: -months)
      return Point(day: past, sharePerMille: share(past))
    }
    targetDay = target.day
    atTarget = Self.line(through: trend, at: target.day, from: day).map { min(max(0, $0), ceilingPerMille ?? 1000) }
  }

  /// Ordinary least squares in whole numbers: shares over days, read at `target`, rounded half up.
  private static func line(through trend: [Point], at target: Day, from origin: Day) -> Int? {
    let points = trend.compactMap { point in
      point.sharePerMille.map { (x: point.day.number - origin.number, y: $0) }
    }
    guard points.count > 1 else { return nil }
    // Twelve points, days within 1900–2199 and shares within 0…1000: products stay far below 64 bits.
    let n = points.count
    let sumX = points.reduce(0) { $0 + $1.x }
    let sumY = points.reduce(0) { $0 + $1.y }
    let sumXX = points.reduce(0) { $0 + $1.x * $1.x }
    let sumXY = points.reduce(0) { $0 + $1.x * $1.y }
    let determinant = n * sumXX - sumX * sumX
    guard determinant > 0 else { return nil }
    let x = target.number - origin.number
    return PerMille.roundHalfUp(sumY * sumXX - sumX * sumXY + x * (n * sumXY - sumX * sumY), over: determinant)
  }
}
