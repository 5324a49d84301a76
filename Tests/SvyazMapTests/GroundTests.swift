import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// The arithmetic under maps of places.
@Suite struct GroundTests {
  @Test func projectionKeepsDistancesOfACity() throws {
    var generator = SeededGenerator(seed: 3)
    for (latitude, longitude) in [(53.2, 50.15), (0.0, 179.95), (-66.0, -180.0)] {
      let points = (0..<20).compactMap { index -> (id: Int, location: Coordinates)? in
        var east = longitude + Double.random(in: -0.15...0.15, using: &generator)
        if east > 180 { east -= 360 }
        if east < -180 { east += 360 }
        return Coordinates(latitude: latitude + Double.random(in: -0.1...0.1, using: &generator), longitude: east)
          .map { (index, $0) }
      }
      let places = GroundProjection.places(points)
      for one in points {
        for two in points {
          let (first, second) = (try #require(places[one.id]), try #require(places[two.id]))
          let truth = one.location.distanceKm(to: two.location)
          #expect(abs((first - second).length - truth) <= 0.008 * truth + 0.001)
        }
      }
    }
  }

  @Test func hullHoldsAllPointsAndTurnsOneWay() {
    var generator = SeededGenerator(seed: 5)
    for count in [3, 4, 10, 60] {
      let points = (0..<count).map { _ in
        Point(
          x: Double(Int.random(in: 0...20, using: &generator)), y: Double(Int.random(in: 0...20, using: &generator)))
      }
      let hull = DistrictGround.hull(points)
      guard hull.count >= 3 else { continue }
      // Each side has every point on its left: a definition, not the algorithm.
      for (from, to) in zip(hull, hull.dropFirst() + hull.prefix(1)) {
        for point in points {
          #expect((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x) >= -1e-9)
        }
      }
      #expect(points.allSatisfy { DistrictGround.contains($0, hull) })
      #expect(!DistrictGround.contains(Point(x: -1, y: 10), hull))
    }
  }

  @Test func separationLeavesNoOverlapAndNoBoxOutside() {
    for seed: UInt64 in 0..<8 {
      var generator = SeededGenerator(seed: seed)
      let area = Size(width: 600, height: 400)
      let count = [5, 60, 150][Int(seed % 3)]
      let sizes = (0..<count).map { index in
        index % 20 == 7
          ? Size(width: 90, height: 40) : Size(width: [6, 18, 26][index % 3], height: [6, 14, 14][index % 3])
      }
      let homes = (0..<count).map { index in
        index % 10 == 0
          ? Point(x: 300, y: 200)
          : Point(x: .random(in: 0...600, using: &generator), y: .random(in: 0...400, using: &generator))
      }
      guard let centres = PlaceSeparation(homes: homes, sizes: sizes, area: area, gap: 3).run() else {
        Issue.record("no room, seed \(seed)")
        continue
      }
      let boxes = zip(centres, sizes).map { Rect(centre: $0, size: $1) }
      let page = Rect(x: -0.001, y: -0.001, width: 600.002, height: 400.002)
      for (index, box) in boxes.enumerated() {
        #expect(page.contains(box))
        for other in boxes[(index + 1)...] { #expect(!box.inset(by: -1.49).overlaps(other.inset(by: -1.49))) }
      }
    }
  }

  @Test func separationMovesNothingThatIsFree() {
    let homes = [Point(x: 50, y: 50), Point(x: 150, y: 50), Point(x: 50, y: 150)]
    let sizes = [Size](repeating: Size(width: 20, height: 20), count: 3)
    let area = Size(width: 300, height: 300)
    #expect(PlaceSeparation(homes: homes, sizes: sizes, area: area, gap: 3).run() == homes)
    let full = [Size](repeating: Size(width: 200, height: 200), count: 3)
    #expect(PlaceSeparation(homes: homes, sizes: full, area: area, gap: 3).run() == nil)
  }

  @Test func presumedPlacesAreKnownByTheirAddress() throws {
    let here = try #require(Coordinates(latitude: 53.2, longitude: 50.2))
    let centre = try #require(Coordinates(latitude: 53.3, longitude: 50.2))
    func school(_ id: SchoolID, _ address: String, _ latitude: Double?) -> School {
      School(
        id: id, name: "Школа", district: "d1", address: address,
        location: latitude.flatMap { Coordinates(latitude: $0, longitude: 50.2) })
    }
    var network = Network(id: "n", name: "Сеть", asOf: "2020-11-30", subjects: [])
    network.districts = [District(id: "d1", name: "Район", centre: centre)]
    network.schools = [
      school("house", "ул. Промышленности, 319", 53.21), school("letter", "Садовая 12а", 53.22),
      school("building", "ул. Мира, д. 4, корп. 2", 53.23), school("street", "ул. 22 Партсъезда", 53.24),
      school("village", "посёлок Шмидта", 53.25), school("none", "", 53.26), school("nowhere", "ул. Мира, 1", nil),
      school("centre", "ул. Мира, 2", 53.3), school("twin", "ул. Мира, 3", here.latitude),
      school("other", "ул. Мира, 4", here.latitude),
    ]
    #expect(
      GeographyMap.presumedPlaces(in: network) == ["street", "village", "none", "centre", "twin", "other"])
    network.name = "Сеть. Учебные данные"
    #expect(GeographyMap.presumedPlaces(in: network).count == 9)
    let map = GeographyMap(network.asOf("2020-11-30"), presumed: ["house"], edition: .working).map
    #expect(map.nodes.filter { $0.place?.isPresumed == true }.map(\.id) == ["school-house"])
  }

  @Test func codesAreShortAndUnique() {
    func school(_ id: SchoolID, _ number: Int?, _ name: String) -> (id: SchoolID, school: School?) {
      (id, School(id: id, number: number, name: name))
    }
    let schools = [
      school("a", 1, "Гимназия № 1"), school("b", 1, "Лицей № 1"), school("c", 3, "Школа № 3"),
      school("d", 3, "Интернат № 3"), school("e", 3, "Школа № 3"), school("f", nil, "СамЛИТ"),
      school("g", nil, "Лицей «Престиж»"), school("h", nil, "Лицей «Перспектива»"), school("i", nil, "Росток"),
      school("j", 133, "Гимназия № 133"), school("k", nil, ""), (id: "l", school: nil),
    ]
    let codes = SchoolCodes(schools)
    #expect(schools.map { codes.code(of: $0.id) }.prefix(4) == ["Г1", "Л1", "3", "И3"])
    #expect(codes.code(of: "f") == "СамЛИТ")
    #expect(codes.code(of: "g") == "ЛП")
    #expect(codes.code(of: "j") == "133")
    #expect(Set(schools.map { codes.code(of: $0.id) }).count == schools.count)
    #expect(schools.filter { !codes.needsKey($0.id) }.map(\.id) == ["c", "j"])
  }

  @Test func scaleBarIsFiveKilometresWhereTheyFit() {
    #expect(PlaceKey<PangoMeasurer>.bar(20, room: 110).label == "5 км")
    #expect(PlaceKey<PangoMeasurer>.bar(50, room: 110).label == "2 км")
    #expect(PlaceKey<PangoMeasurer>.bar(900, room: 110).label == "100 м")
    #expect(
      PlaceKey<PangoMeasurer>.bar(0.5, room: 110).label == "200 км"
        || PlaceKey<PangoMeasurer>.bar(0.5, room: 110).length >= 10)
  }
}
