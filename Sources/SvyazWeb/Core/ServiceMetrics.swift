internal import Synchronization

/// What the service counts, in Prometheus' text form. Routes only, so that a label never holds a school.
final class ServiceMetrics: Sendable {
  /// Upper ends of the buckets, in seconds.
  static let buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private struct Series: Hashable {
    var route: String
    var status: Int
  }

  private struct State {
    var counts: [Series: Int] = [:]
    var histogram = [Int](repeating: 0, count: ServiceMetrics.buckets.count + 1)
    var seconds = 0.0
    var open = 0
    var next: UInt64 = 0
  }

  private let state = Mutex(State())
  /// Tells the ids of one run of the service from those of another.
  private let run: String

  init(run: UInt32 = .random(in: .min ... .max)) { self.run = String(run, radix: 36) }

  func nextRequestID() -> String {
    let number = state.withLock { state in
      state.next &+= 1
      return state.next
    }
    return "\(run)-\(number)"
  }

  func begin() { state.withLock { $0.open += 1 } }
  func end() { state.withLock { $0.open -= 1 } }

  func count(route: String, status: Int, duration: Duration) {
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    let bucket = Self.buckets.firstIndex { seconds <= $0 } ?? Self.buckets.count
    state.withLock { state in
      state.counts[Series(route: route, status: status), default: 0] += 1
      state.histogram[bucket] += 1
      state.seconds += seconds
    }
  }

  /// - Parameter gauges: what others count: name, help, value.
  func text(gauges: [(name: String, help: String, value: Double)]) -> String {
    let (counts, histogram, seconds, open) = state.withLock { ($0.counts, $0.histogram, $0.seconds, $0.open) }
    var lines = ["# HELP svyaz_requests_total Answers by route and status.", "# TYPE svyaz_requests_total counter"]
    for (series, count) in counts.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }) {
      let route = series.route.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      lines.append("svyaz_requests_total{route=\"\(route)\",status=\"\(series.status)\"} \(count)")
    }
    lines += ["# HELP svyaz_request_seconds Time to an answer.", "# TYPE svyaz_request_seconds histogram"]
    var total = 0
    for (bucket, count) in zip(Self.buckets.map { "\($0)" } + ["+Inf"], histogram) {
      total += count
      lines.append("svyaz_request_seconds_bucket{le=\"\(bucket)\"} \(total)")
    }
    lines += ["svyaz_request_seconds_sum \(seconds)", "svyaz_request_seconds_count \(total)"]
    lines += ["# HELP svyaz_requests_open Requests being answered.", "# TYPE svyaz_requests_open gauge"]
    lines.append("svyaz_requests_open \(open)")
    for gauge in gauges {
      lines += ["# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) gauge", "\(gauge.name) \(gauge.value)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
