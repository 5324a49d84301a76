internal import HTTPTypes
internal import Hummingbird
internal import SvyazAccess
internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph

/// A request whose address and body are as the operation describes them.
struct APICall: Sendable {
  let context: WebContext
  let services: WebServices
  /// One for the whole answer.
  let revision: Revision
  let path: [String: String]
  let query: [String: JSONValue]
  let body: JSONValue
  let bytes: [UInt8]
  /// Of `If-Match`: the version of the row; `nil` for any.
  let version: Int?
  let hasCondition: Bool
  let file: String

  func signedIn() throws(WebFault) -> Viewer { try context.signedIn() }

  var edition: Edition { context.viewer?.may(.readWorking) == true ? .working : .public }

  /// As the viewer may see it. Call it on threads for work: the public edition is made at the first question.
  var network: Network {
    edition == .working ? revision.network : revision.derived(PublicEditionKey()) { $0.publicEdition() }
  }

  var day: Day { text("asOf").flatMap { Day(iso: $0) } ?? revision.network.asOf }

  func text(_ name: String) -> String? {
    if case .string(let text) = query[name] { return text }
    return nil
  }

  func int(_ name: String) -> Int? {
    if case .int(let number) = query[name] { return number }
    return nil
  }

  func flag(_ name: String) -> Bool { query[name] == .bool(true) }

  /// A part of the path that the operation names.
  func part(_ name: String) -> String { path[name] ?? "" }

  /// On the threads for pages.
  func work<Value: Sendable>(_ body: @escaping @Sendable (APICall) throws -> Value) async throws -> Value {
    try await services.threads.run { try body(self) }
  }

  /// The same for JSON, which is written there as well: a long list would keep a serving thread busy.
  func json(_ body: @escaping @Sendable (APICall) throws -> JSONValue) async throws -> APIReply {
    try await services.threads.run { APIReply.written(try body(self)) }
  }

  /// The same for JSON that `body` writes by itself.
  func written(_ body: @escaping @Sendable (APICall) throws -> [UInt8]) async throws -> APIReply {
    try await services.threads.run { APIReply(body: .bytes(try body(self), type: APIReply.jsonType)) }
  }

  func slowJSON(_ body: @escaping @Sendable (APICall) throws -> JSONValue) async throws -> APIReply {
    try await services.slowThreads.run { APIReply.written(try body(self)) }
  }

  /// On the threads for what takes long.
  func slowWork<Value: Sendable>(_ body: @escaping @Sendable (APICall) throws -> Value) async throws -> Value {
    try await services.slowThreads.run { try body(self) }
  }
}

struct PublicEditionKey: Hashable, Sendable {}

extension JSONValue {
  var asText: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  var asInt: Int? {
    if case .int(let number) = self { return number }
    return nil
  }

  var asDouble: Double? {
    switch self {
    case .int(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }

  var asList: [JSONValue] {
    if case .array(let values) = self { return values }
    return []
  }
}
