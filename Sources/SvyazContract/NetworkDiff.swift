public import SvyazGraph

/// What turns one state of a table into another: rows are the same when their keys are.
public struct TableDiff<Row: KeyedRow>: Hashable, Sendable {
  public var added: [Row] = []
  public var changed: [RowPair] = []
  public var removed: [Row] = []

  public struct RowPair: Hashable, Sendable {
    public let before: Row
    public let after: Row

    public init(before: Row, after: Row) { (self.before, self.after) = (before, after) }
  }

  /// - Parameters:
  ///   - old: sorted by keys, each key once.
  ///   - new: likewise.
  /// - Complexity: O(rows), one merge.
  public init(from old: [Row], to new: [Row]) {
    var position = 0
    for row in new {
      while position < old.count, old[position].precedes(row) {
        removed.append(old[position])
        position += 1
      }
      if position < old.count, !row.precedes(old[position]) {
        if old[position] != row { changed.append(RowPair(before: old[position], after: row)) }
        position += 1
      } else {
        added.append(row)
      }
    }
    removed += old[position...]
  }

  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}

/// A row that holds during an interval.
public protocol DatedRow: NetworkRow {
  var interval: DayInterval { get }
}

extension SchoolStatus: DatedRow {}
extension Partnership: DatedRow {}
extension Association: DatedRow {}
extension Membership: DatedRow {}
extension Programme: DatedRow {}

extension TableDiff.RowPair {
  /// The change put an end to what was open.
  public var isClosing: Bool {
    guard let before = before as? any DatedRow, let after = after as? any DatedRow else { return false }
    return before.interval.to == nil && after.interval.to != nil
  }
}
