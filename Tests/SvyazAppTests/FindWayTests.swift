import SvyazApp
import SvyazExchange
import SvyazGraph
import SvyazIndicators
import SvyazMatching
import SvyazTestSupport
import Testing

/// The candidates of a way and the way itself, on the sample.
@Suite struct FindWayTests {
  static func sample() throws -> Network { try NetworkFolder.load(path: "graphs/samara-2020") }

  @Test func candidatesAreNewPairsAndAssociationsWithPlaces() throws {
    let network = try Self.sample()
    let day = network.asOf
    let plan = try MatchingProblem(network: network, day: day, options: MatchingOptions()).solve()
    let candidates = FindWay.candidates(network, at: day, plan: plan)
    let low = network.asOf(day).schools(with: .lowResult)
    #expect(!candidates.pairs.isEmpty && candidates.pairs.count <= plan.pairs.count)
    for pair in candidates.pairs {
      #expect(low.contains(pair.mentee) && !low.contains(pair.mentor))
      #expect(
        !network.partnerships.contains {
          $0.mentor == pair.mentor && $0.mentee == pair.mentee && $0.subject == pair.subject
            && $0.status != .completed && $0.status != .terminated && $0.interval.contains(day)
        })
      let components = plan.pairs.first {
        $0.mentor == pair.mentor && $0.mentee == pair.mentee && $0.subject == pair.subject
      }?.components
      #expect(components.map { 30 * $0.travel + 30 * $0.district } == pair.cost)
    }
    for association in network.associations {
      let members = network.memberships.filter { $0.association == association.id && $0.interval.contains(day) }
      let places = candidates.places[association.id] ?? 0
      #expect(association.interval.contains(day) ? places == max(0, 15 - members.count) : places == 0)
      for candidate in candidates.memberships where candidate.association == association.id {
        #expect(low.contains(candidate.school) && !members.contains { $0.school == candidate.school })
      }
    }
  }

  @Test(arguments: [Day?.none, "2021-12-31"]) func theSamplesWayReachesTheTarget(at: Day?) throws {
    let network = try Self.sample()
    let way = try FindWay.way(network, at: at)
    #expect(way.isReached && way.isProved && way.isInTime && way.leastActs == way.acts.count)
    #expect(way.required == 27 && way.denominator == 30)
    #expect(way.acts.last?.numerator ?? 0 >= 27)
    let calendar = FindWay.calendar
    for act in way.acts {
      let day = try #require(act.day)
      #expect(day > network.asOf && day <= way.deadline)
      let isEvent = act.kind == .jointEvent || act.kind == .associationEvent
      #expect(isEvent ? calendar.isEventDay(day) : calendar.isPaperDay(day))
    }
    // Every school named is one that is not counted now.
    let counted = Set(
      PartnershipExpiry(network: network, day: network.asOf, rule: .active).months.last?.numerator ?? [])
    if at != nil { #expect(counted.isDisjoint(with: way.acts.flatMap(\.brings))) }
  }

  @Test func aMentorWithImpossiblePinsIsAnErrorThatNamesThem() throws {
    var network = try Self.sample()
    network.constraints = [
      MatchingConstraint(rule: .pin, mentee: "school-24", mentor: "school-24", subject: "russian")
    ]
    #expect(throws: MatchingError.self) { try FindWay.way(network) }
  }
}
