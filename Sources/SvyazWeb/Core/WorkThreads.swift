internal import Dispatch

/// Threads for work that computes or waits for the disk: pages to render, plans to solve, passwords to hash, the store.
///
/// The threads that serve connections must never do it: with two cores, two busy requests would stop the site.
final class WorkThreads: Sendable {
  private let queue: DispatchQueue
  private let places: DispatchSemaphore

  /// - Parameter count: how many pieces of work run at once; others wait in turn.
  init(_ label: String, count: Int) {
    queue = DispatchQueue(label: "svyaz.\(label)", attributes: .concurrent)
    places = DispatchSemaphore(value: max(1, count))
    gate = DispatchQueue(label: "svyaz.\(label).gate")
  }

  /// Work in turn waits here, so that waiting takes one thread and not one a piece.
  private let gate: DispatchQueue

  /// Runs `body` on a thread of its own and returns what it returns.
  func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      gate.async { [queue, places] in
        places.wait()
        queue.async {
          let result = Result(catching: body)
          places.signal()
          continuation.resume(with: result)
        }
      }
    }
  }
}
