import Foundation
import MapTrials
import SvyazGraph
import Testing

@testable import SvyazMap

/// Every kind of map of a city, through the checker.
@Suite(.serialized) struct CheckedMapTests {
  private static let quick: Set = [
    "mentors of a district working", "school 2 public", "districts long names working",
    "geography some unknown public", "associations slide mathematics public", "associations hubs mathematics working",
  ]

  /// Layouts that are searched for take seconds in a debug build.
  private static let searched: Set = ["mentors", "mentors-districts", "changes", "school", "associations hubs"]

  /// Each kind as it is drawn when nothing more is asked for, on its own paper: for the public on a slide, and on all
  /// papers where that is quick. `MAPS=all` draws everything on every paper.
  @Test func everyKindOfTheSamplePasses() async throws {
    let recipes = try CityMaps.recipes(of: AssociationSamples.samara())
    var trials: [MapTrial] = []
    if ProcessInfo.processInfo.environment["MAPS"] == "all" {
      for recipe in recipes { for paper in CityMaps.papers { trials.append(try recipe.trial(on: paper)) } }
      return try await Self.check(trials)
    }
    let kinds = Set(recipes.map(\.kind))
    #expect(kinds.isSuperset(of: Self.searched))
    for kind in kinds.sorted() {
      let isSearched = Self.searched.contains(kind)
      let whole = try #require(recipes.first { $0.kind == kind && $0.name.hasSuffix(" working") })
      for paper in isSearched ? [whole.ownPaper] : CityMaps.papers { trials.append(try whole.trial(on: paper)) }
      guard !isSearched else { continue }
      let open = try #require(recipes.first { $0.kind == kind && $0.name.hasSuffix(" public") })
      trials.append(try open.trial(on: .slide))
    }
    #expect(trials.count == 5 * (kinds.count - Self.searched.count) + Self.searched.count)
    try await Self.check(trials)
  }

  // The rest of them is drawn by `make campaign-maps`.
  @Test func variantsOfTheSamplePass() async throws {
    let trials = try CityMaps.all(of: AssociationSamples.samara()).filter { Self.quick.contains($0.name) }
    #expect(trials.count == Self.quick.count)
    try await Self.check(trials)
  }

  @Test func sixCitiesMeetEveryKindOnEveryPaper() throws {
    let city = CityMaps.city(seed: 1)
    let trials = try (0..<6).flatMap { try CityMaps.sampled(of: city, turn: $0) }
    let kinds = Set(trials.map(\.kind))
    #expect(kinds.count == 9)
    let met = Set(trials.map { "\($0.kind) \($0.map.paper)" })
    #expect(met == Set(kinds.flatMap { kind in CityMaps.papers.map { "\(kind) \($0)" } }))
    // Both editions of every kind.
    #expect(Set(trials.map { "\($0.kind) \($0.map.edition)" }).count == 18)
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

  /// A poster is an A3 layout enlarged: the folded corner, once of the same seven points on both, ended lines within it.
  @Test func linesOfAPosterEndAtItsNotes() async throws {
    let recipe = try #require(CityMaps.recipes(of: CityMaps.city(seed: 47)).first { $0.name == "school 1 public" })
    try await Self.check([recipe.trial(on: .a0)])
  }

  private static func check(_ trials: [MapTrial]) async throws {
    let pool = RendererPoolTests.pool(2)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for trial in trials {
        group.addTask {
          let drawn = try await pool.render(trial.map, formats: [.dot])
          let findings = SceneCheck(drawn.scene, of: trial.map).findings
          #expect(findings == [], "\(trial.name) \(trial.map.paper)")
        }
      }
      try await group.waitForAll()
    }
    await pool.shutdown()
  }
}
