import CGraphvizShim
import MapTrials
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// The geometry of maps of associations.
@Suite struct PanelSceneTests {
  @Test func sampleNeedsNoRetouching() throws {
    let snapshot = try AssociationSamples.samara()
    for edition in Edition.allCases {
      for subject: SubjectID? in [nil, "mathematics", "russian"] {
        let map = try AssociationMap(snapshot, subject: subject, edition: edition).map
        let scene = try Drawing.inProcess(map).scene
        #expect(SceneTests.faults(in: scene, of: map) == [])
        #expect(scene.size == MapScene.slide)
        #expect(scene.smallestLabelPoints >= 8)
        // Nothing is cut, and no name is lost.
        #expect(!(scene.nodes.flatMap(\.texts) + scene.panels.flatMap(\.texts)).contains { $0.text.contains("…") })
      }
    }
  }

  @Test func hubsOfTheSampleFitA3() async throws {
    let map = try AssociationMap(AssociationSamples.samara(), design: .hubs, edition: .working).map
    let renderer = Drawing.renderer(deadline: .seconds(120))
    let drawn = try await renderer.render(map, formats: [.svg])
    await renderer.shutdown()
    #expect(!drawn.isPoster)
    #expect(drawn.smallestLabelPoints >= 8)
    #expect(drawn.edgeCount == map.edges.count)
    #expect(SceneTests.faults(in: drawn.scene, of: map) == [])
    #expect(SceneTests.passings(in: drawn.scene) == [])
  }

  @Test(arguments: [7, 8, 9] as [UInt64]) func generatedCitiesHaveNoFaults(_ seed: UInt64) throws {
    let snapshot = AssociationSamples.generated(schools: 200, seed: seed)
    let map = try AssociationMap(snapshot, subject: "mathematics", edition: .working).map
    let scene = try Drawing.inProcess(map).scene
    #expect(SceneTests.faults(in: scene, of: map) == [])
    #expect(scene.size == MapScene.slide)
    #expect(map.nodes.count > 60)
  }

  @Test func twentyGroupsMakeALargerPage() throws {
    let map = try AssociationMap(AssociationSamples.generated(schools: 200, seed: 7), edition: .working).map
    let scene = try Drawing.inProcess(map).scene
    #expect(SceneTests.faults(in: scene, of: map) == [])
    #expect(scene.size.width > MapScene.slide.width)
  }

  @Test(arguments: [1, 2, 3, 5, 8, 12, 30]) func anyNumberOfGroupsIsDrawn(_ groups: Int) throws {
    for (seed, subjects) in [(1, 1), (2, 2), (3, 6)] as [(UInt64, Int)] where groups <= 12 || subjects == 1 {
      let (snapshot, associations) = AssociationSamples.plan(groups: groups, subjects: subjects, seed: seed)
      let outside = snapshot.network.schools.suffix(Int(seed) * 4 - 4).map(\.id)
      let map = try AssociationMap(
        snapshot, associations: associations, leftOut: ["s1": outside], isProposed: true, edition: .working
      ).map
      let scene = try Drawing.inProcess(map).scene
      #expect(SceneTests.faults(in: scene, of: map) == [], "\(groups) groups, \(subjects) subjects")
      #expect(scene.nodes.count == associations.reduce(outside.count) { $0 + $1.members.count })
      if groups == 1 { #expect(scene.size == MapScene.slide) }
    }
  }

  @Test func groupsOfAnySizeAreDrawn() throws {
    for seed: UInt64 in 0..<12 {
      let sizes = [1...1, 1...40, 2...6, 60...90][Int(seed % 4)]
      let (snapshot, associations) = AssociationSamples.plan(groups: 1 + Int(seed) / 2, sizes: sizes, seed: seed)
      let map = try AssociationMap(snapshot, associations: associations, edition: .working).map
      let scene = try Drawing.inProcess(map).scene
      #expect(SceneTests.faults(in: scene, of: map) == [], "seed \(seed)")
    }
  }

  @Test func associationWithoutMembersIsAPanel() throws {
    let (snapshot, _) = AssociationSamples.plan(groups: 1, seed: 1)
    let map = try AssociationMap(
      snapshot, associations: [DrawnAssociation(subject: "s1", base: "70", members: [])], edition: .working
    ).map
    let scene = try Drawing.inProcess(map).scene
    #expect(SceneTests.faults(in: scene, of: map) == [])
    #expect(scene.panels.count == 1)
    let hubs = try AssociationMap(
      snapshot, associations: [DrawnAssociation(subject: "s1", base: "70", members: [])], design: .hubs,
      edition: .working
    ).map
    #expect(try SceneTests.faults(in: Drawing.inProcess(hubs).scene, of: hubs) == [])
  }

  /// Names of schools, districts, subjects and associations that nobody would give.
  @Test func hostileNamesStayInTheirCells() throws {
    for seed: UInt64 in 0..<10 {
      var generator = SeededGenerator(seed: seed)
      func label() -> String { Hostile.labels[Int(generator.next() % UInt64(Hostile.labels.count))] }
      var (snapshot, associations) = AssociationSamples.plan(groups: 4, sizes: 1...9, subjects: 2, seed: seed)
      var network = snapshot.network
      for index in network.schools.indices { network.schools[index].shortName = label() }
      for index in network.districts.indices { network.districts[index].name = label() }
      for index in network.subjects.indices { network.subjects[index].name = label() }
      network.name = label()
      snapshot = network.asOf(snapshot.day)
      for index in associations.indices { associations[index].title = label() }
      associations.append(DrawnAssociation(subject: "no-such", base: "no-such", members: []))
      for design in AssociationMap.Design.allCases where design == .slide || seed < 2 {
        let map = try AssociationMap(
          snapshot, associations: associations, leftOut: ["s1": ["1", "999"], "gone": ["2"]], design: design,
          isProposed: seed % 2 == 0, edition: .working
        ).map
        let (scene, files) = try Drawing.inProcess(map, formats: [.svg, .dot])
        #expect(SceneTests.faults(in: scene, of: map) == [], "seed \(seed), \(design)")
        let reader = SVGReader(files[.svg] ?? [])
        #expect(reader.isWellFormed)
        #expect(reader.nodeIDs == map.nodes.map(\.id))
        #expect(!reader.elements.contains("script") && !reader.elements.contains("b"))
        let dot = String(decoding: files[.dot] ?? [], as: UTF8.self)
        #expect(Drawing.withLibrary { Int(svyaz_dot_node_count(dot)) } == map.nodes.count)
      }
    }
  }

  @Test func goldensOfBothDesigns() throws {
    let slide = try Drawing.inProcess(AssociationMapTests.plan(), formats: [.svg, .dot]).files
    #expect(Golden.difference(slide[.svg] ?? [], name: "associations.svg") == nil)
    #expect(Golden.difference(slide[.dot] ?? [], name: "associations.dot") == nil)
    let hubs = try Drawing.inProcess(AssociationMapTests.plan(design: .hubs), formats: [.svg]).files
    #expect(Golden.difference(hubs[.svg] ?? [], name: "associations-hubs.svg") == nil)
  }

  @Test func theWorkerDrawsTheSameBytes() async throws {
    let map = try AssociationMapTests.plan()
    let renderer = Drawing.renderer()
    let files = try await renderer.render(map, formats: Set(MapFormat.allCases)).files
    await renderer.shutdown()
    #expect(try Drawing.inProcess(map, formats: MapFormat.allCases).files == files)
  }

  @Test func inconsistentPanelsAreRefused() throws {
    func node(_ id: String) -> NetworkMap.Node { .init(id: id, label: id, fullName: id, style: .member) }
    func panel(_ id: String, _ nodes: [String]) -> NetworkMap.Panel {
      .init(id: id, title: id, fullName: id, nodes: nodes)
    }
    func map(_ panels: [NetworkMap.Panel], edges: [NetworkMap.Edge] = []) -> NetworkMap {
      NetworkMap(
        arrangement: .panels(panels), title: "", source: "", edition: .working, nodes: [node("a"), node("b")],
        edges: edges)
    }
    #expect(throws: MapError.inconsistent(detail: "узел «b» вне панелей")) {
      try Drawing.inProcess(map([panel("p", ["a"])]))
    }
    #expect(throws: MapError.inconsistent(detail: "узел «a» панели неизвестен или повторяется")) {
      try Drawing.inProcess(map([panel("p", ["a", "b"]), panel("q", ["a"])]))
    }
    #expect(throws: MapError.inconsistent(detail: "узел «c» панели неизвестен или повторяется")) {
      try Drawing.inProcess(map([panel("p", ["a", "b", "c"])]))
    }
    #expect(throws: MapError.inconsistent(detail: "панель «a» повторяется")) {
      try Drawing.inProcess(map([panel("a", ["a", "b"])]))
    }
    #expect(throws: MapError.inconsistent(detail: "у карты из панелей есть связи")) {
      try Drawing.inProcess(map([panel("p", ["a", "b"])], edges: [.init(tail: "a", head: "b", style: .event)]))
    }
    #expect(try Drawing.inProcess(map([panel("p", ["a", "b"])])).scene.nodes.count == 2)
  }

  @Test func theCheckerSeesFaultsOfPanels() throws {
    let map = try AssociationMapTests.plan()
    var scene = try Drawing.inProcess(map).scene
    scene.panels[0].shape.frame.width += 400
    scene.panels[1].texts[0].position.y += 60
    scene.panels[2].texts[0].size = 7
    scene.nodes[0].shape.frame.y += 300
    let faults = SceneTests.faults(in: scene, of: map).joined(separator: "; ")
    for part in ["overlaps", "touches", "7.0 pt", "is not where it belongs"] {
      #expect(faults.contains(part), "\(part)")
    }
    scene.panels.removeLast()
    #expect(SceneTests.faults(in: scene, of: map).contains("panels are missing"))
  }
}
