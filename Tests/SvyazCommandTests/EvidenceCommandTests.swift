import Foundation
import SvyazTestSupport
import Testing

/// `svyaz ladder`, `expiry` and `way` on the command line.
@Suite struct EvidenceCommandTests {
  private func svyaz(_ arguments: String...) throws -> SvyazProcess {
    try SvyazProcess.run([arguments[0], "--network", SampleCommandTests.sample] + arguments.dropFirst())
  }

  @Test func theLadderHasItsKeysAndNestedRungs() throws {
    let run = try svyaz("ladder", "--json")
    #expect(run.status == 0 && run.errors.isEmpty)
    let answer = try SampleCommandTests.object(run.output)
    #expect(Set(answer.keys) == ["network", "asOf", "lowResult", "rungs", "schools", "partnerships"])
    let rungs = try #require(answer["rungs"] as? [[String: Any]])
    #expect(rungs.compactMap { $0["rung"] as? String } == ["declared", "agreement", "jointEvent", "active"])
    let schools = rungs.map { Set($0["schools"] as? [String] ?? []) }
    for (lower, upper) in zip(schools, schools.dropFirst()) { #expect(upper.isSubset(of: lower)) }
    let rows = try #require(answer["schools"] as? [[String: Any]])
    #expect(rows.count == answer["lowResult"] as? Int)
    for row in rows {
      #expect(
        Set(row.keys) == [
          "school", "rung", "partnership", "mentor", "mentee", "missing", "counts", "throughAssociationOnly",
          "withoutPaper",
        ])
    }
    let text = try svyaz("ladder").output
    #expect(text.contains("соглашение не введено в действие") && text.contains("нет совместного события с 01.11.2020"))
  }

  @Test func theFallHasTwelveMonths() throws {
    let run = try svyaz("expiry", "--json")
    #expect(run.status == 0 && run.errors.isEmpty)
    let answer = try SampleCommandTests.object(run.output)
    #expect(
      Set(answer.keys) == [
        "network", "asOf", "rule", "numerator", "of", "sharePerMille", "schools", "months", "expiringEvents",
        "endingAgreements",
      ])
    let months = try #require(answer["months"] as? [[String: Any]])
    #expect(months.count == 12)
    for month in months {
      #expect(Set(month.keys) == ["date", "numerator", "of", "sharePerMille", "dropped", "joined"])
    }
    // The figure of a year on is the indicator's on that day: the sample holds no event after its own day.
    let last = try #require(months.last)
    let later = try SampleCommandTests.object(
      try svyaz("indicator", "9", "--as-of", #require(last["date"] as? String), "--json").output)
    let readings = try #require(later["readings"] as? [[String: Any]])
    #expect(readings[0]["numerator"] as? [String] == last["numerator"] as? [String])
    #expect(try svyaz("expiry").output.contains("станет старше 180 дней"))
  }

  @Test func theWayNamesItsActs() throws {
    let run = try svyaz("way", "--json")
    #expect(run.status == 0 && run.errors.isEmpty)
    let answer = try SampleCommandTests.object(run.output)
    #expect(
      Set(answer.keys) == [
        "network", "asOf", "at", "rule", "targetPerMille", "deadline", "numerator", "of", "required", "reached",
        "reachable", "inTime", "proved", "leastActs", "cost", "acts", "farther",
      ])
    let acts = try #require(answer["acts"] as? [[String: Any]])
    #expect(!acts.isEmpty && acts.count == answer["leastActs"] as? Int)
    for act in acts {
      #expect(
        Set(act.keys) == [
          "act", "date", "mentor", "mentee", "subject", "partnership", "association", "school", "cost", "brings",
          "numerator", "sharePerMille",
        ])
    }
    #expect(acts.last?["sharePerMille"] as? Int ?? 0 >= 900)
    #expect(try svyaz("way").output.contains("Дальше от цели"))
  }

  @Test func aWayThatComesTooLateIsANo() throws {
    // The programme's end is on the morrow: no event can be called in time.
    let run = try svyaz("way", "--as-of", "2021-12-30")
    #expect(run.status == 1)
    #expect(run.output.contains("К сроку 31.12.2021 не успеть"))
  }

  @Test func wrongValuesAreNamed() throws {
    for (arguments, place) in [
      (["way", "--at", "2021-01-01"], "--at"), (["way", "--at", "завтра"], "--at"),
      (["way", "--rule", "all"], "--rule"),
      (["expiry", "--rule", "x"], "--rule"), (["way", "--weights", "1"], "--weights"),
    ] {
      let run = try SvyazProcess.run(
        [arguments[0], "--network", SampleCommandTests.sample] + arguments.dropFirst())
      #expect(run.status == 2 && run.errors.contains(place), "\(arguments): \(run.errors)")
      #expect(run.output.isEmpty)
    }
  }
}
