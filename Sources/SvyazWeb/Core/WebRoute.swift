internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess

/// One address of the service: what it is for, who may use it, and what answers.
///
/// Every route stands in one list (``Sections``), so the tests can ask each of them as every role, and the API's document
/// is checked against what is really there.
struct WebRoute: Sendable {
  /// How faults are told, and what protects the route.
  enum Surface: Hashable, Sendable {
    /// An HTML page.
    case page
    /// A form's target: answers with a redirect or a page.
    case form
    /// JSON under `/api/v1`.
    case api
    /// Files of the site itself: style, script, font, icon.
    case asset
    /// Server-sent events.
    case stream
    /// For those who run the service: health, metrics.
    case operation
  }

  enum Access: Hashable, Sendable {
    /// Nobody needs to be signed in.
    case everybody
    /// Somebody who may do one of these.
    case may([Permission])

    static func may(_ permission: Permission) -> Access { .may([permission]) }
  }

  typealias Handler = @Sendable (Request, WebContext, WebServices) async throws -> Response

  var method: HTTPRequest.Method
  /// In the router's form: `/schools/:school`.
  var path: String
  var surface: Surface
  var access: Access
  var handler: Handler

  static func get(_ path: String, _ access: Access, surface: Surface = .page, _ handler: @escaping Handler) -> WebRoute
  {
    WebRoute(method: .get, path: path, surface: surface, access: access, handler: handler)
  }

  static func post(_ path: String, _ access: Access, surface: Surface = .form, _ handler: @escaping Handler) -> WebRoute
  {
    WebRoute(method: .post, path: path, surface: surface, access: access, handler: handler)
  }
}
