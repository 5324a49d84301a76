internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import SvyazGraph

/// Turns every error into an answer: a page for people, problem details (RFC 9457) for programs.
struct FaultMiddleware: RouterMiddleware {
  let services: WebServices

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let fault = Self.fault(error)
      if fault == nil {
        services.logger.error(
          "request failed", metadata: ["request": "\(context.requestID)", "error": "\(type(of: error))"])
      }
      let isAPI = request.uri.path.hasPrefix("/api/")
      var response =
        isAPI ? Problem(fault, context).response : ErrorPage(fault, context, services).response(to: request)
      // Work that was given up may have used the connection up.
      if fault?.status == .serviceUnavailable { response.headers[.connection] = "close" }
      if case .tooMany(let seconds) = fault { response.headers[.retryAfter] = "\(seconds)" }
      if case .methodNotAllowed(let methods) = fault {
        response.headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
      }
      if case .signIn = fault, isAPI { response.headers[.wwwAuthenticate] = "Bearer" }
      return request.method == .head ? response.createHeadResponse() : response
    }
  }

  /// - Returns: `nil` for a fault of ours.
  static func fault(_ error: any Error) -> WebFault? {
    switch error {
    case let fault as WebFault: fault
    case let error as any UserFacing: .domain(error)
    case let error as HTTPError where error.status == .notFound: .notFound
    case let error as HTTPError where error.status == .contentTooLarge: .tooLarge(limit: 1 << 20)
    case let error as HTTPError where error.status.code < 500:
      .value(name: "Запрос", value: "", expected: "правильный запрос HTTP")
    default: nil
    }
  }
}
