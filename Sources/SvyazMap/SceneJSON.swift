/// A scene as JSON for pages that highlight and explain parts of the SVG: the same ids, the same places, in points.
///
/// The keys are those of `Documentation/json.md`, always in the same order; equal scenes give equal bytes. The text may
/// stand in an HTML script: `<`, `>` and `&` are written as escapes.
public enum SceneJSON {
  /// - Complexity: O(length of what is written).
  public static func write(_ scene: MapScene) -> String {
    let members: [(String, String)] = [
      ("version", "1"), ("title", string(scene.title)), ("summary", string(scene.summary)),
      ("caption", array(scene.caption.map(string))), ("date", scene.day.map(string) ?? "null"),
      ("size", object([("width", number(scene.size.width)), ("height", number(scene.size.height))])),
      ("grounds", list(scene.grounds.map(ground))), ("panels", list(scene.panels.map(panel))),
      ("nodes", list(scene.nodes.map(node))),
      ("links", list(scene.links.map(link))), ("furniture", list(scene.furniture.map(group))),
    ]
    return "{\n" + members.map { "\(string($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
  }

  // MARK: Parts

  private static func ground(_ ground: SceneGround) -> String {
    object([
      ("id", string(ground.id)), ("class", string(ground.className)), ("name", string(ground.fullName)),
      ("points", points(ground.points)), ("texts", array(ground.texts.map(text))),
    ])
  }

  private static func panel(_ panel: ScenePanel) -> String {
    object([
      ("id", string(panel.id)), ("class", string(panel.className)), ("name", string(panel.fullName)),
      ("shape", string(panel.shape.outline.rawValue)), ("frame", frame(panel.shape.frame)),
      ("texts", array(panel.texts.map(text))),
    ])
  }

  private static func node(_ node: SceneNode) -> String {
    object([
      ("id", string(node.id)), ("class", string(node.className)), ("name", string(node.fullName)),
      ("shape", string(node.shape.outline.rawValue)), ("frame", frame(node.shape.frame)),
      ("texts", array(node.texts.map(text))),
    ])
  }

  private static func link(_ link: SceneLink) -> String {
    object([
      ("id", string(link.id)), ("class", string(link.className)), ("name", string(link.fullName)),
      ("from", string(link.tail)), ("to", string(link.head)), ("points", points(link.path.points)),
      ("arrow", link.path.arrowhead.map { points([$0.left, $0.tip, $0.right]) } ?? "null"),
      ("hollow", link.path.arrowhead?.isHollow == true ? "true" : "false"),
      ("bar", link.path.bar.isEmpty ? "null" : points(link.path.bar)),
      ("ground", link.ground.map { frame($0.frame) } ?? "null"), ("texts", array(link.texts.map(text))),
    ])
  }

  private static func group(_ group: SceneGroup) -> String {
    object([
      ("role", string(group.role.rawValue)), ("frame", group.frame.map(frame) ?? "null"),
      ("texts", array(group.texts.map(text))),
    ])
  }

  private static func text(_ text: SceneText) -> String {
    object([
      ("text", string(text.text)), ("x", number(text.position.x)), ("y", number(text.position.y)),
      ("size", number(text.size)), ("bold", text.isBold ? "true" : "false"), ("anchor", string(text.anchor.rawValue)),
    ])
  }

  private static func frame(_ rect: Rect) -> String { array([rect.x, rect.y, rect.width, rect.height].map(number)) }

  private static func points(_ points: [Point]) -> String { array(points.map { array([number($0.x), number($0.y)]) }) }

  // MARK: JSON

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(string($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  private static func array(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

  /// One item a line.
  private static func list(_ items: [String]) -> String {
    items.isEmpty ? "[]" : "[\n" + items.joined(separator: ",\n") + "\n]"
  }

  private static func number(_ value: Double) -> String { SVGWriter.number(value) }

  private static func string(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "<", ">", "&", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
