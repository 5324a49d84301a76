internal import CGraphvizShim

/// Positions from graphviz: numbers in, numbers out, no text of a user.
struct GraphvizLayout {
  enum Engine: Hashable {
    case sfdp(seed: Int, spring: Double)
    case neato(seed: Int)
    /// Rings around a node.
    case twopi(root: Int)
  }

  var sizes: [Size]
  var outlines: [SceneOutline]
  /// Indices of nodes; each pair once.
  var edges: [(tail: Int, head: Int)]

  /// Centres of the nodes, in points, y downwards.
  ///
  /// - Throws: ``MapError/layoutFailed(detail:)`` when graphviz reports an error, also when it calls that a success.
  func positions(_ engine: Engine) throws(MapError) -> [Point] {
    var nodes = zip(sizes, outlines).map { size, outline in
      svyaz_node(width: size.width, height: size.height, x: 0, y: 0, outline: outline.code)
    }
    try run(engine.code, root: engine.root, attributes: engine.attributes(count: sizes.count), nodes: &nodes)
    guard nodes.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
      throw .layoutFailed(detail: "положение узла не число")
    }
    return nodes.map { Point(x: $0.x, y: -$0.y) }
  }

  /// Curves around the nodes for the edges, from the nodes' given places: 3k + 1 control points each, or none.
  func routes(centres: [Point], separation: Double) throws(MapError) -> [[Point]] {
    var nodes = sizes.indices.map { index in
      svyaz_node(
        width: sizes[index].width, height: sizes[index].height, x: centres[index].x, y: -centres[index].y,
        outline: outlines[index].code)
    }
    let attributes = ["splines": "true", "overlap": "true", "esep": "+\(Int(separation))", "notranslate": "true"]
    return try run(SVYAZ_NOP, root: -1, attributes: attributes, nodes: &nodes)
  }

  @discardableResult
  private func run(
    _ engine: svyaz_engine, root: Int, attributes: [String: String], nodes: inout [svyaz_node]
  ) throws(MapError) -> [[Point]] {
    var lines = edges.map {
      svyaz_edge(tail: Int32($0.tail), head: Int32($0.head), first_point: 0, point_count: 0)
    }
    // Keys and values are ours, without any NUL; they live until the call returns.
    let pairs = attributes.sorted { $0.key < $1.key }.map { ($0.key.utf8CString, $0.value.utf8CString) }
    var result = svyaz_layout_result()
    defer { svyaz_layout_free(&result) }
    let status = withAttributes(pairs) { list in
      svyaz_layout(engine, Int32(root), &nodes, nodes.count, &lines, lines.count, list.baseAddress, list.count, &result)
    }
    guard status == 0, result.has_error == 0 else {
      let detail = result.messages.map { String(cString: $0) } ?? "код \(status)"
      throw .layoutFailed(detail: DisplayText.clean(detail, limit: 200))
    }
    return lines.map { line in
      (0..<Int(line.point_count)).map { offset in
        let point = result.points[Int(line.first_point) + offset]
        return Point(x: point.x, y: -point.y)
      }
    }
  }

  private func withAttributes<Result>(
    _ pairs: [(ContiguousArray<CChar>, ContiguousArray<CChar>)],
    _ body: (UnsafeBufferPointer<svyaz_attribute>) -> Result
  ) -> Result {
    func descend(_ index: Int, _ list: [svyaz_attribute]) -> Result {
      guard index < pairs.count else { return list.withUnsafeBufferPointer(body) }
      return pairs[index].0.withUnsafeBufferPointer { key in
        pairs[index].1.withUnsafeBufferPointer { value in
          descend(index + 1, list + [svyaz_attribute(key: key.baseAddress, value: value.baseAddress)])
        }
      }
    }
    return descend(0, [])
  }
}

extension GraphvizLayout.Engine {
  fileprivate var code: svyaz_engine {
    switch self {
    case .sfdp: SVYAZ_SFDP
    case .neato: SVYAZ_NEATO
    case .twopi: SVYAZ_TWOPI
    }
  }

  fileprivate var root: Int {
    if case .twopi(let root) = self { root } else { -1 }
  }

  fileprivate func attributes(count: Int) -> [String: String] {
    switch self {
    case .sfdp(let seed, let spring):
      [
        "K": SVGWriter.number(spring), "start": "\(seed)", "splines": "false", "overlap": "prism",
        "overlap_scaling": "-4", "sep": "+8",
      ]
    case .neato(let seed):
      ["start": "\(seed)", "splines": "false", "overlap": "prism", "overlap_scaling": "-4", "sep": "+8"]
    case .twopi:
      // Without prism: it triangulates, and of points on one circle there is more than one triangulation; which one it
      // takes depends on addresses in memory. What overlaps is moved apart afterwards.
      ["ranksep": "1.6:1.4", "splines": "false", "overlap": "true"]
    }
  }
}

extension SceneOutline {
  fileprivate var code: Int32 {
    switch self {
    case .roundedBox, .note, .pill, .octagon: Int32(SVYAZ_BOX.rawValue)
    case .ellipse: Int32(SVYAZ_ELLIPSE.rawValue)
    case .hexagon: Int32(SVYAZ_HEXAGON.rawValue)
    }
  }
}
