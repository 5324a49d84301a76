internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess

/// Finds out who asks: a session's cookie, or a program's token.
struct SignInMiddleware: RouterMiddleware {
  let services: WebServices

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    if let header = request.headers[.authorization] {
      let parts = header.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "bearer",
        let viewer = try await services.accounts.viewer(token: String(parts[1]))
      else { throw WebFault.signIn }
      context.viewer = viewer
    } else if let secret = SessionCookie.secret(request, services),
      let session = try await services.accounts.session(secret)
    {
      context.viewer = session.viewer
      context.csrf = session.csrf
    }
    return try await next(request, context)
  }
}
