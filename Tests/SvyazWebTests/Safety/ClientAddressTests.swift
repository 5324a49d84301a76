import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Testing

@testable import SvyazWeb

/// Who asks, behind a proxy and without one.
@Suite struct ClientAddressTests {
  private func request(_ fields: [(String, String)]) -> Request {
    var headers = HTTPFields()
    for (name, value) in fields {
      if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
    }
    return Request(
      head: HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/", headerFields: headers),
      body: .init(buffer: ByteBuffer()))
  }

  struct Case: Sendable {
    let told: [(String, String)]
    let peer: String?
    let isBehindProxy: Bool
    let address: String
    let isLocal: Bool
  }

  static let cases: [Case] = [
    Case(told: [], peer: "127.0.0.1", isBehindProxy: false, address: "127.0.0.1", isLocal: true),
    Case(told: [], peer: "10.0.0.7", isBehindProxy: false, address: "10.0.0.7", isLocal: false),
    // Nobody told us of a proxy: the header is the client's own invention.
    Case(
      told: [("X-Forwarded-For", "1.2.3.4")], peer: "10.0.0.7", isBehindProxy: false, address: "10.0.0.7",
      isLocal: false),
    Case(
      told: [("X-Forwarded-For", "1.2.3.4")], peer: "127.0.0.1", isBehindProxy: false, address: "127.0.0.1",
      isLocal: false),
    Case(
      told: [("X-Forwarded-For", "1.2.3.4")], peer: "127.0.0.1", isBehindProxy: true, address: "1.2.3.4",
      isLocal: false),
    // What the client sent stands first, what the proxy added stands last.
    Case(
      told: [("X-Forwarded-For", "9.9.9.9, 1.2.3.4")], peer: "::1", isBehindProxy: true, address: "1.2.3.4",
      isLocal: false),
    Case(
      told: [("X-Forwarded-For", "2001:db8::5")], peer: "127.0.0.1", isBehindProxy: true, address: "2001:db8::5",
      isLocal: false),
    // Not from this machine: it is no proxy of ours.
    Case(
      told: [("X-Forwarded-For", "1.2.3.4")], peer: "10.0.0.7", isBehindProxy: true, address: "10.0.0.7",
      isLocal: false),
    Case(
      told: [("X-Forwarded-For", "unknown\u{7f}")], peer: "127.0.0.1", isBehindProxy: true, address: "127.0.0.1",
      isLocal: false),
    Case(
      told: [("X-Forwarded-For", "127.0.0.1")], peer: "127.0.0.1", isBehindProxy: true, address: "127.0.0.1",
      isLocal: false),
    Case(
      told: [("Forwarded", "for=1.2.3.4")], peer: "127.0.0.1", isBehindProxy: true, address: "127.0.0.1",
      isLocal: false),
    Case(told: [], peer: nil, isBehindProxy: true, address: "", isLocal: false),
  ]

  @Test(arguments: cases) func findsTheClient(_ one: Case) {
    let request = request(one.told)
    #expect(ClientAddress.of(request, peer: one.peer, isBehindProxy: one.isBehindProxy) == one.address)
    #expect(ClientAddress.isLocal(request, peer: one.peer) == one.isLocal)
  }

  @Test("two people behind one proxy have limits of their own") func limitsByRealAddress() {
    let limits = SignInLimits()
    for number in 0..<20 { #expect(limits.wait(address: "1.2.3.4", login: "a\(number)") == nil) }
    #expect(limits.wait(address: "1.2.3.4", login: "b") != nil)
    #expect(limits.wait(address: "1.2.3.5", login: "c") == nil)
  }
}
