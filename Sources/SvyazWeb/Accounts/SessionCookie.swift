internal import Hummingbird

/// The cookie that holds a session's secret.
///
/// Over an encrypted connection its name begins with `__Host-`: browsers take such a cookie from this host alone, encrypted
/// and for the whole site, so a neighbouring host cannot plant a session. Without encryption, which is for one's own machine,
/// they would not take it.
enum SessionCookie {
  static let plainName = "svyaz"

  static func name(isEncrypted: Bool) -> String { isEncrypted ? "__Host-\(plainName)" : plainName }

  /// What the request brings; a cookie of the other name is none of ours.
  static func secret(_ request: Request, _ services: WebServices) -> String? {
    request.cookies[name(isEncrypted: services.configuration.isEncrypted)]?.value
  }

  /// - Parameter secret: `nil` takes the cookie away.
  static func make(_ secret: String?, isEncrypted: Bool) -> Cookie {
    Cookie(
      name: name(isEncrypted: isEncrypted), value: secret ?? "", maxAge: secret == nil ? 0 : nil, path: "/",
      secure: isEncrypted, httpOnly: true, sameSite: .lax)
  }
}
