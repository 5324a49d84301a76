@testable import SvyazPaper

/// What is wrong with a drawing, for an eye that measures: texts over each other, outside, too small; numbers that are none.
enum DrawingCheck {
  struct Box {
    var text: String
    var left, top, right, bottom: Double
  }

  static func boxes(_ drawing: Drawing) -> [Box] {
    drawing.items.compactMap { item in
      guard case .text(let text, let place, let size, _, let anchor, _) = item else { return nil }
      let width = TextWidth.of(text, size: size)
      let left =
        switch anchor {
        case .start: place.x
        case .middle: place.x - width / 2
        case .end: place.x - width
        }
      // From the top of a capital letter to the bottom of «р».
      return Box(text: text, left: left, top: place.y - 0.7 * size, right: left + width, bottom: place.y + 0.22 * size)
    }
  }

  static func faults(_ drawing: Drawing) -> [String] {
    var faults = [String]()
    let boxes = boxes(drawing)
    for box in boxes {
      if box.left < -0.5 || box.top < -0.5 || box.right > drawing.width + 0.5 || box.bottom > drawing.height + 0.5 {
        faults.append("«\(box.text)» leaves the drawing")
      }
      if box.text.unicodeScalars.contains(where: { $0.value < 0x20 }) { faults.append("control character") }
    }
    for (index, left) in boxes.enumerated() {
      for right in boxes[(index + 1)...]
      where left.left < right.right - 0.2 && right.left < left.right - 0.2 && left.top < right.bottom - 0.2
        && right.top < left.bottom - 0.2
      {
        faults.append("«\(left.text)» covers «\(right.text)»")
      }
    }
    for item in drawing.items {
      if case .text(_, _, let size, _, _, _) = item, size < 8 { faults.append("text of \(size) pt") }
      for (x, y) in places(item) where !(x >= -6 && x <= drawing.width + 6 && y >= -6 && y <= drawing.height + 6) {
        faults.append("a shape at \(x), \(y) leaves the drawing")
      }
    }
    if drawing.title.isEmpty || drawing.summary.isEmpty { faults.append("nothing for a screen reader") }
    return faults
  }

  /// Corners and points; a comparison with NaN fails above.
  private static func places(_ item: DrawingItem) -> [(Double, Double)] {
    switch item {
    case .rectangle(let x, let y, let width, let height, _, _, _), .hatching(let x, let y, let width, let height, _):
      [(x, y), (x + width, y + height)]
    case .line(let points, _), .area(let points, _): points.map { ($0.x, $0.y) }
    case .circle(let centre, let radius, _, _): [(centre.x - radius, centre.y - radius), (centre.x + radius, centre.y + radius)]
    case .text(_, let place, _, _, _, _): [(place.x, place.y)]
    }
  }
}

extension Drawing {
  var texts: [String] {
    items.compactMap { item in
      guard case .text(let text, _, _, _, _, _) = item else { return nil }
      return text
    }
  }
}
