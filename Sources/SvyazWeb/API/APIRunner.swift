internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import SvyazAccess
internal import SvyazExchange
internal import SvyazStore

/// Takes a request through what all operations share: the address, the body, tags, repeated writes.
struct APIRunner: Sendable {
  let operation: APIOperation
  let request: Request
  let context: WebContext
  let services: WebServices

  func run() async throws -> Response {
    let isSafe = operation.method == .get
    let revision = services.live.current
    // An answer that was made for this very address needs no second look at it.
    let place = keptKey(revision)
    if let place, let kept = services.pages[place] { return answer(kept, revisionTag(revision)) }
    // Forms carry the session's token in a field, programs of our pages in a header.
    if !isSafe, let csrf = context.csrf, !Secrets.isEqual(csrf, request.headers[.csrfToken] ?? "") {
      throw WebFault.foreignForm
    }
    let query = try APIQuery.read(request.uri.query ?? "", operation.parameters)
    let path = try self.path()
    let tag = revisionTag(revision)
    if isSafe, case .revision = operation.freshness, isKnown(tag) { return notModified(tag).response }
    let version = try condition()
    let bytes = try await body()
    let call = APICall(
      context: context, services: services, revision: revision, path: path, query: query.values,
      body: try json(bytes), bytes: bytes, version: version.number, hasCondition: version.isGiven,
      file: query.values["file"]?.asText ?? "")
    guard operation.isIdempotent, let key = request.headers[.idempotencyKey] else {
      let reply = try await operation.handler(call)
      if let place, case .bytes(let bytes, let type) = reply.body, reply.status == nil, reply.headers.isEmpty {
        // Its tag is the revision's: no digest.
        let page = CachedPage(bytes, type: type, isDigested: false)
        services.pages.keep(page, for: place)
        return answer(page, tag)
      }
      return answer(reply, tag).response
    }
    return try await RepeatedWrites(services: services, login: try context.signedIn().login).answer(
      key, request: digest(bytes)
    ) { answer(try await operation.handler(call), tag) }.response
  }

  private func path() throws(WebFault) -> [String: String] {
    var values: [String: String] = [:]
    for name in operation.pathNames {
      let raw = context.parameters.get(name) ?? ""
      values[name] = raw.removingPercentEncoding ?? raw
    }
    return values
  }

  /// `If-Match: "v17"`, or `*`.
  private func condition() throws(WebFault) -> (number: Int?, isGiven: Bool) {
    guard operation.isConditional else { return (nil, false) }
    guard let text = request.headers[.ifMatch] else { throw .preconditionRequired }
    if text == "*" { return (nil, true) }
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count < 100 else {
      throw .value(name: "If-Match", value: String(text.prefix(100)), expected: "ETag строки из GET в кавычках или *")
    }
    // Another tag is of another version, as that of the public edition.
    let tag = text.dropFirst().dropLast()
    guard tag.first == "v", let number = Int(tag.dropFirst()), number >= 0 else { throw .preconditionFailed }
    return (number, true)
  }

  private func body() async throws -> [UInt8] {
    let limit: Int
    switch operation.body {
    case .none: limit = 1 << 16
    case .json(_, _, let most):
      limit = most
      let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased() ?? ""
      guard type == "application/json" else { throw WebFault.unsupportedMedia(expected: "application/json") }
    case .bytes(let most):
      limit = most
      let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased() ?? ""
      guard type == "application/octet-stream" else {
        throw WebFault.unsupportedMedia(expected: "application/octet-stream")
      }
    }
    let buffer = try await RequestBody.whole(of: request, limit: limit)
    if case .none = operation.body, buffer.readableBytes > 0 {
      throw WebFault.value(name: "тело", value: "", expected: "запрос без тела")
    }
    return Array(buffer.readableBytesView)
  }

  private func json(_ bytes: [UInt8]) throws(WebFault) -> JSONValue {
    guard case .json(let schema, _, _) = operation.body else { return .null }
    guard let value = JSONValue(bytes: bytes) else {
      throw .value(name: "тело", value: "", expected: "JSON в UTF-8, каждый ключ объекта один раз")
    }
    if let found = schema.mismatch(value, names: APIModels.schemas) {
      throw .value(name: found.path, value: found.value, expected: found.expected)
    }
    return value
  }

  private func digest(_ bytes: [UInt8]) -> SecretDigest? {
    var hash = SHA256()
    hash.update(data: Array((operation.id + "\n" + request.uri.string + "\n").utf8))
    hash.update(data: Array((request.headers[.ifMatch] ?? "").utf8))
    hash.update(data: [0])
    hash.update(data: bytes)
    return SecretDigest(bytes: Array(hash.finalize()))
  }

  // MARK: Answers

  private func revisionTag(_ revision: Revision) -> String {
    // Ids of schools are ASCII without quotes.
    "r\(revision.number)-\(PageAnswer.audience(context.viewer).replacing(":", with: "-"))"
  }

  private func isKnown(_ tag: String) -> Bool {
    guard let known = request.headers[.ifNoneMatch] else { return false }
    return known.split(separator: ",").contains { item in
      var item = item.drop { $0 == " " }
      while item.last == " " { item.removeLast() }
      if item.hasPrefix("W/") { item = item.dropFirst(2) }
      return item == "*" || item == "\"\(tag)\""
    }
  }

  /// - Returns: `nil` for what is made anew each time: a write, what depends on more than the revision and who asks, and a
  ///   request with a body, which must be refused.
  private func keptKey(_ revision: Revision) -> PageCache.Key? {
    guard operation.method == .get, case .revision = operation.freshness, request.headers[.contentLength] == nil,
      request.headers[.transferEncoding] == nil
    else { return nil }
    return PageCache.Key(
      revision: revision.number, audience: PageAnswer.audience(context.viewer), target: request.uri.string)
  }

  private func answer(_ kept: CachedPage, _ tag: String) -> Response {
    if isKnown(tag) { return notModified(tag).response }
    var response = kept.response(csrf: "", viewer: "")
    response.headers[.eTag] = "\"\(tag)\""
    response.headers[.vary] = "Cookie, Authorization"
    return response
  }

  private func notModified(_ tag: String) -> APIAnswer {
    APIAnswer(status: .notModified, headers: [.eTag: "\"\(tag)\"", .vary: "Cookie, Authorization"], bytes: [])
  }

  private func answer(_ reply: APIReply, _ revisionTag: String) -> APIAnswer {
    var headers = reply.headers
    headers[.vary] = "Cookie, Authorization"
    let tag: String?
    switch operation.freshness {
    case .revision: tag = operation.method == .get ? revisionTag : nil
    case .own: tag = reply.tag
    case .never:
      tag = nil
      headers[.cacheControl] = "no-store"
    }
    if let tag {
      headers[.eTag] = "\"\(tag)\""
      if operation.method == .get, isKnown(tag) { return notModified(tag) }
    }
    let bytes: [UInt8]
    switch reply.body {
    case .json(let value):
      headers[.contentType] = "application/json; charset=utf-8"
      bytes = value.bytes()
    case .bytes(let file, let type):
      headers[.contentType] = type
      bytes = file
    case .none: bytes = []
    }
    return APIAnswer(status: reply.status ?? operation.status, headers: headers, bytes: bytes)
  }
}

/// An answer as it goes out, and as it is kept for a repeated request.
struct APIAnswer: Sendable {
  let status: HTTPResponse.Status
  let headers: HTTPFields
  let bytes: [UInt8]

  var response: Response {
    Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

extension HTTPField.Name {
  static let csrfToken = HTTPField.Name("X-Csrf-Token") ?? .origin
  static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .origin
}

/// The query of an address, as the operation describes it.
struct APIQuery {
  let values: [String: JSONValue]

  /// - Throws: ``WebFault/value(name:value:expected:)`` for a name that the operation does not know, one that comes
  ///   twice, and a value that is none.
  static func read(_ query: String, _ parameters: [APIParameter]) throws(WebFault) -> APIQuery {
    var values: [String: JSONValue] = [:]
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = try decoded(parts[0])
      let text = try parts.count > 1 ? decoded(parts[1]) : ""
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        let known = parameters.map(\.name).joined(separator: ", ")
        throw .value(
          name: String(name.prefix(100)), value: String(text.prefix(100)),
          expected: known.isEmpty ? "запрос без параметров" : "один из параметров: \(known)")
      }
      guard values[name] == nil else { throw .value(name: name, value: text, expected: "параметр один раз") }
      guard let value = parameter.value(text) else {
        throw .value(name: name, value: String(text.prefix(100)), expected: parameter.summary)
      }
      if let found = parameter.schema.mismatch(value, at: name, names: [:]) {
        throw .value(name: name, value: String(text.prefix(100)), expected: found.expected)
      }
      values[name] = value
    }
    for parameter in parameters where parameter.isRequired && values[parameter.name] == nil {
      throw .value(name: parameter.name, value: "", expected: "обязательный параметр")
    }
    return APIQuery(values: values)
  }

  private static func decoded(_ part: Substring) throws(WebFault) -> String {
    if !part.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "%") }) { return String(part) }
    guard let text = part.replacing("+", with: " ").removingPercentEncoding else {
      throw .value(name: "адрес", value: String(part.prefix(100)), expected: "UTF-8 в записи %XX")
    }
    return text
  }
}
