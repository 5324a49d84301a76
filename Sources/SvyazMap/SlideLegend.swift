internal import SvyazOffice

/// The words of a legend as one placeholder: a paragraph a row, each word at its own tab, so that the signs, which stay
/// shapes, keep their words beside them and a person can edit both.
struct SlideLegend {
  let frame: SceneFrame

  /// Texts whose baselines are nearer than this part of their size share a row.
  private static let sameRow = 0.3
  /// The format has room for so many tabs in a paragraph.
  private static let mostTabs = 32

  /// - Returns: `nil` for a legend without words, and for one whose words cannot be told apart by their places.
  func body(_ texts: [SceneText]) -> Slide.Body? {
    let rows = rows(texts)
    guard let first = rows.first, let left = texts.map(\.frame.x).min() else { return nil }
    var paragraphs: [SlideParagraph] = []
    var before: Double?
    for row in rows {
      guard let paragraph = paragraph(row, left: left, before: before) else { return nil }
      paragraphs.append(paragraph)
      before = row.first?.position.y
    }
    // The first line stands as high as its letters want.
    var box = frame.box(texts)
    box.y = frame.box(first).y
    box.x = frame.place(Point(x: left, y: 0)).x
    // Wider than the words, or a program with other letters would break them.
    box.width = max(box.width, min(Presentation.width - 8 - box.x, box.width * 1.25 + 12))
    return Slide.Body(SlideText(paragraphs, wraps: false), frame: box)
  }

  private func rows(_ texts: [SceneText]) -> [[SceneText]] {
    var rows: [[SceneText]] = []
    for text in texts.sorted(by: { ($0.position.y, $0.frame.x) < ($1.position.y, $1.frame.x) }) {
      if let start = rows.last?.first, text.position.y - start.position.y < Self.sameRow * min(start.size, text.size) {
        rows[rows.count - 1].append(text)
      } else {
        rows.append([text])
      }
    }
    return rows.map { row in row.sorted { $0.frame.x < $1.frame.x } }
  }

  /// - Parameter before: baseline of the row above.
  private func paragraph(_ row: [SceneText], left: Double, before: Double?) -> SlideParagraph? {
    guard row.count <= Self.mostTabs, let first = row.first else { return nil }
    var paragraph = SlideParagraph([], alignment: .left)
    paragraph.lineSpacing = before.map { (first.position.y - $0) * frame.scale }
    var end = left
    for text in row {
      // A tab that lies behind the text before it is not reached.
      guard text.frame.x >= end - 0.01 else { return nil }
      end = text.frame.maxX
      let isAtEdge = text.frame.x - left < 0.01 && paragraph.runs.isEmpty
      if !isAtEdge {
        paragraph.tabs.append(SlideTab((text.position.x - left) * frame.scale, text.anchor.alignment))
      }
      let words = String(text.text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
      paragraph.runs.append(
        SlideRun(
          (isAtEdge ? "" : "\t") + words, size: text.size * frame.scale, isBold: text.isBold, color: text.color.office))
    }
    return paragraph
  }
}
