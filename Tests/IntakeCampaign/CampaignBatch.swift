import Foundation
import IntakeFuzz

/// A child's part: a range of seeds, one after another.
struct CampaignBatch {
  let options: CampaignOptions

  init(_ options: CampaignOptions) { self.options = options }

  /// The seed at work stands in `report` + `.seed`, where the parent finds it after a trap.
  func run(_ seeds: Range<UInt64>, report: String) throws {
    let sources = try IntakeSeeds()
    let descriptor = open(report + ".seed", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { throw CampaignOptions.Problem(description: "cannot write \(report).seed") }
    defer { close(descriptor) }
    var tally = CampaignTally()
    for seed in seeds {
      var current = seed
      pwrite(descriptor, &current, MemoryLayout<UInt64>.size, 0)
      Self.feedOne(sources.input(seed: seed), seed: seed, limit: options.secondsLimit, into: &tally)
    }
    tally.notePeak()
    try JSONEncoder().encode(tally).write(to: URL(filePath: report))
  }

  static func feedOne(_ input: [UInt8], seed: UInt64, limit: Double, into tally: inout CampaignTally) {
    let start = processorSeconds()
    let outcome = feed(input)
    let elapsed = processorSeconds() - start
    tally.inputs += 1
    tally.bytes += input.count
    switch outcome {
    case .read: tally.outcomes["read", default: 0] += 1
    case .refused(let kind): tally.outcomes["refused: \(kind)", default: 0] += 1
    case .broken(let what): tally.failures.append("seed \(seed): \(what)")
    }
    if elapsed > tally.slowestSeconds {
      tally.slowestSeconds = elapsed
      tally.slowestSeed = seed
    }
    if elapsed > limit { tally.failures.append("seed \(seed): \(elapsed) s") }
  }

  /// Of this process, so that a machine busy with other things fails no input; the parent sees those that wait.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
