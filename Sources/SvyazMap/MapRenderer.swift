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

/// Draws maps in a worker process, one at a time.
///
/// Whatever a map holds, the caller's process survives: the worker has bounds of memory and processor time, and is
/// killed at the deadline. After a failure the next map gets a new worker. Equal maps give equal bytes.
public actor MapRenderer {
  /// The argument that makes the executable a worker.
  public static let workerArgument = "map-worker"
  /// A worker is replaced after so many maps: graphviz leaks.
  static let jobsPerWorker = 200

  private let workerExecutable: String
  private let deadline: Duration
  private var session: WorkerSession?
  private var jobCount = 0
  private var isBusy = false
  private var isShutDown = false
  private var queue: [CheckedContinuation<Void, Never>] = []

  /// - Parameters:
  ///   - workerExecutable: a program that calls ``MapWorker/run()`` when its only argument is ``workerArgument``:
  ///     `/proc/self/exe` is the caller itself.
  ///   - deadline: for each map, from when the worker takes it.
  public init(workerExecutable: String, deadline: Duration = .seconds(10)) {
    self.workerExecutable = workerExecutable
    self.deadline = deadline
    // Writing to a worker that has just died must fail with an error, not with a signal.
    svyaz_ignore_broken_pipes()
  }

  deinit { session?.close() }

  /// The worker's process, while it has one.
  var workerProcessID: Int32? { session?.processID }

  /// Draws a map.
  ///
  /// Calls wait for each other in their order; the deadline of each begins when its turn comes.
  ///
  /// - Parameters:
  ///   - formats: the files asked for; the scene is there without any.
  public func render(
    _ map: NetworkMap, formats: Set<MapFormat>, options: MapFileOptions = MapFileOptions()
  ) async throws(MapError) -> RenderedMap {
    guard map.nodes.count <= MapLimits.nodes, map.edges.count <= MapLimits.edges else {
      throw .tooLarge(nodes: map.nodes.count, edges: map.edges.count)
    }
    let job = WorkerJob(map: map, formats: formats.sorted { $0.rawValue < $1.rawValue }, options: options)
    guard let request = try? Frame.encode(job), request.count <= MapLimits.frameBytes else {
      throw .tooLarge(nodes: map.nodes.count, edges: map.edges.count)
    }
    await enter()
    defer { leave() }
    guard !isShutDown else { throw .cancelled }
    let reply = try await reply(to: request)
    if let failure = reply.answer.failure { throw failure.error }
    guard let scene = reply.answer.scene else { throw .workerCrashed(detail: "пустой ответ") }
    return RenderedMap(
      scene: scene, files: reply.files, nodeCount: scene.nodes.count, edgeCount: scene.links.count,
      smallestLabelPoints: scene.smallestLabelPoints, isPoster: scene.size.width > map.paper.size.width)
  }

  /// Lets the worker go; later calls fail with ``MapError/cancelled``.
  public func shutdown() async {
    isShutDown = true
    await enter()
    session?.close()
    session = nil
    leave()
  }

  private func reply(to request: [UInt8]) async throws(MapError) -> WorkerSession.Reply {
    // A worker that died while idle is no fault of this map: one more is started.
    for _ in 0..<2 {
      let outcome = await current().ask(request, deadline: deadline)
      jobCount += 1
      switch outcome {
      case .success(let reply): return reply
      case .failure(let error): throw error
      case .unheard: continue
      }
    }
    throw .workerUnavailable(detail: "рабочий процесс завершается до начала работы")
  }

  private func current() -> WorkerSession {
    if let session, !session.isClosed, jobCount < Self.jobsPerWorker { return session }
    session?.close()
    let fresh = WorkerSession(executable: workerExecutable)
    session = fresh
    jobCount = 0
    return fresh
  }

  // An actor lets others in while it awaits; a job needs the worker for itself.
  private func enter() async {
    if isBusy { await withCheckedContinuation { queue.append($0) } }
    isBusy = true
  }

  private func leave() {
    isBusy = false
    if !queue.isEmpty {
      isBusy = true
      queue.removeFirst().resume()
    }
  }
}
