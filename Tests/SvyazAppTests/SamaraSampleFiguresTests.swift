import SvyazExchange
import SvyazGraph
import SvyazIndicators
import SvyazMatching
import SvyazTestSupport
import Testing

/// What the sample is tuned to show: a plan that leaves something to explain, an indicator that is under way.
@Suite struct SamaraSampleFiguresTests {
  private let network: Network

  init() throws { network = try NetworkFolder.load(path: Project.sample) }

  @Test func planLeavesAFewDemandsToCompetition() throws {
    let plan = try MatchingProblem(network: network, day: network.asOf, options: MatchingOptions()).solve()
    #expect(plan.objective.demands == 60)
    #expect((3...6).contains(plan.uncovered.count))
    #expect(plan.uncovered.allSatisfy { $0.reason == .competition })
    #expect(plan.demands.contains { $0.assumed })
    #expect((2...3).contains(plan.pairs.count { $0.pinned }))
    #expect(plan.pairs.contains { $0.components.continuity == 0 && !$0.pinned })
  }

  @Test func morePlacesCoverEveryDemand() throws {
    let plan = try MatchingProblem(network: network, day: network.asOf, options: MatchingOptions(capacity: 3)).solve()
    #expect(plan.uncovered == [])
  }

  @Test func indicatorNineIsUnderWay() {
    let indicator = Indicator9(network: network, day: network.asOf, rule: .active)
    #expect((700...830).contains(indicator.readings.first?.sharePerMille ?? 0))
    let steps = Dictionary(grouping: indicator.oneStepShort, by: \.step).mapValues(\.count)
    #expect(steps == [.jointEvent: 2, .associationEvent: 2, .activate: 2])
    let trend = indicator.forecast.trend.compactMap(\.sharePerMille)
    #expect(trend.count == 12)
    #expect(trend == trend.sorted() && trend.first == 0)
  }
}
