import HTTPTypes
import SvyazAccess
import SvyazGraph
import SvyazIndicators
import SvyazMap
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// The overview, the schools and the events as each kind of reader gets them.
@Suite struct ReadingPagesTests {
  static let paths = [
    "/", "/?on=2021-03-15", "/schools", "/schools?q=55", "/schools?sort=district&page=2", "/schools/school-55",
    "/schools/licey-131", "/events", "/events?month=all", "/events?month=2021-04&kind=seminar", "/events/event-10",
  ]

  @Test(arguments: [Role.planner, .official, .presenter, .school])
  func everyPageIsWhole(role: Role) async throws {
    try await ReadSite().run { visitor in
      for path in Self.paths {
        let (status, html) = try await visitor.get(path, as: role)
        #expect(status == .ok, "\(path)")
        #expect(html.contains("</html>"), "\(path)")
        #expect(!html.contains("{{"), "\(path)")
        // The policy of the site forbids both.
        #expect(!html.contains(" style=\""), "\(path)")
        #expect(!html.contains("<script>"), "\(path)")
        let headings = html.split(separator: "<h1", omittingEmptySubsequences: false).count - 1
        #expect(headings == 1, "\(path)")
        for word in ["рейтинг", "худш", "отстающ", "слабые", "провал"] {
          #expect(!html.lowercased().contains(word), "\(path): \(word)")
        }
      }
    }
  }

  @Test func overviewTellsTheFigureWithItsNames() async throws {
    let network = try ReadSite.sample()
    let indicator = Indicator9(network: network, day: network.asOf, rule: .active)
    let first = try #require(indicator.readings.first)
    try await ReadSite(network).run { visitor in
      let (_, html) = try await visitor.get("/", as: .official)
      #expect(html.contains("<b>\(first.numerator.count) из \(first.denominator.count)</b>"))
      for reading in indicator.readings.dropFirst() {
        #expect(html.contains("\(reading.numerator.count) из \(reading.denominator.count)"))
      }
      for short in indicator.oneStepShort { #expect(html.contains("/schools/\(short.school)")) }
      // The map is in the page and not behind a link.
      #expect(html.contains("Наставничество школ по районам"))
      // Whoever may not edit is led to nothing that would be refused.
      #expect(!html.contains("/events/new"))
    }
  }

  @Test func wrongDaysAndUnknownThingsAreTold() async throws {
    try await ReadSite().run { visitor in
      for (path, status): (String, HTTPResponse.Status) in [
        ("/?on=15.03.2021", .badRequest), ("/events?month=march", .badRequest), ("/schools/no-such", .notFound),
        ("/schools/%3Cb%3E", .notFound), ("/events/no-such", .notFound), ("/partnerships/no-such", .notFound),
      ] {
        let answer = try await visitor.get(path, as: .planner)
        #expect(answer.status == status, "\(path)")
      }
    }
  }

  @Test func smallCohortsHaveNoShare() async throws {
    var network = try ReadSite.sample()
    network.results = [
      AssessmentResult(
        school: "school-55", subject: "russian", assessment: .vpr, grade: 5, year: 2020, participants: 19, successful: 7
      ),
      AssessmentResult(
        school: "school-55", subject: "mathematics", assessment: .vpr, grade: 5, year: 2020, participants: 20,
        successful: 7),
    ]
    try await ReadSite(network).run { visitor in
      let (_, html) = try await visitor.get("/schools/school-55", as: .official)
      #expect(html.contains("мало данных"))
      #expect(html.contains("35,0\u{A0}%"))
      #expect(!html.contains("36,8"))
    }
  }

  @Test func namesAreEscaped() async throws {
    var network = try ReadSite.sample()
    let row = try #require(network.schools.firstIndex { $0.id == "school-55" })
    network.schools[row].shortName = "<b>\"Школа\"</b>"
    network.events[0].title = "<script>alert(1)</script>"
    try await ReadSite(network).run { visitor in
      for path in ["/", "/schools?q=%3Cscript%3E", "/schools/school-55", "/events?month=all", "/events/event-01"] {
        let (_, html) = try await visitor.get(path, as: .planner)
        #expect(!html.contains("<b>\"Школа"), "\(path)")
        #expect(!html.contains("<script>"), "\(path)")
      }
    }
  }

  @Test func aSchoolSeesItsOwnAndNotOthers() async throws {
    try await ReadSite().run { visitor in
      let own = try await visitor.get("/schools/school-55", as: .school).html
      #expect(own.contains("Результаты: сведения для помощи"))
      #expect(own.contains("адресная поддержка"))
      let other = try await visitor.get("/schools/school-24", as: .school).html
      #expect(!other.contains("Результаты: сведения для помощи"))
      #expect(!other.contains("адресная поддержка"))
    }
  }

  @Test func theMapOfASchoolNeedsOnlyItsSurroundings() throws {
    let network = try ReadSite.sample()
    let index = NetworkIndex(network)
    for school in network.schools {
      for edition in Edition.allCases {
        let whole = try SchoolMap(network.asOf(network.asOf), school: school.id, edition: edition).map
        let part = try SchoolMap(
          index.surroundings(of: school.id).asOf(network.asOf), school: school.id, edition: edition
        ).map
        #expect(whole == part, "\(school.id) \(edition)")
      }
    }
  }

  @Test func theIndexHoldsEveryRowOnce() throws {
    let network = try ReadSite.sample()
    let index = NetworkIndex(network)
    for school in network.schools {
      let id = school.id
      #expect(index.partnerships(of: id) == network.partnerships.filter { $0.mentor == id || $0.mentee == id })
      #expect(index.statuses(of: id) == network.statuses.filter { $0.school == id })
      #expect(index.results(of: id) == network.results.filter { $0.school == id })
      #expect(index.memberships(of: id) == network.memberships.filter { $0.school == id })
      let came = Set(network.participations.filter { $0.school == id }.map(\.event))
      #expect(
        Set(index.events(of: id).map(\.id))
          == Set(network.events.filter { $0.host == id || came.contains($0.id) }.map(\.id)))
    }
    for event in network.events {
      #expect(index.participations(of: event.id) == network.participations.filter { $0.event == event.id })
    }
    #expect(index.eventsByDay.count == network.events.count)
  }

  @Test func laterRowsAreOnTheirPages() async throws {
    try await ReadSite().run { visitor in
      let first = try await visitor.get("/schools?sort=name", as: .presenter).html
      let second = try await visitor.get("/schools?sort=name&page=2", as: .presenter).html
      let rows = { (html: String) in
        html.split(separator: "<th scope=\"row\">", omittingEmptySubsequences: false).count - 1
      }
      #expect(rows(first) == 100)
      #expect(rows(second) == 88)
      // A page beyond the last is the last.
      #expect(rows(try await visitor.get("/schools?sort=name&page=99", as: .presenter).html) == 88)
    }
  }
}
