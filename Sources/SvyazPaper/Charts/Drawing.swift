/// A finished chart: shapes and texts with their places, in points, y downwards. SVG and the native shapes of a slide
/// are written from the same drawing.
public struct Drawing: Hashable, Sendable {
  public var width, height: Double
  /// For screen readers.
  public var title, summary: String
  /// In drawing order.
  public var items: [DrawingItem]

  public init(width: Double, height: Double, title: String, summary: String, items: [DrawingItem] = []) {
    self.width = width
    self.height = height
    self.title = title
    self.summary = summary
    self.items = items
  }
}

public struct DrawingPoint: Hashable, Sendable {
  public var x, y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// Red, green, blue: 0xRRGGBB.
public struct DrawingColor: Hashable, Sendable {
  public var rgb: UInt32

  public init(_ rgb: UInt32) { self.rgb = rgb & 0xFFFFFF }
}

public struct DrawingStroke: Hashable, Sendable {
  public var color: DrawingColor
  public var width: Double
  /// Lengths of strokes and gaps; empty for a whole line.
  public var dash: [Double]

  public init(_ color: DrawingColor, width: Double = 1, dash: [Double] = []) {
    self.color = color
    self.width = width
    self.dash = dash
  }
}

public enum DrawingItem: Hashable, Sendable {
  public enum Anchor: Hashable, Sendable { case start, middle, end }

  case rectangle(
    x: Double, y: Double, width: Double, height: Double, radius: Double = 0, fill: DrawingColor?,
    stroke: DrawingStroke? = nil)
  /// Diagonal lines over white: what cannot be reached.
  case hatching(x: Double, y: Double, width: Double, height: Double, color: DrawingColor)
  case line([DrawingPoint], DrawingStroke)
  case area([DrawingPoint], fill: DrawingColor)
  case circle(DrawingPoint, radius: Double, fill: DrawingColor?, stroke: DrawingStroke? = nil)
  /// One line of text on its baseline.
  case text(
    String, DrawingPoint, size: Double, isBold: Bool = false, anchor: Anchor = .start, color: DrawingColor)
}
