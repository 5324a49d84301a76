/// The text of a shape, a cell or a placeholder.
public struct SlideText: Hashable, Sendable {
  public enum Anchor: String, Hashable, Sendable {
    case top = "t"
    case middle = "ctr"
    case bottom = "b"
  }

  public enum Fit: Hashable, Sendable {
    /// The text keeps its size, the shape too.
    case none
    /// PowerPoint shrinks the text when somebody edits it.
    case shrinks
  }

  public var paragraphs: [SlideParagraph]
  public var anchor: Anchor
  /// Points on each side.
  public var inset: Double
  public var wraps: Bool
  public var fit: Fit

  public init(
    _ paragraphs: [SlideParagraph], anchor: Anchor = .top, inset: Double = 0, wraps: Bool = true, fit: Fit = .none
  ) {
    self.paragraphs = paragraphs
    self.anchor = anchor
    self.inset = inset
    self.wraps = wraps
    self.fit = fit
  }
}

public struct SlideParagraph: Hashable, Sendable {
  public enum Alignment: String, Hashable, Sendable {
    case left = "l"
    case center = "ctr"
    case right = "r"
  }

  public enum Bullet: Hashable, Sendable { case none, dash, number }

  public var runs: [SlideRun]
  /// `nil`: as the layout has it; so everywhere below.
  public var alignment: Alignment?
  public var bullet: Bullet?
  /// Points.
  public var spaceBefore: Double?
  /// Points from the line before to this one, whatever the size of the letters.
  public var lineSpacing: Double?
  /// Places from the box's left edge, in points, for the tabs of the runs, in their order; without any, tabs become
  /// spaces.
  public var tabs: [SlideTab]

  public init(
    _ runs: [SlideRun], alignment: Alignment? = nil, bullet: Bullet? = nil, spaceBefore: Double? = nil,
    lineSpacing: Double? = nil, tabs: [SlideTab] = []
  ) {
    self.runs = runs
    self.alignment = alignment
    self.bullet = bullet
    self.spaceBefore = spaceBefore
    self.lineSpacing = lineSpacing
    self.tabs = tabs
  }
}

/// Where a text after a tab begins, has its middle, or ends.
public struct SlideTab: Hashable, Sendable {
  public var place: Double
  public var alignment: SlideParagraph.Alignment

  public init(_ place: Double, _ alignment: SlideParagraph.Alignment = .left) {
    self.place = place
    self.alignment = alignment
  }
}

public struct SlideRun: Hashable, Sendable {
  /// Line feeds break the line, tabs become spaces where the paragraph has no places for them.
  public var text: String
  /// Points.
  public var size: Double?
  public var isBold, isItalic: Bool
  public var color: OfficeColor?

  public init(
    _ text: String, size: Double? = nil, isBold: Bool = false, isItalic: Bool = false, color: OfficeColor? = nil
  ) {
    self.text = text
    self.size = size
    self.isBold = isBold
    self.isItalic = isItalic
    self.color = color
  }
}
