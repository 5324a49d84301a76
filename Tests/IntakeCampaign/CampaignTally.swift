import Foundation

/// What came of many inputs; children write it as JSON.
struct CampaignTally: Codable {
  var inputs = 0
  var bytes = 0
  var outcomes: [String: Int] = [:]
  var slowestSeconds = 0.0
  var slowestSeed: UInt64 = 0
  var peakKibibytes = 0
  /// Each a sentence that names its seed.
  var failures: [String] = []

  mutating func add(_ other: CampaignTally) {
    inputs += other.inputs
    bytes += other.bytes
    outcomes.merge(other.outcomes, uniquingKeysWith: +)
    if other.slowestSeconds > slowestSeconds {
      slowestSeconds = other.slowestSeconds
      slowestSeed = other.slowestSeed
    }
    peakKibibytes = max(peakKibibytes, other.peakKibibytes)
    failures += other.failures
  }

  mutating func notePeak() {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    peakKibibytes = max(peakKibibytes, usage.ru_maxrss)
  }

  var summary: String {
    var lines = ["inputs \(inputs), \(bytes / max(1, inputs)) bytes on average"]
    for (outcome, count) in outcomes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      lines.append("  \(String(repeating: " ", count: max(0, 8 - "\(count)".count)))\(count)  \(outcome)")
    }
    let milliseconds = Int((slowestSeconds * 1000).rounded())
    lines.append(
      "slowest \(milliseconds) ms (seed \(slowestSeed)), peak memory of a process \(peakKibibytes / 1024) MiB")
    lines += failures.prefix(20).map { "FAILED: \($0)" }
    lines.append(failures.isEmpty ? "no failures" : "failures: \(failures.count)")
    return lines.joined(separator: "\n")
  }
}
