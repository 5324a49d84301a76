import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazGraph
import SvyazStore
import SvyazTestSupport

@testable import SvyazWeb

/// People who read and fill in pages of one network.
struct ReadSite {
  /// Of the role `school`.
  static let school: SchoolID = "school-55"

  private let site: TestSite

  var store: Store { site.store }
  var services: WebServices { site.service.services }
  var revision: Revision { services.live.current }

  static func sample() throws -> Network { try TestSite.sample.get() }

  /// - Parameter network: the sample where it is `nil`.
  init(_ network: Network? = nil) throws { site = try TestSite(network: network, school: Self.school) }

  func run(_ body: @escaping @Sendable (Visitor) async throws -> Void) async throws {
    try await site.run { try await body(Visitor(client: $0, site: site)) }
  }

  struct Visitor: Sendable {
    let client: any TestClientProtocol
    let site: TestSite

    /// A page; one whose map is not drawn yet is asked for again, as a person would.
    func get(_ uri: String, as role: Role) async throws -> (status: HTTPResponse.Status, html: String) {
      for _ in 0..<6000 {
        let response = try await site.get(uri, as: role, client)
        if !response.text.contains("Карта ещё рисуется") { return (response.status, response.text) }
        try await Task.sleep(for: .milliseconds(100))
      }
      throw WebFault.tooSlow
    }

    /// Sends a form.
    func post(
      _ uri: String, _ fields: [String: String], as role: Role, csrf: String? = nil
    ) async throws -> (status: HTTPResponse.Status, location: String, html: String) {
      let response = try await site.post(uri, fields.map { ($0.key, $0.value) }, as: role, client, token: csrf)
      return (response.status, response.location, response.text)
    }

    /// A form with one file, as a browser sends it.
    func upload(
      _ uri: String, file: String, bytes: [UInt8], as role: Role, csrf: String? = nil
    ) async throws -> (status: HTTPResponse.Status, html: String) {
      let response = try await site.upload(uri, [(file, bytes)], as: role, client, token: csrf)
      return (response.status, response.text)
    }
  }
}
