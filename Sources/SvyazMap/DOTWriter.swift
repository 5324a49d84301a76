/// Writes a map as DOT text for graphviz or Gephi, with labels and the look of the map. All quoting lives here.
public enum DOTWriter {
  public static func write(_ map: NetworkMap) -> String {
    var out = "digraph map {\n"
    var graph = [
      ("label", DisplayText.clean(map.title)), ("labelloc", "t"), ("labeljust", "l"), ("fontname", "PT Sans"),
      ("fontsize", "20"), ("outputorder", "edgesfirst"), ("overlap", "prism"), ("sep", "+8"), ("splines", "true"),
      ("charset", "UTF-8"),
    ]
    switch map.arrangement {
    case .network, .hubs: graph += [("layout", "sfdp"), ("K", "0.8"), ("overlap_scaling", "-4")]
    case .rings(let centre):
      if let root = map.nodes.firstIndex(where: { $0.id == centre }) { graph.append(("root", "n\(root)")) }
      graph += [("layout", "twopi"), ("ranksep", "1.6:1.4")]
    case .panels, .groups: graph += [("layout", "osage"), ("packmode", "array_tu4"), ("pack", "14")]
    case .places: graph += [("layout", "neato"), ("inputscale", "72")]
    case .ellipse: graph += [("layout", "circo")]
    }
    out += "  graph [\(attributes(graph))];\n"
    let comment = [map.subtitle, "Источник: " + map.source, Furniture.sentence(map.edition)]
    for line in comment.map({ DisplayText.clean($0) }) where !line.isEmpty { out += "  // \(line)\n" }
    out += "  node [\(attributes([("fontname", "PT Sans"), ("fontsize", "12"), ("margin", "0.08,0.04")]))];\n"
    out += "  edge [\(attributes([("arrowsize", "0.7")]))];\n"
    var index: [String: Int] = [:]
    for (position, node) in map.nodes.enumerated() {
      index[node.id] = position
      out += "  n\(position) [\(attributes(look(of: node) + place(of: node) + order(of: position, in: map)))];\n"
    }
    switch map.arrangement {
    case .panels(let panels), .groups(let panels): out += clusters(panels, index)
    case .network, .hubs, .rings, .places, .ellipse: break
    }
    for edge in map.edges {
      guard let tail = index[edge.tail], let head = index[edge.head] else { continue }
      out += "  n\(tail) -> n\(head) [\(attributes(look(of: edge, in: map)))];\n"
    }
    return out + "}\n"
  }

  /// Forty points a kilometre, pinned.
  private static func place(of node: NetworkMap.Node) -> [(String, String)] {
    guard let place = node.place else { return [] }
    return [("pos", "\(SVGWriter.number(place.east * 40)),\(SVGWriter.number(place.north * 40))!")]
  }

  /// Osage packs by `sortv`; without it larger labels would come first.
  private static func order(of position: Int, in map: NetworkMap) -> [(String, String)] {
    if case .panels = map.arrangement { [("sortv", "\(position + 1)")] } else { [] }
  }

  private static func clusters(_ panels: [NetworkMap.Panel], _ index: [String: Int]) -> String {
    panels.enumerated().map { position, panel in
      let look = MapTheme.panel(isLeftOut: panel.isLeftOut)
      let label = ([panel.title] + panel.details).map { DisplayText.clean($0) }.joined(separator: "\n")
      let list = attributes([
        ("label", label), ("labeljust", "l"), ("tooltip", DisplayText.clean(panel.fullName)), ("id", panel.id),
        ("class", look.className), ("style", look.dash.isEmpty ? "filled,rounded" : "filled,rounded,dashed"),
        ("fillcolor", look.fill.hex), ("color", look.stroke.hex), ("fontname", "PT Sans"), ("fontsize", "14"),
        ("margin", "8"), ("packmode", panel.isLeftOut ? "array_u12" : "array_u3"), ("pack", "5"),
        ("sortv", "\(position + 1)"),
      ])
      let nodes = panel.nodes.compactMap { index[$0] }.map { "n\($0); " }.joined()
      return "  subgraph cluster_\(position) { graph [\(list)]; \(nodes)}\n"
    }.joined()
  }

  private static func look(of node: NetworkMap.Node) -> [(String, String)] {
    let look = MapTheme.look(of: node.style, change: node.change)
    let lines = DisplayText.wrap(MapTheme.mark(node.change) + node.label) + (node.detail.map(DisplayText.wrap) ?? [])
    var style = ["filled"]
    if look.outline == .roundedBox || look.outline == .pill { style.append("rounded") }
    if !look.dash.isEmpty { style.append("dashed") }
    let shape =
      switch look.outline {
      case .roundedBox, .pill: "box"
      case .octagon: "octagon"
      case .ellipse: "ellipse"
      case .hexagon: "hexagon"
      case .note: "note"
      }
    return [
      ("id", node.id), ("label", lines.joined(separator: "\n")), ("tooltip", DisplayText.clean(node.fullName)),
      ("class", look.className), ("shape", shape), ("style", style.joined(separator: ",")),
      ("fillcolor", look.fill.hex), ("color", look.stroke.hex), ("fontcolor", look.text.hex),
      ("penwidth", SVGWriter.number(look.strokeWidth)),
    ]
  }

  private static func look(of edge: NetworkMap.Edge, in map: NetworkMap) -> [(String, String)] {
    let look = MapTheme.line(of: edge.style, change: edge.change)
    var result = [
      ("class", look.className), ("color", look.color.hex), ("penwidth", SVGWriter.number(look.width)),
      ("style", look.dash.isEmpty ? "solid" : (look.dash.first ?? 0) < 2 ? "dotted" : "dashed"),
      ("arrowhead", !edge.isDirected ? "none" : edge.change == .ended ? "tee" : edge.isProposed ? "empty" : "normal"),
    ]
    if let count = edge.count { result.append(("label", "\(count)")) }
    if case .subject(let subject) = edge.style, map.subjects.indices.contains(subject) {
      result.append(("tooltip", DisplayText.clean(map.subjects[subject])))
    }
    return result
  }

  private static func attributes(_ list: [(String, String)]) -> String {
    list.map { "\($0)=\(quote($1))" }.joined(separator: ", ")
  }

  /// A quoted DOT string. A backslash begins an escape such as `\N` in labels, so it is doubled; graphviz also reads
  /// HTML entities in labels, so `&` is written as one.
  static func quote(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "&": out += "&amp;"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": out += " "
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
