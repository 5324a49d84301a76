import Foundation
import SvyazTestSupport
import Testing

/// `svyaz definitions` and `svyaz measures` as processes.
@Suite struct DefinitionsCommandTests {
  private static let own = """
    {"indicator": 9, "reading": "own", "version": "2021-1", "from": "2021-01-01", "title": "своё чтение",
     "numerator": "школы НОР с договором", "denominator": "школы НОР",
     "rule": {"schools": {"property": "partnership_formal", "among": ["low_result"], "of": ["low_result"]}}}
    """

  @Test func anOfficialAddsAReading() throws {
    let folder = try TemporaryFolder()
    let store = folder.path + "/samara.svyaz"
    #expect(
      try SvyazProcess.run(["import", SampleCommandTests.sample, "--store", store, "--author", "А"]).status == 0)
    try folder.write(Self.own, to: "own.json")
    let file = folder.path + "/own.json"
    let trial = try SvyazProcess.run(["definitions", "--store", store, "--add", file, "--dry-run"])
    #expect(trial.status == 0 && trial.output.hasPrefix("Проба"))
    let added = try SvyazProcess.run(["definitions", "--store", store, "--add", file, "--why", "приказ", "--json"])
    #expect(added.status == 0)
    #expect(try SampleCommandTests.object(added.output)["change"] as? Int == 2)

    let now = try SvyazProcess.run(["definitions", "--store", store, "--json"])
    let list = try #require(try SampleCommandTests.object(now.output)["inForce"] as? [[String: Any]])
    #expect(list.filter { $0["own"] as? Bool == true }.count == 1)
    let before = try SvyazProcess.run(["definitions", "--store", store, "--known", "1"])
    #expect(before.status == 0 && !before.output.contains("своё чтение"))

    // The figure itself: the same count as rule `formal` gives the headline.
    func readings(_ arguments: [String]) throws -> [[String: Any]] {
      let run = try SvyazProcess.run(["indicator", "9", "--store", store, "--json"] + arguments)
      return try #require(try SampleCommandTests.object(run.output)["readings"] as? [[String: Any]])
    }
    let formal = try #require(try readings(["--rule", "formal"]).first?["numerator"] as? [String])
    let own = try #require(try readings([]).last)
    #expect(own["id"] as? String == "own" && own["numerator"] as? [String] == formal)

    try folder.write(Self.own.replacingOccurrences(of: "partnership_formal", with: "wealth"), to: "own.json")
    let refused = try SvyazProcess.run(["definitions", "--store", store, "--add", file])
    #expect(refused.status == 65)
    #expect(
      refused.errors.contains("own.json, строка 3, столбец «rule.schools.property»: стоит «wealth», а нужно: одно из"))
    #expect(try SvyazProcess.run(["definitions", "--store", store, "--why", "так"]).status == 2)
    #expect(
      try SvyazProcess.run(["definitions", "--network", SampleCommandTests.sample, "--add", file]).status == 2)
  }

  @Test func measuresOfOneParty() throws {
    let run = try SvyazProcess.run([
      "measures", "--network", SampleCommandTests.sample, "--responsible", "ДО", "--json",
    ])
    #expect(run.status == 0 && run.errors.isEmpty)
    let object = try SampleCommandTests.object(run.output)
    #expect(
      Set(object.keys) == ["network", "responsible", "asOf", "counts", "measures", "parties", "sections"])
    let measures = try #require(object["measures"] as? [[String: Any]])
    #expect(measures.compactMap { $0["number"] as? Int } == [7, 10, 13])
    for measure in measures {
      #expect(
        Set(measure.keys) == [
          "number", "section", "title", "dueFrom", "dueTo", "responsible", "expected", "doneOn", "status", "doneDay",
          "doneByData", "daysLate", "shownBy", "lacking", "contradictions",
        ])
    }
    let none = try SvyazProcess.run(["measures", "--network", SampleCommandTests.sample, "--responsible", "РОНО"])
    #expect(none.status == 2 && none.errors.contains("один из ответственных: ЦРО"))
  }
}
