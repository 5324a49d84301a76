/// A row that breaks a rule of the network (design.md §3), where it stands and what was expected.
public struct Violation: Hashable, Sendable {
  public enum Rule: Hashable, Sendable {
    /// Another row, `first`, has the same key.
    case duplicateKey(first: Int)
    case unknownReference(to: Network.Table)
    /// The end comes before the day that the interval begins on, or on it.
    case intervalEndsBeforeItBegins(from: Day)
    /// Two intervals of one status or one membership; `first` is the other row.
    case intervalsOverlap(first: Int)
    case successfulExceedsParticipants(Int)
    case trainedExceedsTotal(Int)
    /// The neighbour does not list this district.
    case neighbourNotSymmetric
    case ownNeighbour
    case mentorIsMentee
    case belowMinimum(Int)
    case targetOutOfRange
    /// A definition of a reading that says nothing, or of no indicator.
    case malformedDefinition(DefinitionFlaw)
  }

  /// What is wrong with one value of a ``ReadingDefinition``.
  public enum DefinitionFlaw: Hashable, Sendable {
    case noIndicator, noSlug, blank
    /// No group, no assessment or no status is named.
    case emptyList
    /// A group or an assessment is named twice and would be counted twice.
    case repeated
  }

  public let table: Network.Table
  /// Position in the table's array.
  public let row: Int
  /// The contract's name of the column.
  public let column: String
  public let value: String
  public let rule: Rule

  init(_ table: Network.Table, _ row: Int, _ column: String, _ value: some CustomStringConvertible, _ rule: Rule) {
    self.table = table
    self.row = row
    self.column = column
    self.value = value.description
    self.rule = rule
  }
}

/// Identifiers that exist though their rows could not be read whole.
///
/// A reader that refuses a row passes its identifier here, so that one bad cell does not make every reference to the
/// row a fault as well.
public struct DeclaredIdentifiers: Sendable {
  public var subjects: Set<SubjectID> = []
  public var districts: Set<DistrictID> = []
  public var schools: Set<SchoolID> = []
  public var partnerships: Set<PartnershipID> = []
  public var associations: Set<AssociationID> = []
  public var events: Set<EventID> = []

  public init() {}
}
