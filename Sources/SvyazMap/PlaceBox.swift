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

  init(_ node: NetworkMap.Node, measurer: some TextMeasuring) {
    let label = measurer.drawable(DisplayText.clean(node.label, limit: 60))
    guard !label.isEmpty else {
      text = nil
      textWidth = 0
      isBold = false
      unitSize = Size(width: 0.62, height: 0.62)
      return
    }
    let look = MapTheme.place(of: node.style)
    isBold = look.text == .white
    let fitted = measurer.fit(label, size: 1, isBold: isBold, room: 14)
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
  /// The look of a node on the ground. Dashes mean a presumed place there, so a school without a mentor is told from
  /// one with a mentor by its dark fill instead.
  static func place(of style: NetworkMap.NodeStyle) -> NodeLook {
    let look = look(of: style)
    func with(_ outline: SceneOutline, fill: MapColor, width: Double, text: MapColor) -> NodeLook {
      NodeLook(
        outline: outline, fill: fill, stroke: look.stroke, strokeWidth: width, dash: [], text: text,
        legend: look.legend, className: look.className)
    }
    return switch style {
    case .lowResultAlone: with(.ellipse, fill: MapColor(0xB23A0B), width: 1.4, text: .white)
    case .other, .neutral, .member, .leftOut: with(.pill, fill: .white, width: 1, text: .ink)
    case .lowResult: with(.ellipse, fill: look.fill, width: 1.6, text: look.text)
    default: with(look.outline, fill: look.fill, width: min(look.strokeWidth, 1.4), text: look.text)
    }
  }

  /// A shape at a presumed place: a dashed outline, white over a dark fill, where no other colour would show.
  static func presumed(_ shape: SceneShape, scale: Double) -> SceneShape {
    var shape = shape
    shape.dash = [2.4 * scale, 1.7 * scale]
    if shape.fill == shape.stroke || shape.fill.isDark { shape.stroke = .white }
    return shape
  }
}

extension MapColor {
  /// White text is legible on it.
  fileprivate var isDark: Bool { Int(red) * 3 + Int(green) * 6 + Int(blue) < 1200 }
}
