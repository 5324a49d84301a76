internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph

/// Lists of rows by key, a page at a time.
enum RowList {
  private struct Key: Hashable, Sendable {
    var table: Network.Table
    var edition: Edition
  }

  /// All rows of a table as the caller may see them, in the order of their keys; made once per revision.
  ///
  /// A store's rows have that order already, and then nothing is copied.
  static func of<Row: NetworkRow>(_ type: Row.Type, in call: APICall) -> [Row] {
    let network = call.network
    return call.revision.derived(Key(table: Row.table, edition: call.edition)) { _ in
      var rows = Row.rows(of: network)
      rows.sortByKeys()
      return rows
    }
  }

  /// The row of a key.
  static func row<Row: NetworkRow>(_ type: Row.Type, _ key: [String], in call: APICall) -> Row? {
    let rows = of(type, in: call)
    let position = rows.partitioningIndex { !$0.keyCells.lexicographicallyPrecedes(key) }
    return position < rows.count && rows[position].keyCells == key ? rows[position] : nil
  }

  /// Where the rows of a page stand, and where the next one begins.
  struct Selection {
    var positions: [Int]
    /// `nil` on the last page.
    var next: String?
  }

  /// The page that begins after the cursor.
  ///
  /// A cursor is the key of the last row that was told: rows that come and go meanwhile make none appear twice.
  ///
  /// - Parameters:
  ///   - rows: in the order of their keys.
  ///   - parent: the beginning of the keys that are asked for; empty: all.
  ///   - passes: whether the row at a position is asked for; `nil` where every row is.
  /// - Complexity: O(log rows + rows looked at until the page is full).
  static func select<Row: NetworkRow>(
    _ rows: [Row], _ call: APICall, parent: [String] = [], where passes: ((Int) -> Bool)? = nil
  ) throws(WebFault) -> Selection {
    var position = parent.isEmpty ? 0 : rows.partitioningIndex { !$0.keyCells.lexicographicallyPrecedes(parent) }
    if let cursor = call.text("cursor") {
      let key = cursor.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard key.count == Row.table.keyColumns.count else {
        throw .value(name: "cursor", value: cursor, expected: "next из прошлого ответа")
      }
      position = max(position, rows.partitioningIndex { key.lexicographicallyPrecedes($0.keyCells) })
    }
    let limit = call.int("limit") ?? 100
    var selection = Selection(positions: [], next: nil)
    selection.positions.reserveCapacity(limit)
    while position < rows.count {
      if !parent.isEmpty, !rows[position].keyCells.starts(with: parent) { break }
      if passes.map({ $0(position) }) ?? true {
        guard selection.positions.count < limit else {
          selection.next = selection.positions.last.map { rows[$0].keyCells.joined(separator: ",") }
          break
        }
        selection.positions.append(position)
      }
      position += 1
    }
    return selection
  }

  /// ``select(_:_:parent:where:)`` as JSON.
  static func page<Row: NetworkRow>(
    _ rows: [Row], _ call: APICall, parent: [String] = [], where passes: ((Int) -> Bool)? = nil,
    _ json: (Row) -> JSONValue
  ) throws(WebFault) -> JSONValue {
    let selection = try select(rows, call, parent: parent, where: passes)
    return .members([
      "items": .array(selection.positions.map { json(rows[$0]) }),
      "next": selection.next.map { .string($0) } ?? .null,
      "edition": .string(call.edition.rawValue),
    ])
  }
}
