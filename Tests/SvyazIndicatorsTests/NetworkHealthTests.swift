import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

@Suite struct NetworkHealthTests {
  /// On paper, a school is reached exactly when indicator 9 counts it by the rule `formal`.
  @Test func coverageIsTheFormalRule() {
    var seen = (none: 0, some: 0, both: 0)
    for seed in UInt64(0)..<400 {
      let sample = RandomPartnerships(seed: seed)
      let health = NetworkHealth(sample.network.asOf(sample.day))
      let coverage = health.coverage
      let formal = Indicator9Oracle(network: sample.network, date: PlainDate(sample.day), isFormal: true).readings[0]
      #expect(coverage.lowResult.map(\.rawValue) == formal.denominator, "seed \(seed)")
      let reached = coverage.lowResult.filter { !coverage.withNeither.contains($0) }
      #expect(reached.map(\.rawValue) == formal.numerator, "seed \(seed)")
      let either = Set(coverage.withPartnership).union(coverage.withMembership)
      #expect(either == Set(reached), "seed \(seed)")
      #expect(
        Set(coverage.withBoth) == Set(coverage.withPartnership).intersection(coverage.withMembership), "seed \(seed)")
      #expect(coverage.withNeither.allSatisfy(coverage.withoutMentor.contains), "seed \(seed)")
      // Who has a tie on paper with another school is not isolated.
      #expect(Set(health.isolated).isDisjoint(with: coverage.withPartnership), "seed \(seed)")
      seen.none += coverage.withNeither.isEmpty ? 0 : 1
      seen.some += reached.isEmpty ? 0 : 1
      seen.both += coverage.withBoth.isEmpty ? 0 : 1
    }
    #expect(min(seen.none, seen.some, seen.both) >= 20, "\(seen)")
  }

  @Test func coverageByHand() {
    let network = Network.sketch { network in
      network.status(.lowResult, "m")
      network.partner("p1", "k", "b", .agreed)
      network.partner("p2", "c", "k", .active)
      network.partner("p3", "k", "c", .proposed)
      network.associate("a")
      network.member("b", of: "a")
    }
    let coverage = NetworkHealth(network.asOf(Network.sketchDay)).coverage
    #expect(coverage.lowResult == ["b", "c", "m"])
    #expect(coverage.withPartnership == ["b", "c"] && coverage.withMembership == ["b"])
    #expect(coverage.withBoth == ["b"] && coverage.withNeither == ["m"])
    #expect(coverage.withoutMentor == ["c", "m"])
  }

  @Test func loadCountsPlacesAsTheMatchingDoes() throws {
    let network = Network.sketch { network in
      network.mentorCapacities = [
        MentorCapacity(school: "k", capacity: 3), MentorCapacity(school: "k", subject: "ru", capacity: 1),
        MentorCapacity(school: "m", subject: "ma", capacity: 5),
      ]
      network.partner("p1", "k", "b", .active, subject: "ru")
      network.partner("p2", "k", "c", .agreed, subject: "ru")
      network.partner("p3", "k", "b", .active, subject: "ru")
      network.partner("p4", "k", "b", .active, subject: "ma")
      network.partner("p5", "m", "c", .active)
      network.partner("p6", "m", "b", .proposed)
    }
    let loads = NetworkHealth(network.asOf(Network.sketchDay)).mentors
    #expect(loads.map(\.school) == ["k", "m"])
    #expect(loads.map(\.mentees) == [["b", "c"], ["c"]])
    #expect(loads.map(\.places) == [3, 1])
    #expect(loads.map(\.capacity) == [3, nil])
    #expect(loads[0].overloadedSubjects.map(\.subject) == ["ru"])
    #expect(loads[0].overloadedSubjects.map(\.places) == [2] && loads[0].overloadedSubjects.map(\.capacity) == [1])
    #expect(loads.map(\.isOverCapacity) == [true, false])
  }

  @Test func aTotalOfZeroIsExceededByOne() {
    let network = Network.sketch { network in
      network.mentorCapacities = [MentorCapacity(school: "k", capacity: 0)]
      network.partner("p1", "k", "b", .active)
    }
    #expect(NetworkHealth(network.asOf(Network.sketchDay)).mentors.map(\.isOverCapacity) == [true])
  }

  @Test func mixingByHand() throws {
    let network = Network.sketch { network in
      network.schools.append(School(id: "n", name: ""))
      for (index, district) in [("m", "north"), ("k", "south"), ("b", "north")] as [(SchoolID, DistrictID)] {
        if let at = network.schools.firstIndex(where: { $0.id == index }) { network.schools[at].district = district }
      }
      network.status(.highResult, "m")
      network.status(.projectSite, "b")
      network.partner("p1", "m", "b", .active)  // one district, low with effective
      network.partner("p2", "k", "b", .agreed)  // two districts, low with effective since it mentors
      network.partner("p3", "b", "c", .active)  // no district, low with low: b's being a site does not count
      network.partner("p4", "k", "m", .active)  // two districts, none of them low
      network.partner("p5", "n", "c", .proposed)  // not in force
    }
    let health = NetworkHealth(network.asOf(Network.sketchDay))
    #expect(health.mixing.partnerships == 4)
    #expect(health.mixing.acrossDistricts == 2 && health.mixing.acrossDistrictsPerMille == 500)
    #expect(health.mixing.unknownDistrict == 1)
    #expect(health.mixing.lowWithEffective == 2 && health.mixing.lowWithEffectivePerMille == 500)

    let structure = try #require(health.structure)
    #expect(structure.schools == ["b", "c", "k", "m", "n"])
    #expect(structure.edgeCount == 4 && structure.density == 0.4)
    #expect(structure.degrees == [3, 1, 2, 2, 0])
    #expect(structure.cores == [2, 1, 2, 2, 0])
    #expect(structure.greatestCore == 2 && structure.greatestCoreSchools == ["b", "k", "m"])
    #expect(structure.mixing.acrossDistricts == 2)
    #expect(structure.mixing.lowWithEffective == 2 && structure.mixing.lowWithLow == 1)
    // b stands between c and each of k and m: two of the six pairs of the others.
    #expect(structure.betweenness == [2, 0, 0, 0, 0])
    #expect(structure.mostBetween(3).map(\.school) == ["b"] && structure.mostBetween(3).map(\.value) == [2])
    #expect(structure.pairsPerMille(2) == 333)
    #expect(health.isolated == ["n"])
  }

  @Test func emptyNetworksHaveNothingAndTrapNowhere() throws {
    var network = Network(id: "n", name: "", asOf: "2020-01-01", subjects: [])
    for _ in 0..<3 {
      let health = NetworkHealth(network.asOf("2020-01-01"), threads: 4)
      #expect(health.sharePerMille == nil && health.departures == [] && health.mentors == [])
      #expect(health.mixing.acrossDistrictsPerMille == nil && health.mixing.lowWithEffectivePerMille == nil)
      let structure = try #require(health.structure)
      #expect(structure.greatestCoreSchools == [] && structure.mostBetween(-1) == [])
      #expect(structure.betweenness == structure.schools.map { _ in 0 })
      #expect(structure.pairsPerMille(0) == (structure.schools.count > 2 ? 0 : nil))
      #expect(structure.pairsPerMille(.nan) == nil && structure.pairsPerMille(.infinity) == nil)
      network.schools.append(School(id: SchoolID("s\(network.schools.count)") ?? "s", name: ""))
    }
  }

  @Test func betweennessIsLeftOutAboveTheLimit() throws {
    let network = Network.sketch { $0.partner("p1", "k", "b", .active) }
    func structure(_ limit: Int) -> NetworkStructure? {
      NetworkHealth(network.asOf(Network.sketchDay), betweennessLimit: limit).structure
    }
    #expect(try #require(structure(4)).betweenness == [0, 0, 0, 0])
    #expect(try #require(structure(3)).betweenness == nil)
    #expect(try #require(structure(3)).mostBetween(5) == [])
  }
}
