internal import SvyazOffice

/// Parts of a scene in the places, sizes and words of a slide.
struct SceneFrame {
  /// Points of the slide to a point of the scene.
  let scale: Double
  private let left, top: Double

  /// Of PT Sans, over the size: from the top of a line to its baseline, and the line's height.
  private static let ascent = 1.018
  private static let lineHeight = 1.3

  init(_ page: Size) {
    let scale = min(Presentation.width / max(page.width, 1), Presentation.height / max(page.height, 1))
    self.scale = scale.isFinite ? scale : 1
    left = (Presentation.width - page.width * self.scale) / 2
    top = (Presentation.height - page.height * self.scale) / 2
  }

  func place(_ point: Point) -> SlidePoint { SlidePoint(left + point.x * scale, top + point.y * scale) }

  func place(_ rect: Rect) -> SlideFrame {
    SlideFrame(
      x: left + rect.x * scale, y: top + rect.y * scale, width: rect.width * scale, height: rect.height * scale)
  }

  func around(_ points: [Point]) -> SlideFrame {
    let from = Point(x: points.map(\.x).min() ?? 0, y: points.map(\.y).min() ?? 0)
    let to = Point(x: points.map(\.x).max() ?? 0, y: points.map(\.y).max() ?? 0)
    return place(Rect(x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y))
  }

  // MARK: Shapes

  func shape(_ shape: SceneShape, name: String = "", alternativeText: String? = nil) -> SlideShape {
    SlideShape(
      geometry(shape), frame: place(shape.frame), name: name, alternativeText: alternativeText,
      fill: .solid(shape.fill.office),
      line: SlideLine(
        shape.stroke.office, width: shape.strokeWidth * scale, dash: shape.dash.map { $0 * scale }))
  }

  func geometry(_ shape: SceneShape) -> SlideShape.Geometry {
    switch shape.outline {
    case .roundedBox, .pill:
      .roundedRectangle(radius: Outline.radius(shape.outline, shape.frame, scale: shape.cornerScale) * scale)
    case .ellipse: .ellipse
    case .hexagon: .hexagon(corner: Outline.hexagonShoulder(shape.frame) * scale)
    case .octagon: .octagon(corner: Outline.cutSize(shape.frame, scale: shape.cornerScale) * scale)
    case .note: .note(corner: Outline.foldSize(shape.frame, scale: shape.cornerScale) * scale)
    }
  }

  // MARK: Lines

  /// A straight path as a connector, a curve as a freeform; a hollow arrowhead becomes an open one, which moves with
  /// the line as a triangle of its own would not.
  func line(_ path: ScenePath, ends: SlideGlue.Ends? = nil, name: String = "") -> [SlideItem] {
    let bar = path.bar.count == 2 ? [self.bar(path)] : []
    let line = look(path)
    let words = name.isEmpty ? nil : name
    let tip = path.arrowhead?.tip ?? path.points.last ?? Point(x: 0, y: 0)
    if path.isStraight {
      let connector = SlideConnector(
        from: place(path.points[0]), to: place(tip), line: line, fromGlue: ends?.tail, toGlue: ends?.head, name: name,
        alternativeText: words)
      return [.connector(connector)] + bar
    }
    var elements = self.path(path.points)
    if path.arrowhead != nil { elements.append(.line(place(tip))) }
    return [
      .shape(.path(elements, name: name.isEmpty ? "" : "Кривая: " + name, alternativeText: words, line: line))
    ] + bar
  }

  /// A curve as the format's own.
  func connector(_ path: ScenePath, _ curve: SlideCurve, ends: SlideGlue.Ends, name: String) -> SlideConnector {
    SlideConnector(
      from: SlidePoint(curve.tail.point.x, curve.tail.point.y), to: SlidePoint(curve.head.point.x, curve.head.point.y),
      bend: curve.bend, line: look(path), fromGlue: ends.tail, toGlue: ends.head, name: name, alternativeText: name)
  }

  private func look(_ path: ScenePath) -> SlideLine {
    var line = SlideLine(path.color.office, width: path.width * scale, dash: path.dash.map { $0 * scale })
    if let head = path.arrowhead {
      line.end = head.isHollow ? .arrow : .triangle
      // The line's width decides the size of its end: a thick line needs no long one.
      line.endLength = path.width < 2.2 ? .large : .medium
    }
    return line
  }

  /// The stroke across a line that has ended.
  private func bar(_ path: ScenePath) -> SlideItem {
    .connector(
      SlideConnector(
        from: place(path.bar[0]), to: place(path.bar[1]),
        line: SlideLine(path.color.office, width: path.width * 1.2 * scale), name: "Черта"))
  }

  /// 3k + 1 control points of cubic Béziers.
  func path(_ points: [Point]) -> [SlidePathElement] {
    var elements = points.first.map { [SlidePathElement.move(place($0))] } ?? []
    var index = 1
    while index + 2 < points.count {
      elements.append(.curve(place(points[index]), place(points[index + 1]), place(points[index + 2])))
      index += 3
    }
    return elements
  }

  // MARK: Texts

  /// Lines one under another, as far apart as in the scene.
  func paragraphs(_ lines: [SceneText]) -> [SlideParagraph] {
    let steps = zip(lines.dropFirst(), lines).map { ($0.position.y - $1.position.y) * scale }
    return lines.enumerated().map { index, text in
      let run = SlideRun(text.text, size: text.size * scale, isBold: text.isBold, color: text.color.office)
      let step = index == 0 ? steps.first : steps[index - 1]
      return SlideParagraph(
        [run], alignment: text.anchor.alignment, lineSpacing: step.map { max($0, text.size * scale) })
    }
  }

  /// A box around lines, from the top of the first to the foot of the last.
  func box(_ lines: [SceneText]) -> SlideFrame {
    let rects = lines.map { text in
      Rect(
        x: text.frame.x, y: text.position.y - Self.ascent * text.size, width: text.width,
        height: Self.lineHeight * text.size)
    }
    return around(rects.flatMap { [Point(x: $0.x, y: $0.y), Point(x: $0.maxX, y: $0.maxY)] })
  }

  /// Lines of one alignment in a box that is wider than they need, so that programs that move an overfull text leave it
  /// in its place.
  func textBox(_ lines: [SceneText], name: String = "") -> SlideItem? {
    guard let first = lines.first else { return nil }
    var box = box(lines)
    let extra = first.size * scale
    switch first.anchor {
    case .start: break
    case .middle: box.x -= extra / 2
    case .end: box.x -= extra
    }
    box.width += extra
    return .shape(.text(SlideText(paragraphs(lines), wraps: false), frame: box, name: name))
  }
}

extension MapColor {
  var office: OfficeColor { OfficeColor(UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)) }
}

extension SceneText.Anchor {
  var alignment: SlideParagraph.Alignment {
    switch self {
    case .start: .left
    case .middle: .center
    case .end: .right
    }
  }
}
