public import SvyazGraph

/// A row of one table of the network folder: where it belongs, its order and its cells.
public protocol NetworkRow: Hashable, Sendable {
  static var table: Network.Table { get }
  /// Where a network keeps these rows.
  static func rows(of network: Network) -> [Self]
  static func set(_ rows: [Self], in network: inout Network)
  /// The order of keys in a written file. Of two rows with one key neither precedes the other.
  func precedes(_ other: Self) -> Bool
  /// Appends the cells of the row in the contract's order of columns.
  func write(to sink: inout some CellSink)
}

extension NetworkRow {
  public func hasKey(of other: Self) -> Bool { !precedes(other) && !other.precedes(self) }
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
