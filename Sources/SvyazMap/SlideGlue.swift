internal import SvyazOffice

/// Where the lines of links are glued: each end at the connection site nearest to it that no other line between the
/// same two nodes has. PowerPoint shows lines where the scene has them until a node is moved; LibreOffice moves their
/// ends to the sites at once, and two lines between two nodes must not fall together there.
struct SlideGlue {
  typealias Ends = (tail: SlideConnector.Glue?, head: SlideConnector.Glue?)

  private struct End: Hashable {
    var node, other: String
  }

  private let frame: SceneFrame
  private let nodes: [String: SceneNode]
  private var taken: [End: Set<Int>] = [:]

  init(_ nodes: [SceneNode], frame: SceneFrame) {
    self.frame = frame
    self.nodes = Dictionary(nodes.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Ends of the next link, in drawing order; a curve has none.
  mutating func ends(of link: SceneLink) -> Ends {
    guard link.path.isStraight, let from = link.path.points.first, let to = link.path.points.last else {
      return (nil, nil)
    }
    return (
      glue(End(node: link.tail, other: link.head), at: from),
      glue(End(node: link.head, other: link.tail), at: link.path.arrowhead?.tip ?? to)
    )
  }

  private mutating func glue(_ end: End, at point: Point) -> SlideConnector.Glue? {
    guard let node = nodes[end.node] else { return nil }
    let point = frame.place(point)
    let sites = frame.geometry(node.shape).sites(in: frame.place(node.shape.frame))
    func distance(_ index: Int) -> Double {
      let (dx, dy) = (sites[index].x - point.x, sites[index].y - point.y)
      return dx * dx + dy * dy
    }
    let free = sites.indices.filter { taken[end]?.contains($0) != true }
    guard let nearest = free.min(by: { distance($0) < distance($1) }) else { return nil }
    taken[end, default: []].insert(nearest)
    return SlideConnector.Glue(end.node, site: nearest)
  }
}
