import Foundation
import FoundationXML
import MapTrials
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Whatever the names hold, an SVG holds drawing and nothing else.
@Suite struct SVGSafetyTests {
  static let elements: Set<String> = [
    "svg", "title", "desc", "g", "rect", "ellipse", "polygon", "polyline", "path", "text",
  ]
  static let attributes: Set<String> = [
    "xmlns", "width", "height", "viewBox", "role", "lang", "aria-labelledby", "font-family", "id", "class", "data-tail",
    "data-head", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "x", "y", "rx", "ry", "cx",
    "cy", "points", "d", "font-size", "font-weight", "text-anchor", "transform", "fill-opacity",
  ]

  /// All attributes of all elements, as Foundation's parser reads them.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: Set<String> = []
    var values: [String: Set<String>] = [:]
    var ids: [String] = []
    var roots: [[String: String]] = []
    var titles = 0
    var groups = 0

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes list: [String: String]
    ) {
      elements.insert(name)
      for (key, value) in list { values[key, default: []].insert(value) }
      if let id = list["id"] { ids.append(id) }
      if name == "svg" { roots.append(list) }
      if name == "title" { titles += 1 }
      if name == "g", list["id"] != nil { groups += 1 }
    }
  }

  static func faults(_ svg: String) -> [String] {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    guard parser.parse() else { return ["not well-formed"] }
    var faults = reader.elements.subtracting(Self.elements).map { "element \($0)" }
    faults += Set(reader.values.keys).subtracting(attributes).map { "attribute \($0)" }
    // Foreign text may stand in these alone, and there it is a name.
    for (key, values) in reader.values where !["id", "class", "data-tail", "data-head"].contains(key) {
      for value in values where value.contains(":") || value.contains("(") {
        let isMove = key == "transform" && value.wholeMatch(of: /translate\([-0-9. ]+\)/) != nil
        if key != "xmlns", !isMove { faults.append("\(key)=\(value)") }
      }
    }
    if reader.values["xmlns"] != ["http://www.w3.org/2000/svg"] { faults.append("another namespace") }
    if reader.roots.count != 1 || reader.roots.first?["role"] != "img" { faults.append("no role") }
    if reader.roots.first?["aria-labelledby"] != "map-title map-desc" { faults.append("no label") }
    if reader.ids.count != Set(reader.ids).count { faults.append("two elements of one id") }
    // Each part that has an id has a title, and so has the map.
    if reader.titles != reader.groups + 1 { faults.append("\(reader.titles) titles of \(reader.groups) parts") }
    return faults
  }

  static func arranged(_ map: NetworkMap) -> [NetworkMap.Arrangement] {
    guard let first = map.nodes.first else { return [.network, .hubs, .places, .ellipse] }
    let half = map.nodes.count / 2
    let panels = [map.nodes[..<half], map.nodes[half...]].enumerated().map { index, nodes in
      NetworkMap.Panel(
        id: "panel-\(index)", title: first.label, details: [first.fullName, map.title], fullName: map.subtitle,
        subject: index, isLeftOut: index == 1, nodes: nodes.map(\.id))
    }
    return [.network, .rings(centre: first.id), .hubs, .panels(panels), .groups(panels), .places, .ellipse]
  }

  @Test(arguments: 0..<3) func hostileNamesStayText(_ seed: Int) throws {
    let hostile = Hostile.map(nodes: 3 + seed * 3, seed: UInt64(seed) + 40)
    for arrangement in Self.arranged(hostile) {
      var map = hostile
      map.arrangement = arrangement
      // Panels have no lines.
      if case .panels = arrangement { map.edges = [] }
      let files = try Drawing.inProcess(map, formats: [.svg]).files
      #expect(Self.faults(String(decoding: files[.svg] ?? [], as: UTF8.self)) == [])
    }
  }

  /// Beyond what composers let through: every text of a scene is hostile, ids and classes as well.
  @Test(arguments: 0..<8) func hostileScenesStayText(_ seed: Int) throws {
    let scene = Self.poisoned(
      try Drawing.inProcess(MentorMap(SampleNetworks.small().asOf("2020-11-30"), edition: .working).map).scene, seed)
    #expect(Self.faults(SVGWriter.write(scene)) == [])
  }

  static func poisoned(_ scene: MapScene, _ seed: Int) -> MapScene {
    var scene = scene
    var generator = SeededGenerator(seed: UInt64(seed))
    let names = HostileNetworkTests.names
    func poison() -> String { names[Int(generator.next() % UInt64(names.count))] }
    scene.title = poison()
    scene.summary = poison()
    scene.caption = [poison(), poison()]
    scene.day = poison()
    for index in scene.nodes.indices {
      scene.nodes[index].id = "\(index)" + poison()
      scene.nodes[index].className = poison()
      scene.nodes[index].fullName = poison()
      for line in scene.nodes[index].texts.indices { scene.nodes[index].texts[line].text = poison() }
    }
    for index in scene.links.indices {
      scene.links[index].id = "link-\(index)" + poison()
      scene.links[index].className = poison()
      scene.links[index].fullName = poison()
      scene.links[index].tail = poison()
      for line in scene.links[index].texts.indices { scene.links[index].texts[line].text = poison() }
    }
    for index in scene.grounds.indices {
      scene.grounds[index].id = "ground-\(index)" + poison()
      scene.grounds[index].className = poison()
      scene.grounds[index].fullName = poison()
      for line in scene.grounds[index].texts.indices { scene.grounds[index].texts[line].text = poison() }
    }
    for index in scene.panels.indices {
      scene.panels[index].id = "panel-\(index)" + poison()
      scene.panels[index].className = poison()
      scene.panels[index].fullName = poison()
      for line in scene.panels[index].texts.indices { scene.panels[index].texts[line].text = poison() }
    }
    for group in scene.furniture.indices {
      for line in scene.furniture[group].texts.indices { scene.furniture[group].texts[line].text = poison() }
    }
    return scene
  }
}
