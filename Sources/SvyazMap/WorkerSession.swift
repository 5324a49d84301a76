internal import CGraphvizShim
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// One worker process and the conversation with it, one job at a time.
///
/// The process lives inside the body of `Subprocess.run`; jobs reach it through a mailbox. After any failure the
/// session is over, and its owner starts another.
final class WorkerSession: Sendable {
  struct Reply: Sendable {
    var answer: WorkerAnswer
    var files: [MapFormat: [UInt8]]
    /// Of the message and the files.
    var byteCount: Int
  }

  enum Outcome: Sendable {
    case success(Reply)
    case failure(MapError)
    /// The worker had died before; nobody has seen the job.
    case unheard
  }

  private struct Job: Sendable {
    let request: [UInt8]
    let deadline: Duration
    let reply: CheckedContinuation<Outcome, Never>
  }

  private enum State {
    case idle
    /// The worker waits for a job.
    case waiting(CheckedContinuation<Job?, Never>)
    /// A job waits for the worker.
    case holding(Job)
    case closed(MapError)
  }

  private let state = Mutex(State.idle)
  /// The process while it runs, and how to end it.
  private let process = Mutex<(id: Int32, kill: @Sendable () -> Void)?>(nil)
  private let isAbandoned = Atomic(false)

  init(executable: String) {
    Task.detached { await self.live(executable) }
  }

  /// The process, while there is one.
  var processID: Int32? { process.withLock { $0?.id } }

  var isClosed: Bool { state.withLock { if case .closed = $0 { true } else { false } } }

  /// Sends a job and waits for its answer, for at most `deadline` from when the worker takes it.
  func ask(_ request: [UInt8], deadline: Duration) async -> Outcome {
    await withCheckedContinuation { reply in
      let job = Job(request: request, deadline: deadline, reply: reply)
      let refusal: MapError? = state.withLock { state in
        switch state {
        case .waiting(let worker):
          state = .idle
          worker.resume(returning: job)
          return nil
        case .idle:
          state = .holding(job)
          return nil
        case .closed(let error): return error
        case .holding: return .inconsistent(detail: "worker asked twice")
        }
      }
      if let refusal { reply.resume(returning: .failure(refusal)) }
    }
  }

  /// No more jobs: the worker's input ends, and it leaves. A job under way is answered first.
  func close(_ reason: MapError = .cancelled) {
    let waiting: Job? = state.withLock { state in
      defer { if case .closed = state {} else { state = .closed(reason) } }
      switch state {
      case .waiting(let worker):
        worker.resume(returning: nil)
        return nil
      case .holding(let job): return job
      case .idle, .closed: return nil
      }
    }
    waiting?.reply.resume(returning: .failure(reason))
  }

  /// Ends the worker now; its job under way, if any, fails with ``MapError/cancelled``.
  func abandon() {
    isAbandoned.store(true, ordering: .sequentiallyConsistent)
    close()
    process.withLock { $0?.kill() }
  }

  private func nextJob() async -> Job? {
    await withCheckedContinuation { worker in
      let ready: Job?? = state.withLock { state in
        switch state {
        case .holding(let job):
          state = .idle
          return .some(job)
        case .closed: return .some(nil)
        case .idle, .waiting:
          state = .waiting(worker)
          return .none
        }
      }
      if let ready { worker.resume(returning: ready) }
    }
  }

  // MARK: The process

  /// A job that the worker did not answer.
  private struct Lost: Sendable {
    let job: Job
    let hasExpired: Bool
    /// The worker was dead before the job could be handed over: another worker may try.
    let isUntouched: Bool
  }

  private func live(_ executable: String) async {
    do {
      // The worker's own crash reports are of no use to the reader of our messages.
      let environment = Environment.inherit.updating(["SWIFT_BACKTRACE": "enable=no"])
      let outcome = try await run(
        .path(FilePath(executable)), arguments: [MapRenderer.workerArgument], environment: environment,
        input: .inputWriter, output: .sequence, error: .discarded
      ) { execution -> Lost? in
        process.withLock {
          $0 = (execution.processIdentifier.value, { try? execution.send(signal: .kill) })
          // Abandoned while it was being started, perhaps with a job already taken from its hands.
          if isAbandoned.load(ordering: .sequentiallyConsistent) { try? execution.send(signal: .kill) }
        }
        // The process is not reaped before this closure ends, so its number is nobody else's until then.
        defer { process.withLock { $0 = nil } }
        var frames = FrameReader(execution.standardOutput.makeAsyncIterator())
        while let job = await nextJob() {
          let watch = Watchdog(deadline: job.deadline) { try? execution.send(signal: .kill) }
          var isHandedOver = false
          do {
            // A pipe to a dead process may still take what is written.
            guard svyaz_child_runs(execution.processIdentifier.value) != 0 else { throw BrokenFrame() }
            _ = try await execution.standardInputWriter.write(job.request)
            isHandedOver = true
            let reply = try await Self.reply(from: &frames)
            watch.stop()
            job.reply.resume(returning: .success(reply))
          } catch {
            watch.stop()
            try? execution.send(signal: .kill)
            return Lost(job: job, hasExpired: watch.hasExpired, isUntouched: !isHandedOver)
          }
        }
        try? await execution.standardInputWriter.finish()
        return nil
      }
      guard let lost = outcome.closureResult else { return close() }
      let failure =
        isAbandoned.load(ordering: .sequentiallyConsistent)
        ? MapError.cancelled : Self.failure(lost, outcome.terminationStatus)
      close(failure)
      lost.job.reply.resume(returning: lost.isUntouched && !lost.hasExpired ? .unheard : .failure(failure))
    } catch {
      close(.workerUnavailable(detail: "программа не запускается"))
    }
  }

  private static func failure(_ lost: Lost, _ status: TerminationStatus) -> MapError {
    if lost.hasExpired { return .deadlineExceeded(milliseconds: lost.job.deadline.milliseconds) }
    switch status {
    case .exited(let code): return .workerCrashed(detail: "рабочий процесс завершился, код \(code)")
    case .signaled(let signal): return .workerCrashed(detail: "рабочий процесс завершился, сигнал \(signal)")
    }
  }

  private static func reply(from frames: inout FrameReader) async throws -> Reply {
    let message = try await frames.next()
    let answer = try Frame.decode(WorkerAnswer.self, from: message)
    var byteCount = message.count
    var files: [MapFormat: [UInt8]] = [:]
    for file in answer.files {
      let bytes = try await frames.next()
      guard bytes.count == file.byteCount else { throw BrokenFrame() }
      files[file.format] = bytes
      byteCount += bytes.count
    }
    return Reply(answer: answer, files: files, byteCount: byteCount)
  }
}

/// The worker's output is not what our worker writes, or ended early.
struct BrokenFrame: Error {}

/// Cuts a process's output into frames.
struct FrameReader {
  private var chunks: SubprocessOutputSequence.Iterator
  private var buffer: [UInt8] = []
  private var start = 0

  init(_ chunks: SubprocessOutputSequence.Iterator) { self.chunks = chunks }

  mutating func next() async throws -> [UInt8] {
    guard let length = Frame.length(try await take(Frame.headerCount)) else { throw BrokenFrame() }
    return try await take(length)
  }

  private mutating func take(_ count: Int) async throws -> [UInt8] {
    while buffer.count - start < count {
      guard let chunk = try await chunks.next() else { throw BrokenFrame() }
      if start > 0 {
        buffer.removeFirst(start)
        start = 0
      }
      chunk.withUnsafeBytes { buffer.append(contentsOf: $0) }
    }
    defer { start += count }
    return Array(buffer[start..<start + count])
  }
}

/// Calls `expire` once, unless stopped before the deadline.
final class Watchdog: Sendable {
  private let expired = Atomic(false)
  private let timer = Mutex<Task<Void, Never>?>(nil)

  init(deadline: Duration, expire: @escaping @Sendable () -> Void) {
    let task = Task.detached { [self] in
      guard (try? await Task.sleep(for: deadline)) != nil else { return }
      expired.store(true, ordering: .sequentiallyConsistent)
      expire()
    }
    timer.withLock { $0 = task }
  }

  var hasExpired: Bool { expired.load(ordering: .sequentiallyConsistent) }

  func stop() { timer.withLock { $0?.cancel() } }
}

extension Duration {
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(clamping: seconds.multipliedReportingOverflow(by: 1000).partialValue)
      + Int(attoseconds / 1_000_000_000_000_000)
  }
}
