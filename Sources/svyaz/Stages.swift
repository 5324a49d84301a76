internal import Foundation
internal import Synchronization

/// Says on standard error what is being done when a stage takes more than a second.
///
/// A thread of its own watches the clock: the work itself is one synchronous computation.
final class Stages: Sendable {
  private struct State {
    var stage = ""
    var started = ContinuousClock.now
    var announced = false
    var finished = false
  }

  private let state = Mutex(State())

  init() {
    Thread.detachNewThread { [self] in
      while watch() { Thread.sleep(forTimeInterval: 0.1) }
    }
  }

  func begin(_ stage: String) {
    end()
    state.withLock { $0 = State(stage: stage) }
  }

  func finish() {
    end()
    state.withLock { $0.finished = true }
  }

  private func end() {
    let done = state.withLock { state -> String? in
      guard state.announced else { return nil }
      state.announced = false
      let elapsed = ContinuousClock.now - state.started
      return "\(state.stage): готово за \(elapsed.components.seconds) с\n"
    }
    if let done { Output.error(done) }
  }

  /// - Returns: whether to go on watching.
  private func watch() -> Bool {
    let (announcement, goesOn) = state.withLock { state -> (String?, Bool) in
      guard !state.finished else { return (nil, false) }
      guard !state.stage.isEmpty, !state.announced, ContinuousClock.now - state.started > .seconds(1) else {
        return (nil, true)
      }
      state.announced = true
      return ("\(state.stage)…\n", true)
    }
    if let announcement { Output.error(announcement) }
    return goesOn
  }
}
