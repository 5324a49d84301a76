internal import NIOCore
internal import NIOHTTPTypes

/// Closes a connection whose request does not arrive whole in time: silent ones, half heads, and bodies that trickle.
///
/// Hummingbird's own `idleTimeout` does not see a body that sends a byte a second. Armed when a connection opens and when
/// a request has come whole and been answered; taken off while a whole request waits for its answer. An answer that does
/// not wait for the body, a refusal, leaves the body its deadline.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let headTime: TimeAmount
  private let bodyTime: TimeAmount
  private var deadline: Scheduled<Void>?
  /// A request has begun and not ended.
  private var isArriving = false
  /// The last request's answer has ended.
  private var isAnswered = true

  /// - Parameters:
  ///   - head: until a request begins, in seconds.
  ///   - body: from its head to its end, in seconds.
  init(head: Int, body: Int) {
    headTime = .seconds(Int64(head))
    bodyTime = .seconds(Int64(body))
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { arm(headTime, context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    arm(headTime, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      (isArriving, isAnswered) = (true, false)
      arm(bodyTime, context)
    case .body: break
    case .end:
      isArriving = false
      if isAnswered { arm(headTime, context) } else { deadline?.cancel() }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      isAnswered = true
      if !isArriving { arm(headTime, context) }
    }
    context.write(data, promise: promise)
  }

  private func arm(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
