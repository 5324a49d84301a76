public import SvyazGraph

/// A paper: what it says, block after block, without how it looks. HTML, PDF and DOCX are written from it.
public struct Paper: Hashable, Sendable {
  public enum Orientation: Hashable, Sendable { case portrait, landscape }

  /// ASCII, for file names: `note`, `annex-mentors`.
  public var id: String
  public var title: String
  public var subtitle: String?
  public var mark: PaperMark
  public var orientation: Orientation
  public var blocks: [PaperBlock]

  public init(
    id: String, title: String, subtitle: String? = nil, mark: PaperMark, orientation: Orientation = .portrait,
    blocks: [PaperBlock] = []
  ) {
    self.id = id
    self.title = title
    self.subtitle = subtitle
    self.mark = mark
    self.orientation = orientation
    self.blocks = blocks
  }
}

/// What every paper carries, so that a figure can be found again: date, definitions, edition, hash of the data.
public struct PaperMark: Hashable, Sendable {
  /// «Сеть школ Самары».
  public var network: String
  public var day: Day
  /// What was known when, in words; `nil` for a folder, which knows one state only.
  public var knowledge: String?
  /// Versions of the definitions in use: «2020-1».
  public var definitions: String
  public var edition: Edition
  /// SHA-256 of the network's data, 64 hexadecimal digits.
  public var dataHash: String
  /// The data are made for practice («Учебные данные»).
  public var isSample: Bool

  public init(
    network: String, day: Day, knowledge: String? = nil, definitions: String, edition: Edition, dataHash: String,
    isSample: Bool
  ) {
    self.network = network
    self.day = day
    self.knowledge = knowledge
    self.definitions = definitions
    self.edition = edition
    self.dataHash = dataHash
    self.isSample = isSample
  }
}

public enum PaperBlock: Hashable, Sendable {
  /// Levels 1…3 under the paper's title.
  case heading(level: Int, String)
  case paragraph(PaperText, PaperParagraph = .body)
  case list([PaperText], isNumbered: Bool)
  case table(PaperTable)
  case chart(PaperChart)
  /// One big figure with what it means: «80,0 %».
  case figure(value: String, caption: PaperText, state: PaperState?)
  /// Lines to sign: who, and a place for the name.
  case signatures([PaperSignature])
  /// Parties side by side, as agreements end.
  case parties([PaperParty])
  case pageBreak
}

public enum PaperParagraph: Hashable, Sendable {
  case body
  /// Smaller: definitions, sources, what is missing.
  case remark
  /// Answer first: the sentence that says it all.
  case lead
  case centred, right
}

/// What a figure stands for, always shown with a word as well.
public enum PaperState: Hashable, Sendable { case reached, short, unknown }

/// A paragraph's text in pieces.
public struct PaperText: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  public struct Run: Hashable, Sendable {
    public var text: String
    public var isBold: Bool
    public var isItalic: Bool

    public init(_ text: String, isBold: Bool = false, isItalic: Bool = false) {
      self.text = text
      self.isBold = isBold
      self.isItalic = isItalic
    }
  }

  public var runs: [Run]

  public init(_ text: String, isBold: Bool = false) { runs = [Run(text, isBold: isBold)] }
  public init(runs: [Run]) { self.runs = runs }
  public init(stringLiteral value: String) { self.init(value) }

  public var plain: String { runs.map(\.text).joined() }

  public static func + (left: PaperText, right: PaperText) -> PaperText { PaperText(runs: left.runs + right.runs) }
  public static func bold(_ text: String) -> PaperText { PaperText(text, isBold: true) }
}

public struct PaperTable: Hashable, Sendable {
  public enum Alignment: Hashable, Sendable { case left, right, centre }

  public struct Column: Hashable, Sendable {
    public var title: String
    public var alignment: Alignment
    /// Share of the table's width; the sum of all need not be anything.
    public var width: Double

    public init(_ title: String, _ alignment: Alignment = .left, width: Double = 1) {
      self.title = title
      self.alignment = alignment
      self.width = width
    }
  }

  public struct Row: Hashable, Sendable {
    /// As many as columns; fewer leaves the rest empty.
    public var cells: [PaperText]
    /// A row that heads those below it, across all columns: only its first cell is shown.
    public var isGroup: Bool
    public var isTotal: Bool

    public init(_ cells: [PaperText], isGroup: Bool = false, isTotal: Bool = false) {
      self.cells = cells
      self.isGroup = isGroup
      self.isTotal = isTotal
    }
  }

  public var caption: String?
  public var columns: [Column]
  public var rows: [Row]
  /// Shown in place of rows when there are none.
  public var whenEmpty: String

  public init(caption: String? = nil, columns: [Column], rows: [Row], whenEmpty: String = "Строк нет.") {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.whenEmpty = whenEmpty
  }
}

public struct PaperChart: Hashable, Sendable {
  public var caption: String
  public var drawing: Drawing
  /// The same figures, for who cannot see the drawing and for formats without one.
  public var table: PaperTable

  public init(caption: String, drawing: Drawing, table: PaperTable) {
    self.caption = caption
    self.drawing = drawing
    self.table = table
  }
}

public struct PaperSignature: Hashable, Sendable {
  /// «Директор ЦРО».
  public var role: String
  /// Empty: a line to write on.
  public var name: String

  public init(role: String, name: String = "") {
    self.role = role
    self.name = name
  }
}

public struct PaperParty: Hashable, Sendable {
  public var title: String
  public var lines: [String]

  public init(title: String, lines: [String]) {
    self.title = title
    self.lines = lines
  }
}
