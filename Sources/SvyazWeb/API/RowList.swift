internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph

/// Lists of rows by key, a page at a time.
enum RowList {
  struct Item<Row: NetworkRow>: Sendable {
    let key: [String]
    let row: Row
  }

  private struct Key: Hashable, Sendable {
    var table: Network.Table
    var edition: Edition
  }

  /// All rows of a table as the caller may see them, in the order of their keys' texts; made once per revision.
  static func of<Row: NetworkRow>(_ type: Row.Type, in call: APICall) -> [Item<Row>] {
    let network = call.network
    return call.revision.derived(Key(table: Row.table, edition: call.edition)) { _ in
      Row.rows(of: network).map { Item(key: $0.keyCells, row: $0) }.sorted {
        $0.key.lexicographicallyPrecedes($1.key)
      }
    }
  }

  /// The page that begins after the cursor.
  ///
  /// A cursor is the key of the last row that was told: rows that come and go meanwhile make none appear twice.
  static func page<Row: NetworkRow>(
    _ items: [Item<Row>], _ call: APICall, _ json: (Row) -> JSONValue
  ) throws(WebFault) -> JSONValue {
    var begin = 0
    if let cursor = call.text("cursor") {
      let key = cursor.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard key.count == Row.table.keyColumns.count else {
        throw .value(name: "cursor", value: cursor, expected: "next из прошлого ответа")
      }
      begin = items.firstIndex { key.lexicographicallyPrecedes($0.key) } ?? items.count
    }
    let end = min(items.count, begin + (call.int("limit") ?? 100))
    return .members([
      "items": .array(items[begin..<end].map { json($0.row) }),
      "next": end < items.count ? .string(items[end - 1].key.joined(separator: ",")) : .null,
      "edition": .string(call.edition.rawValue),
    ])
  }
}
