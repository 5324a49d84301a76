/// The geometry of node outlines: their polygons, and where a line from the centre leaves them.
///
/// Corners have a greatest size, which `scale` multiplies: ``SceneShape/cornerScale``.
enum Outline {
  static func cornerRadius(_ frame: Rect, scale: Double = 1) -> Double {
    min(6 * scale, frame.height / 3, frame.width / 3)
  }

  /// The radius of a box with round corners or round ends.
  static func radius(_ outline: SceneOutline, _ frame: Rect, scale: Double = 1) -> Double {
    outline == .pill ? min(frame.height, frame.width) / 2 : cornerRadius(frame, scale: scale)
  }

  /// The sides of the corners that an octagon lacks.
  static func cutSize(_ frame: Rect, scale: Double = 1) -> Double {
    min(8 * scale, frame.height * 0.28, frame.width * 0.28)
  }

  static func foldSize(_ frame: Rect, scale: Double = 1) -> Double {
    min(7 * scale, frame.height / 3, frame.width / 3)
  }

  /// How far the side corners of a hexagon reach out.
  static func hexagonShoulder(_ frame: Rect) -> Double { min(frame.height * 0.3, frame.width / 3) }

  static func polygon(_ outline: SceneOutline, _ frame: Rect, scale: Double = 1) -> [Point] {
    let (left, top, right, bottom) = (frame.x, frame.y, frame.maxX, frame.maxY)
    switch outline {
    case .hexagon:
      let shoulder = hexagonShoulder(frame)
      let middle = frame.centre.y
      return [
        Point(x: left, y: middle), Point(x: left + shoulder, y: top), Point(x: right - shoulder, y: top),
        Point(x: right, y: middle), Point(x: right - shoulder, y: bottom), Point(x: left + shoulder, y: bottom),
      ]
    case .note:
      let fold = foldSize(frame, scale: scale)
      return [
        Point(x: left, y: top), Point(x: right - fold, y: top), Point(x: right, y: top + fold),
        Point(x: right, y: bottom), Point(x: left, y: bottom),
      ]
    case .octagon:
      let cut = cutSize(frame, scale: scale)
      return [
        Point(x: left + cut, y: top), Point(x: right - cut, y: top), Point(x: right, y: top + cut),
        Point(x: right, y: bottom - cut), Point(x: right - cut, y: bottom), Point(x: left + cut, y: bottom),
        Point(x: left, y: bottom - cut), Point(x: left, y: top + cut),
      ]
    case .roundedBox, .pill, .ellipse:
      return [
        Point(x: left, y: top), Point(x: right, y: top), Point(x: right, y: bottom), Point(x: left, y: bottom),
      ]
    }
  }

  static func fold(_ frame: Rect, scale: Double = 1) -> [Point] {
    let fold = foldSize(frame, scale: scale)
    return [
      Point(x: frame.maxX - fold, y: frame.y), Point(x: frame.maxX - fold, y: frame.y + fold),
      Point(x: frame.maxX, y: frame.y + fold),
    ]
  }

  /// Whether a point lies in the outline.
  static func contains(_ point: Point, _ outline: SceneOutline, _ frame: Rect, scale: Double = 1) -> Bool {
    let centre = frame.centre
    let (halfWidth, halfHeight) = (frame.width / 2, frame.height / 2)
    guard halfWidth > 0, halfHeight > 0 else { return false }
    let dx = abs(point.x - centre.x)
    let dy = abs(point.y - centre.y)
    if dx > halfWidth || dy > halfHeight { return false }
    switch outline {
    case .ellipse:
      return (dx / halfWidth) * (dx / halfWidth) + (dy / halfHeight) * (dy / halfHeight) <= 1
    case .hexagon:
      return dx <= halfWidth - hexagonShoulder(frame) * dy / halfHeight
    case .octagon:
      return halfWidth - dx + halfHeight - dy >= cutSize(frame, scale: scale)
    case .roundedBox, .pill:
      let radius = radius(outline, frame, scale: scale)
      let cornerX = dx - (halfWidth - radius)
      let cornerY = dy - (halfHeight - radius)
      return cornerX <= 0 || cornerY <= 0 || cornerX * cornerX + cornerY * cornerY <= radius * radius
    case .note:
      // The corner that is folded away.
      return frame.maxX - point.x + point.y - frame.y >= foldSize(frame, scale: scale)
    }
  }
}

extension SceneShape {
  /// Whether a point lies in the outline, made larger on all sides by a margin.
  func contains(_ point: Point, margin: Double = 0) -> Bool {
    Outline.contains(point, outline, frame.inset(by: -margin), scale: cornerScale)
  }
}
