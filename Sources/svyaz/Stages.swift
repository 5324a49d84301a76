internal import Foundation
internal import Synchronization

/// Says on standard error what is being done when a stage takes more than a second, and how far it is.
///
/// A thread of its own watches the clock: the work itself is one synchronous computation.
final class Stages: Sendable {
  /// What a stage took.
  struct Timing: Sendable {
    let stage: String
    let seconds: Double
    /// Of processor time, all threads together.
    let processorSeconds: Double
    /// Of the whole process until the end of the stage; `nil` where the system does not tell.
    let peakMegabytes: Int?
  }

  private struct State {
    var stage = ""
    var started = ContinuousClock.now
    var startedProcessor = Stages.processorSeconds
    /// Of the last line about this stage.
    var announced: ContinuousClock.Instant?
    /// Of the stage, 0…1, and what of it was told last.
    var share = 0.0
    var toldPercent = 0
    var finished = false
    var timings: [Timing] = []
  }

  private let state = Mutex(State())

  private static let patience = Duration.seconds(1)
  private static let pause = Duration.seconds(2)

  init() {
    Thread.detachNewThread { [self] in
      while watch() { Thread.sleep(forTimeInterval: 0.1) }
    }
  }

  func begin(_ stage: String) {
    end()
    state.withLock { $0 = State(stage: stage, timings: $0.timings) }
  }

  /// How much of the present stage is done, from 0 to 1.
  func update(_ share: Double) { state.withLock { $0.share = max($0.share, min(1, share)) } }

  func finish() {
    end()
    state.withLock { $0.finished = true }
  }

  private static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  /// Every stage that ended, in order.
  var timings: [Timing] { state.withLock { $0.timings } }

  private func end() {
    let peak = Memory.peakMegabytes
    let done = state.withLock { state -> String? in
      guard !state.stage.isEmpty else { return nil }
      let elapsed = ContinuousClock.now - state.started
      let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
      state.timings.append(
        Timing(
          stage: state.stage, seconds: seconds, processorSeconds: Self.processorSeconds - state.startedProcessor,
          peakMegabytes: peak))
      let line = state.announced == nil ? nil : "\(state.stage): готово за \(elapsed.components.seconds) с\n"
      state.stage = ""
      state.announced = nil
      return line
    }
    if let done { Output.error(done) }
  }

  /// - Returns: whether to go on watching.
  private func watch() -> Bool {
    let (announcement, goesOn) = state.withLock { state -> (String?, Bool) in
      guard !state.finished else { return (nil, false) }
      let now = ContinuousClock.now
      guard !state.stage.isEmpty, now - state.started > Self.patience else { return (nil, true) }
      let percent = Int(state.share * 100)
      if let last = state.announced {
        guard now - last > Self.pause, percent > state.toldPercent else { return (nil, true) }
      }
      state.announced = now
      state.toldPercent = percent
      return (percent > 0 ? "\(state.stage)… \(percent) %\n" : "\(state.stage)…\n", true)
    }
    if let announcement { Output.error(announcement) }
    return goesOn
  }
}
