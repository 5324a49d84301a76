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

  public let day: Day
  public let rule: PartnershipRule
  public let target: IndicatorTarget
  /// `lowResult`, `passport`, `literal`, in this order.
  public let readings: [SchoolReading]
  /// Low-result schools without partnership that one act on one row would bring in, by id.
  public let oneStepShort: [Short]
  public let forecast: Forecast

  static let number = 9
  static let defaultTarget = 900

  /// - Complexity: O(rows) for each of the twelve days of the trend.
  public init(network: Network, day: Day, rule: PartnershipRule) {
    let attendance = Attendance(network)
    let snapshot = network.asOf(day)
    let partnership = NetworkPartnership(snapshot, attendance: attendance, rule: rule)
    let low = snapshot.schools(with: .lowResult)
    let all = Set(network.schools.map(\.id))
    let lowWithPartnership = partnership.schools.intersection(low)
    let steps = partnership.steps(for: low)
    let target =
      network.targets.first { $0.indicator == Self.number }
      ?? IndicatorTarget(indicator: Self.number, perMille: Self.defaultTarget, day: Forecast.defaultTargetDay)
    let headline = SchoolReading(
      id: "lowResult", numerator: lowWithPartnership, denominator: low, reachable: low.count)

    self.day = day
    self.rule = rule
    self.target = target
    readings = [
      headline,
      SchoolReading(id: "passport", numerator: partnership.schools, denominator: all, reachable: all.count),
      SchoolReading(
        id: "literal", numerator: lowWithPartnership, denominator: all, reachable: low.intersection(all).count),
    ]
    oneStepShort = steps.map { Short(school: $0.key, step: $0.value) }.sorted { $0.school < $1.school }
    forecast = Forecast(
      day: day, target: target, ceilingPerMille: headline.ceilingPerMille,
      withThem: PerMille.share(lowWithPartnership.count + steps.count, of: low.count)
    ) { past in
      let snapshot = network.asOf(past)
      let low = snapshot.schools(with: .lowResult)
      let partnership = NetworkPartnership(snapshot, attendance: attendance, rule: rule)
      return PerMille.share(partnership.schools.intersection(low).count, of: low.count)
    }
  }
}
