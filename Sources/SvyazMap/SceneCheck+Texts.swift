/// A text of the page, whose it is, and what lies behind it.
struct SceneCheckText {
  /// The id of a node, a panel or a link, or the role of a group.
  var place: String
  /// Position in ``MapScene/nodes``, for a node's own label.
  var node: Int?
  var text: SceneText
  /// What is painted under it last.
  var ground: MapColor

  /// Every text that shows.
  static func all(_ scene: MapScene) -> [SceneCheckText] {
    func ground(_ text: SceneText) -> MapColor {
      let centre = text.frame.centre
      return scene.panels.last { Outline.contains(centre, $0.shape.outline, $0.shape.frame) }?.shape.fill ?? .white
    }
    var texts: [SceneCheckText] = []
    for panel in scene.panels {
      texts += panel.texts.map { SceneCheckText(place: panel.id, text: $0, ground: panel.shape.fill) }
    }
    // A count stands on a ground of the page's colour.
    for link in scene.links {
      texts += link.texts.map { SceneCheckText(place: link.id, text: $0, ground: .white) }
    }
    for (index, node) in scene.nodes.enumerated() {
      texts += node.texts.map { SceneCheckText(place: node.id, node: index, text: $0, ground: node.shape.fill) }
    }
    for group in scene.furniture {
      texts += group.texts.map { text in
        let own = group.shapes.last { Outline.contains(text.frame.centre, $0.outline, $0.frame) }?.fill
        return SceneCheckText(place: group.role.rawValue, text: text, ground: own ?? ground(text))
      }
    }
    return texts.filter { !$0.text.text.isEmpty }
  }
}

extension SceneCheck {
  /// Labels that leave the outline of their node, by the corner that is farthest out.
  static func looseLabels(_ scene: MapScene, _ outlines: [ConvexOutline]) -> [SceneFinding] {
    var findings: [SceneFinding] = []
    for (node, outline) in zip(scene.nodes, outlines) {
      for text in node.texts where !text.text.isEmpty {
        let frame = text.frame
        let corners = [
          Point(x: frame.x, y: frame.y), Point(x: frame.maxX, y: frame.y), Point(x: frame.x, y: frame.maxY),
          Point(x: frame.maxX, y: frame.maxY),
        ]
        let out = corners.map(outline.distance).max() ?? 0
        if out > Limit.label {
          findings.append(SceneFinding(.labelInBox, [node.id, text.text], amount: out, limit: Limit.label))
        }
      }
    }
    for panel in scene.panels {
      for text in panel.texts where !text.text.isEmpty && !panel.shape.frame.contains(text.frame) {
        let (box, frame) = (panel.shape.frame, text.frame)
        let out = max(box.x - frame.x, box.y - frame.y, frame.maxX - box.maxX, frame.maxY - box.maxY)
        if out > Limit.label {
          findings.append(SceneFinding(.labelInBox, [panel.id, text.text], amount: out, limit: Limit.label))
        }
      }
    }
    return findings
  }

  /// Texts over texts, and texts over boxes that are not their own.
  static func coveredTexts(
    _ scene: MapScene, _ texts: [SceneCheckText], _ outlines: [ConvexOutline]
  ) -> [SceneFinding] {
    var findings: [SceneFinding] = []
    // One sweep over both: texts first, boxes after them.
    let frames = texts.map { $0.text.frame.inset(by: Limit.text / 2) } + scene.nodes.map(\.shape.frame)
    for (one, two) in overlappingPairs(frames) where one < texts.count {
      let text = texts[one]
      if two < texts.count {
        let depth = text.text.frame.overlapDepth(texts[two].text.frame)
        findings.append(
          SceneFinding(
            .textClear, [text.place, text.text.text, texts[two].text.text], amount: depth, limit: Limit.text))
        continue
      }
      let node = two - texts.count
      // Labels of other nodes are kept away with their boxes.
      guard text.node == nil else { continue }
      let depth = ConvexOutline(text.text.frame).overlapDepth(outlines[node])
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
