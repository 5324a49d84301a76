extension Drawing {
  /// The drawing as SVG: text stays text, nothing is referred to from outside, equal drawings give equal bytes.
  ///
  /// - Parameters:
  ///   - id: begins the ids of its title and description; unique on the page that it stands on.
  ///   - isFile: with the declaration that a file of its own begins with; without for a place in HTML.
  public func svg(id: String, isFile: Bool = false) -> String {
    let id = Markup.id(id)
    let (width, height) = (Markup.number(width), Markup.number(height))
    var out = isFile ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : ""
    out += #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)pt" height="\#(height)pt" "#
    out += #"viewBox="0 0 \#(width) \#(height)" role="img" lang="ru" xml:lang="ru" "#
    out += #"aria-labelledby="\#(id)-title" aria-describedby="\#(id)-desc" font-family="\#(Self.fonts)">"# + "\n"
    out += #"<title id="\#(id)-title">\#(Markup.escape(title))</title>"# + "\n"
    out += #"<desc id="\#(id)-desc">\#(Markup.escape(summary))</desc>"# + "\n"
    if isFile { out += #"<rect width="\#(width)" height="\#(height)" fill="white"/>"# + "\n" }
    for item in items { out += item.svg + "\n" }
    return out + "</svg>\n"
  }

  private static let fonts = "PT Sans, Noto Sans, Segoe UI, DejaVu Sans, sans-serif"
}

extension DrawingColor {
  /// `#0b4f8a`.
  var hex: String {
    let digits = String(rgb, radix: 16)
    return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}

extension DrawingItem {
  fileprivate var svg: String {
    switch self {
    case .rectangle(let x, let y, let width, let height, let radius, let fill, let stroke):
      var out = #"<rect x="\#(Markup.number(x))" y="\#(Markup.number(y))" width="\#(Markup.number(max(0, width)))" "#
      out += #"height="\#(Markup.number(max(0, height)))""#
      if radius > 0 { out += #" rx="\#(Markup.number(radius))""# }
      return out + Self.paint(fill, stroke) + "/>"
    case .hatching(let x, let y, let width, let height, let color):
      return Self.hatching(x, y, width, height, color)
    case .line(let points, let stroke):
      return #"<polyline points="\#(Self.list(points))""# + Self.paint(nil, stroke) + #" stroke-linejoin="round"/>"#
    case .area(let points, let fill):
      return #"<polygon points="\#(Self.list(points))""# + Self.paint(fill, nil) + "/>"
    case .circle(let centre, let radius, let fill, let stroke):
      return #"<circle cx="\#(Markup.number(centre.x))" cy="\#(Markup.number(centre.y))" "#
        + #"r="\#(Markup.number(max(0, radius)))""# + Self.paint(fill, stroke) + "/>"
    case .text(let text, let place, let size, let isBold, let anchor, let color):
      var out = #"<text x="\#(Markup.number(place.x))" y="\#(Markup.number(place.y))" "#
      out += #"font-size="\#(Markup.number(size))" fill="\#(color.hex)""#
      if isBold { out += #" font-weight="700""# }
      switch anchor {
      case .start: break
      case .middle: out += #" text-anchor="middle""#
      case .end: out += #" text-anchor="end""#
      }
      return out + ">\(Markup.escape(text))</text>"
    }
  }

  private static func paint(_ fill: DrawingColor?, _ stroke: DrawingStroke?) -> String {
    var out = #" fill="\#(fill?.hex ?? "none")""#
    guard let stroke else { return out }
    out += #" stroke="\#(stroke.color.hex)" stroke-width="\#(Markup.number(stroke.width))""#
    if !stroke.dash.isEmpty {
      out += #" stroke-dasharray="\#(stroke.dash.map(Markup.number).joined(separator: " "))""#
    }
    return out
  }

  private static func list(_ points: [DrawingPoint]) -> String {
    points.map { "\(Markup.number($0.x)),\(Markup.number($0.y))" }.joined(separator: " ")
  }

  /// Lines rather than a pattern: every reader of SVG draws them, in print as on the screen.
  private static func hatching(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: DrawingColor
  ) -> String {
    guard width > 0, height > 0, width.isFinite, height.isFinite, width + height < 1e5 else { return "<g/>" }
    var path = ""
    // Each line has one sum of its coordinates from the corner; 4.5 apart, beginning a little inside.
    var sum = 2.5
    while sum < width + height {
      let (fromX, toY) = (min(sum, width), min(sum, height))
      path += "M\(Markup.number(x + fromX)) \(Markup.number(y + sum - fromX))"
      path += "L\(Markup.number(x + sum - toY)) \(Markup.number(y + toY))"
      sum += 4.5
    }
    let box = #"<rect x="\#(Markup.number(x))" y="\#(Markup.number(y))" width="\#(Markup.number(width))" "#
    return box + #"height="\#(Markup.number(height))" fill="white"/><path d="\#(path)" fill="none" "#
      + #"stroke="\#(color.hex)" stroke-width="1"/>"#
  }
}
