import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@Suite struct PinTests {
  /// What is pinned or banned beside a town of two low-result schools (`low1`, `low2`), two mentors by strength (`good1`,
  /// `good2`) and a school that the rules leave out (`weak`), with two subjects.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout SmallTown) -> Void
    let faults: [String]
  }

  static func town() -> SmallTown {
    var town = SmallTown(subjects: ["maths", "russian"])
    town.add("low1", low: true, 200, 200)
    town.add("low2", low: true, 300, 300)
    town.add("weak", 100, 100)
    town.add("good1", 900, 900)
    town.add("good2", 950, 950)
    return town
  }

  static func fault(
    _ mentee: SchoolID, _ mentor: SchoolID, _ subject: SubjectID?, _ reason: PinFault.Reason
  ) -> String { "\(mentee) → \(mentor), \(subject?.rawValue ?? "every subject"): \(reason)" }

  static let refused: [Case] = [
    Case(
      testDescription: "no such demand", change: { $0.pin("weak", "good1", "maths") },
      faults: [fault("weak", "good1", "maths", .noSuchDemand)]),
    Case(
      testDescription: "no such demand, every subject", change: { $0.pin("good2", "good1") },
      faults: [fault("good2", "good1", nil, .noSuchDemand)]),
    Case(
      testDescription: "itself", change: { $0.pin("low1", "low1", "maths") },
      faults: [fault("low1", "low1", "maths", .itself)]),
    Case(
      testDescription: "a low-result mentor", change: { $0.pin("low1", "low2", "maths") },
      faults: [fault("low1", "low2", "maths", .mentorIsLowResult)]),
    Case(
      testDescription: "a ban of the pair",
      change: {
        $0.pin("low1", "good1", "maths")
        $0.ban("low1", "good1", "maths")
      }, faults: [fault("low1", "good1", "maths", .banned)]),
    Case(
      testDescription: "a ban of every subject",
      change: {
        $0.pin("low1", "good1", "maths")
        $0.ban("low1", "good1")
      }, faults: [fault("low1", "good1", "maths", .banned)]),
    Case(
      testDescription: "a ban of one subject of a pin for all",
      change: {
        $0.pin("low1", "good1")
        $0.ban("low1", "good1", "russian")
      }, faults: [fault("low1", "good1", "russian", .banned)]),
    Case(
      testDescription: "two pins for one demand",
      change: {
        $0.pin("low1", "good2")
        $0.pin("low1", "good1", "russian")
      }, faults: [fault("low1", "good2", "russian", .secondPin(other: "good1"))]),
    Case(
      testDescription: "too few places in all",
      change: {
        $0.pin("low1", "good1")
        $0.pin("low2", "good1", "maths")
      }, faults: [fault("low2", "good1", "maths", .tooFewPlaces(pinned: 3, places: 2))]),
    Case(
      testDescription: "too few places in the subject",
      change: {
        $0.capacity("good1", "maths", places: 1)
        $0.pin("low1", "good1", "maths")
        $0.pin("low2", "good1", "maths")
      }, faults: [fault("low2", "good1", "maths", .tooFewPlaces(pinned: 2, places: 1))]),
    Case(
      testDescription: "a mentor with no place in all",
      change: {
        $0.capacity("good1", places: 0)
        $0.pin("low1", "good1", "maths")
      }, faults: [fault("low1", "good1", "maths", .tooFewPlaces(pinned: 1, places: 0))]),
    Case(
      testDescription: "a mentor with no place in the subject",
      change: {
        $0.capacity("good1", "maths", places: 0)
        $0.pin("low1", "good1", "maths")
      }, faults: [fault("low1", "good1", "maths", .tooFewPlaces(pinned: 1, places: 0))]),
    Case(
      testDescription: "the default capacity is 0",
      change: {
        $0.options.capacity = 0
        $0.pin("low1", "weak", "maths")
      }, faults: [fault("low1", "weak", "maths", .tooFewPlaces(pinned: 1, places: 0))]),
    Case(
      testDescription: "two mentors without places, and a pin of another fault: all are named",
      change: {
        $0.capacity("good1", places: 1)
        $0.capacity("good2", "maths", places: 0)
        $0.pin("low1", "good1")
        $0.pin("low2", "good2", "maths")
        $0.pin("weak", "good1", "maths")
      },
      faults: [
        fault("weak", "good1", "maths", .noSuchDemand),
        fault("low1", "good1", "russian", .tooFewPlaces(pinned: 2, places: 1)),
        fault("low2", "good2", "maths", .tooFewPlaces(pinned: 1, places: 0)),
      ]),
  ]

  @Test(arguments: refused) func refuses(_ c: Case) {
    var town = Self.town()
    c.change(&town)
    #expect(town.network.violations() == [])
    guard case .failure(.pins(let faults)) = town.outcome() else {
      Issue.record("the pins were taken")
      return
    }
    #expect(faults.map { Self.fault($0.mentee, $0.mentor, $0.subject, $0.reason) } == c.faults)
  }

  @Test func overridesStrengthDistrictAndDistance() {
    var town = SmallTown(options: MatchingOptions(districtPolicy: .same, maxKm: 5))
    town.add("low", low: true, 500, in: "north", km: 0)
    town.add("weak", 100, in: "south", km: 100)
    town.add("good", 900, in: "north", km: 1)
    #expect(town.pairs() == ["low → good"])
    town.pin("low", "weak", "maths")
    #expect(town.pairs() == ["low → weak"])
    #expect(town.plan().pairs.map(\.pinned) == [true])
    #expect(town.plan().pairs.map(\.components.strength) == [900])
    #expect(town.objections() == [])
  }

  @Test func leftOutMentorTakesItsPinsAlone() {
    var town = Self.town()
    town.network.subjects.removeLast()
    town.network.results.removeAll { $0.subject == "russian" }
    for id in ["good1", "good2"] as [SchoolID] { town.capacity(id, places: 0) }
    town.pin("low1", "weak")
    let plan = town.plan()
    #expect(plan.pairs.map(\.mentor) == ["weak"])
    // The default capacity of 2, yet nobody but the pinned school may use it.
    #expect(plan.mentors == [Plan.Mentor(school: "weak", capacity: 2, subjects: ["maths": 2], used: 1)])
    #expect(plan.uncovered.map(\.reason) == [.noAdmissibleMentor])
    #expect(town.objections() == [])
  }

  @Test func pinCountsInLoadAndPlaces() {
    var town = SmallTown(options: MatchingOptions(capacity: 3, loadPenalty: 1000))
    for id in ["low1", "low2", "low3", "low4"] as [SchoolID] { town.add(id, low: true, 200) }
    town.add("good", 900)
    town.pin("low4", "good")
    let plan = town.plan()
    #expect(plan.objective.covered == 3)
    // Three pairs of 30·1000 + 30·1000 + 20·100 + 10·250 + 10·1000, and 0 + 1000 + 2000 of load.
    #expect(plan.objective.cost == 3 * 74_500 + 3000)
    #expect(plan.uncovered.count == 1)
    #expect(plan.uncovered.first?.competitors.contains("low4") == true)
    #expect(town.objections() == [])
  }

  /// One pin stated twice, as a whole and by subject, is one pin: it can hold.
  @Test func samePinTwiceHolds() {
    var town = Self.town()
    town.pin("low1", "good1")
    town.pin("low1", "good1", "maths")
    #expect(town.plan().pairs.filter(\.pinned).map(\.mentor) == ["good1", "good1"])
    #expect(town.objections() == [])
  }

  /// The subject's places exceed what the school has left in all, by a row or because a pin of another subject took one:
  /// the price of a place must then be the school's, not the subject's.
  @Test func certificateHoldsWhereSubjectCapacityExceedsTheRest() {
    var town = SmallTown()
    town.add("low1", low: true, 200)
    town.add("low2", low: true, 300)
    town.add("good", 900)
    town.capacity("good", places: 1)
    town.capacity("good", "maths", places: 2)
    #expect(town.objections() == [])

    var pinned = Self.town()
    pinned.capacity("good2", places: 0)
    pinned.pin("low1", "good1", "russian")
    pinned.ban("low2", "good1", "russian")
    #expect(pinned.objections() == [])
  }
}
