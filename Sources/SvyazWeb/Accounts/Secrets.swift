internal import Crypto
internal import Foundation
internal import SvyazStore

/// Random secrets, and what is kept of them.
enum Secrets {
  /// 256 bits from the system's generator, in letters that need no escaping in cookies and addresses.
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
      "=", with: "")
  }

  /// - Returns: `nil` for what can be no secret of ours, so that nobody makes the server hash megabytes.
  static func digest(_ secret: String) -> SecretDigest? {
    guard secret.utf8.count == 43 else { return nil }
    return SecretDigest(bytes: Array(SHA256.hash(data: Array(secret.utf8))))
  }

  /// Compares without telling by its time how much was right.
  static func isEqual(_ one: String, _ two: String) -> Bool {
    let (one, two) = (Array(one.utf8), Array(two.utf8))
    guard one.count == two.count else { return false }
    return zip(one, two).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
