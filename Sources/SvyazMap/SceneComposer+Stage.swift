/// Lines of the maps of a series: each takes the same way under the same id on every map.
extension SceneComposer {
  /// The lines of one pair of nodes in the series, in their order.
  private struct Line: Hashable {
    let tail, head: String
    let style: NetworkMap.EdgeStyle
    let isProposed: Bool
    /// Of equal lines on one map the second, third…
    let repetition: Int
  }

  /// The way of each pair of the series around all nodes that any of its maps has there.
  func routes(of stage: StageLayout, in layout: MapLayout, area: Rect) throws(MapError) -> [[Point]] {
    let router = EdgeRouter(
      centres: layout.centres, sizes: stage.boxes.map { $0.size(font: layout.font) },
      outlines: stage.boxes.map(\.outline), area: Size(width: area.width, height: area.height))
    let origin = Point(x: area.x, y: area.y)
    return try router.route(stage.pairs).map { $0.map { $0 + origin } }
  }

  /// The map's own lines, each in its place among all of its pair in the series.
  func stagedLinks(
    between nodes: [SceneNode], ends: [(tail: Int, head: Int)], of series: NetworkMap.Stage, stage: StageLayout,
    routes: [[Point]]
  ) -> [SceneLink] {
    // A line keeps its number when its look changes.
    var numbers: [Line: Int] = [:]
    var pairLines: [[Int]: [Line]] = [:]
    for line in Self.lines(series.edges, isWholeSeries: true) where numbers[line] == nil {
      numbers[line] = numbers.count + 1
      if let pair = pair(line.tail, line.head, stage) { pairLines[pair, default: []].append(line) }
    }
    let route = Dictionary(
      zip(stage.pairs, routes).map { ([$0.tail, $0.head], $1) }, uniquingKeysWith: { first, _ in first })
    return zip(map.edges.indices, Self.lines(map.edges, isWholeSeries: false)).map { edge, line in
      let (tail, head) = (nodes[ends[edge].tail], nodes[ends[edge].head])
      var points = LinkDrawing.loop(at: tail.shape, scale: 1)
      if let pair = pair(line.tail, line.head, stage), let way = route[pair] {
        let lines = pairLines[pair] ?? [line]
        let room = min(tail.shape.frame.height, head.shape.frame.height) * 0.8
        let shifted = LinkDrawing.shifted(
          way, index: lines.firstIndex(of: line) ?? 0, of: lines.count, room: room)
        let isReversed = stage.place(of: line.tail) != pair[0]
        points = LinkDrawing.cut(isReversed ? shifted.reversed() : shifted, from: tail.shape, to: head.shape)
      }
      var drawn = link(edge, points: points, tail: tail, head: head)
      drawn.id = "link-\(numbers[line] ?? numbers.count + edge + 1)"
      return drawn
    }
  }

  /// Places in the layout; `nil` for a loop.
  private func pair(_ tail: String, _ head: String, _ stage: StageLayout) -> [Int]? {
    guard let tail = stage.place(of: tail), let head = stage.place(of: head), tail != head else { return nil }
    return [min(tail, head), max(tail, head)]
  }

  /// What each edge is on every map. Edges of the whole series that differ in nothing but their look are one.
  private static func lines(_ edges: [NetworkMap.Edge], isWholeSeries: Bool) -> [Line] {
    var counts: [NetworkMap.Edge: Int] = [:]
    return edges.map { edge in
      let number = counts[edge, default: 0]
      counts[edge] = number + 1
      return Line(
        tail: edge.tail, head: edge.head, style: edge.style, isProposed: edge.isProposed,
        repetition: isWholeSeries ? 0 : number)
    }
  }
}
