import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// The geometry of finished scenes: what a reader would call a fault.
@Suite struct SceneTests {
  /// Faults of a scene in words; empty for a good one.
  static func faults(in scene: MapScene, of map: NetworkMap) -> [String] {
    var faults: [String] = []
    let page = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
    let form = map.paper.size.width / map.paper.size.height
    if abs(scene.size.width / scene.size.height - form) > 0.001 { faults.append("the page has another form") }
    let least = map.paper == .slide ? 8.0 : 6.0
    if scene.nodes.map(\.id) != map.nodes.map(\.id) { faults.append("nodes are missing") }
    if scene.links.count != map.edges.count { faults.append("links are missing") }
    for (index, node) in scene.nodes.enumerated() {
      let frame = node.shape.frame
      if !scene.mapArea.inset(by: -0.01).contains(frame) { faults.append("\(node.id) leaves the map's area") }
      for other in scene.nodes[(index + 1)...] where frame.overlaps(other.shape.frame) {
        faults.append("\(node.id) overlaps \(other.id)")
      }
      for text in node.texts {
        if text.size < least { faults.append("\(node.id): text of \(text.size) pt") }
        let box = text.frame
        for corner in [
          Point(x: box.x, y: box.y), Point(x: box.maxX, y: box.y), Point(x: box.x, y: box.maxY),
          Point(x: box.maxX, y: box.maxY),
        ] where !Outline.contains(corner, node.shape.outline, frame) {
          faults.append("\(node.id): «\(text.text)» leaves its outline")
        }
      }
    }
    faults += panelFaults(in: scene, of: map)
    for group in scene.furniture {
      guard let frame = group.frame else { continue }
      if !page.contains(frame) { faults.append("\(group.role) leaves the page") }
      if frame.overlaps(scene.mapArea) { faults.append("\(group.role) touches the map") }
      for text in group.texts where text.size < least { faults.append("\(group.role): text of \(text.size) pt") }
    }
    for (index, group) in scene.furniture.enumerated() {
      for other in scene.furniture[(index + 1)...] {
        if let one = group.frame, let two = other.frame, one.overlaps(two) {
          faults.append("\(group.role) touches \(other.role)")
        }
      }
    }
    for link in scene.links {
      for point in Bezier.flatten(link.path.points)
      where !page.inset(by: -1).contains(Rect(x: point.x, y: point.y, width: 0, height: 0)) {
        faults.append("\(link.id) leaves the page")
        break
      }
    }
    return faults
  }

  /// What is wrong with panels: each must hold its title and its own nodes, and no others.
  static func panelFaults(in scene: MapScene, of map: NetworkMap) -> [String] {
    let panels: [NetworkMap.Panel] =
      switch map.arrangement {
      case .panels(let panels), .groups(let panels): panels
      case .network, .rings, .hubs, .places, .ellipse: []
      }
    var faults: [String] = []
    if Set(scene.panels.map(\.id)) != Set(panels.map(\.id)) { faults.append("panels are missing") }
    let nodes = Dictionary(scene.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, panel) in scene.panels.enumerated() {
      let frame = panel.shape.frame
      if !scene.mapArea.inset(by: -0.01).contains(frame) { faults.append("\(panel.id) leaves the map's area") }
      for other in scene.panels[(index + 1)...] where frame.overlaps(other.shape.frame) {
        faults.append("\(panel.id) overlaps \(other.id)")
      }
      let own = Set(panels.first { $0.id == panel.id }?.nodes ?? [])
      for (id, node) in nodes {
        if own.contains(id) != frame.contains(node.shape.frame) { faults.append("\(id) is not where it belongs") }
        for text in panel.texts where text.frame.overlaps(node.shape.frame) {
          faults.append("«\(text.text)» touches \(id)")
        }
      }
      for (line, text) in panel.texts.enumerated() {
        if text.size < 8 { faults.append("\(panel.id): text of \(text.size) pt") }
        if !frame.contains(text.frame) { faults.append("«\(text.text)» leaves \(panel.id)") }
        if let mark = panel.mark, mark.frame.overlaps(text.frame) { faults.append("\(panel.id): mark on text") }
        for other in panel.texts[(line + 1)...] where text.frame.inset(by: 0.5).overlaps(other.frame) {
          faults.append("«\(text.text)» touches «\(other.text)»")
        }
      }
    }
    return faults
  }

  /// Links that pass through a node that is none of their ends.
  static func passings(in scene: MapScene) -> [String] {
    scene.links.flatMap { link in
      let line = Bezier.flatten(link.path.points)
      let points = zip(line, line.dropFirst()).flatMap { from, to in
        (0...24).map { from + (to - from) * (Double($0) / 24) }
      }
      return scene.nodes.filter { node in
        let frame = node.shape.frame.inset(by: 0.5)
        return node.id != link.tail && node.id != link.head
          && points.contains { Outline.contains($0, node.shape.outline, frame) }
      }.map { "\(link.fullName) passes through \($0.fullName)" }
    }
  }

  @Test func galleryHasNoFaults() throws {
    for (name, map) in try Gallery.maps() where map.nodes.count <= 40 {
      let scene = try Drawing.inProcess(map).scene
      #expect(Self.faults(in: scene, of: map) == [], "\(name)")
      #expect(Self.passings(in: scene) == [], "\(name)")
      #expect(scene.size == MapScene.slide, "\(name)")
      #expect(scene.smallestLabelPoints >= 8)
    }
  }

  @Test func cityOfThirtyLowResultSchoolsFitsASlide() async throws {
    let renderer = Drawing.renderer()
    for seed: UInt64 in [7, 21] {
      let network = SampleNetworks.mentoring(lowResult: 30, mentors: 40, ties: 60, seed: seed)
      let map = MentorMap(network.asOf("2020-11-30"), edition: .working).map
      let drawn = try await renderer.render(map, formats: [.svg])
      #expect(!drawn.isPoster)
      #expect(drawn.smallestLabelPoints >= 8)
      #expect(drawn.nodeCount == map.nodes.count)
      #expect(drawn.edgeCount == 60)
      #expect(Self.faults(in: drawn.scene, of: map) == [])
      #expect(Self.passings(in: drawn.scene) == [])
    }
    await renderer.shutdown()
  }

  @Test func tooManyNodesForASlideMakeAPoster() async throws {
    let renderer = Drawing.renderer(deadline: .seconds(120))
    let network = SampleNetworks.mentoring(lowResult: 120, mentors: 100, ties: 60)
    let map = MentorMap(network.asOf("2020-11-30"), paper: .a4, edition: .working).map
    let drawn = try await renderer.render(map, formats: [.svg])
    #expect(drawn.isPoster)
    #expect(Self.faults(in: drawn.scene, of: map) == [])
    await renderer.shutdown()
  }

  @Test func theCheckerSeesFaults() throws {
    let map = MentorMap(SampleNetworks.small().asOf("2020-11-30"), edition: .working).map
    var scene = try Drawing.inProcess(map).scene
    scene.nodes[0].shape.frame = scene.nodes[1].shape.frame
    scene.nodes[2].texts[0].position.x += 60
    scene.nodes[3].texts[0].size = 7
    scene.nodes[4].shape.frame.x = -10
    scene.furniture[0].texts[0].position.y += 120
    let faults = Self.faults(in: scene, of: map).joined(separator: "; ")
    for part in ["overlaps", "leaves its outline", "7.0 pt", "leaves the map's area", "touches the map"] {
      #expect(faults.contains(part))
    }
    scene.nodes.removeLast()
    scene.links.removeLast()
    #expect(Self.faults(in: scene, of: map).contains("nodes are missing"))
    #expect(Self.faults(in: scene, of: map).contains("links are missing"))
  }

  @Test func tiesOfOnePairLieSideBySide() throws {
    let nodes = ["a", "b"].map { NetworkMap.Node(id: $0, label: "Школа \($0)", fullName: $0, style: .mentor) }
    let edges = (0..<7).map {
      NetworkMap.Edge(tail: $0 % 2 == 0 ? "a" : "b", head: $0 % 2 == 0 ? "b" : "a", style: .subject($0))
    }
    let map = NetworkMap(title: "Пара", source: "", edition: .working, nodes: nodes, edges: edges)
    let scene = try Drawing.inProcess(map).scene
    #expect(Self.faults(in: scene, of: map) == [])
    let middles = scene.links.compactMap { link -> Point? in
      guard let first = link.path.points.first, let last = link.path.points.last else { return nil }
      return (first + last) * 0.5
    }
    for (index, middle) in middles.enumerated() {
      for other in middles[(index + 1)...] { #expect((middle - other).length > 1.5) }
    }
  }

  @Test func tieWithItselfIsALoop() throws {
    let node = NetworkMap.Node(id: "a", label: "Школа", fullName: "Школа", style: .other)
    let map = NetworkMap(
      title: "Петля", source: "", edition: .working, nodes: [node],
      edges: [.init(tail: "a", head: "a", style: .wholeSchool)])
    let scene = try Drawing.inProcess(map).scene
    #expect(scene.links.count == 1)
    #expect(Self.faults(in: scene, of: map) == [])
  }

  @Test func emptyMapIsAPageWithItsWords() throws {
    let map = NetworkMap(title: "Пусто", notice: "Показывать нечего.", source: "Сеть", edition: .working, nodes: [])
    let (scene, files) = try Drawing.inProcess(map, formats: [.svg, .png, .dot])
    #expect(scene.nodes == [])
    #expect(Self.faults(in: scene, of: map) == [])
    #expect(files[.png]?.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
    #expect(SVGReader(files[.svg] ?? []).words.contains("Показывать нечего."))
  }

  @Test func inconsistentMapsAreRefused() {
    let node = NetworkMap.Node(id: "a", label: "", fullName: "", style: .other)
    let twice = NetworkMap(title: "", source: "", edition: .working, nodes: [node, node])
    #expect(throws: MapError.inconsistent(detail: "узел «a» повторяется")) { try Drawing.inProcess(twice) }
    let loose = NetworkMap(
      title: "", source: "", edition: .working, nodes: [node],
      edges: [.init(tail: "a", head: "b", style: .event)])
    #expect(throws: MapError.inconsistent(detail: "связь с узлом «b», которого нет")) { try Drawing.inProcess(loose) }
  }
}
