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

  @Test("readiness asks the store and the threads") func readinessAsksTheStore() async throws {
    let fixture = try WebFixture()
    let response = try await fixture.run { try await $0.execute(uri: "/ready", method: .get) }
    #expect(response.status == .ok && String(buffer: response.body) == "ready\n")
    #expect(response.headers[.cacheControl] == "no-store")
  }

  @Test("metrics are Prometheus' text: every line of its form, counts by route and status, buckets that add up")
  func metricsAreWellFormed() async throws {
    let metrics = ServiceMetrics()
    for seconds in [0.001, 0.02, 0.3, 7, 60] {
      metrics.count(route: "/schools/:school", status: 200, duration: .seconds(seconds))
    }
    metrics.count(route: "a\"b\\c\nd", status: 404, duration: .zero)
    let text = metrics.text(gauges: [("svyaz_revision", "The last change.", 3)])
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      #expect(
        line.wholeMatch(of: /[a-z_]+(\{[a-z]+="([^"\\\n]|\\.)*"(,[a-z]+="([^"\\\n]|\\.)*")*\})? [0-9.e+-]+/) != nil,
        "\(line)")
    }
    #expect(text.contains("svyaz_requests_total{route=\"/schools/:school\",status=\"200\"} 5"))
    #expect(text.contains("svyaz_request_seconds_bucket{le=\"+Inf\"} 6"))
    #expect(text.contains("svyaz_request_seconds_bucket{le=\"0.005\"} 2"))
    #expect(text.contains("svyaz_request_seconds_count 6"))
    #expect(text.contains("svyaz_revision 3"))
  }
}
