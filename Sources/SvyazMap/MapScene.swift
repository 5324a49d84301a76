extension NetworkMap.Paper {
  /// In points.
  public var size: Size {
    switch self {
    case .slide: Size(width: 960, height: 540)
    case .a4: Size(width: 841.89, height: 595.28)
    case .a3: Size(width: 1190.55, height: 841.89)
    case .a0: Size(width: 3370.39, height: 2383.94)
    }
  }

  /// How much larger title, legend and source are than on a slide.
  var furnitureScale: Double {
    switch self {
    case .slide: 1
    case .a4: 0.92
    case .a3: 1.24
    case .a0: 3.2
    }
  }
}

/// A finished map: everything on the page with its place, in points, y downwards. All files of a map are written from
/// one scene, so they all show the same.
public struct MapScene: Hashable, Sendable, Codable {
  /// The page of a 16:9 slide, 13.33 × 7.5 inches.
  public static let slide = NetworkMap.Paper.slide.size

  public var size: Size
  /// For screen readers.
  public var title, summary: String
  /// What the map shows, in three to five true sentences; drawn or not.
  public var caption: [String] = []
  /// The day shown, as ISO 8601; `nil` for none.
  public var day: String?
  /// Drawn first of all: districts and trays of a map of places.
  public var grounds: [SceneGround] = []
  /// Drawn under the links and nodes.
  public var panels: [ScenePanel] = []
  public var links: [SceneLink] = []
  public var nodes: [SceneNode] = []
  /// Title, legend, source…: in drawing order.
  public var furniture: [SceneGroup] = []

  /// Where nodes may lie: between the legend and the source line.
  public var mapArea: Rect

  /// Smallest text of the map itself, in points: of a node, a panel, a ground or a link. 0 where there is none.
  public var smallestLabelPoints: Double {
    let texts =
      nodes.flatMap(\.texts) + panels.flatMap(\.texts) + grounds.flatMap(\.texts) + links.flatMap(\.texts)
    return texts.map(\.size).min() ?? 0
  }
}

/// The outline of a node.
public enum SceneOutline: String, Hashable, Sendable, Codable {
  case roundedBox, ellipse, hexagon
  /// A box whose ends are half circles.
  case pill
  /// A box with cut corners.
  case octagon
  /// A sheet with a folded corner.
  case note
}

public struct SceneShape: Hashable, Sendable, Codable {
  public var outline: SceneOutline
  public var frame: Rect
  public var fill, stroke: MapColor
  public var strokeWidth: Double
  /// Lengths of strokes and gaps; empty for a whole line.
  public var dash: [Double]
  /// How many times as large as on a page of scale 1 its corners may be: a drawing that is enlarged keeps its form.
  public var cornerScale: Double = 1
}

/// One line of text.
public struct SceneText: Hashable, Sendable, Codable {
  public enum Anchor: String, Hashable, Sendable, Codable {
    case start, middle, end
  }

  public var text: String
  /// On the baseline.
  public var position: Point
  public var size: Double
  public var isBold: Bool
  public var anchor: Anchor
  public var color: MapColor
  /// As measured, in points.
  public var width: Double

  /// From the top of capitals to the foot of descenders.
  public var frame: Rect {
    let left =
      switch anchor {
      case .start: position.x
      case .middle: position.x - width / 2
      case .end: position.x - width
      }
    return Rect(x: left, y: position.y - size * 0.74, width: width, height: size * 0.96)
  }
}

/// A line with round joins; `points` has 3k + 1 control points of cubic Béziers, or the two ends of a straight line.
public struct ScenePath: Hashable, Sendable, Codable {
  public var points: [Point]
  public var color: MapColor
  public var width: Double
  public var dash: [Double]
  /// The triangle at the end; the line stops at its base.
  public var arrowhead: Arrowhead?
  /// Both ends of a stroke across the line, for a tie that has ended; empty for none.
  public var bar: [Point] = []

  public struct Arrowhead: Hashable, Sendable, Codable {
    public var tip, left, right: Point
    public var isHollow: Bool
  }

  public var isStraight: Bool { points.count == 2 }
}

/// Ground of any form under a group of nodes, such as a district.
public struct SceneGround: Hashable, Sendable, Codable {
  public var id: String
  public var className: String
  public var fullName: String
  /// Control points of cubic Béziers, 3k + 1; the last is the first.
  public var points: [Point]
  public var fill: MapColor
  /// From 0, clear, to 1.
  public var fillOpacity: Double
  public var stroke: MapColor
  public var strokeWidth: Double
  public var dash: [Double]
  /// Its name.
  public var texts: [SceneText]
}

/// A titled ground under a group of nodes.
public struct ScenePanel: Hashable, Sendable, Codable {
  public var id: String
  public var className: String
  public var fullName: String
  public var shape: SceneShape
  /// The mark of its subject, beside the title.
  public var mark: SceneShape?
  public var texts: [SceneText]
}

/// A node of the map.
public struct SceneNode: Hashable, Sendable, Codable {
  /// Stable: `school-12`.
  public var id: String
  public var className: String
  public var fullName: String
  public var shape: SceneShape
  public var texts: [SceneText]
}

/// An edge of the map.
public struct SceneLink: Hashable, Sendable, Codable {
  public var id: String
  public var className: String
  /// «Школа № 1 → Школа № 2: математика»
  public var fullName: String
  /// Ids of nodes.
  public var tail, head: String
  public var path: ScenePath
  /// A count, on a ground of its own so that the line does not cross it.
  public var texts: [SceneText] = []
  /// The ground of the count, above every line.
  public var ground: SceneShape?
}

/// A part of the page that is not the network itself.
public struct SceneGroup: Hashable, Sendable, Codable {
  public enum Role: String, Hashable, Sendable, Codable {
    case title, legend, source, edition, notice, caption
  }

  public var role: Role
  public var shapes: [SceneShape] = []
  public var paths: [ScenePath] = []
  public var texts: [SceneText] = []

  /// The box around everything in the group; `nil` when it is empty.
  public var frame: Rect? {
    var corners: [Point] = paths.flatMap(\.points)
    for rect in shapes.map(\.frame) + texts.map(\.frame) {
      corners += [Point(x: rect.x, y: rect.y), Point(x: rect.maxX, y: rect.maxY)]
    }
    guard let left = corners.map(\.x).min(), let right = corners.map(\.x).max(),
      let top = corners.map(\.y).min(), let bottom = corners.map(\.y).max()
    else { return nil }
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }
}
