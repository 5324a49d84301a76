import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

@Suite struct PlanComparisonTests {
  static func plan(_ pairs: [(SchoolID, SubjectID, SchoolID, Int)], demands: [SchoolSubject], capacity: Int = 2) -> Plan
  {
    let mentors = Set(pairs.map(\.2)).sorted().map { school in
      Plan.Mentor(school: school, capacity: capacity, subjects: [:], used: pairs.count { $0.2 == school })
    }
    return Plan(
      network: "n", day: "2021-01-01", options: MatchingOptions(capacity: capacity),
      objective: .init(coveredWeight: 0, covered: pairs.count, demands: demands.count, cost: 0),
      demands: demands.map { .init(key: $0, strength: nil, need: 0, assumed: true, weight: 1000) },
      mentors: mentors,
      pairs: pairs.map {
        Plan.Pair(
          mentee: $0.0, mentor: $0.2, subject: $0.1, cost: $0.3,
          components: .init(travel: $0.3, district: 0, strength: 0, context: 0, continuity: 0), pinned: false)
      }, uncovered: [], certificate: .init(bigM: 1, demands: [:], places: [:], mentors: [:]))
  }

  static let keys = ["a", "b", "c", "d"].compactMap { SchoolID($0) }.map { SchoolSubject($0, "s") }

  @Test func everyKindOfChange() {
    let a = Self.plan(
      [("a", "s", "m1", 1), ("b", "s", "m1", 2), ("c", "s", "m2", 3), ("old", "s", "m2", 4)],
      demands: Self.keys + [SchoolSubject("old", "s")])
    let b = Self.plan(
      [("a", "s", "m1", 7), ("b", "s", "m3", 5), ("d", "s", "m3", 6)], demands: Self.keys + [SchoolSubject("new", "s")])
    let comparison = PlanComparison(a, b)
    #expect(comparison.same.map(\.key.school) == ["a"] && comparison.same.first?.b.cost == 7)
    #expect(comparison.moved.map(\.key.school) == ["b"])
    #expect(comparison.moved.map(\.a.mentor) == ["m1"] && comparison.moved.map(\.b.mentor) == ["m3"])
    #expect(comparison.lost.map(\.mentee) == ["c"])
    #expect(comparison.covered.map(\.mentee) == ["d"])
    #expect(comparison.demandsOnlyA.map(\.school) == ["old"] && comparison.demandsOnlyB.map(\.school) == ["new"])
    #expect(comparison.pairsOnlyA.map(\.mentee) == ["b", "c", "old"])
    #expect(comparison.pairsOnlyB.map(\.mentee) == ["b", "d"])
    #expect(comparison.loads.map(\.school) == ["m1", "m2", "m3"])
    #expect(comparison.loads.map { $0.a?.used } == [2, 2, nil] && comparison.loads.map { $0.b?.used } == [1, nil, 2])
  }

  @Test func turningItAroundSwapsTheSides() {
    let a = Self.plan([("a", "s", "m1", 1), ("b", "s", "m1", 2)], demands: Self.keys)
    let b = Self.plan([("a", "s", "m2", 1), ("d", "s", "m1", 6)], demands: Self.keys, capacity: 3)
    let (there, back) = (PlanComparison(a, b), PlanComparison(b, a))
    #expect(there.lost == back.covered && there.covered == back.lost)
    #expect(there.pairsOnlyA == back.pairsOnlyB && there.pairsOnlyB == back.pairsOnlyA)
    #expect(there.moved.map(\.key) == back.moved.map(\.key) && there.moved.map(\.a) == back.moved.map(\.b))
  }

  @Test func equalPlansDifferInNothing() {
    let plan = Self.plan([("a", "s", "m1", 1), ("b", "s", "m1", 2)], demands: Self.keys)
    let comparison = PlanComparison(plan, plan)
    #expect(comparison.same.count == 2)
    #expect(
      comparison.moved.isEmpty && comparison.pairsOnlyA.isEmpty && comparison.pairsOnlyB.isEmpty
        && comparison.loads.isEmpty && comparison.lost.isEmpty && comparison.covered.isEmpty)
  }

  /// Files may hold any numbers, and any demand twice.
  @Test func absurdPlansDoNoHarm() {
    var plan = Self.plan([("a", "s", "m1", .max), ("a", "s", "m2", .min)], demands: Self.keys + Self.keys)
    plan.mentors += plan.mentors
    plan.mentors[0].used = .max
    let other = Self.plan([("a", "s", "m1", .min)], demands: [])
    #expect(PlanComparison(plan, other).same.count == 1)
    #expect(PlanComparison(other, plan).pairsOnlyA.isEmpty)
    #expect(difference(from: .min, to: .max) == .max && difference(from: .max, to: .min) == .min)
    #expect(difference(from: 7, to: 3) == -4)
  }
}
