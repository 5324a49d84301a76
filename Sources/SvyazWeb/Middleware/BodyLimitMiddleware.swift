internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Refuses a body that says at once that it is too large; others are stopped while they arrive.
struct BodyLimitMiddleware: RouterMiddleware {
  /// The largest file that an import takes.
  static let most = 64 << 20

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Self.most {
      throw WebFault.tooLarge(limit: Self.most)
    }
    return try await next(request, context)
  }
}
