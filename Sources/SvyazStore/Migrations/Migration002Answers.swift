/// Which school a name in somebody's spreadsheet means: answers that people gave once.
enum Migration002Answers {
  static let name = "002-answers"

  static let sql =
    VersionedTable(
      name: "nameAnswer",
      columns: [
        "key TEXT NOT NULL CHECK (key <> '')", ColumnRule.filled("text"),
        ColumnRule.reference("schoolId", to: "school"),
      ], key: ["key"]
    ).sql + "CREATE INDEX nameAnswerBySchool ON nameAnswer (schoolId);\n"
}
