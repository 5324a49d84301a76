internal import SvyazExchange
public import SvyazFlow
internal import SvyazGraph

/// `svyaz solve`: the cheapest flow of a DIMACS problem, or the proof that there is none. Every answer is checked
/// without the solver before it is shown.
public enum SolveFlow {
  public struct Answer: Sendable {
    public let report: Report
    /// The flow in the DIMACS form of solutions, where one was asked for and there is one.
    public let flow: [UInt8]?
  }

  /// - Parameters:
  ///   - path: a DIMACS min-cost flow file or a binary instance; told apart by the magic number.
  ///   - withFlow: whether ``Answer/flow`` is wanted.
  /// - Throws: ``FileError``, ``FlowFileError``, ``SolveError``; `CancellationError` when the monitor says so.
  public static func run(
    _ path: String, withFlow: Bool = false, monitor: SolveMonitor = .none, progress: (String) -> Void = { _ in }
  ) throws -> Answer {
    progress("Читаю задачу")
    if AssignmentFile.isOne(path) {
      guard !withFlow else { throw SolveError.noFlowFile }
      return try assignment(AssignmentFile(path), monitor: monitor, progress: progress)
    }
    let file = try FlowFile.read(path)
    progress("Решаю задачу")
    let (outcome, method) = try solved(file, monitor: monitor)
    progress("Проверяю ответ")
    if let fault = FlowCheck(outcome, of: file.problem).fault { throw SolveError.unproved(fault: fault) }
    let answer = FlowAnswer(file: file, outcome: outcome, method: method)
    var flow: [UInt8]?
    if withFlow, case .optimal(let solution) = outcome { flow = file.solution(solution) }
    return Answer(report: answer.report, flow: flow)
  }

  private static func solved(
    _ file: FlowFile, monitor: SolveMonitor
  ) throws -> (outcome: FlowOutcome, method: FlowSolver.Method) {
    do {
      return try FlowSolver.solve(file.problem, monitor: monitor)
    } catch let error as FlowError {
      throw SolveError.refused(error, place: place(error, in: file))
    }
  }

  private static func place(_ error: FlowError, in file: FlowFile) -> String {
    switch error {
    case .tooLarge: file.name
    case .supplyTooGreat(let node): "\(file.name), узел \(node + 1)"
    case .badArc(let arc), .capacityTooGreat(let arc), .costTooGreat(let arc), .pathTooDear(let arc):
      "\(file.name), строка \(file.line(ofArc: arc))"
    }
  }

  private static func assignment(
    _ file: AssignmentFile, monitor: SolveMonitor, progress: (String) -> Void
  ) throws -> Answer {
    progress("Решаю задачу")
    let assignment = try AssignmentSolver.solve(file.problem, monitor: monitor)
    progress("Проверяю ответ")
    let check = AssignmentCheck(assignment, of: file.problem)
    if let fault = check.fault { throw SolveError.unproved(fault: fault) }
    let problem = file.problem
    // As the DIMACS file of the same instance has them: with the sink, and with an arc for every slot, mentor and
    // demand left uncovered.
    let nodes = 1 + problem.demandCount + problem.slotCount + problem.mentorCount
    let arcs = problem.arcSlot.count + problem.demandCount + problem.slotCount + problem.mentorCount
    let cost = file.objective(check)
    var text = FlowAnswer.head(name: file.name, nodes: nodes, arcs: arcs)
    text += FlowAnswer.optimum(cost: cost, method: .mentorShape)
    text += "Потребностей: \(grouped(problem.demandCount)), обеспечено: \(grouped(check.covered)).\n"
    return Answer(
      report: Report(
        text: text,
        json: FlowAnswer.json(status: "optimal", cost: cost, method: .mentorShape, nodes: nodes, arcs: arcs)),
      flow: nil)
  }
}
