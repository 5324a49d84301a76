internal import CGraphvizShim

/// A map as files, and what is to be known about it.
public struct RenderedMap: Sendable {
  public let scene: MapScene
  public let files: [MapFormat: [UInt8]]
  public let nodeCount: Int
  public let edgeCount: Int
  /// Smallest text of a node, in points: 8 or more.
  public let smallestLabelPoints: Double
  /// The page is larger than the paper asked for, which could not hold readable labels.
  public let isPoster: Bool
}

/// Draws maps in worker processes, as many at a time as it has workers, and remembers what it drew.
///
/// Whatever a map holds, the caller's process survives: each worker has bounds of memory and processor time, and is
/// killed at the deadline. After a failure the next map gets a new worker. Equal maps give equal bytes, be they from a
/// new worker, a warm one or the cache.
public actor MapRenderer {
  /// The argument that makes the executable a worker.
  public static let workerArgument = "map-worker"
  /// A worker is replaced after so many maps: graphviz leaks.
  static let jobsPerWorker = 200

  /// A place for one worker.
  private struct Slot {
    var session: WorkerSession?
    var jobCount = 0
  }

  private let workerExecutable: String
  private let deadline: Duration
  private var slots: [Slot]
  /// Slots without a job; the last used is taken first, since its worker is warm.
  private var idle: [Int]
  /// Who waits for a slot; `nil` wakes one who shall not have any.
  private var queue = FairQueue<CheckedContinuation<Int?, Never>>()
  private var lastTicket = 0
  private var isShutDown = false
  private var cache: MapCache

  /// - Parameters:
  ///   - workerExecutable: a program that calls ``MapWorker/run()`` when its only argument is ``workerArgument``:
  ///     `/proc/self/exe` is the caller itself.
  ///   - workers: processes at most; each is started when it is needed.
  ///   - deadline: for each map, from when a worker takes it.
  ///   - cacheByteCount: how much of what was drawn is kept for equal requests; 0 for nothing.
  public init(
    workerExecutable: String, workers: Int = 1, deadline: Duration = .seconds(10), cacheByteCount: Int = 0
  ) {
    self.workerExecutable = workerExecutable
    self.deadline = deadline
    let count = max(1, workers)
    slots = [Slot](repeating: Slot(), count: count)
    idle = Array((0..<count).reversed())
    cache = MapCache(limit: max(0, cacheByteCount))
    // Writing to a worker that has just died must fail with an error, not with a signal.
    svyaz_ignore_broken_pipes()
  }

  deinit { for slot in slots { slot.session?.close() } }

  /// The first worker's process, while it has one.
  var workerProcessID: Int32? { workerProcessIDs.first }

  /// The workers' processes.
  package var workerProcessIDs: [Int32] { slots.compactMap { $0.session?.processID } }

  /// Maps that wait for a worker.
  public var waitingCount: Int { queue.count }

  /// Bytes in the cache.
  public var cachedByteCount: Int { cache.byteCount }

  /// Draws a map, or takes it from the cache.
  ///
  /// Calls of one client wait for each other in their order, and clients take turns. When the calling task is
  /// cancelled, a call that waits leaves the queue at once; one that is being drawn loses its worker, so that the next
  /// does not wait for an answer that nobody hears.
  ///
  /// - Parameters:
  ///   - formats: the files asked for; the scene is there without any.
  ///   - client: whose request it is, such as a session; only for turns.
  ///   - deadline: from when a worker takes the map; `nil` for the renderer's.
  public func render(
    _ map: NetworkMap, formats: Set<MapFormat>, options: MapFileOptions = MapFileOptions(), client: String = "",
    deadline: Duration? = nil
  ) async throws(MapError) -> RenderedMap {
    guard map.nodes.count <= MapLimits.nodes, map.edges.count <= MapLimits.edges else {
      throw .tooLarge(nodes: map.nodes.count, edges: map.edges.count)
    }
    let job = WorkerJob(map: map, formats: formats.sorted { $0.rawValue < $1.rawValue }, options: options)
    guard let request = try? Frame.encode(job) else {
      // JSON has no other trouble with a map.
      throw .inconsistent(detail: "координата или вес узла — не число")
    }
    guard request.count <= MapLimits.frameBytes else {
      throw .tooLarge(nodes: map.nodes.count, edges: map.edges.count)
    }
    if !isShutDown, let known = cache.map(for: request) { return known }
    let slot = try await takeSlot(client: client)
    defer { release(slot) }
    guard !isShutDown, !Task.isCancelled else { throw .cancelled }
    // Someone else may have asked for the same while this call waited.
    if let known = cache.map(for: request) { return known }
    let reply = try await reply(to: request, slot: slot, deadline: deadline ?? self.deadline)
    if let failure = reply.answer.failure { throw failure.error }
    guard let scene = reply.answer.scene else { throw .workerCrashed(detail: "пустой ответ") }
    let drawn = RenderedMap(
      scene: scene, files: reply.files, nodeCount: scene.nodes.count, edgeCount: scene.links.count,
      smallestLabelPoints: scene.smallestLabelPoints, isPoster: scene.size.width > map.paper.size.width)
    cache.insert(drawn, for: request, answerByteCount: reply.byteCount)
    return drawn
  }

  /// Lets the workers go: maps under way are finished, those that wait and later calls fail with
  /// ``MapError/cancelled``.
  public func shutdown() async {
    isShutDown = true
    for waiter in queue.removeAll() { waiter.resume(returning: nil) }
    for slot in slots.indices {
      slots[slot].session?.close()
      slots[slot].session = nil
    }
  }

  private func reply(
    to request: [UInt8], slot: Int, deadline: Duration
  ) async throws(MapError) -> WorkerSession.Reply {
    // A worker that died while idle is no fault of this map: one more is started.
    for _ in 0..<2 {
      let session = session(in: slot)
      slots[slot].jobCount += 1
      let outcome = await withTaskCancellationHandler {
        await session.ask(request, deadline: deadline)
      } onCancel: {
        session.abandon()
      }
      switch outcome {
      case .success(let reply): return reply
      case .failure(let error): throw error
      case .unheard where Task.isCancelled: throw .cancelled
      case .unheard: continue
      }
    }
    throw .workerUnavailable(detail: "рабочий процесс завершается до начала работы")
  }

  private func session(in slot: Int) -> WorkerSession {
    if let session = slots[slot].session, !session.isClosed, slots[slot].jobCount < Self.jobsPerWorker {
      return session
    }
    slots[slot].session?.close()
    let fresh = WorkerSession(executable: workerExecutable)
    slots[slot] = Slot(session: fresh)
    return fresh
  }

  // MARK: Turns

  /// A slot for one job, at once or when the turn comes.
  private func takeSlot(client: String) async throws(MapError) -> Int {
    guard !isShutDown, !Task.isCancelled else { throw .cancelled }
    if let slot = idle.popLast() { return slot }
    lastTicket += 1
    let ticket = lastTicket
    let slot: Int? = await withTaskCancellationHandler {
      await withCheckedContinuation { (waiter: CheckedContinuation<Int?, Never>) in
        // The handler may have run already, and found nobody in the queue.
        if Task.isCancelled {
          waiter.resume(returning: nil)
        } else {
          queue.append(waiter, ticket: ticket, client: client)
        }
      }
    } onCancel: {
      Task { await self.leaveQueue(ticket) }
    }
    guard let slot else { throw .cancelled }
    return slot
  }

  private func leaveQueue(_ ticket: Int) { queue.remove(ticket: ticket)?.resume(returning: nil) }

  private func release(_ slot: Int) {
    if let next = queue.popFirst() { next.resume(returning: slot) } else { idle.append(slot) }
  }
}
