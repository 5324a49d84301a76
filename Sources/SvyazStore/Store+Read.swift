internal import GRDB
internal import SvyazContract
public import SvyazGraph

extension Store {
  /// The whole network, with all dates, as it was known.
  ///
  /// - Throws: ``StoreError/empty(name:)`` when there was no network yet.
  /// - Complexity: one pass over each table.
  public func network(_ knowledge: Knowledge = .current) throws -> Network {
    try read { db in
      guard let network = try NetworkLoader(db, limit: limit(of: knowledge, in: db)).network() else {
        throw StoreError.empty(name: name)
      }
      return network
    }
  }

  /// The network on one day: dated rows that are not in force on `day` are not read at all.
  public func snapshot(on day: Day, _ knowledge: Knowledge = .current) throws -> NetworkSnapshot {
    try read { db in
      guard let network = try NetworkLoader(db, limit: limit(of: knowledge, in: db), day: day).network() else {
        throw StoreError.empty(name: name)
      }
      return network.asOf(day)
    }
  }

  /// Whether a network was ever imported.
  public func isEmpty() throws -> Bool {
    try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM network") == 0 }
  }

  /// The network as it is known now, with the number of the last change, both of one moment.
  ///
  /// - Throws: ``StoreError/empty(name:)`` when there was no network yet.
  public func currentNetwork() throws -> (change: Int, network: Network) {
    try read { db in
      guard let network = try NetworkLoader(db).network() else { throw StoreError.empty(name: name) }
      return (try Self.lastChange(db), network)
    }
  }

  /// The number of the last change; 0 before the first.
  public func lastChange() throws -> Int { try read { db in try Self.lastChange(db) } }

  static func lastChange(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT ifnull(max(id), 0) FROM change") ?? 0
  }

  /// The last change that counts, or `nil` when all do.
  func limit(of knowledge: Knowledge, in db: Database) throws -> Int? {
    let last = try Self.lastChange(db)
    let limit: Int
    switch knowledge {
    case .current: return nil
    case .change(let number):
      guard (1...max(last, 1)).contains(number), last > 0 else { throw StoreError.noSuchChange(number) }
      limit = number
    case .day(let day):
      let found = try Int.fetchOne(db, sql: "SELECT max(id) FROM change WHERE day <= ?", arguments: [day.description])
      guard let found else {
        let first = try String.fetchOne(db, sql: "SELECT min(day) FROM change").flatMap { Day(iso: $0) }
        guard let first else { throw StoreError.empty(name: name) }
        throw StoreError.knowledgeBeforeStore(first: first)
      }
      limit = found
    }
    return limit == last ? nil : limit
  }
}

/// Reads typed rows of one state of knowledge.
struct NetworkLoader {
  private let db: Database
  /// The last change that counts; `nil`: all.
  private let limit: Int?
  /// Only rows in force on this day, where rows have intervals.
  private let day: Day?
  private let pools = SlugPools()

  init(_ db: Database, limit: Int? = nil, day: Day? = nil) {
    self.db = db
    self.limit = limit
    self.day = day
  }

  /// Rows in the order of their keys.
  func rows<Row: VersionedRow>(of type: Row.Type = Row.self) throws -> [Row] {
    let statement = try db.makeStatement(sql: sql(of: type))
    var cursor = try RowCursor(statement, in: db, pools: pools)
    var rows: [Row] = []
    while try cursor.next() { rows.append(Row(&cursor)) }
    return rows
  }

  private func sql<Row: VersionedRow>(of type: Row.Type) -> String {
    let table = Row.storeTable
    var conditions: [String] = []
    if let day, type is any DatedRow.Type {
      conditions = ["validFrom <= '\(day)'", "(validTo IS NULL OR validTo > '\(day)')"]
    }
    func select(from source: String, _ more: [String]) -> String {
      let all = conditions + more
      return "SELECT \(table.columnList) FROM \(source)"
        + (all.isEmpty ? "" : " WHERE \(all.joined(separator: " AND "))")
    }
    let order = " ORDER BY \(table.key.joined(separator: ", "))"
    guard let limit else { return select(from: table.name, []) + order }
    return select(from: table.name, ["changeId <= \(limit)"]) + " UNION ALL "
      + select(from: "\(table.name)History", ["changeId <= \(limit)", "endChangeId > \(limit)"]) + order
  }

  /// Rows of a query of the table's columns, in its own order.
  func rows<Row: VersionedRow>(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
    let statement = try db.makeStatement(sql: sql)
    try statement.setArguments(arguments)
    var cursor = try RowCursor(statement, in: db, pools: pools)
    var rows: [Row] = []
    while try cursor.next() { rows.append(Row(&cursor)) }
    return rows
  }

  /// Everything but the tables of rows: the name, the day, subjects, targets, definitions and districts.
  ///
  /// - Returns: `false` when no network was known.
  @discardableResult
  func readHead(into network: inout Network) throws -> Bool {
    guard let head = try rows(of: NetworkHead.self).first else { return false }
    (network.id, network.name, network.asOf) = (head.id, head.name, head.asOf)
    network.subjects = try rows(of: SubjectRow.self).sorted { $0.position < $1.position }.map(\.subject)
    network.targets = try rows(of: TargetRow.self).sorted { $0.position < $1.position }.map(\.target)
    network.definitions = try rows(of: DefinitionRow.self).sorted { $0.position < $1.position }.map(\.definition)
    network.districts = try districts()
    return true
  }

  /// - Returns: `nil` when no network was known.
  func network() throws -> Network? {
    guard let head = try rows(of: NetworkHead.self).first else { return nil }
    var network = Network(id: head.id, name: head.name, asOf: head.asOf, subjects: [])
    try readHead(into: &network)
    network.schools = try rows()
    network.statuses = try rows()
    network.results = try rows()
    network.mentorCapacities = try rows()
    network.constraints = try rows()
    network.partnerships = try rows()
    network.associations = try rows()
    network.memberships = try rows()
    network.events = try rows()
    network.participations = try rows()
    network.programmes = try rows()
    network.staff = try rows()
    network.measures = try rows()
    return network
  }

  private func districts() throws -> [District] {
    var districts: [District] = try rows()
    let neighbours = Dictionary(grouping: try rows(of: NeighbourRow.self), by: \.district)
    for index in districts.indices {
      districts[index].neighbours = neighbours[districts[index].id]?.map(\.neighbour) ?? []
    }
    return districts
  }
}
