import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import SvyazWeb

@Suite struct ServiceTests {
  @Test func healthAnswersAnybody() async throws {
    let fixture = try WebFixture()
    let response = try await fixture.run { try await $0.execute(uri: "/health", method: .get) }
    #expect(response.status == .ok)
    #expect(String(buffer: response.body) == "ok\n")
  }
}
