import MapTrials
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Maps of places through the checker: the sample on every paper, generated cities, and coordinates of every kind.
@Suite struct GeographyCheckTests {
  private static let sentences = [
    "Наставники есть у 21 из 30 школ с низкими результатами.",
    "Пока без наставника остаются 9 школ: Школа № 20, Школа № 23, Школа № 33 и ещё 6.",
    "Между районами — 11 из 27 связей.",
  ]

  private static func findings(_ map: NetworkMap) throws -> (scene: MapScene, findings: [String]) {
    let scene = try Drawing.inProcess(map).scene
    let check = SceneCheck(scene, of: map)
    return (scene, check.findings.map { "\($0)" } + GeographySamples.faults(in: scene, of: map))
  }

  @Test(arguments: [NetworkMap.Paper.slide, .a4, .a3, .a0]) func sampleIsClean(_ paper: NetworkMap.Paper) throws {
    for edition in Edition.allCases {
      var map = try GeographyMap(AssociationSamples.samara(), paper: paper, edition: edition).map
      map.caption = Self.sentences
      let (scene, findings) = try Self.findings(map)
      #expect(findings == [], "\(edition)")
      #expect(scene.size == paper.size)
      if paper == .slide { #expect(SceneCheck.crossings(scene).isEmpty) }
      // The caption is whole, and beside the city rather than under it.
      let caption = try #require(scene.furniture.first { $0.role == .caption })
      let words = caption.texts.map(\.text).joined(separator: " ")
      #expect(words == Self.sentences.joined(separator: " "))
      #expect((caption.frame?.x ?? 0) > scene.mapArea.maxX)
    }
  }

  /// Names lie wholly on a ground or wholly off it, and no tie runs through one.
  @Test func namesOnTheSlideAreClear() throws {
    for edition in Edition.allCases {
      let map = try GeographyMap(AssociationSamples.samara(), edition: edition).map
      let scene = try Drawing.inProcess(map).scene
      let edges = scene.grounds.filter { $0.className == "ground district" }.map { Bezier.flatten($0.points) }
      let lines = scene.links.map { Bezier.flatten($0.path.points) }
      for name in scene.grounds.flatMap(\.texts) {
        for line in edges + lines {
          #expect(!zip(line, line.dropFirst()).contains { name.frame.meets($0, $1) }, "«\(name.text)»")
        }
        for ground in scene.grounds {
          #expect(name.color.contrast(with: ground.fill) >= 4.5 || ground.id == "inset-arrow")
        }
      }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func generatedCitiesAreClean(_ seed: UInt64) throws {
    let edition: Edition = seed.isMultiple(of: 2) ? .working : .public
    let map = GeographyMap(CityMaps.city(seed: seed), edition: edition).map
    #expect(try Self.findings(map).findings == [])
  }

  @Test func rolesLookAsOnOtherMaps() {
    for style in NetworkMap.NodeStyle.allCases {
      let (here, there) = (MapTheme.place(of: style), MapTheme.look(of: style))
      #expect(here.outline == there.outline && here.fill == there.fill && here.stroke == there.stroke)
      #expect(here.dash == there.dash && here.text == there.text)
    }
  }

  // MARK: The inset

  /// Thirty schools around a centre, and `count` more around a second one.
  private static func twoTowns(_ count: Int, north: Double, east: Double) -> Network {
    let near = GeographySamples.spread(11, degrees: 0.05)
    var network = GeographySamples.city(schools: 30 + count, seed: 11) { index in
      guard index >= 30, let place = near(index) else { return near(index) }
      return Coordinates(latitude: place.latitude + north, longitude: place.longitude + east)
    }
    for index in network.schools.indices where index >= 30 {
      network.schools[index].district = network.districts.last?.id
    }
    for index in network.schools.indices.prefix(30) where network.schools[index].district == network.districts.last?.id
    {
      network.schools[index].district = network.districts.first?.id
    }
    return network
  }

  @Test func partThatLiesApartStandsInAnInset() throws {
    for (north, east, wind) in [(0.3, 0.0, "северу"), (0.0, -0.6, "западу"), (-0.3, 0.5, "юго-востоку")] {
      let network = Self.twoTowns(8, north: north, east: east)
      let map = GeographySamples.map(network)
      let (scene, findings) = try Self.findings(map)
      #expect(findings == [], "\(wind)")
      let inset = try #require(scene.grounds.first { $0.id == "inset" })
      let frame = try #require(Rect(around: inset.points))
      let within = scene.nodes.filter { frame.contains($0.shape.frame) }.map(\.id)
      #expect(Set(within) == Set(network.schools.dropFirst(30).map { "school-\($0.id)" }))
      #expect(scene.nodes.filter { frame.overlaps($0.shape.frame) }.count == within.count)
      // The distance of the middles, by the formula of the sphere.
      func middle(_ schools: ArraySlice<School>) throws -> Coordinates {
        let places = schools.compactMap(\.location)
        let count = Double(places.count)
        return try #require(
          Coordinates(
            latitude: places.map(\.latitude).reduce(0, +) / count,
            longitude: places.map(\.longitude).reduce(0, +) / count))
      }
      let truth = try middle(network.schools[30...]).distanceKm(to: middle(network.schools[..<30]))
      let words = inset.texts.map(\.text).joined(separator: " ").replacing("\u{A0}", with: " ")
      let told = try #require(words.split(separator: " ").compactMap { Int($0) }.first)
      #expect(abs(Double(told) - truth) <= 1, "\(words)")
      #expect(words.contains(" км к \(wind) "))
    }
  }

  @Test func cityInOnePieceHasNoInset() throws {
    for seed: UInt64 in 1...3 {
      let network = GeographySamples.city(schools: 60, seed: seed, place: GeographySamples.spread(seed))
      let scene = try Drawing.inProcess(GeographySamples.map(network)).scene
      #expect(!scene.grounds.contains { $0.id == "inset" })
    }
    // Half of a city is no part of it.
    let halves = try Drawing.inProcess(GeographySamples.map(Self.twoTowns(30, north: 0.3, east: 0))).scene
    #expect(!halves.grounds.contains { $0.id == "inset" })
  }

  // MARK: Hard coordinates

  @Test func hardCoordinatesAreClean() throws {
    let city = GeographySamples.spread(8)
    let far = Coordinates(latitude: 62.2, longitude: 50.2)
    let hard: [(name: String, place: (Int) -> Coordinates?)] = [
      ("one point", { _ in Coordinates(latitude: 53.2, longitude: 50.2) }),
      ("two points", { Coordinates(latitude: 53.2 + Double($0 % 2) * 0.1, longitude: 50.2) }),
      ("two points, one school", { Coordinates(latitude: $0 == 0 ? 53.9 : 53.2, longitude: 50.2) }),
      ("a parallel", { Coordinates(latitude: 53.2, longitude: 50.2 + Double($0) * 0.01) }),
      ("a meridian", { Coordinates(latitude: 53.2 + Double($0) * 0.01, longitude: 50.2) }),
      ("1000 km away", { $0 == 7 ? far : city($0) }),
      (
        "the date line",
        { index in
          city(index).flatMap { place in
            let east = place.longitude + 129.8
            return Coordinates(latitude: place.latitude, longitude: east > 180 ? east - 360 : east)
          }
        }
      ),
      ("nowhere", { _ in nil }), ("one somewhere", { $0 == 3 ? city(3) : nil }),
    ]
    for (name, place) in hard {
      for paper in [NetworkMap.Paper.slide, .a4] {
        let map = GeographySamples.map(
          GeographySamples.city(schools: 30, ties: 12, seed: 8, place: place), paper: paper)
        let (scene, findings) = try Self.findings(map)
        #expect(findings == [], "\(name) on \(paper)")
        #expect(scene.nodes.count == 30)
        if name == "1000 km away" {
          let tray = try #require(scene.grounds.first { $0.className == "ground tray" })
          #expect(tray.fullName.hasPrefix("За пределами карты: 9") || tray.fullName.hasPrefix("За пределами карты: 10"))
          #expect(tray.fullName.hasSuffix(" к северу"))
        }
        if name == "the date line" { #expect(!scene.grounds.contains { $0.className == "ground tray" }) }
      }
    }
  }
}
