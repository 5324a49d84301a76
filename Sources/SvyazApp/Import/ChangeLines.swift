internal import SvyazContract
internal import SvyazGraph

/// What would change, row by row, in words.
enum ChangeLines {
  /// - Parameters:
  ///   - old: sorted by keys.
  ///   - new: likewise.
  static func lines(from old: Network, to new: Network) -> [String] {
    var visitor = Visitor(old: old, new: new)
    do { try Network.visitTables(&visitor) } catch { preconditionFailure("the visitor never throws: \(error)") }
    return visitor.lines
  }

  private struct Visitor: NetworkRowVisitor {
    let old: Network
    let new: Network
    var lines: [String] = []

    mutating func visit<Row: NetworkRow>(_ type: Row.Type) {
      let diff = TableDiff(from: Row.rows(of: old), to: Row.rows(of: new))
      let table = Row.table
      let name = TableNaming.russian(table)
      func key(_ row: Row) -> String { "\(name) «\(row.keyCells.joined(separator: ", "))»" }
      for row in diff.added { lines.append("+ \(key(row)): \(TextCells(row).cells.joined(separator: " | "))") }
      for pair in diff.changed {
        let (before, after) = (TextCells(pair.before).cells, TextCells(pair.after).cells)
        let changed = table.columns.indices.filter { before[$0] != after[$0] }
          .map { "\(table.columns[$0]): «\(before[$0])» → «\(after[$0])»" }
        lines.append("\(pair.isClosing ? "×" : "~") \(key(pair.after)): \(changed.joined(separator: "; "))")
      }
      for row in diff.removed { lines.append("− \(key(row)): \(TextCells(row).cells.joined(separator: " | "))") }
    }
  }
}
