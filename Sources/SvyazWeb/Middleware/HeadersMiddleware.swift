internal import HTTPTypes
internal import Hummingbird

/// What every answer tells the browser not to do.
struct HeadersMiddleware: RouterMiddleware {
  let isEncrypted: Bool

  /// Nothing from outside, nothing inline: a text that slipped into a page could not run.
  static let policy = """
    default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
    form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'
    """

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.policy
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[Self.referrer] = "same-origin"
    response.headers[Self.opener] = "same-origin"
    response.headers[Self.resource] = "same-origin"
    response.headers[Self.permissions] = "camera=(), geolocation=(), microphone=(), payment=()"
    // Pages are of one person: proxies keep nothing, the browser asks again with the entity tag.
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "private, no-cache" }
    if isEncrypted { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    return response
  }

  private static let referrer = name("Referrer-Policy")
  private static let opener = name("Cross-Origin-Opener-Policy")
  private static let resource = name("Cross-Origin-Resource-Policy")
  private static let permissions = name("Permissions-Policy")

  /// The spellings are ours and valid; a wrong one would show as a strange header in the tests, not as a crash.
  private static func name(_ spelling: String) -> HTTPField.Name { HTTPField.Name(spelling) ?? .server }
}
