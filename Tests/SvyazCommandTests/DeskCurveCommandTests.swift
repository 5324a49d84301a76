import Foundation
import SvyazTestSupport
import Testing

/// `svyaz curve`, `svyaz compare` and the plans of `--one-mentor`, run as processes on the sample.
@Suite struct DeskCurveCommandTests {
  static let sample = SampleCommandTests.sample

  static func object(_ text: String) throws -> [String: Any] { try SampleCommandTests.object(text) }

  @Test func curveGoesFromKeepingAllToFreeChoice() throws {
    let run = try SvyazProcess.run(["curve", "--network", Self.sample, "--json"])
    #expect(run.status == 0)
    let curve = try Self.object(run.output)
    #expect(
      Set(curve.keys) == ["network", "asOf", "options", "held", "barred", "mostKept", "points", "unproved"])
    let points = try #require(curve["points"] as? [[String: Any]])
    #expect(try #require(curve["unproved"] as? [Int]).isEmpty)
    let held = try #require(curve["held"] as? [[String: Any]])
    for pair in held { #expect(Set(pair.keys) == ["school", "subject", "mentor", "partnerships"]) }
    let mostKept = try #require(curve["mostKept"] as? Int)
    var last: (givenUp: Int, weight: Int, cost: Int)?
    for point in points {
      #expect(Set(point.keys) == ["givenUp", "kept", "objective", "lost", "pairs"])
      let givenUp = try #require(point["givenUp"] as? Int)
      #expect(point["kept"] as? Int == mostKept - givenUp)
      #expect((point["lost"] as? [Any])?.count == givenUp + held.count - mostKept)
      let objective = try #require(point["objective"] as? [String: Any])
      let weight = try #require(objective["coveredWeight"] as? Int)
      let cost = try #require(objective["cost"] as? Int)
      if let last {
        #expect(givenUp > last.givenUp && (weight > last.weight || (weight == last.weight && cost < last.cost)))
      } else {
        #expect(givenUp == 0)
      }
      last = (givenUp, weight, cost)
    }
    let match = try Self.object(try SvyazProcess.run(["match", "--network", Self.sample, "--json"]).output)
    let free = try #require(match["objective"] as? [String: Any])
    #expect(free["coveredWeight"] as? Int == last?.weight && free["cost"] as? Int == last?.cost)

    let text = try SvyazProcess.run(["curve", "--network", Self.sample])
    #expect(text.status == 0 && text.output.contains("отпустить") && text.output.contains("отпущено: "))
  }

  @Test(arguments: ["1", "2", "3"]) func oneMentorIsProvedAndVerified(capacity: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "plan.json")
    let run = try SvyazProcess.run([
      "match", "--network", Self.sample, "--one-mentor", "--capacity", capacity, "--json",
    ])
    #expect(run.status == 0)
    try run.output.write(to: file, atomically: true, encoding: .utf8)
    let plan = try Self.object(run.output)
    let certificate = try #require(plan["certificate"] as? [String: Any])
    #expect(Set(certificate.keys) == ["bigM", "demands", "places", "mentors", "oneMentor"])
    #expect((certificate["oneMentor"] as? [String: Any])?["gap"] as? Int == 0)
    #expect((plan["options"] as? [String: Any])?["oneMentor"] as? Bool == true)
    let pairs = try #require(plan["pairs"] as? [[String: Any]])
    for (school, pairs) in Dictionary(grouping: pairs, by: { $0["mentee"] as? String }) {
      #expect(Set(pairs.compactMap { $0["mentor"] as? String }).count == 1, "\(school ?? "")")
    }
    let verify = ["verify", file.path, "--network", Self.sample]
    #expect(try SvyazProcess.run(verify).status == 0)
    for (old, new) in [("\"oneMentor\": true", "\"oneMentor\": false"), ("\"gap\": 0", "\"gap\": 1")] {
      try run.output.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
      #expect(try SvyazProcess.run(verify).status == 1, "\(new)")
    }
  }

  @Test func compareTellsWhatAScenarioChanges() throws {
    let folder = try TemporaryFolder()
    func plan(_ name: String, _ options: [String]) throws -> String {
      let run = try SvyazProcess.run(["match", "--network", Self.sample, "--json"] + options)
      let file = folder.url.appending(path: name)
      try run.output.write(to: file, atomically: true, encoding: .utf8)
      return file.path
    }
    let a = try plan("a.json", [])
    let b = try plan("b.json", ["--capacity", "3", "--district", "adjacent"])
    let run = try SvyazProcess.run(["compare", a, b, "--json"])
    #expect(run.status == 0)
    let comparison = try Self.object(run.output)
    #expect(
      Set(comparison.keys) == [
        "a", "b", "sameNetwork", "sameDay", "options", "objective", "same", "repriced", "moved", "lost", "covered",
        "demandsOnlyA", "demandsOnlyB", "pairsOnlyA", "pairsOnlyB", "mentors",
      ])
    let options = try #require(comparison["options"] as? [[String: Any]])
    #expect(options.compactMap { $0["option"] as? String } == ["capacity", "district"])
    let objective = try #require(comparison["objective"] as? [String: [String: Any]])
    let covered = try [a, b].map { path -> Int in
      let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
      return try #require((try Self.object(text)["objective"] as? [String: Any])?["covered"] as? Int)
    }
    #expect(objective["difference"]?["covered"] as? Int == covered[1] - covered[0])
    let newly = try #require(comparison["covered"] as? [Any]).count
    let lost = try #require(comparison["lost"] as? [Any]).count
    #expect(newly - lost == covered[1] - covered[0] && newly > 0)

    let words = try SvyazProcess.run(["compare", a, b, "--network", Self.sample])
    #expect(words.status == 0)
    #expect(words.output.contains("Школа № ") && words.output.contains("Нагрузка изменилась"))
    let ids = try SvyazProcess.run(["compare", a, b])
    #expect(ids.output.contains("school-") && !ids.output.contains("Школа № "))
    #expect(try SvyazProcess.run(["compare", a, a]).output.contains("Пары одинаковы"))

    let text = try String(contentsOf: URL(filePath: b), encoding: .utf8)
    try text.replacing("\"covered\": ", with: "\"covered\": true, \"x\": ").write(
      to: URL(filePath: b), atomically: true, encoding: .utf8)
    let damaged = try SvyazProcess.run(["compare", a, b])
    #expect(damaged.status == 65 && damaged.errors.contains("objective.covered"))
  }
}
