import Foundation
import MapTrials
import SvyazGraph
import SvyazOffice
import SvyazOfficeTestSupport
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Every kind of map of a network whose names are all hostile: each format stays what it is, and holds no more.
@Suite struct HostileNetworkTests {
  static let names =
    Hostile.labels + [
      "javascript:alert(1)", #"x" xlink:href="https://example.org/a.svg"#, "<image href='data:image/svg+xml,x'/>",
      "url(#a)", "</text></svg><script>1</script>", "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", "<?xml version='2'?>",
      "\u{2066}\u{202E}школа\u{2069}", "</a:t></a:r><a:hlinkClick r:id='rId1'/>", "{\"a\":1}</script>", "--><!--",
      "%00",
    ]

  private static func network(_ seed: UInt64) -> Network {
    var network = SampleNetworks.small()
    var generator = SeededGenerator(seed: seed)
    // Each name comes before any comes again.
    var rest: [String] = []
    func name() -> String {
      if rest.isEmpty { rest = names.shuffled(using: &generator) }
      return rest.popLast() ?? ""
    }
    network.name = name()
    for index in network.schools.indices {
      network.schools[index].name = name()
      network.schools[index].shortName = generator.next() % 4 == 0 ? nil : name()
      network.schools[index].kind = name()
      network.schools[index].address = name()
      if index % 3 == 0 { network.schools[index].number = nil }
      // The last has no place.
      guard index + 1 < network.schools.count else { continue }
      network.schools[index].location = Coordinates(
        latitude: 53.2 + Double(index % 3) * 0.02, longitude: 50.1 + Double(index) * 0.01)
    }
    for index in network.districts.indices { network.districts[index].name = name() }
    for index in network.subjects.indices { network.subjects[index].name = name() }
    for index in network.associations.indices { network.associations[index].name = name() }
    for index in network.events.indices { network.events[index].title = name() }
    // A tie that has ended, for the map of changes.
    if let last = network.partnerships.indices.last {
      network.partnerships[last].interval = DayInterval(from: "2020-10-01", to: "2020-11-01")
    }
    return network
  }

  private static func maps(_ network: Network) throws -> [(String, NetworkMap)] {
    let snapshot = network.asOf("2020-11-30")
    var maps: [(String, NetworkMap)] = []
    for edition in Edition.allCases {
      maps += [
        ("mentors", MentorMap(snapshot, edition: edition).map),
        ("mentors by district", MentorMap(snapshot, design: .districts, edition: edition).map),
        ("districts", try DistrictMap(snapshot, edition: edition).map),
        ("districts of a subject", try DistrictMap(snapshot, subject: "s1", edition: edition).map),
        ("school", try SchoolMap(snapshot, school: "5", edition: edition).map),
        ("geography", GeographyMap(snapshot, edition: edition).map),
        ("overview", OverviewMap(snapshot, paper: .slide, edition: edition).map),
        ("changes", ChangeMap(network, from: "2020-09-30", to: "2020-11-30", edition: edition).map),
      ]
      for design in AssociationMap.Design.allCases {
        maps.append(("associations \(design)", try AssociationMap(snapshot, design: design, edition: edition).map))
      }
    }
    return maps
  }

  @Test(arguments: 0..<3) func everyFormatStaysWhatItIs(_ seed: Int) throws {
    for (name, map) in try Self.maps(Self.network(UInt64(seed) + 800)) {
      let (scene, files) = try Drawing.inProcess(map, formats: [.svg, .json, .pptx])
      #expect(SVGSafetyTests.faults(String(decoding: files[.svg] ?? [], as: UTF8.self)) == [], "\(name)")
      let json = try #require(JSONSerialization.jsonObject(with: Data(files[.json] ?? [])) as? [String: Any])
      #expect((json["nodes"] as? [Any])?.count == scene.nodes.count, "\(name)")
      #expect(files[.json]?.contains(UInt8(ascii: "<")) == false, "\(name)")
      try Self.checkSlide(files[.pptx] ?? [], name)
    }
  }

  /// Beyond what composers let through: every text of every part of a scene is hostile.
  @Test(arguments: 0..<4) func poisonedScenesOfEveryKind(_ seed: Int) throws {
    for (name, map) in try Self.maps(SampleNetworks.small()) {
      let scene = SVGSafetyTests.poisoned(try Drawing.inProcess(map, formats: []).scene, seed)
      #expect(SVGSafetyTests.faults(SVGWriter.write(scene)) == [], "\(name)")
      let json = try #require(
        JSONSerialization.jsonObject(with: Data(SceneJSON.write(scene).utf8)) as? [String: Any])
      #expect((json["links"] as? [[String: Any]])?.compactMap { $0["name"] as? String } == scene.links.map(\.fullName))
      try Self.checkSlide(SceneSlide(scene).presentation.bytes(), name)
    }
  }

  /// Each part is XML with its elements in order, and nothing is asked for outside the file.
  private static func checkSlide(_ bytes: [UInt8], _ name: String) throws {
    let file = try #require(OfficeFile(bytes))
    #expect(file.problems == [], "\(name)")
    for part in file.names {
      let tree = try #require(file.tree(part), "\(name): \(part)")
      #expect(tree.all("Relationship").allSatisfy { $0.attributes["TargetMode"] == nil }, "\(name): \(part)")
      for element in ["a:hlinkClick", "a:hlinkHover", "p:pic", "p:oleObj", "p:control", "a:blip"] {
        #expect(tree.all(element).isEmpty, "\(name): \(element)")
      }
    }
  }
}
