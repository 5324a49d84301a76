import Foundation
import SvyazTestSupport
import Testing

/// Work plans and reminders on the command line.
@Suite struct WorkPlanCommandTests {
  private let sample: SampleStore
  private var folder: TemporaryFolder { sample.folder }
  private var store: String { sample.path }

  init() throws { sample = try SampleStore() }

  private func svyaz(_ arguments: String...) throws -> SvyazProcess { try SvyazProcess.run(arguments) }

  private func export(_ name: String) throws -> [String: Data] { try sample.export(name) }

  @Test func aPlanIsShownWrittenAndUndone() throws {
    let before = try export("before")
    let shown = try svyaz("workplan", "--network", SampleCommandTests.sample, "--from", "2021-09-01", "--json")
    #expect(shown.status == 0, "\(shown.errors)")
    let plan = try SampleCommandTests.object(shown.output)
    #expect(
      Set(plan.keys) == ["network", "from", "to", "associations", "clashes", "unusedThemes", "change"])
    #expect(plan["to"] as? String == "2022-05-31" && plan["change"] is NSNull)
    let associations = try #require(plan["associations"] as? [[String: Any]])
    #expect(associations.count == 8)
    for association in associations {
      #expect(
        Set(association.keys) == ["id", "base", "meetings", "schools", "greatestMetres", "totalMetres", "proved"])
      let meetings = try #require(association["meetings"] as? [[String: Any]])
      #expect(meetings.count == 6)
      for meeting in meetings { #expect(Set(meeting.keys) == ["id", "date", "kind", "title", "host", "new"]) }
      for school in try #require(association["schools"] as? [[String: Any]]) {
        #expect(Set(school.keys) == ["school", "role", "hosts", "newlyHosts", "metres", "assumed"])
      }
    }
    let written = try svyaz(
      "workplan", "--store", store, "--from", "2021-09-01", "--why", "план на год", "--author", "Иванова")
    #expect(written.status == 0, "\(written.errors)")
    #expect(written.output.contains("изменение № 2"))
    #expect(try svyaz("check", "--store", store).status == 0)
    let again = try svyaz("workplan", "--store", store, "--from", "2021-09-01", "--json")
    let change = try #require(SampleCommandTests.object(again.output)["change"] as? [String: Any])
    #expect(change["change"] is NSNull)
    #expect((change["tables"] as? [Any])?.isEmpty == true)
    #expect(try svyaz("remind", "--store", store, "--as-of", "2021-12-01").status == 0)
    #expect(try svyaz("log", "--store", store).output.contains("план на год"))
    #expect(try svyaz("undo", "2", "--store", store).status == 0)
    #expect(try export("after") == before)
  }

  @Test func remindersAreANo() throws {
    let run = try svyaz("remind", "--network", SampleCommandTests.sample, "--json")
    #expect(run.status == 1, "\(run.errors)")
    let answer = try SampleCommandTests.object(run.output)
    #expect(Set(answer.keys) == ["network", "asOf", "associations", "reminders"])
    #expect(answer["associations"] as? Int == 8)
    let reminders = try #require(answer["reminders"] as? [[String: Any]])
    // The sample's year ends: only the first of mathematics has a meeting to come.
    #expect(reminders.compactMap { $0["association"] as? String }.count == 7)
    #expect(!reminders.contains { $0["association"] as? String == "mmo-mathematics-1" })
    for reminder in reminders {
      #expect(Set(reminder.keys) == ["association", "subject", "base", "since", "reasons", "lastEvent", "nextEvent"])
      #expect(reminder["reasons"] as? [String] == ["noPlan"])
    }
    let text = try svyaz("remind", "--network", SampleCommandTests.sample, "--as-of", "2021-08-01")
    #expect(text.status == 1 && text.output.contains("За последние 90 дней событий не было"))
    #expect(try svyaz("remind", "--network", SampleCommandTests.sample, "--as-of", "2020-01-01").status == 0)
  }

  @Test func wrongCallsAreToldInRussian() throws {
    let sample = ["workplan", "--network", SampleCommandTests.sample]
    for (arguments, status) in [
      (["workplan"], 2), (["workplan", "--from", "2021-09-01"], 2), (sample, 2), (sample + ["--from", "вчера"], 2),
      (sample + ["--from", "2021-09-01", "--to", "2021-08-01"], 2),
      (sample + ["--from", "2021-09-01", "--store", store], 2),
      (sample + ["--from", "2021-09-01", "--meetings", "0"], 2),
      (sample + ["--from", "2021-09-01", "--meetings", "-1"], 2),
      (sample + ["--from", "2021-09-01", "--meetings", "99"], 2),
      (sample + ["--from", "2021-09-01", "--meetings", "3", "--every", "3"], 2),
      (sample + ["--from", "2021-09-01", "--every", "9223372036854775807"], 2),
      (sample + ["--from", "2021-09-01", "--subject", "физика"], 2),
      (sample + ["--from", "2021-09-01", "--subject", "physics"], 2),
      (sample + ["--from", "2021-09-01", "--association", "nobody"], 2),
      (sample + ["--from", "2021-09-01", "--theme", ""], 2),
      (sample + ["--from", "2021-06-15", "--to", "2021-07-15"], 2),
      (sample + ["--from", "2019-09-01"], 1),
      (["workplan", "--store", folder.path + "/нет.svyaz", "--from", "2021-09-01"], 65),
    ] as [([String], Int32)] {
      let run = try SvyazProcess.run(arguments)
      #expect(run.status == status, "\(arguments): \(run.errors)")
      #expect(run.errors.contains { ("а"..."я").contains($0) }, "\(arguments): \(run.errors)")
      #expect(run.output.isEmpty)
    }
    #expect(try svyaz("check", "--store", store).status == 0)
    #expect(try svyaz("log", "--store", store).output.contains("изменение № 2") == false)
  }

  @Test("a plan that is killed is written whole or not at all") func survivesKills() throws {
    let before = try export("before")
    var outcomes: Set<Bool> = []
    for attempt in 0..<12 {
      let process = Process()
      process.executableURL = SvyazProcess.executable
      process.arguments = ["workplan", "--store", store, "--from", "2021-09-01", "--every", "2"]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: 0.02 * Double(attempt))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try svyaz("check", "--store", store).status == 0, "attempt \(attempt)")
      let after = try export("after-\(attempt)")
      let isWritten = after != before
      outcomes.insert(isWritten)
      guard isWritten else { continue }
      let again = try svyaz("workplan", "--store", store, "--from", "2021-09-01", "--every", "2", "--json")
      let change = try #require(SampleCommandTests.object(again.output)["change"] as? [String: Any])
      #expect(change["change"] is NSNull, "attempt \(attempt): the plan was written by halves")
      break
    }
    #expect(outcomes.contains(false), "no attempt was killed before it wrote")
  }
}
