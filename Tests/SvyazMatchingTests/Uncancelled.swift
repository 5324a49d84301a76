import SvyazMatching

extension MatchingProblem {
  /// The plan of a solve that nobody cancels, so that ``MatchingError`` stays the only error.
  func uncancelled() -> Plan {
    do { return try solve() } catch { preconditionFailure("nobody cancelled: \(error)") }
  }
}
