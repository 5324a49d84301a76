/// Which school took over from a school that was merged into it.
enum Migration003Succession {
  static let name = "003-succession"

  static let sql =
    VersionedTable(
      name: "succession",
      columns: [
        ColumnRule.reference("schoolId", to: "school"), ColumnRule.reference("successorId", to: "school"),
        ColumnRule.day("date"),
      ], key: ["schoolId"], rules: ["CHECK (schoolId <> successorId)"]
    ).sql + "CREATE INDEX successionBySuccessor ON succession (successorId);\n"
}
