/// Colours of the product's pages and maps, so that screen, slide and print speak one language.
enum ChartColor {
  static let ink = DrawingColor(0x1F2933)
  static let secondary = DrawingColor(0x465361)
  static let line = DrawingColor(0xD8E0E8)
  static let control = DrawingColor(0x6F8092)
  static let track = DrawingColor(0xEEF3F8)
  static let white = DrawingColor(0xFFFFFF)
  static let accent = DrawingColor(0x0B4F8A)
  static let accentSoft = DrawingColor(0xE4EEF7)
  /// A band under a line of the accent's colour.
  static let accentBand = DrawingColor(0xD3E2F0)
  static let reached = DrawingColor(0x00745A)
  static let reachedText = DrawingColor(0x00583F)
  static let late = DrawingColor(0x9A6B00)
  static let lateSoft = DrawingColor(0xF5E3A8)
  static let lateText = DrawingColor(0x6B4A00)
  static let bad = DrawingColor(0xB42318)
  static let badText = DrawingColor(0x8F1B12)
  static let supportText = DrawingColor(0x7C2D12)
  static let hatch = DrawingColor(0xA9B4BF)
}

/// Sizes common to all charts, in points.
enum ChartSize {
  /// The narrowest and the widest that a chart is drawn.
  static let widths = 360.0...1000.0
  static let small = 8.0
  static let text = 9.0
  static let strong = 11.0

  static func width(_ wanted: Double) -> Double {
    wanted.isFinite ? min(max(wanted, widths.lowerBound), widths.upperBound) : Drawing.standardWidth
  }
}

/// Shares outside data may be anything: what is drawn stays between 0 and 100 %.
func onScale(_ perMille: Int) -> Double { Double(min(max(perMille, 0), 1000)) }

/// Collects the items of a drawing.
struct Canvas {
  var items = [DrawingItem]()

  mutating func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, radius: Double = 0, fill: DrawingColor?,
    stroke: DrawingStroke? = nil
  ) {
    guard width > 0, height > 0 else { return }
    items.append(
      .rectangle(
        x: x, y: y, width: width, height: height, radius: min(radius, width / 2, height / 2), fill: fill, stroke: stroke
      ))
  }

  mutating func hatch(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, color: DrawingColor = ChartColor.hatch
  ) {
    guard width > 0, height > 0 else { return }
    items.append(.hatching(x: x, y: y, width: width, height: height, color: color))
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ color: DrawingColor, width: Double = 1,
    dash: [Double] = []
  ) {
    items.append(.line([DrawingPoint(x1, y1), DrawingPoint(x2, y2)], DrawingStroke(color, width: width, dash: dash)))
  }

  mutating func path(_ points: [DrawingPoint], _ color: DrawingColor, width: Double = 1, dash: [Double] = []) {
    guard points.count > 1 else { return }
    items.append(.line(points, DrawingStroke(color, width: width, dash: dash)))
  }

  mutating func dot(_ x: Double, _ y: Double, radius: Double, fill: DrawingColor?, stroke: DrawingStroke? = nil) {
    items.append(.circle(DrawingPoint(x, y), radius: radius, fill: fill, stroke: stroke))
  }

  /// One line of text, cut to `width` where given.
  mutating func text(
    _ text: String, _ x: Double, _ y: Double, size: Double = ChartSize.text, isBold: Bool = false,
    anchor: DrawingItem.Anchor = .start, color: DrawingColor = ChartColor.ink, width: Double? = nil
  ) {
    let text = width.map { TextWidth.fitted(text, size: size, width: $0) } ?? TextWidth.oneLine(text)
    guard !text.isEmpty else { return }
    items.append(.text(text, DrawingPoint(x, y), size: size, isBold: isBold, anchor: anchor, color: color))
  }

  /// A tick mark, of lines: fonts need not have one.
  mutating func tick(_ x: Double, _ y: Double, size: Double, color: DrawingColor) {
    path(
      [
        DrawingPoint(x, y + size * 0.55), DrawingPoint(x + size * 0.38, y + size * 0.9),
        DrawingPoint(x + size, y + size * 0.1),
      ], color, width: size / 5)
  }
}

extension Drawing {
  /// The width of the text on an A4 page between margins of 30 and 15 mm, less a hair, in points.
  public static let standardWidth = 467.0

  /// In place of a chart without figures.
  static func empty(title: String, width: Double, note: String = "Нет данных") -> Drawing {
    let width = ChartSize.width(width)
    var canvas = Canvas()
    canvas.box(0.5, 0.5, width - 1, 47, radius: 4, fill: nil, stroke: DrawingStroke(ChartColor.control, dash: [3, 3]))
    canvas.text(
      note, width / 2, 27, size: ChartSize.text, anchor: .middle, color: ChartColor.secondary, width: width - 20)
    return Drawing(width: width, height: 48, title: title, summary: note + ".", items: canvas.items)
  }
}
