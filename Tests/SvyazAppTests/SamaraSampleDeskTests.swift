import SvyazExchange
import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// Questions of a planner on the sample are answered with proof.
@Suite struct SamaraSampleDeskTests {
  private let network: Network

  init() throws { network = try NetworkFolder.load(path: Project.sample) }

  @Test(arguments: [1, 2, 3], DistrictPolicy.allCases) func oneMentorIsProved(capacity: Int, policy: DistrictPolicy)
    throws
  {
    let options = MatchingOptions(capacity: capacity, districtPolicy: policy, oneMentor: true)
    let plan = try MatchingProblem(network: network, day: network.asOf, options: options).solve()
    #expect(plan.certificate.oneMentor?.gap == 0)
    #expect(try PlanVerifier.discrepancies(of: plan, in: network) == [])
    #expect(plan.uncovered.contains { $0.reason == .oneMentor })
  }

  @Test(arguments: DistrictPolicy.allCases) func curveIsProvedThroughout(policy: DistrictPolicy) throws {
    let options = MatchingOptions(districtPolicy: policy)
    let problem = try MatchingProblem(network: network, day: network.asOf, options: options)
    let curve = try problem.keepCurve(of: network)
    #expect(curve.unproved.isEmpty && curve.points.count > 5)
    #expect(curve.points.first?.givenUp == 0 && curve.points.first?.lost.count == curve.held.count - curve.mostKept)
    #expect(curve.points.last?.objective == (try problem.solve()).objective)
    // Pinning what the first point keeps leaves nothing better: the point is the optimum of its own pins.
    var pinned = network
    let lost = Set(curve.points[0].lost)
    for pair in curve.held where !lost.contains(pair) {
      let pin = MatchingConstraint(
        rule: .pin, mentee: pair.key.school, mentor: pair.mentor, subject: pair.key.subject)
      if !pinned.constraints.contains(pin) { pinned.constraints.append(pin) }
    }
    let plan = try MatchingProblem(network: pinned, day: network.asOf, options: options).solve()
    #expect(plan.objective == curve.points[0].objective)
  }
}
