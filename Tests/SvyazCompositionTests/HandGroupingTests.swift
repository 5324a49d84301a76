import SvyazComposition
import SvyazGraph
import SvyazTestSupport
import Testing

/// Groups made by hand, judged as the solver judges its own.
@Suite struct HandGroupingTests {
  private let network = Network.compositionTown()

  private func solved() throws -> (problem: CompositionProblem, composition: Composition) {
    let subject = try #require(network.subjects.first).id
    let problem = try CompositionProblem(
      network: network, day: network.asOf, subject: subject, options: CompositionOptions(smallest: 2, largest: 15))
    return (problem, try problem.compose())
  }

  private func bases(of composition: Composition) -> [SchoolID: SchoolID] {
    var base: [SchoolID: SchoolID] = [:]
    for group in composition.groups { for member in group.members { base[member.school] = group.base } }
    return base
  }

  @Test func theSolversGroupsAreJudgedAsTheyAre() throws {
    let (problem, composition) = try solved()
    #expect(!composition.groups.isEmpty)
    let hand = problem.judge(
      bases: composition.groups.map(\.base), base: bases(of: composition), lowerBound: composition.lowerBound)
    #expect(hand.broken == [])
    #expect(hand.composition == composition)
  }

  @Test func aSchoolTakenOutIsMissed() throws {
    let (problem, composition) = try solved()
    let school = try #require(composition.groups.flatMap(\.members).first { $0.role == .lowResult }).school
    var base = bases(of: composition)
    base[school] = nil
    let hand = problem.judge(bases: composition.groups.map(\.base), base: base, lowerBound: composition.lowerBound)
    #expect(hand.broken.contains(.outside(school: school)))
    #expect(hand.composition.left.contains(school))
    let cost = composition.groups.flatMap(\.members).first { $0.school == school }?.cost ?? 0
    #expect(hand.composition.objective == composition.objective - 2 * cost + composition.options.leftPrice)
  }

  @Test func aBaseWithoutItsOwnGroupIsTold() throws {
    let (problem, composition) = try solved()
    let group = try #require(composition.groups.first)
    var base = bases(of: composition)
    base[group.base] = nil
    let hand = problem.judge(bases: composition.groups.map(\.base), base: base)
    #expect(hand.broken.contains(.baseElsewhere(group.base)))
  }
}
