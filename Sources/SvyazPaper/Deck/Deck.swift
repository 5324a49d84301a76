/// Slides to show: what each says, without how it looks. PPTX is written from it.
public struct Deck: Hashable, Sendable {
  /// ASCII, for file names.
  public var id: String
  public var title: String
  public var mark: PaperMark
  public var slides: [DeckSlide]

  public init(id: String, title: String, mark: PaperMark, slides: [DeckSlide] = []) {
    self.id = id
    self.title = title
    self.mark = mark
    self.slides = slides
  }
}

public struct DeckSlide: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// The title in the middle, the subtitle's lines under it.
    case cover(subtitle: [String])
    /// The sentence that says it all, then the chart.
    case drawing(lead: PaperText?, Drawing)
    /// A table that is too long for one slide goes on on the next ones. Its caption is what a screen reader says.
    case table(lead: PaperText?, PaperTable)
    /// A list that is too long for one slide goes on on the next ones.
    case bullets([PaperText])
  }

  public var title: String
  public var content: Content
  /// For the speaker.
  public var notes: String?

  public init(_ title: String, _ content: Content, notes: String? = nil) {
    self.title = title
    self.content = content
    self.notes = notes
  }
}
