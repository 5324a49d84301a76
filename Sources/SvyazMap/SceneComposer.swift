/// Makes the scene of a map: measures, lays out, routes and places everything.
struct SceneComposer<Measurer: TextMeasuring> {
  let map: NetworkMap
  let measurer: Measurer

  func compose() throws(MapError) -> MapScene {
    let index = try indexed()
    if case .panels(let panels) = map.arrangement {
      var scene = try PanelComposer(map: map, panels: panels, measurer: measurer).compose(index: index)
      scene.summary = summary()
      return scene
    }
    switch map.arrangement {
    case .groups(let groups):
      return try GroupComposer(map: map, groups: groups, measurer: measurer).compose(index: index)
    case .places: return try PlaceComposer(map: map, measurer: measurer).compose(index: index)
    case .ellipse: return try EllipseComposer(map: map, measurer: measurer).compose(index: index)
    case .network, .rings, .hubs, .panels: break
    }
    let centre: Int? = if case .rings(let id) = map.arrangement { index[id] } else { nil }
    let boxes = map.nodes.indices.map { position in
      let isHub = map.arrangement == .hubs && map.nodes[position].style == .association
      return NodeBox(map.nodes[position], isCentre: isHub || position == centre, measurer: measurer)
    }
    let ends = map.edges.map { (tail: index[$0.tail] ?? 0, head: index[$0.head] ?? 0) }
    let (pairs, linesOfPair) = grouped(ends)

    var areas: [Double: Rect] = [:]
    for scale in LayoutBounds.steps { areas[scale] = Furniture(map, pageScale: scale, measurer: measurer).area }
    let problem = LayoutProblem(boxes: boxes, pairs: pairs, hasHubs: map.arrangement == .hubs, centre: centre) {
      scale in
      areas[scale].map { Size(width: $0.width, height: $0.height) } ?? Size(width: 0, height: 0)
    }
    let layout = try LayoutSearch(problem: problem).run()

    let furniture = Furniture(map, pageScale: layout.pageScale, measurer: measurer)
    let area = furniture.area
    var scene = MapScene(
      size: map.paper.size * layout.pageScale, title: DisplayText.clean(map.title), summary: summary(),
      furniture: furniture.groups, mapArea: area)
    let origin = Point(x: area.x, y: area.y)
    scene.nodes = map.nodes.indices.map { node($0, box: boxes[$0], layout: layout, origin: origin) }

    let router = EdgeRouter(
      centres: layout.centres, sizes: boxes.map { $0.size(font: layout.font) }, outlines: boxes.map(\.outline),
      area: Size(width: area.width, height: area.height))
    let routes = try router.route(pairs).map { $0.map { $0 + origin } }
    var drawn: [(edge: Int, link: SceneLink)] = []
    for (pair, lines) in linesOfPair.enumerated() {
      for (position, edge) in lines.enumerated() {
        let isReversed = ends[edge].tail != pairs[pair].tail
        let (tail, head) = (scene.nodes[ends[edge].tail], scene.nodes[ends[edge].head])
        let room = min(tail.shape.frame.height, head.shape.frame.height) * 0.8
        let shifted = LinkDrawing.shifted(routes[pair], index: position, of: lines.count, room: room)
        let cut = LinkDrawing.cut(isReversed ? shifted.reversed() : shifted, from: tail.shape, to: head.shape)
        drawn.append((edge, link(edge, points: cut, tail: tail, head: head)))
      }
    }
    for edge in map.edges.indices where ends[edge].tail == ends[edge].head {
      let node = scene.nodes[ends[edge].tail]
      drawn.append((edge, link(edge, points: LinkDrawing.loop(at: node.shape, scale: 1), tail: node, head: node)))
    }
    scene.links = drawn.sorted { $0.edge < $1.edge }.map(\.link)
    return scene
  }

  // MARK: Parts

  /// Position of each id.
  private func indexed() throws(MapError) -> [String: Int] {
    var index: [String: Int] = [:]
    for (position, node) in map.nodes.enumerated() {
      guard index.updateValue(position, forKey: node.id) == nil else {
        throw .inconsistent(detail: "узел «\(DisplayText.clean(node.id, limit: 40))» повторяется")
      }
    }
    for end in map.edges.flatMap({ [$0.tail, $0.head] }) where index[end] == nil {
      throw .inconsistent(detail: "связь с узлом «\(DisplayText.clean(end, limit: 40))», которого нет")
    }
    return index
  }

  /// Unordered pairs in the order of their first edge, with the edges of each.
  private func grouped(_ ends: [(tail: Int, head: Int)]) -> (pairs: [(tail: Int, head: Int)], edges: [[Int]]) {
    var position: [[Int]: Int] = [:]
    var pairs: [(tail: Int, head: Int)] = []
    var edges: [[Int]] = []
    for (edge, end) in ends.enumerated() where end.tail != end.head {
      let key = [min(end.tail, end.head), max(end.tail, end.head)]
      if let known = position[key] {
        edges[known].append(edge)
      } else {
        position[key] = pairs.count
        pairs.append((tail: key[0], head: key[1]))
        edges.append([edge])
      }
    }
    return (pairs, edges)
  }

  private func node(_ index: Int, box: NodeBox, layout: MapLayout, origin: Point) -> SceneNode {
    let node = map.nodes[index]
    let look = MapTheme.look(of: node.style)
    let centre = layout.centres[index] + origin
    let frame = Rect(centre: centre, size: box.size(font: layout.font))
    return SceneNode(
      id: node.id, className: look.className, fullName: DisplayText.clean(node.fullName),
      shape: look.shape(frame: frame, scale: 1), texts: box.texts(at: centre, font: layout.font, color: look.text))
  }

  private func link(_ index: Int, points: [Point], tail: SceneNode, head: SceneNode) -> SceneLink {
    let edge = map.edges[index]
    let look = MapTheme.line(of: edge.style)
    let path = LinkDrawing.path(
      points, look: look, isDirected: edge.isDirected, isProposed: edge.isProposed, scale: 1)
    return SceneLink(
      id: "link-\(index + 1)", className: "link " + look.className + (edge.isProposed ? " proposed" : ""),
      fullName: fullName(edge, tail: tail, head: head), tail: tail.id, head: head.id, path: path)
  }

  private func fullName(_ edge: NetworkMap.Edge, tail: SceneNode, head: SceneNode) -> String {
    var name = tail.fullName + (edge.isDirected ? " → " : " — ") + head.fullName
    if case .subject(let subject) = edge.style, map.subjects.indices.contains(subject) {
      name += ": " + DisplayText.clean(map.subjects[subject])
    }
    return name
  }

  private func summary() -> String {
    let parts = [DisplayText.clean(map.subtitle), "Узлов: \(map.nodes.count), связей: \(map.edges.count)"]
    return parts.filter { !$0.isEmpty }.joined(separator: ". ") + ". " + Furniture.sentence(map.edition)
  }
}
