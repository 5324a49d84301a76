public import SvyazStore

/// A way in that works once, for somebody who has no password yet or forgot it.
public enum SignInLink {
  /// - Returns: path and query, to be put after the service's address.
  /// - Throws: `AccountError.unknown`, `StoreError`.
  public static func make(
    for login: String, hours: Int, in store: Store, by author: String, at moment: Moment
  ) throws -> String {
    let secret = Secrets.make()
    guard let digest = Secrets.digest(secret) else { throw AccountError.unknown(login: login) }
    try store.addLink(
      digest, for: login, by: author, at: moment,
      endsAt: Moment(milliseconds: moment.milliseconds + max(0, min(hours, 336)) * 3_600_000))
    return "/signin/link?key=\(secret)"
  }
}
