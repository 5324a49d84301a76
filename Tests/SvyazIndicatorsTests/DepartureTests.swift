import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// What is lost when a school leaves, against the whole network counted anew without its rows.
@Suite struct DepartureTests {
  /// As ``Departure`` says it: partnerships and memberships gone, nowhere present, statuses and associations kept.
  static func without(_ school: SchoolID, _ network: Network) -> Network {
    var rest = network
    rest.partnerships.removeAll { $0.mentor == school || $0.mentee == school }
    rest.memberships.removeAll { $0.school == school }
    rest.participations.removeAll { $0.school == school }
    for index in rest.events.indices where rest.events[index].host == school { rest.events[index].host = nil }
    return rest
  }

  @Test(arguments: PartnershipRule.allCases) func equalsCountingAnew(rule: PartnershipRule) throws {
    var seen = (lost: 0, lostItself: 0, spared: 0, withoutMentor: 0, bases: 0)
    for seed in UInt64(0)..<400 {
      let sample = RandomPartnerships(seed: seed)
      let health = NetworkHealth(sample.network.asOf(sample.day), rule: rule)
      let date = PlainDate(sample.day)
      let now = Indicator9Oracle(network: sample.network, date: date, isFormal: rule == .formal)
      let headline = now.readings[0]
      #expect(health.numerator == headline.numerator.count && health.sharePerMille == headline.share, "seed \(seed)")

      func inForce(_ partnership: Partnership) -> Bool {
        now.counts(partnership, as: .active) || now.counts(partnership, as: .agreed)
      }
      let mentors = Set(sample.network.partnerships.filter(inForce).map(\.mentor))
      let bases = Set(sample.network.associations.filter { now.holds($0.interval) }.map(\.base))
      #expect(Set(health.departures.map(\.school)) == mentors.union(bases), "seed \(seed)")
      #expect(health.departures.count == mentors.union(bases).count, "seed \(seed)")

      for departure in health.departures {
        let rest = Indicator9Oracle(
          network: Self.without(departure.school, sample.network), date: date, isFormal: rule == .formal)
        let after = rest.readings[0]
        #expect(departure.numerator == after.numerator.count, "seed \(seed), \(departure.school)")
        #expect(departure.sharePerMille == after.share, "seed \(seed), \(departure.school)")
        #expect(
          departure.lost.map(\.rawValue) == headline.numerator.filter { !after.numerator.contains($0) },
          "seed \(seed), \(departure.school)")
        func mentored(_ network: Network) -> [SchoolID] {
          now.all.filter { school in
            now.isLow(school) && network.partnerships.contains { $0.mentee == school && inForce($0) }
          }
        }
        let stillMentored = mentored(rest.network)
        #expect(
          departure.leftWithoutMentor
            == mentored(sample.network).filter { !stillMentored.contains($0) && $0 != departure.school },
          "seed \(seed), \(departure.school)")
        #expect(departure.isMentor == mentors.contains(departure.school))
        #expect(departure.isBase == bases.contains(departure.school))
        seen.lost += departure.lost.isEmpty ? 0 : 1
        seen.lostItself += departure.lost.contains(departure.school) ? 1 : 0
        seen.spared += departure.lost.isEmpty && !headline.numerator.isEmpty ? 1 : 0
        seen.withoutMentor += departure.leftWithoutMentor.isEmpty ? 0 : 1
        seen.bases += departure.isMentor ? 0 : 1
      }
    }
    #expect(min(seen.lost, seen.lostItself, seen.spared, seen.withoutMentor, seen.bases) >= 20, "\(seen)")
  }

  @Test func theOneOnWhichMostRestsComesFirst() throws {
    let network = Network.sketch { network in
      network.status(.lowResult, "m")
      network.partner("p1", "k", "b", .active)
      network.partner("p2", "k", "c", .active)
      network.partner("p3", "m", "c", .agreed)
      network.event("e1", within: "p1")
      network.event("e2", came: ["k", "c"])
    }
    let departures = NetworkHealth(network.asOf(Network.sketchDay)).departures
    #expect(departures.map(\.school) == ["k", "m"])
    #expect(departures[0].lost == ["b", "c"] && departures[0].leftWithoutMentor == ["b"])
    #expect(departures[0].numerator == 0 && departures[0].sharePerMille == 0)
    // c keeps k, and m realised no partnership itself.
    #expect(departures[1].lost == [] && departures[1].leftWithoutMentor == [])
    #expect(departures[1].numerator == 2 && departures[1].sharePerMille == 667)
  }

  /// A low-result school that leaves stays in the denominator.
  @Test func aLowResultSchoolIsStillCounted() throws {
    let network = Network.sketch { network in
      network.partner("p1", "b", "c", .active)
      network.event("e1", within: "p1")
    }
    let departure = try #require(NetworkHealth(network.asOf(Network.sketchDay)).departures.first)
    #expect(departure.school == "b" && departure.lost == ["b", "c"] && departure.leftWithoutMentor == ["c"])
    #expect(departure.sharePerMille == 0)
  }
}
