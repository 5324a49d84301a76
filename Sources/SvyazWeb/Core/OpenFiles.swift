internal import Glibc

/// How many files and connections the process may have open.
enum OpenFiles {
  /// What the store, maps and uploads need beside connections.
  private static let reserve = 256

  /// Raises the process's limit as far as it is allowed to.
  ///
  /// - Returns: how many connections fit, at most `wanted`: a connection that cannot be opened any more would be asked for
  ///   again and again.
  static func connections(atMost wanted: Int) -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return min(wanted, 512) }
    let needed = rlim_t(clamping: wanted + reserve)
    if limit.rlim_cur < needed {
      var raised = limit
      raised.rlim_cur = min(needed, limit.rlim_max)
      if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
    }
    return max(16, min(wanted, Int(clamping: limit.rlim_cur) - reserve))
  }
}
