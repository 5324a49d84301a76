import SvyazTestSupport
import Testing

@testable import SvyazComposition

@Suite struct FeasibleGroupingTests {
  @Test("finds groups exactly where an exhaustive search does", arguments: 0..<8) func decides(block: UInt64) throws {
    var (possible, impossible) = (0, 0)
    for seed in block * 60..<block * 60 + 60 {
      let problem = RandomGrouping.make(seed: seed &+ 10_000)
      let oracle = GroupingOracle(problem: problem)
      for groups in 1...4 {
        let isPossible = oracle.isPossible(groups: groups)
        switch try FeasibleGrouping.find(problem, groups: groups) {
        case .found(let grouping):
          possible += 1
          #expect(isPossible, "seed \(seed), groups \(groups)")
          #expect(GroupingCheck.violations(of: grouping, in: problem, groups: groups) == [], "seed \(seed)")
        case .impossible:
          impossible += 1
          #expect(!isPossible, "seed \(seed), groups \(groups)")
        case .undecided: Issue.record("seed \(seed), groups \(groups): the budget was too small")
        }
        let counting = GroupCounting(problem, GroupingUnits(problem))
        if isPossible { #expect(!counting.isHopeless(groups: groups), "seed \(seed), groups \(groups)") }
      }
    }
    #expect(possible > 30)
    #expect(impossible > 30)
  }

  @Test("chooses the number of groups of an exhaustive search", arguments: 0..<8)
  func choosesGroupCount(block: UInt64) throws {
    var found = 0
    for seed in block * 60..<block * 60 + 60 {
      let problem = RandomGrouping.make(seed: seed &+ 20_000)
      let expected = GroupingOracle(problem: problem).groupCount
      switch try GroupCount.choose(problem) {
      case .found(let groups, let grouping, let undecided):
        found += 1
        #expect(groups == expected, "seed \(seed)")
        #expect(undecided == [])
        #expect(GroupingCheck.violations(of: grouping, in: problem, groups: groups) == [], "seed \(seed)")
      case .impossible: #expect(expected == nil, "seed \(seed)")
      case .undecided: Issue.record("seed \(seed): the budget was too small")
      }
    }
    #expect(found > 20)
  }

  @Test func aCityIsComposedWithFewFlows() throws {
    let problem = LargeGrouping.make(seed: 3, members: 200, low: 70, candidates: 90)
    guard case .found(let groups, let grouping, _) = try GroupCount.choose(problem, flows: 4) else {
      Issue.record("no groups")
      return
    }
    #expect(groups == 14)
    #expect(GroupingCheck.violations(of: grouping, in: problem, groups: 14) == [])
  }
}
