internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import SvyazAccess
internal import SvyazGraph

/// The page that says what went wrong, what is kept and what to do.
struct ErrorPage: Sendable {
  private let fault: WebFault?
  private let context: WebContext
  private let services: WebServices

  init(_ fault: WebFault?, _ context: WebContext, _ services: WebServices) {
    self.fault = fault
    self.context = context
    self.services = services
  }

  /// Who is not signed in is led to the sign-in and back.
  func response(to request: Request) -> Response {
    if case .signIn = fault, request.method == .get {
      let target = request.uri.string.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      return Response(status: .seeOther, headers: [.location: "/signin?next=\(target)"])
    }
    let page = Page(
      title: fault?.message ?? "Внутренняя ошибка", lead: fault?.advice ?? "Данные не изменены. Повторите позже.",
      template: "error",
      content: [
        "code": .text(fault?.code ?? "service.fault"), "request": .text(context.requestID),
      ])
    let rendered = try? services.frame.render(page, for: context.viewer, network: services.live.current.network)
    return CachedPage(rendered ?? RenderedPage(bytes: [], slots: [])).response(
      csrf: context.csrf ?? "", viewer: context.viewer?.name ?? "", status: fault?.status ?? .internalServerError)
  }
}
