import SvyazTestSupport
import Testing

@Suite struct TimingsCommandTests {
  static let sample = "graphs/samara-2020"

  @Test func everyStepIsTimedAndThePlanIsTheSame() throws {
    let plain = try SvyazProcess.run(["match", "--network", Self.sample, "--json"])
    let timed = try SvyazProcess.run(["match", "--network", Self.sample, "--json", "--timings"])
    #expect(timed.status == 0)
    #expect(timed.output == plain.output && !plain.output.isEmpty)
    let rows = timed.errors.split(separator: "\n").map { $0.split(separator: "\t") }.filter { $0.count == 4 }
    #expect(rows.count == 6)
    #expect(rows.dropFirst().map { String($0[0]) }.last == "Пишу план")
    #expect(rows.dropFirst().allSatisfy { Double($0[1].replacing(",", with: ".")) ?? -1 >= 0 })
    // The peak of a process never falls.
    let peaks = rows.dropFirst().compactMap { Int($0[3]) }
    #expect(peaks.count == 5 && peaks == peaks.sorted() && peaks[0] > 0)
  }
}
