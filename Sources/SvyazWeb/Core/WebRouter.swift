internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess

/// Turns the list of routes into a router: the gate stands before every handler, so no route can forget it.
enum WebRouter {
  static func make(_ routes: [WebRoute], _ services: WebServices) -> Router<WebContext> {
    let router = Router(context: WebContext.self)
    router.addMiddleware {
      ObserveMiddleware(services: services)
      HeadersMiddleware(isEncrypted: services.configuration.isEncrypted)
      FaultMiddleware(services: services)
      SignInMiddleware(services: services)
      // Again, now that it is known who asks: the page of an error has their menu.
      FaultMiddleware(services: services)
      RefusalMiddleware(services: services)
      MethodMiddleware(routes)
      BodyLimitMiddleware()
    }
    for route in routes {
      let respond: @Sendable (Request, WebContext) async throws -> Response = { request, context in
        try Gate.check(route, request, context)
        if route.surface == .page, route.method == .get, let kept = PageAnswer.kept(request, context, services) {
          return kept
        }
        return try await route.handler(request, context, services)
      }
      router.on(RouterPath(route.path), method: route.method, use: respond)
      if route.method == .get {
        router.on(RouterPath(route.path), method: .head) { request, context in
          try await respond(request, context).createHeadResponse()
        }
      }
    }
    addRefusals(to: router, routes)
    return router
  }

  /// What the router is asked about; ``MethodMiddleware`` answers the others.
  static let usualMethods: [HTTPRequest.Method] =
    [.get, .head, .post, .put, .patch, .delete, .options, .trace]
    + [HTTPRequest.Method("QUERY")].compactMap { $0 }

  /// A known address that was called by another method is told which there are, instead of «not found».
  private static func addRefusals(to router: Router<WebContext>, _ routes: [WebRoute]) {
    let known = Dictionary(grouping: routes, by: \.path).mapValues { Set($0.map(\.method)) }
    for (path, methods) in known {
      let allowed = methods.contains(.get) ? methods.union([.head]) : methods
      for method in usualMethods where !allowed.contains(method) {
        let list = allowed.sorted { $0.rawValue < $1.rawValue }
        router.on(RouterPath(path), method: method) { _, _ -> Response in throw WebFault.methodNotAllowed(list) }
      }
    }
  }
}

/// Whether a request may come to its route.
enum Gate {
  static func check(_ route: WebRoute, _ request: Request, _ context: WebContext) throws(WebFault) {
    switch route.access {
    case .everybody: break
    case .may(let permissions):
      let viewer = try context.signedIn()
      guard permissions.contains(where: viewer.may) else { throw .forbidden }
      // A program with a token has no forms, and a person has no token.
      if case .token = viewer.entrance, route.surface != .api, route.surface != .stream { throw .forbidden }
    }
    let isSafe = route.method == .get || route.method == .head
    guard !isSafe, !isFromOurSite(request) else { return }
    throw .foreignForm
  }

  /// A browser says where a request comes from; a program says nothing and has no cookie of ours to misuse.
  ///
  /// Forms carry a token as well (``FormFields``): this is the first of two locks.
  private static func isFromOurSite(_ request: Request) -> Bool {
    if let site = request.headers[.secFetchSite] { return site == "same-origin" || site == "none" }
    guard let origin = request.headers[.origin] else { return true }
    guard let host = request.head.authority, let begin = origin.range(of: "://") else { return false }
    return origin[begin.upperBound...] == host
  }
}

extension HTTPField.Name {
  static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}
