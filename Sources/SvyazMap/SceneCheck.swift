/// Proves of a finished map that nothing on it needs retouching, or says what does.
///
/// Looks at the scene alone and at the map that it was asked to show; shares no code with the layouts.
public struct SceneCheck: Sendable {
  /// The bounds, and how much of a point is no fault.
  public enum Limit {
    /// Least size of text on a slide: read from the back row.
    public static let slideText = 8.0
    /// Least size of text on paper, at the page's own size.
    public static let printText = 6.0
    /// WCAG 2.2, 1.4.3.
    public static let textContrast = 4.5
    /// WCAG 2.2, 1.4.11.
    public static let boxContrast = 3.0
    /// Lines through boxes of others on a slide, in ‰ of the lines.
    public static let linesThroughBoxes = 20.0

    /// Boxes that touch do not overlap; numbers are rounded to hundredths in files.
    static let overlap = 0.05
    static let label = 0.1
    static let text = 0.5
    static let page = 0.01
    /// A line ends so near to its box, or so deep under its border: in points of the drawing, which a poster enlarges
    /// with its boxes and lines.
    static let lineGap = 3.0
    static let lineDepth = 1.5
    /// A line that only grazes a box does not pass through it.
    static let graze = 0.5
  }

  /// A line through the box of a node that is none of its ends.
  public struct Crossing: Hashable, Sendable {
    public var link, node: String
  }

  /// In the order of the rules.
  public let findings: [SceneFinding]
  public let linkCount: Int
  /// Every one, also where the share is within the bound.
  public let crossings: [Crossing]

  /// How many lines pass through a box that is none of their ends.
  public var crossingLinkCount: Int { Set(crossings.map(\.link)).count }
  /// In ‰ of the lines; 0 without lines.
  public var crossingPerMille: Double {
    linkCount == 0 ? 0 : Double(crossingLinkCount) * 1000 / Double(linkCount)
  }
  /// Pairs of lines that cross although they share no end: no fault, but the fewer, the better.
  public let meetingCount: Int
  public var isClean: Bool { findings.isEmpty }

  /// Checks `scene` as the drawing of `map`.
  ///
  /// - Complexity: O(n² + n·m) for n nodes and texts and m lines, with a small factor: boxes are compared first.
  public init(_ scene: MapScene, of map: NetworkMap) {
    linkCount = scene.links.count
    let broken = Self.brokenNumbers(scene)
    guard broken.isEmpty else {
      findings = broken
      crossings = []
      meetingCount = 0
      return
    }
    let outlines = scene.nodes.map { ConvexOutline($0.shape) }
    let texts = SceneCheckText.all(scene)
    let crossings = Self.crossings(scene)
    self.crossings = crossings
    meetingCount = Self.meetings(scene.links)
    var findings = Self.overlaps(scene, outlines) + Self.strays(scene, texts) + Self.looseLabels(scene, outlines)
    findings += Self.coveredTexts(scene, texts, outlines) + Self.smallTexts(texts, on: map.paper)
    findings += Self.faintTexts(texts) + Self.faintBoxes(scene)
    findings += Self.missing(scene, map) + Self.looseLines(scene, outlines)
    let crossed = Set(crossings.map(\.link)).count
    // On paper they are counted, not forbidden: it can be read from near.
    let perMille = linkCount == 0 ? 0 : Double(crossed) * 1000 / Double(linkCount)
    if map.paper == .slide, scene.size.width <= map.paper.size.width, perMille >= Limit.linesThroughBoxes {
      findings.append(
        SceneFinding(
          .lineClear, crossings.prefix(3).map { "\($0.link) × \($0.node)" }, amount: perMille,
          limit: Limit.linesThroughBoxes))
    }
    self.findings = findings
  }

  // MARK: Rules about boxes

  private static func overlaps(_ scene: MapScene, _ outlines: [ConvexOutline]) -> [SceneFinding] {
    overlappingPairs(scene.nodes.map(\.shape.frame)).compactMap { one, two in
      let depth = outlines[one].overlapDepth(outlines[two])
      guard depth > Limit.overlap else { return nil }
      return SceneFinding(.nodesApart, [scene.nodes[one].id, scene.nodes[two].id], amount: depth, limit: Limit.overlap)
    }
  }

  /// Whatever leaves the page.
  private static func strays(_ scene: MapScene, _ texts: [SceneCheckText]) -> [SceneFinding] {
    func stray(_ frame: Rect) -> Double {
      max(-frame.x, -frame.y, frame.maxX - scene.size.width, frame.maxY - scene.size.height)
    }
    var places: [(String, Rect)] = scene.nodes.map { ($0.id, $0.shape.frame) }
    places += scene.grounds.compactMap { ground in
      Rect(around: Bezier.flatten(ground.points)).map { (ground.id, $0) }
    }
    places += scene.panels.flatMap { panel in
      ([panel.shape] + [panel.mark].compactMap { $0 }).map { (panel.id, $0.frame) }
    }
    places += scene.furniture.compactMap { group in group.frame.map { (group.role.rawValue, $0) } }
    places += scene.links.compactMap { link in link.ground.map { (link.id, $0.frame) } }
    places += texts.map { ($0.place, $0.text.frame) }
    places += scene.links.compactMap { link in Rect(around: Bezier.flatten(link.path.points)).map { (link.id, $0) } }
    return places.compactMap { place, frame in
      let amount = stray(frame)
      return amount > Limit.page ? SceneFinding(.onPage, [place], amount: amount, limit: 0) : nil
    }
  }

  private static func faintBoxes(_ scene: MapScene) -> [SceneFinding] {
    let page = SceneCheckGround(scene)
    return scene.nodes.compactMap { node in
      // A box may stand on two grounds, and half on none.
      let frame = node.shape.frame
      let spots = [frame.centre] + ConvexOutline(frame).corners
      let contrasts = Set(spots.map(page.color)).map { ground in
        max(node.shape.stroke.contrast(with: ground), node.shape.fill.contrast(with: ground))
      }
      guard let least = contrasts.min(), least < Limit.boxContrast else { return nil }
      return SceneFinding(.boxContrast, [node.id], amount: least, limit: Limit.boxContrast)
    }
  }

  // MARK: Help

  /// Pairs of rectangles that share an area, found by sweeping from left to right.
  static func overlappingPairs(_ frames: [Rect]) -> [(Int, Int)] {
    let order = frames.indices.sorted { (frames[$0].x, $0) < (frames[$1].x, $1) }
    var open: [Int] = []
    var pairs: [(Int, Int)] = []
    for index in order {
      open.removeAll { frames[$0].maxX <= frames[index].x }
      for other in open where frames[other].overlaps(frames[index]) {
        pairs.append((min(index, other), max(index, other)))
      }
      open.append(index)
    }
    return pairs.sorted { $0 < $1 }
  }
}

extension Rect {
  /// The least rectangle around points; `nil` for none.
  init?(around points: [Point]) {
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let top = points.map(\.y).min(),
      let bottom = points.map(\.y).max()
    else { return nil }
    self.init(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// How deep two rectangles lie in each other; 0 or less where they are apart.
  func overlapDepth(_ other: Rect) -> Double {
    min(maxX - other.x, other.maxX - x, maxY - other.y, other.maxY - y)
  }
}
