/// Solves any ``FlowProblem`` the fastest way there is: as an assignment where it has the mentor shape, by the network
/// simplex otherwise.
public enum FlowSolver {
  public enum Method: String, Sendable {
    case mentorShape
    case networkSimplex
  }

  /// - Throws: ``FlowError`` where numbers do not fit, before anything is solved; `CancellationError` when the monitor
  ///   says so.
  public static func solve(
    _ problem: FlowProblem, monitor: SolveMonitor = .none
  ) throws -> (outcome: FlowOutcome, method: Method) {
    if let shape = MentorShape(problem) {
      if monitor.isCancelled() { throw CancellationError() }
      return (.optimal(try shape.solve(problem, monitor: monitor)), .mentorShape)
    }
    return (try NetworkSimplex.solve(problem, monitor: monitor), .networkSimplex)
  }
}
