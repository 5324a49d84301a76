import SvyazGraph
import SvyazIndicators
import Testing

/// Random networks against a plain reading of the contract.
@Suite struct Indicator9OracleTests {
  /// What the seeds of one rule met; every counter must move, or the networks are too tame.
  struct Seen {
    var steps: [String: Int] = [:]
    var emptyDenominators = 0
    var noSchools = 0
    var holesInTrend = 0
    var headlineNullLineKnown = 0
    var clampedBelow = 0
    var clampedAbove = 0
    var insideLine = 0
    var noLine = 0
    var mixedShares = 0
    var targets = 0

    var leastOfAll: Int {
      min(
        emptyDenominators, noSchools, holesInTrend, headlineNullLineKnown, clampedBelow, clampedAbove, insideLine,
        noLine, mixedShares, targets)
    }
  }

  @Test(arguments: PartnershipRule.allCases) func agreesWithTheContract(rule: PartnershipRule) {
    var seen = Seen()
    for seed in UInt64(0)..<600 { check(seed: seed, rule: rule, &seen) }
    #expect(seen.leastOfAll >= 5, "\(seen)")
    #expect(Set(seen.steps.keys) == (rule == .active ? ["jointEvent", "associationEvent", "activate"] : ["agree"]))
    #expect(seen.steps.values.allSatisfy { $0 >= 20 }, "\(seen.steps)")
  }

  private func check(seed: UInt64, rule: PartnershipRule, _ seen: inout Seen) {
    let sample = RandomPartnerships(seed: seed)
    #expect(sample.network.violations().isEmpty, "seed \(seed): the generator made an invalid network")
    let oracle = Indicator9Oracle(
      network: sample.network, date: PlainDate(sample.day), isFormal: rule == .formal)
    let indicator = Indicator9(network: sample.network, day: sample.day, rule: rule)

    let readings = indicator.readings.map {
      Indicator9Oracle.Reading(
        id: $0.id, numerator: $0.numerator.map(\.rawValue), denominator: $0.denominator.map(\.rawValue),
        share: $0.sharePerMille, ceiling: $0.ceilingPerMille)
    }
    #expect(readings == oracle.readings, "seed \(seed) \(rule)")
    let short = indicator.oneStepShort.map { [$0.school.rawValue, $0.step.rawValue] }
    #expect(short == oracle.oneStepShort, "seed \(seed) \(rule)")
    #expect(indicator.forecast.withThem == oracle.withThem, "seed \(seed) \(rule)")
    #expect(indicator.day == sample.day && indicator.rule == rule)
    #expect(indicator.target.indicator == 9)
    #expect(indicator.target.perMille == oracle.targetPerMille, "seed \(seed)")
    #expect(indicator.target.day.description == oracle.targetDate.description, "seed \(seed)")

    let trend = oracle.trend
    #expect(
      indicator.forecast.trend.map(\.day.description) == trend.map(\.date.description), "seed \(seed) \(rule)")
    #expect(indicator.forecast.trend.map(\.sharePerMille) == trend.map(\.share), "seed \(seed) \(rule)")
    #expect(indicator.forecast.targetDay.description == oracle.targetDate.description, "seed \(seed)")

    let points = trend.compactMap { point in point.share.map { (x: point.date.ordinal, y: $0) } }
    let line = ExactLine(points)?.rounded(at: oracle.targetDate.ordinal)
    #expect(indicator.forecast.atTarget == line.map { min(max($0, 0), 1000) }, "seed \(seed) \(rule)")

    for step in short { seen.steps[step[1], default: 0] += 1 }
    seen.emptyDenominators += readings[0].share == nil ? 1 : 0
    seen.noSchools += readings[1].share == nil ? 1 : 0
    seen.holesInTrend += (2...11).contains(points.count) ? 1 : 0
    seen.headlineNullLineKnown += readings[0].share == nil && line != nil ? 1 : 0
    seen.clampedBelow += (line ?? 0) < 0 ? 1 : 0
    seen.clampedAbove += (line ?? 0) > 1000 ? 1 : 0
    seen.insideLine += line.map { (1...999).contains($0) } ?? false ? 1 : 0
    seen.noLine += line == nil ? 1 : 0
    seen.mixedShares += readings[0].share.map { (1...999).contains($0) } ?? false ? 1 : 0
    seen.targets += oracle.targetPerMille != 900 ? 1 : 0
  }
}
