/// Makes the scene of a map whose nodes stand on an ellipse: discs, lines bent inwards, and a number on each line.
///
/// The largest font is taken that leaves room for every number, else a larger page of the same form.
struct EllipseComposer<Measurer: TextMeasuring> {
  let map: NetworkMap
  let measurer: Measurer

  /// On a page of scale 1; the text under a name is smaller by ``Disc/detailScale``.
  private static var fonts: [Double] { [13, 12.5, 12, 11.5, 11, 10.5, 10, 9.5] }
  /// On paper one reads smaller text than from the back row.
  private static var printFonts: [Double] { fonts + [9, 8.5, 8] }
  private static var smallestPrint: Double { 6 }

  /// - Parameter index: the position of each node's id.
  func compose(index: [String: Int]) throws(MapError) -> MapScene {
    let edges = map.edges.map { (tail: index[$0.tail] ?? 0, head: index[$0.head] ?? 0) }
    let discs = map.nodes.map { Disc($0, measurer: measurer) }
    var lines = discs.map { _ in [Int](repeating: 0, count: discs.count) }
    for edge in edges where edge.tail != edge.head {
      lines[edge.tail][edge.head] += 1
      lines[edge.head][edge.tail] += 1
    }
    let order = EllipseOrder(lines: lines).best()
    var spare: (plan: Plan, furniture: Furniture, pageScale: Double)?
    // Less of the caption rather than a larger page.
    let limits = map.caption.isEmpty ? [CaptionBlock.lineLimit] : CaptionBlock.limits
    let attempts =
      limits.map { (scale: 1.0, lines: $0) } + LayoutBounds.steps.dropFirst().map { ($0, CaptionBlock.lineLimit) }
    for (pageScale, lines) in attempts {
      let furniture = Furniture(map, pageScale: pageScale, captionLines: lines, measurer: measurer)
      let area = Size(width: furniture.area.width, height: furniture.area.height)
      guard area.width > 0, area.height > 0 else { continue }
      for font in fonts(pageScale: pageScale) where pageScale > 1 || isRoomy(discs, font: font, area: area) {
        guard let plan = plan(discs, order: order, edges: edges, font: font, area: area) else { continue }
        if plan.faults == 0 {
          return scene(plan, discs: discs, edges: edges, furniture: furniture, pageScale: pageScale)
        }
        if spare.map({ plan.faults < $0.plan.faults }) ?? true { spare = (plan, furniture, pageScale) }
      }
      // Four times the area without a clean way for every line: the best so far will do.
      if let spare, pageScale >= 2 * spare.pageScale { break }
    }
    if let spare {
      return scene(
        spare.plan, discs: discs, edges: edges, furniture: spare.furniture, pageScale: spare.pageScale)
    }
    throw .tooLarge(nodes: map.nodes.count, edges: map.edges.count)
  }

  private func fonts(pageScale: Double) -> [Double] {
    let isSlide = map.paper == .slide
    let smallest = (isSlide ? LayoutBounds.smallestText : Self.smallestPrint) / Disc.detailScale
    let scale = map.paper.furnitureScale
    if pageScale > 1 { return [max(smallest, 9.5 * scale)] }
    return (isSlide ? Self.fonts : Self.printFonts).map { max(smallest, $0 * scale) }
  }

  /// Whether the discs leave most of the area to the lines; the smallest font may crowd them.
  private func isRoomy(_ discs: [Disc], font: Double, area: Size) -> Bool {
    if font <= (fonts(pageScale: 1).last ?? 0) { return true }
    let covered = Disc.radii(discs, font: font).reduce(0) { $0 + .pi * $1 * $1 }
    return covered <= (map.edges.count > map.nodes.count ? 0.27 : 0.36) * area.width * area.height
  }

  // MARK: Places

  private struct Plan {
    var font: Double
    var centres: [Point]
    var radii: [Double]
    var routes: [[Point]]
    var badges: [CountBadge?]
    var faults: Int
  }

  /// Everything in place in the area; `nil` when it does not fit.
  private func plan(
    _ discs: [Disc], order: [Int], edges: [(tail: Int, head: Int)], font: Double, area: Size
  ) -> Plan? {
    let radii = Disc.radii(discs, font: font)
    let rings = Disc.rings(discs, font: font)
    let outer = zip(radii, rings).map { $0 + $1 / 2 + 1 }
    let placement = EllipsePlacement(radii: order.map { outer[$0] }, area: area)
    let isLarge = discs.count > 16
    // Turned a little each time, to find where lines and numbers have the most room.
    let starts =
      discs.count < 3
      ? [Double.pi]
      : isLarge ? [-Double.pi / 2] : (0..<8).map { -Double.pi / 2 + Double($0) * .pi / Double(4 * discs.count) }
    var best: (plan: Plan, cost: Double)?
    for start in starts {
      guard let ring = placement.centres(start: start, gap: font * (edges.isEmpty ? 1 : 3)) else { continue }
      var centres = [Point](repeating: Point(x: 0, y: 0), count: discs.count)
      for (place, node) in order.enumerated() { centres[node] = ring[place] }
      let router = MixingRouter(centres: centres, radii: outer, area: area, font: font)
      let routes = router.routes(edges)
      guard
        let badges = CountBadges(
          routes: routes, counts: map.edges.map(\.count), centres: centres, radii: outer, area: area, font: font,
          measurer: measurer
        ).placed()
      else { continue }
      let faults = router.faults(routes, edges: edges)
      let cost = badges.cost + Double(faults) * 500
      if best.map({ cost < $0.cost }) ?? true {
        best = (
          Plan(font: font, centres: centres, radii: radii, routes: routes, badges: badges.badges, faults: faults), cost
        )
      }
    }
    return best?.plan
  }

  // MARK: Scene

  private func scene(
    _ plan: Plan, discs: [Disc], edges: [(tail: Int, head: Int)], furniture: Furniture, pageScale: Double
  ) -> MapScene {
    let area = furniture.area
    let origin = Point(x: area.x, y: area.y)
    let rings = Disc.rings(discs, font: plan.font)
    var scene = MapScene(
      size: map.paper.size * pageScale, title: DisplayText.clean(map.title), summary: summary(),
      furniture: furniture.groups, mapArea: area)
    scene.nodes = map.nodes.indices.map { position in
      let node = map.nodes[position]
      let look = MapTheme.look(of: node.style)
      let centre = plan.centres[position] + origin
      let side = plan.radii[position] * 2
      var shape = look.shape(
        frame: Rect(centre: centre, size: Size(width: side, height: side)), scale: plan.font / 11)
      shape.strokeWidth = rings[position]
      return SceneNode(
        id: node.id, className: look.className, fullName: DisplayText.clean(node.fullName), shape: shape,
        texts: discs[position].texts(at: centre, font: plan.font, color: look.text))
    }
    let largest = map.edges.compactMap(\.count).max() ?? 1
    scene.links = map.edges.indices.map { position in
      link(
        position, route: plan.routes[position].map { $0 + origin }, badge: plan.badges[position], origin: origin,
        tail: scene.nodes[edges[position].tail], head: scene.nodes[edges[position].head], font: plan.font,
        largest: largest)
    }
    return scene
  }

  private func link(
    _ position: Int, route: [Point], badge: CountBadge?, origin: Point, tail: SceneNode, head: SceneNode,
    font: Double, largest: Int
  ) -> SceneLink {
    let edge = map.edges[position]
    let look = MapTheme.line(of: edge.style, count: edge.count ?? 1, largest: largest)
    let isLoop = edge.tail == edge.head
    let cut = isLoop ? route : LinkDrawing.cut(route, from: tail.shape, to: head.shape)
    let path = LinkDrawing.path(
      cut, look: look, isDirected: edge.isDirected, isProposed: edge.isProposed, scale: font / 11)
    var name = tail.fullName(of: map) + (edge.isDirected ? " → " : " — ") + head.fullName(of: map)
    if let count = edge.count { name += ": \(count)" }
    var link = SceneLink(
      id: "link-\(position + 1)", className: "link " + look.className, fullName: name, tail: tail.id, head: head.id,
      path: path)
    if let badge {
      let frame = Rect(centre: badge.centre + origin, size: badge.size)
      link.ground = SceneShape(
        outline: .pill, frame: frame, fill: .white, stroke: look.color, strokeWidth: 0.8 * font / 11, dash: [])
      link.texts = [
        SceneText(
          text: badge.text, position: Point(x: frame.centre.x, y: frame.centre.y + badge.fontSize * 0.35),
          size: badge.fontSize, isBold: true, anchor: .middle, color: .ink, width: badge.textWidth)
      ]
    }
    return link
  }

  private func summary() -> String {
    let parts = [DisplayText.clean(map.subtitle), "Узлов: \(map.nodes.count), стрелок: \(map.edges.count)"]
    return parts.filter { !$0.isEmpty }.joined(separator: ". ") + ". " + Furniture.sentence(map.edition)
  }
}

extension SceneNode {
  /// The name alone, without the figures of the node.
  fileprivate func fullName(of map: NetworkMap) -> String {
    map.nodes.first { $0.id == id }.map { DisplayText.clean($0.label) } ?? fullName
  }
}
