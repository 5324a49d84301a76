import SvyazAccess
import SvyazGraph
import SvyazMap
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// The public edition must not depend on what it hides: two networks that differ only in that give the same bytes.
@Suite struct PublicEditionTests {
  static let paths =
    [
      "/", "/schools", "/schools?sort=need", "/schools?status=lowResult&mentor=without", "/schools?mentor=with",
      "/events?month=all", "/events", "/events/event-10", "/events/event-36",
    ] + ["school-24", "school-29", "school-37", "potencial", "licey-131", "school-132"].map { "/schools/\($0)" }

  private static func pages(_ network: Network, as role: Role, _ paths: [String]) async throws -> [String: String] {
    let found = Pages()
    try await ReadSite(network).run { visitor in
      for path in paths { await found.keep(path, Self.withoutDrawing(try await visitor.get(path, as: role).html)) }
    }
    return await found.pages
  }

  /// The page with its map's title, but without the drawing: that the maps are equal is shown on the maps themselves.
  private static func withoutDrawing(_ html: String) -> String {
    guard let begin = html.firstRange(of: "</title>\n<desc id=\"map-desc\">"),
      let end = html[begin.upperBound...].firstRange(of: "</svg>")
    else { return html }
    return String(html[..<begin.lowerBound] + html[end.lowerBound...])
  }

  private actor Pages {
    var pages: [String: String] = [:]
    func keep(_ path: String, _ html: String) { pages[path] = html }
  }

  /// The sample without a status or a result, and with every role in the associations the same.
  private static func silent() throws -> Network {
    var network = try ReadSite.sample()
    network.statuses = []
    network.results = []
    for row in network.memberships.indices { network.memberships[row].role = .member }
    return network
  }

  @Test(arguments: [Role.presenter, .school])
  func statusesAndResultsLeaveNoTrace(role: Role) async throws {
    let full = try await Self.pages(ReadSite.sample(), as: role, Self.paths)
    let silent = try await Self.pages(Self.silent(), as: role, Self.paths)
    for path in Self.paths {
      let (one, other) = (full[path] ?? "", silent[path] ?? "")
      let same = zip(one, other).prefix { $0 == $1 }.count
      let isSame = one == other
      #expect(
        isSame,
        "\(path): …\(one.dropFirst(max(0, same - 80)).prefix(240))… / …\(other.dropFirst(max(0, same - 80)).prefix(240))…"
      )
    }
    #expect(full["/"]?.contains("Сеть партнёрства школ") == true, "the map is part of what is compared")
  }

  @Test func mapsDoNotDependOnStatuses() throws {
    let (full, silent) = (try ReadSite.sample(), try Self.silent())
    for school in full.schools {
      let one = try SchoolMap(full.asOf(full.asOf), school: school.id, edition: .public).map
      let other = try SchoolMap(silent.asOf(full.asOf), school: school.id, edition: .public).map
      #expect(one == other, "\(school.id)")
    }
    let one = MentorMap(full.asOf(full.asOf), design: .districts, edition: .public).map
    let other = MentorMap(silent.asOf(full.asOf), design: .districts, edition: .public).map
    #expect(one == other)
  }

  @Test func theWorkingEditionDoesDepend() async throws {
    let paths = ["/", "/schools", "/schools/school-24"]
    let full = try await Self.pages(ReadSite.sample(), as: .official, paths)
    let silent = try await Self.pages(Self.silent(), as: .official, paths)
    for path in paths { #expect(full[path] != silent[path], "\(path)") }
  }

  /// Who helps whom would tell who is on the list.
  @Test func directionsLeaveNoTrace() throws {
    let network = try ReadSite.sample()
    var turned = network
    for row in turned.partnerships.indices {
      let tie = turned.partnerships[row]
      (turned.partnerships[row].mentor, turned.partnerships[row].mentee) = (tie.mentee, tie.mentor)
    }
    let viewer = Viewer(login: "p", name: "P", role: .presenter)
    let frame = PageFrame(templates: try Templates(SiteFiles.templates))
    let (one, other) = (Revision(number: 1, network: network), Revision(number: 1, network: turned))
    func html(_ revision: Revision, _ make: (Revision) throws -> Page) throws -> String {
      try frame.render(try make(revision), for: viewer, network: revision.network).html
    }
    for school in network.schools {
      let make = { try SchoolPage.page($0, school.id, on: network.asOf, for: viewer, map: .tooLarge) }
      #expect(try html(one, make) == html(other, make), "\(school.id)")
    }
    for event in network.events {
      let make = { try EventPage.page($0, event.id, on: network.asOf, for: viewer, store: nil) }
      #expect(try html(one, make) == html(other, make), "\(event.id)")
    }
    let overview = { OverviewPage.page($0, on: network.asOf, for: viewer, map: .tooLarge) }
    #expect(try html(one, overview) == html(other, overview))
  }
}
