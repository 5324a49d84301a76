internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import SvyazAccess
internal import SvyazStore
internal import Synchronization

/// Notes in the log of acts who asked for what they may not have, or sent a form without its token.
///
/// Each login a few lines, then one a minute: the log is not filled by a page that is asked again and again.
struct RefusalMiddleware: RouterMiddleware {
  let services: WebServices
  private let limits = RefusalLimits()

  init(services: WebServices) { self.services = services }

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let fault as WebFault {
      if let action = Self.action(fault), let viewer = context.viewer {
        // The route and not the address: addresses name schools.
        let route = context.coreContext.endpointPath.value ?? "unknown"
        services.logger.info(
          "request refused",
          metadata: [
            "request": "\(context.requestID)", "method": "\(request.method.rawValue)", "route": "\(route)",
            "role": "\(viewer.role.rawValue)", "code": "\(fault.code)",
          ])
        if limits.take(viewer.login) {
          try await services.threads.run { [services] in
            try services.store.log(
              action, of: "\(request.method.rawValue) \(route)", by: viewer.login, at: services.clock())
          }
        }
      }
      throw fault
    }
  }

  private static func action(_ fault: WebFault) -> String? {
    switch fault {
    case .forbidden: "access.refuse"
    case .foreignForm: "access.foreign"
    default: nil
    }
  }
}

/// How many refusals of each login are noted.
private final class RefusalLimits: Sendable {
  private let buckets = Mutex<[String: TokenBucket]>([:])
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  init() { start = clock.now }

  func take(_ login: String) -> Bool {
    let elapsed = clock.now - start
    let now = Double(elapsed.components.seconds)
    return buckets.withLock { buckets in
      var bucket = buckets[login] ?? TokenBucket(capacity: 20, perSecond: 1.0 / 60, now: now)
      let isNoted = bucket.take(now: now) == nil
      buckets[login] = bucket
      return isNoted
    }
  }
}
