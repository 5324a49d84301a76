import Foundation
import MapTrials
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// The map of places: nobody is lost, nothing lies on anything, and west stays west.
@Suite struct GeographyTests {
  /// Ids of the sample's schools as a reader of the file sees them.
  static func sampleIDs() throws -> [String] {
    let file = SvyazProcess.repository.appending(path: "graphs/samara-2020/schools.csv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: ",").first.map { "school-\($0)" }
    }
  }

  @Test(arguments: Edition.allCases) func sampleNeedsNoRetouching(_ edition: Edition) throws {
    let snapshot = try AssociationSamples.samara()
    let rows = try Self.sampleIDs()
    #expect(rows.count == 188)
    for paper in [NetworkMap.Paper.slide, .a3, .a0] {
      let map = GeographyMap(snapshot, paper: paper, edition: edition).map
      let scene = try Drawing.inProcess(map).scene
      #expect(GeographySamples.faults(in: scene, of: map) == [], "\(paper)")
      #expect(scene.size == paper.size)
      #expect(scene.nodes.map(\.id).sorted() == rows.sorted())
      let districts = scene.grounds.filter { $0.className == "ground district" }
      #expect(districts.count == 9)
      #expect(Set(districts.flatMap(\.texts).map(\.text)).count == 9)
      if paper != .slide { #expect(scene.nodes.allSatisfy { !$0.texts.isEmpty }) }
    }
  }

  @Test func slideSaysHowManyAreDots() throws {
    let map = try GeographyMap(AssociationSamples.samara(), edition: .working).map
    let scene = try Drawing.inProcess(map).scene
    let dots = scene.nodes.filter(\.texts.isEmpty).count
    #expect(dots > 100)
    #expect(map.subtitle.contains("точками без номера: \(dots)"))
    // Every end of a tie has its number.
    let labelled = Set(scene.nodes.filter { !$0.texts.isEmpty }.map(\.id))
    #expect(scene.links.allSatisfy { labelled.contains($0.head) && labelled.contains($0.tail) })
    #expect(Legend(map).entries.map(\.text).contains("школа без связей"))
    #expect(Legend(map).entries.map(\.text).contains("места предположительные"))
  }

  /// Half of the sample's schools are moved by less than a kilometre on a slide, and by half of one on A3.
  @Test func schoolsStayNearTheirPlaces() throws {
    let snapshot = try AssociationSamples.samara()
    for (paper, limit) in [(NetworkMap.Paper.slide, 1.0), (.a3, 0.5)] {
      let map = GeographyMap(snapshot, paper: paper, edition: .working).map
      let scene = try Drawing.inProcess(map).scene
      // What stands in the inset is elsewhere, as its title says.
      let inset = try #require(Rect(around: scene.grounds.first { $0.id == "inset" }?.points ?? []))
      let outside = scene.nodes.indices.filter { !inset.contains(scene.nodes[$0].shape.frame) }
      #expect(outside.count == 170)
      let points = outside.map { Point(x: map.nodes[$0].place?.east ?? 0, y: -(map.nodes[$0].place?.north ?? 0)) }
      let centres = outside.map { scene.nodes[$0].shape.frame.centre }
      // The scale and the origin that fit best: a line through both axes by least squares.
      let count = Double(points.count)
      let from = points.reduce(Point(x: 0, y: 0), +) * (1 / count)
      let to = centres.reduce(Point(x: 0, y: 0), +) * (1 / count)
      let (above, below) = zip(points, centres).reduce((0.0, 0.0)) { sums, pair in
        let (p, c) = (pair.0 - from, pair.1 - to)
        return (sums.0 + p.x * c.x + p.y * c.y, sums.1 + p.x * p.x + p.y * p.y)
      }
      let scale = above / below
      let shifts = zip(points, centres).map { (($1 - to) - ($0 - from) * scale).length / scale }.sorted()
      #expect(shifts[shifts.count / 2] < limit, "median shift \(shifts[shifts.count / 2]) km on \(paper)")
      // Farther than five kilometres apart, nobody changes sides.
      for (one, first) in points.enumerated() {
        for (two, second) in points.enumerated() {
          if second.x - first.x > 5 { #expect(centres[one].x < centres[two].x) }
          if second.y - first.y > 5 { #expect(centres[one].y < centres[two].y) }
        }
      }
    }
  }

  @Test func orderOfRowsDoesNotShow() throws {
    let network = GeographySamples.city(schools: 90, seed: 4, place: GeographySamples.spread(4))
    let expected = try Drawing.inProcess(GeographySamples.map(network), formats: [.svg, .dot]).files
    var generator = SeededGenerator(seed: 1)
    var other = network
    other.schools.shuffle(using: &generator)
    other.districts.shuffle(using: &generator)
    other.partnerships.shuffle(using: &generator)
    other.statuses.shuffle(using: &generator)
    #expect(try Drawing.inProcess(GeographySamples.map(other), formats: [.svg, .dot]).files == expected)
  }

  @Test(arguments: [NetworkMap.Paper.slide, .a3]) func publicEditionTellsNothing(_ paper: NetworkMap.Paper) throws {
    let network = GeographySamples.city(schools: 80, seed: 5, place: GeographySamples.spread(5))
    let expected = try Drawing.inProcess(GeographySamples.map(network, paper: paper, edition: .public)).files
    var other = network
    // Others have low results, and who mentors is mentored.
    other.statuses = network.schools.prefix(50).enumerated().filter { $0.offset % 3 == 0 }.map {
      SchoolStatus(school: $0.element.id, status: .lowResult, interval: DayInterval(from: "2020-09-01"))
    }
    for index in other.partnerships.indices {
      let mentor = other.partnerships[index].mentor
      other.partnerships[index].mentor = other.partnerships[index].mentee
      other.partnerships[index].mentee = mentor
    }
    #expect(try Drawing.inProcess(GeographySamples.map(other, paper: paper, edition: .public)).files == expected)
    let svg = String(decoding: expected[.svg] ?? [], as: UTF8.self)
    #expect(!svg.contains("low-result") && !svg.contains("mentor") && !svg.contains("НОР"))
    let working = GeographySamples.map(network, paper: paper)
    #expect(String(decoding: try Drawing.inProcess(working).files[.svg] ?? [], as: UTF8.self).contains("low-result"))
  }

  @Test func schoolsWithoutCoordinatesStandBesideTheirGround() throws {
    var network = GeographySamples.city(schools: 40, seed: 6) { index in
      index % 5 == 0 ? nil : GeographySamples.spread(6)(index)
    }
    // One of no district, and a district of which no school has a place.
    network.schools[5].district = nil
    let last = network.schools[0].district
    for index in network.schools.indices where network.schools[index].district == last {
      network.schools[index].location = nil
    }
    let map = GeographySamples.map(network)
    let scene = try Drawing.inProcess(map).scene
    #expect(GeographySamples.faults(in: scene, of: map) == [])
    #expect(scene.nodes.count == 40)
    let unknown = network.schools.filter { $0.location == nil }
    #expect(map.subtitle.contains("место неизвестно: \(unknown.count)"))
    let trays = scene.grounds.filter { $0.className == "ground tray" }
    #expect(trays.contains { $0.fullName == "Место неизвестно" })
    #expect(trays.contains { $0.fullName.hasSuffix(": место неизвестно") })
    // Each stands in one tray, with its code, and is drawn as presumed.
    for school in unknown {
      let node = try #require(scene.nodes.first { $0.id == "school-\(school.id)" })
      let homes = trays.filter { tray in
        let xs = tray.points.map(\.x)
        let ys = tray.points.map(\.y)
        let centre = node.shape.frame.centre
        return centre.x > xs.min() ?? 0 && centre.x < xs.max() ?? 0 && centre.y > ys.min() ?? 0
          && centre.y < ys.max() ?? 0
      }
      #expect(homes.count == 1)
      #expect(!node.texts.isEmpty)
      #expect(node.className.hasSuffix("presumed"))
    }
  }

  @Test func noCoordinatesAtAllMakeATray() throws {
    for count in [1, 30, 200] {
      let map = GeographySamples.map(GeographySamples.city(schools: count, seed: 1) { _ in nil })
      let scene = try Drawing.inProcess(map).scene
      #expect(GeographySamples.faults(in: scene, of: map) == [])
      #expect(scene.nodes.count == count && scene.grounds.count == 1)
      #expect(!SVGReader(try Drawing.inProcess(map).files[.svg] ?? []).words.contains(" км"))
    }
  }

  @Test func allAtOnePointBecomeAClump() throws {
    let here = Coordinates(latitude: 53.2, longitude: 50.2)
    for count in [2, 70] {
      let map = GeographySamples.map(GeographySamples.city(schools: count, seed: 2) { _ in here }, paper: .a3)
      let scene = try Drawing.inProcess(map).scene
      #expect(GeographySamples.faults(in: scene, of: map) == [], "\(count)")
      #expect(scene.size == map.paper.size)
    }
  }

  @Test func oneSchoolAndNone() throws {
    let one = GeographySamples.map(GeographySamples.city(schools: 1, seed: 3, place: GeographySamples.spread(3)))
    #expect(GeographySamples.faults(in: try Drawing.inProcess(one).scene, of: one) == [])
    #expect(try Drawing.inProcess(one).scene.nodes.count == 1)
    let none = GeographySamples.map(Network(id: "n", name: "Сеть", asOf: "2020-11-30", subjects: []))
    let drawn = try Drawing.inProcess(none)
    #expect(drawn.scene.nodes.isEmpty)
    #expect(SVGReader(drawn.files[.svg] ?? []).words.contains("В сети нет ни одной школы."))
  }

  @Test func sevenHundredSchoolsAreAllThere() throws {
    let network = GeographySamples.city(schools: 700, ties: 60, seed: 9, place: GeographySamples.spread(9))
    let map = GeographySamples.map(network)
    let scene = try Drawing.inProcess(map).scene
    #expect(GeographySamples.faults(in: scene, of: map) == [])
    #expect(scene.nodes.count == 700)
  }

  /// Poles, the date line, points of one meridian, half the globe.
  @Test func hostileCoordinatesAreDrawn() throws {
    let wild: [(Double, Double)] = [
      (90, 0), (-90, 180), (0, 180), (0, -180), (53.2, 50.2), (53.2, 50.2), (89.9999, -179.9999), (0, 0), (-45, 120),
    ]
    for count in [2, 9, 40] {
      for paper in [NetworkMap.Paper.slide, .a4] {
        let network = GeographySamples.city(schools: count, seed: 8) { index in
          let point = wild[index % wild.count]
          return Coordinates(latitude: point.0, longitude: point.1)
        }
        let map = GeographySamples.map(network, paper: paper)
        let scene = try Drawing.inProcess(map).scene
        #expect(GeographySamples.faults(in: scene, of: map) == [], "\(count) on \(paper)")
      }
    }
    // One mistaken school does not make a point of the city.
    let mistaken = GeographySamples.city(schools: 30, seed: 8) { index in
      index == 3 ? Coordinates(latitude: 0, longitude: 0) : GeographySamples.spread(8)(index)
    }
    let scene = try Drawing.inProcess(GeographySamples.map(mistaken)).scene
    #expect(scene.grounds.contains { $0.fullName.hasPrefix("За пределами карты: ") })
    let xs = scene.nodes.map(\.shape.frame.centre.x)
    #expect((xs.max() ?? 0) - (xs.min() ?? 0) > 150)
  }

  @Test func hostileNamesAreDrawn() throws {
    for seed: UInt64 in 0..<4 {
      var generator = SeededGenerator(seed: seed)
      func label() -> String { Hostile.labels[Int(generator.next() % UInt64(Hostile.labels.count))] }
      var network = GeographySamples.city(schools: 50, seed: seed, place: GeographySamples.spread(seed))
      for index in network.schools.indices {
        network.schools[index].shortName = label()
        network.schools[index].number = index % 3 == 0 ? nil : index % 7 == 0 ? .max : index % 5
      }
      for index in network.districts.indices { network.districts[index].name = label() }
      network.name = label()
      let map = GeographySamples.map(network)
      let (scene, files) = try Drawing.inProcess(map)
      #expect(GeographySamples.faults(in: scene, of: map) == [], "seed \(seed)")
      #expect(SVGReader(files[.svg] ?? []).isWellFormed)
      // Codes tell the schools apart.
      #expect(Set(map.nodes.map(\.label)).count == 50)
    }
  }
}
