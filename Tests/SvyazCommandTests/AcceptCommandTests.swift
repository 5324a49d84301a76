import Foundation
import SvyazTestSupport
import Testing

/// From a composition to associations in force, as a planner does it.
@Suite struct AcceptCommandTests {
  private let sample: SampleStore
  private var folder: TemporaryFolder { sample.folder }
  private var store: String { sample.path }
  private var file: String { folder.path + "/maths.json" }

  init() throws {
    sample = try SampleStore()
    let composed = try SvyazProcess.run([
      "compose", "--store", sample.path, "--subject", "mathematics", "--as-of", "2021-09-01", "--steps", "5", "--json",
    ])
    try #require(composed.status == 0, "\(composed.errors)")
    try sample.folder.write(composed.output, to: "maths.json")
  }

  private func svyaz(_ arguments: String...) throws -> SvyazProcess { try SvyazProcess.run(arguments) }

  private func export(_ name: String) throws -> [String: Data] { try sample.export(name) }

  @Test func aCompositionIsTriedAcceptedAndUndone() throws {
    let before = try export("before")
    let trial = try svyaz("accept", file, "--store", store, "--from", "2021-09-01", "--dry-run")
    #expect(trial.status == 0 && trial.output.contains("Проба"), "\(trial.errors)")
    #expect(try export("trial") == before)
    let run = try svyaz(
      "accept", file, "--store", store, "--from", "2021-09-01", "--umo", "Новое УМО", "--why", "приказ № 12", "--json")
    #expect(run.status == 0, "\(run.errors)")
    let answer = try SampleCommandTests.object(run.output)
    #expect(Set(answer.keys) == ["from", "associations", "orphanedEvents", "change"])
    let associations = try #require(answer["associations"] as? [[String: Any]])
    for association in associations {
      #expect(Set(association.keys) == ["id", "base", "fate", "members", "joined", "left", "changedRole"])
    }
    let composition = try SampleCommandTests.object(String(decoding: folder.data(of: "maths.json"), as: UTF8.self))
    let groups = try #require(composition["groups"] as? [[String: Any]])
    #expect(associations.filter { $0["fate"] as? String != "closed" }.count == groups.count)
    #expect(try svyaz("check", "--store", store).status == 0)
    let again = try svyaz("accept", file, "--store", store, "--from", "2021-09-01")
    #expect(again.status == 1 && again.errors.contains("уже принят"))
    #expect(try svyaz("log", "--store", store).output.contains("приказ № 12"))
    #expect(try svyaz("undo", "2", "--store", store).status == 0)
    #expect(try export("after") == before)
  }

  @Test func whatCannotBeAcceptedIsToldInRussian() throws {
    try folder.write("{}", to: "empty.json")
    try folder.write("нет", to: "text.json")
    for (arguments, status) in [
      (["accept", file, "--store", store, "--from", "2021-08-31"], 2),
      (["accept", file, "--store", store, "--from", "завтра"], 2), (["accept", file, "--store", store], 2),
      (["accept", folder.path + "/empty.json", "--store", store, "--from", "2021-09-01"], 65),
      (["accept", folder.path + "/text.json", "--store", store, "--from", "2021-09-01"], 65),
      (["accept", folder.path + "/none.json", "--store", store, "--from", "2021-09-01"], 65),
      (["accept", file, "--store", folder.path + "/none.svyaz", "--from", "2021-09-01"], 65),
    ] as [([String], Int32)] {
      let run = try SvyazProcess.run(arguments)
      #expect(run.status == status, "\(arguments): \(run.errors)")
      #expect(run.errors.contains { ("а"..."я").contains($0) })
    }
    #expect(try !svyaz("log", "--store", store).output.contains("принятие"))
  }
}
