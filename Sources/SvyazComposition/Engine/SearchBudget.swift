internal import SvyazFlow

/// What a search may still do, in elementary operations; never in time, so that equal inputs give equal answers.
final class SearchBudget {
  private(set) var left: Int
  private let total: Int
  private let monitor: SolveMonitor
  private var sinceLook = 0

  /// A step of the planner's budget.
  static let operationsInStep = 1_000_000

  init(operations: Int, monitor: SolveMonitor) {
    left = operations
    total = max(1, operations)
    self.monitor = monitor
  }

  var isSpent: Bool { left <= 0 }
  var spent: Int { total - left }

  /// - Throws: `CancellationError` when the monitor says so.
  func spend(_ operations: Int) throws {
    left -= operations
    sinceLook += operations
    guard sinceLook > 200_000 else { return }
    sinceLook = 0
    if monitor.isCancelled() { throw CancellationError() }
    monitor.progress(min(1, Double(total - left) / Double(total)))
  }
}
