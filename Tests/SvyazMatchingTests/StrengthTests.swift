import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// Strengths, medians, needs and who mentors, by hand.
@Suite struct StrengthTests {
  struct Rounding: Sendable, CustomTestStringConvertible {
    let participants: Int
    let successful: Int
    let strength: Int?
    var testDescription: String { "\(successful) of \(participants)" }
  }

  static let roundings: [Rounding] = [
    .init(participants: 80, successful: 41, strength: 513),  // 512.5
    .init(participants: 80, successful: 1, strength: 13),  // 12.5
    .init(participants: 32, successful: 17, strength: 531),  // 531.25
    .init(participants: 32, successful: 23, strength: 719),  // 718.75
    .init(participants: 2001, successful: 1, strength: 0),  // 0.4998
    .init(participants: 2000, successful: 1, strength: 1),  // 0.5
    .init(participants: 20, successful: 20, strength: 1000),
    .init(participants: 20, successful: 0, strength: 0),
    .init(participants: 19, successful: 19, strength: nil),
    .init(participants: 0, successful: 0, strength: nil),
  ]

  @Test(arguments: roundings) func roundsHalfUp(_ c: Rounding) {
    var town = SmallTown()
    town.add("low", low: true)
    town.addResult("low", year: 2020, participants: c.participants, successful: c.successful)
    #expect(town.plan().demands.map(\.strength) == [c.strength])
    #expect(town.plan().demands.map(\.assumed) == [c.strength == nil])
    #expect(town.objections() == [])
  }

  @Test func poolsAssessmentsGradesAndTwoYears() {
    var town = SmallTown()
    town.add("low", low: true)
    town.addResult("low", "maths", .vpr, grade: 5, year: 2020, participants: 5, successful: 0)
    town.addResult("low", "maths", .vpr, grade: 6, year: 2020, participants: 5, successful: 5)
    town.addResult("low", "maths", .oge, grade: 9, year: 2019, participants: 5, successful: 5)
    #expect(town.plan().demands.map(\.strength) == [nil])
    town.addResult("low", "maths", .ege, grade: 11, year: 2019, participants: 5, successful: 1)
    #expect(town.plan().demands.map(\.strength) == [550])
    // Neither two years ago nor the coming one.
    town.addResult("low", "maths", .vpr, year: 2018, participants: 1000, successful: 1000)
    town.addResult("low", "maths", .vpr, year: 2021, participants: 1000, successful: 1000)
    #expect(town.plan().demands.map(\.strength) == [550])
    #expect(town.objections() == [])
  }

  @Test func yearIsThatOfTheDate() {
    var town = SmallTown.pair()
    town.network.results.removeAll()
    town.addResult("mentee", year: 2018, participants: 100, successful: 10)
    town.addResult("mentee", year: 2020, participants: 100, successful: 70)
    let strengths: [(Day, Int?)] = [
      ("2020-01-01", 700), ("2020-12-31", 700), ("2021-12-31", 700), ("2022-01-01", nil),
    ]
    for (day, strength) in strengths {
      town.network.asOf = day
      #expect(town.plan().demands.map(\.strength) == [strength], "\(day)")
    }
    town.network.statuses[0].interval = DayInterval(from: "2018-01-01")
    town.network.asOf = "2019-12-31"
    #expect(town.plan().demands.map(\.strength) == [100])
  }

  /// Strengths of the schools beside a low-result one of 0, and whom nearest-rank makes mentors by strength alone.
  static let quartiles: [([Int], [Int])] = [
    ([500], [500]),  // of 2: position ⌈1.5⌉ = 2
    ([500, 600], [600]),  // of 3: ⌈2.25⌉ = 3
    ([500, 600, 700], [600, 700]),  // of 4: 3
    ([500, 600, 700, 800], [700, 800]),  // of 5: ⌈3.75⌉ = 4
    ([500, 600, 700, 800, 900, 950, 970], [800, 900, 950, 970].suffix(3)),  // of 8: 6
    ([500, 700, 700, 700], [700, 700, 700]),
  ]

  @Test(arguments: quartiles) func upperQuartileIsNearestRank(_ strengths: [Int], _ mentors: [Int]) {
    var town = SmallTown()
    town.add("low", low: true, 0)
    for (number, strength) in strengths.enumerated() {
      guard let id = SchoolID("s\(number)") else { return }
      town.add(id, strength)
    }
    let problem = town.plan()
    #expect(problem.mentors.count == mentors.count)
    let found = problem.mentors.compactMap { mentor in
      town.network.results.first { $0.school == mentor.school }?.successful
    }
    #expect(found == mentors)
    #expect(town.objections() == [])
  }

  @Test func highResultNeedsTheMedian() {
    // Of 100, 400, 400, 500, 600, 700 the median is the third, 400, and the upper quartile the fifth, 600.
    var town = SmallTown()
    town.add("low", low: true, 100)
    town.add("plain", 400)
    town.add("high", high: true, 400)
    town.add("between", 500)
    town.add("quartile", 600)
    town.add("top", 700)
    #expect(town.plan().mentors.map(\.school) == ["high", "quartile", "top"])
    #expect(town.objections() == [])

    // One below the median, or without a known strength, is no mentor for its status.
    town.network.results[2].successful = 399
    town.network.results[1].successful = 400
    town.add("unknown", high: true)
    #expect(town.plan().mentors.map(\.school) == ["quartile", "top"])
    #expect(town.objections() == [])

    // Nor is one whose status has ended, or not begun.
    town.network.results[2].successful = 400
    for interval in [
      DayInterval(from: "2020-01-01", to: SmallTown.day), DayInterval(from: SmallTown.day.adding(days: 1)),
    ] {
      town.network.statuses[1].interval = interval
      #expect(town.plan().mentors.map(\.school) == ["quartile", "top"])
    }
    town.network.statuses[1].interval = DayInterval(from: SmallTown.day, to: SmallTown.day.adding(days: 1))
    #expect(town.plan().mentors.map(\.school) == ["high", "quartile", "top"])
  }

  @Test func rowMakesAMentorInItsSubjectOnly() {
    var town = SmallTown(subjects: ["maths", "russian"])
    town.add("low", low: true, 500, 500)
    town.add("top", 900, 900)
    town.add("row")
    town.add("weak", 100, 100)
    town.add("total", 100, 100)
    town.capacity("row", "maths", places: 1)
    town.capacity("weak", "russian", places: 3)
    town.capacity("total", places: 3)
    let plan = town.plan()
    #expect(plan.mentors.map(\.school) == ["row", "top", "weak"])
    #expect(plan.mentors.map(\.subjects) == [["maths": 1], ["maths": 2, "russian": 2], ["russian": 3]])
    #expect(plan.mentors.map(\.capacity) == [2, 2, 2])
    // An unknown strength does not shut out, a known one that is not higher does.
    let problem = try? MatchingProblem(network: town.network, day: SmallTown.day, options: town.options)
    #expect(problem?.nearestMentor(for: SchoolSubject("low", "maths"))?.mentor == "top")
    town.capacity("top", places: 0)
    #expect(town.pairs() == ["low → row"])
    #expect(town.plan().pairs.map(\.components.strength) == [500])
    #expect(town.plan().uncovered.map(\.key) == [SchoolSubject("low", "russian")])
    #expect(town.objections() == [])
  }

  @Test func capacityZeroTakesOut() {
    var town = SmallTown(subjects: ["maths", "russian"])
    town.add("low", low: true, 100, 100)
    town.add("a", 900, 900)
    town.add("b", 900, 900)
    town.add("c", 900, 900)
    town.capacity("a", places: 0)
    town.capacity("a", "maths", places: 5)
    town.capacity("b", "maths", places: 0)
    town.capacity("c", places: 1)
    town.capacity("c", "maths", places: 4)
    #expect(
      town.plan().mentors.map { "\($0.school) \($0.capacity) \($0.subjects.sorted { $0.key < $1.key })" }
        == ["b 2 [(key: russian, value: 2)]", "c 1 [(key: maths, value: 4), (key: russian, value: 1)]"])
    #expect(town.objections() == [])
    // The default is 0: only a total of its own brings a school in.
    town.options.capacity = 0
    #expect(town.plan().mentors.map(\.school) == ["c"])
    #expect(town.objections() == [])
  }

  @Test func unknownNeedIsTheMedianOfTheKnown() {
    var town = SmallTown()
    // Strengths 100, 300, 500, 600, 900: median 500. Needs 400, 200, 0, of four demands known: median the second, 0.
    town.add("a", low: true, 100)
    town.add("b", low: true, 300)
    town.add("c", low: true, 500)
    town.add("d", low: true, 600)
    town.add("e", low: true)
    town.add("top", 900)
    var needs = town.plan().demands.map(\.need)
    #expect(needs == [400, 200, 0, 0, 0])
    #expect(town.plan().demands.map(\.assumed) == [false, false, false, false, true])
    town.network.statuses.remove(at: 3)
    // Without d's demand the known needs are 400, 200, 0: the second is 200.
    needs = town.plan().demands.map(\.need)
    #expect(needs == [400, 200, 0, 200])
    #expect(town.plan().demands.map(\.weight) == [1400, 1200, 1000, 1200])
    #expect(town.objections() == [])
    // No need is known.
    town.network.results.removeAll { $0.school != "top" }
    #expect(town.plan().demands.map(\.need) == [0, 0, 0, 0])
    #expect(town.plan().demands.map(\.assumed) == [true, true, true, true])
    #expect(town.objections() == [])
  }

  @Test func mentorMustBeStronger() {
    for (strength, expected) in [(899, ["low → top"]), (900, []), (901, [])] as [(Int, [String])] {
      var town = SmallTown()
      town.add("low", low: true, strength)
      town.add("top", 900)
      town.capacity("top", "maths", places: 1)
      #expect(town.pairs() == expected, "\(strength)")
      #expect(town.objections() == [])
    }
  }
}
