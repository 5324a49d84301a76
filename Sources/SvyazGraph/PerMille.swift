/// Shares as integers in per mille (‰), rounded half up.
public enum PerMille {
  /// `round half up(1000 · numerator / denominator)`.
  ///
  /// - Returns: `nil` («нет данных») when the denominator is not positive or the product does not fit an `Int`.
  public static func share(_ numerator: Int, of denominator: Int) -> Int? {
    guard denominator > 0 else { return nil }
    let (scaled, overflow) = numerator.multipliedReportingOverflow(by: 1000)
    guard !overflow else { return nil }
    return roundHalfUp(scaled, over: denominator)
  }

  /// `numerator / denominator` rounded to the nearest integer, halves towards +∞.
  ///
  /// - Precondition: `denominator > 0`.
  public static func roundHalfUp(_ numerator: Int, over denominator: Int) -> Int {
    precondition(denominator > 0)
    var (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    if remainder < 0 {
      quotient -= 1
      remainder += denominator
    }
    return remainder >= denominator - remainder ? quotient + 1 : quotient
  }

  /// «90,0 %»: per cent with one decimal place, as Russian documents write it.
  public static func percent(_ perMille: Int) -> String {
    let sign = perMille < 0 ? "−" : ""
    return "\(sign)\(perMille.magnitude / 10),\(perMille.magnitude % 10) %"
  }
}
