import Foundation
import SvyazTestSupport
import Testing

/// `svyaz desk` on the sample, run as a process.
@Suite struct DeskCommandTests {
  static let scarce = ["--capacity", "1", "--district", "same", "--max-km", "5"]

  private static func desk(_ arguments: [String]) throws -> SvyazProcess {
    try SvyazProcess.run(["desk", "--network", SampleCommandTests.sample] + arguments)
  }

  @Test func theKeysAreThoseOfTheDocumentation() throws {
    let run = try Self.desk(Self.scarce + ["--json"])
    #expect(run.status == 0, "\(run.errors)")
    let report = try SampleCommandTests.object(run.output)
    #expect(
      Set(report.keys) == [
        "version", "network", "asOf", "options", "objective", "places", "pairs", "constraints", "uncovered",
      ])
    let change: Set<String> = ["coveredWeight", "cost", "moves"]
    func rows(_ key: String) throws -> [[String: Any]] { try #require(report[key] as? [[String: Any]]) }
    for row in try rows("places") { #expect(Set(row.keys) == change.union(["mentor", "subject"])) }
    for row in try rows("pairs") {
      #expect(Set(row.keys) == change.union(["mentee", "subject", "mentor", "pinned", "next"]))
    }
    #expect(try rows("constraints").count == 7)
    for row in try rows("constraints") {
      #expect(Set(row.keys) == change.union(["rule", "mentee", "mentor", "subject"]))
    }
    let uncovered = try rows("uncovered")
    #expect(uncovered.count > 20)
    for row in uncovered {
      #expect(
        Set(row.keys) == [
          "school", "subject", "weight", "reason", "blocking", "distance", "district", "places", "pin",
        ])
      let blocking = try #require(row["blocking"] as? [String: Any])
      #expect(Set(blocking.keys) == ["places", "schools", "mentors", "needs"])
      if let distance = row["distance"] as? [String: Any] {
        #expect(Set(distance.keys) == change.union(["maxKm"]))
        #expect(try #require(distance["maxKm"] as? Double) > 5)
      }
      if let pin = row["pin"] as? [String: Any] {
        #expect(Set(pin.keys) == change.union(["mentor", "overrides"]))
        let overrides = Set(try #require(pin["overrides"] as? [String]))
        #expect(!overrides.isEmpty && overrides.isSubset(of: ["mentor", "strength", "district", "distance"]))
      }
    }
  }

  /// The limit of the report, given to `svyaz match`, covers the need with the figures foretold.
  @Test func theLimitInTheReportHolds() throws {
    let report = try SampleCommandTests.object(
      try Self.desk(["--max-km", "2", "--json", "--only", "uncovered"]).output)
    #expect(report["places"] == nil)
    let uncovered = try #require(report["uncovered"] as? [[String: Any]])
    let row = try #require(uncovered.first { $0["distance"] is [String: Any] })
    let distance = try #require(row["distance"] as? [String: Any])
    let maxKm = try #require(distance["maxKm"] as? Double)
    let match = try SvyazProcess.run(
      ["match", "--network", SampleCommandTests.sample, "--json", "--max-km", "\(maxKm)"])
    let plan = try SampleCommandTests.object(match.output)
    let pairs = try #require(plan["pairs"] as? [[String: Any]])
    #expect(
      pairs.contains {
        $0["mentee"] as? String == row["school"] as? String && $0["subject"] as? String == row["subject"] as? String
      })
    let weights = try [report, plan].map { plan in
      try #require((plan["objective"] as? [String: Any])?["coveredWeight"] as? Int)
    }
    #expect(distance["coveredWeight"] as? Int == weights[1] - weights[0])
  }

  @Test func theReportSpeaksInWords() throws {
    let run = try Self.desk(Self.scarce)
    #expect(run.status == 0)
    for words in [
      "Стол планировщика", "Ещё одно место у наставника", "Если пару запретить", "Цена закреплений и запретов",
      "Без наставника: кто держит места и что поможет", "ещё одно место у наставника", "вопреки правилам",
    ] { #expect(run.output.contains(words), "\(words)") }
    #expect(run.output.contains(#/Эти \d+ (школы|школ) делят \d+ (место|места|мест) у [эо]/#))
    // Forms of nouns that do not go with their numbers.
    #expect(!run.output.contains(#/\b[2-9] (школа|место|потребность)\b/#))
    #expect(!run.output.contains(#/\b(5|6|7|8|9|1[0-9]) (школы|места|потребности)\b/#))
    let only = try Self.desk(["--only", "constraints"])
    #expect(only.status == 0)
    #expect(!only.output.contains("Ещё одно место") && only.output.contains("Закреплено"))
  }

  @Test func anUnknownQuestionIsWrongUsage() throws {
    let run = try Self.desk(["--only", "places,curve"])
    #expect(run.status == 2)
    #expect(run.errors.contains("places,curve") && run.errors.contains("constraints"))
  }
}
