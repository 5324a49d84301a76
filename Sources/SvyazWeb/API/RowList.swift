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

  /// The page that begins after the cursor.
  ///
  /// A cursor is the key of the last row that was told: rows that come and go meanwhile make none appear twice.
  ///
  /// - Parameters:
  ///   - rows: in the order of their keys.
  ///   - parent: the beginning of the keys that are asked for; empty: all.
  /// - Complexity: O(log rows + rows looked at until the page is full).
  static func page<Row: NetworkRow>(
    _ rows: [Row], _ call: APICall, parent: [String] = [], where passes: (Row) -> Bool = { _ in true },
    _ json: (Row) -> JSONValue
  ) throws(WebFault) -> JSONValue {
    var position = parent.isEmpty ? 0 : rows.partitioningIndex { !$0.keyCells.lexicographicallyPrecedes(parent) }
    if let cursor = call.text("cursor") {
      let key = cursor.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard key.count == Row.table.keyColumns.count else {
        throw .value(name: "cursor", value: cursor, expected: "next из прошлого ответа")
      }
      position = max(position, rows.partitioningIndex { key.lexicographicallyPrecedes($0.keyCells) })
    }
    let limit = call.int("limit") ?? 100
    var items: [JSONValue] = []
    items.reserveCapacity(limit)
    var last = position
    var hasMore = false
    while position < rows.count {
      if !parent.isEmpty, !rows[position].keyCells.starts(with: parent) { break }
      if passes(rows[position]) {
        guard items.count < limit else {
          hasMore = true
          break
        }
        items.append(json(rows[position]))
        last = position
      }
      position += 1
    }
    return .members([
      "items": .array(items),
      "next": hasMore ? .string(rows[last].keyCells.joined(separator: ",")) : .null,
      "edition": .string(call.edition.rawValue),
    ])
  }
}
