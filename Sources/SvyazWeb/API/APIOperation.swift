internal import HTTPTypes
internal import SvyazExchange
internal import SvyazGraph

/// One request of `/api/v1`: its description and what answers it stand together, so that neither can be forgotten.
///
/// The description is not only told: what a request brings is checked against it before the handler is called.
struct APIOperation: Sendable {
  enum Body: Sendable {
    case none
    /// - limit: bytes.
    case json(APISchema, example: JSONValue, limit: Int)
    case bytes(limit: Int)
  }

  /// What an answer depends on, for entity tags.
  enum Freshness: Sendable {
    /// The revision, the address and who asks.
    case revision
    /// The handler gives the tag.
    case own
    case never
  }

  /// What stands in a good answer.
  enum Content: Sendable {
    case json(APISchema)
    /// Files: their media types.
    case file([String])
    case nothing
  }

  let id: String
  let method: HTTPRequest.Method
  /// In the router's form, after `/api/v1`.
  let path: String
  let access: WebRoute.Access
  /// English, one line.
  let summary: String
  var parameters: [APIParameter] = []
  var body = Body.none
  var status = HTTPResponse.Status.ok
  let content: Content
  var freshness = Freshness.revision
  /// Needs `If-Match` with the tag of the row.
  var isConditional = false
  /// Answers a repeated `Idempotency-Key` with what it answered first.
  var isIdempotent = false
  let handler: @Sendable (APICall) async throws -> APIReply

  static let root = "/api/v1"

  var route: WebRoute {
    WebRoute(method: method, path: Self.root + path, surface: .api, access: access) { request, context, services in
      try await APIRunner(operation: self, request: request, context: context, services: services).run()
    }
  }

  /// Names in the path, in its order.
  var pathNames: [String] {
    path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
  }
}

/// A value of the path or the query.
struct APIParameter: Sendable {
  let name: String
  let schema: APISchema
  let summary: String
  var isRequired = false
  let example: String

  static func query(
    _ name: String, _ schema: APISchema, _ summary: String, example: String = "", isRequired: Bool = false
  )
    -> APIParameter
  {
    APIParameter(name: name, schema: schema, summary: summary, isRequired: isRequired, example: example)
  }

  static let asOf = query(
    "asOf", .day, "The day that the answer shows; without it the network's own.", example: "2021-03-15")
  static let limit = query("limit", .integer(1...500), "The most rows of one answer; 100 without it.", example: "10")
  static let cursor = query("cursor", .text(most: 400), "`next` of the answer before.")
  static let dryRun = query("dryRun", .boolean, "Only tells what would change.", example: "true")
  static let reason = query("reason", .text(most: 500), "Why, for the history.", example: "Приказ № 5")

  /// The text of an address as JSON, for the schema to check; `nil` when it is none.
  func value(_ text: String) -> JSONValue? {
    switch schema {
    case .integer:
      guard text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }) else { return nil }
      return Int(text).map(JSONValue.int)
    case .boolean: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    default: return text.isEmpty ? nil : .string(text)
    }
  }
}

/// What a handler answers.
struct APIReply: Sendable {
  enum Body: Sendable {
    case json(JSONValue)
    case bytes([UInt8], type: String)
    case none
  }

  var body: Body
  var status: HTTPResponse.Status?
  /// Without quotes.
  var tag: String?
  var headers: HTTPFields = [:]

  static func json(_ value: JSONValue, tag: String? = nil) -> APIReply { APIReply(body: .json(value), tag: tag) }

  static let jsonType = "application/json; charset=utf-8"

  /// JSON whose bytes are made at once.
  static func written(_ value: JSONValue) -> APIReply {
    APIReply(body: .bytes(value.bytes(expecting: 1 << 14), type: jsonType))
  }
}
