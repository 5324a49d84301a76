import Foundation

/// The parent's part: keeps children at work, sees traps and hangs, and sums up.
struct Campaign {
  private static let batch: UInt64 = 5000
  /// A child whose seed has not changed for so long hangs.
  private static let patience: TimeInterval = 20

  let options: CampaignOptions

  init(_ options: CampaignOptions) { self.options = options }

  private final class Child {
    let process: Process
    let report: String
    let seeds: Range<UInt64>
    var lastSeed: UInt64?
    var lastChange = Date()

    init(process: Process, report: String, seeds: Range<UInt64>) {
      self.process = process
      self.report = report
      self.seeds = seeds
    }

    var seed: UInt64? {
      guard let data = FileManager.default.contents(atPath: report + ".seed"), data.count == 8 else { return nil }
      return data.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    }
  }

  /// - Returns: whether nothing failed.
  func run() throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appending(path: "intake-campaign-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let start = Date()
    var tally = CampaignTally()
    var waiting: [Range<UInt64>] = []
    let end = options.seed + options.inputs
    for lower in stride(from: options.seed, to: end, by: Int(Self.batch)) {
      waiting.append(lower..<min(end, lower + Self.batch))
    }
    waiting.reverse()
    var children: [Child] = []
    var traps = 0
    while !waiting.isEmpty || !children.isEmpty {
      while children.count < options.processes, let seeds = waiting.popLast() {
        children.append(try spawn(seeds, in: folder))
      }
      usleep(20_000)
      for (index, child) in children.enumerated().reversed() {
        if child.process.isRunning {
          watch(child)
          continue
        }
        children.remove(at: index)
        if let data = FileManager.default.contents(atPath: child.report),
          let own = try? JSONDecoder().decode(CampaignTally.self, from: data)
        {
          tally.add(own)
          continue
        }
        // The inputs before the trap are fed again, those after it for the first time.
        let seed = child.seed ?? child.seeds.lowerBound
        tally.failures.append("seed \(seed): the process ended with \(child.process.terminationStatus)")
        tally.inputs += 1
        traps += 1
        guard traps < 50 else { throw CampaignOptions.Problem(description: tally.summary) }
        if seed > child.seeds.lowerBound { waiting.append(child.seeds.lowerBound..<seed) }
        if seed + 1 < child.seeds.upperBound { waiting.append(seed + 1..<child.seeds.upperBound) }
      }
    }
    if tally.peakKibibytes > options.mebibytesLimit * 1024 {
      tally.failures.append("memory: \(tally.peakKibibytes / 1024) MiB")
    }
    print("seeds \(options.seed)..<\(end), \(Int(Date().timeIntervalSince(start))) s, processes \(options.processes)")
    print(tally.summary)
    return tally.failures.isEmpty && tally.inputs == Int(options.inputs)
  }

  private func spawn(_ seeds: Range<UInt64>, in folder: URL) throws -> Child {
    let report = folder.appending(path: "\(seeds.lowerBound)-\(seeds.upperBound)").path
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [
      "--seed", "\(seeds.lowerBound)", "--until", "\(seeds.upperBound)", "--report", report, "--seconds-limit",
      "\(options.secondsLimit)",
    ]
    try process.run()
    return Child(process: process, report: report, seeds: seeds)
  }

  private func watch(_ child: Child) {
    let seed = child.seed
    if seed != child.lastSeed {
      child.lastSeed = seed
      child.lastChange = Date()
    } else if Date().timeIntervalSince(child.lastChange) > Self.patience {
      kill(child.process.processIdentifier, SIGKILL)
    }
  }
}
