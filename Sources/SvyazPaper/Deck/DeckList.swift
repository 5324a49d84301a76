internal import SvyazOffice

/// A list of a deck, as many slides long as it must be.
struct DeckList {
  let items: [PaperText]

  private static let size = 20.0
  private static let space = 8.0
  /// The layout's place for a list, less the room of the dashes.
  private static let width = 857.0
  private static let height = 390.0

  /// At least one; an item that is longer than a slide is cut off.
  var pages: [SlideText] {
    let mostLines = (Self.height / (Self.size * DeckText.lineHeight)).rounded(.down) - 1
    var pages: [[SlideParagraph]] = [[]]
    var used = 0.0
    for item in items {
      var left = Self.width * 0.85 * mostLines
      let runs = DeckText.runs(item, size: Self.size, left: &left)
      let lines = DeckText.lines(runs.map(\.text).joined(), size: Self.size, width: Self.width)
      let height = Double(lines) * Self.size * DeckText.lineHeight + Self.space
      if used + height > Self.height, used > 0 {
        pages.append([])
        used = 0
      }
      pages[pages.count - 1].append(SlideParagraph(runs, bullet: .dash, spaceBefore: Self.space))
      used += height
    }
    return pages.map { SlideText($0, fit: .shrinks) }
  }
}
