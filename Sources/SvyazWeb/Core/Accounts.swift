internal import SvyazAccess

/// Who is behind a cookie or a token. The store's accounts implement it; tests have their own.
protocol Accounts: Sendable {
  /// - Returns: `nil` for a session that is unknown, over, or whose account was closed.
  func session(_ secret: String) async throws -> OpenSession?
  /// - Returns: `nil` for a token that is unknown, over or withdrawn.
  func viewer(token: String) async throws -> Viewer?
}

/// A person who is signed in.
struct OpenSession: Hashable, Sendable {
  var viewer: Viewer
  /// What the forms of this session carry.
  var csrf: String
}
