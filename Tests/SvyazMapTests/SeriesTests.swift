import Foundation
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Maps of a series: what two of them share stands in one place under one id on both.
@Suite struct SeriesTests {
  private static let dates: [Day] = ["2020-12-20", "2020-09-25", "2020-10-30", "2020-10-30"]

  /// What a line is, whatever its look: its ends and its subject.
  private static func line(_ edge: NetworkMap.Edge) -> String { "\(edge.tail)>\(edge.head) \(edge.style)" }

  /// Draws all and checks places, ids, ways and legends.
  private static func scenes(_ maps: [NetworkMap]) throws -> [MapScene] {
    var centres: [String: Point] = [:]
    var ids: [String: String] = [:]
    var ways: [String: [Point]] = [:]
    var legends: Set<[String]> = []
    var areas: Set<Rect> = []
    var scenes: [MapScene] = []
    for map in maps {
      let scene = try Drawing.inProcess(map).scene
      #expect(SceneTests.faults(in: scene, of: map) == [], "\(map.title)")
      areas.insert(scene.mapArea)
      legends.insert(scene.furniture.filter { $0.role == .legend }.flatMap(\.texts).map(\.text))
      for node in scene.nodes {
        let centre = node.shape.frame.centre
        #expect((centres[node.id, default: centre] - centre).length < 0.001, "\(map.title): \(node.id)")
        centres[node.id] = centre
      }
      #expect(Set(scene.links.map(\.id)).count == map.edges.count, "\(map.title)")
      for (edge, link) in zip(map.edges, scene.links) {
        let line = Self.line(edge)
        #expect(link.tail == edge.tail && link.head == edge.head)
        #expect(ids[line, default: link.id] == link.id, "\(map.title): \(line)")
        ids[line] = link.id
        // The middle of a line, for its ends are cut at nodes that may change their look.
        if let middle = Bezier.middle(of: link.path.points)?.at {
          let known = ways[line]?.first ?? middle
          #expect((known - middle).length < 12, "\(map.title): \(line)")
          ways[line] = [known]
        }
      }
      scenes.append(scene)
    }
    #expect(Set(ids.values).count == ids.count)
    #expect(areas.count == 1)
    #expect(legends.count == 1)
    return scenes
  }

  @Test(arguments: [1, 2] as [UInt64]) func mentorsByDate(_ seed: UInt64) throws {
    let network = ChangeMapTests.city(seed: seed, schools: 6, ties: 14)
    for edition in Edition.allCases {
      let frames = MentorMap.series(network, dates: Self.dates, edition: edition)
      #expect(frames.map(\.key) == ["2020-09-25", "2020-10-30", "2020-12-20"])
      let scenes = try Self.scenes(frames.map(\.map))
      for (frame, scene) in zip(frames, scenes) {
        let day = try #require(Day(iso: frame.key))
        #expect(scene.title.hasSuffix(" на \(day.russian)"))
        #expect(scene.day == frame.key)
        // Each shows what the map of its day alone shows.
        let alone = MentorMap(network.asOf(day), edition: edition).map
        #expect(frame.map.edges == alone.edges)
        #expect(frame.map.nodes.map(\.id) == alone.nodes.map(\.id))
      }
      for (before, after) in zip(frames, frames.dropFirst()) {
        let (old, new) = (Set(before.map.edges), Set(after.map.edges))
        let text = after.map.caption.first ?? ""
        for (word, count) in [
          ("появилось", new.filter { !old.contains($0) }.count),
          ("завершилось", old.filter { !new.contains($0) }.count),
        ] where count > 0 && !old.isEmpty && !new.isEmpty {
          #expect(text.contains("\(word) \(count)"), "\(text)")
        }
        #expect(edition == .public || after.map.caption.count > 1)
      }
    }
  }

  @Test(arguments: [4] as [UInt64]) func changesByDate(_ seed: UInt64) throws {
    let network = ChangeMapTests.city(seed: seed, schools: 5, ties: 12)
    for edition in Edition.allCases {
      let maps = ChangeMap.series(network, dates: Self.dates, edition: edition)
      #expect(maps.compactMap(\.day) == ["2020-09-25", "2020-10-30", "2020-12-20"])
      _ = try Self.scenes(maps)
      #expect(maps.allSatisfy { !$0.caption.isEmpty })
    }
  }

  @Test func districtsAreLitInTurn() throws {
    let network = SampleNetworks.mentoring(lowResult: 9, mentors: 8, ties: 15)
    let district = Dictionary(uniqueKeysWithValues: network.schools.map { ("school-\($0.id)", $0.district) })
    for edition in Edition.allCases {
      let frames = MentorMap.districtSeries(network.asOf("2020-11-30"), edition: edition)
      let whole = try #require(frames.first)
      #expect(whole.key == "all")
      #expect(frames.dropFirst().map(\.key) == ["d1", "d2", "d3", "d4", "d5", "d6"])
      #expect(!whole.map.nodes.contains(where: \.isPale) && !whole.map.edges.contains(where: \.isPale))
      let scenes = try Self.scenes(frames.map(\.map))
      for (frame, scene) in zip(frames, scenes).dropFirst() {
        #expect(Set(frame.map.nodes.map(\.id)) == Set(whole.map.nodes.map(\.id)))
        #expect(scene.links.count == whole.map.edges.count)
        for edge in frame.map.edges {
          let isOfDistrict = [edge.tail, edge.head].contains { district[$0]??.rawValue == frame.key }
          #expect(edge.isPale != isOfDistrict)
        }
        let ends = Set(frame.map.edges.filter { !$0.isPale }.flatMap { [$0.tail, $0.head] })
        for node in frame.map.nodes {
          let isLit = district[node.id]??.rawValue == frame.key || ends.contains(node.id)
          #expect(node.isPale != isLit, "\(frame.key): \(node.id)")
        }
        #expect(scene.title.hasSuffix("район"))
        #expect(!frame.map.caption.isEmpty)
        #expect(!frame.map.caption.joined().contains("показанн"))
        for link in scene.links {
          #expect(
            link.className.contains("pale")
              == frame.map.edges.contains { "\($0.tail) \($0.head)" == "\(link.tail) \(link.head)" && $0.isPale })
        }
        #expect(scene.furniture.contains { $0.role == .legend && $0.texts.contains { $0.text.hasPrefix("серым") } })
      }
    }
  }

  /// Names that do not fit one slide of the series are numbers on all.
  @Test func namesAreShortenedTogether() throws {
    var network = SampleNetworks.mentoring(lowResult: 40, mentors: 40, ties: 80)
    for index in network.partnerships.indices {
      network.partnerships[index].interval = DayInterval(from: Day("2020-09-10").adding(days: index))
    }
    let frames = MentorMap.series(network, dates: ["2020-09-01", "2020-09-20", "2020-11-30"], edition: .public)
    #expect(frames.map { $0.map.nodes.count }.first == 0)
    #expect((frames.last?.map.nodes.count ?? 0) > ShortLabels.limit)
    for frame in frames {
      #expect(frame.map.subtitle.contains("показаны номера школ"))
      #expect(frame.map.codes == frames.last?.map.codes)
      #expect(frame.map.nodes.allSatisfy { !$0.label.contains("№") })
    }
    var labels: [String: Set<String>] = [:]
    for node in frames.flatMap(\.map.nodes) { labels[node.id, default: []].insert(node.label) }
    #expect(labels.values.allSatisfy { $0.count == 1 })
    #expect(MentorMap.series(network, dates: [], edition: .working) == [])
  }
}
