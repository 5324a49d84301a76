/// A framed strip of boxes that have no place on the ground, with a title.
struct PlaceTray {
  /// Positions of the nodes.
  let nodes: [Int]
  let title: String
  let titleWidth: Double
  private let cell: Size
  private let font: Double
  private let columns: Int
  let size: Size

  private static func padding(_ font: Double) -> Double { font * 0.5 }
  private static func gap(_ font: Double) -> Double { max(LayoutBounds.separation, font * 0.3) }

  /// - Parameter width: as wide as it may be; `nil` for a compact block.
  init?(
    _ nodes: [Int], boxes: [PlaceBox], title: String, width: Double?, font: Double, measurer: some TextMeasuring
  ) {
    let sizes = nodes.map { boxes[$0].size(font: font) }
    let cell = Size(width: sizes.map(\.width).max() ?? 0, height: sizes.map(\.height).max() ?? 0)
    let gap = Self.gap(font)
    let padding = Self.padding(font)
    let room = (width ?? .infinity) - 2 * padding
    let text = measurer.fit(measurer.drawable(title), size: font, isBold: false, room: room)
    titleWidth = measurer.width(of: text, size: font, isBold: false)
    let most = Int(max(0, min((room + gap) / (cell.width + gap), 10_000)))
    guard most > 0 else { return nil }
    // A compact block is about as wide as its title, or as three boxes of height.
    let wanted = max(
      Int((titleWidth + gap) / (cell.width + gap)), Int((Double(nodes.count) * 2).squareRoot().rounded(.up)))
    columns = max(1, min(width == nil ? wanted : most, most, max(nodes.count, 1)))
    let rows = (nodes.count + columns - 1) / columns
    self.nodes = nodes
    self.title = text
    self.cell = cell
    self.font = font
    size = Size(
      width: max(titleWidth, Double(columns) * (cell.width + gap) - gap) + 2 * padding,
      height: font * 1.3 + Double(rows) * (cell.height + gap) - gap + 2 * padding)
  }

  /// Centres of the boxes for the tray's upper left corner.
  func centres(at corner: Point) -> [Point] {
    let (gap, padding) = (Self.gap(font), Self.padding(font))
    return nodes.indices.map { index in
      corner
        + Point(
          x: padding + Double(index % columns) * (cell.width + gap) + cell.width / 2,
          y: padding + font * 1.3 + Double(index / columns) * (cell.height + gap) + cell.height / 2)
    }
  }

  func ground(id: String, at corner: Point) -> SceneGround {
    let padding = Self.padding(font)
    let frame = Rect(x: corner.x, y: corner.y, width: size.width, height: size.height)
    let polygon = [
      Point(x: frame.x, y: frame.y), Point(x: frame.maxX, y: frame.y), Point(x: frame.maxX, y: frame.maxY),
      Point(x: frame.x, y: frame.maxY),
    ]
    return SceneGround(
      id: id, className: "ground tray", fullName: title, points: DistrictGround.rounded(polygon, radius: font * 0.5),
      fill: .white, fillOpacity: 1, stroke: MapColor(0x8595A6), strokeWidth: font * 0.09,
      dash: [font * 0.4, font * 0.3],
      texts: [
        SceneText(
          text: title, position: Point(x: frame.x + padding, y: frame.y + padding + font * 0.78), size: font,
          isBold: false, anchor: .start, color: .muted, width: titleWidth)
      ])
  }
}
