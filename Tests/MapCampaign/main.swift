import Foundation
import MapTrials
import SvyazMap

/// Draws many maps in worker processes and checks each; the worker is this program again.
///
///     map-campaign scenes --cities 50 --seed 1       every kind and paper through the checker
///     map-campaign renders --renders 10000 --seed 1  one in ten hostile: nothing may die, grow or be swapped
///     map-campaign bench --nodes 200 --rounds 20     a warm worker against drawing in this process, as JSON
struct Usage: Error, CustomStringConvertible {
  let description: String
}

func options(_ arguments: ArraySlice<String>) throws -> [String: UInt64] {
  var options: [String: UInt64] = [:]
  var rest = arguments
  while let name = rest.popFirst() {
    guard name.hasPrefix("--"), let value = rest.popFirst().flatMap(UInt64.init), value <= 1 << 32 else {
      throw Usage(description: "\(name) needs a number")
    }
    options[String(name.dropFirst(2))] = value
  }
  return options
}

let worker = "/proc/self/exe"
let note: @Sendable (Int) -> Void = { FileHandle.standardError.write(Data("\r\($0) done ".utf8)) }

do {
  if CommandLine.arguments.dropFirst() == [MapRenderer.workerArgument] { exit(MapWorker.run()) }
  let options = try options(CommandLine.arguments.dropFirst(2))
  let seed = options["seed"] ?? 1
  let workers = Int(options["workers"] ?? 2)
  switch CommandLine.arguments.dropFirst().first {
  case "scenes":
    let renderer = MapRenderer(workerExecutable: worker, workers: workers, deadline: .seconds(60))
    let cities = seed..<seed + (options["cities"] ?? 50)
    let campaign = await SceneCampaign.run(cities: cities, renderer: renderer, lanes: workers, progress: note)
    await renderer.shutdown()
    print("\ncities \(cities), maps \(campaign.mapCount)\n\(campaign.table)")
    for failure in campaign.failures.prefix(60) { print("FAILED: \(failure)") }
    print(campaign.failures.isEmpty ? "no failures" : "failures: \(campaign.failures.count)")
    exit(campaign.failures.isEmpty && campaign.mapCount > 0 ? 0 : 1)
  case "renders":
    let renders = Int(options["renders"] ?? 10_000)
    let campaign = try await RenderCampaign.run(
      renders: renders, seed: seed, worker: worker, workers: workers, lanes: workers * 2, progress: note)
    print("\nrenders \(renders), seed \(seed)\n\(campaign.summary)")
    exit(campaign.failures.isEmpty && campaign.growthKibibytes < 5 * 1024 ? 0 : 1)
  case "bench":
    print(
      try await WorkerBench.run(
        nodes: Int(options["nodes"] ?? 200), rounds: Int(options["rounds"] ?? 20), worker: worker))
  default: throw Usage(description: "map-campaign scenes | renders | bench")
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(2)
}
