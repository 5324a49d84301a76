import Foundation
import IntakeFuzz

/// Feeds generated inputs to the readers of tables, in child processes, so that a trap is seen and named by its seed.
///
///     intake-campaign --inputs 1000000 --seed 1 --seconds-limit 1
///     intake-campaign --only 4711            one input, in this process
do {
  let options = try CampaignOptions(CommandLine.arguments.dropFirst())
  switch options.mode {
  case .whole: exit(try Campaign(options).run() ? 0 : 1)
  case .batch(let seeds, let report): try CampaignBatch(options).run(seeds, report: report)
  case .only(let seed):
    var tally = CampaignTally()
    let input = try IntakeSeeds().input(seed: seed)
    try Data(input).write(to: URL(filePath: "intake-\(seed).bin"))
    CampaignBatch.feedOne(input, seed: seed, limit: options.secondsLimit, into: &tally)
    print(tally.summary)
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(2)
}
