internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import ServiceLifecycle
internal import SvyazAccess
internal import Synchronization

/// `/live`: says when there is a newer revision, for pages that are open.
///
/// Server-sent events: `event: change` with the number of the revision, and for those who plan `event: variant` with the
/// number of a saved plan, its version, who saved it, and its address. A comment every ``heartbeat`` keeps proxies from
/// closing the connection. The stream ends when the service does, and after an hour: by then a session may be over, and
/// a browser asks again by itself.
enum LiveChanges {
  static let routes: [WebRoute] = [.get("/live", .may(.readPublic), surface: .stream, listen)]

  /// More pages than this are not told: they show what they have until they are loaded again.
  static let mostListeners = 2000
  static let heartbeat = Duration.seconds(20)
  private static let longest = Duration.seconds(3600)
  private static let open = Atomic<Int>(0)

  static var listeners: Int { open.load(ordering: .relaxed) }

  @Sendable private static func listen(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let headers: HTTPFields = [
      .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .accelBuffering: "no",
    ]
    // A HEAD would hold a place in the count and never give it back.
    guard request.method == .get else { return Response(status: .ok, headers: headers) }
    guard open.add(1, ordering: .relaxed).newValue <= mostListeners else {
      open.subtract(1, ordering: .relaxed)
      throw WebFault.tooMany(retryAfter: 60)
    }
    let place = Place()
    let changes = services.live.changes()
    let current = services.live.current.number
    // The address of a plan holds its pins and bans.
    let plans = context.viewer?.may(.plan) ?? false
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        defer { place.leave() }
        try await writer.write(ByteBuffer(string: "retry: 5000\n" + event(current)))
        try await send(changes, plans: plans, to: &writer)
        try await writer.finish(nil)
      })
  }

  /// One event; a client that reconnects is told the last number again, which is no news to it.
  static func event(_ revision: Int) -> String { "event: change\nid: \(revision)\ndata: \(revision)\n\n" }

  static func event(_ variant: VariantNews) -> String {
    "event: variant\ndata: \(variant.id) \(variant.version) \(variant.author) \(variant.address)\n\n"
  }

  private enum Signal: Sendable {
    case news(LiveNetwork.News)
    case beat
    case over
  }

  private static func send(
    _ changes: AsyncStream<LiveNetwork.News>, plans: Bool, to writer: inout any ResponseBodyWriter
  ) async throws {
    let (signals, continuation) = AsyncStream.makeStream(of: Signal.self, bufferingPolicy: .bufferingNewest(16))
    let news = Task {
      for await piece in changes { continuation.yield(.news(piece)) }
      continuation.yield(.over)
    }
    let beats = Task {
      let clock = ContinuousClock()
      let end = clock.now + longest
      while clock.now < end, (try? await Task.sleep(for: heartbeat)) != nil { continuation.yield(.beat) }
      continuation.yield(.over)
    }
    defer {
      news.cancel()
      beats.cancel()
    }
    // The server waits for its answers when it stops: an open stream must end then by itself.
    try await withGracefulShutdownHandler {
      for await signal in signals {
        switch signal {
        case .news(.change(let number)): try await writer.write(ByteBuffer(string: event(number)))
        case .news(.variant(let variant)) where plans: try await writer.write(ByteBuffer(string: event(variant)))
        case .news(.variant): continue
        case .beat: try await writer.write(ByteBuffer(string: ": \n\n"))
        case .over: return
        }
      }
    } onGracefulShutdown: {
      continuation.yield(.over)
    }
  }

  /// A place among the listeners, given back once: when the stream ends, or when it is never begun.
  private final class Place: Sendable {
    private let isLeft = Atomic<Bool>(false)

    func leave() {
      if !isLeft.exchange(true, ordering: .relaxed) { open.subtract(1, ordering: .relaxed) }
    }

    deinit { leave() }
  }
}

extension HTTPField.Name {
  fileprivate static let accelBuffering = HTTPField.Name("X-Accel-Buffering") ?? .server
}
