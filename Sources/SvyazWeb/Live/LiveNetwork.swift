internal import Logging
internal import SvyazGraph
internal import SvyazStore
internal import Synchronization

/// The latest revision of a store's network, and the news of every later one.
///
/// Readers get the revision that stands, at once. A change by this process is loaded before its author is answered
/// (up to ``patience``); one by another process is noticed by ``follow()``.
final class LiveNetwork: Sendable {
  enum News: Hashable, Sendable {
    /// The number of a revision.
    case change(Int)
    case variant(VariantNews)
  }

  private struct State {
    var revision: Revision
    var loading: Task<Revision, any Error>?
    var figured: (revision: Revision, took: Duration)?
    var listeners: [Int: AsyncStream<News>.Continuation] = [:]
    var nextListener = 0
  }

  private let store: Store
  private let threads: WorkThreads
  private let state: Mutex<State>
  private let logger: Logger

  /// Loads the network; blocks.
  ///
  /// - Throws: `StoreError`.
  init(_ store: Store, on threads: WorkThreads, logger: Logger) throws {
    self.store = store
    self.threads = threads
    self.logger = logger
    state = Mutex(State(revision: try Self.load(store)))
  }

  /// The revision that stands.
  var current: Revision { state.withLock { $0.revision } }

  /// The latest revision whose overview is ready for the network's own day, and how long its figures took.
  var figured: (revision: Revision, took: Duration)? { state.withLock { $0.figured } }

  func note(figuresOf revision: Revision, took: Duration) {
    state.withLock { state in
      if let known = state.figured, known.revision.number > revision.number { return }
      state.figured = (revision, took)
    }
  }

  /// The revision that knows everything that was written before this call.
  func refreshed() async throws -> Revision {
    let task = state.withLock { state -> Task<Revision, any Error> in
      // A load that runs may have begun before the write: another one follows it.
      let earlier = state.loading
      let task = Task { [store, threads] in
        _ = try? await earlier?.value
        let known = self.current
        let last = try await threads.run { try store.lastChange() }
        if last == known.number { return known }
        let revision = try await threads.run {
          let (number, network) = try store.currentNetwork(knowing: (known.number, known.network))
          let revision = Revision(number: number, network: network)
          // What every page asks for is there before the first one does: until then all read the revision before.
          _ = NetworkIndex.of(revision)
          _ = DayFigures.ladder(revision, on: network.asOf)
          return revision
        }
        self.publish(revision)
        return revision
      }
      state.loading = task
      return task
    }
    return try await task.value
  }

  /// Makes what the overview shows of each revision before somebody asks, until the task is cancelled.
  func prepare(_ make: (Revision) async -> Void) async {
    let news = changes()
    await make(current)
    // Of several revisions that came meanwhile only the last is worth it.
    for await _ in news where figured?.revision !== current { await make(current) }
  }

  /// Looks for changes of other processes until the task is cancelled.
  func follow(every pause: Duration = .milliseconds(500)) async {
    while !Task.isCancelled {
      do {
        try await Task.sleep(for: pause)
        _ = try await refreshed()
      } catch is CancellationError {
        return
      } catch {
        logger.error("the store cannot be read", metadata: ["error": "\(error)"])
      }
    }
  }

  /// Tells those who listen of a plan that was saved; the network is as it was.
  func tell(_ variant: VariantNews) {
    let listeners = state.withLock { Array($0.listeners.values) }
    for listener in listeners { listener.yield(.variant(variant)) }
  }

  /// The revisions to come, and the variants of plans that are saved, until the reader stops.
  func changes() -> AsyncStream<News> {
    let (stream, continuation) = AsyncStream.makeStream(of: News.self, bufferingPolicy: .bufferingNewest(8))
    let listener = state.withLock { state in
      state.nextListener += 1
      state.listeners[state.nextListener] = continuation
      return state.nextListener
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.listeners.removeValue(forKey: listener) }
    }
    return stream
  }

  /// Ends the streams of all listeners.
  func close() {
    let listeners = state.withLock { state in
      defer { state.listeners = [:] }
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
  }

  private func publish(_ revision: Revision) {
    let listeners = state.withLock { state -> [AsyncStream<News>.Continuation] in
      guard revision.number > state.revision.number else { return [] }
      state.revision = revision
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.yield(.change(revision.number)) }
  }

  private static func load(_ store: Store) throws -> Revision {
    let (number, network) = try store.currentNetwork()
    return Revision(number: number, network: network)
  }
}

/// A version of a plan that somebody saved over an earlier one.
struct VariantNews: Hashable, Sendable {
  var id: Int
  var version: Int
  /// A login.
  var author: String
  /// Where it is opened; of the characters of an address only.
  var address: String
}
