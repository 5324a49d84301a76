public import SvyazGraph

/// A row for one table of the network, made from a row of a sheet: the cells are in the contract's form (slugs, words,
/// `YYYY-MM-DD`, plain numbers), ready for the same reader that reads a network folder.
public struct IntakeRow: Hashable, Sendable {
  public var table: Network.Table
  /// In the order of the table's columns; `nil` where the sheet says nothing, so that what is known stays.
  public var cells: [String?]
  /// The sheet's row that it comes from.
  public var place: CellPlace
  /// For each of ``cells`` the sheet's column that it comes from, counted from 0; `nil` for a default.
  public var columns: [Int?]

  public init(table: Network.Table, cells: [String?], place: CellPlace, columns: [Int?]) {
    self.table = table
    self.cells = cells
    self.place = place
    self.columns = columns
  }
}

/// A school's name that could mean several schools, or none that is known.
public struct NameQuestion: Hashable, Sendable {
  /// The name as the sheet has it.
  public var text: String
  /// Under which an answer is remembered: the same for all spellings that differ only in case, quotes, spaces and
  /// legal form.
  public var key: String
  /// The likeliest first; empty when nothing is near.
  public var candidates: [SchoolID]
  /// Where the name stands, the first places of it.
  public var places: [CellPlace]

  public init(text: String, key: String, candidates: [SchoolID], places: [CellPlace]) {
    self.text = text
    self.key = key
    self.candidates = candidates
    self.places = places
  }
}

/// What an intake knows beside the sheets themselves.
public struct IntakeContext: Sendable {
  /// The network that the rows will go into.
  public var network: Network
  /// Former names of schools, each with the school that bore it.
  public var formerNames: [(name: String, school: SchoolID)]
  /// Answers once given to a ``NameQuestion``, by its key.
  public var answers: [String: SchoolID]
  /// For rows whose sheet does not say it: by the contract's names of columns (`year`, `assessment`, `subject`, `grade`,
  /// `from`, `status`…), in the contract's form.
  public var defaults: [String: String]
  /// The table that the sheets are for, where the user says it; otherwise told from the headings.
  public var table: Network.Table?

  public init(
    network: Network, formerNames: [(name: String, school: SchoolID)] = [],
    answers: [String: SchoolID] = [:],
    defaults: [String: String] = [:], table: Network.Table? = nil
  ) {
    self.network = network
    self.formerNames = formerNames
    self.answers = answers
    self.defaults = defaults
    self.table = table
  }
}

/// What was understood of some sheets. Rows with a fault or an open question are not among ``rows``.
public struct IntakeReading: Sendable {
  public var rows: [IntakeRow] = []
  public var faults: [SheetFault] = []
  public var questions: [NameQuestion] = []
  /// What is no fault but should be known, whole Russian sentences: sheets and columns passed over, totals left out,
  /// names resolved to a school by a rule that is not the exact name.
  public var notices: [String] = []

  public init() {}
}
