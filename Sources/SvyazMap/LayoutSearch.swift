internal import Foundation

/// Finds places for the nodes: the largest font that fits the slide, else a larger page of the same form.
///
/// Graphviz gives several starts. Each is turned and stretched to the page, the most promising are refined, and the
/// best is kept. The work is bounded by counts, never by the clock, so equal maps come out equal.
struct LayoutSearch {
  let problem: LayoutProblem

  /// Energy terms to spend on refinement; about a fifth of a second for what fits a slide: with less, lines are left
  /// blocked, and graphviz takes longer to route them than refinement saves. Hubs with their leaves are crowded, and
  /// large maps are for print: half a second.
  private var budget: Int { problem.hasHubs || problem.boxes.count > 120 ? 60_000_000 : 24_000_000 }

  /// More moves than this change nothing on a small map.
  private static let movesPerNode = 600

  func run() throws(MapError) -> MapLayout {
    guard let layout = try find(LayoutBounds.steps) else {
      throw .layoutFailed(detail: "узлы не помещаются на странице")
    }
    return layout
  }

  /// The layout on the first of these pages that holds it; `nil` when none does.
  func find(_ steps: [Double]) throws(MapError) -> MapLayout? {
    guard !problem.boxes.isEmpty else { return MapLayout(centres: [], font: LayoutBounds.largestFont, pageScale: 1) }
    let (joined, alone) = problem.split()
    for pageScale in steps {
      for font in fonts(pageScale: pageScale) {
        let area = problem.area(pageScale)
        guard let shelf = Shelf(boxes: alone.map { problem.boxes[$0].size(font: font) }, width: area.width, font: font)
        else { continue }
        let shelfHeight = alone.isEmpty ? 0 : shelf.height + (joined.isEmpty ? 0 : font * 1.6)
        let room = Size(width: area.width, height: area.height - shelfHeight)
        guard joined.isEmpty ? room.height >= 0 : fits(joined, font: font, room: room, pageScale: pageScale) else {
          continue
        }
        var centres = [Point](repeating: Point(x: 0, y: 0), count: problem.boxes.count)
        if !joined.isEmpty {
          let used = used(joined, font: font, room: room)
          let corner = Point(x: (room.width - used.width) / 2, y: (room.height - used.height) / 2)
          guard let placed = try place(joined, font: font, room: used) else { continue }
          for (index, node) in joined.enumerated() { centres[node] = placed[index] + corner }
        }
        let top = joined.isEmpty ? max(0, (area.height - shelf.height) / 2) : area.height - shelf.height
        for (index, node) in alone.enumerated() { centres[node] = shelf.centres[index] + Point(x: 0, y: top) }
        return MapLayout(centres: centres, font: font, pageScale: pageScale)
      }
    }
    return nil
  }

  /// Fonts to try, the largest first. Details under a label are smaller than the label and bound the font too.
  private func fonts(pageScale: Double) -> [Double] {
    let count = problem.boxes.count
    let isRing = problem.centre != nil
    let largest =
      count <= 8 ? (isRing ? 16 : 18) : count <= 16 ? (isRing ? 14 : 16) : count <= 30 ? 13 : LayoutBounds.largestFont
    let part = problem.boxes.map { $0.smallestText(font: 1) }.min() ?? 1
    // Rounded up, so that no text comes out a hair too small.
    let smallest = (LayoutBounds.smallestText / min(part, 1) * 100).rounded(.up) / 100
    if pageScale > 1 { return [max(smallest, 9)] }
    return stride(from: max(largest, smallest), through: smallest, by: -0.5).map { $0 }
      + (largest > smallest ? [smallest] : [])
  }

  /// Boxes with the space that they need around them cover a moderate part of the room.
  private func fits(_ nodes: [Int], font: Double, room: Size, pageScale: Double) -> Bool {
    guard room.height > 0 else { return false }
    let sizes = nodes.map { problem.boxes[$0].size(font: font) }
    guard (sizes.map(\.width).max() ?? 0) <= room.width, (sizes.map(\.height).max() ?? 0) <= room.height else {
      return false
    }
    let needed = sizes.reduce(0) { $0 + ($1.width + font) * ($1.height + font) }
    // Rings leave their corners empty. The smallest font may be crowded a little before the page grows.
    let isLast = pageScale == 1 && font < 9.5
    let share =
      problem.hasHubs ? (isLast ? 0.42 : 0.38) : problem.centre != nil ? (isLast ? 0.46 : 0.32) : isLast ? 0.5 : 0.42
    return needed <= share * room.width * room.height || nodes.count == 1
  }

  /// A few nodes stay together in the middle instead of running to the edges.
  private func used(_ nodes: [Int], font: Double, room: Size) -> Size {
    let sizes = nodes.map { problem.boxes[$0].size(font: font) }
    let needed = sizes.reduce(0) { $0 + ($1.width + font) * ($1.height + font) }
    let factor = min(1, max(0.62, (needed / 0.2 / (room.width * room.height)).squareRoot()))
    let widest = sizes.map(\.width).max() ?? 0
    let highest = sizes.map(\.height).max() ?? 0
    return Size(
      width: max(room.width * factor, min(widest * 2, room.width)),
      height: max(room.height * max(factor, 0.8), min(highest * 2, room.height)))
  }

  // MARK: One font, one page

  private func place(_ nodes: [Int], font: Double, room: Size) throws(MapError) -> [Point]? {
    let sizes = nodes.map { problem.boxes[$0].size(font: font) }
    if nodes.count == 1 { return [Point(x: room.width / 2, y: room.height / 2)] }
    var position = [Int](repeating: -1, count: problem.boxes.count)
    for (index, node) in nodes.enumerated() { position[node] = index }
    let edges = problem.pairs.map { (tail: position[$0.tail], head: position[$0.head]) }
    let centre = problem.centre.map { position[$0] }
    let graph = GraphvizLayout(sizes: sizes, outlines: nodes.map { problem.boxes[$0].outline }, edges: edges)
    let cost = 2 * (nodes.count + edges.count + 2 * edges.count * (nodes.count + edges.count) / nodes.count)
    let moves = budget / max(cost, 1)
    let isLarge = moves < 4 * nodes.count

    var starts: [(centres: [Point], quality: Double)] = []
    for engine in engines(count: nodes.count, centre: centre) {
      let raw = try graph.positions(engine)
      for centres in fitted(raw, sizes: sizes, room: room, centre: centre) {
        let quality = isLarge ? 0 : refiner(centres, sizes, edges, room, font, centre).quality()
        starts.append((centres, quality))
      }
    }
    starts.sort { $0.quality < $1.quality }
    if isLarge { return starts.first.flatMap { separated($0.centres, sizes, room, font, centre) } }

    var best: (centres: [Point], quality: Double)?
    for start in starts.prefix(3) {
      let work = refiner(start.centres, sizes, edges, room, font, centre)
      work.run(moves: min(moves / 6, Self.movesPerNode * nodes.count), heat: 6, reach: centre == nil ? 0.2 : 0.1)
      let quality = work.quality()
      if best.map({ quality < $0.quality }) ?? true { best = (work.centres, quality) }
    }
    guard let best else { return nil }
    let work = refiner(best.centres, sizes, edges, room, font, centre)
    work.run(moves: min(moves / 2, 2 * Self.movesPerNode * nodes.count), heat: 3, reach: centre == nil ? 0.15 : 0.08)
    return separated(work.centres, sizes, room, font, centre)
  }

  private func engines(count: Int, centre: Int?) -> [GraphvizLayout.Engine] {
    if let centre { return [.twopi(root: centre)] }
    // Graphviz itself takes a second at a thousand nodes.
    let (seeds, springs): (ClosedRange<Int>, [Double]) =
      switch count {
      case ...120: (1...4, [0.6, 0.8, 1.1])
      case ...250: (1...2, [0.7, 1])
      default: (1...1, [0.8])
      }
    let starts = seeds.flatMap { seed in springs.map { GraphvizLayout.Engine.sfdp(seed: seed, spring: $0) } }
    return count <= 120 ? starts + [1, 2, 3].map { .neato(seed: $0) } : starts
  }

  private func refiner(
    _ centres: [Point], _ sizes: [Size], _ edges: [(tail: Int, head: Int)], _ room: Size, _ font: Double, _ centre: Int?
  ) -> LayoutRefiner {
    LayoutRefiner(
      centres: centres, sizes: sizes, edges: edges, area: room, gap: font * 0.9,
      pinned: centre.map { [$0] } ?? [], homeWeight: centre == nil ? 0 : 0.4)
  }

  /// The last word on overlaps; `nil` sends the search to a smaller font or a larger page.
  private func separated(
    _ centres: [Point], _ sizes: [Size], _ room: Size, _ font: Double, _ centre: Int?
  ) -> [Point]? {
    let pinned = centre.map { Set([$0]) } ?? []
    for gap in [font * 0.7, font * 0.45, LayoutBounds.separation + 0.5] {
      if let apart = OverlapRemoval.separate(centres, sizes: sizes, area: room, gap: gap, pinned: pinned) {
        return apart
      }
    }
    return nil
  }

  // MARK: Fitting to the page

  /// The layout turned by the angles that suit the page best, and stretched to fill it.
  private func fitted(_ raw: [Point], sizes: [Size], room: Size, centre: Int?) -> [[Point]] {
    let angles = (0..<12).map { Double($0) * .pi / 12 }
    let turned = angles.map { angle in
      let (sine, cosine) = (sin(angle), cos(angle))
      let points = raw.map { Point(x: $0.x * cosine - $0.y * sine, y: $0.x * sine + $0.y * cosine) }
      return stretched(points, sizes: sizes, room: room, centre: centre)
    }
    return turned.sorted { $0.distortion < $1.distortion }.prefix(2).map(\.centres)
  }

  private func stretched(
    _ points: [Point], sizes: [Size], room: Size, centre: Int?
  ) -> (centres: [Point], distortion: Double) {
    let halfWidth = (sizes.map(\.width).max() ?? 0) / 2
    let halfHeight = (sizes.map(\.height).max() ?? 0) / 2
    let left = points.map(\.x).min() ?? 0
    let right = points.map(\.x).max() ?? 0
    let top = points.map(\.y).min() ?? 0
    let bottom = points.map(\.y).max() ?? 0
    let wide = max(room.width - 2 * halfWidth, 1)
    let high = max(room.height - 2 * halfHeight, 1)
    if let centre {
      // The root stays in the middle: each half is stretched by itself.
      let middle = points[centre]
      let scaleX = wide / 2 / max(middle.x - left, right - middle.x, 1)
      let scaleY = high / 2 / max(middle.y - top, bottom - middle.y, 1)
      let centres = points.map {
        Point(x: room.width / 2 + ($0.x - middle.x) * scaleX, y: room.height / 2 + ($0.y - middle.y) * scaleY)
      }
      return (centres, abs(log(scaleX / scaleY)))
    }
    let scaleX = right - left > 1 ? wide / (right - left) : 0
    let scaleY = bottom - top > 1 ? high / (bottom - top) : 0
    let centres = points.map { point in
      Point(
        x: scaleX > 0 ? halfWidth + (point.x - left) * scaleX : room.width / 2,
        y: scaleY > 0 ? halfHeight + (point.y - top) * scaleY : room.height / 2)
    }
    let distortion = scaleX > 0 && scaleY > 0 ? abs(log(scaleX / scaleY)) : 10
    return (centres, distortion)
  }
}
