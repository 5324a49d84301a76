import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

@Suite struct MapFilterTests {
  private static let day: Day = "2020-11-30"
  private static let small = SampleNetworks.small().asOf(day)

  private static func ends(_ map: NetworkMap) -> [String] { map.edges.map { "\($0.tail)>\($0.head)" } }

  @Test func subjectsLeaveOutOtherSubjectsAndWholeSchools() {
    let map = MentorMap(Self.small, filter: MapFilter(subjects: ["s1"]), edition: .working).map
    #expect(Self.ends(map) == ["school-5>school-1", "school-6>school-2"])
    #expect(map.subtitle.contains("только русский язык"))
    // 3 has a mentor for the whole school: it is not «без наставника», and not of this map.
    #expect(map.nodes.map(\.id).contains("school-4"))
    #expect(!map.nodes.map(\.id).contains("school-3"))
    #expect(map.caption.contains { $0.hasPrefix("Не показано: 1\u{A0}школа") })
    #expect(map.subtitle.contains("без наставника: 1"))
  }

  @Test func districtsKeepTiesWithOneEndInside() throws {
    for seed: UInt64 in 0..<30 {
      let network = SampleNetworks.mentoring(lowResult: 9, mentors: 6, ties: 20, subjects: 2, seed: seed)
      let snapshot = network.asOf(Self.day)
      let district = Dictionary(
        network.schools.map { ("school-\($0.id)", $0.district) }, uniquingKeysWith: { first, _ in first })
      let filter = MapFilter(subjects: ["s2"], districts: ["d2", "d3"])
      let map = MentorMap(snapshot, filter: filter, edition: .working).map
      func isInside(_ id: String) -> Bool { district[id] == "d2" || district[id] == "d3" }
      let whole = MentorMap(snapshot, edition: .working).map
      #expect(
        Set(map.edges)
          == Set(whole.edges.filter { $0.style == .subject(1) && (isInside($0.tail) || isInside($0.head)) }),
        "seed \(seed)")
      let tied = Set(map.edges.flatMap { [$0.tail, $0.head] })
      #expect(map.nodes.allSatisfy { tied.contains($0.id) || ($0.style == .lowResultAlone && isInside($0.id)) })
      // Nobody is called alone who has a mentor anywhere.
      let helped = Set(whole.edges.map(\.head))
      #expect(map.nodes.allSatisfy { $0.style != .lowResultAlone || !helped.contains($0.id) }, "seed \(seed)")
      #expect(map.subtitle.contains("только математика · Кировский район, Куйбышевский район"))
    }
  }

  @Test func associationsKeepTheirMembers() {
    let map = MentorMap(Self.small, filter: MapFilter(associations: ["a1"]), edition: .working).map
    #expect(Set(Self.ends(map)) == ["school-5>school-1"])
    #expect(map.edges.count == 2)
    #expect(map.subtitle.contains("ММО учителей русского языка"))
  }

  @Test func statusesChooseThePartnerships() throws {
    var network = SampleNetworks.small()
    network.partnerships[0].status = .proposed
    network.partnerships[1].status = .agreed
    let snapshot = network.asOf(Self.day)
    let proposed = MentorMap(snapshot, filter: MapFilter(statuses: [.proposed]), edition: .working).map
    #expect(proposed.edges.count == 1)
    #expect(proposed.edges.allSatisfy { $0.isProposed })
    #expect(proposed.title == "Наставничество школ")
    #expect(proposed.subtitle.contains("партнёрства: предложены"))
    #expect(proposed.caption.first?.hasPrefix("По предложениям 1\u{A0}школа-наставник будет вести") == true)
    let both = MentorMap(snapshot, filter: MapFilter(statuses: [.proposed, .agreed]), edition: .working).map
    #expect(both.edges.map(\.isProposed).filter { $0 }.count == 1)
    #expect(both.edges.count == 2)
    #expect(both.caption.contains { $0.contains("только предложено: 1\u{A0}связь") })
    #expect(both.caption.contains { $0.hasPrefix("Ни наставника, ни предложения нет у 1\u{A0}школы") })
    // 2 and 3 have active mentors, which are not shown.
    #expect(both.nodes.filter { $0.style == .lowResultAlone }.map(\.id) == ["school-4"])
    let school = try SchoolMap(snapshot, school: "1", filter: MapFilter(statuses: [.proposed]), edition: .working).map
    #expect(school.edges.filter(\.isDirected).count == 1)
    #expect(school.subtitle.contains("партнёрства: предложены"))
  }

  @Test func whatFitsNothingSaysSo() throws {
    let filter = MapFilter(subjects: ["s1"], districts: ["d6"], statuses: [.proposed])
    for design in MentorMap.Design.allCases {
      let map = MentorMap(Self.small, filter: filter, design: design, edition: .working).map
      #expect(map.nodes.isEmpty)
      #expect(
        map.notice
          == "На 30.11.2020 связей по отбору «только русский язык · Промышленный район · партнёрства: предложены» нет.")
      let scene = try Drawing.inProcess(map).scene
      #expect(SceneTests.faults(in: scene, of: map) == [])
    }
    let none = try AssociationMap(Self.small, filter: MapFilter(associations: ["a9"]), edition: .working).map
    #expect(none.nodes.isEmpty)
  }

  @Test func mapsOfAssociationsShowTheChosenOnes() throws {
    let city = try AssociationSamples.samara()
    let chosen: [AssociationID] = ["mmo-russian-1", "mmo-mathematics-2"]
    let map = try AssociationMap(city, filter: MapFilter(associations: Set(chosen)), edition: .working).map
    guard case .panels(let panels) = map.arrangement else { return #expect(Bool(false), "no panels") }
    #expect(Set(panels.map(\.id)) == ["association-mmo-russian-1", "association-mmo-mathematics-2"])
    #expect(map.subtitle.contains("только"))
    let whole = try AssociationMap(city, edition: .working).map
    let samarsky = try AssociationMap(city, filter: MapFilter(districts: ["samarsky"]), edition: .working).map
    #expect(samarsky.nodes.count < whole.nodes.count)
    #expect(Set(samarsky.nodes.map(\.id)).isSubset(of: whole.nodes.map(\.id)))
  }
}
