import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

@Suite struct ShortestWayTests {
  /// What the networks must hold between them for the comparison to mean anything.
  struct Seen: Equatable {
    var ways = 0, unreachable = 0, associationEvents = 0, memberships = 0, pairs = 0, doubles = 0, later = 0, tight = 0
  }

  @Test(arguments: PartnershipRule.allCases)
  func equalsAnExhaustiveSearch(rule: PartnershipRule) {
    var seen = Seen()
    var seed: UInt64 = 0
    var compared = 0
    while compared < 100 {
      seed += 1
      let random = RandomWay(seed: seed)
      let oracle = ExhaustiveWay(random, rule: rule)
      // Every set of more acts would take too long.
      guard oracle.acts.count <= 11 else { continue }
      compared += 1
      let expected = oracle.answer(perMille: random.network.targets[0].perMille)
      let way = ShortestWay(
        network: random.network, day: random.day, at: random.at, rule: rule, candidates: random.candidates)
      #expect(way.isProved)
      #expect(way.leastActs == way.acts.count)
      let found = ExhaustiveWay.Answer(
        acts: way.acts.count, cost: way.cost, isReached: way.isReached, reachable: way.reachable)
      #expect(found == expected, "seed \(seed)")
      note(way, random, &seen)
    }
    #expect(seen.ways > 40 && seen.unreachable > 5 && seen.memberships > 3 && seen.pairs > 3 && seen.later > 10)
    #expect(seen.doubles > 3 && seen.tight > 3)
    if rule == .active { #expect(seen.associationEvents > 5) }
  }

  private func note(_ way: ShortestWay, _ random: RandomWay, _ seen: inout Seen) {
    if !way.acts.isEmpty { seen.ways += 1 }
    if !way.isReached { seen.unreachable += 1 }
    if way.acts.contains(where: { $0.kind == .associationEvent && $0.brings.count > 1 }) { seen.associationEvents += 1 }
    if way.acts.contains(where: { $0.kind == .membership }) { seen.memberships += 1 }
    if way.acts.contains(where: { $0.kind == .pair }) { seen.pairs += 1 }
    if way.acts.contains(where: { $0.mentor != nil && $0.brings.count == 2 }) { seen.doubles += 1 }
    if way.at > way.day { seen.later += 1 }
    // Places are tight where more of them would make the way shorter, cheaper or longer-reaching.
    var roomy = random.candidates
    for id in roomy.places.keys { roomy.places[id] = 9 }
    let other = ShortestWay(
      network: random.network, day: random.day, at: random.at, rule: way.rule, candidates: roomy)
    if (way.acts.count, way.cost, way.reachable) != (other.acts.count, other.cost, other.reachable) { seen.tight += 1 }
  }
}
