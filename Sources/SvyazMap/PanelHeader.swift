/// The title of a panel and the facts under it, broken to a width.
///
/// Widths are for a font of one point.
struct PanelHeader {
  static let titleScale = 1.12
  private static let titleLines = 2
  private static let detailLines = 3

  private struct Word {
    let text: String
    let width: Double
    /// A fact ends here: « · » follows where the next stands on the same line.
    var endsFact = false
  }

  private let title, details: [Word]
  private let titleSpace, detailSpace, dot: Double

  init(_ panel: NetworkMap.Panel, measurer: some TextMeasuring) {
    func words(_ text: String, isBold: Bool) -> [Word] {
      measurer.drawable(DisplayText.clean(text, limit: 160)).split(separator: " ").map {
        Word(text: String($0), width: measurer.width(of: $0.description, size: 1, isBold: isBold))
      }
    }
    title = words(panel.title, isBold: true)
    details = panel.details.flatMap { detail in
      var list = words(detail, isBold: false)
      if let last = list.indices.last { list[last].endsFact = true }
      return list
    }
    titleSpace = measurer.width(of: "н н", size: 1, isBold: true) - measurer.width(of: "нн", size: 1, isBold: true)
    detailSpace = measurer.width(of: "н н", size: 1, isBold: false) - measurer.width(of: "нн", size: 1, isBold: false)
    dot = measurer.width(of: " · ", size: 1, isBold: false)
  }

  struct Lines: Equatable {
    var title: [String]
    var details: [String]
    /// Something had to be cut.
    var isCut: Bool
  }

  /// - Parameters:
  ///   - titleWidth: room in title fonts.
  ///   - detailWidth: room in detail fonts.
  func lines(titleWidth: Double, detailWidth: Double) -> Lines {
    // A hair less: words are measured one by one.
    let (top, isTopCut) = Self.broken(title, titleWidth * 0.99, titleSpace, titleSpace, Self.titleLines)
    let (rest, isRestCut) = Self.broken(details, detailWidth * 0.99, detailSpace, dot, Self.detailLines)
    return Lines(title: top, details: rest, isCut: isTopCut || isRestCut)
  }

  private static func broken(
    _ words: [Word], _ width: Double, _ space: Double, _ dot: Double, _ limit: Int
  ) -> ([String], isCut: Bool) {
    var lines: [(text: String, width: Double)] = []
    var isCut = false
    var afterFact = false
    var position = 0
    while position < words.count {
      // A fact stands on one line where it can.
      let end = words[position...].firstIndex { $0.endsFact } ?? words.count - 1
      let fact = words[position...end]
      let factWidth = fact.reduce(-space) { $0 + $1.width + space }
      let gap = afterFact ? dot : space
      if let last = lines.last, last.width + gap + factWidth > width, factWidth <= width, afterFact {
        lines.append((fact.map(\.text).joined(separator: " "), factWidth))
      } else {
        for (offset, word) in fact.enumerated() {
          let gap = offset == 0 && afterFact ? dot : space
          if let last = lines.last, last.width + gap + word.width <= width {
            let joint = offset == 0 && afterFact ? " · " : " "
            lines[lines.count - 1] = (last.text + joint + word.text, last.width + gap + word.width)
          } else {
            if word.width > width { isCut = true }
            lines.append((word.text, word.width))
          }
        }
      }
      afterFact = true
      position = end + 1
    }
    if lines.count > limit {
      isCut = true
      lines[limit - 1].text += "…"
    }
    return (lines.prefix(limit).map(\.text), isCut)
  }
}
