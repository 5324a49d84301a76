/// A shape with its fill, outline and text.
public struct SlideShape: Hashable, Sendable {
  public enum Geometry: Hashable, Sendable {
    case rectangle
    /// Radius of the corners in points, at most half the shorter side.
    case roundedRectangle(radius: Double)
    case ellipse
    /// The corners left and right are `corner` points wide.
    case hexagon(corner: Double)
    case octagon(corner: Double)
    /// A rectangle whose upper right corner is cut off by `corner` points.
    case note(corner: Double)
    /// Anything else, in the slide's coordinates; the shape's frame is the box around it.
    case path([SlidePathElement])
  }

  /// Other items are glued to it by this; unique on its slide.
  public var key: String?
  /// As the list of the slide's objects shows it.
  public var name: String
  public var alternativeText: String?
  public var geometry: Geometry
  /// Left out of account for a path.
  public var frame: SlideFrame
  /// Degrees, clockwise.
  public var rotation: Double
  public var fill: SlideFill
  public var line: SlideLine?
  public var text: SlideText?

  public init(
    _ geometry: Geometry = .rectangle, frame: SlideFrame, key: String? = nil, name: String = "",
    alternativeText: String? = nil, rotation: Double = 0, fill: SlideFill = .none, line: SlideLine? = nil,
    text: SlideText? = nil
  ) {
    self.geometry = geometry
    self.frame = frame
    self.key = key
    self.name = name
    self.alternativeText = alternativeText
    self.rotation = rotation
    self.fill = fill
    self.line = line
    self.text = text
  }

  /// A polyline, a polygon or a curve.
  public static func path(
    _ elements: [SlidePathElement], key: String? = nil, name: String = "", alternativeText: String? = nil,
    fill: SlideFill = .none, line: SlideLine? = nil
  ) -> SlideShape {
    SlideShape(
      .path(elements), frame: SlideFrame(x: 0, y: 0, width: 0, height: 0), key: key, name: name,
      alternativeText: alternativeText, fill: fill, line: line)
  }

  /// A text without a shape around it.
  public static func text(_ text: SlideText, frame: SlideFrame, name: String = "", rotation: Double = 0) -> SlideShape {
    SlideShape(.rectangle, frame: frame, name: name, rotation: rotation, text: text)
  }
}

public enum SlidePathElement: Hashable, Sendable {
  case move(SlidePoint)
  case line(SlidePoint)
  /// A cubic Bézier curve with its two control points.
  case curve(SlidePoint, SlidePoint, SlidePoint)
  case close

  var points: [SlidePoint] {
    switch self {
    case .move(let point), .line(let point): [point]
    case .curve(let first, let second, let end): [first, second, end]
    case .close: []
    }
  }
}

public enum SlideFill: Hashable, Sendable {
  case none
  /// Opacity 0…1.
  case solid(OfficeColor, opacity: Double = 1)
  /// Wide diagonal lines, upwards to the right.
  case hatching(OfficeColor, background: OfficeColor = .white)
}

public struct SlideLine: Hashable, Sendable {
  public enum End: Hashable, Sendable { case none, triangle, arrow, oval, diamond }

  /// How large an end is, over the line's width: two, three and five times.
  public enum EndScale: String, Hashable, Sendable {
    case small = "sm"
    case medium = "med"
    case large = "lg"
  }

  public var color: OfficeColor
  /// Points.
  public var width: Double
  /// Lengths of strokes and gaps in points, as in SVG; empty for a whole line.
  public var dash: [Double]
  public var start, end: End
  /// Of both ends, along the line and across it.
  public var endLength, endWidth: EndScale

  public init(
    _ color: OfficeColor, width: Double = 1, dash: [Double] = [], start: End = .none, end: End = .none,
    endLength: EndScale = .medium, endWidth: EndScale = .medium
  ) {
    self.color = color
    self.width = width
    self.dash = dash
    self.start = start
    self.end = end
    self.endLength = endLength
    self.endWidth = endWidth
  }
}

/// A line that can be glued to shapes: it follows them when a person moves them.
public struct SlideConnector: Hashable, Sendable {
  public struct Glue: Hashable, Sendable {
    /// ``SlideShape/key`` of a shape on the same slide; glue to nothing is left out.
    public var shape: String
    /// Number of the shape's connection site: see ``SlideShape/Geometry/sites(in:)``.
    public var site: Int

    public init(_ shape: String, site: Int) {
      self.shape = shape
      self.site = site
    }
  }

  /// How the line runs between its ends; a bent one leaves and arrives at right angles.
  public enum Bend: Hashable, Sendable {
    case none
    /// A quarter of a turn.
    case quarter(leavesVertically: Bool)
    /// There and back, through the middle given as a place on the axis along which the line leaves.
    case wave(leavesVertically: Bool, middle: Double)
  }

  public var name: String
  public var alternativeText: String?
  public var bend: Bend
  public var from, to: SlidePoint
  public var fromGlue, toGlue: Glue?
  public var line: SlideLine

  public init(
    from: SlidePoint, to: SlidePoint, bend: Bend = .none, line: SlideLine, fromGlue: Glue? = nil, toGlue: Glue? = nil,
    name: String = "",
    alternativeText: String? = nil
  ) {
    self.from = from
    self.to = to
    self.bend = bend
    self.line = line
    self.fromGlue = fromGlue
    self.toGlue = toGlue
    self.name = name
    self.alternativeText = alternativeText
  }
}
