import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Maps whose nodes stand in frames.
@Suite struct GroupSceneTests {
  private static func districts(_ network: Network, edition: Edition = .working) -> NetworkMap {
    MentorMap(network.asOf(network.asOf), design: .districts, edition: edition).map
  }

  @Test func sampleByDistrictsIsASlideWithoutFaults() throws {
    let network = try AssociationSamples.samara().network
    for edition in Edition.allCases {
      let map = Self.districts(network, edition: edition)
      let scene = try Drawing.inProcess(map).scene
      #expect(SceneTests.faults(in: scene, of: map) == [])
      #expect(SceneTests.passings(in: scene) == [])
      #expect(scene.size == MapScene.slide)
      if edition == .working { try Self.checkRows(scene, of: map) }
      // No line through the title of a frame.
      for link in scene.links {
        let line = Bezier.flatten(link.path.points)
        for text in scene.panels.flatMap(\.texts) {
          #expect(
            !zip(line, line.dropFirst()).contains { text.frame.meets($0, $1) }, "\(link.fullName): «\(text.text)»")
        }
      }
    }
  }

  /// In each frame the mentors stand over their mentees.
  private static func checkRows(_ scene: MapScene, of map: NetworkMap) throws {
    guard case .groups(let groups) = map.arrangement else { return #expect(Bool(false), "no groups") }
    for group in groups {
      let inside = scene.nodes.filter { group.nodes.contains($0.id) }
      let mentors = inside.filter { $0.className.contains("mentor") }.map(\.shape.frame.centre.y).max() ?? 0
      let others = inside.filter { $0.className.contains("low-result") }.map(\.shape.frame.centre.y).min() ?? 1e9
      #expect(mentors < others, "\(group.title)")
    }
  }

  @Test func everySizeHasItsPage() throws {
    for (seed, size) in [(1, 2), (2, 14), (3, 30)] as [(UInt64, Int)] {
      let network = SampleNetworks.mentoring(lowResult: size, mentors: size, ties: size * 2, seed: seed)
      let map = Self.districts(network)
      let scene = try Drawing.inProcess(map).scene
      #expect(SceneTests.faults(in: scene, of: map) == [], "\(size)")
      #expect(scene.size == MapScene.slide, "\(size)")
    }
  }

  @Test func equalMapsComeOutEqual() throws {
    let map = Self.districts(SampleNetworks.mentoring(lowResult: 8, mentors: 6, ties: 14))
    #expect(try Drawing.inProcess(map).files == Drawing.inProcess(map).files)
  }

  @Test func groupsOfAllKindsAreDrawn() throws {
    let nodes = (0..<5).map { NetworkMap.Node(id: "n\($0)", label: "Школа № \($0)", fullName: "", style: .other) }
    func panel(_ id: String, _ title: String, _ nodes: [String]) -> NetworkMap.Panel {
      .init(id: id, title: title, fullName: title, nodes: nodes)
    }
    let long = "Район с названием, которое длиннее всякой рамки и занимает несколько строк, а то и больше"
    for groups in [
      [panel("g", long, nodes.map(\.id))],
      [panel("a", "", []), panel("b", "Пустой", []), panel("c", "в", nodes.map(\.id))],
      nodes.map { panel("g-\($0.id)", $0.label, [$0.id]) },
    ] {
      let map = NetworkMap(
        arrangement: .groups(groups), title: "Рамки", source: "", edition: .working, nodes: nodes,
        edges: [
          .init(tail: "n0", head: "n1", style: .wholeSchool), .init(tail: "n2", head: "n2", style: .wholeSchool),
        ])
      let scene = try Drawing.inProcess(map).scene
      #expect(SceneTests.faults(in: scene, of: map) == [])
    }
  }

  @Test func inconsistentGroupsAreRefused() {
    let nodes = ["a", "b"].map { NetworkMap.Node(id: $0, label: $0, fullName: $0, style: .other) }
    func compose(_ groups: [NetworkMap.Panel]) throws -> MapScene {
      let map = NetworkMap(arrangement: .groups(groups), title: "", source: "", edition: .working, nodes: nodes)
      return try Drawing.inProcess(map).scene
    }
    let one = NetworkMap.Panel(id: "g", title: "", fullName: "", nodes: ["a"])
    let both = NetworkMap.Panel(id: "h", title: "", fullName: "", nodes: ["a", "b"])
    #expect(throws: MapError.inconsistent(detail: "узел «b» вне групп")) { try compose([one]) }
    #expect(throws: MapError.inconsistent(detail: "узел «a» группы неизвестен или повторяется")) {
      try compose([one, both])
    }
    #expect(throws: MapError.inconsistent(detail: "группа «h» повторяется")) { try compose([both, both]) }
  }
}
