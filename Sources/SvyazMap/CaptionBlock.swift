/// The caption on the page: as many of its sentences, from the first, as some lines hold; none is cut.
struct CaptionBlock {
  /// On a slide, where the network needs the room.
  static let lineLimit = 4
  /// What a map may give up before its page grows: four lines, two, none.
  static let limits = [4, 2, 0]

  static let textSize = 10.0
  private static let step = 13.5
  /// A last line shorter than this part of the width looks lost.
  private static let shortestLast = 0.4

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
        lines = Self.balanced(broken, width: width) { measurer.width(of: $0, size: size, isBold: false) }
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

  /// As many lines, each a little shorter where the last would hold a word or two.
  private static func balanced(_ lines: [String], width: Double, measure: (String) -> Double) -> [String] {
    var lines = lines
    let text = lines.joined(separator: " ")
    for part in stride(from: 0.98, through: 0.5, by: -0.02) {
      guard lines.count > 1, let last = lines.last, measure(last) < width * shortestLast,
        let shorter = broken(text, width: width * part, measure: measure), shorter.count == lines.count
      else { break }
      lines = shorter
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
