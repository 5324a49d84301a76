import Foundation
import SvyazTestSupport
import Testing

/// Every command on the sample, run as a process.
@Suite struct SampleCommandTests {
  static let sample = "graphs/samara-2020"

  static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func checkFindsNoFault() throws {
    let run = try SvyazProcess.run(["check", "--network", Self.sample, "--json"])
    #expect(run.status == 0)
    let faults = try #require(try Self.object(run.output)["faults"] as? [Any])
    #expect(faults.isEmpty)
    #expect(run.errors.isEmpty)
  }

  @Test func matchHasExactlyTheContractsKeys() throws {
    let run = try SvyazProcess.run(["match", "--network", Self.sample, "--json"])
    #expect(run.status == 0)
    let plan = try Self.object(run.output)
    #expect(
      Set(plan.keys) == [
        "version", "network", "asOf", "options", "objective", "demands", "mentors", "pairs", "uncovered", "certificate",
      ])
    let objective = try #require(plan["objective"] as? [String: Any])
    #expect(Set(objective.keys) == ["coveredWeight", "covered", "demands", "cost"])
    #expect(objective["demands"] as? Int == 60)
    let pairs = try #require(plan["pairs"] as? [[String: Any]])
    #expect(pairs.count == objective["covered"] as? Int)
    for pair in pairs {
      #expect(Set(pair.keys) == ["mentee", "mentor", "subject", "cost", "components", "pinned"])
    }
    let demands = try #require(plan["demands"] as? [[String: Any]])
    #expect(Set(demands.compactMap { $0["school"] as? String }).count == 30)
    let uncovered = try #require(plan["uncovered"] as? [[String: Any]])
    #expect(pairs.count + uncovered.count == 60)
    for demand in uncovered {
      #expect(Set(demand.keys) == ["school", "subject", "reason", "competitors", "mentors"])
    }
    let certificate = try #require(plan["certificate"] as? [String: Any])
    #expect(Set(certificate.keys) == ["bigM", "demands", "places", "mentors"])
  }

  @Test func verifySaysYesAndNo() throws {
    let folder = try TemporaryFolder()
    let plan = try SvyazProcess.run(["match", "--network", Self.sample, "--json"]).output
    let file = folder.url.appending(path: "plan.json")
    try plan.write(to: file, atomically: true, encoding: .utf8)
    let yes = try SvyazProcess.run(["verify", file.path, "--network", Self.sample])
    #expect(yes.status == 0)
    #expect(yes.output.hasPrefix("Да"))

    // Numbers from all over the plan, by their place in the text.
    let numbers = plan.matches(of: /: (\d+)/).map { $0.output.1 }
    #expect(numbers.count > 500)
    for number in stride(from: 0, to: numbers.count, by: max(1, numbers.count / 8)).map({ numbers[$0] }) {
      var altered = plan
      let value = try #require(Int(number))
      altered.replaceSubrange(number.startIndex..<number.endIndex, with: String(value + 1))
      try altered.write(to: file, atomically: true, encoding: .utf8)
      let no = try SvyazProcess.run(["verify", file.path, "--network", Self.sample])
      #expect(no.status == 1, "number \(number) at \(plan.utf8.distance(from: plan.startIndex, to: number.startIndex))")
      #expect(no.output.hasPrefix("Нет"))
    }
  }

  @Test func plansWithOtherOptionsAndDaysAreVerified() throws {
    let folder = try TemporaryFolder()
    let options = ["--capacity", "1", "--district", "adjacent", "--max-km", "9.5", "--load-penalty", "700"]
    let run = try SvyazProcess.run(["match", "--network", Self.sample, "--json"] + options)
    #expect(run.status == 0)
    let file = folder.url.appending(path: "plan.json")
    try run.output.write(to: file, atomically: true, encoding: .utf8)
    let verify = ["verify", file.path, "--network", Self.sample]
    #expect(try SvyazProcess.run(verify).status == 0)
    #expect(try SvyazProcess.run(verify + ["--as-of", "2021-04-30"]).status == 0)
    let otherDay = try SvyazProcess.run(verify + ["--as-of", "2021-03-31"])
    #expect(otherDay.status == 1)
    #expect(otherDay.output.contains("2021-03-31"))
  }

  @Test func indicatorNamesTheThreeReadings() throws {
    let run = try SvyazProcess.run(["indicator", "9", "--network", Self.sample, "--json"])
    #expect(run.status == 0)
    let indicator = try Self.object(run.output)
    #expect(
      Set(indicator.keys) == [
        "indicator", "asOf", "rule", "targetPerMille", "readings", "oneStepShort", "forecast", "name", "definitions",
        "gaps", "bounds", "pace",
      ])
    let readings = try #require(indicator["readings"] as? [[String: Any]])
    #expect(readings.compactMap { $0["id"] as? String } == ["lowResult", "passport", "literal"])
    for reading in readings {
      #expect(Set(reading.keys) == ["id", "numerator", "denominator", "sharePerMille", "ceilingPerMille"])
      let numerator = try #require(reading["numerator"] as? [String])
      let denominator = try #require(reading["denominator"] as? [String])
      #expect(Set(numerator).isSubset(of: denominator))
      #expect(numerator == numerator.sorted())
    }
    #expect(try #require(readings[2]["ceilingPerMille"] as? Int) < 200)
    #expect((readings[0]["denominator"] as? [String])?.count == 30)
    #expect((readings[1]["denominator"] as? [String])?.count == 188)

    let all = try Self.object(try SvyazProcess.run(["indicator", "--network", Self.sample, "--json"]).output)
    #expect(Set(all.keys) == ["indicators"])
    let objects = try #require(all["indicators"] as? [[String: Any]])
    #expect(objects.compactMap { $0["indicator"] as? Int } == Array(1...9))
    #expect(objects.compactMap { $0["targetPerMille"] as? Int } == [1000, 750, 700, 1000, 900, 900, 900, 500, 900])
    let formal = try SvyazProcess.run(["indicator", "9", "--network", Self.sample, "--rule", "formal", "--json"])
    #expect(try Self.object(formal.output)["rule"] as? String == "formal")
  }

  @Test func analyseTellsTheMeasures() throws {
    let run = try SvyazProcess.run(["analyse", "--network", Self.sample, "--since", "2020-09-01", "--json"])
    #expect(run.status == 0)
    let analysis = try Self.object(run.output)
    #expect(analysis["schools"] as? Int == 188)
    #expect((analysis["degrees"] as? [Any])?.count == 188)
    #expect(analysis["difference"] != nil)
    let coverage = try #require(analysis["coverage"] as? [String: Any])
    #expect((coverage["lowResult"] as? [String])?.count == 30)
    let departures = try #require(analysis["departures"] as? [[String: Any]])
    let losses = departures.compactMap { ($0["lost"] as? [String])?.count }
    #expect(losses.count == departures.count && losses == losses.sorted(by: >) && (losses.first ?? 0) > 0)
    let structure = try #require(analysis["structure"] as? [String: Any])
    #expect((structure["betweenness"] as? [Any])?.count == 188)
  }

  @Test func mapsAreWrittenInEveryFormat() throws {
    let folder = try TemporaryFolder()
    let run = try SvyazProcess.run([
      "map", "mentors", "--network", Self.sample, "--format", "svg,png,dot", "--out", folder.path, "--json",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        "mentors.dot", "mentors.png", "mentors.svg",
      ])
    let report = try Self.object(run.output)
    let svg = try String(contentsOf: folder.url.appending(path: "mentors.svg"), encoding: .utf8)
    #expect(svg.matches(of: /id="school-/).count == report["nodes"] as? Int)
    #expect(svg.contains("Учебные данные"))
    #expect(try #require(report["smallestLabelPoints"] as? Double) >= 8)
    let png = try Data(contentsOf: folder.url.appending(path: "mentors.png"))
    #expect(png.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))

    let one = try SvyazProcess.run([
      "map", "school", "school-5", "--network", Self.sample, "--edition", "public", "--format", "svg", "--out",
      folder.path,
    ])
    #expect(one.status == 0, "\(one.errors)")
    let ego = try String(contentsOf: folder.url.appending(path: "school-school-5.svg"), encoding: .utf8)
    #expect(ego.contains("id=\"school-school-5\""))
    #expect(!ego.contains("низки"))
  }

  @Test func demoRunsToTheEnd() throws {
    let folder = try TemporaryFolder()
    let run = try SvyazProcess.run(["demo", "--no-serve", "--out", folder.path])
    #expect(run.status == 0, "\(run.errors)")
    let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    #expect(files.isSuperset(of: ["plan.json", "mentors.svg", "mentors.png", "plan.svg", "plan.png"]))
    #expect(
      files.isSuperset(of: [
        "mmo.json", "mmo.xlsx", "associations.png", "composition-mathematics.png", "composition-russian.svg",
      ]))
    #expect(run.output.contains("④ Состав ММО") && run.output.contains("Готово"))
    let composed = try SvyazProcess.run(["compose", "--network", Self.sample, "--json"])
    #expect(try String(contentsOf: folder.url.appending(path: "mmo.json"), encoding: .utf8) == composed.output)
  }

  @Test func dimacsIsWrittenBesideThePlan() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "matching.min")
    let run = try SvyazProcess.run(["match", "--network", Self.sample, "--dimacs", file.path])
    #expect(run.status == 0)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("\np min "))
  }

  @Test func answersDoNotDependOnTheOrderOfRows() throws {
    let folder = try TemporaryFolder()
    let source = SvyazProcess.repository.appending(path: Self.sample)
    var generator = SeededGenerator(seed: 7)
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path) {
      let bytes = try Data(contentsOf: source.appending(path: name))
      guard name.hasSuffix(".csv"), !bytes.contains(0x22) else {
        try bytes.write(to: folder.url.appending(path: name))
        continue
      }
      var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      let header = lines.removeFirst()
      lines.shuffle(using: &generator)
      try ([header] + lines).joined(separator: "\n").write(
        to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
    }
    for command in [["match"], ["indicator", "9"], ["analyse"]] {
      let first = try SvyazProcess.run(command + ["--network", Self.sample, "--json"])
      let second = try SvyazProcess.run(command + ["--network", folder.path, "--json"])
      #expect(second.status == 0, "\(second.errors)")
      #expect(first.output == second.output, "\(command)")
    }
  }
}
