import SvyazFlow
import SvyazTestSupport
import Testing

@testable import SvyazComposition

/// The relaxation under the planner's wishes, on problems small enough to try every grouping.
@Suite struct WishBoundTests {
  private struct Case {
    let problem: GroupingProblem
    let groups: Int
    let search: GroupingSearch
    let oracle: GroupingOracle
  }

  private func budget(_ operations: Int = 20_000_000) -> SearchBudget {
    SearchBudget(operations: operations, monitor: .none)
  }

  /// `nil` where no such groups have a size.
  private func makeCase(_ seed: UInt64, members: ClosedRange<Int>) -> Case? {
    var problem = RandomGrouping.make(seed: seed, members: members)
    problem.rules = GroupingProblem.Rules()
    guard problem.lowCount > 0, !problem.candidates.isEmpty else { return nil }
    let groups = 1 + Int(seed % 3)
    guard let search = GroupingSearch(problem, groups: groups, budget: budget(), monitor: .none) else { return nil }
    return Case(problem: problem, groups: groups, search: search, oracle: GroupingOracle(problem: problem))
  }

  private func hasWishes(_ problem: GroupingProblem) -> Bool {
    !problem.together.isEmpty || !problem.apart.isEmpty || problem.minTeachers > 0
  }

  @Test("no grouping costs less than the bound at any prices")
  func boundIsValid() throws {
    var (looks, closed) = (0, 0)
    for seed in 0..<2400 as Range<UInt64> {
      guard let made = makeCase(seed, members: 3...7), hasWishes(made.problem) else { continue }
      var random = SeededGenerator(seed: seed &+ 7_000)
      var node = made.search.rootNode()
      // A child of the root: some bases more are given.
      if let base = node.candidates.first, random.chance(30) {
        node.open = (node.open + [base]).sorted()
        node.candidates.removeFirst()
      }
      let sets = made.oracle.baseSets(made.groups).filter { set in node.open.allSatisfy { set.contains(Int($0)) } }
      let least = sets.compactMap { made.oracle.least(bases: $0) }.min()
      var search = PriceSearch(made.search.relaxation, PriceFrame(made.search.problem, made.search.shape), node)
      for _ in 0..<12 {
        let prices = node.prices.map { _ in random.int(-20...60) }
        search.choice.price = random.int(-20...20)
        guard let bound = search.evaluate(prices, exact: random.chance(50)), let least else {
          continue
        }
        looks += 1
        #expect(bound <= least, "seed \(seed), prices \(prices)")
      }
      search.run(iterations: 200, target: nil)
      guard let least else { continue }
      #expect(!search.isImpossible && search.bound <= least, "seed \(seed): \(search.bound), the least is \(least)")
      if search.bound == least { closed += 1 }
    }
    #expect(looks > 1000 && closed > 100, "\(looks) \(closed)")
  }

  @Test("the best group of a candidate obeys the pairs and costs what the bound says")
  func groupsObey() {
    var groups = 0
    for seed in 0..<500 as Range<UInt64> {
      guard let made = makeCase(seed, members: 4...8), made.problem.minTeachers == 0 else { continue }
      let problem = made.search.problem
      guard !problem.together.isEmpty || !problem.apart.isEmpty else { continue }
      var random = SeededGenerator(seed: seed)
      let relaxation = made.search.relaxation
      let usable = (0..<problem.candidateCount).filter { relaxation.isUsable($0) }
      let prices = (0..<problem.memberCount).map { _ in random.int(0...40) }
      prices.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        relaxation.evaluate(usable.map { Int32($0) }, prices: start)
        for candidate in usable where relaxation.value0[candidate] < Relaxation.none {
          var members: Set<Int> = []
          var sum = 0
          _ = relaxation.sharpen(candidate, extra: nil, prices: start, relaxation.most(start))
          guard relaxation.value0[candidate] < Relaxation.none else { continue }
          relaxation.forEachMember(of: candidate, extra: false, prices: start) {
            members.insert(Int($0))
            sum += problem.cost(candidate, Int($0)) - prices[Int($0)]
          }
          groups += 1
          #expect(sum == relaxation.value0[candidate], "seed \(seed)")
          for (one, other) in problem.together {
            #expect(members.contains(Int(one)) == members.contains(Int(other)), "seed \(seed)")
          }
          for (one, other) in problem.apart {
            #expect(!members.contains(Int(one)) || !members.contains(Int(other)), "seed \(seed)")
          }
        }
      }
    }
    #expect(groups > 100)
  }

  @Test("branch and bound alone comes to the least, and its bound never passes it")
  func branchAndBoundAgrees() throws {
    var (closed, open) = (0, 0)
    for seed in 0..<1500 as Range<UInt64> {
      guard var made = makeCase(seed, members: 3...8).map({ $0.search }),
        let oracle = makeCase(seed, members: 3...8)?.oracle
      else { continue }
      made.mayExhaust = false
      let answer = try made.run(start: nil)
      guard let least = oracle.least(groups: made.shape.groups) else {
        #expect(answer.grouping == nil, "seed \(seed)")
        continue
      }
      #expect(answer.bound <= least, "seed \(seed)")
      if answer.grouping != nil, answer.cost == least, answer.bound == least { closed += 1 } else { open += 1 }
    }
    #expect(closed > 100 && open * 20 <= closed, "closed \(closed), open \(open)")
  }

  @Test("subsets give the least, or nothing where nothing holds the rules")
  func subsetsAgree() throws {
    var (found, none) = (0, 0)
    for seed in 1000..<1400 as Range<UInt64> {
      guard let made = makeCase(seed, members: 3...7) else { continue }
      let grouping = try SubsetSearch(made.problem, made.search.shape).run(budget())
      let cost = grouping.map { GroupingCheck.cost($0, in: made.problem) }
      #expect(cost == made.oracle.least(groups: made.groups), "seed \(seed)")
      guard let grouping else {
        none += 1
        continue
      }
      found += 1
      let broken = GroupingCheck.violations(of: grouping, in: made.problem, groups: made.groups)
      #expect(broken == [], "seed \(seed)")
    }
    #expect(found > 60 && none > 60, "\(found) \(none)")
  }
}
