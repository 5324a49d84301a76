import HummingbirdTesting
import SvyazAccess
import SvyazStore

@testable import SvyazWeb

/// People who work at the desks, on the sample.
struct DeskSite {
  private let site: TestSite

  var store: Store { site.store }

  init() throws { site = try TestSite() }

  /// Asks again while the answer is being computed, as a browser does.
  func get(_ path: String, as role: Role = .planner) async throws -> TestResponse {
    // A place on a page is not sent.
    let target = String(path.prefix { $0 != "#" })
    for _ in 0..<6000 {
      let answer = try await site.get(target, as: role)
      if !answer.text.contains("class=\"card waiting\"") { return answer }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw WebFault.tooSlow
  }

  func post(_ path: String, _ fields: [(String, String)], as role: Role = .planner) async throws -> TestResponse {
    try await site.run { try await site.post(path, fields, as: role, $0) }
  }
}
