internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension CachedPage {
  /// The page with a visitor's own values in it.
  func response(csrf: String, viewer: String, status: HTTPResponse.Status = .ok) -> Response {
    guard !slots.isEmpty else {
      return Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: whole))
    }
    let name = Markup.escaped(viewer)
    var buffer = ByteBufferAllocator().buffer(
      capacity: byteCount + slots.count * max(csrf.utf8.count, name.utf8.count))
    var start = 0
    for (position, slot) in slots {
      buffer.writeBytes(bytes[start..<position])
      buffer.writeString(slot == .csrf ? csrf : name)
      start = position
    }
    buffer.writeBytes(bytes[start...])
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
