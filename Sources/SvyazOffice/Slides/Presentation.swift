/// Slides of 13.333 × 7.5 inches (960 × 540 pt), written as PresentationML (ECMA-376, PPTX) with native shapes that
/// a person can edit.
public struct Presentation: Hashable, Sendable {
  /// Points.
  public static let width = 960.0
  public static let height = 540.0

  public var properties: OfficeProperties
  public var slides: [Slide]

  public init(properties: OfficeProperties, slides: [Slide] = []) {
    self.properties = properties
    self.slides = slides
  }
}

public struct Slide: Hashable, Sendable {
  public enum Layout: Hashable, Sendable, CaseIterable {
    /// Title and subtitle in the middle of the slide.
    case title
    /// A title, a sentence under it, and room for drawings.
    case titleOnly
    /// A title and a list.
    case titleAndList
    /// A drawing with a title, a sentence, a legend, a key of codes and a caption, whose places each slide says.
    case map
  }

  public var layout: Layout
  public var title: String
  /// Points; `nil`: as the layout has it. So everywhere below.
  public var titleSize: Double?
  public var titleFrame: SlideFrame?
  /// The subtitle of a title slide, the sentence under the title of others.
  public var lead: SlideText?
  public var leadFrame: SlideFrame?
  /// Of ``Layout/titleAndList``.
  public var list: SlideText?
  /// Of ``Layout/map``; `nil` for none.
  public var legend, key, caption: Body?
  /// In drawing order; later ones cover earlier ones.
  public var items: [SlideItem]
  /// At the foot of the slide, beside its number.
  public var footer: String?
  public var footerFrame: SlideFrame?
  public var showsNumber: Bool
  /// For the speaker.
  public var notes: String?

  /// A placeholder's text with its place on this slide; the text keeps its size.
  public struct Body: Hashable, Sendable {
    public var text: SlideText
    public var frame: SlideFrame

    public init(_ text: SlideText, frame: SlideFrame) {
      self.text = text
      self.frame = frame
    }
  }

  public init(
    layout: Layout = .titleOnly, title: String, titleSize: Double? = nil, titleFrame: SlideFrame? = nil,
    lead: SlideText? = nil, leadFrame: SlideFrame? = nil, list: SlideText? = nil, items: [SlideItem] = [],
    legend: Body? = nil, key: Body? = nil, caption: Body? = nil, footer: String? = nil, footerFrame: SlideFrame? = nil,
    showsNumber: Bool = true, notes: String? = nil
  ) {
    self.layout = layout
    self.title = title
    self.titleSize = titleSize
    self.titleFrame = titleFrame
    self.lead = lead
    self.leadFrame = leadFrame
    self.list = list
    self.legend = legend
    self.key = key
    self.caption = caption
    self.items = items
    self.footer = footer
    self.footerFrame = footerFrame
    self.showsNumber = showsNumber
    self.notes = notes
  }
}

public indirect enum SlideItem: Hashable, Sendable {
  case shape(SlideShape)
  case connector(SlideConnector)
  case table(SlideTable)
  case group(SlideGroup)
}

/// Items that are moved together and read as one.
public struct SlideGroup: Hashable, Sendable {
  /// As the list of the slide's objects shows it.
  public var name: String
  /// What a screen reader says in place of the group.
  public var alternativeText: String?
  public var frame: SlideFrame
  public var items: [SlideItem]

  /// - Parameter frame: what the items take up; they keep their places on the slide.
  public init(name: String, alternativeText: String? = nil, frame: SlideFrame, items: [SlideItem]) {
    self.name = name
    self.alternativeText = alternativeText
    self.frame = frame
    self.items = items
  }
}

/// Points from the slide's upper left corner, y downwards.
public struct SlidePoint: Hashable, Sendable {
  public var x, y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// Points from the slide's upper left corner; a negative width or height counts as 0.
public struct SlideFrame: Hashable, Sendable {
  public var x, y, width, height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The same lower edge, another upper one.
  func with(top: Double) -> SlideFrame { SlideFrame(x: x, y: top, width: width, height: height + y - top) }
}
