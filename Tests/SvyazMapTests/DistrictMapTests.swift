import Foundation
import MapTrials
import SvyazGraph
import SvyazSynthesis
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// The map of ties between districts: its counts against the rows, its geometry, and what the public edition keeps.
@Suite struct DistrictMapTests {
  /// Ten districts, one of them without a school, some schools without a district, ties both ways.
  static func city(ties: Int, seed: UInt64 = 3) -> Network {
    var network = SampleNetworks.mentoring(lowResult: 60, mentors: 60, ties: ties, seed: seed)
    for (index, name) in ["Красноглинский", "Самарский", "Советский", "Пустой"].enumerated() {
      guard let id = DistrictID("d\(index + 7)") else { continue }
      network.districts.append(District(id: id, name: name))
    }
    for index in network.schools.indices {
      network.schools[index].district =
        index % 40 == 0 ? nil : network.districts[(index * 7 + index / 9) % 9].id
    }
    return network
  }

  /// Faults of the scene beyond those of every map: numbers must stand free, and say what the edges say.
  static func faults(in scene: MapScene, of map: NetworkMap) -> [String] {
    var faults = SceneTests.faults(in: scene, of: map)
    for (link, edge) in zip(scene.links, map.edges) {
      guard let ground = link.ground?.frame else {
        if edge.count != nil { faults.append("\(link.id) has no number") }
        continue
      }
      if link.texts.map(\.text) != [edge.count.map(String.init) ?? ""] { faults.append("\(link.id): another number") }
      for text in link.texts where !ground.contains(text.frame) || text.size < (map.paper == .slide ? 8 : 6) {
        faults.append("\(link.id): «\(text.text)» leaves its ground or is small")
      }
      if !scene.mapArea.contains(ground) { faults.append("\(link.id): number outside the map") }
      for other in scene.links where other.id != link.id {
        if let frame = other.ground?.frame, frame.overlaps(ground) { faults.append("\(link.id) on \(other.id)") }
      }
      for node in scene.nodes {
        let centre = node.shape.frame.centre
        let nearest = Point(
          x: min(max(centre.x, ground.x), ground.maxX), y: min(max(centre.y, ground.y), ground.maxY))
        let radius = node.shape.frame.width / 2 + node.shape.strokeWidth / 2
        if (nearest - centre).length <= radius { faults.append("the number of \(link.id) on \(node.id)") }
      }
      // The number stands on its own line.
      let line = Bezier.flatten(link.path.points)
      if !zip(line, line.dropFirst()).contains(where: { ground.meets($0, $1) }) {
        faults.append("the number of \(link.id) is beside its line")
      }
    }
    return faults
  }

  /// Ties of each pair of districts, counted from the rows with no code of the map.
  private static func oracle(_ network: Network, on day: Day, subject: SubjectID? = nil) -> [String: Int] {
    var seen: Set<String> = []
    var counts: [String: Int] = [:]
    for row in network.partnerships where subject == nil || row.subject == subject {
      guard row.status == .agreed || row.status == .active, row.interval.contains(day) else { continue }
      guard seen.insert("\(row.mentor)|\(row.mentee)|\(row.subject?.rawValue ?? "")").inserted else { continue }
      let ends = [row.mentor, row.mentee].map { id in
        network.schools.first { $0.id == id }?.district?.rawValue ?? "-"
      }
      counts[ends.joined(separator: ">"), default: 0] += 1
    }
    return counts
  }

  private static func drawn(_ map: NetworkMap) -> [String: Int] {
    func district(_ id: String) -> String { id == "no-district" ? "-" : String(id.dropFirst("district-".count)) }
    var counts: [String: Int] = [:]
    for edge in map.edges { counts["\(district(edge.tail))>\(district(edge.head))"] = edge.count }
    for node in map.nodes where node.inside ?? 0 > 0 {
      counts["\(district(node.id))>\(district(node.id))"] = node.inside
    }
    return counts
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func countsAgreeWithTheRows(_ seed: UInt64) throws {
    for network in [Self.city(ties: 70, seed: seed), SyntheticNetwork.make(schools: 120, seed: seed)] {
      let snapshot = network.asOf(network.asOf)
      let map = try DistrictMap(snapshot, edition: .working).map
      let counts = Self.oracle(network, on: network.asOf)
      if !network.partnerships.contains(where: { $0.status == .completed || $0.status == .terminated }) {
        #expect(Self.drawn(map) == counts)
      }
      let ties = snapshot.tiesInForce.count
      #expect(map.edges.reduce(0) { $0 + ($1.count ?? 0) } + map.nodes.reduce(0) { $0 + ($1.inside ?? 0) } == ties)
      #expect(map.subtitle.contains("связей: \(ties)"))
      #expect(map.nodes.filter { $0.style == .district }.count == network.districts.count)
      #expect(map.nodes.contains { $0.style == .districtUnknown } == network.schools.contains { $0.district == nil })
    }
  }

  @Test func aSubjectAloneIsCounted() throws {
    var network = Self.city(ties: 60)
    network.partnerships[0].subject = nil
    let map = try DistrictMap(network.asOf(network.asOf), subject: "s2", edition: .working).map
    #expect(Self.drawn(map) == Self.oracle(network, on: network.asOf, subject: "s2"))
    #expect(map.title.contains("математика"))
    #expect(map.subtitle.hasSuffix("сверх того по школе в целом: 1"))
    #expect(throws: MapError.unknownSubject("s9", known: ["s1", "s2"])) {
      try DistrictMap(network.asOf(network.asOf), subject: "s9", edition: .working)
    }
  }

  @Test(arguments: [NetworkMap.Paper.slide, .a4, .a3, .a0]) func scenesHaveNoFaults(_ paper: NetworkMap.Paper) throws {
    for (edition, ties) in [(Edition.working, 70), (.public, 70), (.working, 12), (.working, 0)] {
      let network = Self.city(ties: ties)
      var map = try DistrictMap(network.asOf(network.asOf), edition: edition).map
      map.paper = paper
      let (scene, files) = try Drawing.inProcess(map)
      #expect(Self.faults(in: scene, of: map) == [])
      #expect(SceneTests.passings(in: scene) == [])
      #expect(scene.size == paper.size)
      let svg = SVGReader(files[.svg] ?? [])
      #expect(svg.isWellFormed)
      #expect(svg.linkCount == map.edges.count)
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64]) func generatedCitiesHaveNoFaults(_ seed: UInt64) throws {
    let network = SyntheticNetwork.make(schools: 60 + 30 * Int(seed), seed: seed)
    let map = try DistrictMap(network.asOf(network.asOf), edition: .working).map
    let scene = try Drawing.inProcess(map).scene
    #expect(Self.faults(in: scene, of: map) == [])
    #expect(SceneTests.passings(in: scene) == [])
  }

  @Test(arguments: 0...4) func fewDistrictsAreDrawn(_ count: Int) throws {
    var network = Self.city(ties: 40)
    let kept = Array(network.districts.prefix(count))
    network.districts = kept
    for index in network.schools.indices {
      network.schools[index].district = kept.isEmpty ? nil : kept[index % kept.count].id
    }
    if kept.isEmpty { network.schools = [] }
    if kept.isEmpty { network.partnerships = [] }
    let map = try DistrictMap(network.asOf(network.asOf), edition: .working).map
    #expect(map.nodes.count == count)
    let scene = try Drawing.inProcess(map).scene
    #expect(Self.faults(in: scene, of: map) == [])
  }

  @Test func bothWaysAreDrawnApart() throws {
    let network = Self.city(ties: 70)
    let map = try DistrictMap(network.asOf(network.asOf), edition: .working).map
    let scene = try Drawing.inProcess(map).scene
    var pairs = 0
    for link in scene.links {
      guard let back = scene.links.first(where: { $0.tail == link.head && $0.head == link.tail }) else { continue }
      pairs += 1
      let one = Bezier.middle(of: link.path.points)?.at
      let two = Bezier.middle(of: back.path.points)?.at
      if let one, let two { #expect((one - two).length > 5) }
    }
    #expect(pairs > 4)
  }

  @Test func biggerMeansMore() throws {
    let network = Self.city(ties: 70)
    let map = try DistrictMap(network.asOf(network.asOf), edition: .working).map
    let scene = try Drawing.inProcess(map).scene
    for (left, one) in map.nodes.enumerated() {
      for (right, two) in map.nodes.enumerated() {
        let (a, b) = (scene.nodes[left].shape, scene.nodes[right].shape)
        if one.inside == two.inside, let small = one.weight, let large = two.weight, small < large {
          #expect(a.frame.width < b.frame.width)
        }
        if let small = one.inside, let large = two.inside, small < large { #expect(a.strokeWidth < b.strokeWidth) }
      }
    }
    for (one, a) in zip(map.edges, scene.links) {
      for (two, b) in zip(map.edges, scene.links) {
        if let small = one.count, let large = two.count, small < large { #expect(a.path.width < b.path.width) }
      }
    }
  }

  @Test func thePublicEditionTellsNothing() throws {
    let network = Self.city(ties: 70)
    var turned = network
    for index in turned.partnerships.indices where index % 3 == 0 {
      let row = turned.partnerships[index]
      (turned.partnerships[index].mentor, turned.partnerships[index].mentee) = (row.mentee, row.mentor)
    }
    turned.partnerships.reverse()
    // The same two schools help each other in the same subject: one tie of the public edition.
    var both = turned.partnerships[5]
    both.id = "back"
    (both.mentor, both.mentee) = (both.mentee, both.mentor)
    turned.partnerships.append(both)
    turned.statuses = []
    var files: [[UInt8]] = []
    for hidden in [network, turned] {
      let map = try DistrictMap(hidden.asOf(hidden.asOf), edition: .public).map
      #expect(map.edges.allSatisfy { !$0.isDirected })
      let drawn = try Drawing.inProcess(map, formats: [.svg, .dot]).files
      let text = String(decoding: (drawn[.svg] ?? []) + (drawn[.dot] ?? []), as: UTF8.self)
      for word in ["низки", "наставник", "подопечн", "low-result", "mentor", "→", "кому"] {
        #expect(!text.lowercased().contains(word), "\(word)")
      }
      files.append((drawn[.svg] ?? []) + (drawn[.dot] ?? []))
    }
    #expect(files[0] == files[1])
  }

  @Test func hostileNamesAreDrawn() throws {
    var network = Self.city(ties: 50)
    for start in stride(from: 0, to: Hostile.labels.count, by: 9) {
      for index in network.districts.indices {
        network.districts[index].name = Hostile.labels[(start + index) % Hostile.labels.count]
      }
      network.name = Hostile.labels[start]
      network.subjects[0].name = Hostile.labels[start]
      let map = try DistrictMap(network.asOf(network.asOf), subject: "s1", edition: .working).map
      let (scene, files) = try Drawing.inProcess(map)
      #expect(Self.faults(in: scene, of: map) == [])
      #expect(SVGReader(files[.svg] ?? []).isWellFormed)
    }
  }

  @Test func mapsMadeByHandAreDrawnOrRefused() throws {
    var nodes = (0..<3).map {
      NetworkMap.Node(
        id: "n\($0)", label: "Узел \($0)", fullName: "", style: .district, weight: [.nan, .infinity, -1][$0])
    }
    nodes[0].inside = .max
    nodes[1].inside = -5
    let edges: [NetworkMap.Edge] = [
      .init(tail: "n0", head: "n0", style: .mixing), .init(tail: "n0", head: "n1", style: .mixing, count: .max),
      .init(tail: "n1", head: "n2", style: .subject(0)), .init(tail: "n1", head: "n2", style: .mixing, count: .min),
      .init(tail: "n1", head: "n2", style: .mixing, count: 0),
    ]
    let map = NetworkMap(
      arrangement: .ellipse, title: "", source: "", edition: .working, nodes: nodes, edges: edges)
    #expect(SceneTests.faults(in: try Drawing.inProcess(map).scene, of: map) == [])
    let many = (0..<900).map { NetworkMap.Node(id: "n\($0)", label: "Узел", fullName: "", style: .district) }
    let crowd = NetworkMap(arrangement: .ellipse, title: "", source: "", edition: .working, nodes: many)
    #expect(throws: MapError.tooLarge(nodes: 900, edges: 0)) { try Drawing.inProcess(crowd) }
  }

  @Test func sameInputSameBytes() throws {
    let network = Self.city(ties: 70)
    var shuffled = network
    shuffled.partnerships.reverse()
    shuffled.schools.reverse()
    shuffled.districts.reverse()
    let maps = try [network, network, shuffled].map { try DistrictMap($0.asOf($0.asOf), edition: .working).map }
    let files = try maps.map { try Drawing.inProcess($0).files[.svg] }
    #expect(files[0] == files[1])
    #expect(files[0] == files[2])
  }
}
