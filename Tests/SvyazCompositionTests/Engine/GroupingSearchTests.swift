import SvyazFlow
import Testing

@testable import SvyazComposition

/// The search and its bounds against all choices of bases, each with its cheapest groups by a flow.
@Suite struct GroupingSearchTests {
  /// The least cost of all choices of bases.
  static func least(_ problem: GroupingProblem, groups: Int) throws -> Int? {
    var least: Int?
    func visit(_ first: Int, _ bases: [Int32]) throws {
      if bases.count == groups {
        if case .optimal(_, let cost) = try FixedBases(problem, bases: bases).solve() {
          least = min(least ?? .max, cost)
        }
        return
      }
      for next in first..<problem.candidateCount { try visit(next + 1, bases + [Int32(next)]) }
    }
    try visit(0, [])
    return least
  }

  static func search(_ problem: GroupingProblem, groups: Int, steps: Int) throws -> GroupingSearch.Answer? {
    guard case .found(let start) = try FeasibleGrouping.find(problem, groups: groups) else { return nil }
    let budget = SearchBudget(operations: steps * SearchBudget.operationsInStep, monitor: .none)
    var search = try #require(GroupingSearch(problem, groups: groups, budget: budget, monitor: .none))
    return try search.run(start: start)
  }

  @Test("finds and proves the least of all choices of bases", arguments: 0..<4 as Range<UInt64>)
  func provesTheLeast(block: UInt64) throws {
    var found = 0
    for seed in block * 5..<block * 5 + 5 {
      let groups = 3 + Int(seed % 2)
      let problem = LargeGrouping.make(seed: seed, members: 32, low: 9 + Int(seed % 5), candidates: 9)
      let least = try Self.least(problem, groups: groups)
      guard let answer = try Self.search(problem, groups: groups, steps: 40) else {
        #expect(least == nil, "seed \(seed)")
        continue
      }
      #expect(answer.cost == least, "seed \(seed)")
      #expect(answer.bound == least, "seed \(seed)")
      found += 1
    }
    #expect(found >= 3)
  }

  @Test("a bound by areas is never above what some groups cost, and often above the root's", arguments: [3, 5])
  func areasBound(basesInArea: Int) throws {
    var lifted = 0
    for seed in 100..<105 as Range<UInt64> {
      let groups = 8
      let problem = LargeGrouping.make(seed: seed, members: 64, low: 26, candidates: 26)
      guard let answer = try Self.search(problem, groups: groups, steps: 20), let best = answer.grouping else {
        continue
      }
      let budget = SearchBudget(operations: 100_000_000, monitor: .none)
      let search = try #require(GroupingSearch(problem, groups: groups, budget: budget, monitor: .none))
      var bounder = search.bounder
      var root = search.rootNode()
      #expect(try bounder.bound(&root, iterations: 300, step: 1, limit: { nil }))
      #expect(root.bound <= answer.cost, "seed \(seed)")
      var areas = try #require(
        AreaBound(
          search.relaxation, root, groups: groups, bases: best.bases, limit: answer.cost + 100_000,
          basesInArea: basesInArea, budget: budget))
      let bound = try areas.run(operations: 10_000_000)
      #expect(bound <= answer.cost, "seed \(seed)")
      if bound > root.bound { lifted += 1 }
    }
    #expect(lifted >= 2)
  }

  @Test("a larger budget never contradicts a smaller one; equal budgets give equal answers")
  func budgetsAgree() throws {
    for seed in 0..<2 as Range<UInt64> {
      let problem = LargeGrouping.make(seed: seed, members: 90, low: 36, candidates: 40)
      var answers: [GroupingSearch.Answer] = []
      for steps in [0, 2, 8] {
        let answer = try #require(try Self.search(problem, groups: 8, steps: steps))
        let again = try #require(try Self.search(problem, groups: 8, steps: steps))
        #expect(answer.grouping == again.grouping && answer.bound == again.bound)
        let grouping = try #require(answer.grouping)
        #expect(GroupingCheck.violations(of: grouping, in: problem, groups: 8) == [])
        #expect(GroupingCheck.cost(grouping, in: problem) == answer.cost)
        answers.append(answer)
      }
      let leastCost = answers.map(\.cost).min() ?? 0
      let greatestBound = answers.map(\.bound).max() ?? 0
      #expect(greatestBound <= leastCost, "seed \(seed)")
      #expect(answers[2].cost <= answers[0].cost)
    }
  }

  @Test func aLargeProblemIsBoundedByAreas() throws {
    let members = GroupingSearch.wholeLimit + 50
    let problem = LargeGrouping.make(seed: 7, members: members, low: 170, candidates: 90)
    let answer = try #require(try Self.search(problem, groups: 40, steps: 25))
    let grouping = try #require(answer.grouping)
    #expect(GroupingCheck.violations(of: grouping, in: problem, groups: 40) == [])
    #expect(answer.bound <= answer.cost)
    #expect(answer.bound * 100 >= answer.cost * 85)
  }

  @Test func seedsBeginElsewhere() throws {
    let problem = LargeGrouping.make(seed: 3, members: 90, low: 36, candidates: 40)
    let answers = try [1, 2, Int.min, Int.max].map { seed in
      let budget = SearchBudget(operations: 1_000_000, monitor: .none)
      var search = try #require(GroupingSearch(problem, groups: 8, budget: budget, monitor: .none))
      search.seed = seed
      return try search.run(start: nil)
    }
    #expect(Set(answers.map(\.bound)).count > 1)
    #expect((answers.map(\.bound).max() ?? 0) <= (answers.map(\.cost).min() ?? 0))
  }

  @Test func aSearchStopsWhenToldTo() throws {
    let problem = LargeGrouping.make(seed: 5, members: 120, low: 48, candidates: 50)
    let budget = SearchBudget(
      operations: 1_000_000_000, monitor: SolveMonitor(isCancelled: { true }))
    var search = try #require(
      GroupingSearch(problem, groups: 10, budget: budget, monitor: SolveMonitor(isCancelled: { true })))
    #expect(throws: CancellationError.self) { try search.run(start: nil) }
  }
}
