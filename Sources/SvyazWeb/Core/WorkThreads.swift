internal import Dispatch
internal import Foundation
internal import Synchronization

/// Threads for work that computes or waits for the disk: pages to render, plans to solve, passwords to hash, the store.
///
/// The threads that serve connections must never do it: with two cores, two busy requests would stop the site.
final class WorkThreads: Sendable {
  private struct State {
    var running = 0
    /// In turn; those before ``next`` have been begun.
    var waiting: [@Sendable () -> Void] = []
    var next = 0
  }

  private let queue: DispatchQueue
  private let count: Int
  private let yields: Bool
  private let state = Mutex(State())

  /// - Parameters:
  ///   - count: how many pieces of work run at once; others wait in turn.
  ///   - yields: whether the work lets everything else go first when the processors are busy.
  init(_ label: String, count: Int, yields: Bool = false) {
    self.yields = yields
    queue = DispatchQueue(label: "svyaz.\(label)", attributes: .concurrent)
    self.count = max(1, count)
  }

  /// How many pieces of work wait for a thread.
  var waitingCount: Int { state.withLock { $0.waiting.count - $0.next } }

  /// Runs `body` on a thread of its own and returns what it returns.
  func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let work: @Sendable () -> Void = { continuation.resume(with: Result(catching: body)) }
      let isFree = state.withLock { state in
        guard state.running < count else {
          state.waiting.append(work)
          return false
        }
        state.running += 1
        return true
      }
      if isFree { start(work) }
    }
  }

  private func start(_ work: @escaping @Sendable () -> Void) {
    guard yields else { return queue.async { self.work(from: work) } }
    // A thread of its own: who has made itself less urgent may not become urgent again, and the queue's threads are
    // everybody's.
    let thread = Thread {
      Self.becomeLessUrgent()
      self.work(from: work)
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// On Linux a priority is a thread's own; elsewhere it is the process's and stays as it is.
  private static func becomeLessUrgent() {
    #if os(Linux)
      let own = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, min(19, own + 5))
    #endif
  }

  /// One thread goes on while there is work: waking another for each piece would cost more than the shorter pieces do.
  private func work(from first: @Sendable () -> Void) {
    first()
    while let work = nextWork() { work() }
  }

  private func nextWork() -> (@Sendable () -> Void)? {
    state.withLock { state in
      guard state.next < state.waiting.count else {
        state.waiting.removeAll(keepingCapacity: true)
        state.next = 0
        state.running -= 1
        return nil
      }
      let work = state.waiting[state.next]
      // What it holds is not held longer than it runs.
      state.waiting[state.next] = {}
      state.next += 1
      if state.next >= 1024 {
        state.waiting.removeFirst(state.next)
        state.next = 0
      }
      return work
    }
  }
}
