internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Where a request really comes from.
///
/// Behind a proxy every connection is the proxy's. What it adds to the end of `X-Forwarded-For` is believed, and only when
/// the service was told of the proxy and the connection comes from this machine; what stands before is the client's word.
enum ClientAddress {
  static func of(_ request: Request, peer: String?, isBehindProxy: Bool) -> String {
    guard isBehindProxy, let peer, isLoopback(peer), let told = forwarded(request) else { return peer ?? "" }
    return told
  }

  /// Whether somebody on this machine asks: no proxy has passed it on.
  static func isLocal(_ request: Request, peer: String?) -> Bool {
    guard let peer, isLoopback(peer) else { return false }
    return request.headers[forwardedFor] == nil && request.headers[forwardedHeader] == nil
  }

  private static func forwarded(_ request: Request) -> String? {
    guard let last = request.headers[forwardedFor]?.split(separator: ",").last else { return nil }
    let text = last.trimmingCharacters(in: .whitespaces)
    // Addresses only: the text becomes a key of the limits.
    return (try? SocketAddress(ipAddress: text, port: 0))?.ipAddress
  }

  static func isLoopback(_ address: String) -> Bool {
    address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
  }

  private static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .origin
  private static let forwardedHeader = HTTPField.Name("Forwarded") ?? .origin
}
