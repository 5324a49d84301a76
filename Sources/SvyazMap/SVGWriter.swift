/// Writes a scene as one SVG document: valid XML whatever the texts, the same bytes for the same scene.
public enum SVGWriter {
  public static func write(_ scene: MapScene) -> String { write(scene, text: text) }

  /// The drawing as a part of a page: every id with `prefix`, so that none clashes with the page's, and nodes that lead
  /// somewhere as links. Has no size of its own, neither style attribute nor style element, and no title: the page has it.
  ///
  /// - Parameter address: where a node leads, by its id on the map; `nil` for nowhere.
  public static func inline(
    _ scene: MapScene, prefix: String, address: @escaping (String) -> String?
  ) -> String {
    var scene = scene
    for index in scene.grounds.indices { scene.grounds[index].id = prefix + scene.grounds[index].id }
    for index in scene.panels.indices { scene.panels[index].id = prefix + scene.panels[index].id }
    for index in scene.links.indices {
      scene.links[index].id = prefix + scene.links[index].id
      scene.links[index].tail = prefix + scene.links[index].tail
      scene.links[index].head = prefix + scene.links[index].head
    }
    for index in scene.nodes.indices { scene.nodes[index].id = prefix + scene.nodes[index].id }
    let title = scene.furniture.filter { $0.role == .title }.compactMap(\.frame).map(\.maxY).max() ?? 0
    scene.furniture.removeAll { $0.role == .title }
    // Whatever else stands so high stays whole.
    let rest = scene.furniture.compactMap(\.frame).map(\.y) + [scene.mapArea.y]
    let top = max(0, min(title, rest.min() ?? 0) - 2)
    return write(scene, text: text, page: PageCopy(top: top, prefixCount: prefix.count, address: address))
  }

  /// What a page's copy has that a file has not.
  private struct PageCopy {
    /// Where the drawing begins without its title.
    let top: Double
    let prefixCount: Int
    let address: (String) -> String?
  }

  /// - Parameter text: writes one text; ``OutlinedText`` writes its letters as shapes.
  static func write(_ scene: MapScene, text: (SceneText) -> String) -> String { write(scene, text: text, page: nil) }

  private static func write(_ scene: MapScene, text: (SceneText) -> String, page: PageCopy?) -> String {
    var out = ""
    let top = page?.top ?? 0
    let size = "\(number(scene.size.width)) \(number(scene.size.height - top))"
    if page == nil {
      out += #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(number(scene.size.width))pt" "#
      out += #"height="\#(number(scene.size.height))pt" viewBox="0 0 \#(size)" role="img" lang="ru" "#
      out += #"aria-labelledby="map-title map-desc" font-family="\#(MapTheme.fontStack)">"# + "\n"
      out += #"<title id="map-title">\#(escape(scene.title))</title>"# + "\n"
      out += #"<desc id="map-desc">\#(escape(scene.summary))</desc>"# + "\n"
    } else {
      // A picture's content is nothing to assistive technology: with links in it, it is a group.
      out += #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 \#(number(top)) \#(size)" role="group" lang="ru" "#
      out += #"aria-label="\#(escape(scene.title))" font-family="\#(MapTheme.fontStack)">"# + "\n"
    }
    out +=
      #"<rect\#(top > 0 ? " y=\"\(number(top))\"" : "") width="100%" height="100%" fill="\#(MapColor.white.hex)"/>"#
      + "\n"
    if !scene.grounds.isEmpty {
      out += "<g class=\"grounds\">\n"
      for ground in scene.grounds {
        out += #"<g id="\#(escape(ground.id))" class="\#(escape(ground.className))"><title>"#
        out += "\(escape(ground.fullName))</title>" + self.ground(ground) + "</g>\n"
      }
      out += "</g>\n"
    }
    if !scene.panels.isEmpty {
      out += "<g class=\"panels\">\n"
      for panel in scene.panels {
        out += #"<g id="\#(escape(panel.id))" class="\#(escape(panel.className))"><title>\#(escape(panel.fullName))"#
        out += "</title>" + shape(panel.shape) + (panel.mark.map(shape) ?? "") + panel.texts.map(text).joined()
        out += "</g>\n"
      }
      out += "</g>\n"
    }
    out += #"<g class="links" fill="none" stroke-linejoin="round">"# + "\n"
    for link in scene.links {
      out += #"<g id="\#(escape(link.id))" class="\#(escape(link.className))" data-tail="\#(escape(link.tail))" "#
      out += #"data-head="\#(escape(link.head))"><title>\#(escape(link.fullName))</title>"#
      out += path(link.path) + "</g>\n"
    }
    out += "</g>\n" + counts(scene.links, text: text) + "<g class=\"nodes\">\n"
    for node in scene.nodes {
      let address = page.flatMap { $0.address(String(node.id.dropFirst($0.prefixCount))) }
      if let address { out += #"<a href="\#(escape(address))" aria-label="\#(escape(node.fullName))">"# }
      out += #"<g id="\#(escape(node.id))" class="node \#(escape(node.className))"><title>\#(escape(node.fullName))"#
      out += "</title>" + shape(node.shape) + node.texts.map(text).joined() + (address == nil ? "</g>\n" : "</g></a>\n")
    }
    out += "</g>\n"
    // Names of grounds stand above the links.
    let names = scene.grounds.flatMap(\.texts)
    if !names.isEmpty { out += "<g class=\"ground-names\">" + names.map(text).joined() + "</g>\n" }
    for group in scene.furniture {
      out += "<g class=\"\(group.role.rawValue)\">"
      out += group.shapes.map(shape).joined() + group.paths.map(path).joined() + group.texts.map(text).joined()
      out += "</g>\n"
    }
    return out + "</svg>\n"
  }

  /// The numbers of links, above every line.
  private static func counts(_ links: [SceneLink], text: (SceneText) -> String) -> String {
    let numbered = links.filter { !$0.texts.isEmpty }
    guard !numbered.isEmpty else { return "" }
    let groups = numbered.map { link in
      #"<g id="\#(escape(link.id))-count" class="count"><title>\#(escape(link.fullName))</title>"#
        + (link.ground.map(shape) ?? "") + link.texts.map(text).joined() + "</g>\n"
    }
    return "<g class=\"counts\">\n" + groups.joined() + "</g>\n"
  }

  /// Text and attribute values; drops what XML 1.0 cannot hold.
  static func escape(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// At most two decimals, without a trailing zero; what is no number becomes 0.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let whole = abs(hundredths) / 100
    let part = abs(hundredths) % 100
    if part == 0 { return "\(sign)\(whole)" }
    if part % 10 == 0 { return "\(sign)\(whole).\(part / 10)" }
    return "\(sign)\(whole).\(part < 10 ? "0" : "")\(part)"
  }

  private static func pair(_ point: Point) -> String { "\(number(point.x)),\(number(point.y))" }

  private static func dash(_ lengths: [Double]) -> String {
    lengths.isEmpty ? "" : #" stroke-dasharray="\#(lengths.map(number).joined(separator: " "))""#
  }

  private static func shape(_ shape: SceneShape) -> String {
    let frame = shape.frame
    let paint =
      #" fill="\#(shape.fill.hex)" stroke="\#(shape.stroke.hex)" stroke-width="\#(number(shape.strokeWidth))""#
      + dash(shape.dash) + "/>"
    switch shape.outline {
    case .roundedBox, .pill:
      let place = #"x="\#(number(frame.x))" y="\#(number(frame.y))""#
      let size = #"width="\#(number(frame.width))" height="\#(number(frame.height))""#
      return
        #"<rect \#(place) \#(size) rx="\#(number(Outline.radius(shape.outline, frame, scale: shape.cornerScale)))""#
        + paint
    case .ellipse:
      let centre = frame.centre
      return #"<ellipse cx="\#(number(centre.x))" cy="\#(number(centre.y))" rx="\#(number(frame.width / 2))" "#
        + #"ry="\#(number(frame.height / 2))""# + paint
    case .hexagon, .note, .octagon:
      let points = Outline.polygon(shape.outline, frame, scale: shape.cornerScale).map(pair).joined(separator: " ")
      var out = #"<polygon points="\#(points)""# + paint
      if shape.outline == .note {
        let fold = Outline.fold(frame, scale: shape.cornerScale).map(pair).joined(separator: " ")
        out += #"<polyline points="\#(fold)" fill="none" stroke="\#(shape.stroke.hex)" "#
        out += #"stroke-width="\#(number(shape.strokeWidth))"/>"#
      }
      return out
    }
  }

  private static func ground(_ ground: SceneGround) -> String {
    guard let data = curves(ground.points) else { return "" }
    return #"<path d="\#(data)Z" fill="\#(ground.fill.hex)" fill-opacity="\#(number(ground.fillOpacity))" "#
      + #"stroke="\#(ground.stroke.hex)" stroke-width="\#(number(ground.strokeWidth))"\#(dash(ground.dash))/>"#
  }

  /// The path data of 3k + 1 control points, or of the two ends of a straight line.
  private static func curves(_ points: [Point]) -> String? {
    guard let first = points.first else { return nil }
    var data = "M\(pair(first))"
    if points.count == 2 { return data + "L\(pair(points[1]))" }
    var index = 1
    while index + 2 < points.count {
      data += "C\(points[index..<index + 3].map(pair).joined(separator: " "))"
      index += 3
    }
    return data
  }

  private static func path(_ path: ScenePath) -> String {
    guard let data = curves(path.points) else { return "" }
    var out = #"<path d="\#(data)" fill="none" stroke="\#(path.color.hex)" "#
    out += #"stroke-width="\#(number(path.width))"\#(dash(path.dash))/>"#
    if let from = path.bar.first, let to = path.bar.last {
      out += #"<path d="M\#(pair(from))L\#(pair(to))" fill="none" stroke="\#(path.color.hex)" "#
      out += #"stroke-width="\#(number(path.width * 1.2))"/>"#
    }
    if let head = path.arrowhead {
      let fill = head.isHollow ? "#FFFFFF" : path.color.hex
      out += #"<polygon points="\#([head.left, head.tip, head.right].map(pair).joined(separator: " "))" "#
      out += #"fill="\#(fill)" stroke="\#(path.color.hex)" stroke-width="1" stroke-linejoin="round"/>"#
    }
    return out
  }

  static func text(_ text: SceneText) -> String {
    var out = #"<text x="\#(number(text.position.x))" y="\#(number(text.position.y))" "#
    out += #"font-size="\#(number(text.size))" fill="\#(text.color.hex)""#
    if text.isBold { out += #" font-weight="700""# }
    if text.anchor != .start { out += #" text-anchor="\#(text.anchor.rawValue)""# }
    return out + ">\(escape(text.text))</text>"
  }
}
