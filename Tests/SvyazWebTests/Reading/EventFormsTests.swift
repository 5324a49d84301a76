import HTTPTypes
import SvyazAccess
import SvyazExchange
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// Recording events and who came, without a script.
@Suite struct EventFormsTests {
  static let event = [
    "title": "Семинар <о дробях>", "kind": "seminar", "date": "2021-05-06", "subject": "mathematics",
    "host": "гимназия №1", "association": "", "partnership": "", "organiser": "ЦРО",
  ]

  @Test func anEventAndItsGuestsFromAPastedList() async throws {
    let site = try ReadSite()
    try await site.run { visitor in
      let made = try await visitor.post("/events", Self.event, as: .planner)
      #expect(made.status == .seeOther, "\(made.html)")
      #expect(made.location == "/events/event-2021-05-06-1?done=event")
      let page = try await visitor.get(made.location, as: .planner).html
      #expect(page.contains("Семинар &lt;о дробях&gt;"))
      #expect(page.contains("Событие записано."))
      let second = try await visitor.post("/events", Self.event, as: .planner)
      #expect(second.location.hasPrefix("/events/event-2021-05-06-2"))

      let list = "Школа\tЧеловек\n1. Школа № 55\t3\n№ 24 — 2 чел.\nгимназия 1; 1; доклад\nНеведомая школа\n№55"
      let path = "/events/event-2021-05-06-1/attendance"
      let preview = try await visitor.post(path + "/list", ["list": list], as: .planner)
      #expect(preview.status == .ok)
      #expect(preview.html.contains("Пока ничего не записано. Понято строк: 3 из 5"))
      #expect(preview.html.contains("повтор строки 2, не будет записана"))
      #expect(site.revision.network.participations.filter { $0.event == "event-2021-05-06-1" } == [])

      let applied = try await visitor.post(
        path + "/apply",
        [
          "count": "5", "school-0": "school-55", "role-0": "participant", "people-0": "3", "school-1": "school-24",
          "role-1": "participant", "people-1": "2", "school-2": "gimnazia-1", "role-2": "speaker", "people-2": "1",
          "school-3": "", "people-3": "1", "school-4": "", "people-4": "1",
        ], as: .planner)
      #expect(applied.status == .seeOther)
      let rows = site.revision.network.participations.filter { $0.event == "event-2021-05-06-1" }
      #expect(
        Set(rows) == [
          Participation(event: "event-2021-05-06-1", school: "school-55", role: .participant, people: 3),
          Participation(event: "event-2021-05-06-1", school: "school-24", role: .participant, people: 2),
          Participation(event: "event-2021-05-06-1", school: "gimnazia-1", role: .speaker, people: 1),
        ])
      // The list was one change, so one undo takes it back.
      #expect(site.revision.number == (try site.store.lastChange()))
    }
  }

  @Test func aPartnershipIsWrittenByHand() async throws {
    let site = try ReadSite()
    try await site.run { visitor in
      // A school with low results is the one that is helped.
      let form = try await visitor.get("/partnerships/new?school=school-24", as: .planner).html
      #expect(form.contains(#"name="mentee" value="Школа № 24""#))
      let typed = [
        "mentor": "гимназия 1", "mentee": "Школа № 24", "status": "agreed", "from": "2021-05-01", "to": "",
        "agreement": "№ 7 от 30.04.2021", "subject": "mathematics",
      ]
      let made = try await visitor.post("/partnerships", typed, as: .planner)
      #expect(made.location == "/schools/school-24?done=partnership", "\(made.html)")
      let row = try #require(site.revision.network.partnerships.last { $0.mentee == "school-24" })
      #expect(row.mentor == "gimnazia-1" && row.status == .agreed && row.agreement == "№ 7 от 30.04.2021")
      #expect(try await visitor.get(made.location, as: .planner).html.contains("Партнёрство записано."))

      let strange = try await visitor.post("/partnerships", typed.merging(["mentor": "Хогвартс"]) { $1 }, as: .planner)
      #expect(strange.status == .badRequest && strange.html.contains("Наставник: «Хогвартс» не найдена"))
      let itself = try await visitor.post("/partnerships", typed.merging(["mentor": "№ 24"]) { $1 }, as: .planner)
      #expect(itself.status == .badRequest && itself.html.contains("value=\"№ 7 от 30.04.2021\""))
      let late = try await visitor.post("/partnerships", typed.merging(["from": "май"]) { $1 }, as: .planner)
      #expect(late.status == .badRequest && late.html.contains("«Действует с»"))
      #expect(try await visitor.post("/partnerships", typed, as: .official).status == .forbidden)
      #expect(try await visitor.post("/partnerships", typed, as: .school).status == .forbidden)
    }
  }

  @Test func aTableIsReadAsIfItWerePasted() async throws {
    let site = try ReadSite()
    try await site.run { visitor in
      _ = try await visitor.post("/events", Self.event, as: .planner)
      let path = "/events/event-2021-05-06-1/attendance/file"
      let table = "Школа;Человек\r\n\r\nШкола № 55;3\r\n№ 24;2\r\nНеведомая школа;1\r\n"
      let preview = try await visitor.upload(path, file: "список.csv", bytes: Array(table.utf8), as: .planner)
      #expect(preview.status == .ok)
      #expect(preview.html.contains("Пока ничего не записано. Понято строк: 2 из 3"))
      #expect(preview.html.contains("такой школы нет"))
      let strange = try await visitor.upload(path, file: "скан.pdf", bytes: Array("%PDF-1.4\n".utf8), as: .planner)
      #expect(strange.status.code >= 400 && strange.status.code < 500)
      #expect(strange.html.contains("скан.pdf"))
      let nothing = try await visitor.upload(path, file: "", bytes: [], as: .planner)
      #expect(nothing.status == .badRequest)
      #expect(nothing.html.contains("Файл не выбран или пуст."))
      let foreign = try await visitor.upload(path, file: "a.csv", bytes: Array(table.utf8), as: .planner, csrf: "x")
      #expect(foreign.status == .forbidden)
      #expect(site.revision.network.participations.filter { $0.event == "event-2021-05-06-1" } == [])
    }
  }

  @Test func aSheetsRowsKeepTheirNumbers() {
    let sheet = Sheet(
      name: "Лист1",
      rows: [
        SheetRow(number: 2, cells: [.text("№\n24"), .number(3), .empty, .text("докладчик")]),
        SheetRow(number: 4, cells: [.text("№ 55"), .number(2.5)]),
      ])
    #expect(AttendanceText.text(of: [Sheet(name: "пусто"), sheet]) == "\n№ 24\t3\t\tдокладчик\n\n№ 55\t2.5")
    #expect(AttendanceText.text(of: []) == "")
  }

  @Test func wrongFieldsComeBackWithWhatWasTyped() async throws {
    try await ReadSite().run { visitor in
      let day = try await visitor.post("/events", Self.event.merging(["date": "6 мая"]) { $1 }, as: .planner)
      #expect(day.status == .badRequest)
      #expect(day.html.contains("value=\"6 мая\""))
      #expect(day.html.contains("«Дата»"))
      let host = try await visitor.post("/events", Self.event.merging(["host": "Хогвартс"]) { $1 }, as: .planner)
      #expect(host.status == .badRequest)
      #expect(host.html.contains("«Хогвартс» не найдена"))
      let empty = try await visitor.post("/events", Self.event.merging(["title": " "]) { $1 }, as: .planner)
      #expect(empty.status == .badRequest)
    }
  }

  @Test func twoEditorsSeeBothValues() async throws {
    let site = try ReadSite()
    let key = ["event-10", "school-55", "participant"]
    let version = try #require(try site.store.row(.participations, key: key)).version
    try await site.run { visitor in
      let fields = ["school": "school-55", "role": "participant", "version": "\(version)"]
      let first = try await visitor.post(
        "/events/event-10/attendance", fields.merging(["people": "6"]) { $1 }, as: .planner)
      #expect(first.status == .seeOther)
      let second = try await visitor.post(
        "/events/event-10/attendance", fields.merging(["people": "9"]) { $1 }, as: .administrator)
      #expect(second.status == .conflict)
      #expect(second.html.contains("Сейчас: человек — 6; вы вводили 9."))
      let removed = try await visitor.post("/events/event-10/attendance/remove", fields, as: .administrator)
      #expect(removed.status == .conflict)
    }
    #expect(try site.store.row(.participations, key: key)?.cells.last == "6")

    let state = try #require(try site.store.row(.events, key: ["event-10"]))
    let cells = Dictionary(
      uniqueKeysWithValues: zip(
        ["id", "kind", "title", "date", "subject", "host", "association", "partnership", "organiser"], state.cells))
    try await site.run { visitor in
      let base = cells.merging(["version": "\(state.version)"]) { $1 }
      let first = try await visitor.post(
        "/events/event-10/edit", base.merging(["title": "Первый"]) { $1 }, as: .planner)
      #expect(first.status == .seeOther)
      let second = try await visitor.post(
        "/events/event-10/edit", base.merging(["title": "Второй"]) { $1 }, as: .administrator)
      #expect(second.status == .conflict)
      #expect(second.html.contains("Сейчас в хранилище: <b>Первый</b>"))
      #expect(second.html.contains("value=\"Второй\""))
    }
  }

  @Test func aSchoolRecordsItselfAlone() async throws {
    let site = try ReadSite()
    try await site.run { visitor in
      let path = "/events/event-38/own"
      let own = try await visitor.post(
        path, ["people": "2", "role": "participant", "seen": "", "school": "school-24"], as: .school)
      #expect(own.status == .seeOther)
      let before = try ReadSite.sample().participations
      let added = Set(site.revision.network.participations).subtracting(before)
      #expect(added == [Participation(event: "event-38", school: ReadSite.school, role: .participant, people: 2)])
      #expect(try await visitor.get("/events/event-38", as: .school).html.contains("Участие вашей школы"))
      // What stands is not what was seen: both are told.
      let stale = try await visitor.post(path, ["people": "5", "role": "participant", "seen": ""], as: .school)
      #expect(stale.status == .conflict)
      #expect(stale.html.contains("человек — 2; вы вводили 5"))
      #expect(try await visitor.post(path, ["people": "2", "role": "host"], as: .school).status == .badRequest)
      #expect(try await visitor.post(path, ["people": "-1"], as: .school).status == .badRequest)
      #expect(try await visitor.post(path, ["people": "2"], as: .official).status == .forbidden)
      #expect(try await visitor.post("/events", Self.event, as: .school).status == .forbidden)
      #expect(try await visitor.post(path, ["people": "2"], as: .school, csrf: "other").status == .forbidden)
    }
  }

  @Test func anAgreementComesIntoEffectOnce() async throws {
    var network = try ReadSite.sample()
    let row = try #require(network.partnerships.firstIndex { $0.status == .agreed })
    let tie = network.partnerships[row]
    network.partnerships[row].interval.to = nil
    let site = try ReadSite(network)
    try await site.run { visitor in
      let first = try await visitor.post("/partnerships/\(tie.id)/activate", [:], as: .planner)
      #expect(first.location == "/schools/\(tie.mentee)?done=activated")
      #expect(site.revision.network.partnerships.first { $0.id == tie.id }?.status == .active)
      let change = try #require(try site.store.changes(limit: 1).first)
      #expect(change.id == 2 && change.author == "planner" && change.reason == "соглашение введено в действие")
      let second = try await visitor.post("/partnerships/\(tie.id)/activate", [:], as: .planner)
      #expect(second.status == .conflict)
      #expect(try await visitor.post("/partnerships/\(tie.id)/activate", [:], as: .official).status == .forbidden)
      #expect(try site.store.lastChange() == change.id)
    }
  }

  @Test(arguments: [
    ("Школа № 55", "school-55", 1, Participation.Role.participant), ("№ 55 — 3 чел.", "school-55", 3, .participant),
    ("55", "school-55", 1, .participant), ("12. Гимназия № 1, 2", "gimnazia-1", 2, .participant),
    ("3\tШкола № 55\t4\tвыступление", "school-55", 4, .speaker), ("Школа 55; 2; принимали", "school-55", 2, .host),
    ("Школа № 55 (5 человек)", "school-55", 5, .participant), ("ШКОЛА «ПОТЕНЦИАЛ»: 7", "potencial", 7, .participant),
  ])
  func linesAreUnderstood(text: String, school: SchoolID, people: Int, role: Participation.Role) throws {
    let list = AttendanceText(text, finder: SchoolFinder(schools: try ReadSite.sample().schools))
    let line = try #require(list.lines.first)
    #expect(line.school == school)
    #expect(line.people == people)
    #expect(line.role == role)
  }

  @Test func longListsAreBounded() throws {
    let text = String(repeating: "Школа № 55\n", count: AttendanceText.mostLines + 7)
    let list = AttendanceText(text, finder: SchoolFinder(schools: try ReadSite.sample().schools))
    #expect(list.lines.count == AttendanceText.mostLines)
    #expect(list.leftOut == 7)
    #expect(list.lines.dropFirst().allSatisfy { $0.repeats == 1 })
  }
}
