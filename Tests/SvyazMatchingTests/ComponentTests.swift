import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// The five components of a pair's cost and the rules on pairs, by hand.
@Suite struct ComponentTests {
  /// A mentee and a mentor of whom `change` tells more.
  static func components(_ change: (inout School, inout School) -> Void) -> PairComponents? {
    var town = SmallTown.pair()
    var (mentee, mentor) = (town.network.schools[0], town.network.schools[1])
    change(&mentee, &mentor)
    town.network.schools = [mentee, mentor]
    #expect(town.objections() == [])
    return town.plan().pairs.first?.components
  }

  static func point(km: Double) -> Coordinates? {
    Coordinates(latitude: km / Coordinates.earthRadiusKm * 180 / .pi, longitude: 0)
  }

  @Test func travelIsByDistanceUpTo15Km() {
    for (km, travel) in [
      (0, 0), (0.007, 0), (0.008, 1), (1.5, 100), (7.5, 500), (14.99, 999), (15.1, 1000), (300, 1000),
    ] {
      let found = Self.components { mentee, mentor in
        mentee.location = Self.point(km: 0)
        mentor.location = Self.point(km: km)
        mentee.district = "north"
        mentor.district = "north"
      }
      #expect(found?.travel == travel, "\(km) km")
    }
  }

  @Test func travelFallsBackOnDistricts() {
    let cases: [(DistrictID?, DistrictID?, travel: Int, district: Int)] = [
      ("north", "north", 250, 0), ("north", "centre", 500, 500), ("centre", "north", 500, 500),
      ("north", "south", 1000, 1000), ("north", nil, 1000, 1000), (nil, "north", 1000, 1000), (nil, nil, 1000, 1000),
    ]
    for (one, other, travel, district) in cases {
      for isLocated in [false, true] {
        let found = Self.components { mentee, mentor in
          mentee.district = one
          mentor.district = other
          if isLocated { mentor.location = Self.point(km: 1) }  // of the one school only
        }
        #expect(found?.travel == travel)
        #expect(found?.district == district)
      }
    }
  }

  @Test func contextIsSizeAndKind() {
    let cases: [(Int?, Int?, String, String, Int)] = [
      (100, 100, "школа", "школа", 0), (100, 100, "школа", "гимназия", 500), (100, 200, "", "", 250),
      (200, 100, "", "школа", 750), (100, 400, "", "", 500), (100, 4000, "", "лицей", 1000), (nil, 100, "", "", 250),
      (100, nil, "", "лицей", 750), (nil, nil, "лицей", "лицей", 250), (300, 400, "", "", 104),
      (1, 1_000_000, "", "", 500),
    ]
    for (one, other, kind, otherKind, context) in cases {
      let found = Self.components { mentee, mentor in
        (mentee.students, mentor.students, mentee.kind, mentor.kind) = (one, other, kind, otherKind)
      }
      #expect(found?.context == context, "\(String(describing: one)) \(String(describing: other))")
    }
  }

  @Test func strengthIsWhatLacksTo1000() {
    var town = SmallTown.pair()
    #expect(town.plan().pairs.first?.components.strength == 100)
    town.network.results.removeLast()
    town.capacity("mentor", "maths", places: 1)
    #expect(town.plan().pairs.first?.components.strength == 500)
    #expect(town.objections() == [])
  }

  struct Tie: Sendable, CustomTestStringConvertible {
    let status: Partnership.Status
    let from: Day
    let to: Day?
    let continuity: Int
    var testDescription: String { "\(status) \(from)…\(to?.description ?? "")" }
  }

  static let ties: [Tie] = [
    Tie(status: .proposed, from: "2020-01-01", to: nil, continuity: 1000),
    Tie(status: .agreed, from: "2020-01-01", to: nil, continuity: 0),
    Tie(status: .active, from: "2020-01-01", to: nil, continuity: 0),
    Tie(status: .active, from: "2020-09-15", to: "2020-09-16", continuity: 0),
    Tie(status: .active, from: "2020-01-01", to: "2020-09-15", continuity: 1000),
    Tie(status: .active, from: "2020-09-16", to: nil, continuity: 1000),
    // indicators.md D8: what has ended was active before its end.
    Tie(status: .completed, from: "2020-01-01", to: "2021-06-01", continuity: 0),
    Tie(status: .terminated, from: "2020-01-01", to: "2020-09-16", continuity: 0),
    Tie(status: .completed, from: "2020-01-01", to: "2020-09-15", continuity: 1000),
    Tie(status: .completed, from: "2020-01-01", to: nil, continuity: 1000),
    Tie(status: .terminated, from: "2020-01-01", to: nil, continuity: 1000),
  ]

  @Test(arguments: ties) func continuityIsByPartnershipsInForce(_ tie: Tie) {
    var town = SmallTown.pair()
    town.network.subjects.append(Subject(id: "russian", name: "Русский язык"))
    town.partnership("mentor", "mentee", tie.status, from: tie.from, to: tie.to)
    for subject in [nil, "maths", "russian"] as [SubjectID?] {  // in any subject
      town.network.partnerships[0].subject = subject
      #expect(town.plan().pairs.map(\.components.continuity) == [tie.continuity])
    }
    #expect(town.objections() == [])
    // The other way round the mentor was mentored.
    (town.network.partnerships[0].mentor, town.network.partnerships[0].mentee) = ("mentee", "mentor")
    #expect(town.plan().pairs.map(\.components.continuity) == [1000])
  }

  @Test func costIsTheWeightedSum() {
    var town = SmallTown.pair(
      options: MatchingOptions(
        weights: PairComponents(travel: 1, district: 20, strength: 300, context: 4000, continuity: 50_000)))
    town.network.schools[0].district = "north"
    town.network.schools[1].district = "centre"
    // 500 + 20·500 + 300·100 + 4000·250 + 50000·1000
    #expect(town.plan().pairs.map(\.cost) == [500 + 10_000 + 30_000 + 1_000_000 + 50_000_000])
    #expect(town.plan().objective.cost == 51_040_500)
    #expect(town.objections() == [])
  }

  @Test func loadPenaltySpreadsMentees() {
    var town = SmallTown()
    for id in ["a", "b", "c"] as [SchoolID] { town.add(id, low: true, 200, km: 0) }
    town.add("near", 900, km: 1)
    town.add("far", 900, km: 4)  // 3 km are 200 of travel, 6000 of cost
    town.capacity("near", places: 3)
    town.options.loadPenalty = 2999
    #expect(town.plan().mentors.map(\.used) == [0, 3])  // the third costs 2·2999 there
    town.options.loadPenalty = 3001
    #expect(town.plan().mentors.map(\.used) == [1, 2])
    #expect(town.objections() == [])
    town.options.loadPenalty = 0
    #expect(town.plan().mentors.map(\.used) == [0, 3])
    #expect(town.objections() == [])
    town.options.loadPenalty = 1_000_000
    #expect(town.plan().objective.covered == 3)  // coverage comes before any cost
    #expect(town.plan().mentors.map(\.used).sorted() == [1, 2])
  }

  @Test func districtPolicyAndDistanceShutOut() {
    let cases: [(DistrictID?, DistrictPolicy, Bool)] = [
      ("north", .same, true), ("centre", .same, false), ("south", .same, false), (nil, .same, false),
      ("north", .adjacent, true), ("centre", .adjacent, true), ("south", .adjacent, false), (nil, .adjacent, false),
      ("south", .any, true), (nil, .any, true),
    ]
    for (district, policy, isAdmitted) in cases {
      var town = SmallTown.pair(options: MatchingOptions(districtPolicy: policy))
      town.network.schools[0].district = "north"
      town.network.schools[1].district = district
      #expect(!town.pairs().isEmpty == isAdmitted, "\(policy)")
      #expect(town.objections() == [])
      // An unknown district is nobody's own, another unknown one's neither.
      town.network.schools[0].district = nil
      #expect(!town.pairs().isEmpty == (policy == .any))
    }
    for (maxKm, isAdmitted) in [(5.0, true), (4.9, false), (0, false)] {
      var town = SmallTown(options: MatchingOptions(maxKm: maxKm))
      town.add("mentee", low: true, 200, km: 0)
      town.add("mentor", 900, km: 4.95)
      #expect(!town.pairs().isEmpty == isAdmitted, "\(maxKm) km")
      // Without coordinates no distance shuts out; at the very place 0 km does not.
      town.network.schools[1].location = town.network.schools[0].location
      #expect(!town.pairs().isEmpty)
      town.network.schools[1].location = nil
      #expect(!town.pairs().isEmpty)
      #expect(town.objections() == [])
    }
  }

  @Test func banShutsOutItsSubjectOrAll() {
    for (subject, count) in [("maths", 1), ("russian", 1), (nil, 0)] as [(SubjectID?, Int)] {
      var town = SmallTown(subjects: ["maths", "russian"])
      town.add("low", low: true, 200, 200)
      town.add("good", 900, 900)
      town.ban("low", "good", subject)
      let plan = town.plan()
      #expect(plan.pairs.count == count)
      #expect(plan.pairs.allSatisfy { $0.subject != subject })
      #expect(plan.uncovered.allSatisfy { $0.reason == .noAdmissibleMentor })
      #expect(town.objections() == [])
    }
  }
}
