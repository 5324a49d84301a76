internal import SvyazFlow
internal import Synchronization

/// Long computations: each is made once for all who ask for the same, tells how far it is, can be stopped, and is kept
/// for a while.
///
/// A request waits a moment for its answer; where that is not enough, it gets the progress to show and asks again.
final class JobBoard: Sendable {
  struct Progress: Hashable, Sendable {
    var stage: String
    /// Of the stage, from 0 to 1.
    var share: Double
    var seconds: Int
  }

  enum Outcome<Value: Sendable>: Sendable {
    case running(Progress)
    case done(Value)
    case failed(any Error)
    /// Stopped by somebody. Told once: who asks again starts it anew.
    case stopped
  }

  /// What runs now is at its limit; it must be waited for or stopped.
  struct Full: Error {}

  private enum Phase: Sendable {
    case running
    case done(any Sendable)
    case failed(any Error)
    case stopped
  }

  private final class Job: Sendable {
    struct State: Sendable {
      var phase = Phase.running
      var stage = "Жду очереди"
      var share = 0.0
      var use: ContinuousClock.Instant
    }

    let begin: ContinuousClock.Instant
    let state: Mutex<State>

    init(_ now: ContinuousClock.Instant) {
      begin = now
      state = Mutex(State(use: now))
    }

    var isRunning: Bool {
      state.withLock { state in
        if case .running = state.phase { true } else { false }
      }
    }
  }

  private let threads: WorkThreads
  private let jobs = Mutex<[String: Job]>([:])
  private let limits: (running: Int, kept: Int, age: Duration)

  /// - Parameters:
  ///   - running: computations at once, those that wait for a thread among them.
  ///   - kept: answers that are kept.
  ///   - age: for how long since they were last asked for.
  init(on threads: WorkThreads, running: Int = 12, kept: Int = 32, age: Duration = .seconds(900)) {
    self.threads = threads
    limits = (running, kept, age)
  }

  /// The answer of a key, or how far it is.
  ///
  /// - Parameters:
  ///   - key: names all that the answer depends on; the same key always has the same type of answer.
  ///   - patience: how long to wait for it.
  ///   - work: must ask the monitor whether to go on; told stages, it passes them to the closure.
  /// - Throws: ``Full``.
  func answer<Value: Sendable>(
    _ key: String, patience: Duration = .milliseconds(900),
    _ work: @escaping @Sendable (SolveMonitor, (String) -> Void) throws -> Value
  ) async throws -> Outcome<Value> {
    let job = try job(key, work)
    let end = ContinuousClock.now + patience
    var pause = Duration.milliseconds(2)
    while job.isRunning, ContinuousClock.now < end {
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(40))
    }
    return outcome(of: job, key)
  }

  /// Stops a computation.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  func stop(_ key: String) -> Bool {
    guard let job = jobs.withLock({ $0[key] }) else { return false }
    return job.state.withLock { state in
      guard case .running = state.phase else { return false }
      state.phase = .stopped
      return true
    }
  }

  /// How many run or wait for a thread.
  var runningCount: Int { jobs.withLock { $0.values.count(where: \.isRunning) } }

  private func job<Value: Sendable>(
    _ key: String, _ work: @escaping @Sendable (SolveMonitor, (String) -> Void) throws -> Value
  ) throws(Full) -> Job {
    let now = ContinuousClock.now
    let found = jobs.withLock { jobs -> (job: Job, isNew: Bool)? in
      if let known = jobs[key] {
        known.state.withLock { $0.use = now }
        return (known, false)
      }
      guard jobs.values.count(where: \.isRunning) < limits.running else { return nil }
      forget(&jobs, now)
      let job = Job(now)
      jobs[key] = job
      return (job, true)
    }
    guard let found else { throw Full() }
    if found.isNew { start(found.job, work) }
    return found.job
  }

  private func start<Value: Sendable>(
    _ job: Job, _ work: @escaping @Sendable (SolveMonitor, (String) -> Void) throws -> Value
  ) {
    let monitor = SolveMonitor(
      isCancelled: { !job.isRunning },
      progress: { share in job.state.withLock { $0.share = min(1, max(0, share)) } })
    Task { [threads] in
      let result: Result<Value, any Error>
      do {
        result = .success(
          try await threads.run {
            guard job.isRunning else { throw CancellationError() }
            return try work(monitor) { stage in
              job.state.withLock { state in
                state.stage = stage
                state.share = 0
              }
            }
          })
      } catch {
        result = .failure(error)
      }
      job.state.withLock { state in
        // Stopped meanwhile: that stands, whatever came of it.
        guard case .running = state.phase else { return }
        switch result {
        case .success(let value): state.phase = .done(value)
        case .failure(let error): state.phase = error is CancellationError ? .stopped : .failed(error)
        }
      }
    }
  }

  private func outcome<Value: Sendable>(of job: Job, _ key: String) -> Outcome<Value> {
    let state = job.state.withLock { $0 }
    switch state.phase {
    case .running:
      let seconds = Int((ContinuousClock.now - job.begin).components.seconds)
      return .running(Progress(stage: state.stage, share: state.share, seconds: seconds))
    case .done(let value):
      guard let value = value as? Value else { return .stopped }
      return .done(value)
    case .failed(let error): return .failed(error)
    case .stopped:
      jobs.withLock { jobs in
        if jobs[key] === job { jobs[key] = nil }
      }
      return .stopped
    }
  }

  /// Old answers, and the oldest of too many.
  private func forget(_ jobs: inout [String: Job], _ now: ContinuousClock.Instant) {
    let done = jobs.filter { !$0.value.isRunning }.map { (key: $0.key, use: $0.value.state.withLock { $0.use }) }
      .sorted { $0.use < $1.use }
    let surplus = max(0, done.count + 1 - limits.kept)
    for (number, entry) in done.enumerated() where number < surplus || now - entry.use > limits.age {
      jobs[entry.key] = nil
    }
  }
}
