internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import SvyazStore

/// For those who run the service; from this machine only, except whether it lives.
enum Operations {
  static let routes: [WebRoute] = [
    .get("/health", .everybody, surface: .operation) { _, _, _ in text("ok\n") },
    .get("/ready", .everybody, surface: .operation) { _, _, services in
      // The store answers, and a page could be made.
      _ = try await services.threads.run { try services.store.lastChange() }
      return text("ready\n")
    },
    .get("/metrics", .everybody, surface: .operation) { request, context, services in
      guard ClientAddress.isLocal(request, peer: context.remoteAddress?.ipAddress) else { throw WebFault.notFound }
      return text(
        services.metrics.text(gauges: [
          ("svyaz_revision", "The last change that is shown.", Double(services.live.current.number)),
          ("svyaz_pages_kept", "Answers in the cache.", Double(services.pages.count)),
          ("svyaz_pages_bytes", "Bytes of answers in the cache.", Double(services.pages.byteCount)),
        ]), type: "text/plain; version=0.0.4; charset=utf-8")
    },
  ]

  private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
    Response(
      status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
