import Foundation
import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazGraph
import SvyazMap
import Testing

@testable import SvyazWeb

/// The pages of maps: what is on them, for whom, and what happens when a map cannot be drawn.
@Suite struct MapPageTests {
  static let low = "низкие результаты"

  @Test(arguments: MapKind.allCases) func everyKindHasItsPage(_ kind: MapKind) async throws {
    let site = try MapSite.shared.get()
    let school = kind == .school ? "?school=119" : ""
    let page = try await site.get("/maps/\(kind.rawValue)\(school)", as: .planner)
    #expect(page.status == .ok)
    #expect(!page.svg.isEmpty)
    // What the policy of the pages forbids.
    #expect(!page.text.contains("style=\"") && !page.text.contains("<style"))
    // Ids of the drawing are the drawing's own.
    let ids = page.text.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    #expect(page.svg.matches(of: /\sid="([^"]+)"/).allSatisfy { $0.1.hasPrefix("map-") })
    #expect(page.text.contains("То же в таблицах"))
    #expect(page.headers[.eTag] != nil)
  }

  /// One subject has one line on the map, on the desks and in the tables.
  @Test func subjectsHaveTheLinesOfTheMap() async throws {
    let site = try MapSite.shared.get()
    let map = try await site.get("/maps/mentors", as: .planner)
    let desk = try await site.get("/associations", as: .planner)
    for (index, subject) in try TestSite.sample.get().subjects.enumerated() {
      // The map numbers its lines by the legend; the pages by the network's order.
      #expect(map.svg.contains("subject-\(index + 1)"))
      #expect(desk.text.contains(#"<span class="subj s\#(index + 1)">\#(subject.name)</span>"#), "\(subject.name)")
    }
  }

  @Test func schoolsOfTheMapAreLinksAndRows() async throws {
    let page = try await MapSite.shared.get().get("/maps/mentors", as: .planner)
    let links = Set(page.svg.matches(of: /<a href="\/schools\/([^"]+)"/).map { String($0.1) })
    let network = try TestSite.sample.get()
    let tied = network.partnerships.filter {
      [.agreed, .active].contains($0.status) && $0.interval.contains(network.asOf)
    }.flatMap { [$0.mentor.rawValue, $0.mentee.rawValue] }
    #expect(!tied.isEmpty && links.isSuperset(of: tied))
    for school in links { #expect(page.text.contains(#"<th scope="row"><a href="/schools/\#(school)">"#)) }
  }

  @Test func filtersNarrowTheMap() async throws {
    let site = try MapSite.shared.get()
    let whole = try await site.get("/maps/mentors", as: .planner)
    let part = try await site.get("/maps/mentors?subject=mathematics&district=", as: .planner)
    #expect(part.svg.count(of: "data-tail") > 0)
    #expect(part.svg.count(of: "data-tail") < whole.svg.count(of: "data-tail"))
    #expect(part.text.contains(#"<option value="mathematics" selected>"#))
    let wrong = try await site.get("/maps/mentors?subject=alchemy", as: .planner)
    #expect(wrong.status == .badRequest)
    #expect(wrong.text.contains("Предмет: значение «alchemy»") && !wrong.text.contains("--subject"))
  }

  @Test func twoDaysStandBesideEachOther() async throws {
    let site = try MapSite.shared.get()
    let address = "/maps/changes?since=2020-10-30&on=2021-04-30"
    let before = try await site.get(address + "&view=before", as: .planner)
    let after = try await site.get(address + "&view=after", as: .planner)
    #expect(before.text.contains("30.10.2020") && !before.svg.isEmpty)
    // A school that is on both stands on both in the same place.
    func places(_ page: TestResponse) -> [String: String] {
      let found = page.svg.matches(
        of: /<g id="(map-school-[^"]+)" class="node[^>]*><title>[^<]*<\/title><\w+ \w+="([^"]+)" \w+="([^"]+)"/)
      return Dictionary(found.map { (String($0.1), "\($0.2) \($0.3)") }, uniquingKeysWith: { first, _ in first })
    }
    let (then, now) = (places(before), places(after))
    let both = Set(then.keys).intersection(now.keys)
    #expect(both.count > 10)
    #expect(Set(then.keys) != Set(now.keys))
    let texts = both.filter { then[$0] == now[$0] }
    // A mentor's box and a mentee's ellipse of one place have other numbers; most keep their look.
    #expect(texts.count * 2 > both.count)
    let wrong = try await site.get("/maps/changes?since=2021-05-01&on=2021-04-30", as: .planner)
    #expect(wrong.status == .badRequest)
  }

  // MARK: Editions

  @Test(arguments: [Role.presenter, .school], MapKind.allCases)
  func publicEditionTellsNoStatus(_ role: Role, _ kind: MapKind) async throws {
    let site = try MapSite.shared.get()
    // Another school than its own.
    let school = kind == .school ? "?school=school-55&edition=working" : "?edition=working"
    let page = try await site.get("/maps/\(kind.rawValue)\(school)", as: role)
    #expect(page.status == .ok)
    for word in [Self.low, "НОР", "low-result", "без наставника", "наставник"] {
      #expect(!page.svg.contains(word), "\(word)")
      #expect(!page.table.contains(word), "\(word)")
    }
    let file = try await site.get("/maps/\(kind.rawValue)/file\(school)&format=json", as: role)
    #expect(file.status == .ok)
    #expect(!file.text.contains(Self.low) && !file.text.contains("low-result"))
  }

  @Test func schoolSeesItsOwnMapAndNobodyElsesAffairs() async throws {
    let site = try MapSite.shared.get()
    let own = try await site.get("/maps", as: .school)
    #expect(own.svg.contains("рабочая редакция"))
    let network = try TestSite.sample.get()
    let inForce = network.partnerships.filter {
      [.agreed, .active].contains($0.status) && $0.interval.contains(network.asOf)
    }
    let partners = inForce.filter { $0.mentor == MapSite.school || $0.mentee == MapSite.school }
    let near = Set(partners.flatMap { [$0.mentor.rawValue, $0.mentee.rawValue] })
    #expect(near.count > 1)
    #expect(Set(own.svg.matches(of: /<a href="\/schools\/([^"]+)"/).map { String($0.1) }) == near)
    // The planner sees one step more.
    let wide = try await site.get("/maps/school?school=\(MapSite.school)", as: .planner)
    #expect(wide.svg.count(of: "<a href") >= own.svg.count(of: "<a href"))
  }

  @Test func plannerMayTakeThePublicEdition() async throws {
    let page = try await MapSite.shared.get().get("/maps/mentors?edition=public", as: .planner)
    #expect(!page.svg.contains(Self.low) && page.svg.contains("публичная редакция"))
  }

  // MARK: Faults

  @Test func mapThatFailsLeavesThePage() async throws {
    let site = try TestSite(worker: "/nonexistent/svyaz")
    let page = try await site.get("/maps/mentors", as: .planner)
    #expect(page.status == .ok)
    #expect(page.svg.isEmpty && page.text.contains("map.workerUnavailable"))
    #expect(page.text.contains("Построить ещё раз") && page.text.contains("То же в таблицах"))
    #expect(site.service.services.pages.count == 0)
    let file = try await site.get("/maps/mentors/file?format=png", as: .planner)
    #expect(file.status == .serviceUnavailable)
    #expect(try await site.get("/maps/pie", as: .planner).status == .notFound)
  }

  @Test func schoolIsFoundByWhatIsTyped() throws {
    let network = try TestSite.sample.get()
    func found(_ text: String) -> [String] { MapSchools.schools(text, in: network).map(\.id.rawValue) }
    #expect(found("school-55") == ["school-55"])
    #expect(found("55") == ["school-55"])
    #expect(found("Гимназия №1").contains("gimnazia-1"))
    #expect(!found("5").contains("school-55"))
    #expect(found("1").count > 1)
    #expect(found("потенциал") == ["potencial"])
    #expect(found("нет такой").isEmpty && found("").isEmpty)
  }
}

extension TestResponse {
  /// The tables under the drawing.
  var table: String {
    guard let begin = text.range(of: "id=\"map-tables\"") else { return "" }
    return String(text[begin.lowerBound...].prefix { $0 != "\u{0}" }.components(separatedBy: "</main>").first ?? "")
  }
}

extension String {
  func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
