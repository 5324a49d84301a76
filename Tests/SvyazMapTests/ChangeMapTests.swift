import Foundation
import MapTrials
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// The map of what changed between two days, and the series of such maps.
@Suite struct ChangeMapTests {
  /// Ties and statuses that begin and end on written days, some open.
  static func city(seed: UInt64 = 5, schools: Int = 9, ties: Int = 20) -> Network {
    var network = SampleNetworks.mentoring(lowResult: schools, mentors: schools, ties: ties, seed: seed)
    var generator = SeededGenerator(seed: seed)
    func pick(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }
    let start: Day = "2020-09-01"
    for index in network.partnerships.indices {
      let from = start.adding(days: pick(120))
      let isEnded = pick(2) == 0
      network.partnerships[index].interval = DayInterval(
        from: from, to: isEnded ? from.adding(days: 20 + pick(60)) : nil)
      network.partnerships[index].status = isEnded ? .completed : pick(5) == 0 ? .proposed : .active
    }
    for index in network.statuses.indices where index % 4 == 1 {
      network.statuses[index].interval = DayInterval(from: start.adding(days: 60), to: nil)
    }
    for index in network.statuses.indices where index % 4 == 2 {
      network.statuses[index].interval = DayInterval(from: start, to: start.adding(days: 70))
    }
    return network
  }

  /// Keys of the ties in force on a day, from the rows alone.
  private static func keys(_ network: Network, _ day: Day) -> Set<String> {
    Set(
      network.partnerships.filter { row in
        guard row.interval.from <= day, row.interval.to.map({ day < $0 }) ?? true else { return false }
        switch row.status {
        case .agreed, .active: return true
        case .completed, .terminated: return row.interval.to != nil
        case .proposed: return false
        }
      }.map { "school-\($0.mentor)>school-\($0.mentee):\($0.subject?.rawValue ?? "")" })
  }

  private static func drawn(_ map: NetworkMap, _ network: Network, _ change: NetworkMap.Change) -> Set<String> {
    Set(
      map.edges.filter { $0.change == change }.map { edge in
        let subject = if case .subject(let index) = edge.style { network.subjects[index].id.rawValue } else { "" }
        return "\(edge.tail)>\(edge.head):\(subject)"
      })
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>) func changesAreThoseOfTheRows(_ seed: UInt64) {
    let network = Self.city(seed: seed)
    for (from, to): (Day, Day) in [("2020-09-20", "2020-11-15"), ("2020-10-10", "2021-01-20")] {
      let map = ChangeMap(network, from: from, to: to, edition: .working).map
      let (before, after) = (Self.keys(network, from), Self.keys(network, to))
      #expect(Self.drawn(map, network, .kept) == before.intersection(after))
      #expect(Self.drawn(map, network, .began) == after.subtracting(before))
      #expect(Self.drawn(map, network, .ended) == before.subtracting(after))
      #expect(map.edges.count == before.union(after).count)
      let words =
        "связей появилось: \(after.subtracting(before).count), завершилось: \(before.subtracting(after).count), "
        + "осталось: \(before.intersection(after).count)"
      #expect(map.subtitle.hasPrefix(words))
      #expect(map.title.contains(from.russian) && map.title.contains(to.russian))
      let list = [from, to].map { day in
        Set(network.statuses.filter { $0.interval.contains(day) }.map { "school-\($0.school)" })
      }
      let entered = Set(map.nodes.filter { $0.detail?.contains("вошла") ?? false }.map(\.id))
      let left = Set(map.nodes.filter { $0.detail?.contains("вышла") ?? false }.map(\.id))
      #expect(entered == list[1].subtracting(list[0]))
      #expect(left == list[0].subtracting(list[1]))
      // The order of the days does not matter.
      #expect(ChangeMap(network, from: to, to: from, edition: .working).map == map)
    }
  }

  @Test func scenesHaveNoFaults() throws {
    for (edition, paper) in [(Edition.working, NetworkMap.Paper.slide), (.public, .slide), (.working, .a3)] {
      var map = ChangeMap(Self.city(), from: "2020-10-10", to: "2020-12-20", edition: edition).map
      map.paper = paper
      let (scene, files) = try Drawing.inProcess(map)
      #expect(SceneTests.faults(in: scene, of: map) == [])
      #expect(SceneTests.passings(in: scene) == [])
      let ended = zip(map.edges, scene.links).filter { $0.0.change == .ended }
      #expect(!ended.isEmpty)
      for (edge, link) in zip(map.edges, scene.links) {
        #expect((link.path.bar.count == 2) == (edge.change == .ended))
        #expect((link.path.arrowhead != nil) == (edge.change != .ended && edge.isDirected))
        #expect(link.path.dash.isEmpty == (edge.change != .ended))
      }
      let svg = SVGReader(files[.svg] ?? [])
      #expect(svg.isWellFormed)
      #expect(svg.words.contains("связь завершилась"))
    }
  }

  @Test func nothingChangedIsSaid() throws {
    let network = SampleNetworks.small()
    let map = ChangeMap(network, from: "2020-11-29", to: "2020-11-30", edition: .working).map
    #expect(map.notice == "Ничего не изменилось с 29.11.2020 по 30.11.2020.")
    #expect(map.subtitle == "связей появилось: 0, завершилось: 0, осталось: 6")
    let (scene, files) = try Drawing.inProcess(map)
    #expect(SceneTests.faults(in: scene, of: map) == [])
    #expect(SVGReader(files[.svg] ?? []).words.contains("Ничего не изменилось"))
    let none = ChangeMap(network, from: "2019-01-01", to: "2019-02-01", edition: .public).map
    #expect(none.notice == "Связей нет ни 01.01.2019, ни 01.02.2019.")
    #expect(none.nodes == [])
  }

  @Test func whatHappenedToASchoolIsSaid() {
    let network = SampleNetworks.small()
    let map = ChangeMap(network, from: "2020-09-15", to: "2020-11-30", edition: .working).map
    #expect(map.nodes.first { $0.id == "school-1" }?.detail == "нашла наставника")
    #expect(map.nodes.first { $0.id == "school-4" }?.detail == nil)
    #expect(map.nodes.first { $0.id == "school-5" }?.change == .began)
    let back = ChangeMap(network, from: "2020-08-15", to: "2020-11-30", edition: .working).map
    #expect(back.nodes.first { $0.id == "school-4" }?.detail == "вошла в список")
  }

  @Test func thePublicEditionTellsNothing() throws {
    let network = Self.city()
    var turned = network
    for index in turned.partnerships.indices where index % 2 == 0 {
      let row = turned.partnerships[index]
      (turned.partnerships[index].mentor, turned.partnerships[index].mentee) = (row.mentee, row.mentor)
    }
    turned.partnerships.reverse()
    turned.statuses = []
    var files: [[UInt8]] = []
    for hidden in [network, turned] {
      let map = ChangeMap(hidden, from: "2020-10-10", to: "2020-12-20", edition: .public).map
      #expect(map.edges.allSatisfy { !$0.isDirected })
      let drawn = try Drawing.inProcess(map, formats: [.svg, .dot]).files
      let bytes = (drawn[.svg] ?? []) + (drawn[.dot] ?? [])
      for word in ["низки", "наставни", "список", "списка", "low-result", "mentor", "→"] {
        #expect(!String(decoding: bytes, as: UTF8.self).lowercased().contains(word), "\(word)")
      }
      files.append(bytes)
    }
    #expect(files[0] == files[1])
  }

  @Test(arguments: [1, 2] as [UInt64]) func seriesKeepPlaces(_ seed: UInt64) throws {
    let network = Self.city(seed: seed, schools: 5, ties: 10)
    let dates: [Day] = ["2020-12-20", "2020-09-25", "2020-10-30", "2020-10-30"]
    for edition in [Edition.working, .public] {
      let maps = ChangeMap.series(network, dates: dates, edition: edition)
      #expect(maps.count == 3)
      var places: [String: Point] = [:]
      var areas: Set<Rect> = []
      var legends: Set<[String]> = []
      for map in maps {
        let scene = try Drawing.inProcess(map).scene
        #expect(SceneTests.faults(in: scene, of: map) == [])
        areas.insert(scene.mapArea)
        legends.insert(scene.furniture.filter { $0.role == .legend }.flatMap(\.texts).map(\.text))
        for node in scene.nodes {
          let centre = node.shape.frame.centre
          if let known = places[node.id] { #expect((known - centre).length < 0.001, "\(node.id)") }
          places[node.id] = centre
        }
      }
      #expect(areas.count == 1)
      #expect(legends.count == 1)
      #expect(places.count == Set(maps.flatMap { $0.nodes.map(\.id) }).count)
    }
  }

  @Test func seriesOfNothing() {
    #expect(ChangeMap.series(Self.city(), dates: [], edition: .working) == [])
    let one = ChangeMap.series(Self.city(), dates: ["2020-11-25"], edition: .working)
    #expect(one.count == 1)
    #expect(one[0].title == "Наставничество школ на 25.11.2020")
    #expect(one[0].nodes.allSatisfy { $0.change == .kept })
  }

  @Test func aMapOutsideItsStageIsRefused() {
    var map = ChangeMap(Self.city(), from: "2020-10-10", to: "2020-12-20", edition: .working).map
    map.stage = NetworkMap.Stage(nodes: [], edges: [])
    #expect(throws: MapError.self) { try Drawing.inProcess(map) }
  }

  @Test func hostileNamesAreDrawn() throws {
    var network = Self.city(schools: 5, ties: 9)
    for index in network.schools.indices {
      network.schools[index].shortName = Hostile.labels[index % Hostile.labels.count]
      network.schools[index].name = Hostile.labels[(index + 7) % Hostile.labels.count]
    }
    let map = ChangeMap(network, from: "2020-10-10", to: "2020-12-20", edition: .working).map
    let (scene, files) = try Drawing.inProcess(map)
    #expect(SceneTests.faults(in: scene, of: map) == [])
    #expect(SVGReader(files[.svg] ?? []).isWellFormed)
  }
}
