internal import GRDB
internal import GRDBSQLite
internal import SvyazContract
public import SvyazGraph

/// What a change did, or would have done.
public struct ChangeOutcome: Sendable {
  /// `nil`: nothing was to be done, or it was only tried.
  public let change: Int?
  public let counts: [ChangeCount]
  public var isEmpty: Bool { counts.isEmpty }
}

extension Store {
  /// Makes the network what `make` returns, in one transaction: all of it or none.
  ///
  /// Rows are compared by their keys; what is the same stays untouched, so the same import twice changes nothing.
  /// - Parameters:
  ///   - isTrial: does everything, counts it and takes it back.
  ///   - answers: answers about names, remembered with the change.
  ///   - successions: schools that the change merges into others.
  ///   - make: gets the network as it is, `nil` in an empty store; what it returns must be free of violations.
  /// - Throws: ``StoreError``, or what `make` throws.
  @discardableResult
  public func update(
    _ note: ChangeNote, at moment: Moment, isTrial: Bool = false, answers: [NameAnswer] = [],
    successions: [Succession] = [], _ make: (Network?) throws -> Network
  ) throws -> ChangeOutcome {
    if answers.isEmpty, successions.isEmpty, try isEmpty() {
      let network = try make(nil)
      return try load(network, note, at: moment, isTrial: isTrial)
    }
    return try change(note, at: moment, isTrial: isTrial) { writer in
      let old = try NetworkLoader(writer.db).network()
      let new = try make(old).sortedByKeys()
      if let old, old.id != new.id { throw StoreError.otherNetwork(stored: old.id, given: new.id) }
      try writer.apply(from: old, to: new)
      if !answers.isEmpty { try writer.remember(answers) }
      if !successions.isEmpty { try writer.remember(successions) }
    }
  }

  /// One transaction around `body`; without any row it leaves no change behind.
  func change(
    _ note: ChangeNote, at moment: Moment, isTrial: Bool = false, _ body: (ChangeWriter) throws -> Void
  ) throws -> ChangeOutcome {
    try Self.translatingErrors(name) {
      var outcome = ChangeOutcome(change: nil, counts: [])
      try writer.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          let writer = try ChangeWriter(db, note: note, at: moment)
          try body(writer)
          try requireReferences(db)
          let isKept = !isTrial && !writer.counts.isEmpty
          if isKept { try writer.recordCounts() }
          outcome = ChangeOutcome(change: isKept ? writer.id : nil, counts: writer.counts)
          return isKept ? .commit : .rollback
        }
      }
      return outcome
    }
  }

  /// Names the tables whose rows point nowhere, which the error of a commit does not.
  func requireReferences(_ db: Database) throws {
    var dangling: Int32 = 0
    var highest: Int32 = 0
    sqlite3_db_status(db.sqliteConnection, SQLITE_DBSTATUS_DEFERRED_FKS, &dangling, &highest, 0)
    guard dangling > 0 else { return }
    let pairs = try Row.fetchAll(db, sql: "SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check LIMIT 20")
    guard !pairs.isEmpty else { return }
    func file(_ table: String?) -> String {
      StoreTable.all.first { $0.name == table }?.contract?.fileName ?? table ?? ""
    }
    let words = pairs.map { "\(file($0[0])) → \(file($0[1]))" }.sorted()
    throw StoreError.refused(rule: "ссылки на строки, которых нет: \(words.joined(separator: ", "))")
  }
}

extension ChangeWriter {
  /// - Parameter new: sorted by keys.
  func apply(from old: Network?, to new: Network) throws {
    try apply(TableDiff(from: old.map { [NetworkHead($0)] } ?? [], to: [NetworkHead(new)]))
    // As they stand in the file: an undo may have left gaps between their places.
    let loader = NetworkLoader(db)
    try apply(TableDiff(from: old == nil ? [] : loader.rows(of: SubjectRow.self), to: new.subjectRows))
    try apply(TableDiff(from: old == nil ? [] : loader.rows(of: TargetRow.self), to: new.targetRows))
    try apply(TableDiff(from: old == nil ? [] : loader.rows(of: DefinitionRow.self), to: new.definitionRows))
    try apply(TableDiff(from: old?.districtRows ?? [], to: new.districtRows))
    try apply(TableDiff(from: old?.neighbourRows ?? [], to: new.neighbourRows))
    try apply(TableDiff(from: old?.schools ?? [], to: new.schools))
    try apply(TableDiff(from: old?.statuses ?? [], to: new.statuses))
    try apply(TableDiff(from: old?.results ?? [], to: new.results))
    try apply(TableDiff(from: old?.mentorCapacities ?? [], to: new.mentorCapacities))
    try apply(TableDiff(from: old?.constraints ?? [], to: new.constraints))
    try apply(TableDiff(from: old?.partnerships ?? [], to: new.partnerships))
    try apply(TableDiff(from: old?.associations ?? [], to: new.associations))
    try apply(TableDiff(from: old?.memberships ?? [], to: new.memberships))
    try apply(TableDiff(from: old?.events ?? [], to: new.events))
    try apply(TableDiff(from: old?.participations ?? [], to: new.participations))
    try apply(TableDiff(from: old?.programmes ?? [], to: new.programmes))
    try apply(TableDiff(from: old?.staff ?? [], to: new.staff))
    try apply(TableDiff(from: old?.measures ?? [], to: new.measures))
  }
}
