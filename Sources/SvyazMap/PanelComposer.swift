/// Makes the scene of a map of panels.
struct PanelComposer<Measurer: TextMeasuring> {
  let map: NetworkMap
  let panels: [NetworkMap.Panel]
  /// A poster has room for whole names.
  var hasWholeNames = false
  let measurer: Measurer

  /// - Parameter index: the position of each node's id.
  /// - Throws: ``MapError/inconsistent(detail:)`` unless every node stands in exactly one panel, and there are
  ///   no edges.
  func compose(index: [String: Int]) throws(MapError) -> MapScene {
    guard map.edges.isEmpty else { throw .inconsistent(detail: "у карты из панелей есть связи") }
    let members = try members(index)
    let cells = members.map { list in
      PanelCell.Level.allCases.map { level in
        list.map { PanelCell(map.nodes[$0], level: level, measurer: measurer) }
      }
    }
    let plain = zip(panels, cells).map { panel, cells in
      PanelLayout.Panel(
        subject: panel.subject, isLeftOut: panel.isLeftOut, header: PanelHeader(panel, measurer: measurer),
        cells: cells)
    }
    // Left-out strips lie under the groups, whatever the order.
    let order = plain.indices.filter { !plain[$0].isLeftOut } + plain.indices.filter { plain[$0].isLeftOut }
    // The slide with everything that saves room; then larger pages for whole names; at last for cut ones.
    let poster = stride(from: 12.0, through: 9, by: -0.5).map { $0 }
    let named: [PanelCell.Level] = [.full, .fullLine, .short, .shortLine]
    let whole = CaptionBlock.lineLimit
    let attempts: [(Double, lines: Int, [PanelCell.Level], fonts: [Double]?)] =
      (hasWholeNames ? [1, 1.15, 1.33, 1.55].map { ($0, whole, [.full, .fullLine], nil) } : [])
      // Less of the caption rather than numbers for names, or a larger page.
      + (map.caption.isEmpty ? [] : CaptionBlock.limits.map { (1, $0, named, nil) })
      + (map.caption.isEmpty ? [whole] : CaptionBlock.limits).map { (1, $0, PanelCell.Level.allCases, nil) }
      + LayoutBounds.steps.dropFirst().map { ($0, whole, named, poster) }
      + LayoutBounds.steps.dropFirst().map { ($0, whole, [.number], poster) }
    for (scale, lines, levels, fonts) in attempts {
      let furniture = Furniture(map, pageScale: scale, captionLines: lines, measurer: measurer)
      let area = Size(width: furniture.area.width, height: furniture.area.height)
      let layout = PanelLayout(panels: order.map { plain[$0] }, area: area)
      guard let found = layout.run(levels: levels, fonts: fonts ?? PanelLayout.fonts(cellCount: map.nodes.count)) else {
        continue
      }
      return scene(found, furniture: furniture, scale: scale, order: order, members: members, cells: cells)
    }
    throw .layoutFailed(detail: "панели не помещаются на странице")
  }

  private func members(_ index: [String: Int]) throws(MapError) -> [[Int]] {
    var isPlaced = [Bool](repeating: false, count: map.nodes.count)
    var ids = Set(index.keys)
    var members: [[Int]] = []
    for panel in panels {
      guard ids.insert(panel.id).inserted else {
        throw .inconsistent(detail: "панель «\(DisplayText.clean(panel.id, limit: 40))» повторяется")
      }
      var list: [Int] = []
      for id in panel.nodes {
        guard let node = index[id], !isPlaced[node] else {
          throw .inconsistent(detail: "узел «\(DisplayText.clean(id, limit: 40))» панели неизвестен или повторяется")
        }
        isPlaced[node] = true
        list.append(node)
      }
      members.append(list)
    }
    if let lost = isPlaced.firstIndex(of: false) {
      throw .inconsistent(detail: "узел «\(DisplayText.clean(map.nodes[lost].id, limit: 40))» вне панелей")
    }
    return members
  }

  // MARK: Scene

  private func scene(
    _ found: PanelLayout.Result, furniture: Furniture, scale: Double, order: [Int], members: [[Int]],
    cells: [[[PanelCell]]]
  ) -> MapScene {
    let measures = PanelLayout.Measures(font: found.font, level: found.level)
    let origin = Point(x: furniture.area.x, y: furniture.area.y)
    var scene = MapScene(
      size: map.paper.size * scale, title: DisplayText.clean(map.title), summary: "",
      furniture: furniture.groups, mapArea: furniture.area)
    var nodes = [SceneNode?](repeating: nil, count: map.nodes.count)
    for (position, panel) in order.enumerated() {
      let placed = found.panels[position]
      scene.panels.append(self.panel(panels[panel], placed, measures, origin: origin))
      for ((node, cell), frame) in zip(zip(members[panel], cells[panel][found.level.rawValue]), placed.cells) {
        nodes[node] = self.node(map.nodes[node], cell, frame: frame.moved(by: origin), measures)
      }
    }
    scene.nodes = nodes.compactMap { $0 }
    return scene
  }

  private func panel(
    _ panel: NetworkMap.Panel, _ placed: PanelLayout.Placed, _ measures: PanelLayout.Measures, origin: Point
  ) -> ScenePanel {
    let look = MapTheme.panel(isLeftOut: panel.isLeftOut)
    var texts: [SceneText] = []
    var y = placed.headerOrigin.y + origin.y
    let x = placed.headerOrigin.x + origin.x
    let room = placed.frame.maxX + origin.x - measures.padding * 0.5 - x
    func add(_ line: String, size: Double, step: Double, isBold: Bool, color: MapColor) {
      let text = measurer.fit(line, size: size, isBold: isBold, room: room)
      texts.append(
        SceneText(
          text: text, position: Point(x: x, y: y + size * 0.8), size: size, isBold: isBold, anchor: .start,
          color: color, width: measurer.width(of: text, size: size, isBold: isBold)))
      y += step
    }
    for line in placed.header.title {
      add(line, size: measures.titleFont, step: measures.titleStep, isBold: true, color: .ink)
    }
    for line in placed.header.details {
      add(line, size: measures.detailFont, step: measures.detailStep, isBold: false, color: .muted)
    }
    var mark: SceneShape?
    if let frame = placed.mark, let subject = panel.subject {
      let color = MapTheme.line(of: .subject(subject)).color
      mark = SceneShape(
        outline: .roundedBox, frame: frame.moved(by: origin), fill: color, stroke: color, strokeWidth: 0.5, dash: [])
    }
    return ScenePanel(
      id: panel.id, className: look.className, fullName: DisplayText.clean(panel.fullName),
      shape: look.shape(frame: placed.frame.moved(by: origin), scale: 1), mark: mark, texts: texts)
  }

  private func node(
    _ node: NetworkMap.Node, _ cell: PanelCell, frame: Rect, _ measures: PanelLayout.Measures
  ) -> SceneNode {
    let look = MapTheme.cell(of: node.style)
    let room = frame.width - measures.cellSides * 0.9
    let lines = cell.lines(within: room / measures.font)
    let sizes = lines.map { $0.isCode ? measures.codeFont : $0.scale * measures.font }
    let step = measures.font * NodeBox.lineHeight
    let height =
      NodeBox.capitals * (sizes.first ?? 0) + (lines.count > 1 ? step : 0) + NodeBox.descenders * (sizes.last ?? 0)
    var baseline = frame.centre.y - height / 2 + NodeBox.drop * measures.font + NodeBox.capitals * (sizes.first ?? 0)
    let shape = look.shape(frame: frame, scale: 1)
    let texts = zip(lines, sizes).map { line, size in
      // What may be cut keeps clear of the corners too.
      let clear = cell.allowsEllipsis ? frame.width - 2 * Self.cornerInset(shape, baseline: baseline, size: size) : room
      let text = measurer.fit(line.text, size: size, isBold: line.isBold, room: min(room, clear))
      defer { baseline += step }
      return SceneText(
        text: text, position: Point(x: frame.centre.x, y: baseline), size: size, isBold: line.isBold, anchor: .middle,
        color: look.text, width: measurer.width(of: text, size: size, isBold: line.isBold))
    }
    // The border lies inside the cell's place.
    return SceneNode(
      id: node.id, className: look.className, fullName: DisplayText.clean(node.fullName),
      shape: shape, texts: texts)
  }

  /// How far round or cut corners reach in from the sides at the height of a text.
  private static func cornerInset(_ shape: SceneShape, baseline: Double, size: Double) -> Double {
    let centre = shape.frame.centre.y
    let reach = max(centre - (baseline - size * 0.74), baseline + size * 0.22 - centre)
    func depth(_ corner: Double) -> Double { max(0, reach - (shape.frame.height / 2 - corner)) }
    switch shape.outline {
    case .octagon: return depth(Outline.cutSize(shape.frame))
    case .roundedBox, .pill:
      let radius = Outline.radius(shape.outline, shape.frame)
      let depth = min(depth(radius), radius)
      return radius - (radius * radius - depth * depth).squareRoot()
    case .ellipse, .hexagon, .note: return 0
    }
  }
}

extension Rect {
  func moved(by offset: Point) -> Rect { Rect(x: x + offset.x, y: y + offset.y, width: width, height: height) }
}
