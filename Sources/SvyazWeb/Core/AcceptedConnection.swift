internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTPTypes
internal import Synchronization

/// HTTP/1.1 whose connections may be dropped before they are served.
///
/// Connections that were taken in wait in a queue of SwiftNIO's until the server comes to them. A server that is cancelled
/// drops what waits there, and SwiftNIO ends the process when it finds that a `NIOAsyncChannel` went without
/// `executeThenClose` (apple/swift-nio, issues 2637 and 2813).
struct DroppableHTTP1: ServerChildChannel {
  let base: HTTP1Channel

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<AcceptedConnection> {
    base.setup(channel: channel, logger: logger).map { AcceptedConnection($0) }
  }

  func handle(value: AcceptedConnection, logger: Logger) async {
    await base.handle(value: value.taken(), logger: logger)
  }
}

/// A connection that closes itself where nobody serves it.
final class AcceptedConnection: ServerChildChannelValue {
  typealias Connection = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  private let connection: Connection
  private let isTaken = Atomic(false)

  var channel: any Channel { connection.channel }

  init(_ connection: Connection) { self.connection = connection }

  deinit {
    guard !isTaken.load(ordering: .acquiring) else { return }
    // Already closed or closing, as the other side may: there is nobody to tell.
    Task { [connection] in try? await connection.executeThenClose { _, _ in } }
  }

  /// Whoever takes it must execute and close it.
  func taken() -> Connection {
    isTaken.store(true, ordering: .releasing)
    return connection
  }
}
