internal import Foundation
internal import SvyazFlow
internal import SvyazTestSupport
internal import Synchronization
internal import Testing

/// Random problems against two oracles that share no code with the solver: `make campaign-matching PROBLEMS=10000`.
@Suite struct MatchingCampaignTests {
  static let problems = number("PROBLEMS") ?? 300
  static let firstSeed = number("SEED") ?? 1
  static let blocks = 8
  /// Every so many problems one is of middle size, for the flow oracle alone.
  static let middleEvery = 4

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  static func problem(_ seed: Int) -> AssignmentProblem {
    .random(seed: UInt64(seed), shape: seed % middleEvery == 0 ? .middle : .small)
  }

  static func seeds(_ block: Int) -> StrideTo<Int> {
    stride(from: firstSeed + block, to: firstSeed + problems, by: blocks)
  }

  @Test("solves are optimal, proved, repeatable and stop when told", arguments: 0..<blocks)
  func holds(block: Int) {
    var trial = Trial()
    for seed in Self.seeds(block) where trial.faults.count < 5 {
      trial.run(Self.problem(seed), seed: seed)
    }
    #expect(trial.faults == [])
    #expect(trial.solved == Self.seeds(block).reduce(0) { count, _ in count + 1 })
  }

  /// A campaign proves nothing about cases that its problems do not hold.
  @Test func problemsHoldEveryAwkwardCase() {
    var seen = Set<String>()
    for seed in 1...300 {
      let problem = Self.problem(seed)
      if problem.mentorCount == 0 { seen.insert("no mentors") }
      if problem.loadPenalty > Int(Int32.max) { seen.insert("load dearer than any pair") }
      if problem.loadPenalty == 0 { seen.insert("no load penalty") }
      if problem.mentorPinned.contains(where: { $0 > 0 }) { seen.insert("pins") }
      if zip(problem.mentorPlaces, problem.mentorPinned).contains(where: { $0 > 0 && $0 == $1 }) {
        seen.insert("full of pins")
      }
      if problem.slotPlaces.contains(0) { seen.insert("slot without places") }
      if problem.mentorPlaces.contains(where: { $0 > 12 }) { seen.insert("many places") }
      if problem.arcCost.contains(.max) { seen.insert("greatest cost") }
      if problem.tiers.contains(0) { seen.insert("takes no part") }
      if Set(problem.tiers).subtracting([0]).count == 1 { seen.insert("equal tiers") }
      if problem.tierValues.count == problem.demandCount + 1, problem.demandCount > 3 { seen.insert("distinct tiers") }
      if StateOracle(problem, limit: Trial.stateLimit) != nil { seen.insert("small enough for all states") }
    }
    #expect(seen.count == 12, "\(seen.sorted())")
  }

  @Test func aGreedyPlanIsOftenNotTheBest() {
    var beaten = 0
    for seed in 1...100 {
      let problem = Self.problem(seed)
      var flow = FlowOracle(problem)
      if costOfPlan(greedyPlan(problem), problem) != flow.leastCost() { beaten += 1 }
    }
    #expect(beaten >= 30)
  }
}

/// What must hold of one problem.
private struct Trial {
  static let stateLimit = 1500

  var solved = 0
  var faults: [String] = []
  private var seed = 0

  mutating func run(_ problem: AssignmentProblem, seed: Int) {
    self.seed = seed
    var flow = FlowOracle(problem)
    let least = flow.leastCost()
    if let states = StateOracle(problem, limit: Self.stateLimit), states.leastCost() != least {
      blame("the oracles disagree")
    }
    let watched = Watcher()
    guard let assignment = try? AssignmentSolver.solve(problem, monitor: watched.monitor) else {
      return blame("a solve that nobody stopped was cancelled")
    }
    solved += 1
    judge(assignment, of: problem, least: least, "the solve")
    if (try? AssignmentSolver.solve(problem)) != assignment { blame("two solves differ") }
    if let fault = watched.progressFault { blame(fault) }
    let shuffled = problem.shuffled(seed: UInt64(seed))
    if let other = try? AssignmentSolver.solve(shuffled) {
      judge(other, of: shuffled, least: least, "the solve in another order")
    }
    stop(problem, assignment, questions: watched.questions)
    damage(assignment, of: problem, least: least)
  }

  private mutating func blame(_ fault: String) { faults.append("seed \(seed): \(fault)") }

  private mutating func judge(_ assignment: Assignment, of problem: AssignmentProblem, least: Int, _ what: String) {
    let check = AssignmentCheck(assignment, of: problem)
    if let fault = check.fault { blame("\(what) is not proved: \(fault)") }
    if check.objective != least { blame("\(what) is said to cost \(check.objective), the least is \(least)") }
    let cost = costOfPlan(assignment.mate, problem)
    if cost != least {
      blame("\(what) costs \(cost.map(String.init) ?? "nothing known: a rule is broken"), not \(least)")
    }
  }

  /// A solve ends with an error as soon as it was told to stop, at whichever question, and else with the same answer.
  private mutating func stop(_ problem: AssignmentProblem, _ assignment: Assignment, questions: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for question in Set([1, random.int(1...max(1, questions)), max(1, questions)]) {
      let watcher = Watcher(stopsAt: question)
      let result = Result { () throws(CancellationError) -> Assignment in
        try AssignmentSolver.solve(problem, monitor: watcher.monitor)
      }
      switch result {
      case .success(let answer):
        if watcher.hasStopped { blame("told to stop at question \(question), it went on") }
        if answer != assignment { blame("asked \(watcher.questions) times, it answered something else") }
      case .failure:
        if !watcher.hasStopped { blame("it stopped though nobody told it to") }
      }
    }
  }

  /// The check proves nothing that is not optimal.
  private mutating func damage(_ assignment: Assignment, of problem: AssignmentProblem, least: Int) {
    var random = SeededGenerator(seed: ~UInt64(seed))
    for _ in 0..<6 {
      var damaged = assignment
      let demand = random.int(0...problem.demandCount - 1)
      let choices = problem.arcs(demand).map { problem.arcSlot[$0] } + [-1]
      if random.chance(70) { damaged.mate[demand] = random.pick(choices) }
      if random.chance(30), problem.slotCount > 0 {
        damaged.slotPrice[random.int(0...problem.slotCount - 1)] += random.int(-3...3)
      }
      if random.chance(30), problem.mentorCount > 0 {
        damaged.mentorPrice[random.int(0...problem.mentorCount - 1)] += random.int(-3...3)
      }
      let check = AssignmentCheck(damaged, of: problem)
      if check.isProved, costOfPlan(damaged.mate, problem) != least { blame("a plan that is not the best was proved") }
    }
  }
}

/// Counts the questions of a solver, stops it at one of them, and writes down what it says of its progress.
private final class Watcher: Sendable {
  private struct State {
    var questions = 0
    var hasStopped = false
    var progress: [Double] = []
  }

  private let state = Mutex(State())
  private let stopsAt: Int?

  init(stopsAt: Int? = nil) { self.stopsAt = stopsAt }

  var monitor: SolveMonitor {
    SolveMonitor(
      isCancelled: { [self] in
        state.withLock { state in
          state.questions += 1
          if let stopsAt, state.questions >= stopsAt { state.hasStopped = true }
          return state.hasStopped
        }
      },
      progress: { [self] share in state.withLock { $0.progress.append(share) } })
  }

  var questions: Int { state.withLock { $0.questions } }
  var hasStopped: Bool { state.withLock { $0.hasStopped } }

  var progressFault: String? {
    let told = state.withLock { $0.progress }
    if told.contains(where: { !($0 >= 0 && $0 <= 1) }) { return "progress is out of 0...1: \(told)" }
    return zip(told, told.dropFirst()).contains { $0 > $1 } ? "progress falls: \(told)" : nil
  }
}
