import Foundation
import SvyazFlow
import Synchronization
import Testing

@testable import SvyazWeb

/// Nothing here waits for a time: other tests may keep every thread busy for minutes.
@Suite(.timeLimit(.minutes(30))) struct JobBoardTests {
  private let board = JobBoard(on: WorkThreads("test", count: 2), running: 2, kept: 2)

  /// Work that waits until it is let go, or is told to stop.
  private final class Gate: Sendable {
    let isOpen = Mutex(false)
    let runs = Mutex(0)
    /// How often the progress was told.
    let tells = Mutex(0)
    let stops = Mutex(0)
  }

  private func ask(_ key: String, _ gate: Gate, patience: Duration) async throws -> JobBoard.Outcome<String> {
    try await board.answer(key, patience: patience) { monitor, progress in
      gate.runs.withLock { $0 += 1 }
      progress("Считаю")
      monitor.progress(0.5)
      gate.tells.withLock { $0 += 1 }
      while !gate.isOpen.withLock({ $0 }) {
        if monitor.isCancelled() {
          gate.stops.withLock { $0 += 1 }
          throw CancellationError()
        }
        Thread.sleep(forTimeInterval: 0.002)
      }
      return "ответ \(key)"
    }
  }

  /// The first answer of those that `ask` gives which is not that it still runs.
  private func settled<Value>(_ ask: () async throws -> JobBoard.Outcome<Value>) async throws
    -> JobBoard.Outcome<Value>
  {
    while true {
      let outcome = try await ask()
      guard case .running = outcome else { return outcome }
    }
  }

  private func wait(until isSo: () -> Bool) async throws {
    while !isSo() { try await Task.sleep(for: .milliseconds(2)) }
  }

  /// Asks for `a` and waits until it is being computed.
  private func start(_ gate: Gate) async throws {
    _ = try await ask("a", gate, patience: .zero)
    try await wait { gate.tells.withLock { $0 } > 0 }
  }

  @Test func oneKeyIsComputedOnceAndTellsItsProgress() async throws {
    let gate = Gate()
    try await start(gate)
    guard case .running(let progress) = try await ask("a", gate, patience: .zero) else {
      Issue.record("it should still run")
      return
    }
    #expect(progress.stage == "Считаю" && progress.share == 0.5)
    gate.isOpen.withLock { $0 = true }
    for _ in 0..<3 {
      guard case .done("ответ a") = try await settled({ try await ask("a", gate, patience: .seconds(1)) }) else {
        Issue.record("it should be done")
        return
      }
    }
    #expect(gate.runs.withLock { $0 } == 1)
  }

  @Test func whatWasStoppedStopsAndIsToldOnce() async throws {
    let gate = Gate()
    try await start(gate)
    #expect(board.stop("a"))
    #expect(!board.stop("a") && !board.stop("b"))
    guard case .stopped = try await ask("a", gate, patience: .seconds(1)) else {
      Issue.record("it should be stopped")
      return
    }
    try await wait { gate.stops.withLock { $0 } > 0 }
    #expect(gate.stops.withLock { $0 } == 1)
    // The next who asks has it computed anew.
    gate.isOpen.withLock { $0 = true }
    guard case .done = try await settled({ try await ask("a", gate, patience: .seconds(1)) }) else {
      Issue.record("it should be done")
      return
    }
  }

  @Test func thereIsALimit() async throws {
    let gate = Gate()
    _ = try await ask("a", gate, patience: .zero)
    _ = try await ask("b", gate, patience: .zero)
    await #expect(throws: JobBoard.Full.self) { _ = try await ask("c", gate, patience: .zero) }
    gate.isOpen.withLock { $0 = true }
    try await wait { board.runningCount == 0 }
    guard case .done = try await settled({ try await ask("c", gate, patience: .seconds(1)) }) else {
      Issue.record("there is room again")
      return
    }
  }

  @Test func failuresAreKept() async throws {
    struct Broken: Error {}
    let outcome: JobBoard.Outcome<Int> = try await settled {
      try await board.answer("x", patience: .seconds(1)) { _, _ in throw Broken() }
    }
    guard case .failed(let error) = outcome else {
      Issue.record("it should fail")
      return
    }
    #expect(error is Broken)
  }
}
