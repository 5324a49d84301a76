public import SvyazGraph

/// Indicator 9: the share of schools that realise network partnership, in three readings (definition `2020-1`).
///
/// The programme gives it two denominators, so all three readings stand side by side: `lowResult` (the headline),
/// `passport` (the passport's wording) and `literal` (Table 1 word for word, whose ceiling lies far below the target).
public struct Indicator9: Hashable, Sendable {
  public struct Short: Hashable, Sendable {
    public let school: SchoolID
    public let step: PartnershipStep
  }

  public let indicator: Indicator
  /// `lowResult`, `passport`, `literal`, in this order, then what the network adds.
  public let readings: [SchoolReading]

  static let number = 9

  public var day: Day { indicator.day }
  public var rule: PartnershipRule { indicator.rule }
  public var target: IndicatorTarget { indicator.target }
  /// Low-result schools without partnership that one act on one row would bring in, by id.
  public var oneStepShort: [Short] { indicator.oneStepShort }
  public var forecast: Forecast { indicator.forecast }

  /// - Complexity: O(rows) for each of the twelve days of the trend.
  public init(network: Network, day: Day, rule: PartnershipRule) {
    // The sheet holds exactly the one that was asked for.
    indicator = IndicatorSheet(network: network, day: day, rule: rule, numbers: [Self.number]).indicators[0]
    readings = indicator.readings.compactMap { reading in
      if case .schools(let schools) = reading.figure { schools } else { nil }
    }
  }
}
