internal import HTTPTypes
internal import Hummingbird

/// Answers methods that no route has, as `PROPFIND`, with those that the address has.
///
/// The router knows the usual methods (``WebRouter``); to it, an address called by another one is unknown.
struct MethodMiddleware: RouterMiddleware {
  private let paths: [(parts: [Substring], methods: Set<HTTPRequest.Method>)]

  init(_ routes: [WebRoute]) {
    paths = Dictionary(grouping: routes, by: \.path).map { path, routes in
      (path.split(separator: "/"), Set(routes.map(\.method)))
    }
  }

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    guard !WebRouter.usualMethods.contains(request.method) else { return try await next(request, context) }
    let asked = request.uri.path.split(separator: "/")
    var allowed: Set<HTTPRequest.Method> = []
    for (parts, methods) in paths where parts.count == asked.count {
      if zip(parts, asked).allSatisfy({ $0.hasPrefix(":") || $0 == $1 }) { allowed.formUnion(methods) }
    }
    guard !allowed.isEmpty else { throw WebFault.notFound }
    if allowed.contains(.get) { allowed.insert(.head) }
    throw WebFault.methodNotAllowed(allowed.sorted { $0.rawValue < $1.rawValue })
  }
}
