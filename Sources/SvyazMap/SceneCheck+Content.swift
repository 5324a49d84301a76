extension SceneCheck {
  // MARK: Lines

  /// Lines that end too far from their nodes, or under them.
  static func looseLines(_ scene: MapScene, _ outlines: [ConvexOutline]) -> [SceneFinding] {
    let index = Dictionary(scene.nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return scene.links.flatMap { link -> [SceneFinding] in
      guard let first = link.path.points.first, let last = link.path.points.last else {
        return [SceneFinding(.lineEnds, [link.id], amount: 0, limit: 0)]
      }
      let ends = [(link.tail, first), (link.head, link.path.arrowhead?.tip ?? last)]
      return ends.compactMap { id, point in
        // A node that is not there is found by the rule on completeness.
        guard let node = index[id] else { return nil }
        let distance = outlines[node].distance(to: point)
        let shape = scene.nodes[node].shape
        let gap = Limit.lineGap * shape.cornerScale + shape.strokeWidth / 2
        if distance > gap { return SceneFinding(.lineEnds, [link.id, id], amount: distance, limit: gap) }
        let depth = -Limit.lineDepth * shape.cornerScale
        guard distance < depth else { return nil }
        return SceneFinding(.lineEnds, [link.id, id], amount: distance, limit: depth)
      }
    }
  }

  /// Every line through a box that is none of its ends.
  static func crossings(_ scene: MapScene) -> [Crossing] {
    let boxes = scene.nodes.map { $0.shape.frame.inset(by: Limit.graze) }
    let outlines = zip(scene.nodes, boxes).map { ConvexOutline($0.shape.outline, $1, scale: $0.shape.cornerScale) }
    return scene.links.flatMap { link -> [Crossing] in
      let line = Bezier.flatten(link.path.points)
      guard let around = Rect(around: line)?.inset(by: -1) else { return [] }
      let near = boxes.indices.filter {
        around.overlaps(boxes[$0]) && scene.nodes[$0].id != link.tail && scene.nodes[$0].id != link.head
      }
      return near.filter { box in
        zip(line, line.dropFirst()).contains { from, to in
          boxes[box].meets(from, to) && outlines[box].chord(from, to) > 0
        }
      }.map { Crossing(link: link.id, node: scene.nodes[$0].id) }
    }
  }

  /// How many pairs of lines without a common node cross.
  static func meetings(_ links: [SceneLink]) -> Int {
    let lines = links.map { Bezier.flatten($0.path.points) }
    let frames = lines.map { Rect(around: $0)?.inset(by: -0.01) ?? Rect(x: 0, y: 0, width: 0, height: 0) }
    return overlappingPairs(frames).count { one, two in
      let ends = [links[one].tail, links[one].head]
      guard !ends.contains(links[two].tail), !ends.contains(links[two].head) else { return false }
      return zip(lines[one], lines[one].dropFirst()).contains { a, b in
        zip(lines[two], lines[two].dropFirst()).contains { c, d in Self.cross(a, b, c, d) }
      }
    }
  }

  /// Two segments have a point in common that is no end of either.
  private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ from: Point, _ to: Point, _ point: Point) -> Double { (to - from).normal.dot(point - from) }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }

  // MARK: Numbers

  /// Coordinates that are no numbers, or beyond any page: nothing else can be asked of such a scene.
  static func brokenNumbers(_ scene: MapScene) -> [SceneFinding] {
    func isSound(_ values: Double...) -> Bool { values.allSatisfy { $0.isFinite && abs($0) < 1e7 } }
    func isSound(_ shape: SceneShape) -> Bool {
      isSound(shape.frame.x, shape.frame.y, shape.frame.width, shape.frame.height, shape.strokeWidth)
        && shape.frame.width >= 0 && shape.frame.height >= 0
    }
    func isSound(_ text: SceneText) -> Bool {
      isSound(text.position.x, text.position.y, text.size, text.width) && text.size >= 0 && text.width >= 0
    }
    func isSound(_ path: ScenePath) -> Bool {
      let head = path.arrowhead.map { [$0.tip, $0.left, $0.right] } ?? []
      return (path.points + path.bar + head).allSatisfy { isSound($0.x, $0.y) } && isSound(path.width)
    }
    var broken: [String] = []
    if !isSound(scene.size.width, scene.size.height) { broken.append("page") }
    broken += scene.grounds.filter {
      !$0.points.allSatisfy { isSound($0.x, $0.y) } || !isSound($0.fillOpacity, $0.strokeWidth)
        || !$0.texts.allSatisfy(isSound)
    }.map(\.id)
    broken += scene.panels.filter {
      !isSound($0.shape) || !($0.mark.map(isSound) ?? true) || !$0.texts.allSatisfy(isSound)
    }
    .map(\.id)
    broken += scene.nodes.filter { !isSound($0.shape) || !$0.texts.allSatisfy(isSound) }.map(\.id)
    broken += scene.links.filter {
      !isSound($0.path) || !($0.ground.map(isSound) ?? true) || !$0.texts.allSatisfy(isSound)
    }.map(\.id)
    broken += scene.furniture.filter {
      !$0.shapes.allSatisfy(isSound) || !$0.texts.allSatisfy(isSound) || !$0.paths.allSatisfy(isSound)
    }.map(\.role.rawValue)
    return broken.map { SceneFinding(.finite, [$0], amount: .infinity, limit: 0) }
  }
}
