import Foundation
import SvyazExchange
import SvyazGraph
import SvyazMatching
import SvyazSynthesis

/// One turn of the race: makes a synthetic network, solves its matching once, and prints one JSON line.
///
/// Usage: `svyaz-bench SCHOOLS SEED CAPACITY [DIMACS-FILE]`; seconds are the process's CPU time.
@main
enum MatchingBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, let schools = Int(arguments[1]), let seed = UInt64(arguments[2]),
      let capacity = Int(arguments[3])
    else {
      FileHandle.standardError.write(Data("usage: svyaz-bench SCHOOLS SEED CAPACITY [DIMACS-FILE]\n".utf8))
      exit(2)
    }
    let network = SyntheticNetwork.make(schools: schools, seed: seed)
    let options = MatchingOptions(capacity: capacity)
    let (problem, buildSeconds) = try timed {
      try MatchingProblem(network: network, day: network.asOf, options: options)
    }
    let (plan, solveSeconds) = timed { problem.solve() }
    let (discrepancies, verifySeconds) = try timed { try PlanVerifier.discrepancies(of: plan, in: network) }
    if arguments.count > 4 { try Data(Dimacs.bytes(of: problem)).write(to: URL(filePath: arguments[4])) }

    let unpinned = unpinnedObjective(plan)
    let figures: [(String, String)] = [
      ("demands", "\(plan.demands.count)"), ("mentors", "\(plan.mentors.count)"), ("arcs", "\(problem.arcs.count)"),
      ("covered", "\(plan.objective.covered)"), ("objective", "\(unpinned)"),
      ("verified", "\(discrepancies.isEmpty)"), ("build", "\(buildSeconds)"), ("solve", "\(solveSeconds)"),
      ("verify", "\(verifySeconds)"),
    ]
    print("{" + figures.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}")
  }

  /// What the DIMACS form of the problem must cost: bigM · (uncovered weight) + cost of the unpinned pairs and the load
  /// that they add to the pins.
  static func unpinnedObjective(_ plan: Plan) -> Int {
    let weight = plan.demands.reduce(0) { $0 + $1.weight } - plan.objective.coveredWeight
    var pinned: [SchoolID: Int] = [:]
    var cost = 0
    for pair in plan.pairs {
      if pair.pinned { pinned[pair.mentor, default: 0] += 1 } else { cost += pair.cost }
    }
    for mentor in plan.mentors {
      for place in (pinned[mentor.school] ?? 0)..<max(mentor.used, pinned[mentor.school] ?? 0) {
        cost += place * plan.options.loadPenalty
      }
    }
    return plan.certificate.bigM * weight + cost
  }

  static func timed<Value>(_ work: () throws -> Value) rethrows -> (Value, Double) {
    let start = processorSeconds()
    let value = try work()
    return (value, processorSeconds() - start)
  }

  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
