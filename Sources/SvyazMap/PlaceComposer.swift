internal import Foundation

/// Makes the scene of a map whose nodes stand at their places on the ground.
struct PlaceComposer<Measurer: TextMeasuring> {
  let map: NetworkMap
  let measurer: Measurer

  /// - Parameter index: the position of each node's id.
  func compose(index: [String: Int]) throws(MapError) -> MapScene {
    if let scene = arranged(index: index) { return scene }
    // Names so long that no page has room for all that is said of them: the map stays, it says less.
    var bare = map
    while !bare.caption.isEmpty {
      bare.caption.removeLast()
      if let scene = PlaceComposer(map: bare, measurer: measurer).arranged(index: index) { return scene }
    }
    throw .layoutFailed(detail: "места не помещаются на странице")
  }

  /// - Returns: `nil` when the map has room on no page.
  private func arranged(index: [String: Int]) -> MapScene? {
    let marksPresumed = map.marksPresumedPlaces
    let boxes = map.nodes.map { PlaceBox($0, marksPresumed: marksPresumed, measurer: measurer) }
    let fitting = PlaceFitting(map: map, index: index, boxes: boxes, measurer: measurer)
    // A sheet may be reduced a little, so that boxes stay near their places; on a slide that is too crowded for its
    // lines, marks with ties stand farther apart.
    let isPrinted = map.paper.isPrinted
    var attempts: [Attempt] = fonts.map {
      Attempt(font: $0, largestShift: $0 > 8 ? 0.8 : isPrinted ? 1.9 : .infinity)
    }
    if isPrinted {
      attempts.append(Attempt(pageScale: 1.15, font: 8, largestShift: 1.9))
      attempts.append(Attempt(pageScale: 1.33, font: 8, largestShift: .infinity))
    } else {
      attempts += [1.8, 2.8, 4].map { Attempt(font: 8, largestShift: .infinity, spacing: $0) }
    }
    attempts += LayoutBounds.steps.drop { $0 <= (isPrinted ? 1.33 : 1) }.map {
      Attempt(pageScale: $0, font: 8.5, largestShift: .infinity)
    }
    var best: (crossings: Int, scene: MapScene)?
    for attempt in attempts {
      let pageScale = attempt.pageScale
      // Smaller marks rather than a line through one; but a line through one rather than a larger page.
      if pageScale > 1, let best { return best.scene }
      // Beside the ground the caption stands with the key; under it, at the foot of the page.
      let plain = Furniture(map, pageScale: pageScale, captionLines: 0, measurer: measurer)
      let captioned =
        map.sentences.isEmpty ? plain : Furniture(map, pageScale: pageScale, measurer: measurer)
      guard
        let layout = fitting.fit(
          beside: plain.area, under: captioned.area, furnitureScale: map.paper.furnitureScale * pageScale,
          font: attempt.font, largestShift: attempt.largestShift * attempt.font, spacing: attempt.spacing),
        let scene = scene(
          layout, furniture: layout.key.isBeside ? plain : captioned, pageScale: pageScale, boxes: boxes, index: index)
      else { continue }
      guard map.paper == .slide, pageScale == 1 else { return scene }
      let crossings = Set(SceneCheck.crossings(scene).map(\.link)).count
      if crossings == 0 { return scene }
      if crossings < best?.crossings ?? .max { best = (crossings, scene) }
    }
    return best?.scene
  }

  private struct Attempt {
    var pageScale = 1.0
    var font: Double
    /// Of half of the marks, over the font.
    var largestShift: Double
    /// Of the room between marks with ties.
    var spacing = 1.0
  }

  private var fonts: [Double] {
    switch map.paper {
    case .slide, .a4: map.nodes.count <= 30 ? [12, 11, 10, 9, 8] : [11, 10, 9, 8.5, 8]
    case .a3, .a0: map.nodes.count <= 60 ? [13, 12, 11, 10, 9, 8] : [11, 10, 9, 8]
    }
  }

  // MARK: Scene

  private func scene(
    _ layout: PlaceLayout, furniture: Furniture, pageScale: Double, boxes: [PlaceBox], index: [String: Int]
  ) -> MapScene? {
    var layout = layout
    let font = layout.font
    let composer = SceneComposer(map: map, measurer: measurer)
    var scene = MapScene(
      size: map.paper.size * pageScale, title: DisplayText.clean(map.title), summary: map.summary,
      furniture: furniture.groups, mapArea: layout.mapArea)
    func drawNodes() {
      scene.nodes = map.nodes.indices.map { node($0, box: boxes[$0], centre: layout.centres[$0], font: font) }
    }
    drawNodes()

    let ends = map.edges.map { (tail: index[$0.tail] ?? 0, head: index[$0.head] ?? 0) }
    let (pairs, linesOfPair) = composer.grouped(ends)
    let isTied = Set(ends.flatMap { [$0.tail, $0.head] })
    let inTray = Set(layout.trays.flatMap(\.tray.nodes))
    let routes = PlaceRouter(
      frames: scene.nodes.map(\.shape.frame),
      obstacles: map.nodes.indices.map {
        isTied.contains($0) || inTray.contains($0) ? .fast : boxes[$0].text == nil ? .dot : .labelled
      },
      closed: layout.inset.map { [$0.frame.inset(by: -3)] } ?? [], area: layout.mapArea.inset(by: 2),
      step: font * 0.3
    ).route(pairs, counts: linesOfPair.map(\.count))
    scene.links = composer.links(
      between: scene.nodes, ends: ends, pairs: pairs, linesOfPair: linesOfPair, routes: routes)

    var frames = scene.nodes.map(\.shape.frame)
    makeWay(
      &frames, lines: scene.links, isTied: isTied, inTray: inTray, isDot: boxes.map { $0.text == nil }, layout: layout)
    for index in frames.indices { layout.centres[index] = frames[index].centre }
    drawNodes()

    guard let grounds = grounds(layout, frames: frames, links: scene.links, index: index) else { return nil }
    let trays = layout.trays.enumerated().map { number, placed in
      placed.tray.ground(id: "tray-\(number + 1)", at: placed.corner)
    }
    scene.grounds = insetGrounds(layout) + grounds + trays
    scene.furniture += PlaceKey(
      map.codes, hasGround: layout.pointsPerKilometre != nil, sentences: map.sentences,
      scale: map.paper.furnitureScale * pageScale, measurer: measurer
    ).placed(
      at: layout.key.corner, columns: layout.key.columns, isBeside: layout.key.isBeside,
      pointsPerKilometre: layout.pointsPerKilometre, note: note(layout))
    return scene
  }

  /// Marks without ties leave the lines.
  private func makeWay(
    _ frames: inout [Rect], lines: [SceneLink], isTied: Set<Int>, inTray: Set<Int>, isDot: [Bool], layout: PlaceLayout
  ) {
    let font = layout.font
    let inInset = Set(layout.inset?.nodes ?? [])
    // As far from the edge as the ground around the marks.
    let room = layout.room.inset(by: font * 1.2)
    let closed =
      layout.trays.map { Rect(x: $0.corner.x, y: $0.corner.y, width: $0.tray.size.width, height: $0.tray.size.height) }
    let yield = PlaceYield(
      lines: lines.map { (Bezier.flatten($0.path.points) + ($0.path.arrowhead.map { [$0.tip] } ?? []), $0.path.width) },
      gap: max(LayoutBounds.separation, font * 0.34) - 0.5, limit: font * 6.5)
    func rooms(_ isIn: (Int) -> Bool, _ room: Rect) -> [Rect?] {
      frames.indices.map { isTied.contains($0) || inTray.contains($0) || !isIn($0) ? nil : room }
    }
    yield.run(
      &frames, rooms: rooms({ !inInset.contains($0) }, room),
      closed: closed + (layout.inset.map { [$0.frame.inset(by: -font)] } ?? []), isSmall: isDot)
    if let inset = layout.inset {
      yield.run(&frames, rooms: rooms(inInset.contains, inset.inner), closed: closed, isSmall: isDot)
    }
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
    let isPresumed = node.place?.isPresumed ?? true
    let shape =
      box.text == nil
      ? MapTheme.dot(frame: frame, isPresumed: isPresumed) : look.shape(frame: frame, scale: font / 9)
    return SceneNode(
      id: node.id, className: look.className + (isPresumed ? " presumed" : ""),
      fullName: DisplayText.clean(node.fullName) + (isPresumed ? ", место предположительно" : ""), shape: shape,
      texts: box.texts(at: centre, font: font, color: look.text))
  }

  // MARK: Grounds

  /// The frame of the inset, and an arrow to where it truly lies.
  private func insetGrounds(_ layout: PlaceLayout) -> [SceneGround] {
    guard let inset = layout.inset else { return [] }
    let font = layout.font
    let frame = inset.frame
    let corners = [
      Point(x: frame.x, y: frame.y), Point(x: frame.maxX, y: frame.y), Point(x: frame.maxX, y: frame.maxY),
      Point(x: frame.x, y: frame.maxY),
    ]
    let padding = font * 0.7
    let texts = inset.title.enumerated().map { number, line in
      let text = measurer.drawable(line)
      return SceneText(
        text: text,
        position: Point(
          x: frame.x + padding, y: frame.y + padding + inset.textSize * 0.78 + Double(number) * inset.lineHeight),
        size: inset.textSize, isBold: false, anchor: .start, color: .ink,
        width: measurer.width(of: text, size: inset.textSize, isBold: false))
    }
    let words = inset.title.joined(separator: " ")
    let outline = SceneGround(
      id: "inset", className: "ground inset", fullName: words,
      points: DistrictGround.rounded(corners, radius: font * 0.4), fill: .white, fillOpacity: 1,
      stroke: MapColor(0x64707D), strokeWidth: font * 0.1, dash: [], texts: texts)
    let size = inset.textSize * 1.7
    let arrow = PlaceInset.arrow(
      centre: Point(x: frame.maxX - padding - size / 2, y: frame.y + padding + inset.lineHeight), size: size,
      way: inset.way)
    return [
      outline,
      SceneGround(
        id: "inset-arrow", className: "ground inset-arrow", fullName: words, points: arrow, fill: MapColor(0x52606D),
        fillOpacity: 1, stroke: MapColor(0x52606D), strokeWidth: 0.3, dash: [], texts: []),
    ]
  }

  private struct Region {
    var region: NetworkMap.Region
    var path, polygon: [Point]
    var name: String
    var width: Double
    var isInset: Bool
  }

  /// The grounds with their names; `nil` when a name has no room.
  private func grounds(
    _ layout: PlaceLayout, frames: [Rect], links: [SceneLink], index: [String: Int]
  ) -> [SceneGround]? {
    let font = layout.font
    let inTray = Set(layout.trays.flatMap(\.tray.nodes))
    let inInset = Set(layout.inset?.nodes ?? [])
    let nameSize = max(font * 1.25, 9.6 * map.paper.furnitureScale)
    var regions: [Region] = []
    for region in map.regions {
      let all = region.nodes.compactMap { index[$0] }.filter { !inTray.contains($0) }
      // A district of which a part stands in the inset has its ground outside.
      let outside = all.filter { !inInset.contains($0) }
      let members = outside.isEmpty ? all : outside
      guard !members.isEmpty else { continue }
      let (path, polygon) = DistrictGround.outline(around: members.map { frames[$0] }, margin: font * 0.8)
      let room = outside.isEmpty ? (layout.inset?.frame.width ?? 0) - font : layout.room.width * 0.5
      let name = measurer.fit(
        measurer.drawable(DisplayText.clean(region.name, limit: 40)), size: nameSize, isBold: true, room: room)
      regions.append(
        Region(
          region: region, path: path, polygon: polygon, name: name,
          width: measurer.width(of: name, size: nameSize, isBold: true), isInset: outside.isEmpty))
    }
    let trays = layout.trays.map {
      Rect(x: $0.corner.x, y: $0.corner.y, width: $0.tray.size.width, height: $0.tray.size.height)
    }
    let lines = links.map { Bezier.flatten($0.path.points) }
    var place: [String: Rect] = [:]
    func name(_ named: [Region], obstacles: [Rect], area: Rect) -> Bool {
      let placement = GroundNames(
        names: named.map { .init(size: Size(width: $0.width, height: nameSize * 0.98), polygon: $0.polygon) },
        obstacles: frames + trays + obstacles, lines: lines, area: area, step: font * 0.5)
      guard let places = placement.run() else { return false }
      for (region, frame) in zip(named, places) { place[region.region.id] = frame }
      return true
    }
    let named = regions.filter { !$0.name.isEmpty }
    let insetFrames = layout.inset.map { [$0.frame.inset(by: -2)] } ?? []
    guard name(named.filter { !$0.isInset }, obstacles: insetFrames, area: layout.room) else { return nil }
    if let inset = layout.inset {
      let title = inset.textSize * 0.5 + inset.lineHeight * Double(inset.title.count)
      let area = Rect(
        x: inset.frame.x + 3, y: inset.frame.y + title + 3, width: inset.frame.width - 6,
        height: inset.frame.height - title - 6)
      guard name(named.filter(\.isInset), obstacles: [], area: area) else { return nil }
    }
    let dash = map.allPlacesPresumed ? MapTheme.presumedGround.map { $0 * font } : []
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
        points: item.path, fill: look.fill, fillOpacity: 0.6, stroke: look.stroke,
        strokeWidth: font * (dash.isEmpty ? 0.1 : 0.12), dash: dash, texts: texts)
    }
  }
}

extension NetworkMap {
  /// Every node on the ground stands where it is only presumed to be: the outlines of the grounds say so, and no node
  /// need say it by itself.
  var allPlacesPresumed: Bool {
    arrangement == .places && nodes.contains { $0.place != nil } && nodes.allSatisfy { $0.place?.isPresumed ?? true }
  }

  /// Some nodes on the ground stand where they are only presumed to be: each of them says so.
  var marksPresumedPlaces: Bool {
    arrangement == .places && !allPlacesPresumed && nodes.contains { $0.place?.isPresumed == true }
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
      outline: .ellipse, frame: frame, fill: isPresumed ? .white : MapColor(0x8595A6), stroke: MapColor(0x6B7A8A),
      strokeWidth: frame.width * 0.16, dash: [])
  }

  /// The outline of a ground whose schools stand at presumed places, for a font of one point.
  static let presumedGround = [0.55, 0.4]
}
