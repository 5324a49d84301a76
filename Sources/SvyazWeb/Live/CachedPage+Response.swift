internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension CachedPage {
  /// The page with a visitor's own values in it.
  func response(csrf: String, viewer: String, status: HTTPResponse.Status = .ok) -> Response {
    guard !slots.isEmpty else {
      return Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: whole))
    }
    let own = slots.map { slot in Array((slot == .csrf ? csrf : Markup.escaped(viewer)).utf8) }
    var buffer = ByteBufferAllocator().buffer(capacity: byteCount + own.reduce(0) { $0 + $1.count })
    for (index, part) in parts.enumerated() {
      buffer.writeBytes(part)
      if index < own.count { buffer.writeBytes(own[index]) }
    }
    return Response(
      status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: buffer))
  }

  /// Equal where the bytes are: the page's, and those that are the visitor's own.
  func entityTag(csrf: String, viewer: String) -> String {
    var own: UInt64 = digest
    for text in [csrf, viewer] {
      for byte in text.utf8 { own = (own ^ UInt64(byte)) &* 0x100_0000_01b3 }
      own = (own ^ 0xff) &* 0x100_0000_01b3
    }
    return "\"" + String(own, radix: 36) + "\""
  }
}
