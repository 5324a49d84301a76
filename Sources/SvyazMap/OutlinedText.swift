internal import CGraphvizShim

/// Texts of an SVG as the shapes of their letters, for programs without the fonts; nobody can select or search them.
/// What they say stands in the `<title>` of their node, panel or map.
enum OutlinedText {
  /// The element; a text where Pango gives no outline.
  static func element(_ text: SceneText) -> String {
    let clean = text.text.filter { $0 != "\0" }
    var path = svyaz_bytes()
    defer { svyaz_bytes_free(&path) }
    let status = svyaz_text_path(
      clean, clean.utf8.count, MapTheme.fontStack, text.size, text.isBold ? 1 : 0, &path)
    guard status == 0, let bytes = path.bytes else { return SVGWriter.text(text) }
    let data = String(decoding: UnsafeBufferPointer(start: bytes, count: path.count), as: UTF8.self)
    let place = "\(SVGWriter.number(text.frame.x)) \(SVGWriter.number(text.position.y))"
    return #"<path class="letters" transform="translate(\#(place))" fill="\#(text.color.hex)" d="\#(data)"/>"#
  }
}
