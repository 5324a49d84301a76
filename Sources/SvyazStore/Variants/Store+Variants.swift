internal import Foundation
internal import GRDB
public import SvyazGraph

/// Saved plans. Each act stands in the log; versions that were replaced are not kept.
extension Store {
  /// Saves a plan under a number of its own.
  ///
  /// - Throws: ``PlanVariantError/noName``, ``StoreError``.
  public func addVariant(
    _ kind: PlanVariant.Kind, _ content: PlanVariantContent, by author: String, at moment: Moment
  ) throws -> PlanVariant {
    try Self.requireName(content)
    return try writeAccounts { db in
      try db.execute(
        sql: """
          INSERT INTO planVariant (kind, name, author, at, baseChange, version, options, body)
          VALUES (?, ?, ?, ?, ?, 1, ?, ?)
          """,
        arguments: [
          kind.rawValue, content.name, author, moment.milliseconds, content.baseChange, content.options,
          Data(content.body),
        ])
      let id = Int(db.lastInsertedRowID)
      try Self.log("variant.add", of: "\(id)", by: author, at: moment, db)
      return try Self.requireVariant(id, db)
    }
  }

  /// Without the plans themselves, the latest first.
  public func variants(_ kind: PlanVariant.Kind, limit: Int = 100) throws -> [PlanVariant] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT \(Self.variantColumns) FROM planVariant WHERE kind = ? ORDER BY at DESC, id DESC LIMIT ?",
        arguments: [kind.rawValue, limit]
      ).compactMap(Self.variant)
    }
  }

  public func variant(_ id: Int) throws -> (variant: PlanVariant, body: [UInt8])? {
    try read { db in
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT \(Self.variantColumns), body FROM planVariant WHERE id = ?", arguments: [id]),
        let variant = Self.variant(row)
      else { return nil }
      let body: Data = row["body"]
      return (variant, [UInt8](body))
    }
  }

  /// Puts another plan in the place of a saved one.
  ///
  /// - Parameter version: the one that its author has seen.
  /// - Throws: ``PlanVariantError`` when another stands there now, or when it was accepted; then nothing is changed.
  public func replaceVariant(
    _ id: Int, version: Int, with content: PlanVariantContent, by author: String, at moment: Moment
  ) throws -> PlanVariant {
    try Self.requireName(content)
    return try writeAccounts { db in
      let standing = try Self.requireVariant(id, db)
      guard standing.acceptedChange == nil else { throw PlanVariantError.accepted(standing) }
      guard standing.version == version else { throw PlanVariantError.conflict(yours: version, theirs: standing) }
      try db.execute(
        sql: """
          UPDATE planVariant SET name = ?, author = ?, at = ?, baseChange = ?, version = version + 1, options = ?,
            body = ? WHERE id = ?
          """,
        arguments: [
          content.name, author, moment.milliseconds, content.baseChange, content.options, Data(content.body), id,
        ])
      try Self.log("variant.replace", of: "\(id)", by: author, at: moment, db)
      return try Self.requireVariant(id, db)
    }
  }

  /// Notes which change took the plan into force.
  ///
  /// - Throws: ``PlanVariantError`` for one that another change took into force before.
  public func markVariant(_ id: Int, acceptedBy change: Int, by author: String, at moment: Moment) throws {
    try writeAccounts { db in
      let standing = try Self.requireVariant(id, db)
      guard standing.acceptedChange == nil else { throw PlanVariantError.accepted(standing) }
      try db.execute(sql: "UPDATE planVariant SET acceptedChange = ? WHERE id = ?", arguments: [change, id])
      try Self.log("variant.accept", of: "\(id)", by: author, at: moment, change: change, db)
    }
  }

  private static func requireName(_ content: PlanVariantContent) throws {
    guard content.name.contains(where: { !$0.isWhitespace }) else { throw PlanVariantError.noName }
  }

  private static func requireVariant(_ id: Int, _ db: Database) throws -> PlanVariant {
    let row = try Row.fetchOne(
      db, sql: "SELECT \(variantColumns) FROM planVariant WHERE id = ?", arguments: [id])
    guard let variant = row.flatMap(variant) else { throw PlanVariantError.unknown(id: id) }
    return variant
  }

  private static let variantColumns = "id, kind, name, author, at, baseChange, version, options, acceptedChange"

  private static func variant(_ row: Row) -> PlanVariant? {
    // The schema knows the kinds.
    let word: String = row["kind"]
    guard let kind = PlanVariant.Kind(rawValue: word) else { return nil }
    return PlanVariant(
      id: row["id"], kind: kind, name: row["name"], author: row["author"], at: Moment(milliseconds: row["at"]),
      baseChange: row["baseChange"], version: row["version"], options: row["options"],
      acceptedChange: row["acceptedChange"])
  }
}
