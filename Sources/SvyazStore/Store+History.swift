internal import GRDB
internal import SvyazContract
public import SvyazGraph

/// One version of a row: what it held, from which change on, and up to which.
public struct RowVersion: Hashable, Sendable {
  /// In the contract's order of columns.
  public let cells: [String]
  public let change: Int
  /// The change that replaced or removed it; `nil` for what stands now.
  public let endChange: Int?
}

/// What a change did to one row.
public struct RowChange: Hashable, Sendable {
  /// The table's name in the file.
  public let table: String
  /// The file of the network folder that the rows belong to; `nil` for what the folder does not hold.
  public let contract: Network.Table?
  public let columns: [String]
  public let key: [String]
  /// `nil`: the row was added.
  public let before: [String]?
  /// `nil`: the row was removed.
  public let after: [String]?
}

extension Store {
  /// The newest changes first.
  ///
  /// - Parameter before: only changes with a lower number.
  public func changes(before: Int? = nil, limit: Int = 50) throws -> [Change] {
    try read { db in
      let rows = try Row.fetchAll(db, sql: PageQuery.changes.sql, arguments: [before ?? Int.max, limit])
      return try rows.compactMap { row in try Self.change(row, in: db) }
    }
  }

  public func change(_ number: Int) throws -> Change {
    try read { db in
      let row = try Row.fetchOne(db, sql: PageQuery.change.sql, arguments: [number])
      guard let row, let change = try Self.change(row, in: db) else { throw StoreError.noSuchChange(number) }
      return change
    }
  }

  private static func change(_ row: Row, in db: Database) throws -> Change? {
    guard let id = row[0] as Int?, let at = row[1] as String?, let day = (row[2] as String?).flatMap({ Day(iso: $0) }),
      let author = row[3] as String?, let kind = (row[4] as String?).flatMap(Change.Kind.init(rawValue:))
    else { return nil }
    let counts = try Row.fetchAll(db, sql: PageQuery.changeCounts.sql, arguments: [id]).map { row in
      ChangeCount(
        table: row[0] ?? "", added: row[1] ?? 0, changed: row[2] ?? 0, closed: row[3] ?? 0, removed: row[4] ?? 0)
    }
    let order = Dictionary(uniqueKeysWithValues: StoreTable.all.enumerated().map { ($1.name, $0) })
    return Change(
      id: id, at: at, day: day, author: author, kind: kind, reason: row[5] ?? "", source: row[6] ?? "", undoes: row[7],
      counts: counts.sorted { order[$0.table, default: .max] < order[$1.table, default: .max] })
  }

  /// What a change did, row by row, in the order of tables and keys.
  ///
  /// - Parameter limit: no more rows than this.
  public func details(of number: Int, limit: Int = 1000) throws -> [RowChange] {
    let change = try change(number)
    return try read { db in
      var found: [RowChange] = []
      for table in StoreTable.all where change.counts.contains(where: { $0.table == table.name }) {
        guard found.count < limit else { break }
        found += try Self.rowChanges(of: number, in: table, limit: limit - found.count, db)
      }
      return found
    }
  }

  private static func rowChanges(
    of number: Int, in table: StoreTable, limit: Int, _ db: Database
  ) throws -> [RowChange] {
    let order = "ORDER BY \(table.key.joined(separator: ", ")) LIMIT \(limit)"
    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [[DatabaseValue]] {
      try Row.fetchAll(db, sql: "\(sql) \(order)", arguments: arguments).map { Array($0.databaseValues) }
    }
    let after = try rows(table.standing(since: number)) + rows(table.superseded, [number])
    let before = try rows(table.ended, [number])
    func key(_ values: [DatabaseValue]) -> [DatabaseValue] {
      table.key.compactMap { name in table.columns.firstIndex(of: name).map { values[$0] } }
    }
    var pairs: [[DatabaseValue]: (before: [DatabaseValue]?, after: [DatabaseValue]?)] = [:]
    for values in before { pairs[key(values), default: (nil, nil)].before = values }
    for values in after { pairs[key(values), default: (nil, nil)].after = values }
    // Each list ends at its own limit: only the first keys of both have all that belongs to them.
    return pairs.sorted { $0.key.lexicographicallyPrecedes($1.key, by: precedes) }.prefix(limit).map { key, pair in
      RowChange(
        table: table.name, contract: table.contract, columns: table.columns, key: key.map(text),
        before: pair.before?.map(text), after: pair.after?.map(text))
    }
  }

  /// The order of SQLite: `NULL`, numbers, then texts by their bytes.
  private static func precedes(_ one: DatabaseValue, _ other: DatabaseValue) -> Bool {
    switch (one.storage, other.storage) {
    case (.null, .null): false
    case (.null, _): true
    case (.int64(let one), .int64(let other)): one < other
    case (.string(let one), .string(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
    case (.int64, .string): true
    default: false
    }
  }

  private static func text(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null, .blob: ""
    case .int64(let number): String(number)
    case .double(let number): DecimalText.text(of: number)
    case .string(let text): text
    }
  }

  /// All versions of a row, the oldest first; those of a district leave its neighbours out.
  public func history(of table: Network.Table, key: [String]) throws -> [RowVersion] {
    guard let type = table.storedRowType else { return [] }
    func versions<Row: StoredRow>(_ type: Row.Type, _ db: Database) throws -> [RowVersion] {
      let table = Row.storeTable
      guard key.count == table.key.count else { return [] }
      let statement = try db.makeStatement(sql: table.versions)
      try statement.setArguments(Self.arguments(key + key))
      var cursor = try RowCursor(statement, in: db, pools: SlugPools())
      var found: [RowVersion] = []
      while try cursor.next() {
        let row = Row(&cursor)
        found.append(
          RowVersion(
            cells: TextCells(row).cells, change: cursor.integer(), endChange: cursor.optionalInteger()))
      }
      return found
    }
    return try read { db in try versions(type, db) }
  }
}
