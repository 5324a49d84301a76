extension SceneCheck {
  /// What was asked for and is missing, there twice, or another: nodes with their words, edges with their counts,
  /// panels with their figures, grounds and trays of a map of places, and what the page says.
  static func missing(_ scene: MapScene, _ map: NetworkMap) -> [SceneFinding] {
    var findings = differences(asked: map.nodes.map { [$0.id] }, drawn: scene.nodes.map { [$0.id] })
    findings += differences(
      asked: map.edges.map { [$0.tail, $0.head, $0.count.map(String.init) ?? ""] },
      drawn: scene.links.map { [$0.tail, $0.head, $0.texts.map(\.text).joined(separator: " ")] })
    findings += lostWords(scene, map) + lostFurniture(scene, map)
    switch map.arrangement {
    case .panels(let panels), .groups(let panels):
      findings += differences(asked: panels.map { [$0.id] }, drawn: scene.panels.map { [$0.id] })
      findings += lostFigures(scene, of: panels)
    case .places: findings += lostPlaces(scene, map)
    case .network, .rings, .hubs, .ellipse: break
    }
    return findings
  }

  private static func differences(asked: [[String]], drawn: [[String]]) -> [SceneFinding] {
    let wanted = Dictionary(asked.map { ($0, 1) }, uniquingKeysWith: +)
    let there = Dictionary(drawn.map { ($0, 1) }, uniquingKeysWith: +)
    var seen: Set<[String]> = []
    return (asked + drawn).compactMap { key in
      let (want, has) = (wanted[key, default: 0], there[key, default: 0])
      guard want != has, seen.insert(key).inserted else { return nil }
      return SceneFinding(.complete, key.filter { !$0.isEmpty }, amount: Double(has), limit: Double(want))
    }
  }

  // MARK: Words

  /// Labels that are not written, or without a number of theirs; and how many ties are within a node.
  private static func lostWords(_ scene: MapScene, _ map: NetworkMap) -> [SceneFinding] {
    let drawn = Dictionary(scene.nodes.map { ($0.id, $0.texts) }, uniquingKeysWith: { first, _ in first })
    return map.nodes.compactMap { node in
      guard let texts = drawn[node.id] else { return nil }
      let inside = map.arrangement == .ellipse ? node.inside.map(String.init) ?? "" : ""
      return lost(DisplayText.clean(node.label) + " " + inside, from: texts, of: [node.id, node.label])
    }
  }

  private static func lostFigures(_ scene: MapScene, of panels: [NetworkMap.Panel]) -> [SceneFinding] {
    let drawn = Dictionary(scene.panels.map { ($0.id, $0.texts) }, uniquingKeysWith: { first, _ in first })
    return panels.compactMap { panel in
      guard let texts = drawn[panel.id] else { return nil }
      let words = ([panel.title] + panel.details).map { DisplayText.clean($0) }.joined(separator: " ")
      return lost(words, from: texts, of: [panel.id, panel.title])
    }
  }

  /// The title with its figures, the notice and the source.
  private static func lostFurniture(_ scene: MapScene, _ map: NetworkMap) -> [SceneFinding] {
    func texts(_ role: SceneGroup.Role) -> [SceneText] { scene.furniture.filter { $0.role == role }.flatMap(\.texts) }
    let parts: [(SceneGroup.Role, String)] = [
      (.title, DisplayText.clean(map.title) + " " + DisplayText.clean(map.subtitle)),
      (.notice, DisplayText.clean(map.notice ?? "")), (.source, DisplayText.clean(map.source)),
    ]
    return parts.compactMap { role, words in lost(words, from: texts(role), of: [role.rawValue]) }
  }

  /// Words that are not written at all, or some number of theirs is not although nothing says that they were cut.
  private static func lost(_ words: String, from texts: [SceneText], of place: [String]) -> SceneFinding? {
    let written = texts.map(\.text).joined(separator: " ")
    if words.allSatisfy(\.isWhitespace) { return nil }
    guard written.contains(where: { !$0.isWhitespace }) else {
      return SceneFinding(.complete, place, amount: 0, limit: 1)
    }
    if written.contains("\u{2026}") { return nil }
    let asked = numbers(words)
    let there = asked.intersection(numbers(written))
    guard there != asked else { return nil }
    return SceneFinding(
      .complete, place + asked.subtracting(there).sorted(), amount: Double(there.count), limit: Double(asked.count))
  }

  private static func numbers(_ text: String) -> Set<String> {
    Set(text.split { !("0"..."9").contains($0) }.map(String.init))
  }

  // MARK: Places

  /// Grounds that are missing, and nodes that stand neither on their region's ground nor in an inset nor in a tray.
  private static func lostPlaces(_ scene: MapScene, _ map: NetworkMap) -> [SceneFinding] {
    let centres = Dictionary(
      scene.nodes.map { ($0.id, $0.shape.frame.centre) }, uniquingKeysWith: { first, _ in first })
    func nodes(in className: String) -> Set<String> {
      let polygons = scene.grounds.filter { $0.className == className }.map { Bezier.flatten($0.points) }
      return Set(centres.filter { node in polygons.contains { SceneCheckGround.holds($0, node.value) } }.map(\.key))
    }
    let (inTray, inInset) = (nodes(in: "ground tray"), nodes(in: "ground inset"))
    var findings =
      map.nodes.compactMap { node in
        guard node.place == nil, centres[node.id] != nil, !inTray.contains(node.id) else { return nil }
        return SceneFinding(.complete, [node.id, "tray"], amount: 0, limit: 1)
      } as [SceneFinding]
    for region in map.regions {
      let members = region.nodes.filter { centres[$0] != nil && !inTray.contains($0) }
      // A part of a region that stands in an inset has the inset under it; a region that is there as a whole may have
      // its own ground in it.
      let standing = members.filter { !inInset.contains($0) }
      let grounds = scene.grounds.filter { $0.id == region.id }
      let wanted = standing.isEmpty ? (members.isEmpty ? 0...0 : 0...1) : 1...1
      if !wanted.contains(grounds.count) {
        findings.append(
          SceneFinding(.complete, [region.id], amount: Double(grounds.count), limit: Double(wanted.upperBound)))
      }
      guard let ground = grounds.first else { continue }
      let corners = Bezier.flatten(ground.points)
      for id in standing.isEmpty ? members : standing {
        guard let centre = centres[id], !SceneCheckGround.holds(corners, centre) else { continue }
        findings.append(SceneFinding(.complete, [id, region.id], amount: 0, limit: 1))
      }
      findings +=
        lost(DisplayText.clean(region.name), from: grounds.flatMap(\.texts), of: [region.id, region.name])
        .map { [$0] } ?? []
    }
    return findings
  }
}
