import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// The pages of the indicators, the plan, the history and the help, in both editions.
@Suite struct FiguresPagesTests {
  @Test func indicatorsNameSchoolsOnlyToThoseWhoMayKnow() async throws {
    let site = try TestSite()
    try await site.run { client in
      // The way may need longer than a page waits.
      let working = try await site.get("/indicators?way=wait", as: .official, client)
      #expect(working.status == .ok)
      #expect(working.text.contains("23 из 30 школ"))
      #expect(working.text.contains("Кратчайший путь к 90,0"))
      #expect(working.text.contains("Школа № 24"))
      let open = try await site.get("/indicators", as: .presenter, client)
      #expect(open.status == .ok)
      #expect(open.text.contains("23 из 30 школ"))
      #expect(!open.text.contains("Школа №") && !open.text.contains("Кратчайший путь"))
      #expect(!open.text.contains("annex-mentors"))
    }
  }

  @Test("each indicator", arguments: 1...9) func everyIndicatorHasItsPage(number: Int) async throws {
    let site = try TestSite()
    try await site.run { client in
      for role in Role.allCases {
        let page = try await site.get("/indicators/\(number)", as: role, client)
        #expect(page.status == .ok, "\(role)")
        #expect(page.text.contains("<h1>\(number). "))
        let names = page.text.contains("href=\"/schools/")
        let isWorking = [.administrator, .planner, .official].contains(role)
        // Results are sums for everybody.
        let mayName = isWorking && (number < 6 || number > 7)
        #expect(!names || isWorking, "\(role)")
        #expect(names || !mayName, "\(role)")
      }
    }
  }

  @Test func aSchoolReadsOfItselfAlone() async throws {
    let site = try TestSite(school: "school-24")
    try await site.run { client in
      let page = try await site.get("/indicators/9", as: .school, client)
      #expect(page.text.contains("Ваша школа пока не засчитана"))
      #expect(page.text.contains("перевести согласованное партнёрство в действующее"))
      #expect(!page.text.contains("Школа № 37"))
    }
  }

  @Test func wrongAddressesAreRefused() async throws {
    let site = try TestSite()
    try await site.run { client in
      for (path, status) in [
        ("/indicators/0", HTTPResponse.Status.notFound), ("/indicators/10", .notFound), ("/indicators/x", .notFound),
        ("/indicators?on=2021-02-30", .badRequest), ("/indicators/9?rule=best", .badRequest),
        ("/indicators/papers/none.pdf", .notFound), ("/history/999999", .notFound), ("/history/0", .notFound),
        ("/history?before=x", .badRequest), ("/measures?party=никто", .badRequest), ("/import/unknown", .notFound),
      ] {
        let answer = try await site.get(path, as: .planner, client)
        #expect(answer.status == status, "\(path)")
      }
    }
  }

  @Test func papersAreFilesOfTheRightEdition() async throws {
    let site = try TestSite()
    try await site.run { client in
      for (file, type, start) in [
        ("indicators.xlsx", "spreadsheetml.sheet", "PK"), ("annex-events.docx", "wordprocessingml", "PK"),
        ("calendar.ics", "text/calendar", "BEGIN:VCALENDAR"), ("note.html", "text/html", "<!"),
      ] {
        let answer = try await site.get("/indicators/papers/\(file)", as: .official, client)
        #expect(answer.status == .ok, "\(file)")
        #expect(answer.headers[.contentType]?.contains(type) == true, "\(file)")
        #expect(answer.headers[.contentDisposition]?.contains("filename=\"\(file)\"") == true)
        #expect(answer.text.hasPrefix(start), "\(file)")
      }
      let note = try await site.get("/indicators/papers/note.html", as: .official, client)
      #expect(note.text.contains("№\u{A0}24"))
      let open = try await site.get("/indicators/papers/note.html", as: .presenter, client)
      #expect(open.status == .ok && !open.text.contains("№\u{A0}24"))
      let mentors = try await site.get("/indicators/papers/annex-mentors.docx", as: .presenter, client)
      #expect(mentors.status == .forbidden)
    }
  }

  // MARK: The plan

  @Test func aMeasureIsMarkedOnceAndAConflictShowsBothValues() async throws {
    let site = try TestSite()
    try await site.run { client in
      let page = try await site.get("/measures", as: .planner, client)
      #expect(page.status == .ok && page.text.contains("id=\"m22\""))
      let version = try #require(page.text.firstMatch(of: /measures\/21".*?name="version" value="(\d+)"/)?.1)
      let fields = [("version", String(version)), ("done_on", "2021-04-30"), ("evidence", "Протокол <№ 5>")]
      let done = try await site.post("/measures/21", fields, as: .planner, client)
      #expect(done.status == .seeOther)
      let after = try await site.get(done.location, as: .planner, client)
      #expect(after.text.contains("Отметка записана") && after.text.contains("Протокол &lt;№ 5&gt;"))
      // The same form again: somebody else has written since it was made.
      let late = [("version", String(version)), ("done_on", "2021-04-29"), ("evidence", "Акт № 6")]
      let conflict = try await site.post("/measures/21", late, as: .administrator, client)
      #expect(conflict.status == .conflict)
      #expect(conflict.text.contains("Протокол &lt;№ 5&gt;") && conflict.text.contains("Акт № 6"))
      let wrong = try await site.post(
        "/measures/22", [("version", "1"), ("done_on", "завтра"), ("evidence", "")], as: .planner, client)
      #expect(wrong.status == .unprocessableContent || wrong.status == .badRequest)
      let foreign = try await site.post("/measures/22", fields, as: .planner, client, token: "нет")
      #expect(foreign.status == .forbidden)
      let official = try await site.post("/measures/22", fields, as: .official, client)
      #expect(official.status == .forbidden)
    }
    #expect(try site.store.network().measures.first { $0.number == 21 }?.evidence == "Протокол <№ 5>")
  }

  @Test func thePublicPlanNamesNoSchool() async throws {
    let site = try TestSite()
    try await site.run { client in
      let open = try await site.get("/measures", as: .presenter, client)
      #expect(open.status == .ok && open.text.contains("id=\"m1\""))
      #expect(!open.text.contains("не хватает") && !open.text.contains("<form method=\"post\" action=\"/measures"))
      let working = try await site.get("/measures", as: .official, client)
      #expect(working.text.contains("не хватает"))
    }
  }

  // MARK: History and help

  @Test func historyIsForTheWorkingEditionAndUndoForPlanners() async throws {
    let site = try TestSite()
    try await site.run { client in
      for role in Role.allCases {
        let isWorking = [.administrator, .planner, .official].contains(role)
        #expect(try await site.get("/history", as: role, client).status == (isWorking ? .ok : .forbidden))
        #expect(try await site.get("/history/1", as: role, client).status == (isWorking ? .ok : .forbidden))
        #expect(try await site.get("/help", as: role, client).status == .ok)
      }
      let page = try await site.get("/history/1", as: .official, client)
      #expect(!page.text.contains("/history/1/undo") && !page.text.contains("undo=try"))
      #expect(try await site.post("/history/1/undo", [], as: .official, client).status == .forbidden)
    }
  }

  @Test func aLaterChangeStandsInTheWayAndIsNamed() async throws {
    let site = try TestSite()
    try await site.run { client in
      func mark(_ text: String) async throws {
        let page = try await site.get("/measures", as: .planner, client)
        let version = try #require(page.text.firstMatch(of: /measures\/21".*?name="version" value="(\d+)"/)?.1)
        _ = try await site.post(
          "/measures/21", [("version", String(version)), ("done_on", ""), ("evidence", text)], as: .planner, client)
      }
      try await mark("Первое")
      try await mark("Второе")
      let first = try site.store.changes().map(\.id).sorted().dropFirst()
      let number = try #require(first.first)
      let shown = try await site.get("/history/\(number)?undo=try", as: .planner, client)
      #expect(shown.text.contains("Отменить нельзя") && shown.text.contains("/history/\(number + 1)"))
      let refused = try await site.post("/history/\(number)/undo", [], as: .planner, client)
      #expect(refused.status == .conflict && refused.text.contains("нельзя отменить"))
      let last = try await site.get("/history/\(number + 1)?undo=try", as: .planner, client)
      #expect(last.text.contains("Отменить изменение № \(number + 1)"))
      let undone = try await site.post("/history/\(number + 1)/undo", [("reason", "Ошибка")], as: .planner, client)
      #expect(undone.status == .seeOther)
      let change = try await site.get(undone.location, as: .planner, client)
      #expect(change.text.contains("<del>Второе</del>") && change.text.contains("<ins>Первое</ins>"))
    }
  }
}
