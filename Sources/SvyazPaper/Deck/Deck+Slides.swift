internal import SvyazGraph
public import SvyazOffice

extension Deck {
  /// The deck as a presentation (PPTX) whose titles, charts and tables are native and can be edited; each slide has the
  /// date, the source, the edition and «Учебные данные» at its foot.
  ///
  /// The same deck gives the same bytes; no text or size in it can make the file unreadable. A text that no slide
  /// could hold is cut off with an ellipsis.
  ///
  /// - Throws: ``SvyazOffice/OfficeError``, in Russian words, when memory runs out.
  /// - Complexity: O(number of shapes and length of all texts).
  public func pptx() throws(OfficeError) -> [UInt8] { try presentation.bytes() }

  /// The slides, for a presentation that has others beside them.
  public var presentation: Presentation {
    let properties = OfficeProperties(
      title: title, author: mark.network, description: mark.proofLine, date: mark.officeDate)
    return Presentation(properties: properties, slides: slides.flatMap(slides))
  }

  private var footer: String {
    var pieces = [mark.day.russian]
    let source = DeckText.cut(mark.network, width: 330, size: 10)
    pieces.append("Источник: \(source), данные \(mark.shortHash)")
    pieces.append("определения \(DeckText.cut(mark.definitions, width: 90, size: 10))")
    pieces.append(mark.editionName)
    if mark.isSample { pieces.append(PaperMark.officeSample) }
    return pieces.joined(separator: " · ")
  }

  private func slides(of slide: DeckSlide) -> [Slide] {
    switch slide.content {
    case .cover(let subtitle):
      let size = DeckText.size(of: slide.title, sizes: [38, 30, 24, 16], width: 800, height: 130)
      var made = self.slide(.title, DeckText.cut(slide.title, width: 800 * 5, size: size), notes: slide.notes)
      made.titleSize = size
      made.lead = Self.lead(subtitle, sizes: [20, 16, 12], width: 800, height: 120)
      made.showsNumber = false
      return [made]
    case .drawing(let lead, let drawing):
      var made = content(slide, lead: lead)
      made.items = [.group(DeckDrawing(drawing, area: Self.area(hasLead: lead != nil)).group)]
      return [made]
    case .table(let lead, let table):
      let pages = DeckTable(table, area: Self.area(hasLead: lead != nil)).pages
      return pages.enumerated().map { index, page in
        var made = content(slide, lead: lead, page: index, of: pages.count)
        made.items = [.table(page)]
        return made
      }
    case .bullets(let items):
      let pages = DeckList(items: items).pages
      return pages.enumerated().map { index, page in
        var made = content(slide, lead: nil, page: index, of: pages.count)
        made.layout = .titleAndList
        made.list = page
        return made
      }
    }
  }

  private func slide(_ layout: Slide.Layout, _ title: String, notes: String?) -> Slide {
    Slide(layout: layout, title: title, footer: footer, notes: notes)
  }

  /// A slide with its title and sentence; of several pages each says which it is, and the first has the notes.
  private func content(_ slide: DeckSlide, lead: PaperText?, page: Int = 0, of pages: Int = 1) -> Slide {
    let page = pages > 1 ? " (\(page + 1) из \(pages))" : ""
    let size = DeckText.size(of: slide.title + page, sizes: [28, 22, 16, 13], width: 880, height: 58)
    let title = DeckText.cut(slide.title, width: 880 * 3.5, size: size) + page
    var made = self.slide(.titleOnly, title, notes: page.isEmpty || page.hasPrefix(" (1 ") ? slide.notes : nil)
    made.titleSize = size
    if let lead { made.lead = Self.lead(lead) }
    return made
  }

  private static func lead(_ text: PaperText) -> SlideText {
    let size = DeckText.size(of: text.plain, sizes: [18, 14, 11], width: 880, height: 50)
    var left = 880 * 3.5
    return SlideText([SlideParagraph(DeckText.runs(text, size: size, left: &left))], fit: .shrinks)
  }

  private static func lead(_ lines: [String], sizes: [Double], width: Double, height: Double) -> SlideText? {
    guard !lines.isEmpty else { return nil }
    let size = DeckText.size(of: lines.joined(separator: "\n"), sizes: sizes, width: width, height: height)
    let cut = lines.prefix(Int(height / size)).map { DeckText.cut($0, width: width * 4, size: size) }
    return SlideText(cut.map { SlideParagraph([SlideRun($0, size: size)]) }, fit: .shrinks)
  }

  /// Under the title and the sentence, over the foot.
  private static func area(hasLead: Bool) -> SlideFrame {
    let top = hasLead ? 140.0 : 96.0
    return SlideFrame(x: 40, y: top, width: 880, height: 494 - top)
  }
}
