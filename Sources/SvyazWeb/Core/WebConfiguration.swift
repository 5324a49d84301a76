/// How the service is run.
public struct WebConfiguration: Sendable {
  public var host: String
  public var port: Int
  /// Certificate chain and key in PEM, for TLS without a proxy in front.
  public var certificate: (chain: String, key: String)?
  /// A proxy on the same machine ends TLS: cookies are for encrypted connections only.
  public var isBehindProxy = false
  /// How long a body may take to arrive, in seconds.
  public var bodySeconds = 20
  /// How long a kept connection may be silent, in seconds.
  public var idleSeconds = 60
  /// How long a page waits for its map, and a file or each map of a deck for itself, in seconds.
  public var mapSeconds = 10
  public var mapFileSeconds = 20
  public var mostConnections = 20_000

  public init(host: String = "127.0.0.1", port: Int = 8080) {
    self.host = host
    self.port = port
  }

  var isEncrypted: Bool { certificate != nil || isBehindProxy }

  /// Whether only programs of this machine reach the service.
  public var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) || host.hasPrefix("127.") }
}
