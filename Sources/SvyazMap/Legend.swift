/// The legend: one entry for each look that occurs on the map, and for no other.
struct Legend {
  enum Sample: Equatable {
    case node(NetworkMap.NodeStyle)
    /// A node as it looks in a panel.
    case cell(NetworkMap.NodeStyle)
    case line(NetworkMap.EdgeStyle, isDirected: Bool, isProposed: Bool)
    /// A node on the ground; a dot; ground of places not known for sure.
    case place(NetworkMap.NodeStyle), dot(isPresumed: Bool), presumed
    /// A word in the nodes.
    case code(String)
    /// A node with a wide ring.
    case ring(NetworkMap.NodeStyle)
    case nodeChange(NetworkMap.NodeStyle, NetworkMap.Change)
    case lineChange(NetworkMap.Change, isDirected: Bool)
    /// A node beside what the map is about.
    case pale(NetworkMap.NodeStyle)
  }
  struct Entry: Equatable {
    let sample: Sample
    let text: String

    var isCode: Bool { if case .code = sample { true } else { false } }
    var isLine: Bool {
      switch sample {
      case .line, .lineChange: true
      case .node, .cell, .code, .ring, .nodeChange, .place, .dot, .presumed, .pale: false
      }
    }
  }

  let entries: [Entry]

  init(_ map: NetworkMap) {
    if case .ellipse = map.arrangement {
      entries = Self.mixing(map)
      return
    }
    if map.isOfChanges {
      entries = Self.changes(map)
      return
    }
    let nodeStyles = Set(map.nodes.map(\.style))
    let hasPlaces = map.arrangement == .places
    let hasPanels =
      switch map.arrangement {
      case .panels, .groups: true
      case .network, .rings, .hubs, .places, .ellipse: false
      }
    var entries = NetworkMap.NodeStyle.allCases.filter(nodeStyles.contains).map { style in
      Entry(sample: hasPanels ? .cell(style) : .node(style), text: MapTheme.look(of: style).legend)
    }
    if hasPlaces { entries = Self.places(map) }
    let isDirected = map.edges.contains(where: \.isDirected)
    // On a map of a plan alone every arrow is hollow, and the title says that it is a plan.
    let ties = map.edges.filter(\.isDirected)
    let isPlan = !ties.isEmpty && ties.allSatisfy(\.isProposed)
    let styles = Set(map.edges.map(\.style))
    let subjects = styles.compactMap { if case .subject(let index) = $0 { index } else { nil } }.sorted()
    for index in subjects where index < MapTheme.knownSubjectCount && index >= 0 {
      let name = map.subjects.indices.contains(index) ? DisplayText.clean(map.subjects[index], limit: 40) : "предмет"
      entries.append(
        Entry(sample: .line(.subject(index), isDirected: isDirected, isProposed: isPlan), text: name))
    }
    if let other = subjects.first(where: { $0 >= MapTheme.knownSubjectCount || $0 < 0 }) {
      entries.append(
        Entry(sample: .line(.subject(other), isDirected: isDirected, isProposed: isPlan), text: "другие предметы"))
    }
    let rest: [(NetworkMap.EdgeStyle, String, Bool)] = [
      (.wholeSchool, "школа в целом", isDirected), (.membership, "участие в ММО", false),
      (.event, "участие в событии", false),
    ]
    // A line that ends at a hexagon or a note needs no entry beside theirs.
    let isClear: [NetworkMap.EdgeStyle: Bool] = [
      .membership: nodeStyles.contains(.association), .event: nodeStyles.contains(.event),
    ]
    for (style, text, isDirected) in rest where styles.contains(style) && isClear[style] != true {
      entries.append(Entry(sample: .line(style, isDirected: isDirected, isProposed: isPlan), text: text))
    }
    if !isPlan, let proposed = ties.first(where: \.isProposed) {
      entries.append(
        Entry(sample: .line(proposed.style, isDirected: true, isProposed: true), text: "предложено (контурная стрелка)")
      )
    }
    if let pale = map.nodes.first(where: \.isPale) {
      entries.append(Entry(sample: .pale(pale.style), text: "серым — остальная сеть"))
    }
    // Codes of places are explained beside the ground.
    entries += (hasPlaces ? [] : map.codes).map { code in
      Entry(sample: .code(DisplayText.clean(code.code, limit: 8)), text: DisplayText.clean(code.name, limit: 40))
    }
    self.entries = entries
  }

  private static func places(_ map: NetworkMap) -> [Entry] {
    let labelled = Set(map.nodes.filter { !$0.label.isEmpty }.map(\.style))
    var entries = NetworkMap.NodeStyle.allCases.filter(labelled.contains).map { style in
      Entry(sample: .place(style), text: MapTheme.look(of: style).legend)
    }
    let dots = map.nodes.filter { $0.label.isEmpty }
    if !dots.isEmpty {
      let isPresumed = dots.allSatisfy { $0.place?.isPresumed ?? true }
      entries.append(Entry(sample: .dot(isPresumed: isPresumed), text: "школа без связей"))
    }
    if map.allPlacesPresumed {
      entries.append(Entry(sample: .presumed, text: "места предположительные"))
    } else if map.marksPresumedPlaces {
      entries.append(Entry(sample: .code("?"), text: "место предположительное"))
    }
    return entries
  }

  /// Rows from left to right; as high as needed.
  func placed(
    left: Double, top: Double, width: Double, scale: Double, measurer: some TextMeasuring
  ) -> SceneGroup {
    var group = SceneGroup(role: .legend)
    let size = 10.5 * scale
    let rowHeight = 17 * scale
    let swatch = 26 * scale
    let codesWidth = entries.reduce(0) { total, entry in
      guard case .code(let word) = entry.sample else { return total }
      return total + measurer.width(of: measurer.drawable(word), size: size, isBold: true) + 18 * scale
        + measurer.width(of: measurer.drawable(entry.text), size: size, isBold: false)
    }
    let totalWidth = entries.filter { !$0.isCode }.reduce(-18 * scale) { total, entry in
      total + swatch + 24 * scale + measurer.width(of: measurer.drawable(entry.text), size: size, isBold: false)
    }
    var x = left
    var y = top + rowHeight / 2
    for (index, entry) in entries.enumerated() {
      let text = measurer.drawable(entry.text)
      let textWidth = measurer.width(of: text, size: size, isBold: false)
      var swatch = swatch
      var gap = 6 * scale
      var code: String?
      if case .code(let word) = entry.sample {
        code = measurer.drawable(word)
        swatch = measurer.width(of: code ?? "", size: size, isBold: true)
        gap = 4 * scale
      }
      let entryWidth = swatch + gap + textWidth
      // Codes stand together: on the row begun if all fit there, else from a new one.
      let isFirstCode = code != nil && index > 0 && !entries[index - 1].isCode
      let isTight = isFirstCode && x + codesWidth > left + width
      // Lines too, where nodes and lines do not fit one row anyway.
      let isFirstLine = entry.isLine && index > 0 && !entries[index - 1].isLine && totalWidth > width
      if x > left, isTight || isFirstLine || x + entryWidth > left + width {
        x = left
        y += rowHeight
      }
      if let code {
        group.texts.append(
          SceneText(
            text: code, position: Point(x: x, y: y + size * 0.35), size: size, isBold: true, anchor: .start,
            color: .ink, width: swatch))
      }
      add(entry.sample, to: &group, x: x, y: y, width: swatch, scale: scale)
      group.texts.append(
        SceneText(
          text: text, position: Point(x: x + swatch + gap, y: y + size * 0.35), size: size, isBold: false,
          anchor: .start, color: .ink, width: textWidth))
      x += entryWidth + (code == nil ? 18 : 14) * scale
    }
    return group
  }

  private func add(_ sample: Sample, to group: inout SceneGroup, x: Double, y: Double, width: Double, scale: Double) {
    switch sample {
    case .code: break
    case .place(let style):
      let look = MapTheme.place(of: style)
      group.shapes.append(
        look.shape(frame: Rect(x: x, y: y - 6.5 * scale, width: width, height: 13 * scale), scale: scale))
    case .dot(let isPresumed):
      let frame = Rect(centre: Point(x: x + width - 6 * scale, y: y), size: Size(width: 7 * scale, height: 7 * scale))
      group.shapes.append(MapTheme.dot(frame: frame, isPresumed: isPresumed))
    case .presumed:
      let frame = Rect(x: x, y: y - 6.5 * scale, width: width, height: 13 * scale)
      let ground = MapTheme.ground(0)
      group.shapes.append(
        SceneShape(
          outline: .roundedBox, frame: frame, fill: ground.fill, stroke: ground.stroke, strokeWidth: 1.1 * scale,
          dash: MapTheme.presumedGround.map { $0 * 9 * scale }))
    case .ring(let style):
      var shape = MapTheme.look(of: style).shape(
        frame: Rect(x: x + width / 2 - 5.5 * scale, y: y - 5.5 * scale, width: 11 * scale, height: 11 * scale),
        scale: scale)
      shape.strokeWidth = 3.5 * scale
      group.shapes.append(shape)
    case .nodeChange(let style, let change):
      let frame = Rect(x: x, y: y - 6.5 * scale, width: width, height: 13 * scale)
      group.shapes.append(MapTheme.look(of: style, change: change).shape(frame: frame, scale: scale))
    case .lineChange(let change, let isDirected):
      let line = [Point(x: x, y: y), Point(x: x + width, y: y)]
      group.paths.append(
        LinkDrawing.path(
          line, look: MapTheme.line(of: .wholeSchool, change: change), isDirected: isDirected, isProposed: false,
          change: change, scale: scale))
    case .pale(let style):
      var node = NetworkMap.Node(id: "", label: "", fullName: "", style: style)
      node.isPale = true
      let frame = Rect(x: x, y: y - 6.5 * scale, width: width, height: 13 * scale)
      group.shapes.append(MapTheme.look(of: node).shape(frame: frame, scale: scale))
    case .node(let style), .cell(let style):
      let look = if case .cell = sample { MapTheme.cell(of: style) } else { MapTheme.look(of: style) }
      let isRound = style == .district || style == .districtUnknown
      let wide = isRound ? 13 * scale : width
      let frame = Rect(x: x + (width - wide) / 2, y: y - 6.5 * scale, width: wide, height: 13 * scale)
      group.shapes.append(look.shape(frame: frame, scale: scale))
    case .line(let style, let isDirected, let isProposed):
      let line = [Point(x: x, y: y), Point(x: x + width, y: y)]
      group.paths.append(
        LinkDrawing.path(
          line, look: MapTheme.line(of: style), isDirected: isDirected, isProposed: isProposed, scale: scale))
    }
  }
}

extension MapTheme.NodeLook {
  func shape(frame: Rect, scale: Double) -> SceneShape {
    SceneShape(
      outline: outline, frame: frame, fill: fill, stroke: stroke, strokeWidth: strokeWidth * scale,
      dash: dash.map { $0 * scale })
  }
}
