/// An error that a user reads: web, JSON and the command line show the same three fields.
public protocol UserFacing: Error {
  /// Stable and English, for programs and support: `area.what`.
  var code: String { get }
  /// What happened, in Russian, with the facts.
  var message: String { get }
  /// What to do about it, in Russian.
  var advice: String { get }
}
