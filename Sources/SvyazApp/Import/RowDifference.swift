internal import SvyazContract
public import SvyazGraph

/// What would become of one row of the network.
public struct RowDifference: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case added, changed, closed, removed
  }

  public let kind: Kind
  public let table: Network.Table
  public let key: [String]
  /// The contract's names.
  public let columns: [String]
  /// In the order of columns; `nil` for a new row.
  public let before: [String]?
  /// `nil` for a row that goes.
  public let after: [String]?

  /// One line for the terminal.
  var line: String {
    let name = "\(TableNaming.russian(table)) «\(key.joined(separator: ", "))»"
    switch (before, after) {
    case (let before?, let after?):
      let changed = columns.indices.filter { before[$0] != after[$0] }
        .map { "\(columns[$0]): «\(before[$0])» → «\(after[$0])»" }
      return "\(kind == .closed ? "×" : "~") \(name): \(changed.joined(separator: "; "))"
    case (nil, let after?): return "+ \(name): \(after.joined(separator: " | "))"
    case (let before?, nil): return "− \(name): \(before.joined(separator: " | "))"
    case (nil, nil): return name
    }
  }

  /// What would change, row by row, in the order of tables.
  ///
  /// - Parameters:
  ///   - old: sorted by keys.
  ///   - new: likewise.
  static func all(from old: Network, to new: Network) -> [RowDifference] {
    var visitor = Visitor(old: old, new: new)
    do { try Network.visitTables(&visitor) } catch { preconditionFailure("the visitor never throws: \(error)") }
    return visitor.differences
  }

  private struct Visitor: NetworkRowVisitor {
    let old: Network
    let new: Network
    var differences: [RowDifference] = []

    mutating func visit<Row: NetworkRow>(_ type: Row.Type) {
      let diff = TableDiff(from: Row.rows(of: old), to: Row.rows(of: new))
      func difference(_ kind: Kind, _ row: Row, before: Row?, after: Row?) -> RowDifference {
        RowDifference(
          kind: kind, table: Row.table, key: row.keyCells, columns: Row.table.columns,
          before: before.map { TextCells($0).cells }, after: after.map { TextCells($0).cells })
      }
      differences += diff.added.map { difference(.added, $0, before: nil, after: $0) }
      differences += diff.changed.map {
        difference($0.isClosing ? .closed : .changed, $0.after, before: $0.before, after: $0.after)
      }
      differences += diff.removed.map { difference(.removed, $0, before: $0, after: nil) }
    }
  }
}
