public import SvyazGraph

/// A row that is told from others by a key.
public protocol KeyedRow: Hashable, Sendable {
  /// The order of keys. Of two rows with one key neither precedes the other.
  func precedes(_ other: Self) -> Bool
}

extension KeyedRow {
  public func hasKey(of other: Self) -> Bool { !precedes(other) && !other.precedes(self) }
}

/// A row of one table of the network folder: where it belongs, its cells, and its order in a written file.
public protocol NetworkRow: KeyedRow {
  static var table: Network.Table { get }
  /// Where a network keeps these rows.
  static func rows(of network: Network) -> [Self]
  static func set(_ rows: [Self], in network: inout Network)
  /// Appends the cells of the row in the contract's order of columns.
  func write(to sink: inout some CellSink)
}

/// Visits the tables of rows one after another, each with its own type of row.
public protocol NetworkRowVisitor {
  mutating func visit<Row: NetworkRow>(_ type: Row.Type) throws
}

extension Network {
  /// All tables but ``Table/network``, in the contract's order: each refers only to those before it.
  public static func visitTables(_ visitor: inout some NetworkRowVisitor) throws {
    try visitor.visit(District.self)
    try visitor.visit(School.self)
    try visitor.visit(SchoolStatus.self)
    try visitor.visit(AssessmentResult.self)
    try visitor.visit(MentorCapacity.self)
    try visitor.visit(MatchingConstraint.self)
    try visitor.visit(Partnership.self)
    try visitor.visit(Association.self)
    try visitor.visit(Membership.self)
    try visitor.visit(Event.self)
    try visitor.visit(Participation.self)
    try visitor.visit(Programme.self)
    try visitor.visit(StaffFigures.self)
    try visitor.visit(Measure.self)
  }
}

extension Network.Table {
  /// The type of this table's rows; `nil` for `network.json`, which is no table of rows.
  public var rowType: (any NetworkRow.Type)? {
    switch self {
    case .network: nil
    case .districts: District.self
    case .schools: School.self
    case .statuses: SchoolStatus.self
    case .results: AssessmentResult.self
    case .mentors: MentorCapacity.self
    case .constraints: MatchingConstraint.self
    case .partnerships: Partnership.self
    case .associations: Association.self
    case .memberships: Membership.self
    case .events: Event.self
    case .participations: Participation.self
    case .programmes: Programme.self
    case .staff: StaffFigures.self
    case .measures: Measure.self
    }
  }
}
