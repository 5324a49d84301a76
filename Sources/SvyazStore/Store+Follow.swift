internal import GRDB
internal import SvyazContract
public import SvyazGraph

extension Store {
  /// The network as it is known now, from one that was read before: only what later changes touched is read.
  ///
  /// - Parameters:
  ///   - known: the number of a change, and the network as it was after it.
  /// - Throws: as ``currentNetwork()``.
  /// - Complexity: O(rows that changed · log rows) and a copy of each table that has one; one pass over a table of which
  ///   more than ``NetworkFollower/mostMerged`` rows and a fifth changed.
  public func currentNetwork(knowing known: (change: Int, network: Network)) throws -> (change: Int, network: Network) {
    try read { db in
      let last = try Self.lastChange(db)
      guard last > known.change else { return (last, last == known.change ? known.network : try whole(db)) }
      let follower = try NetworkFollower(db, from: known.change, through: last)
      return (last, try follower.network(from: known.network))
    }
  }

  private func whole(_ db: Database) throws -> Network {
    guard let network = try NetworkLoader(db).network() else { throw StoreError.empty(name: name) }
    return network
  }
}

/// Brings a network from one change to a later one.
struct NetworkFollower {
  /// Rows of one table; with more of them, and more than a fifth of all, the table is read anew.
  static let mostMerged = 20_000
  static let leastShare = 5

  private let db: Database
  private let loader: NetworkLoader
  private let changes: ClosedRange<Int>
  /// How many rows the changes touched, by table.
  private let touched: [String: Int]

  /// - Precondition: `known < last`.
  init(_ db: Database, from known: Int, through last: Int) throws {
    self.db = db
    loader = NetworkLoader(db)
    changes = (known + 1)...max(known + 1, last)
    var touched: [String: Int] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT tableName, added + changed + closed + removed FROM changeCount WHERE changeId > ?",
      arguments: [known])
    while let row = try rows.next() {
      let (table, count) = (row[0] as String? ?? "", row[1] as Int? ?? 0)
      let (sum, overflow) = touched[table, default: 0].addingReportingOverflow(count)
      touched[table] = overflow ? .max : sum
    }
    self.touched = touched
  }

  func network(from known: Network) throws -> Network {
    var network = known
    let head: [StoreTable] = [.network, .subject, .target, .definition, .of(.districts), .neighbour]
    if head.contains(where: { touched[$0.name] != nil }) { try loader.readHead(into: &network) }
    for table in Network.Table.allCases where table != .districts {
      if let type = table.storedRowType { try follow(type, &network) }
    }
    return network
  }

  private func follow<Row: StoredRow>(_ type: Row.Type, _ network: inout Network) throws {
    guard let count = touched[Row.storeTable.name], count > 0 else { return }
    let known = Row.rows(of: network)
    let isMerged = count <= max(Self.mostMerged, known.count / Self.leastShare)
    Row.set(try isMerged ? merged(known) : loader.rows(of: Row.self), in: &network)
  }

  /// - Parameter rows: in the order of their keys, as they stood before the changes.
  private func merged<Row: StoredRow>(_ rows: [Row]) throws -> [Row] {
    let table = Row.storeTable
    var ended: [Row] = []
    var standing: [Row] = []
    for change in changes {
      ended += try loader.rows(table.ended, [change])
      standing += try loader.rows(table.standing(since: change))
    }
    standing.sort { $0.precedes($1) }
    // What ended and what stands now both leave their old places.
    var places = Set<Int>()
    for row in ended + standing {
      let place = Self.place(of: row, in: rows)
      if place < rows.count, rows[place].hasKey(of: row) { places.insert(place) }
    }
    var result: [Row] = []
    result.reserveCapacity(rows.count - places.count + standing.count)
    var start = 0
    for place in places.sorted() {
      result += rows[start..<place]
      start = place + 1
    }
    result += rows[start...]
    return Self.inserting(standing, into: result)
  }

  /// - Parameter new: in the order of their keys, none of which is among `rows`.
  private static func inserting<Row: StoredRow>(_ new: [Row], into rows: [Row]) -> [Row] {
    guard !new.isEmpty else { return rows }
    var result: [Row] = []
    result.reserveCapacity(rows.count + new.count)
    var start = 0
    for row in new {
      let place = place(of: row, in: rows)
      result += rows[start..<place]
      result.append(row)
      start = place
    }
    result += rows[start...]
    return result
  }

  /// The first position whose row does not precede `row`.
  private static func place<Row: StoredRow>(of row: Row, in rows: [Row]) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = low + (high - low) / 2
      if rows[middle].precedes(row) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
