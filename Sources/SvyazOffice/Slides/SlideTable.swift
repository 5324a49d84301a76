/// A native table. It does not go over to the next slide: whoever makes it counts rows.
public struct SlideTable: Hashable, Sendable {
  public struct Cell: Hashable, Sendable {
    public var text: SlideText
    /// Columns that the cell takes, at least 1; cut off at the table's last.
    public var span: Int
    public var fill: OfficeColor?

    public init(_ text: SlideText, span: Int = 1, fill: OfficeColor? = nil) {
      self.text = text
      self.span = span
      self.fill = fill
    }
  }

  public struct Row: Hashable, Sendable {
    /// Missing cells are empty, surplus ones are left out.
    public var cells: [Cell]
    /// The least height in points; text that needs more makes the row higher.
    public var height: Double

    public init(_ cells: [Cell], height: Double) {
      self.cells = cells
      self.height = height
    }
  }

  public var name: String
  public var alternativeText: String?
  /// Its height is that of the rows.
  public var frame: SlideFrame
  /// Shares of the frame's width, one to a column; their sum need not be anything.
  public var columns: [Double]
  public var rows: [Row]
  public var hasHeading: Bool
  /// Lines between rows.
  public var line: SlideLine?

  public init(
    frame: SlideFrame, columns: [Double], rows: [Row], hasHeading: Bool = true, line: SlideLine? = nil,
    name: String = "", alternativeText: String? = nil
  ) {
    self.frame = frame
    self.columns = columns
    self.rows = rows
    self.hasHeading = hasHeading
    self.line = line
    self.name = name
    self.alternativeText = alternativeText
  }

  /// What the columns' shares come to, in points.
  public var columnWidths: [Double] {
    OfficeUnits.divide(OfficeUnits.emuLength(frame.width), shares: columns).map { Double($0) / 12_700 }
  }
}
