internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import SvyazExchange

/// The one form in which programs are told of errors (RFC 9457), with our code and advice.
struct Problem: Sendable {
  let status: HTTPResponse.Status
  let body: JSONValue

  /// - Parameter fault: `nil` for a fault of ours.
  init(_ fault: WebFault?, _ context: WebContext) {
    status = fault?.status ?? .internalServerError
    let code = fault?.code ?? "service.fault"
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue) { members.append(.init(key: key, value: value)) }
    add("type", .string("urn:svyaz:problem:\(code)"))
    add("title", .string(fault?.message ?? "Внутренняя ошибка сервиса."))
    add("status", .int(status.code))
    add("code", .string(code))
    add(
      "advice", .string(fault?.advice ?? "Повторите позже; если не помогло, сообщите администратору номер запроса."))
    add("request", .string(context.requestID))
    if case .domain(let error as RefusedImport) = fault { add("report", error.report) }
    body = .object(members)
  }

  var response: Response {
    Response(
      status: status, headers: [.contentType: "application/problem+json; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.bytes())))
  }
}
