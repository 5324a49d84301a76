internal import Crypto
internal import CryptoExtras
internal import Foundation

/// Passwords as scrypt (RFC 7914) with its parameters beside it: `scrypt$15$8$3$salt$hash`, in Base64.
///
/// N = 2¹⁵, r = 8, p = 3: 32 MiB and about a quarter of a second, which OWASP's cheat sheet lists as equal in strength to
/// N = 2¹⁷ with p = 1. Blocks: call it on threads for slow work.
enum PasswordHasher {
  private static let (logN, blockSize, parallelism) = (15, 8, 3)
  private static let length = 32

  static func hash(_ password: String) throws -> String {
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let key = try derive(password, salt: salt, logN: logN, blockSize: blockSize, parallelism: parallelism)
    return "scrypt$\(logN)$\(blockSize)$\(parallelism)$\(Data(salt).base64EncodedString())$"
      + Data(key).base64EncodedString()
  }

  /// - Parameter hash: `nil` where there is no such account: as much is computed, so that time tells nothing.
  static func isRight(_ password: String, hash: String?) throws -> Bool {
    let parts = (hash ?? "").split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "scrypt", let logN = Int(parts[1]), (10...20).contains(logN),
      let blockSize = Int(parts[2]), (1...32).contains(blockSize), let parallelism = Int(parts[3]),
      (1...16).contains(parallelism), let salt = Data(base64Encoded: parts[4]),
      let kept = Data(base64Encoded: parts[5]),
      kept.count == length
    else {
      _ = try derive(
        password, salt: Array(repeating: 0, count: 16), logN: Self.logN, blockSize: Self.blockSize,
        parallelism: Self.parallelism)
      return false
    }
    let key = try derive(
      password, salt: Array(salt), logN: logN, blockSize: blockSize, parallelism: parallelism)
    return zip(key, kept).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func derive(
    _ password: String, salt: [UInt8], logN: Int, blockSize: Int, parallelism: Int
  ) throws -> [UInt8] {
    let key = try KDF.Scrypt.deriveKey(
      from: Array(password.precomposedStringWithCompatibilityMapping.utf8), salt: salt, outputByteCount: length,
      rounds: 1 << logN, blockSize: blockSize, parallelism: parallelism)
    return key.withUnsafeBytes { Array($0) }
  }
}
