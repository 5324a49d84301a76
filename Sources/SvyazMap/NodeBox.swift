/// The label of a node, broken and measured, and the size of the outline around it, for a font of one point.
///
/// Everything is in proportion to the font size, so a layout may choose the size freely.
struct NodeBox {
  struct Line {
    let text: String
    /// For a font of one point, with the line's own scale in it.
    let width: Double
    /// 1 for the label, less for the detail under it.
    let scale: Double
    let isBold: Bool
  }

  static let lineHeight = 1.18
  static let detailScale = 0.88
  /// Height of capitals and depth of descenders of PT Sans, rounded up.
  static let capitals = 0.72
  static let descenders = 0.22

  /// Capitals weigh more than descenders to the eye: text stands a little lower than the middle of the box of both.
  static let drop = 0.06

  let lines: [Line]
  /// Outline for a font of one point.
  let unitSize: Size
  let outline: SceneOutline
  /// The centre of a ring map is written larger.
  let emphasis: Double

  /// - Parameter outline: `nil` for the one of the node's style.
  init(
    _ node: NetworkMap.Node, isCentre: Bool = false, outline: SceneOutline? = nil, measurer: some TextMeasuring
  ) {
    let outline = outline ?? MapTheme.look(of: node.style).outline
    self.outline = outline
    emphasis = isCentre ? 1.35 : 1
    let detailScale = isCentre ? 0.78 : Self.detailScale
    var lines = DisplayText.wrap(MapTheme.mark(node.change) + node.label).map(measurer.drawable).map { text in
      Line(text: text, width: measurer.width(of: text, size: 1, isBold: isCentre), scale: 1, isBold: isCentre)
    }
    lines += (node.detail.map(DisplayText.wrap) ?? []).map(measurer.drawable).map { text in
      Line(
        text: text, width: measurer.width(of: text, size: detailScale, isBold: false), scale: detailScale,
        isBold: false)
    }
    self.lines = lines
    let width = max(lines.map(\.width).max() ?? 0, 0.8)
    let height = lines.isEmpty ? Self.capitals : Self.textHeight(lines)
    unitSize = Self.outlineSize(outline, width: width, height: height) * emphasis
  }

  /// From the top of the first line's capitals to the foot of the last line's descenders.
  private static func textHeight(_ lines: [Line]) -> Double {
    let steps = lines.dropFirst().reduce(0) { $0 + $1.scale * lineHeight }
    return capitals + steps + descenders
  }

  private static func outlineSize(_ outline: SceneOutline, width: Double, height: Double) -> Size {
    switch outline {
    case .roundedBox: Size(width: width + 1.2, height: height + 0.75)
    case .pill: Size(width: width + height + 0.75, height: height + 0.75)
    case .octagon: Size(width: width + 1.4, height: height + 0.75)
    // Room for the folded corner, on both sides of the middle.
    case .note: Size(width: width + 2.1, height: height + 0.8)
    case .hexagon: Size(width: width + 1.2 + 0.6 * (height + 0.9), height: height + 0.9)
    case .ellipse: ellipse(width: width + 0.5, height: height + 2 * drop)
    }
  }

  /// An ellipse through the corners of the text: higher than the text by a fixed part, and as wide as that needs.
  private static func ellipse(width: Double, height: Double) -> Size {
    let outer = height * 1.26 + 0.6
    let cut = height / outer
    return Size(width: width / (1 - cut * cut).squareRoot(), height: outer)
  }

  func size(font: Double) -> Size { unitSize * font }

  /// The lines in place around a centre.
  func texts(at centre: Point, font: Double, color: MapColor) -> [SceneText] {
    let font = font * emphasis
    let top = centre.y - (Self.textHeight(lines) / 2 - Self.drop) * font
    var baseline = top + Self.capitals * font
    return lines.enumerated().map { index, line in
      if index > 0 { baseline += line.scale * Self.lineHeight * font }
      return SceneText(
        text: line.text, position: Point(x: centre.x, y: baseline), size: font * line.scale, isBold: line.isBold,
        anchor: .middle, color: color, width: line.width * font)
    }
  }

  /// Smallest text for a font size.
  func smallestText(font: Double) -> Double { (lines.map(\.scale).min() ?? 1) * emphasis * font }
}
