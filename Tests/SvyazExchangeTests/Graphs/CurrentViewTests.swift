import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct CurrentViewTests {
  static let day: Day = "2021-04-30"

  static var network: Network {
    var network = Network(
      id: "city", name: "Сеть. Учебные данные", asOf: day, subjects: [Subject(id: "math", name: "математика")])
    network.districts = [District(id: "north", name: "Северный")]
    network.schools = [
      School(id: "s-2", number: 12, name: "=СУММ(A1)", district: "north"),
      School(id: "s-1", number: 5, name: "Школа «А»; корпус 1", shortName: "Школа А", district: "north"),
      School(id: "s-3", name: "Лицей"),
    ]
    func status(_ school: SchoolID, _ status: Status, _ from: Day, _ to: Day? = nil) -> SchoolStatus {
      SchoolStatus(school: school, status: status, interval: DayInterval(from: from, to: to))
    }
    network.statuses = [
      status("s-2", .adverse, "2020-01-01"), status("s-2", .lowResult, "2020-01-01"),
      status("s-3", .highResult, "2020-01-01"), status("s-3", .projectSite, "2020-01-01"),
      status("s-1", .lowResult, "2020-01-01", "2021-04-30"),
    ]
    func tie(_ id: PartnershipID, _ subject: SubjectID?, _ status: Partnership.Status, _ from: Day) -> Partnership {
      Partnership(
        id: id, mentor: "s-3", mentee: "s-2", subject: subject, status: status, interval: DayInterval(from: from))
    }
    network.partnerships = [
      tie("p1", "math", .active, "2020-09-01"), tie("p2", nil, .proposed, "2020-09-01"),
      tie("p3", nil, .active, "2021-05-01"),
    ]
    network.associations = [
      Association(id: "a", name: "ММО", subject: "math", base: "s-3", interval: DayInterval(from: "2020-09-01"))
    ]
    func member(_ school: SchoolID, _ role: Membership.Role) -> Membership {
      Membership(association: "a", school: school, role: role, interval: DayInterval(from: "2020-09-01"))
    }
    network.memberships = [member("s-3", .leader), member("s-2", .lowResult)]
    func event(_ id: EventID, _ day: Day, host: SchoolID? = nil, partnership: PartnershipID? = nil) -> Event {
      Event(id: id, kind: .seminar, title: "Семинар", day: day, host: host, partnership: partnership, organiser: "ЦРО")
    }
    network.events = [
      event("e1", "2020-11-01", host: "s-3"),  // exactly 180 days before: counts
      event("e2", "2020-10-31", host: "s-1"),  // a day too early
      event("e3", "2021-04-30", host: "s-3", partnership: "p1"), event("e4", "2021-05-01", host: "s-1"),
    ]
    network.participations = [
      Participation(event: "e3", school: "s-3", role: .host, people: 3),
      Participation(event: "e1", school: "s-1", role: .participant, people: 1),
    ]
    return network
  }

  static func text(_ edition: Edition) -> String {
    String(decoding: CurrentView.csv(network, on: day, edition: edition), as: UTF8.self)
  }

  @Test func working() {
    let rows = [
      "\u{FEFF}№;Школа;Район;Статусы;Наставники;Подопечные школы;ММО;Событий за 180 дней;Последнее событие",
      "5;\"Школа «А»; корпус 1\";Северный;;;;;1;01.11.2020",
      "12;'=СУММ(A1);Северный;НОР; ШНСУ",
    ]
    let text = Self.text(.working)
    #expect(text.hasPrefix(rows[0] + "\r\n" + rows[1] + "\r\n"))
    #expect(
      text == rows[0] + "\r\n" + rows[1] + "\r\n"
        + "12;'=СУММ(A1);Северный;\"НОР; ШНСУ\";Лицей (математика);;ММО: школа НОР;1;30.04.2021\r\n"
        + ";Лицей;;\"высокие результаты; проектная площадка\";;'=СУММ(A1) (математика);ММО: ведущая школа;2;30.04.2021\r\n"
        + "\r\nИсточник: Сеть. Учебные данные.\r\nСостояние на 30.04.2021.\r\n"
        + "Рабочая редакция: для тех, кто планирует и ведёт сеть, не для публикации.\r\n")
  }

  @Test func forThePublic() {
    #expect(
      Self.text(.public)
        == "\u{FEFF}№;Школа;Район;Площадка;Партнёры;ММО;Событий за 180 дней;Последнее событие\r\n"
        + "5;\"Школа «А»; корпус 1\";Северный;;;;1;01.11.2020\r\n"
        + "12;'=СУММ(A1);Северный;;Лицей (математика);ММО;1;30.04.2021\r\n"
        + ";Лицей;;проектная площадка;'=СУММ(A1) (математика);ММО: ведущая школа;2;30.04.2021\r\n"
        + "\r\nИсточник: Сеть. Учебные данные (публичная редакция).\r\nСостояние на 30.04.2021.\r\n"
        + "Публичная редакция: не показано, у каких школ низкие результаты, кто из партнёров кому помогает, "
        + "и все результаты.\r\n")
  }

  /// Whatever a name begins with, no cell begins with what a spreadsheet would run, and the rows stay rows.
  @Test func cellsAreHarmless() throws {
    for first in ["=", "+", "-", "@", "\t", "\r", "\r\n", "==", "-1"] {
      var network = Network(id: "n", name: "Сеть", asOf: Self.day, subjects: [])
      network.schools = [School(id: "s", name: "\(first)cmd|' /C calc'!A0")]
      let text = String(decoding: CurrentView.csv(network, on: Self.day, edition: .working), as: UTF8.self)
      let row = try #require(text.split(separator: "\r\n", maxSplits: 1, omittingEmptySubsequences: false).last)
      #expect(row.hasPrefix(";'\(first)") || row.hasPrefix(";\"'\(first)"), "\(first.debugDescription)")
    }
  }

  @Test func sheetKeepsTheKindOfCells() {
    let sheet = CurrentView.sheet(Self.network, on: Self.day, edition: .working)
    #expect(sheet.rows[1].cells[0] == .number(5))
    #expect(sheet.rows[1].cells[8] == .day("2020-11-01"))
    #expect(sheet.rows[2].cells[1] == .text("=СУММ(A1)"))
    #expect(sheet.rows.map(\.number) == [1, 2, 3, 4, 6, 7, 8])
  }
}
