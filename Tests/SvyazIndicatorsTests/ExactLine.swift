/// The least-squares line through whole points, exact: the two normal equations solved by Cramer's rule in fractions.
struct ExactLine {
  /// Value at `x` = (intercept + slope · x) / determinant.
  private let intercept: Int
  private let slope: Int
  private let determinant: Int

  /// - Returns: `nil` when the points do not determine a line.
  init?(_ points: [(x: Int, y: Int)]) {
    let n = points.count
    let sumX = points.reduce(0) { $0 + $1.x }
    let sumY = points.reduce(0) { $0 + $1.y }
    let sumXX = points.reduce(0) { $0 + $1.x * $1.x }
    let sumXY = points.reduce(0) { $0 + $1.x * $1.y }
    determinant = n * sumXX - sumX * sumX
    guard determinant > 0 else { return nil }
    intercept = sumY * sumXX - sumX * sumXY
    slope = n * sumXY - sumX * sumY
  }

  /// The value at `x`, rounded half up.
  func rounded(at x: Int) -> Int {
    let doubled = 2 * (intercept + slope * x) + determinant
    let divisor = 2 * determinant
    let quotient = doubled / divisor
    return doubled % divisor < 0 ? quotient - 1 : quotient
  }
}
