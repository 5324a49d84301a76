/// Where everything on a map of places stands, for one page and font; in points of the page.
struct PlaceLayout {
  /// Of the nodes.
  var centres: [Point]
  var font: Double
  /// Where the ground lies.
  var room: Rect
  /// The ground and the trays.
  var mapArea: Rect
  /// Kilometres on the page; `nil` when no node has a place.
  var pointsPerKilometre: Double?
  /// How far nodes were moved from their places, in kilometres.
  var medianShift: Double
  var trays: [(tray: PlaceTray, corner: Point)]
  var key: (columns: Int, isBeside: Bool, corner: Point)
}

/// Fits the places of a map to a page: the scale, the key beside or under, the trays, and no box on another.
struct PlaceFitting<Measurer: TextMeasuring> {
  let map: NetworkMap
  let index: [String: Int]
  let boxes: [PlaceBox]
  let measurer: Measurer

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

  /// - Parameter largestShift: how far half of the boxes may be moved, in points.
  /// - Returns: `nil` when the page is too small for this font.
  func fit(area: Rect, furnitureScale: Double, font: Double, largestShift: Double) -> PlaceLayout? {
    let located = map.nodes.indices.filter { map.nodes[$0].place != nil }
    let places = located.map { Point(x: map.nodes[$0].place?.east ?? 0, y: -(map.nodes[$0].place?.north ?? 0)) }
    let far = Self.isFar(places)
    let shown = located.indices.filter { !far[$0] }.map { located[$0] }
    let homes = located.indices.filter { !far[$0] }.map { places[$0] }
    let outside = located.indices.filter { far[$0] }.map { located[$0] }
    guard homes.allSatisfy({ abs($0.x) < 1e6 && abs($0.y) < 1e6 }) else { return nil }

    let key = PlaceKey(map.codes, hasGround: !shown.isEmpty, scale: furnitureScale, measurer: measurer)

    // Strips of schools that only their district places.
    let onGround = Set(shown)
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
          font: font, measurer: measurer), tray.size.width <= area.width * 0.6
      else { return nil }
      stripped.formUnion(unplaced)
      strips.append((tray, placed))
    }
    let lost = map.nodes.indices.filter { map.nodes[$0].place == nil && !stripped.contains($0) }

    let left = [(lost, "Место неизвестно"), (outside, "За пределами карты")].filter { !$0.0.isEmpty }
    guard let page = page(area, key: key, homes: homes, shown: shown, left: left, scale: furnitureScale, font: font)
    else { return nil }
    var layout = PlaceLayout(
      centres: [Point](repeating: Point(x: 0, y: 0), count: boxes.count), font: font, room: page.room,
      mapArea: page.mapArea, pointsPerKilometre: nil, medianShift: 0, trays: [], key: page.key)
    if !shown.isEmpty {
      guard place(shown, homes, strips, in: page, font: font, largestShift: largestShift, into: &layout) else {
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
    var factor: Double
  }

  /// Around the boxes, for the ground and its name.
  private static func margin(_ font: Double) -> Double { font * 1.5 }
  private static func trayGap(_ font: Double) -> Double { font * 0.7 }

  private func page(
    _ area: Rect, key: PlaceKey<Measurer>, homes: [Point], shown: [Int], left: [([Int], String)], scale: Double,
    font: Double
  ) -> Page? {
    let gap = 16 * scale
    let extent = extent(homes)
    let sizes = shown.map { boxes[$0].size(font: font) }
    let widest = sizes.map(\.width).max() ?? 0
    let highest = sizes.map(\.height).max() ?? 0
    let share = shown.isEmpty ? 1 : 0.5
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
      let margin = Self.margin(font) * 2
      let factor = min(
        (room.width - margin - widest) / extent.width, (room.height - margin - highest - font * 1.2) / extent.height)
      guard shown.isEmpty || factor > 0 else { return nil }
      return Page(
        room: room, mapArea: mapArea, trays: trays, key: (columns, isBeside, corner), factor: factor)
    }
    var best: Page?
    if let (columns, width) = key.beside(height: area.height, atMost: area.width * share) {
      var mapArea = area
      mapArea.width -= width > 0 ? width + gap : 0
      best = page(mapArea, columns: columns, isBeside: true, corner: Point(x: area.maxX - width, y: area.y))
    }
    if let (columns, height) = key.under(width: area.width), height <= area.height * share {
      var mapArea = area
      mapArea.height -= height > 0 ? height + gap * 0.5 : 0
      let under = page(mapArea, columns: columns, isBeside: false, corner: Point(x: area.x, y: area.maxY - height))
      if let under, best.map({ under.factor > $0.factor * 1.02 }) ?? true { best = under }
    }
    return best
  }

  /// In kilometres; a single point is given half a kilometre.
  private func extent(_ homes: [Point]) -> Size {
    let xs = homes.map(\.x)
    let ys = homes.map(\.y)
    return Size(
      width: max((xs.max() ?? 0) - (xs.min() ?? 0), 0.5), height: max((ys.max() ?? 0) - (ys.min() ?? 0), 0.5))
  }

  // MARK: The ground

  private func place(
    _ shown: [Int], _ kilometres: [Point], _ strips: [(tray: PlaceTray, region: [Int])], in page: Page, font: Double,
    largestShift: Double, into layout: inout PlaceLayout
  ) -> Bool {
    let margin = Self.margin(font)
    // Names stand above the grounds.
    let inner = Rect(
      x: page.room.x + margin, y: page.room.y + margin + font * 1.2, width: page.room.width - 2 * margin,
      height: page.room.height - 2 * margin - font * 1.2)
    guard inner.width > 0, inner.height > 0 else { return false }
    let middle = Point(
      x: ((kilometres.map(\.x).min() ?? 0) + (kilometres.map(\.x).max() ?? 0)) / 2,
      y: ((kilometres.map(\.y).min() ?? 0) + (kilometres.map(\.y).max() ?? 0)) / 2)
    let centre = Point(x: inner.width / 2, y: inner.height / 2)
    var homes = kilometres.map { ($0 - middle) * page.factor + centre }
    var sizes = shown.map { boxes[$0].size(font: font) }
    let home = Dictionary(zip(shown, homes), uniquingKeysWith: { first, _ in first })
    for strip in strips {
      let near = strip.region.compactMap { home[$0] }
      let x = (near.map(\.x).reduce(0, +)) / Double(max(near.count, 1))
      let y = (near.map(\.y).max() ?? 0) + font * 2 + strip.tray.size.height / 2
      homes.append(Point(x: x, y: y))
      sizes.append(strip.tray.size)
    }
    let separation = PlaceSeparation(
      homes: homes, sizes: sizes, area: Size(width: inner.width, height: inner.height),
      gap: max(LayoutBounds.separation, font * 0.34))
    guard let centres = separation.run() else { return false }
    let shifts = shown.indices.map { (centres[$0] - homes[$0]).length }.sorted()
    let shift = shifts[shifts.count / 2]
    // A smaller font or a larger page keeps places truer.
    guard shift <= largestShift else { return false }
    let corner = Point(x: inner.x, y: inner.y)
    for (position, node) in shown.enumerated() { layout.centres[node] = centres[position] + corner }
    for (position, strip) in strips.enumerated() {
      let size = strip.tray.size
      let upper = centres[shown.count + position] + corner - Point(x: size.width / 2, y: size.height / 2)
      layout.trays.append((strip.tray, upper))
      for (node, point) in zip(strip.tray.nodes, strip.tray.centres(at: upper)) { layout.centres[node] = point }
    }
    layout.pointsPerKilometre = page.factor
    layout.medianShift = shift / page.factor
    return true
  }
}
