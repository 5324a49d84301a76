import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SvyazAccess
import SvyazExchange

@testable import SvyazWeb

/// The routes with the sample's values in their paths.
enum SampleRoutes {
  static let values: [String: String] = [
    "school": "potencial", "number": "9", "change": "1", "kind": "mentors", "file": "site.css", "from": "2020-10-01",
    "role": "participant", "partnership": "nobody", "association": "nobody", "event": "nobody", "token": "nobody",
    "key": "nobody",
  ]

  static func address(_ route: WebRoute) -> String {
    route.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.hasPrefix(":") ? values[String(part.dropFirst())] ?? "1" : String(part)
    }.joined(separator: "/")
  }

  /// A stream is open until the reader goes: its reading has tests of its own.
  static func isEndless(_ route: WebRoute) -> Bool { route.surface == .stream }

  /// Forms with files.
  static let uploads: Set<String> = ["/import", "/events/nobody/attendance/file"]

  /// A form without files, as the target of such a form expects it.
  static func multipart(csrf: String) -> (type: String, body: String) {
    let boundary = "----parts"
    return (
      "multipart/form-data; boundary=\(boundary)",
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n--\(boundary)--\r\n"
    )
  }
}

extension WebFixture {
  /// A request as `client` would send it: writes carry what protects them.
  func request(
    _ method: HTTPRequest.Method, _ address: String, as client: Client, surface: WebRoute.Surface = .page,
    headers more: HTTPFields = [:], body: String? = nil, over http: any TestClientProtocol
  ) async throws -> TestResponse {
    var headers = self.headers(of: client)
    var body = body
    if method != .get, method != .head {
      if case .person(let role) = client {
        if surface == .api {
          headers[.csrfToken] = csrf(of: role)
        } else if body == nil {
          body = "csrf=\(csrf(of: role))"
        }
      }
      if surface == .api, body != nil { headers[.contentType] = "application/json" }
      if surface == .form { headers[.contentType] = "application/x-www-form-urlencoded" }
      if case .person(let role) = client, SampleRoutes.uploads.contains(address) {
        let form = SampleRoutes.multipart(csrf: csrf(of: role))
        headers[.contentType] = form.type
        body = form.body
      }
    }
    for field in more { headers[field.name] = field.value }
    return try await http.execute(
      uri: address, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
  }

  /// The same for one request alone.
  func send(
    _ method: HTTPRequest.Method, _ address: String, as client: Client, surface: WebRoute.Surface = .page,
    headers: HTTPFields = [:], body: String? = nil
  ) async throws -> TestResponse {
    try await run { http in
      try await request(method, address, as: client, surface: surface, headers: headers, body: body, over: http)
    }
  }
}

extension TestResponse {
  var json: JSONValue? { JSONValue(bytes: Array(body.readableBytesView)) }
}
