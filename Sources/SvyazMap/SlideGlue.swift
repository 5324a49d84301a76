internal import SvyazOffice

/// Where the lines of links are glued to their nodes.
///
/// PowerPoint shows a line where the scene has it until a node is moved; LibreOffice moves its ends to the connection
/// sites at once. So the sites are chosen that move the ends least, and only such that the line is still a good one
/// there: it does not run through its own nodes, meets no more foreign ones than before, and shares no site with
/// another line between the same two. An end without such a site stays free.
struct SlideGlue {
  typealias Ends = (tail: SlideConnector.Glue?, head: SlideConnector.Glue?)

  private struct Node {
    let frame: Rect
    let outline: SceneOutline
    let cornerScale: Double
    let sites: [Point]

    /// The sites in the middle of a side.
    func sides(except taken: Set<Int>) -> [SlideCurve.Side] {
      let half = Point(x: frame.width / 2, y: frame.height / 2)
      return sites.enumerated().compactMap { site, point in
        let way = point - frame.centre
        let isUpright = abs(way.x) < 0.01 && abs(abs(way.y) - half.y) < 0.01
        let isLevel = abs(way.y) < 0.01 && abs(abs(way.x) - half.x) < 0.01
        guard isUpright != isLevel, !taken.contains(site), let out = way.unit else { return nil }
        return SlideCurve.Side(site: site, point: point, out: out)
      }
    }
  }

  /// A place for one end: a site, or where the scene has it.
  private struct Place {
    let site: Int?
    let point: Point
    /// From where the scene has it.
    let distance: Double
  }

  private struct Pair: Hashable { let node, other: String }

  private let frame: SceneFrame
  private let nodes: [String: Node]
  private let boxes: [(id: String, frame: Rect)]
  private var taken: [Pair: Set<Int>] = [:]

  /// More than these are too far to be good.
  private static let tries = 6

  /// The least cosine of the angle between a line and the normal of the disc that it meets.
  private static let steepest = 0.45

  /// A curve may leave its chord by so many points of the scene, and by this part of its length, and count as straight.
  private static let mostBend = 3.0
  private static let mostShare = 0.08

  init(_ nodes: [SceneNode], frame: SceneFrame) {
    self.frame = frame
    func rect(_ place: SlideFrame) -> Rect { Rect(x: place.x, y: place.y, width: place.width, height: place.height) }
    self.nodes = Dictionary(
      nodes.map { node in
        let place = frame.place(node.shape.frame)
        let sites = frame.geometry(node.shape).sites(in: place).map { Point(x: $0.x, y: $0.y) }
        let corners = node.shape.cornerScale * frame.scale
        return (
          node.id, Node(frame: rect(place), outline: node.shape.outline, cornerScale: corners, sites: sites)
        )
      }, uniquingKeysWith: { first, _ in first })
    boxes = nodes.map { ($0.id, rect(frame.place($0.shape.frame)).inset(by: 1)) }
  }

  /// The same link with a straight line where its curve hardly leaves one and the straight line meets no more boxes.
  ///
  /// - Complexity: O(nodes).
  func straightened(_ link: SceneLink) -> SceneLink {
    guard !link.path.isStraight, let first = link.path.points.first, let last = link.path.points.last,
      link.tail != link.head, let way = (last - first).unit
    else { return link }
    let line = Bezier.flatten(link.path.points)
    let leaves =
      line.map { point in
        let to = point - first
        return abs(to.x * way.y - to.y * way.x)
      }.max() ?? 0
    guard leaves <= min(Self.mostBend, Self.mostShare * (last - first).length) else { return link }
    let places = placed(link)
    guard let from = places.first, let to = places.last, foreign(link, from, to) <= foreign(link, places) else {
      return link
    }
    var straight = link
    straight.path.points = [first, last]
    return straight
  }

  /// A connector of the format's own for the curve of the next link, and its ends; `nil` where none is near enough, or
  /// none so near meets no more boxes.
  ///
  /// - Complexity: O(nodes).
  mutating func curve(of link: SceneLink) -> (curve: SlideCurve, ends: Ends)? {
    guard !link.path.isStraight, link.path.bar.isEmpty, link.tail != link.head, let tail = nodes[link.tail],
      let head = nodes[link.head]
    else { return nil }
    let (one, other) = (Pair(node: link.tail, other: link.head), Pair(node: link.head, other: link.tail))
    let drawn = placed(link)
    let most = foreign(link, drawn)
    let found = SlideCurve.nearest(
      tail.sides(except: taken[one] ?? []), head.sides(except: taken[other] ?? []), to: drawn
    ) { line in
      foreign(link, line) <= most && passesNumber(of: link, line) && !runs(line.dropFirst().dropLast(), through: tail)
        && !runs(line.dropFirst().dropLast(), through: head)
    }
    guard let found else { return nil }
    taken[one, default: []].insert(found.tail.site)
    taken[other, default: []].insert(found.head.site)
    return (
      found, (.init(link.tail, site: found.tail.site), .init(link.head, site: found.head.site))
    )
  }

  /// Whether a line passes under the number that belongs to it, if any.
  private func passesNumber(of link: SceneLink, _ line: [Point]) -> Bool {
    guard let ground = link.ground else { return true }
    let place = frame.place(ground.frame)
    let box = Rect(x: place.x, y: place.y, width: place.width, height: place.height).inset(by: place.height / 4)
    return zip(line, line.dropFirst()).contains { box.meets($0, $1) }
  }

  private func runs(_ line: some Sequence<Point>, through node: Node) -> Bool {
    line.contains { Outline.contains($0, node.outline, node.frame.inset(by: 0.2)) }
  }

  /// The flattened path on the slide, to the tip of its arrow.
  private func placed(_ link: SceneLink) -> [Point] {
    let line = Bezier.flatten(link.path.points) + [link.path.arrowhead?.tip].compactMap { $0 }
    return line.map { point in
      let place = frame.place(point)
      return Point(x: place.x, y: place.y)
    }
  }

  private func foreign(_ link: SceneLink, _ line: [Point]) -> Int {
    boxes.count { box in
      box.id != link.tail && box.id != link.head
        && zip(line, line.dropFirst()).contains { box.frame.meets($0, $1) }
    }
  }

  /// Ends of the next link, in drawing order; a curve has none.
  ///
  /// - Complexity: O(nodes).
  mutating func ends(of link: SceneLink) -> Ends {
    guard link.path.isStraight, let first = link.path.points.first, let last = link.path.points.last,
      let tail = nodes[link.tail], let head = nodes[link.head], link.tail != link.head
    else { return (nil, nil) }
    let from = places(of: tail, Pair(node: link.tail, other: link.head), at: first)
    let to = places(of: head, Pair(node: link.head, other: link.tail), at: link.path.arrowhead?.tip ?? last)
    guard let freeTail = from.first, let freeHead = to.first else { return (nil, nil) }
    let most = foreign(link, freeTail.point, freeHead.point)

    func best(_ tails: [Place], _ heads: [Place]) -> (Place, Place)? {
      let choices = tails.flatMap { tail in heads.map { (tail, $0) } }.filter { one, two in
        !enters(tail, one.point, towards: two.point) && !enters(head, two.point, towards: one.point)
          && passesNumber(of: link, [one.point, two.point])
      }
      return choices.sorted { $0.0.distance + $0.1.distance < $1.0.distance + $1.1.distance }.prefix(Self.tries)
        .first { foreign(link, $0.point, $1.point) <= most }
    }
    // The stroke across an ended line stands near its head, which therefore stays.
    let (tails, heads) = (Array(from.dropFirst()), link.path.bar.isEmpty ? Array(to.dropFirst()) : [])
    let chosen =
      best(tails, heads) ?? best([freeTail], heads) ?? best(tails, [freeHead]) ?? (freeTail, freeHead)
    return (
      glue(Pair(node: link.tail, other: link.head), chosen.0), glue(Pair(node: link.head, other: link.tail), chosen.1)
    )
  }

  /// The scene's own place, then the sites that no other line of the pair has.
  private func places(of node: Node, _ pair: Pair, at end: Point) -> [Place] {
    let place = frame.place(end)
    let end = Point(x: place.x, y: place.y)
    return [Place(site: nil, point: end, distance: 0)]
      + node.sites.enumerated().filter { taken[pair]?.contains($0.offset) != true }.map {
        Place(site: $0.offset, point: $0.element, distance: ($0.element - end).length)
      }
  }

  private mutating func glue(_ pair: Pair, _ place: Place) -> SlideConnector.Glue? {
    guard let site = place.site else { return nil }
    taken[pair, default: []].insert(site)
    return SlideConnector.Glue(pair.node, site: site)
  }

  /// Whether a line from a site runs through its own node: the outline is convex, so its first steps tell.
  private func enters(_ node: Node, _ site: Point, towards other: Point) -> Bool {
    guard let way = (other - site).unit else { return true }
    if node.outline == .ellipse {
      // Along the rim of a disc an arrow is hidden by it.
      let out = site - node.frame.centre
      let (wide, high) = (node.frame.width * node.frame.width, node.frame.height * node.frame.height)
      guard let normal = Point(x: out.x / max(wide, 1e-9), y: out.y / max(high, 1e-9)).unit else { return true }
      if way.x * normal.x + way.y * normal.y < Self.steepest { return true }
    }
    return Outline.contains(site + way * 4, node.outline, node.frame.inset(by: 0.2), scale: node.cornerScale)
  }

  private func foreign(_ link: SceneLink, _ from: Point, _ to: Point) -> Int {
    boxes.count { $0.id != link.tail && $0.id != link.head && $0.frame.meets(from, to) }
  }
}
