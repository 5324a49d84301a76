/// The caption on the page: as many of its sentences, from the first, as some lines hold; none is cut.
struct CaptionBlock {
  /// On a slide, where the network needs the room.
  static let lineLimit = 4
  /// What a map may give up before its page grows: four lines, two, none.
  static let limits = [4, 2, 0]

  static let textSize = 10.0
  private static let step = 13.5

  let lines: [String]
  private let scale: Double

  init(_ sentences: [String], width: Double, scale: Double, lineLimit: Int, measurer: some TextMeasuring) {
    self.scale = scale
    let size = Self.textSize * scale
    var lines: [String] = []
    for count in stride(from: lineLimit > 0 ? sentences.count : 0, to: 0, by: -1) {
      let text = sentences.prefix(count).joined(separator: " ")
      let broken = Self.broken(measurer.drawable(text), width: width) {
        measurer.width(of: $0, size: size, isBold: false)
      }
      if let broken, broken.count <= lineLimit {
        lines = broken
        break
      }
    }
    self.lines = lines
  }

  /// Lines at spaces, each as long as fits; `nil` when a word is longer than a line.
  private static func broken(_ text: String, width: Double, measure: (String) -> Double) -> [String]? {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, measure(last + " " + word) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        guard measure(String(word)) <= width else { return nil }
        lines.append(String(word))
      }
    }
    return lines
  }

  /// With the gap to the map above it.
  var height: Double { lines.isEmpty ? 0 : Double(lines.count) * Self.step * scale + 9 * scale }

  func group(left: Double, bottom: Double, measurer: some TextMeasuring) -> SceneGroup {
    let size = Self.textSize * scale
    let texts = lines.enumerated().map { index, line in
      SceneText(
        text: line,
        position: Point(x: left, y: bottom - 4 * scale - Double(lines.count - 1 - index) * Self.step * scale),
        size: size, isBold: false, anchor: .start, color: .ink,
        width: measurer.width(of: line, size: size, isBold: false))
    }
    return SceneGroup(role: .caption, texts: texts)
  }
}
