internal import GRDB

/// Every form that a store's file ever had, oldest first. A merged migration is never edited.
enum Migrations {
  /// "Svya" in ASCII: tells our files from those of other programs.
  static let applicationID: Int32 = 0x5376_7961

  static let all: [(name: String, sql: String)] = [
    (Migration001Network.name, Migration001Network.sql),
    (Migration002Answers.name, Migration002Answers.sql),
    (Migration003Succession.name, Migration003Succession.sql),
    (Migration004Definitions.name, Migration004Definitions.sql),
    (Migration005Accounts.name, Migration005Accounts.sql),
  ]

  /// Each migration runs in a transaction of its own and is checked for dangling references before it is kept.
  static func migrator() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (index, migration) in all.enumerated() {
      migrator.registerMigration(migration.name) { db in
        if index == 0 { try db.execute(sql: "PRAGMA application_id = \(applicationID)") }
        try db.execute(sql: migration.sql)
      }
    }
    return migrator
  }
}
