internal import GRDB
public import SvyazContract
public import SvyazGraph

/// A row as it stands, with the change that wrote it: what an editor looks at before editing.
public struct RowState: Hashable, Sendable {
  /// In the contract's order of columns.
  public let cells: [String]
  /// To be given back with an edit, so that nobody overwrites what they have not seen.
  public let version: Int
}

/// One edit of one row.
public enum RowEdit: Sendable {
  case add(any NetworkRow)
  /// The row keeps its key.
  case replace(any NetworkRow, base: Int)
  /// - Parameter key: in the order of the table's key columns, empty for an empty cell.
  case remove(Network.Table, key: [String], base: Int)
}

extension Store {
  /// The row of a key, or `nil` when there is none.
  ///
  /// - Parameter key: in the order of `table.keyColumns`, empty for an empty cell.
  public func row(_ table: Network.Table, key: [String]) throws -> RowState? {
    try read { db in
      guard let type = table.storedRowType else { return nil }
      return try Self.rowState(type, key: key, in: db)
    }
  }

  private static func rowState<Row: StoredRow>(
    _ type: Row.Type, key: [String], in db: Database
  ) throws -> RowState? {
    try state(type, key: key, in: db).map { RowState(cells: TextCells($0.row).cells, version: $0.version) }
  }

  /// Carries out edits in one transaction: all of them or none.
  ///
  /// - Throws: ``StoreError/conflict(_:)`` with both values when a row is not the one that the editor saw.
  @discardableResult
  public func edit(
    _ edits: [RowEdit], _ note: ChangeNote, at moment: Moment, isTrial: Bool = false
  ) throws -> ChangeOutcome {
    try change(note, at: moment, isTrial: isTrial) { writer in
      for edit in edits {
        switch edit {
        case .add(let row): try add(row, writer)
        case .replace(let row, let base): try replace(row, base: base, writer)
        case .remove(let table, let key, let base):
          if let type = table.storedRowType { try remove(type, key: key, base: base, writer) }
        }
      }
    }
  }

  private func add(_ row: any NetworkRow, _ writer: ChangeWriter) throws {
    guard let row = row as? any StoredRow else { return }
    func add<Row: StoredRow>(_ row: Row) throws {
      let key = row.keyCells
      if try Self.state(Row.self, key: key, in: writer.db) != nil {
        throw StoreError.rowExists(table: Row.table, key: key)
      }
      try writer.insert([row])
      writer.count(Row.storeTable) { $0.added += 1 }
      if let district = row as? District { try setNeighbours(of: district, writer) }
    }
    try add(row)
  }

  private func replace(_ row: any NetworkRow, base: Int, _ writer: ChangeWriter) throws {
    guard let row = row as? any StoredRow else { return }
    func replace<Row: StoredRow>(_ row: Row) throws {
      let before = try current(Row.self, key: row.keyCells, base: base, yours: TextCells(row).cells, writer)
      guard before != row else { return }
      if let district = row as? District { try setNeighbours(of: district, writer) }
      if let old = before as? District, let new = row as? District, old.name == new.name, old.centre == new.centre {
        return
      }
      let isClosing = TableDiff<Row>.RowPair(before: before, after: row).isClosing
      try writer.update([row])
      writer.count(Row.storeTable) { if isClosing { $0.closed += 1 } else { $0.changed += 1 } }
    }
    try replace(row)
  }

  private func remove(_ type: any StoredRow.Type, key: [String], base: Int, _ writer: ChangeWriter) throws {
    func remove<Row: StoredRow>(_ type: Row.Type) throws {
      let before = try current(type, key: key, base: base, yours: [], writer)
      if var district = before as? District {
        district.neighbours = []
        try setNeighbours(of: district, writer)
      }
      try writer.delete([before])
      writer.count(Row.storeTable) { $0.removed += 1 }
    }
    try remove(type)
  }

  /// The row as it stands, which must be the one that the editor saw.
  private func current<Row: StoredRow>(
    _ type: Row.Type, key: [String], base: Int, yours: [String], _ writer: ChangeWriter
  ) throws -> Row {
    guard key.count == Row.storeTable.key.count else { throw StoreError.noSuchRow(table: Row.table, key: key) }
    let db = writer.db
    let found = try Self.state(type, key: key, in: db, before: writer.id)
    if let found, found.version == base { return found.row }
    // Who wrote what stands there now, or took it away.
    let version: Int
    if let found {
      version = found.version
    } else {
      let last = try Int.fetchOne(db, sql: Row.storeTable.lastEnd, arguments: Self.arguments(key))
      guard let last else { throw StoreError.noSuchRow(table: Row.table, key: key) }
      version = last
    }
    let change = try GRDB.Row.fetchOne(db, sql: "SELECT author, at FROM change WHERE id = ?", arguments: [version])
    throw StoreError.conflict(
      .init(
        table: Row.table, key: key, yours: yours, theirs: found.map { TextCells($0.row).cells },
        author: change?[0] as String? ?? "", change: version, at: change?[1] as String? ?? ""))
  }

  /// Borders go both ways: what one district gains or loses, its neighbour does.
  private func setNeighbours(of district: District, _ writer: ChangeWriter) throws {
    let id = district.id.rawValue
    let rows = try String.fetchAll(
      writer.db, sql: "SELECT neighbourId FROM districtNeighbour WHERE districtId = ?", arguments: [id])
    let old = Set(rows.compactMap { DistrictID($0) })
    let new = Set(district.neighbours)
    func bothWays(_ neighbours: Set<DistrictID>) -> [NeighbourRow] {
      neighbours.sorted().flatMap {
        [NeighbourRow(district: district.id, neighbour: $0), NeighbourRow(district: $0, neighbour: district.id)]
      }
    }
    let (gone, come) = (bothWays(old.subtracting(new)), bothWays(new.subtracting(old)))
    try writer.delete(gone)
    try writer.insert(come)
    writer.count(.neighbour) {
      $0.removed += gone.count
      $0.added += come.count
    }
  }

  /// The row of a key with the change that wrote it.
  ///
  /// - Parameter current: the change under way, if there is one.
  static func state<Row: StoredRow>(
    _ type: Row.Type, key: [String], in db: Database, before current: Int = .max
  ) throws -> (row: Row, version: Int)? {
    let table = Row.storeTable
    guard key.count == table.key.count else { return nil }
    let statement = try db.makeStatement(sql: table.standing)
    try statement.setArguments(arguments(key))
    var cursor = try RowCursor(statement, in: db, pools: SlugPools())
    guard try cursor.next() else { return nil }
    var row = Row(&cursor)
    var version = cursor.integer()
    guard try !cursor.next() else { return nil }
    if var district = row as? District {
      let neighbours = try String.fetchAll(
        db, sql: "SELECT neighbourId FROM districtNeighbour WHERE districtId = ? ORDER BY neighbourId",
        arguments: [district.id.rawValue])
      district.neighbours = neighbours.compactMap { DistrictID($0) }
      if let filled = district as? Row { row = filled }
      version = max(version, try latestChangeOfBorders(district.id, before: current, db))
    }
    return (row, version)
  }

  /// Its neighbours are a part of what the editor of a district sees, though they stand in rows of their own.
  ///
  /// - Parameter current: the change under way, in which the edit of a neighbour may have moved a border already.
  private static func latestChangeOfBorders(_ district: DistrictID, before current: Int, _ db: Database) throws -> Int {
    let sql = """
      SELECT max(
        ifnull((SELECT max(changeId) FROM districtNeighbour WHERE districtId = ?1 AND changeId < ?2), 0),
        ifnull((
          SELECT max(CASE WHEN endChangeId < ?2 THEN endChangeId ELSE changeId END)
          FROM districtNeighbourHistory WHERE districtId = ?1), 0))
      """
    return try Int.fetchOne(db, sql: sql, arguments: [district.rawValue, current]) ?? 0
  }

  /// The cells of a key as SQL sees them: an empty one is `NULL`.
  static func arguments(_ key: [String]) -> StatementArguments {
    StatementArguments(key.map { $0.isEmpty ? nil : $0 })
  }
}
