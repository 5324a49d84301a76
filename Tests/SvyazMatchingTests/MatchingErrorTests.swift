import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@Suite struct MatchingErrorTests {
  struct Range: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout MatchingOptions) -> Void
    let option: String
    let value: String
  }

  static let outOfRange: [Range] = [
    Range(testDescription: "capacity −1", change: { $0.capacity = -1 }, option: "capacity", value: "-1"),
    Range(
      testDescription: "capacity too large", change: { $0.capacity = 1_000_001 }, option: "capacity",
      value: "1000001"),
    Range(testDescription: "load −1", change: { $0.loadPenalty = -1 }, option: "load-penalty", value: "-1"),
    Range(
      testDescription: "load too large", change: { $0.loadPenalty = .max }, option: "load-penalty",
      value: "\(Int.max)"),
    Range(testDescription: "travel", change: { $0.weights.travel = -1 }, option: "weights", value: "-1"),
    Range(testDescription: "district", change: { $0.weights.district = -5 }, option: "weights", value: "-5"),
    Range(testDescription: "strength", change: { $0.weights.strength = -9 }, option: "weights", value: "-9"),
    Range(testDescription: "context", change: { $0.weights.context = .min }, option: "weights", value: "\(Int.min)"),
    Range(
      testDescription: "continuity", change: { $0.weights.continuity = 400_001 }, option: "weights",
      value: "400001"),
    Range(testDescription: "km −1", change: { $0.maxKm = -1 }, option: "max-km", value: "-1.0"),
    Range(testDescription: "km ∞", change: { $0.maxKm = .infinity }, option: "max-km", value: "inf"),
    Range(testDescription: "km not a number", change: { $0.maxKm = .nan }, option: "max-km", value: "nan"),
  ]

  @Test(arguments: outOfRange) func refusesOption(_ c: Range) throws {
    var town = SmallTown.pair()
    let plan = town.plan()
    c.change(&town.options)
    guard case .failure(.optionOutOfRange(let option, let value, let expected)) = town.outcome() else {
      Issue.record("taken")
      return
    }
    #expect((option, value) == (c.option, c.value))
    let error = MatchingError.optionOutOfRange(option: option, value: value, expected: expected)
    #expect(error.code == "matching.optionOutOfRange")
    #expect(error.message.contains("--\(c.option)") && error.message.contains(c.value))
    #expect(error.message.contains(expected) && !error.advice.isEmpty)
    // A plan that claims such options is refused in the same words.
    var claimed = plan
    claimed.options = town.options
    #expect(throws: error) { try PlanVerifier.discrepancies(of: claimed, in: town.network) }
  }

  @Test func acceptsTheEndsOfRanges() {
    var town = SmallTown.pair()
    let ends = [0, 400_000]
    for capacity in [1, 1_000_000] {
      for loadPenalty in [0, 1_000_000_000] {
        for weight in ends {
          for maxKm in [0, 50_000] as [Double] {
            town.options = MatchingOptions(
              capacity: capacity, maxKm: maxKm, loadPenalty: loadPenalty,
              weights: PairComponents(
                travel: weight, district: weight, strength: weight, context: weight, continuity: weight))
            #expect(town.pairs() == ["mentee → mentor"])
            #expect(town.objections() == [])
          }
        }
      }
    }
  }

  /// M · Σ weight of 900 demands at the greatest weights does not fit, of 30 it does.
  @Test func objectiveMustFit() {
    for (count, fits) in [(10, true), (300, false)] {
      var town = SmallTown(
        subjects: ["maths", "physics", "russian"],
        options: MatchingOptions(
          capacity: 1_000_000, loadPenalty: 1_000_000_000,
          weights: PairComponents(
            travel: 400_000, district: 400_000, strength: 400_000, context: 400_000, continuity: 400_000)))
      for number in 0..<count {
        guard let id = SchoolID("low-\(number)") else { return }
        town.add(id, low: true, 100, 200, 300)
      }
      town.add("top", 1000, 1000, 1000)
      switch town.outcome() {
      case .success(let plan):
        #expect(fits)
        #expect(plan.objective.covered == 3 * count)
        #expect(PlanVerifierTests.isAccepted(plan, in: town.network))
        #expect(
          PlanCheck(oracle: .init(town.network, day: SmallTown.day, options: town.options), plan: plan).objections == []
        )
      case .failure(let error):
        #expect(!fits && error == .objectiveTooLarge)
        #expect(error.code == "matching.objectiveTooLarge")
        #expect(!error.message.isEmpty && !error.advice.isEmpty)
      }
    }
  }

  @Test func pinsAreNamedInWords() {
    var town = PinTests.town()
    town.pin("weak", "good1")
    town.pin("low1", "low1", "maths")
    town.pin("low1", "low2", "russian")
    town.pin("low2", "good1", "maths")
    town.pin("low2", "good2", "maths")
    town.pin("low2", "weak", "russian")
    town.ban("low2", "weak")
    town.capacity("good1", places: 0)
    guard case .failure(let error) = town.outcome() else {
      Issue.record("taken")
      return
    }
    #expect(error.code == "matching.pins")
    for words in [
      "«weak → good1»: такой потребности нет", "«low1 → low1» (maths): школа не может быть наставником самой себе",
      "«low1 → low2» (russian): наставник сам в списке НОР",
      "«low2 → good2» (maths): потребность уже закреплена за «good1»",
      "«low2 → weak» (russian): эта же пара запрещена",
      "«low2 → good1» (maths): у наставника закреплено школ: 1, мест: 0",
    ] {
      #expect(error.message.contains(words), "\(error.message)")
    }
    #expect(!error.advice.isEmpty)
    #expect(throws: error) {
      try PlanVerifier.discrepancies(of: SmallTown.pair().plan(), in: town.network)
    }
  }

  /// Numbers that no school has, yet that a file may hold.
  @Test func absurdNumbersDoNoHarm() {
    var town = SmallTown.pair()
    town.add("rich")
    town.capacity("mentor", places: .max)
    town.capacity("mentor", "maths", places: .max)
    town.capacity("rich", "maths", places: .max)
    for school in ["mentee", "mentor"] as [SchoolID] {
      town.addResult(school, grade: 6, year: 2020, participants: .max, successful: .max)
      town.addResult(school, grade: 7, year: 2020, participants: .max, successful: .max)
    }
    town.addResult("rich", year: .max, participants: 1, successful: 1)
    town.addResult("rich", year: .min, participants: 1, successful: 1)
    for penalty in [0, 5000] {
      town.options.loadPenalty = penalty
      let plan = town.plan()
      #expect(plan.objective.covered == 1)
      #expect(PlanVerifierTests.isAccepted(plan, in: town.network))
    }
  }

  @Test func emptyNetworksHaveEmptyPlans() {
    var town = SmallTown(subjects: [])
    town.add("low", low: true)
    town.add("other")
    for schools in [town.network.schools, []] {
      town.network.schools = schools
      if schools.isEmpty { town.network.statuses = [] }
      let plan = town.plan()
      #expect(plan.objective == Plan.Objective(coveredWeight: 0, covered: 0, demands: 0, cost: 0))
      #expect(plan.mentors == [] && plan.pairs == [] && plan.uncovered == [])
      #expect(town.objections() == [])
    }
  }
}
