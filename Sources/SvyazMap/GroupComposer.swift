/// Makes the scene of a map whose nodes stand in framed groups, with edges within and across them.
///
/// Groups are packed in rows over the whole page, those with many ties near each other. In a group the nodes where arrows
/// begin stand over the others. Ties go around boxes and titles.
struct GroupComposer<Measurer: TextMeasuring> {
  let map: NetworkMap
  let groups: [NetworkMap.Panel]
  let measurer: Measurer

  /// Fonts on the page asked for, and on larger ones.
  private static var fonts: [Double] { stride(from: 12.0, through: 8, by: -0.5).map { $0 } }
  private static var posterFonts: [Double] { stride(from: 12.0, through: 9, by: -0.5).map { $0 } }
  /// First with room for the lines between boxes, then smaller or crowded.
  private static var styles: [(share: Double, isWide: Bool, smallestFont: Double)] {
    [(0.84, true, 9.5), (0.95, true, 9), (0.84, false, 9), (1, true, 8), (1, false, 8)]
  }
  /// Trying all swaps of more groups takes too long.
  private static var orderLimit: Int { 14 }

  /// Rows of boxes leave few straight ways: here graphviz is worth its time for more boxes than elsewhere.
  private static var graphvizLimit: Int { 180 }

  private struct Found {
    let placed: [GroupPacking.Placed]
    let packing: GroupPacking
    let furniture: Furniture
    let pageScale: Double
  }

  /// - Parameter index: the position of each node's id.
  /// - Throws: ``MapError/inconsistent(detail:)`` unless every node stands in exactly one group.
  func compose(index: [String: Int]) throws(MapError) -> MapScene {
    let composer = SceneComposer(map: map, measurer: measurer)
    let members = try members(index)
    let boxes = map.nodes.map { NodeBox($0, outline: MapTheme.cell(of: $0.style).outline, measurer: measurer) }
    let ends = map.edges.map { (tail: index[$0.tail] ?? 0, head: index[$0.head] ?? 0) }
    let (pairs, linesOfPair) = composer.grouped(ends)
    let isUpper = isUpper(ends)
    let titles = groups.map { group in
      DisplayText.wrap(group.title).map(measurer.drawable)
    }
    let plain = zip(members, titles).map { list, title in
      GroupPacking.Group(
        upper: list.filter { isUpper[$0] }.count, lower: list.filter { !isUpper[$0] }.count,
        cell: Size(
          width: list.map { boxes[$0].unitSize.width }.max() ?? 0,
          height: list.map { boxes[$0].unitSize.height }.max() ?? 0),
        titleWidth: title.map { measurer.width(of: $0, size: 1, isBold: true) }.max() ?? 0, titleLines: title.count)
    }
    guard let found = find(plain, boxes: boxes, pairs: pairs, members: members) else {
      throw .layoutFailed(detail: "группы не помещаются на странице")
    }
    let font = found.packing.measures.font
    let sizes = boxes.map { $0.size(font: font) }
    let titleTexts = titles.indices.map { title(titles[$0], in: found.placed[$0].frame, found.packing.measures) }
    let obstacles = titleTexts.flatMap { $0.map { $0.frame.inset(by: -3) } }
    let (start, blocks) = seats(found, members: members, isUpper: isUpper)
    let centres = GroupSeating(blocks: blocks, sizes: sizes, edges: pairs, obstacles: obstacles).run(start)

    let area = found.furniture.area
    let origin = Point(x: area.x, y: area.y)
    var scene = MapScene(
      size: map.paper.size * found.pageScale, title: DisplayText.clean(map.title), summary: "",
      furniture: found.furniture.groups, mapArea: area)
    scene.nodes = map.nodes.indices.map { position in
      let node = map.nodes[position]
      let look = MapTheme.cell(of: node.style)
      let centre = centres[position] + origin
      return SceneNode(
        id: node.id, className: look.className, fullName: DisplayText.clean(node.fullName),
        shape: look.shape(frame: Rect(centre: centre, size: sizes[position]), scale: 1),
        texts: boxes[position].texts(at: centre, font: font, color: look.text))
    }
    scene.panels = groups.indices.map { position in
      let look = MapTheme.panel(isLeftOut: groups[position].isLeftOut)
      return ScenePanel(
        id: groups[position].id, className: look.className, fullName: DisplayText.clean(groups[position].fullName),
        shape: look.shape(frame: found.placed[position].frame.moved(by: origin), scale: 1), mark: nil,
        texts: titleTexts[position].map { text in
          var text = text
          text.position = text.position + origin
          return text
        })
    }
    // Titles are boxes to the router, without ties of their own.
    let router = EdgeRouter(
      centres: centres + obstacles.map(\.centre),
      sizes: sizes + obstacles.map { Size(width: $0.width, height: $0.height) },
      outlines: boxes.map(\.outline) + obstacles.map { _ in .roundedBox },
      area: Size(width: area.width, height: area.height), graphvizLimit: Self.graphvizLimit)
    let routes = try router.route(pairs).map { $0.map { $0 + origin } }
    scene.links = composer.links(
      between: scene.nodes, ends: ends, pairs: pairs, linesOfPair: linesOfPair, routes: routes)
    return scene
  }

  // MARK: Input

  private func members(_ index: [String: Int]) throws(MapError) -> [[Int]] {
    var isPlaced = [Bool](repeating: false, count: map.nodes.count)
    var ids = Set(index.keys)
    var members: [[Int]] = []
    for group in groups {
      guard ids.insert(group.id).inserted else {
        throw .inconsistent(detail: "группа «\(DisplayText.clean(group.id, limit: 40))» повторяется")
      }
      var list: [Int] = []
      for id in group.nodes {
        guard let node = index[id], !isPlaced[node] else {
          throw .inconsistent(detail: "узел «\(DisplayText.clean(id, limit: 40))» группы неизвестен или повторяется")
        }
        isPlaced[node] = true
        list.append(node)
      }
      members.append(list)
    }
    if let lost = isPlaced.firstIndex(of: false) {
      throw .inconsistent(detail: "узел «\(DisplayText.clean(map.nodes[lost].id, limit: 40))» вне групп")
    }
    return members
  }

  /// Nodes with more arrows out than in.
  private func isUpper(_ ends: [(tail: Int, head: Int)]) -> [Bool] {
    var balance = [Int](repeating: 0, count: map.nodes.count)
    for (edge, end) in zip(map.edges, ends) where edge.isDirected {
      balance[end.tail] += 1
      balance[end.head] -= 1
    }
    return balance.map { $0 > 0 }
  }

  // MARK: Places

  /// The page asked for with the largest font, at need with less of the caption; then larger pages.
  private func find(
    _ plain: [GroupPacking.Group], boxes: [NodeBox], pairs: [(tail: Int, head: Int)], members: [[Int]]
  ) -> Found? {
    let part = boxes.map { $0.smallestText(font: 1) }.min() ?? 1
    let limits = map.caption.isEmpty ? [CaptionBlock.lineLimit] : CaptionBlock.limits
    let attempts =
      limits.map { (scale: 1.0, lines: $0, fonts: Self.fonts) }
      + LayoutBounds.steps.dropFirst().map { ($0, CaptionBlock.lineLimit, Self.posterFonts) }
    for (scale, lines, fonts) in attempts {
      let furniture = Furniture(map, pageScale: scale, captionLines: lines, measurer: measurer)
      for (share, isWide, smallest) in Self.styles {
        for font in fonts where font >= smallest && font * part >= LayoutBounds.smallestText - 1e-9 {
          let packing = GroupPacking(plain, font: font, isWide: isWide)
          if let placed = arranged(packing, room: furniture.room, share: share, pairs: pairs, members: members) {
            return Found(placed: placed, packing: packing, furniture: furniture, pageScale: scale)
          }
        }
      }
    }
    return nil
  }

  /// Groups in the order that keeps ties between them shortest, found by swaps; they stay where nothing is gained.
  private func arranged(
    _ packing: GroupPacking, room: Size, share: Double, pairs: [(tail: Int, head: Int)], members: [[Int]]
  ) -> [GroupPacking.Placed]? {
    var order = Array(groups.indices)
    guard var best = packing.pack(order, into: room, share: share) else { return nil }
    guard groups.count <= Self.orderLimit else { return best }
    var groupOf = [Int](repeating: 0, count: map.nodes.count)
    for (group, list) in members.enumerated() { for node in list { groupOf[node] = group } }
    let between = pairs.map { (groupOf[$0.tail], groupOf[$0.head]) }.filter { $0.0 != $0.1 }
    func length(_ placed: [GroupPacking.Placed]) -> Double {
      between.reduce(0) { $0 + (placed[$1.0].frame.centre - placed[$1.1].frame.centre).length }
    }
    var least = length(best)
    for _ in 0..<8 {
      var isBetter = false
      for first in order.indices {
        for second in order.indices where second > first {
          order.swapAt(first, second)
          if let placed = packing.pack(order, into: room, share: share), length(placed) < least - 1e-6 {
            (best, least, isBetter) = (placed, length(placed), true)
          } else {
            order.swapAt(first, second)
          }
        }
      }
      if !isBetter { break }
    }
    return best
  }

  /// A place for every node, rows spread evenly over the frame of its group, and the blocks within which nodes may swap.
  private func seats(_ found: Found, members: [[Int]], isUpper: [Bool]) -> (places: [Point], blocks: [[Int]]) {
    var places = [Point](repeating: Point(x: 0, y: 0), count: map.nodes.count)
    var blocks: [[Int]] = []
    let measures = found.packing.measures
    for (group, list) in members.enumerated() {
      let placed = found.placed[group]
      let inner = placed.frame.inset(by: measures.padding)
      let top = inner.y + measures.titleHeight(found.packing.groups[group])
      let rowHeight = (inner.maxY - top) / Double(max(placed.upperRows.count + placed.lowerRows.count, 1))
      var row = 0
      for (nodes, rows) in [
        (list.filter { isUpper[$0] }, placed.upperRows), (list.filter { !isUpper[$0] }, placed.lowerRows),
      ] {
        blocks.append(nodes)
        var next = 0
        for count in rows {
          for column in 0..<count where next < nodes.count {
            places[nodes[next]] = Point(
              x: inner.x + inner.width * (Double(column) + 0.5) / Double(count),
              y: top + rowHeight * (Double(row) + 0.5))
            next += 1
          }
          row += 1
        }
      }
    }
    return (places, blocks)
  }

  private func title(_ lines: [String], in frame: Rect, _ measures: GroupPacking.Measures) -> [SceneText] {
    lines.enumerated().map { index, line in
      SceneText(
        text: line,
        position: Point(
          x: frame.x + measures.padding,
          y: frame.y + measures.padding + measures.titleFont * 0.8 + Double(index) * measures.titleStep),
        size: measures.titleFont, isBold: true, anchor: .start, color: .ink,
        width: measurer.width(of: line, size: measures.titleFont, isBold: true))
    }
  }
}
