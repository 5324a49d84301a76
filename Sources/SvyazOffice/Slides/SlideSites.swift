extension SlideShape.Geometry {
  /// The points that connectors can be glued to, numbered as the format's preset shapes number them (ECMA-376-1,
  /// presetShapeDefinitions.xml); none for a path, nor for a note, whose sites LibreOffice has elsewhere.
  public func sites(in frame: SlideFrame) -> [SlidePoint] {
    let (left, top, right, bottom) = (frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    let (middleX, middleY) = (frame.x + frame.width / 2, frame.y + frame.height / 2)
    let above = SlidePoint(middleX, top)
    let before = SlidePoint(left, middleY)
    let below = SlidePoint(middleX, bottom)
    let behind = SlidePoint(right, middleY)
    switch self {
    case .rectangle, .roundedRectangle: return [above, before, below, behind]
    case .ellipse:
      let (dx, dy) = (frame.width / 2 * 0.5.squareRoot(), frame.height / 2 * 0.5.squareRoot())
      return [
        above, SlidePoint(middleX - dx, middleY - dy), before, SlidePoint(middleX - dx, middleY + dy), below,
        SlidePoint(middleX + dx, middleY + dy), behind, SlidePoint(middleX + dx, middleY - dy),
      ]
    case .hexagon(let corner):
      return [
        behind, SlidePoint(right - corner, bottom), SlidePoint(left + corner, bottom), before,
        SlidePoint(left + corner, top), SlidePoint(right - corner, top),
      ]
    case .octagon(let corner):
      return [
        SlidePoint(right, top + corner), SlidePoint(right, bottom - corner), SlidePoint(right - corner, bottom),
        SlidePoint(left + corner, bottom), SlidePoint(left, bottom - corner), SlidePoint(left, top + corner),
        SlidePoint(left + corner, top), SlidePoint(right - corner, top),
      ]
    case .note, .path: return []
    }
  }
}
