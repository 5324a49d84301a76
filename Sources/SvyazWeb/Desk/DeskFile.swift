internal import HTTPTypes
internal import Hummingbird

/// Files that desks hand out.
enum DeskFile {
  static let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

  static func answer(_ bytes: [UInt8], type: String, name: String?) -> Response {
    var headers: HTTPFields = [.contentType: type]
    if let name { headers[.contentDisposition] = "attachment; filename=\"\(name)\"" }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: .init(bytes: bytes)))
  }
}
