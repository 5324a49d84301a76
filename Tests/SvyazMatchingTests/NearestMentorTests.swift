import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// The nearest rule that shuts a demand's mentors out, and the blocking set, by hand.
@Suite struct NearestMentorTests {
  func nearest(_ town: SmallTown, _ school: SchoolID = "low", _ subject: SubjectID = "maths") throws -> NearestMentor? {
    try MatchingProblem(network: town.network, day: town.network.asOf, options: town.options)
      .nearestMentor(for: SchoolSubject(school, subject))
  }

  @Test func namesEachRule() throws {
    var town = SmallTown(options: MatchingOptions(districtPolicy: .adjacent, maxKm: 5))
    town.add("low", low: true, 500, in: "north", km: 0)
    town.add("top", 900, in: "centre", km: 4)
    #expect(try nearest(town)?.obstacles == [])
    town.network.results[0].successful = 900
    #expect(try nearest(town)?.obstacles == [.notStronger])
    town.ban("low", "top")
    #expect(try nearest(town)?.obstacles == [.notStronger, .banned])
    town.network.schools[1].district = "south"
    #expect(try nearest(town)?.obstacles == [.notStronger, .banned, .district(.adjacent)])
    town.options.districtPolicy = .same
    town.options.maxKm = 3
    let found = try #require(try nearest(town))
    #expect(found.mentor == "top")
    #expect(found.obstacles.prefix(3) == [.notStronger, .banned, .district(.same)])
    guard case .distance(let km, let maxKm) = found.obstacles.last else {
      Issue.record("\(found.obstacles)")
      return
    }
    #expect(abs(km - 4) < 1e-9 && maxKm == 3)
    #expect(town.plan().uncovered.map(\.reason) == [.noAdmissibleMentor])
    #expect(town.objections() == [])
  }

  @Test func prefersFewestRulesThenCostThenID() throws {
    var town = SmallTown(options: MatchingOptions(maxKm: 1))
    town.add("low", low: true, 100, km: 0)
    town.add("b", 900, km: 6)
    town.add("c", 900, km: 6)
    town.add("d", 900, km: 3)
    town.ban("low", "d")
    #expect(try nearest(town)?.mentor == "b")  // d is cheaper, and breaks two rules
    town.network.schools[2].location = Coordinates(latitude: 0.045, longitude: 50)  // 5 km
    #expect(try nearest(town)?.mentor == "c")
    town.network.constraints = []
    #expect(try nearest(town)?.mentor == "d")
  }

  @Test func nobodyMentorsTheSubject() throws {
    var town = SmallTown()
    town.add("low", low: true, 500)
    town.add("weak", 100)
    #expect(try nearest(town) == nil)
    #expect(try nearest(town, "weak") == nil)  // no demand of the plan
    #expect(try nearest(town, "low", "physics") == nil)
    town.pin("low", "weak")  // a mentor for its pins alone is nobody's nearest
    town.add("other", low: true, 50)
    #expect(try nearest(town, "other") == nil)
    #expect(town.objections() == [])
  }

  /// Three schools share two places of one mentor, one of them through the mentor of another.
  @Test func blockingSetNamesHoldersAndMentors() {
    var town = SmallTown(options: MatchingOptions(capacity: 1))
    town.add("a", low: true, 100, in: "north")
    town.add("b", low: true, 150, in: "north")
    town.add("c", low: true, 160, in: "north")
    town.add("alone", low: true, 170, in: "south")
    town.add("m1", 900, in: "north")
    town.add("m2", 900, in: "north")
    town.add("m3", 900, in: "centre")
    town.options.districtPolicy = .same
    for mentor in ["m2", "m3"] as [SchoolID] { town.ban("c", mentor) }
    let plan = town.plan()
    // The weights are 1070, 1020, 1010, 1000: c and alone stay.
    #expect(plan.pairs.map(\.mentee) == ["a", "b"])
    #expect(
      plan.uncovered == [
        Plan.Uncovered(key: SchoolSubject("alone", "maths"), reason: .noAdmissibleMentor, competitors: [], mentors: []),
        Plan.Uncovered(
          key: SchoolSubject("c", "maths"), reason: .competition, competitors: ["a", "b"], mentors: ["m1", "m2"]),
      ])
    #expect(town.objections() == [])
  }
}
