internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Synchronization

/// Counts requests, and writes a line about each without anything personal: no query, no login, no address.
struct ObserveMiddleware: RouterMiddleware {
  let services: WebServices

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.requestID = services.metrics.nextRequestID()
    context.clientAddress = ClientAddress.of(
      request, peer: context.remoteAddress?.ipAddress, isBehindProxy: services.configuration.isBehindProxy)
    let clock = ContinuousClock()
    let start = clock.now
    services.metrics.begin()
    defer { services.metrics.end() }
    var response = try await next(request, context)
    let duration = clock.now - start
    // The route and not the address: addresses name schools.
    let route = context.coreContext.endpointPath.value ?? "unknown"
    services.metrics.count(route: route, status: response.status.code, duration: duration)
    response.headers[Self.requestHeader] = context.requestID
    services.logger.debug(
      "request",
      metadata: [
        "request": "\(context.requestID)", "method": "\(request.method.rawValue)", "route": "\(route)",
        "status": "\(response.status.code)",
        "ms": "\(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)",
      ])
    return response
  }

  private static let requestHeader = HTTPField.Name("X-Request-Id") ?? .server
}
