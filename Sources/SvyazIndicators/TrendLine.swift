public import SvyazGraph

/// Ordinary least squares through the known points of a course, with the interval in which a further point would lie.
///
/// Days are counted from the day of the report, so their sums stay small; the line itself is exact in whole numbers, the
/// interval is not (it takes a root).
public struct TrendLine: Hashable, Sendable {
  private let origin: Day
  private let count: Int
  private let sumX, sumY, sumXX, sumXY, sumYY: Int

  private var determinant: Int { count * sumXX - sumX * sumX }
  /// Slope in ‰ a day, times the determinant.
  private var slopeNumerator: Int { count * sumXY - sumX * sumY }

  /// - Returns: `nil` below two known points on different days.
  ///
  /// Twelve points, days within 1900–2199, shares within 0…10,000: every product stays below 64 bits.
  init?(_ points: [Forecast.Point], from origin: Day) {
    let known = points.compactMap { point in
      point.sharePerMille.map { (x: point.day.number - origin.number, y: min(max(0, $0), 10_000)) }
    }
    self.origin = origin
    count = known.count
    sumX = known.reduce(0) { $0 + $1.x }
    sumY = known.reduce(0) { $0 + $1.y }
    sumXX = known.reduce(0) { $0 + $1.x * $1.x }
    sumXY = known.reduce(0) { $0 + $1.x * $1.y }
    sumYY = known.reduce(0) { $0 + $1.y * $1.y }
    guard count > 1, determinant > 0 else { return nil }
  }

  /// Rounded half up, not bounded.
  public func value(on day: Day) -> Int {
    let x = day.number - origin.number
    return PerMille.roundHalfUp(sumY * sumXX - sumX * sumXY + x * slopeNumerator, over: determinant)
  }

  /// Change of the share in ‰ over 30 days, rounded half up.
  public var perThirtyDays: Int { PerMille.roundHalfUp(30 * slopeNumerator, over: determinant) }

  /// Half the width of the 95 % prediction interval on the day, in ‰; `nil` below three points.
  ///
  /// s·t·√(1 + 1/n + (x − x̄)²/Sxx) with s² = SSE/(n − 2) (Draper, Smith, *Applied Regression Analysis*, 1998, §1.4).
  public func margin(on day: Day) -> Int? {
    guard count > 2 else { return nil }
    let n = Double(count)
    let sxx = Double(determinant) / n
    let sxy = Double(slopeNumerator) / n
    let syy = Double(sumYY) - Double(sumY) * Double(sumY) / n
    let squares = max(0, syy - sxy * sxy / sxx)
    let distance = Double(day.number - origin.number) - Double(sumX) / n
    let variance = squares / (n - 2) * (1 + 1 / n + distance * distance / sxx)
    let margin = Self.student(degrees: count - 2) * variance.squareRoot()
    return margin.isFinite ? Int(min(margin, 1_000_000).rounded(.up)) : nil
  }

  /// The first day from `first` on where the line is at `target` or above.
  ///
  /// - Returns: `nil`: never at this pace, or beyond 2199.
  public func day(reaching target: Int, from first: Day) -> Day? {
    // The line rises or falls, so the first day is today or where it crosses.
    func reaches(_ day: Day) -> Bool {
      let x = day.number - origin.number
      return sumY * sumXX - sumX * sumXY + x * slopeNumerator >= target.multiplied(by: determinant)
    }
    if reaches(first) { return first }
    guard slopeNumerator > 0, reaches(.last) else { return nil }
    var (low, high) = (0, Day.last.number - first.number)
    while high - low > 1 {
      let middle = (low + high) / 2
      if reaches(first.adding(days: middle)) { high = middle } else { low = middle }
    }
    return first.adding(days: high)
  }

  /// The 97.5 % quantile of Student's t (tables, e.g. NIST/SEMATECH e-Handbook §1.3.6.7.2).
  private static func student(degrees: Int) -> Double {
    let table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179]
    return degrees <= table.count ? table[max(1, degrees) - 1] : 2.0
  }
}
