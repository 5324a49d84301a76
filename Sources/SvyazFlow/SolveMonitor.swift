/// How a caller watches and stops a long solve.
///
/// A solver asks `isCancelled` at least every few milliseconds and ends with `CancellationError` when it is true;
/// nothing is changed outside the solver, so there is nothing to undo.
public struct SolveMonitor: Sendable {
  public let isCancelled: @Sendable () -> Bool
  /// Called now and then with the work done, from 0 to 1.
  public let progress: @Sendable (Double) -> Void

  public init(
    isCancelled: @escaping @Sendable () -> Bool = { false }, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) {
    self.isCancelled = isCancelled
    self.progress = progress
  }

  /// Nobody watches and nobody stops.
  public static let none = SolveMonitor()
}
