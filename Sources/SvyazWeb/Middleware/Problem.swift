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
    body = .members([
      "type": .string("urn:svyaz:problem:\(code)"),
      "title": .string(fault?.message ?? "Внутренняя ошибка сервиса."),
      "status": .int(status.code), "code": .string(code),
      "advice": .string(fault?.advice ?? "Повторите позже; если не помогло, сообщите администратору номер запроса."),
      "request": .string(context.requestID),
    ])
  }

  var response: Response {
    Response(
      status: status, headers: [.contentType: "application/problem+json; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.bytes())))
  }
}
