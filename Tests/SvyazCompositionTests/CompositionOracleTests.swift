import SvyazComposition
import SvyazFlow
import SvyazGraph
import SvyazTestSupport
import Testing

/// Answers for small random networks against the search through all groups.
@Suite struct CompositionOracleTests {
  struct Counts {
    var optimal = 0
    var infeasible = 0
    var withHand = 0
  }

  /// What differs for one seed.
  private func differences(_ random: RandomComposition, counts: inout Counts) throws -> [String] {
    let problem = try random.problem()
    let oracle = ExhaustiveComposition(problem, network: random.network)
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(5)
    let answer: Composition
    do {
      answer = try problem.compose(monitor: SolveMonitor(isCancelled: { clock.now > deadline }))
    } catch is CancellationError {
      return ["no answer in 5 s"]
    }
    guard let expected = oracle.best() else {
      counts.infeasible += 1
      guard answer.status == .infeasible else { return ["\(answer.status), but no groups can hold the rules"] }
      return answer.groups.isEmpty ? [] : ["infeasible with groups"]
    }
    counts.optimal += 1
    if random.options.hasHand { counts.withHand += 1 }
    guard answer.status == .optimal else { return ["\(answer.status), the least is \(expected)"] }
    var found = oracle.violations(in: answer)
    let least = oracle.priced(objective: expected.objective, moved: expected.moved)
    let ours = oracle.priced(objective: answer.objective, moved: answer.moved.count)
    if ours != least { found.append("costs \(ours), the least is \(least)") }
    if answer.lowerBound != answer.objective { found.append("lower bound \(answer.lowerBound)") }
    if answer.groups.count != expected.groups.count {
      found.append("groups \(answer.groups.count), expected \(expected.groups.count)")
    }
    return found
  }

  @Test("the answer is the least, or nothing can hold the rules", arguments: [true, false])
  func equalsExhaustiveSearch(isPlain: Bool) throws {
    var counts = Counts()
    // Wishes of all kinds mix in many ways.
    for seed in 0..<(isPlain ? 100 : 400) as Range<UInt64> {
      let random = RandomComposition(seed: seed, members: isPlain ? 2...11 : 3...10, isPlain: isPlain)
      let found = try differences(random, counts: &counts)
      #expect(found == [], "seed \(seed)")
    }
    #expect(counts.optimal >= 25 && counts.infeasible >= 15 && counts.withHand >= 10, "\(counts)")
  }
}
