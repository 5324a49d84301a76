/// A word processor's document: blocks, one after another, on A4 pages. Written as WordprocessingML (ECMA-376, DOCX).
public struct WordDocument: Hashable, Sendable {
  public var properties: OfficeProperties
  public var page: WordPage
  /// At the head and foot of every page.
  public var header: [WordParagraph]
  public var footer: [WordParagraph]
  public var blocks: [WordBlock]

  public init(
    properties: OfficeProperties, page: WordPage = WordPage(), header: [WordParagraph] = [],
    footer: [WordParagraph] = [], blocks: [WordBlock] = []
  ) {
    self.properties = properties
    self.page = page
    self.header = header
    self.footer = footer
    self.blocks = blocks
  }
}

/// An A4 page with the margins of Russian official papers.
public struct WordPage: Hashable, Sendable {
  public enum Orientation: Hashable, Sendable { case portrait, landscape }

  public var orientation: Orientation
  /// Margins in centimetres.
  public var leftCm, rightCm, topCm, bottomCm: Double

  public init(
    _ orientation: Orientation = .portrait, leftCm: Double = 3, rightCm: Double = 1.5, topCm: Double = 2,
    bottomCm: Double = 2
  ) {
    self.orientation = orientation
    self.leftCm = leftCm
    self.rightCm = rightCm
    self.topCm = topCm
    self.bottomCm = bottomCm
  }

  /// Twips, as everything below; A4 is 210 × 297 mm.
  var width: Int { orientation == .portrait ? 11_906 : 16_838 }
  var height: Int { orientation == .portrait ? 16_838 : 11_906 }
  var left: Int { Self.margin(leftCm, of: width) }
  var right: Int { Self.margin(rightCm, of: width) }
  var top: Int { Self.margin(topCm, of: height) }
  var bottom: Int { Self.margin(bottomCm, of: height) }
  /// Between the left and the right margin.
  var textWidth: Int { width - left - right }

  /// At most a third of the page, so that something can stand on it.
  private static func margin(_ cm: Double, of page: Int) -> Int {
    min(OfficeUnits.twipsLength(OfficeUnits.points(cm) * 72 / 2.54), page / 3)
  }
}

public enum WordBlock: Hashable, Sendable {
  case paragraph(WordParagraph)
  case table(WordTable)
  /// What follows begins a page; at the end of the document, or twice in a row, it makes no empty one.
  case pageBreak
}

public struct WordParagraph: Hashable, Sendable {
  public enum Style: String, Hashable, Sendable, CaseIterable {
    case body = "Normal"
    case title = "Title"
    case subtitle = "Subtitle"
    case heading1 = "Heading1"
    case heading2 = "Heading2"
    case heading3 = "Heading3"
    /// The sentence that says it all.
    case lead = "Lead"
    /// Smaller: sources, what is missing.
    case remark = "Remark"
    case caption = "Caption"
    case listItem = "ListParagraph"
    case tableText = "TableText"
    case tableHeading = "TableHeading"
    case header = "Header"
    case footer = "Footer"
  }

  public enum Alignment: String, Hashable, Sendable { case left, center, right, justified = "both" }

  public enum List: Hashable, Sendable {
    case bullets
    /// Paragraphs of one list count on; each list begins at 1.
    case numbers(list: Int)
  }

  public var style: Style
  public var runs: [WordRun]
  /// `nil`: as the style has it; so everywhere below.
  public var alignment: Alignment?
  /// Points.
  public var spaceBefore, spaceAfter: Double?
  /// Never the last on its page.
  public var keepsWithNext: Bool
  public var list: List?
  /// A thin line across the text's width.
  public var hasLineAbove = false

  public init(
    _ style: Style = .body, runs: [WordRun], alignment: Alignment? = nil, spaceBefore: Double? = nil,
    spaceAfter: Double? = nil, keepsWithNext: Bool = false, list: List? = nil
  ) {
    self.style = style
    self.runs = runs
    self.alignment = alignment
    self.spaceBefore = spaceBefore
    self.spaceAfter = spaceAfter
    self.keepsWithNext = keepsWithNext
    self.list = list
  }

  public init(
    _ style: Style, _ text: String, alignment: Alignment? = nil, spaceBefore: Double? = nil,
    spaceAfter: Double? = nil, keepsWithNext: Bool = false, list: List? = nil
  ) {
    self.init(
      style, runs: [WordRun(text)], alignment: alignment, spaceBefore: spaceBefore, spaceAfter: spaceAfter,
      keepsWithNext: keepsWithNext, list: list)
  }
}

public struct WordRun: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// Line feeds break the line, tabs go to the next stop.
    case text(String)
    /// Counted by the program that shows the document.
    case pageNumber, pageCount
  }

  public var content: Content
  public var isBold: Bool
  public var isItalic: Bool
  /// Points; `nil`: as the style has it.
  public var size: Double?
  public var color: OfficeColor?

  public init(
    _ content: Content, isBold: Bool = false, isItalic: Bool = false, size: Double? = nil, color: OfficeColor? = nil
  ) {
    self.content = content
    self.isBold = isBold
    self.isItalic = isItalic
    self.size = size
    self.color = color
  }

  public init(
    _ text: String, isBold: Bool = false, isItalic: Bool = false, size: Double? = nil, color: OfficeColor? = nil
  ) {
    self.init(.text(text), isBold: isBold, isItalic: isItalic, size: size, color: color)
  }
}
