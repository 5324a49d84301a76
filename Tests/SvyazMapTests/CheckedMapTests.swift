import MapTrials
import SvyazGraph
import Testing

@testable import SvyazMap

/// Every kind of map of a city, through the checker.
@Suite struct CheckedMapTests {
  @Test func mapsOfTheSamplePass() throws {
    // The rest of them is drawn by `make campaign-maps`.
    for trial in try CityMaps.all(of: AssociationSamples.samara()) where Self.quick.contains(trial.name) {
      let check = SceneCheck(try Drawing.inProcess(trial.map).scene, of: trial.map)
      #expect(check.findings == [], "\(trial.name)")
    }
  }

  private static let quick: Set = [
    "mentors working", "school 1 working", "school 2 public", "associations slide working", "associations slide public",
    "associations slide mathematics working", "associations hubs mathematics working",
  ]

  @Test(arguments: [1, 2, 3] as [UInt64]) func mapsOfGeneratedCitiesPass(_ seed: UInt64) throws {
    let trials = try CityMaps.all(of: CityMaps.city(seed: seed))
    #expect(trials.count >= 12)
    for trial in trials where trial.map.nodes.count <= 40 || trial.name == "associations slide working" {
      let check = SceneCheck(try Drawing.inProcess(trial.map).scene, of: trial.map)
      #expect(check.findings == [], "\(trial.name)")
    }
  }
}
