/// Makes the scene of a map: measures, lays out, routes and places everything.
struct SceneComposer<Measurer: TextMeasuring> {
  let map: NetworkMap
  let measurer: Measurer

  /// The scene on the paper asked for, or on a larger page of its form when text would be too small there.
  func compose() throws(MapError) -> MapScene {
    var map = map
    let paper = map.paper
    map.paper = paper.layoutPaper
    return try SceneComposer(map: map, measurer: measurer).composeForLayout(asked: paper).fitted(to: paper)
  }

  private func composeForLayout(asked paper: NetworkMap.Paper) throws(MapError) -> MapScene {
    let index = try indexed()
    if case .panels(let panels) = map.arrangement {
      var scene = try PanelComposer(map: map, panels: panels, hasWholeNames: paper == .a0, measurer: measurer).compose(
        index: index)
      scene.summary = map.summary
      return scene
    }
    switch map.arrangement {
    case .groups(let groups):
      var scene = try GroupComposer(map: map, groups: groups, measurer: measurer).compose(index: index)
      scene.summary = map.summary
      return scene
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

    let stage = try StageLayout(map, boxes: boxes, pairs: pairs, measurer: measurer)
    func drawn(_ wholeLayout: MapLayout, _ furniture: Furniture, _ area: Rect) throws(MapError) -> MapScene {
      let layout = stage.own(wholeLayout, of: map)
      var scene = MapScene(
        size: map.paper.size * layout.pageScale, title: DisplayText.clean(map.title), summary: map.summary,
        furniture: furniture.groups, mapArea: area)
      let origin = Point(x: area.x, y: area.y)
      scene.nodes = map.nodes.indices.map { node($0, box: boxes[$0], layout: layout, origin: origin) }
      if let whole = map.stage {
        let routes = try routes(of: stage, in: wholeLayout, area: area)
        scene.links = stagedLinks(between: scene.nodes, ends: ends, of: whole, stage: stage, routes: routes)
        return scene
      }
      let router = EdgeRouter(
        centres: layout.centres, sizes: boxes.map { $0.size(font: layout.font) }, outlines: boxes.map(\.outline),
        area: Size(width: area.width, height: area.height))
      let routes = try router.route(pairs).map { $0.map { $0 + origin } }
      scene.links = links(between: scene.nodes, ends: ends, pairs: pairs, linesOfPair: linesOfPair, routes: routes)
      return scene
    }

    // Less of the caption rather than a line through a foreign node, and rather than a larger page.
    var best: (crossings: Int, scene: MapScene)?
    for lines in map.caption.isEmpty ? [CaptionBlock.lineLimit] : CaptionBlock.limits {
      guard let (whole, furniture, area) = try layout(stage, centre: centre, steps: [1], captionLines: lines) else {
        continue
      }
      let scene = try drawn(whole, furniture, area)
      // The maps of a series keep one layout; on paper there is room enough.
      guard map.paper == .slide, map.stage == nil else { return scene }
      let crossings = SceneCheck.crossings(scene).count
      if crossings == 0 { return scene }
      if crossings < best?.crossings ?? .max { best = (crossings, scene) }
    }
    if let best { return best.scene }
    let larger = Array(LayoutBounds.steps.dropFirst())
    guard
      let (whole, furniture, area) = try layout(
        stage, centre: centre, steps: larger, captionLines: CaptionBlock.lineLimit)
    else { throw .layoutFailed(detail: "узлы не помещаются на странице") }
    return try drawn(whole, furniture, area)
  }

  // MARK: Parts

  /// On the first page of `steps` that holds the map; `nil` where none does.
  private func layout(
    _ stage: StageLayout, centre: Int?, steps: [Double], captionLines: Int
  ) throws(MapError) -> (MapLayout, Furniture, area: Rect)? {
    // Where the whole series has the least room, each of its maps has room.
    let crowdedMap = stage.crowded(captionLines: captionLines, measurer: measurer)
    let crowded = Dictionary(
      uniqueKeysWithValues: steps.map {
        ($0, Furniture(crowdedMap, pageScale: $0, captionLines: captionLines, measurer: measurer))
      })
    let problem = LayoutProblem(
      boxes: stage.boxes, pairs: stage.pairs, hasHubs: map.arrangement == .hubs, centre: centre
    ) { scale in
      crowded[scale]?.room ?? Size(width: 0, height: 0)
    }
    guard let layout = try LayoutSearch(problem: problem).find(steps), let page = crowded[layout.pageScale] else {
      return nil
    }
    let furniture = Furniture(
      stage.furnished, pageScale: layout.pageScale, captionLines: captionLines, measurer: measurer)
    return (layout, furniture, page.area)
  }

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
  func grouped(_ ends: [(tail: Int, head: Int)]) -> (pairs: [(tail: Int, head: Int)], edges: [[Int]]) {
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
    let look = MapTheme.look(of: node)
    let centre = layout.centres[index] + origin
    let frame = Rect(centre: centre, size: box.size(font: layout.font))
    return SceneNode(
      id: node.id, className: look.className, fullName: DisplayText.clean(node.fullName),
      shape: look.shape(frame: frame, scale: 1), texts: box.texts(at: centre, font: layout.font, color: look.text))
  }

  /// The lines of all edges, in their order, from the routes of the pairs.
  func links(
    between nodes: [SceneNode], ends: [(tail: Int, head: Int)], pairs: [(tail: Int, head: Int)], linesOfPair: [[Int]],
    routes: [[Point]]
  ) -> [SceneLink] {
    var drawn: [(edge: Int, link: SceneLink)] = []
    for (pair, lines) in linesOfPair.enumerated() {
      for (position, edge) in lines.enumerated() {
        let isReversed = ends[edge].tail != pairs[pair].tail
        let (tail, head) = (nodes[ends[edge].tail], nodes[ends[edge].head])
        let room = min(tail.shape.frame.height, head.shape.frame.height) * 0.8
        let shifted = LinkDrawing.shifted(routes[pair], index: position, of: lines.count, room: room)
        let cut = LinkDrawing.cut(isReversed ? shifted.reversed() : shifted, from: tail.shape, to: head.shape)
        drawn.append((edge, link(edge, points: cut, tail: tail, head: head)))
      }
    }
    for edge in map.edges.indices where ends[edge].tail == ends[edge].head {
      let node = nodes[ends[edge].tail]
      drawn.append((edge, link(edge, points: LinkDrawing.loop(at: node.shape, scale: 1), tail: node, head: node)))
    }
    return drawn.sorted { $0.edge < $1.edge }.map(\.link)
  }

  func link(_ index: Int, points: [Point], tail: SceneNode, head: SceneNode) -> SceneLink {
    let edge = map.edges[index]
    let look = MapTheme.line(of: edge)
    let path = LinkDrawing.path(
      points, look: look, isDirected: edge.isDirected, isProposed: edge.isProposed, change: edge.change, scale: 1)
    return SceneLink(
      id: "link-\(index + 1)", className: "link " + look.className + (edge.isProposed ? " proposed" : ""),
      fullName: fullName(edge, tail: tail, head: head), tail: tail.id, head: head.id, path: path)
  }

  private func fullName(_ edge: NetworkMap.Edge, tail: SceneNode, head: SceneNode) -> String {
    var name = tail.fullName + (edge.isDirected ? " → " : " — ") + head.fullName
    if case .subject(let subject) = edge.style, map.subjects.indices.contains(subject) {
      name += ": " + DisplayText.clean(map.subjects[subject])
    }
    if let change = edge.change { name += ", " + MapTheme.word(change) }
    return name
  }
}
