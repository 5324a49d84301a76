import SvyazComposition
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

/// The JSON of a composition: the keys of design.md §5, and reading back what was written.
@Suite struct ComposeJSONTests {
  @Test func hasTheContractsKeysInOrder() throws {
    let composition = HandComposition.two(try HandComposition.problem(), lowerBound: 1)
    #expect(
      PlanJSONTests.keys(composition.json) == [
        "version", "network", "status", "subject", "asOf", "options", "objective", "lowerBound", "gapPerMille",
        "groups", "left", "moved",
      ])
    let groups = PlanJSONTests.elements(composition.json["groups"])
    #expect(groups.map { PlanJSONTests.keys($0) } == [["base", "members"], ["base", "members"]])
    #expect(groups.map { $0["base"] } == [.string("m-1"), .string("m-3")])
    for group in groups {
      for member in PlanJSONTests.elements(group["members"]) {
        #expect(PlanJSONTests.keys(member) == ["school", "role", "cost"])
      }
    }
    #expect(composition.json["status"] == .string("feasible"))
    #expect(composition.json["gapPerMille"] == .int(composition.gapPerMille))
  }

  @Test func isTheGolden() throws {
    let problem = try HandComposition.problem(HandComposition.options())
    let composition = HandComposition.two(problem, lowerBound: 127_000)
    #expect(Golden.difference(composition.json.bytes(), name: "composition.json") == nil)
    #expect(Golden.difference(HandComposition.infeasible(problem).json.bytes(), name: "infeasible.json") == nil)
  }

  @Test func infeasibleHasNoGroupsAndAReason() throws {
    let json = HandComposition.infeasible(try HandComposition.problem()).json
    #expect(json["groups"] == .array([]))
    #expect(json["objective"] == .null)
    #expect(json["lowerBound"] == .null)
    let rules = PlanJSONTests.elements(json["reason"]?["rules"])
    #expect(rules.map { $0["rule"] } == [.string("mentors"), .string("groupSize")])
    #expect(rules.first?["schools"] == .array([.string("m-1"), .string("m-2")]))
  }

  @Test func whatWasWrittenIsReadBack() throws {
    for options in [CompositionOptions(smallest: 4, largest: 7), HandComposition.options()] {
      let problem = try HandComposition.problem(options)
      let all = [
        HandComposition.two(problem), HandComposition.two(problem, lowerBound: 0), HandComposition.infeasible(problem),
        HandComposition.composition(problem, [:]),
      ]
      for composition in all {
        #expect(try Composition(json: composition.json.bytes(), file: "mmo.json") == composition)
      }
      let several = zip(all, ["a", "b", "c", "d"] as [SubjectID]).map { Self.about($1, $0) }
      #expect(try Composition.list(json: Composition.json(several.map(\.json)).bytes(), file: "mmo.json") == several)
    }
    for keep in [KeepMemberships.free, .most, .price(0)] {
      var options = CompositionOptions()
      options.keep = keep
      let composition = HandComposition.composition(try HandComposition.problem(options), [:])
      #expect(try Composition(json: composition.json.bytes(), file: "f").options.keep == keep)
    }
  }

  private static func about(
    _ subject: SubjectID, _ composition: Composition, network: NetworkID? = nil, day: Day? = nil
  ) -> Composition {
    Composition(
      network: network ?? composition.network, subject: subject, day: day ?? composition.day,
      options: composition.options, status: composition.status, objective: composition.objective,
      lowerBound: composition.lowerBound, groups: composition.groups, left: composition.left,
      moved: composition.moved, clash: composition.clash)
  }

  @Test func aListIsOfOneNetworkAndDayAndNamesASubjectOnce() throws {
    let first = HandComposition.two(try HandComposition.problem())
    let others = [
      Self.about(first.subject, first), Self.about("other", first, network: "elsewhere"),
      Self.about("third", first, day: "2019-01-01"),
    ]
    let file = Composition.json(([first] + others).map(\.json)).bytes()
    let paths = ["compositions[1].subject", "compositions[2].network", "compositions[3].asOf"]
    do {
      _ = try Composition.list(json: file, file: "mmo.json")
      Issue.record("read")
    } catch {
      guard case .damaged(_, let values) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(values.map(\.path) == paths)
    }
  }

  @Test func theOrderInTheFileIsFree() throws {
    let composition = HandComposition.two(try HandComposition.problem())
    let reversed = Self.reversed(composition.json)
    #expect(reversed != composition.json)
    #expect(try Composition(json: reversed.bytes(), file: "mmo.json") == composition)
  }

  private static func reversed(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let values): .array(values.reversed().map(reversed))
    case .object(let members): .object(members.reversed().map { .init(key: $0.key, value: reversed($0.value)) })
    default: value
    }
  }

  @Test func belongsToItsNetwork() throws {
    let composition = HandComposition.two(try HandComposition.problem())
    var network = Network.compositionTown()
    try composition.requireGroups(of: network)
    #expect(throws: CompositionFileError.noGroups(subject: "mathematics")) {
      try HandComposition.infeasible(try HandComposition.problem()).requireGroups(of: network)
    }
    network.schools.removeAll { $0.id == "low-4" }
    #expect(throws: CompositionFileError.foreign(composition: "town", network: "town", unknown: ["low-4"])) {
      try composition.requireGroups(of: network)
    }
    network.id = "city"
    network.subjects = []
    #expect(
      throws: CompositionFileError.foreign(composition: "town", network: "city", unknown: ["low-4", "mathematics"])
    ) { try composition.requireGroups(of: network) }
  }

  // MARK: Extras

  struct Price: Sendable {
    let bounds: (objective: Int, lower: Int, objectiveWithout: Int, lowerWithout: Int)
    let range: ClosedRange<Int>
  }

  /// The least cost with the wish and without it may be any number between the bounds: the price is what all of them
  /// allow.
  @Test(arguments: [
    Price(bounds: (100, 100, 90, 90), range: 10...10), Price(bounds: (100, 95, 90, 80), range: 5...20),
    Price(bounds: (100, 80, 90, 85), range: 0...15), Price(bounds: (100, 100, 100, 100), range: 0...0),
    Price(bounds: (100, 100, 100, 40), range: 0...60), Price(bounds: (.max, 0, 5, .min), range: 0...Int.max),
  ]) func pricesAreHonestIntervals(_ price: Price) throws {
    let problem = try HandComposition.problem()
    let (objective, lower, objectiveWithout, lowerWithout) = price.bounds
    let composition = Composition(
      network: problem.network, subject: problem.subject, day: problem.day, options: problem.options,
      status: .feasible, objective: objective, lowerBound: lower, groups: [], left: [], moved: [], clash: nil)
    let wish = WishPrice(
      wish: .ban(.init(school: "m-4", base: nil)), objectiveWithout: objectiveWithout, lowerBoundWithout: lowerWithout)
    #expect(wish.range(of: composition) == price.range)
    let json = wish.json(of: composition)
    #expect(
      PlanJSONTests.keys(json) == [
        "wish", "school", "base", "objectiveWithout", "lowerBoundWithout", "atLeast", "atMost",
      ])
    #expect(json["atLeast"] == .int(price.range.lowerBound))
  }

  @Test func comparisonNamesWhatChanges() throws {
    let problem = try HandComposition.problem()
    let comparison = try #require(
      CompositionComparison(HandComposition.two(problem), problem: problem, network: .compositionTown()))
    #expect(Golden.difference(comparison.json.bytes(), name: "present.json") == nil)
  }
}
