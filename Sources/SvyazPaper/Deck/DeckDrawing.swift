internal import SvyazOffice

/// A chart as native shapes, scaled into an area of the slide and kept together in a group that bears the chart's words
/// for screen readers.
struct DeckDrawing {
  private let drawing: Drawing
  private let scale: Double
  private let left, top: Double

  /// The greatest enlargement: a small chart need not have letters like a poster's.
  private static let mostScale = 2.0
  /// Points; no label on a slide is smaller, none is higher than the slide.
  private static let leastText = 8.0
  private static let mostText = 400.0
  /// Of PT Sans: from the top of a line to its baseline, over the size.
  private static let ascent = 1.018

  init(_ drawing: Drawing, area: SlideFrame) {
    func sound(_ length: Double) -> Double { length.isFinite && length > 0 ? length : 1 }
    self.drawing = drawing
    let width = sound(drawing.width)
    let height = sound(drawing.height)
    scale = min(area.width / width, area.height / height, Self.mostScale)
    left = area.x + (area.width - width * scale) / 2
    top = area.y + (area.height - height * scale) / 2
    frame = SlideFrame(x: left, y: top, width: width * scale, height: height * scale)
  }

  private let frame: SlideFrame

  var group: SlideGroup {
    let words = [drawing.title, drawing.summary].filter { !$0.isEmpty }.joined(separator: ". ")
    return SlideGroup(
      name: drawing.title, alternativeText: words, frame: frame, items: drawing.items.compactMap(item))
  }

  private func item(_ item: DrawingItem) -> SlideItem? {
    switch item {
    case .rectangle(let x, let y, let width, let height, let radius, let fill, let stroke):
      let geometry: SlideShape.Geometry = radius > 0 ? .roundedRectangle(radius: radius * scale) : .rectangle
      return .shape(
        SlideShape(geometry, frame: place(x, y, width, height), fill: Self.fill(fill), line: stroke.map(line)))
    case .hatching(let x, let y, let width, let height, let color):
      return .shape(SlideShape(frame: place(x, y, width, height), fill: .hatching(OfficeColor(color.rgb))))
    case .line(let points, let stroke):
      if points.count == 2 {
        return .connector(SlideConnector(from: place(points[0]), to: place(points[1]), line: line(stroke)))
      }
      guard points.count > 2 else { return nil }
      return .shape(.path(path(points), line: line(stroke)))
    case .area(let points, let fill):
      guard points.count > 2 else { return nil }
      return .shape(.path(path(points) + [.close], fill: Self.fill(fill)))
    case .circle(let centre, let radius, let fill, let stroke):
      let frame = place(centre.x - radius, centre.y - radius, radius * 2, radius * 2)
      return .shape(SlideShape(.ellipse, frame: frame, fill: Self.fill(fill), line: stroke.map(line)))
    case .text(let text, let baseline, let size, let isBold, let anchor, let color):
      return self.text(text, at: place(baseline), size: size, isBold: isBold, anchor: anchor, color: color)
    }
  }

  /// A box that is wider than the text needs, so that programs that move an overfull text leave it in its place.
  private func text(
    _ text: String, at point: SlidePoint, size: Double, isBold: Bool, anchor: DrawingItem.Anchor, color: DrawingColor
  ) -> SlideItem? {
    guard !text.isEmpty else { return nil }
    let size = min(max(size.isFinite ? size * scale : Self.leastText, Self.leastText), Self.mostText)
    let text = DeckText.cut(text, width: Presentation.width, size: size)
    let width = DeckText.width(text, size: size, isBold: isBold) + size
    let (x, alignment): (Double, SlideParagraph.Alignment) =
      switch anchor {
      case .start: (point.x, .left)
      case .middle: (point.x - width / 2, .center)
      case .end: (point.x - width, .right)
      }
    let frame = SlideFrame(x: x, y: point.y - Self.ascent * size, width: width, height: DeckText.lineHeight * size)
    let run = SlideRun(text, size: size, isBold: isBold, color: OfficeColor(color.rgb))
    return .shape(.text(SlideText([SlideParagraph([run], alignment: alignment)], wraps: false), frame: frame))
  }

  private func place(_ point: DrawingPoint) -> SlidePoint { SlidePoint(left + point.x * scale, top + point.y * scale) }

  private func place(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> SlideFrame {
    SlideFrame(x: left + x * scale, y: top + y * scale, width: width * scale, height: height * scale)
  }

  private func path(_ points: [DrawingPoint]) -> [SlidePathElement] {
    points.enumerated().map { $0 == 0 ? .move(place($1)) : .line(place($1)) }
  }

  private static func fill(_ color: DrawingColor?) -> SlideFill { color.map { .solid(OfficeColor($0.rgb)) } ?? .none }

  private func line(_ stroke: DrawingStroke) -> SlideLine {
    SlideLine(
      OfficeColor(stroke.color.rgb), width: stroke.width * scale, dash: stroke.dash.map { $0 * scale })
  }
}
