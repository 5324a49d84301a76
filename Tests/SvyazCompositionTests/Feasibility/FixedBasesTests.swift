import SvyazTestSupport
import Testing

@testable import SvyazComposition

@Suite struct FixedBasesTests {
  @Test("equals an exhaustive search", arguments: 0..<8) func isCheapest(block: UInt64) throws {
    var (possible, impossible) = (0, 0)
    for seed in block * 60..<block * 60 + 60 {
      let problem = RandomGrouping.make(seed: seed)
      let oracle = GroupingOracle(problem: problem)
      for groups in 1...3 {
        for bases in oracle.baseSets(groups) {
          let least = oracle.least(bases: bases)
          switch try FixedBases(problem, bases: bases.map { Int32($0) }).solve() {
          case .optimal(let grouping, let cost):
            possible += 1
            #expect(cost == least, "seed \(seed), bases \(bases)")
            #expect(GroupingCheck.cost(grouping, in: problem) == cost, "seed \(seed), bases \(bases)")
            #expect(GroupingCheck.violations(of: grouping, in: problem, groups: groups) == [], "seed \(seed)")
          case .impossible:
            impossible += 1
            #expect(least == nil, "seed \(seed), bases \(bases)")
          case .stopped: Issue.record("seed \(seed), bases \(bases): the budget was too small")
          }
          let any = try FixedBases(problem, bases: bases.map { Int32($0) }).solve(.any)
          if case .optimal(let grouping, _) = any {
            #expect(GroupingCheck.violations(of: grouping, in: problem, groups: groups) == [], "seed \(seed)")
          } else {
            #expect(least == nil, "seed \(seed), bases \(bases)")
          }
        }
      }
    }
    #expect(possible > 30)
    #expect(impossible > 30)
  }

  @Test("a bound that a spent budget leaves is one", arguments: 0..<4) func boundHolds(block: UInt64) throws {
    for seed in block * 60..<block * 60 + 60 {
      let problem = RandomGrouping.make(seed: seed)
      let oracle = GroupingOracle(problem: problem)
      for bases in oracle.baseSets(2) {
        guard
          case .stopped(let best, let bound) = try FixedBases(problem, bases: bases.map { Int32($0) }).solve(flows: 2)
        else { continue }
        let least = oracle.least(bases: bases) ?? .max
        #expect(bound <= least, "seed \(seed)")
        if let best { #expect(best.cost >= least, "seed \(seed)") }
      }
    }
  }

  @Test func aCutoffHidesWhatIsNotCheaper() throws {
    var compared = 0
    for seed in UInt64(0)..<100 {
      let problem = RandomGrouping.make(seed: seed)
      guard let bases = GroupingOracle(problem: problem).baseSets(2).first else { continue }
      let fixed = FixedBases(problem, bases: bases.map { Int32($0) })
      guard case .optimal(_, let cost) = try fixed.solve() else { continue }
      compared += 1
      guard case .impossible = try fixed.solve(cutoff: cost) else {
        Issue.record("seed \(seed): an answer that is not cheaper than the cutoff")
        continue
      }
      guard case .optimal(_, cost) = try fixed.solve(cutoff: cost + 1) else {
        Issue.record("seed \(seed): the answer under the cutoff was lost")
        continue
      }
    }
    #expect(compared > 10)
  }
}
