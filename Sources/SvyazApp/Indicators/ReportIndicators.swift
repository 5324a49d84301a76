internal import SvyazExchange
public import SvyazGraph
public import SvyazIndicators

/// `svyaz indicator`: the indicators with their schools named.
public enum ReportIndicators {
  /// One indicator with its readings, names, course and forecast.
  ///
  /// - Parameter number: 1…9.
  public static func one(
    _ number: Int, of network: Network, on day: Day? = nil, rule: PartnershipRule = .active
  ) -> Report {
    let sheet = IndicatorSheet(network: network, day: day ?? network.asOf, rule: rule, numbers: [number])
    let text = sheet.indicators.map { IndicatorText(network: network, indicator: $0).text }.joined(separator: "\n")
    return Report(text: text, json: sheet.indicators.first?.json ?? .members([:]))
  }

  /// All nine, a line each.
  public static func all(_ network: Network, on day: Day? = nil, rule: PartnershipRule = .active) -> Report {
    let sheet = IndicatorSheet(network: network, day: day ?? network.asOf, rule: rule)
    return Report(
      text: IndicatorSheetText(network: network, sheet: sheet).text,
      json: .members(["indicators": .array(sheet.indicators.map(\.json))]))
  }
}
