/// The text of a round node and the circle around it, for a font of one point.
struct Disc {
  static let detailScale = 0.85

  private let lines: [NodeBox.Line]
  /// Of the smallest circle that holds the text with some air.
  private let textRadius: Double
  private let weight: Double
  private let inside: Int?

  init(_ node: NetworkMap.Node, measurer: some TextMeasuring) {
    func line(_ text: String, scale: Double, isBold: Bool) -> NodeBox.Line {
      let text = measurer.drawable(text)
      return NodeBox.Line(
        text: text, width: measurer.width(of: text, size: scale, isBold: isBold), scale: scale, isBold: isBold)
    }
    var lines = DisplayText.wrap(node.label).map { line($0, scale: 1, isBold: true) }
    if let detail = node.detail.flatMap({ DisplayText.wrap($0).first }) {
      lines.append(line(detail, scale: Self.detailScale, isBold: false))
    }
    if let inside = node.inside { lines.append(line("внутри: \(inside)", scale: Self.detailScale, isBold: false)) }
    self.lines = lines
    let given = node.weight ?? 0
    weight = given.isFinite ? min(max(given, 0), 1e9) : 0
    inside = node.inside.map { max($0, 0) }
    var radius = 1.6
    for (line, baseline) in zip(lines, Self.baselines(lines)) {
      for y in [baseline - NodeBox.capitals * line.scale, baseline + NodeBox.descenders * line.scale] {
        radius = max(radius, (line.width * line.width / 4 + y * y).squareRoot())
      }
    }
    textRadius = radius + 0.4
  }

  /// Below the centre.
  private static func baselines(_ lines: [NodeBox.Line]) -> [Double] {
    guard let first = lines.first, let last = lines.last else { return [] }
    var baselines = [NodeBox.capitals * first.scale]
    for line in lines.dropFirst() { baselines.append((baselines.last ?? 0) + line.scale * NodeBox.lineHeight) }
    let height = (baselines.last ?? 0) + NodeBox.descenders * last.scale
    return baselines.map { $0 - height / 2 + NodeBox.drop }
  }

  func texts(at centre: Point, font: Double, color: MapColor) -> [SceneText] {
    zip(lines, Self.baselines(lines)).map { line, baseline in
      SceneText(
        text: line.text, position: Point(x: centre.x, y: centre.y + baseline * font), size: line.scale * font,
        isBold: line.isBold, anchor: .middle, color: color, width: line.width * font)
    }
  }

  /// Every circle holds the longest text; what its area has beyond that grows with the weight, to 1.7 of it.
  static func radii(_ discs: [Disc], font: Double) -> [Double] {
    let base = discs.map(\.textRadius).max() ?? 0
    let heaviest = max(discs.map(\.weight).max() ?? 0, 1)
    return zip(discs, rings(discs, font: font)).map { disc, ring in
      base * (1 + 0.7 * disc.weight / heaviest).squareRoot() * font + ring / 2
    }
  }

  /// Widths of the rings, which grow with the ties inside.
  static func rings(_ discs: [Disc], font: Double) -> [Double] {
    let most = Double(max(discs.compactMap(\.inside).max() ?? 0, 4))
    return discs.map { (0.11 + 0.5 * Double($0.inside ?? 0) / most) * font }
  }
}
