/// How a scene that was laid out comes to the paper asked for.
///
/// A poster is an A3 sheet enlarged: what is legible in the hand is legible from as many times as far. A sheet may be
/// crowded by reduction, down to the smallest text of print; a slide may not.
extension NetworkMap.Paper {
  /// The paper that the layout is made for.
  var layoutPaper: NetworkMap.Paper { self == .a0 ? .a3 : self }

  /// No text is smaller, in points. A poster is read from a metre.
  var smallestText: Double {
    switch self {
    case .slide: 8
    case .a4, .a3: 6
    case .a0: 14
    }
  }

  var isPrinted: Bool { self != .slide }
}

extension MapScene {
  /// The scene on its paper: enlarged to it, or reduced as far as text stays legible.
  func fitted(to paper: NetworkMap.Paper) -> MapScene {
    let target = paper.size
    let factor = target.width / size.width
    guard paper.isPrinted, abs(factor - 1) > 1e-9 else { return self }
    let smallest = allTexts.map(\.size).min() ?? .infinity
    if factor > 1 || smallest * factor >= paper.smallestText {
      var scene = scaled(by: factor)
      scene.size = target
      return scene
    }
    return paper == paper.layoutPaper ? self : scaled(by: paper.size.width / paper.layoutPaper.size.width)
  }

  private var allTexts: [SceneText] {
    nodes.flatMap(\.texts) + panels.flatMap(\.texts) + grounds.flatMap(\.texts) + links.flatMap(\.texts)
      + furniture.flatMap(\.texts)
  }

  /// Everything so many times as large, with its places.
  func scaled(by factor: Double) -> MapScene {
    var scene = self
    scene.size = size * factor
    scene.mapArea = mapArea.scaled(by: factor)
    scene.grounds = grounds.map { ground in
      var ground = ground
      ground.points = ground.points.map { $0 * factor }
      ground.strokeWidth *= factor
      ground.dash = ground.dash.map { $0 * factor }
      ground.texts = ground.texts.map { $0.scaled(by: factor) }
      return ground
    }
    scene.panels = panels.map { panel in
      var panel = panel
      panel.shape = panel.shape.scaled(by: factor)
      panel.mark = panel.mark?.scaled(by: factor)
      panel.texts = panel.texts.map { $0.scaled(by: factor) }
      return panel
    }
    scene.nodes = nodes.map { node in
      var node = node
      node.shape = node.shape.scaled(by: factor)
      node.texts = node.texts.map { $0.scaled(by: factor) }
      return node
    }
    scene.links = links.map { link in
      var link = link
      link.path = link.path.scaled(by: factor)
      link.texts = link.texts.map { $0.scaled(by: factor) }
      link.ground = link.ground?.scaled(by: factor)
      return link
    }
    scene.furniture = furniture.map { group in
      var group = group
      group.shapes = group.shapes.map { $0.scaled(by: factor) }
      group.paths = group.paths.map { $0.scaled(by: factor) }
      group.texts = group.texts.map { $0.scaled(by: factor) }
      return group
    }
    return scene
  }
}

extension Rect {
  func scaled(by factor: Double) -> Rect {
    Rect(x: x * factor, y: y * factor, width: width * factor, height: height * factor)
  }
}

extension SceneShape {
  fileprivate func scaled(by factor: Double) -> SceneShape {
    SceneShape(
      outline: outline, frame: frame.scaled(by: factor), fill: fill, stroke: stroke,
      strokeWidth: strokeWidth * factor, dash: dash.map { $0 * factor }, cornerScale: cornerScale * factor)
  }
}

extension SceneText {
  fileprivate func scaled(by factor: Double) -> SceneText {
    var text = self
    text.position = position * factor
    text.size *= factor
    text.width *= factor
    return text
  }
}

extension ScenePath {
  fileprivate func scaled(by factor: Double) -> ScenePath {
    var path = self
    path.points = points.map { $0 * factor }
    path.width *= factor
    path.dash = dash.map { $0 * factor }
    path.bar = bar.map { $0 * factor }
    path.arrowhead = arrowhead.map { head in
      Arrowhead(
        tip: head.tip * factor, left: head.left * factor, right: head.right * factor, isHollow: head.isHollow)
    }
    return path
  }
}
