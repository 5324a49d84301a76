import MapTrials
import SvyazGraph
import Testing

@testable import SvyazMap

/// Every kind of map of a city, through the checker.
@Suite(.serialized) struct CheckedMapTests {
  private static let quick: Set = [
    "mentors working", "school 1 working", "school 2 public", "associations slide working",
    "associations slide mathematics public", "associations hubs mathematics working",
  ]

  // The rest of them is drawn by `make campaign-maps`.
  @Test func mapsOfTheSamplePass() async throws {
    let trials = try CityMaps.all(of: AssociationSamples.samara()).filter { Self.quick.contains($0.name) }
    #expect(trials.count == Self.quick.count)
    try await Self.check(trials)
  }

  @Test func mapsOfGeneratedCitiesPass() async throws {
    for seed: UInt64 in 1...3 {
      let trials = try CityMaps.all(of: CityMaps.city(seed: seed))
      #expect(trials.count >= 12)
      try await Self.check(trials.filter { ["school 1 working", "associations slide public"].contains($0.name) })
    }
  }

  /// Its line to an event, routed by graphviz, ended at the corner that the note folds away.
  @Test func lineThatGraphvizRoutesEndsAtTheNote() async throws {
    let trials = try CityMaps.all(of: CityMaps.city(seed: 47)).filter { $0.name == "school 1 public" }
    #expect(trials.count == 1)
    try await Self.check(trials)
  }

  private static func check(_ trials: [MapTrial]) async throws {
    let pool = RendererPoolTests.pool(2)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for trial in trials {
        group.addTask {
          let drawn = try await pool.render(trial.map, formats: [.dot])
          #expect(SceneCheck(drawn.scene, of: trial.map).findings == [], "\(trial.name)")
        }
      }
      try await group.waitForAll()
    }
    await pool.shutdown()
  }
}
