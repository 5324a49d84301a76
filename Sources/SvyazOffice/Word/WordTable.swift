/// A table as wide as the text; its heading rows come again on each page, and no row breaks across pages.
public struct WordTable: Hashable, Sendable {
  public struct Cell: Hashable, Sendable {
    public enum VerticalAlignment: String, Hashable, Sendable { case top, center, bottom }
    public enum Edge: Hashable, Sendable { case top, left, bottom, right }

    public var paragraphs: [WordParagraph]
    /// Columns that the cell takes, at least 1; cut off at the table's last.
    public var span: Int
    public var shade: OfficeColor?
    public var verticalAlignment: VerticalAlignment
    /// Lines of the cell's own, where the table has none.
    public var edges: Set<Edge>

    public init(
      _ paragraphs: [WordParagraph], span: Int = 1, shade: OfficeColor? = nil,
      verticalAlignment: VerticalAlignment = .top, edges: Set<Edge> = []
    ) {
      self.paragraphs = paragraphs
      self.span = span
      self.shade = shade
      self.verticalAlignment = verticalAlignment
      self.edges = edges
    }
  }

  public struct Row: Hashable, Sendable {
    /// Missing cells are empty, surplus ones are left out.
    public var cells: [Cell]
    /// Comes again at the top of each page; counts for the first rows only.
    public var isHeading: Bool

    public init(_ cells: [Cell], isHeading: Bool = false) {
      self.cells = cells
      self.isHeading = isHeading
    }
  }

  public enum Borders: Hashable, Sendable {
    case none
    /// Thin lines around every cell.
    case grid
  }

  /// Shares of the text's width, one to a column; their sum need not be anything.
  public var columns: [Double]
  public var rows: [Row]
  public var borders: Borders
  /// For screen readers.
  public var summary: String?

  public init(columns: [Double], rows: [Row], borders: Borders = .grid, summary: String? = nil) {
    self.columns = columns
    self.rows = rows
    self.borders = borders
    self.summary = summary
  }

  /// Word opens no table with more.
  static let mostColumns = 63
}
