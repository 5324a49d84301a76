/// A text of the page, whose it is, and what lies behind it.
struct SceneCheckText {
  /// The id of a node, a panel, a ground or a link, or the role of a group.
  var place: String
  /// Position in ``MapScene/nodes``, for a node's own label.
  var node: Int?
  var text: SceneText
  /// What it covers: its frame, or the ground that a count stands on.
  var extent: Rect
  /// What is painted under it last.
  var ground: MapColor

  private init(_ place: String, node: Int? = nil, _ text: SceneText, extent: Rect? = nil, ground: MapColor) {
    self.place = place
    self.node = node
    self.text = text
    self.extent = extent ?? text.frame
    self.ground = ground
  }

  /// Every text that shows.
  static func all(_ scene: MapScene) -> [SceneCheckText] {
    let page = SceneCheckGround(scene)
    var texts: [SceneCheckText] = []
    for ground in scene.grounds {
      texts += ground.texts.map { SceneCheckText(ground.id, $0, ground: page.color(at: $0.frame.centre)) }
    }
    for panel in scene.panels {
      texts += panel.texts.map { SceneCheckText(panel.id, $0, ground: panel.shape.fill) }
    }
    for link in scene.links {
      texts += link.texts.map { text in
        let centre = text.frame.centre
        let own = link.ground.flatMap { $0.contains(centre) ? $0 : nil }
        return SceneCheckText(link.id, text, extent: own?.frame, ground: own?.fill ?? page.color(at: centre))
      }
    }
    for (index, node) in scene.nodes.enumerated() {
      texts += node.texts.map { SceneCheckText(node.id, node: index, $0, ground: node.shape.fill) }
    }
    for group in scene.furniture {
      texts += group.texts.map { text in
        let own = group.shapes.last { $0.contains(text.frame.centre) }?.fill
        return SceneCheckText(group.role.rawValue, text, ground: own ?? page.color(at: text.frame.centre))
      }
    }
    return texts.filter { !$0.text.text.isEmpty }
  }
}

/// The colours of the page under nodes and texts: grounds let what is under them through, panels do not.
struct SceneCheckGround {
  private let grounds: [(polygon: [Point], frame: Rect, fill: MapColor, opacity: Double)]
  private let panels: [SceneShape]

  init(_ scene: MapScene) {
    grounds = scene.grounds.compactMap { ground in
      let polygon = Bezier.flatten(ground.points)
      return Rect(around: polygon).map { (polygon, $0, ground.fill, min(max(ground.fillOpacity, 0), 1)) }
    }
    panels = scene.panels.map(\.shape)
  }

  func color(at point: Point) -> MapColor {
    if let panel = panels.last(where: { $0.contains(point) }) { return panel.fill }
    let spot = Rect(x: point.x, y: point.y, width: 0, height: 0)
    return grounds.reduce(.white) { color, ground in
      guard ground.frame.contains(spot), Self.holds(ground.polygon, point) else { return color }
      return color.mixed(with: ground.fill, part: ground.opacity)
    }
  }

  /// Whether a polygon holds a point, by the number of its sides to the right of it.
  static func holds(_ polygon: [Point], _ point: Point) -> Bool {
    var isInside = false
    for (from, to) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) where (from.y > point.y) != (to.y > point.y)
    {
      if point.x < from.x + (to.x - from.x) * (point.y - from.y) / (to.y - from.y) { isInside.toggle() }
    }
    return isInside
  }
}

extension MapColor {
  /// Painted over by another that covers it by a part of 0…1, as SVG and PDF mix them.
  func mixed(with other: MapColor, part: Double) -> MapColor {
    func channel(_ below: UInt8, _ above: UInt8) -> UInt32 {
      UInt32(min(max((Double(below) * (1 - part) + Double(above) * part).rounded(), 0), 255))
    }
    return MapColor(
      channel(red, other.red) << 16 | channel(green, other.green) << 8 | channel(blue, other.blue))
  }
}

extension SceneCheck {
  /// Labels that leave the outline of their node, by the corner that is farthest out.
  static func looseLabels(_ scene: MapScene, _ outlines: [ConvexOutline]) -> [SceneFinding] {
    var findings: [SceneFinding] = []
    for (node, outline) in zip(scene.nodes, outlines) {
      findings += node.texts.compactMap { loose($0, of: node.id, in: outline) }
    }
    for link in scene.links {
      guard let outline = link.ground.map(ConvexOutline.init) else { continue }
      findings += link.texts.compactMap { loose($0, of: link.id, in: outline) }
    }
    for panel in scene.panels {
      let box = ConvexOutline(panel.shape.frame)
      findings += panel.texts.compactMap { loose($0, of: panel.id, in: box) }
    }
    return findings
  }

  private static func loose(_ text: SceneText, of place: String, in outline: ConvexOutline) -> SceneFinding? {
    guard !text.text.isEmpty else { return nil }
    let out = ConvexOutline(text.frame).corners.map(outline.distance).max() ?? 0
    guard out > Limit.label else { return nil }
    return SceneFinding(.labelInBox, [place, text.text], amount: out, limit: Limit.label)
  }

  /// Texts over texts, and texts over boxes that are not their own.
  static func coveredTexts(
    _ scene: MapScene, _ texts: [SceneCheckText], _ outlines: [ConvexOutline]
  ) -> [SceneFinding] {
    var findings: [SceneFinding] = []
    // One sweep over both: texts first, boxes after them.
    let frames = texts.map { $0.extent.inset(by: Limit.text / 2) } + scene.nodes.map(\.shape.frame)
    for (one, two) in overlappingPairs(frames) where one < texts.count {
      let text = texts[one]
      if two < texts.count {
        let depth = text.extent.overlapDepth(texts[two].extent)
        findings.append(
          SceneFinding(
            .textClear, [text.place, text.text.text, texts[two].text.text], amount: depth, limit: Limit.text))
        continue
      }
      let node = two - texts.count
      // Labels of other nodes are kept away with their boxes.
      guard text.node == nil else { continue }
      let depth = ConvexOutline(text.extent).overlapDepth(outlines[node])
      if depth > Limit.text {
        findings.append(
          SceneFinding(
            .textClear, [text.place, text.text.text, scene.nodes[node].id], amount: depth, limit: Limit.text))
      }
    }
    return findings
  }

  static func smallTexts(_ texts: [SceneCheckText], on paper: NetworkMap.Paper) -> [SceneFinding] {
    let limit = paper == .slide ? Limit.slideText : Limit.printText
    // What rounds to the limit in a file is no fault.
    return texts.filter { $0.text.size < limit - 0.005 }.map {
      SceneFinding(.textSize, [$0.place, $0.text.text], amount: $0.text.size, limit: limit)
    }
  }

  static func faintTexts(_ texts: [SceneCheckText]) -> [SceneFinding] {
    texts.compactMap { text in
      let contrast = text.text.color.contrast(with: text.ground)
      guard contrast < Limit.textContrast else { return nil }
      return SceneFinding(.textContrast, [text.place, text.text.text], amount: contrast, limit: Limit.textContrast)
    }
  }
}
