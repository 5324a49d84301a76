import Foundation
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// The poster of the city, and maps on every paper.
@Suite struct OverviewTests {
  static func faults(_ scene: MapScene, _ map: NetworkMap) -> [String] {
    // The form and the least size of text are the paper's.
    SceneTests.faults(in: scene, of: map).filter { !$0.contains(": text of") && !$0.contains("another form") }
      + (scene.nodes.flatMap(\.texts) + scene.panels.flatMap(\.texts) + scene.furniture.flatMap(\.texts)).filter {
        $0.size < map.paper.smallestText - 0.001
      }.map { "«\($0.text)»: \($0.size) pt" }
  }

  @Test(arguments: Edition.allCases) func everySchoolStandsInItsDistrict(_ edition: Edition) throws {
    let snapshot = try AssociationSamples.samara()
    let rows = try GeographyTests.sampleIDs()
    for paper in [NetworkMap.Paper.slide, .a4, .a3, .a0] {
      let map = OverviewMap(snapshot, paper: paper, edition: edition).map
      let scene = try Drawing.inProcess(map).scene
      #expect(Self.faults(scene, map) == [], "\(paper)")
      #expect(scene.size == paper.size, "\(paper)")
      #expect(scene.nodes.map(\.id).sorted() == rows.sorted())
      #expect(scene.panels.count == 9)
      let texts = scene.nodes.flatMap(\.texts).map(\.text)
      #expect(!texts.contains { $0.contains("…") })
      // A poster writes every name in full.
      if paper == .a0 {
        let words = Set(texts.joined(separator: " ").split { " \u{A0}".contains($0) })
        for school in snapshot.network.schools {
          #expect(school.label.split(separator: " ").allSatisfy(words.contains), "\(school.label)")
        }
      }
    }
  }

  @Test func countsAreTheNetworks() throws {
    let snapshot = try AssociationSamples.samara()
    let map = OverviewMap(snapshot, edition: .working).map
    guard case .panels(let panels) = map.arrangement else {
      Issue.record("no panels")
      return
    }
    for district in snapshot.network.districts {
      let own = snapshot.network.schools.filter { $0.district == district.id }
      let low = own.filter { school in
        snapshot.network.statuses.contains {
          $0.school == school.id && $0.status == .lowResult && $0.interval.contains(snapshot.day)
        }
      }
      let panel = try #require(panels.first { $0.title == district.name })
      #expect(panel.nodes.count == own.count)
      #expect(panel.details.prefix(2) == ["школ:\u{A0}\(own.count)", "НОР:\u{A0}\(low.count)"])
    }
    #expect(map.subtitle.contains("школ: 188 · районов: 9 · НОР: 30"))
    // Each tie is told at both of its ends.
    let ties = snapshot.partnerships.filter { $0.status == .active || $0.status == .agreed }
    let mentors = Set(ties.map(\.partnership.mentor.rawValue))
    let mentees = Set(ties.map(\.partnership.mentee.rawValue))
    #expect(
      Set(map.nodes.filter { $0.detail?.contains("ведёт") ?? false }.map(\.id)) == Set(mentors.map { "school-\($0)" }))
    #expect(
      Set(map.nodes.filter { $0.detail?.contains("наставник") ?? false }.map(\.id))
        == Set(mentees.map { "school-\($0)" }))
    #expect(map.codes.count == snapshot.associations.count)
  }

  @Test func publicPosterTellsNothing() throws {
    let network = GeographySamples.city(schools: 80, seed: 5, place: GeographySamples.spread(5))
    func svg(_ network: Network) throws -> [UInt8]? {
      try Drawing.inProcess(OverviewMap(network.asOf(GeographySamples.day), edition: .public).map).files[.svg]
    }
    var other = network
    other.statuses = [
      SchoolStatus(school: "44", status: .lowResult, interval: DayInterval(from: "2020-09-01")),
      SchoolStatus(school: "45", status: .projectSite, interval: DayInterval(from: "2020-09-01")),
      SchoolStatus(school: "46", status: .highResult, interval: DayInterval(from: "2020-09-01")),
    ]
    for index in other.partnerships.indices {
      let mentor = other.partnerships[index].mentor
      other.partnerships[index].mentor = other.partnerships[index].mentee
      other.partnerships[index].mentee = mentor
    }
    var generator = SeededGenerator(seed: 2)
    other.schools.shuffle(using: &generator)
    other.partnerships.shuffle(using: &generator)
    #expect(try svg(other) == svg(network))
  }

  @Test func emptyAndHomelessSchoolsAreDrawn() throws {
    var network = GeographySamples.city(schools: 12, seed: 5) { _ in nil }
    for index in network.schools.indices where index % 4 == 0 { network.schools[index].district = nil }
    let map = OverviewMap(network.asOf(GeographySamples.day), edition: .working).map
    let scene = try Drawing.inProcess(map).scene
    #expect(Self.faults(scene, map) == [])
    #expect(scene.nodes.count == 12)
    #expect(scene.panels.contains { $0.fullName == "Район не указан" })
    let none = OverviewMap(
      Network(id: "n", name: "Сеть", asOf: "2020-11-30", subjects: []).asOf("2020-11-30"), edition: .working
    ).map
    #expect(try Drawing.inProcess(none).scene.nodes.isEmpty)
  }

  // MARK: Papers

  @Test(arguments: [NetworkMap.Paper.a4, .a3, .a0]) func otherMapsFillTheirPaper(_ paper: NetworkMap.Paper) throws {
    let small = SampleNetworks.small().asOf("2020-11-30")
    var maps = [
      MentorMap(small, edition: .working).map, try SchoolMap(small, school: "5", edition: .working).map,
      try AssociationMap(AssociationSamples.samara(), subject: "mathematics", edition: .working).map,
    ]
    for index in maps.indices {
      maps[index].paper = paper
      let (scene, files) = try Drawing.inProcess(maps[index], formats: [.svg])
      #expect(Self.faults(scene, maps[index]) == [])
      #expect(scene.size == paper.size)
      #expect(SVGReader(files[.svg] ?? []).isWellFormed)
      if paper == .a0 { #expect(scene.smallestLabelPoints >= 22) }
    }
  }

  @Test func pictureOfAPosterStaysSmall() throws {
    var map = MentorMap(SampleNetworks.small().asOf("2020-11-30"), edition: .working).map
    map.paper = .a0
    let png = try #require(try Drawing.inProcess(map, formats: [.png]).files[.png])
    let width = png[16..<20].reduce(0) { $0 << 8 | Int($1) }
    let height = png[20..<24].reduce(0) { $0 << 8 | Int($1) }
    #expect(width == 6000)
    #expect(height == 4244)
  }

  @Test func sceneKeepsItsProportions() throws {
    let map = GeographySamples.map(
      GeographySamples.city(schools: 20, seed: 5, place: GeographySamples.spread(5)))
    let scene = try Drawing.inProcess(map).scene
    let twice = scene.scaled(by: 2)
    #expect(twice.scaled(by: 0.5) == scene)
    #expect(twice.nodes[3].shape.frame.x == scene.nodes[3].shape.frame.x * 2)
    // A slide is never reduced.
    #expect(twice.fitted(to: .slide) == twice)
  }
}
