internal import Foundation

/// Makes the scene of a map whose nodes stand at their places on the ground.
struct PlaceComposer<Measurer: TextMeasuring> {
  let map: NetworkMap
  let measurer: Measurer

  /// - Parameter index: the position of each node's id.
  func compose(index: [String: Int]) throws(MapError) -> MapScene {
    let boxes = map.nodes.map { PlaceBox($0, measurer: measurer) }
    let fitting = PlaceFitting(map: map, index: index, boxes: boxes, measurer: measurer)
    // A sheet may be reduced a little, so that boxes stay near their places.
    let isPrinted = map.paper.isPrinted
    let reduced: [(Double, Double, Double)] = isPrinted ? [(1.15, 8, 1), (1.33, 8, .infinity)] : []
    let attempts =
      fonts.map { (1.0, $0, $0 > 8 ? 0.8 : isPrinted ? 1.5 : .infinity) } + reduced
      + LayoutBounds.steps.drop { $0 <= (isPrinted ? 1.33 : 1) }.map { ($0, 8.5, .infinity) }
    for (pageScale, font, largestShift) in attempts {
      let furniture = Furniture(map, pageScale: pageScale, measurer: measurer)
      guard
        let layout = fitting.fit(
          area: furniture.area, furnitureScale: map.paper.furnitureScale * pageScale, font: font,
          largestShift: largestShift * font),
        let scene = scene(layout, furniture: furniture, pageScale: pageScale, boxes: boxes, index: index)
      else { continue }
      return scene
    }
    throw .layoutFailed(detail: "места не помещаются на странице")
  }

  private var fonts: [Double] {
    switch map.paper {
    case .slide, .a4: map.nodes.count <= 30 ? [12, 11, 10, 9, 8] : [10, 9, 8.5, 8]
    case .a3, .a0: map.nodes.count <= 60 ? [13, 12, 11, 10, 9, 8] : [11, 10, 9, 8]
    }
  }

  // MARK: Scene

  private func scene(
    _ layout: PlaceLayout, furniture: Furniture, pageScale: Double, boxes: [PlaceBox], index: [String: Int]
  ) -> MapScene? {
    let font = layout.font
    let composer = SceneComposer(map: map, measurer: measurer)
    var scene = MapScene(
      size: map.paper.size * pageScale, title: DisplayText.clean(map.title), summary: map.summary,
      furniture: furniture.groups, mapArea: furniture.area)
    scene.nodes = map.nodes.indices.map { node($0, box: boxes[$0], centre: layout.centres[$0], font: font) }

    let ends = map.edges.map { (tail: index[$0.tail] ?? 0, head: index[$0.head] ?? 0) }
    let (pairs, linesOfPair) = composer.grouped(ends)
    let frames = scene.nodes.map(\.shape.frame)
    let routes = PlaceRouter(
      frames: frames, area: furniture.area, isDot: boxes.map { $0.text == nil }, step: font * 0.2
    ).route(pairs)
    var drawn: [(edge: Int, link: SceneLink)] = []
    for (pair, lines) in linesOfPair.enumerated() {
      for (position, edge) in lines.enumerated() {
        let isReversed = ends[edge].tail != pairs[pair].tail
        let (tail, head) = (scene.nodes[ends[edge].tail], scene.nodes[ends[edge].head])
        let room = min(tail.shape.frame.height, head.shape.frame.height) * 0.8
        let shifted = LinkDrawing.shifted(routes[pair], index: position, of: lines.count, room: room)
        let cut = LinkDrawing.cut(isReversed ? shifted.reversed() : shifted, from: tail.shape, to: head.shape)
        drawn.append((edge, composer.link(edge, points: cut, tail: tail, head: head)))
      }
    }
    for edge in map.edges.indices where ends[edge].tail == ends[edge].head {
      let node = scene.nodes[ends[edge].tail]
      let loop = LinkDrawing.loop(at: node.shape.frame, scale: 1)
      drawn.append((edge, composer.link(edge, points: loop, tail: node, head: node)))
    }
    scene.links = drawn.sorted { $0.edge < $1.edge }.map(\.link)

    let trays = layout.trays.enumerated().map { number, placed in
      placed.tray.ground(id: "tray-\(number + 1)", at: placed.corner)
    }
    guard let grounds = grounds(layout, frames: frames, trays: layout.trays, links: scene.links, index: index) else {
      return nil
    }
    scene.grounds = grounds + trays
    let key = PlaceKey(
      map.codes, hasGround: layout.pointsPerKilometre != nil, scale: map.paper.furnitureScale * pageScale,
      measurer: measurer
    ).placed(
      at: layout.key.corner, columns: layout.key.columns, isBeside: layout.key.isBeside,
      pointsPerKilometre: layout.pointsPerKilometre, note: note(layout))
    if key.frame != nil { scene.furniture.append(key) }
    scene.mapArea = layout.mapArea
    return scene
  }

  /// How far boxes were moved, so that nobody measures between them.
  private func note(_ layout: PlaceLayout) -> String? {
    guard layout.medianShift >= 0.01 else { return nil }
    let hundredths = Int((min(layout.medianShift, 10_000) * 100).rounded())
    let (whole, part) = (hundredths / 100, hundredths % 100)
    let text = part == 0 ? "\(whole)" : "\(whole),\(part < 10 ? "0" : "")\(part)"
    return "сдвиг знаков: \(text) км"
  }

  private func node(_ index: Int, box: PlaceBox, centre: Point, font: Double) -> SceneNode {
    let node = map.nodes[index]
    let look = MapTheme.place(of: node.style)
    let frame = Rect(centre: centre, size: box.size(font: font))
    var shape = look.shape(frame: frame, scale: font / 9)
    let isPresumed = node.place?.isPresumed ?? true
    if box.text == nil {
      shape = MapTheme.dot(frame: frame, isPresumed: isPresumed)
    } else if isPresumed {
      shape = MapTheme.presumed(shape, scale: font / 9)
    }
    return SceneNode(
      id: node.id, className: look.className + (isPresumed ? " presumed" : ""),
      fullName: DisplayText.clean(node.fullName) + (isPresumed ? ", место предположительно" : ""), shape: shape,
      texts: box.texts(at: centre, font: font, color: look.text))
  }

  /// The grounds with their names; `nil` when a name has no room.
  private func grounds(
    _ layout: PlaceLayout, frames: [Rect], trays: [(tray: PlaceTray, corner: Point)], links: [SceneLink],
    index: [String: Int]
  ) -> [SceneGround]? {
    let font = layout.font
    let inTray = Set(trays.flatMap(\.tray.nodes))
    let nameSize = max(font * 1.25, 9.6 * map.paper.furnitureScale)
    var regions: [(region: NetworkMap.Region, path: [Point], polygon: [Point], name: String, width: Double)] = []
    for region in map.regions {
      let members = region.nodes.compactMap { index[$0] }.filter { !inTray.contains($0) }
      guard !members.isEmpty else { continue }
      let (path, polygon) = DistrictGround.outline(around: members.map { frames[$0] }, margin: font * 0.8)
      let name = measurer.fit(
        measurer.drawable(DisplayText.clean(region.name, limit: 40)), size: nameSize, isBold: true,
        room: layout.room.width * 0.5)
      regions.append((region, path, polygon, name, measurer.width(of: name, size: nameSize, isBold: true)))
    }
    let named = regions.filter { !$0.name.isEmpty }
    let obstacles =
      frames
      + trays.map { Rect(x: $0.corner.x, y: $0.corner.y, width: $0.tray.size.width, height: $0.tray.size.height) }
    let placement = GroundNames(
      names: named.map { .init(size: Size(width: $0.width, height: nameSize * 0.98), polygon: $0.polygon) },
      obstacles: obstacles, lines: links.map { Bezier.flatten($0.path.points) }, area: layout.room, step: font * 0.6)
    guard let places = placement.run() else { return nil }
    let place = Dictionary(zip(named.map(\.region.id), places), uniquingKeysWith: { first, _ in first })
    return regions.enumerated().map { number, item in
      var texts: [SceneText] = []
      if let frame = place[item.region.id] {
        texts.append(
          SceneText(
            text: item.name, position: Point(x: frame.centre.x, y: frame.y + nameSize * 0.75), size: nameSize,
            isBold: true, anchor: .middle, color: MapColor(0x3B5166), width: item.width))
      }
      let look = MapTheme.ground(number)
      return SceneGround(
        id: item.region.id, className: "ground district", fullName: DisplayText.clean(item.region.name),
        points: item.path, fill: look.fill, fillOpacity: 0.6, stroke: look.stroke, strokeWidth: font * 0.1, dash: [],
        texts: texts)
    }
  }
}

extension MapTheme {
  /// Grounds that overlap are told apart by tint, and by their outlines on a grey printer.
  static func ground(_ number: Int) -> (fill: MapColor, stroke: MapColor) {
    let tints: [(UInt32, UInt32)] = [
      (0xE3ECF5, 0x9DB2C7), (0xEFEADB, 0xBDB291), (0xE2EFE6, 0x98B9A4), (0xEEE5F0, 0xB6A0BC), (0xE4EEF0, 0x97B4BA),
    ]
    let tint = tints[number % tints.count]
    return (MapColor(tint.0), MapColor(tint.1))
  }

  /// A school without a label.
  static func dot(frame: Rect, isPresumed: Bool) -> SceneShape {
    SceneShape(
      outline: .ellipse, frame: frame, fill: isPresumed ? .white : MapColor(0x8595A6), stroke: MapColor(0x7B8A9A),
      strokeWidth: frame.width * 0.16, dash: isPresumed ? [frame.width * 0.3, frame.width * 0.22] : [])
  }
}
