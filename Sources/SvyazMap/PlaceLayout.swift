/// Where everything on a map of places stands, for one page and font; in points of the page.
struct PlaceLayout {
  /// A part of the city in a frame of its own.
  struct Inset {
    /// Positions of its nodes.
    var nodes: [Int]
    var frame: Rect
    /// Where its nodes lie: the frame without margins and title.
    var inner: Rect
    /// Of the title.
    var textSize, lineHeight: Double
    var title: [String]
    /// Towards its true place.
    var way: Point
  }

  /// Of the nodes.
  var centres: [Point]
  var font: Double
  /// Where the ground lies.
  var room: Rect
  /// The ground and the trays.
  var mapArea: Rect
  /// Kilometres on the page; `nil` when no node has a place.
  var pointsPerKilometre: Double?
  /// Of nodes on the ground: where they would stand if no other were in their way, and the scale there.
  var homes: [(node: Int, home: Point, factor: Double)]
  var trays: [(tray: PlaceTray, corner: Point)]
  var inset: Inset?
  var key: (columns: Int, isBeside: Bool, corner: Point)
  /// Of marks with ties.
  var spacing: Double

  /// How far half of the nodes on the ground, or fewer, are moved from their places, in kilometres.
  var medianShift: Double {
    let shifts = homes.map { (centres[$0.node] - $0.home).length / $0.factor }.sorted()
    return shifts.isEmpty ? 0 : shifts[shifts.count / 2]
  }
}

/// Fits the places of a map to a page: the scale, the key beside or under, the inset, the trays, and no box on another.
struct PlaceFitting<Measurer: TextMeasuring> {
  let map: NetworkMap
  let index: [String: Int]
  let boxes: [PlaceBox]
  let measurer: Measurer
  private let located: [Int]
  private let places: [Point]
  /// Of ``located``.
  private let far: [Bool]

  init(map: NetworkMap, index: [String: Int], boxes: [PlaceBox], measurer: Measurer) {
    self.map = map
    self.index = index
    self.boxes = boxes
    self.measurer = measurer
    located = map.nodes.indices.filter { map.nodes[$0].place != nil }
    places = located.map { Point(x: map.nodes[$0].place?.east ?? 0, y: -(map.nodes[$0].place?.north ?? 0)) }
    far = Self.isFar(places)
  }

  /// Places so far from the others that a scale for all would show the city as a point: beyond eight times the distance
  /// that three quarters keep, and at most one in ten.
  private static func isFar(_ places: [Point]) -> [Bool] {
    func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    guard places.count >= 4 else { return places.map { _ in false } }
    let middle = Point(x: median(places.map(\.x)), y: median(places.map(\.y)))
    let distances = places.map { ($0 - middle).length }
    let usual = distances.sorted()[(places.count * 3 - 1) / 4]
    let far = distances.map { $0 > max(usual * 8, 60) }
    return far.filter { $0 }.count * 10 <= places.count ? far : places.map { _ in false }
  }

  /// «За пределами карты: 1000 км к югу», or from how far to how far.
  private func outsideTitle() -> String {
    let shown = located.indices.filter { !far[$0] }.map { places[$0] }
    let middle = shown.reduce(Point(x: 0, y: 0), +) * (1 / Double(max(shown.count, 1)))
    let ways = located.indices.filter { far[$0] }.map { places[$0] - middle }
    let lengths = ways.map(\.length)
    guard let least = lengths.min(), let most = lengths.max() else { return "" }
    let (from, to) = (PlaceInset.kilometres(least), PlaceInset.kilometres(most))
    let winds = Set(ways.map(PlaceInset.wind))
    let distance = from == to ? from : "от \(from) до \(to)"
    return "За пределами карты: \(distance)" + (winds.count == 1 ? " \(winds.first ?? "")" : "")
  }

  /// The places shown on the ground, and what of them may stand in an inset.
  private struct Ground {
    /// Nodes outside the inset, their places and strips.
    var nodes: [Int]
    var homes: [Point]
    var strips: [(tray: PlaceTray, region: [Int])]
    var inset: (part: PlaceInset, nodes: [Int], homes: [Point])?
  }

  /// - Parameters:
  ///   - beside: the map's area where the key and the caption stand beside the ground.
  ///   - under: where both stand under it.
  ///   - largestShift: how far half of the boxes may be moved, in points.
  ///   - spacing: how much of the usual room marks with ties keep between them.
  /// - Returns: `nil` when the page is too small for this font.
  func fit(
    beside: Rect, under: Rect, furnitureScale: Double, font: Double, largestShift: Double, spacing: Double
  ) -> PlaceLayout? {
    let shown = located.indices.filter { !far[$0] }
    let nodes = shown.map { located[$0] }
    let homes = shown.map { places[$0] }
    let outside = located.indices.filter { far[$0] }.map { located[$0] }
    guard homes.allSatisfy({ abs($0.x) < 1e6 && abs($0.y) < 1e6 }) else { return nil }
    let key = PlaceKey(
      map.codes, hasGround: !nodes.isEmpty, sentences: map.sentences, scale: furnitureScale, measurer: measurer)

    // Strips of schools that only their district places.
    let onGround = Set(nodes)
    var strips: [(tray: PlaceTray, region: [Int])] = []
    var stripped: Set<Int> = []
    for region in map.regions {
      let members = region.nodes.compactMap { index[$0] }
      let placed = members.filter(onGround.contains)
      let unplaced = members.filter { map.nodes[$0].place == nil && !stripped.contains($0) }
      guard !placed.isEmpty, !unplaced.isEmpty else { continue }
      guard
        let tray = PlaceTray(
          unplaced, boxes: boxes, title: DisplayText.clean(region.name, limit: 40) + ": место неизвестно", width: nil,
          font: font, measurer: measurer), tray.size.width <= beside.width * 0.6
      else { return nil }
      stripped.formUnion(unplaced)
      strips.append((tray, placed))
    }
    let lost = map.nodes.indices.filter { map.nodes[$0].place == nil && !stripped.contains($0) }
    let left = [(lost, "Место неизвестно"), (outside, outside.isEmpty ? "" : outsideTitle())].filter { !$0.0.isEmpty }

    var grounds = [Ground(nodes: nodes, homes: homes, strips: strips)]
    if let part = PlaceInset.find(homes, room: Size(width: beside.width * 0.75, height: beside.height)) {
      let inPart = Set(part.members)
      let rest = homes.indices.filter { !inPart.contains($0) }
      let insetNodes = part.members.map { nodes[$0] }
      let isInset = Set(insetNodes)
      // A strip stands beside its district's ground, so the whole district is outside the inset.
      if !strips.contains(where: { $0.region.contains(where: isInset.contains) }) {
        grounds.append(
          Ground(
            nodes: rest.map { nodes[$0] }, homes: rest.map { homes[$0] }, strips: strips,
            inset: (part, insetNodes, part.members.map { homes[$0] })))
      }
    }
    var best: (page: Page, ground: Ground)?
    for (position, ground) in grounds.enumerated() {
      guard let page = page(beside, under, key: key, ground: ground, left: left, scale: furnitureScale, font: font)
      else { continue }
      // An inset must be worth its frame.
      let gain = position == 0 ? 1 : PlaceInset.leastGain
      if best.map({ page.arrangement.factor > $0.page.arrangement.factor * gain }) ?? true { best = (page, ground) }
    }
    guard let (page, ground) = best else { return nil }
    var layout = PlaceLayout(
      centres: [Point](repeating: Point(x: 0, y: 0), count: boxes.count), font: font, room: page.room,
      mapArea: page.mapArea, pointsPerKilometre: nil, homes: [], trays: [], key: page.key, spacing: spacing)
    if !nodes.isEmpty {
      guard place(ground, in: page, scale: furnitureScale, largestShift: largestShift, into: &layout) else {
        return nil
      }
    }
    var y = page.room.maxY + Self.trayGap(font)
    for tray in page.trays {
      let corner = Point(x: page.room.x, y: y)
      layout.trays.append((tray, corner))
      for (node, centre) in zip(tray.nodes, tray.centres(at: corner)) { layout.centres[node] = centre }
      y += tray.size.height + Self.trayGap(font)
    }
    return layout
  }

  // MARK: The key beside the ground or under it

  private struct Page {
    /// For the ground.
    var room: Rect
    /// The room and the trays under it.
    var mapArea: Rect
    var trays: [PlaceTray]
    var key: (columns: Int, isBeside: Bool, corner: Point)
    var arrangement: PlaceArrangement
  }

  /// Around the boxes, for the ground and its name.
  private static func margin(_ font: Double) -> Double { font * 1.5 }
  private static func trayGap(_ font: Double) -> Double { font * 0.7 }

  private func page(
    _ beside: Rect, _ under: Rect, key: PlaceKey<Measurer>, ground: Ground, left: [([Int], String)], scale: Double,
    font: Double
  ) -> Page? {
    let gap = 16 * scale
    let share = ground.nodes.isEmpty ? 1 : 0.5
    // The ground's part of the page, with trays at its foot.
    func page(_ mapArea: Rect, columns: Int, isBeside: Bool, corner: Point) -> Page? {
      var trays: [PlaceTray] = []
      for (list, title) in left {
        guard
          let tray = PlaceTray(
            list, boxes: boxes, title: title, width: mapArea.width, font: font, measurer: measurer)
        else { return nil }
        trays.append(tray)
      }
      var room = mapArea
      room.height -= trays.reduce(0) { $0 + $1.size.height + Self.trayGap(font) }
      guard room.height >= 0 else { return nil }
      guard let arrangement = arrangement(ground, room: room, scale: scale, font: font) else { return nil }
      return Page(
        room: room, mapArea: mapArea, trays: trays, key: (columns, isBeside, corner), arrangement: arrangement)
    }
    var best: Page?
    if let (columns, width) = key.beside(height: beside.height, atMost: beside.width * share) {
      var mapArea = beside
      mapArea.width -= width > 0 ? width + gap : 0
      best = page(mapArea, columns: columns, isBeside: true, corner: Point(x: beside.maxX - width, y: beside.y))
    }
    if let (columns, height) = key.under(width: under.width), height <= under.height * share {
      var mapArea = under
      mapArea.height -= height > 0 ? height + gap * 0.5 : 0
      let page = page(
        mapArea, columns: columns, isBeside: false, corner: Point(x: under.x, y: under.maxY - height))
      if let page, best.map({ page.arrangement.factor > $0.arrangement.factor * 1.02 }) ?? true { best = page }
    }
    return best
  }

  /// Names stand above the grounds.
  private static func inner(_ room: Rect, font: Double) -> Rect {
    let margin = margin(font)
    return Rect(
      x: room.x + margin, y: room.y + margin + font * 1.2, width: room.width - 2 * margin,
      height: room.height - 2 * margin - font * 1.2)
  }

  /// The largest box.
  private func largest(_ nodes: [Int], font: Double) -> Size {
    let sizes = nodes.map { boxes[$0].size(font: font) }
    return Size(width: sizes.map(\.width).max() ?? 0, height: sizes.map(\.height).max() ?? 0)
  }

  /// In ``inner(_:font:)``; `nil` when nothing fits.
  private func arrangement(_ ground: Ground, room: Rect, scale: Double, font: Double) -> PlaceArrangement? {
    guard let frame = Rect(around: ground.homes) else { return PlaceArrangement(factor: 0, centre: room.centre) }
    let inner = Self.inner(room, font: font)
    let box = largest(ground.nodes, font: font)
    // At half of a box from the edge stands the middle of the box.
    let space = Size(width: inner.width - box.width, height: inner.height - box.height)
    guard space.width > 0, space.height > 0 else { return nil }
    let home = Dictionary(zip(ground.nodes, ground.homes), uniquingKeysWith: { first, _ in first })
    var loners = Set(ground.nodes)
    var polygons: [[Point]] = []
    for region in map.regions {
      let members = region.nodes.compactMap { index[$0] }.filter { home[$0] != nil }
      loners.subtract(members)
      let hull = DistrictGround.hull(members.compactMap { home[$0].map { $0 - frame.centre } })
      if !hull.isEmpty { polygons.append(hull) }
    }
    polygons += loners.sorted().compactMap { node in home[node].map { [$0 - frame.centre] } }
    let margin = font * 0.8 + 3
    var problem = PlaceArrangement.Problem(
      extent: Size(width: max(frame.width, 0.5), height: max(frame.height, 0.5)), grounds: polygons, room: space,
      reach: Size(width: box.width / 2 + margin, height: box.height / 2 + margin), insetExtent: nil,
      insetPadding: Size(width: 0, height: 0), insetWidth: 0, way: Point(x: 0, y: 0))
    if let inset = ground.inset, let part = Rect(around: inset.homes) {
      let insetBox = largest(inset.nodes, font: font)
      let padding = InsetMeasures(font: font, scale: scale)
      problem.insetExtent = Size(width: part.width, height: part.height)
      problem.insetPadding = Size(
        width: insetBox.width + 2 * padding.margin, height: insetBox.height + 2 * padding.margin + padding.title)
      problem.insetWidth = padding.width(of: inset.part, measurer)
      problem.way = inset.part.way
      // The corners of the space are half a box inside those of the room; the frame may use that half and the margin.
      let outer = Size(width: room.width, height: room.height)
      let shift = Point(x: inner.x - room.x + box.width / 2, y: inner.y - room.y + box.height / 2)
      return PlaceArrangement.find(problem, outer: outer, shift: shift)
    }
    return PlaceArrangement.find(problem, outer: space, shift: Point(x: 0, y: 0))
  }

  /// What the frame of an inset holds beside its boxes.
  private struct InsetMeasures {
    let font, scale: Double
    var margin: Double { font * 1.6 }
    var textSize: Double { max(8.4 * scale, font * 0.85) }
    var lineHeight: Double { textSize * 1.3 }
    /// With the name of the district under it.
    var title: Double { lineHeight * 2 + font * 2 }
    /// At the right of the title.
    var arrow: Double { textSize * 2 }
    func width(of part: PlaceInset, _ measurer: Measurer) -> Double {
      // Of every reduction, the longest words.
      let lines = part.title(reduction: 1) + part.title(reduction: 2.4)
      let widths = lines.map { measurer.width(of: measurer.drawable($0), size: textSize, isBold: false) }
      return (widths.max() ?? 0) + arrow + font * 1.4
    }
  }

  // MARK: The ground

  /// Between the ends of a tie, so that its line and arrow are seen.
  private static func arrowRoom(_ font: Double) -> Double { 15 + font * 0.2 }

  /// Between two marks with ties, so that the line of a third passes.
  private static var lineRoom: Double { 8.5 }

  /// Positions of those with ties among nodes.
  private func fast(_ nodes: [Int]) -> Set<Int> {
    let tied = Set(map.edges.flatMap { [index[$0.tail], index[$0.head]] }.compactMap { $0 })
    return Set(nodes.indices.filter { tied.contains(nodes[$0]) })
  }

  /// Ties as positions among nodes.
  private func tied(_ nodes: [Int]) -> Set<PlaceSeparation.Pair> {
    let position = Dictionary(zip(nodes, nodes.indices), uniquingKeysWith: { first, _ in first })
    return Set(
      map.edges.compactMap { edge in
        guard let tail = index[edge.tail].flatMap({ position[$0] }),
          let head = index[edge.head].flatMap({ position[$0] })
        else { return nil }
        return tail == head ? nil : PlaceSeparation.Pair(tail, head)
      })
  }

  private func place(
    _ ground: Ground, in page: Page, scale: Double, largestShift: Double, into layout: inout PlaceLayout
  ) -> Bool {
    let font = layout.font
    let inner = Self.inner(page.room, font: font)
    guard inner.width > 0, inner.height > 0, let frame = Rect(around: ground.homes) else { return false }
    let arrangement = page.arrangement
    let box = largest(ground.nodes, font: font)
    let middle = arrangement.centre + Point(x: box.width / 2, y: box.height / 2)
    var homes = ground.homes.map { ($0 - frame.centre) * arrangement.factor + middle }
    var sizes = ground.nodes.map { boxes[$0].size(font: font) }
    let home = Dictionary(zip(ground.nodes, homes), uniquingKeysWith: { first, _ in first })
    for strip in ground.strips {
      let near = strip.region.compactMap { home[$0] }
      let x = (near.map(\.x).reduce(0, +)) / Double(max(near.count, 1))
      let y = (near.map(\.y).max() ?? 0) + font * 2 + strip.tray.size.height / 2
      homes.append(Point(x: x, y: y))
      sizes.append(strip.tray.size)
    }
    var pinned: Set<Int> = []
    let corner = Point(x: inner.x, y: inner.y)
    let gap = max(LayoutBounds.separation, font * 0.34) * max(1, layout.spacing)
    if let (frame, _) = arrangement.inset {
      // From the corner of the space to that of the inner room; with the margin of the grounds.
      pinned = [homes.count]
      let wide = frame.moved(by: Point(x: box.width / 2, y: box.height / 2)).inset(by: -font * 0.8)
      let part = Rect(
        x: max(wide.x, 0), y: max(wide.y, 0), width: min(wide.maxX, inner.width) - max(wide.x, 0),
        height: min(wide.maxY, inner.height) - max(wide.y, 0))
      guard part.width > 0, part.height > 0 else { return false }
      homes.append(part.centre)
      sizes.append(Size(width: part.width, height: part.height))
    }
    let separation = PlaceSeparation(
      homes: homes, sizes: sizes, area: Size(width: inner.width, height: inner.height), gap: gap, pinned: pinned,
      tied: tied(ground.nodes), tiedGap: Self.arrowRoom(font), fast: fast(ground.nodes),
      fastGap: Self.lineRoom * layout.spacing)
    guard let centres = separation.run() else { return false }
    for (position, node) in ground.nodes.enumerated() {
      layout.centres[node] = centres[position] + corner
      layout.homes.append((node, homes[position] + corner, arrangement.factor))
    }
    for (position, strip) in ground.strips.enumerated() {
      let size = strip.tray.size
      let upper =
        centres[ground.nodes.count + position] + corner - Point(x: size.width / 2, y: size.height / 2)
      layout.trays.append((strip.tray, upper))
      for (node, point) in zip(strip.tray.nodes, strip.tray.centres(at: upper)) { layout.centres[node] = point }
    }
    if let inset = ground.inset, let (frame, factor) = arrangement.inset {
      let frame = frame.moved(by: corner + Point(x: box.width / 2, y: box.height / 2))
      guard
        fill(inset, frame: frame, factor: factor, reduction: arrangement.factor / factor, scale: scale, into: &layout)
      else { return false }
    }
    layout.pointsPerKilometre = arrangement.factor
    // A smaller font or a larger page keeps places truer.
    return layout.medianShift * arrangement.factor <= largestShift
  }

  /// Places the nodes of the inset in its frame.
  private func fill(
    _ inset: (part: PlaceInset, nodes: [Int], homes: [Point]), frame: Rect, factor: Double, reduction: Double,
    scale: Double, into layout: inout PlaceLayout
  ) -> Bool {
    let font = layout.font
    let measures = InsetMeasures(font: font, scale: scale)
    let inner = Rect(
      x: frame.x + measures.margin, y: frame.y + measures.margin + measures.title,
      width: frame.width - 2 * measures.margin, height: frame.height - 2 * measures.margin - measures.title)
    guard inner.width > 0, inner.height > 0, let around = Rect(around: inset.homes) else { return false }
    let middle = Point(x: inner.width / 2, y: inner.height / 2)
    let homes = inset.homes.map { ($0 - around.centre) * factor + middle }
    let separation = PlaceSeparation(
      homes: homes, sizes: inset.nodes.map { boxes[$0].size(font: font) },
      area: Size(width: inner.width, height: inner.height), gap: max(LayoutBounds.separation, font * 0.34),
      tied: tied(inset.nodes), tiedGap: Self.arrowRoom(font), fast: fast(inset.nodes),
      fastGap: Self.lineRoom * layout.spacing)
    guard let centres = separation.run() else { return false }
    let corner = Point(x: inner.x, y: inner.y)
    for (position, node) in inset.nodes.enumerated() {
      layout.centres[node] = centres[position] + corner
      layout.homes.append((node, homes[position] + corner, factor))
    }
    layout.inset = PlaceLayout.Inset(
      nodes: inset.nodes, frame: frame, inner: inner, textSize: measures.textSize, lineHeight: measures.lineHeight,
      title: inset.part.title(reduction: reduction), way: inset.part.way)
    return true
  }
}
