/// A node on the ground: its code in an outline as small as legible, or a dot.
///
/// Everything is in proportion to the font size.
struct PlaceBox {
  /// One line; `nil` for a dot.
  let text: String?
  private let textWidth: Double
  let isBold: Bool
  /// Outline for a font of one point.
  let unitSize: Size

  /// From the top of the text's frame to the centre, where the text stands a little low.
  private static let half = 0.54

  /// - Parameter marksPresumed: a presumed place is told by a question mark after the code.
  init(_ node: NetworkMap.Node, marksPresumed: Bool = false, measurer: some TextMeasuring) {
    var label = measurer.drawable(DisplayText.clean(node.label, limit: 60))
    if marksPresumed, !label.isEmpty, node.place?.isPresumed == true { label += "?" }
    guard !label.isEmpty else {
      text = nil
      textWidth = 0
      isBold = false
      unitSize = Size(width: 0.62, height: 0.62)
      return
    }
    let look = MapTheme.place(of: node.style)
    isBold = look.text == .white
    let fitted = measurer.fit(label, size: 1, isBold: isBold, room: 14.5)
    text = fitted
    textWidth = measurer.width(of: fitted, size: 1, isBold: isBold)
    let height = 2 * Self.half + 0.34
    switch look.outline {
    case .ellipse:
      let outer = 2 * Self.half * 1.36
      let cut = 2 * Self.half / outer
      unitSize = Size(width: max(outer, (textWidth + 0.16) / (1 - cut * cut).squareRoot()), height: outer)
    case .pill: unitSize = Size(width: max(height * 1.15, textWidth + 0.64), height: height)
    case .hexagon: unitSize = Size(width: textWidth + 0.7 + 0.6 * height, height: height)
    default: unitSize = Size(width: max(height * 1.1, textWidth + 0.75), height: height)
    }
  }

  func size(font: Double) -> Size { unitSize * font }

  func texts(at centre: Point, font: Double, color: MapColor) -> [SceneText] {
    guard let text else { return [] }
    return [
      SceneText(
        text: text, position: Point(x: centre.x, y: centre.y + font * 0.32), size: font, isBold: isBold,
        anchor: .middle, color: color, width: textWidth * font)
    ]
  }
}

extension MapTheme {
  /// The look of a node on the ground: that of the other maps, with borders for a small outline.
  static func place(of style: NetworkMap.NodeStyle) -> NodeLook {
    let look = look(of: style)
    return NodeLook(
      outline: look.outline, fill: look.fill, stroke: look.stroke, strokeWidth: min(look.strokeWidth, 1.6),
      dash: look.dash, text: look.text, legend: look.legend, className: look.className)
  }
}
