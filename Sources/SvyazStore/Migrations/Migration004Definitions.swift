/// How indicators are read: the network's own definitions, with their validity.
enum Migration004Definitions {
  static let name = "004-definitions"

  static let sql =
    VersionedTable(
      name: "definition",
      columns: [
        ColumnRule.integer("indicator", 1...9), ColumnRule.slug("reading"), ColumnRule.filled("version"),
      ] + ColumnRule.interval + [
        ColumnRule.filled("title"), ColumnRule.filled("numerator"), ColumnRule.filled("denominator"),
        ColumnRule.word("rule", ["schools", "staff", "results"]),
        ColumnRule.word(
          "counted",
          [
            "quality_improvement", "teacher_growth", "higher_results", "partnership", "partnership_active",
            "partnership_formal", "trained_method_service", "trained_effective_mode", "trained_quality",
            "participants", "enrolment",
          ]), ColumnRule.text("parts"), ColumnRule.filled("among"), ColumnRule.text("base"),
        ColumnRule.integer("position", 0...199),
      ], key: ["indicator", "reading", "validFrom"],
      rules: [
        ColumnRule.intervalRule,
        // What is counted belongs to the kind of rule; schools have no parts, and only they have a second circle.
        "CHECK ((rule = 'staff') = (counted GLOB 'trained_*'))",
        "CHECK ((rule = 'results') = (counted IN ('participants', 'enrolment')))",
        "CHECK ((rule = 'schools') = (parts = ''))",
        "CHECK ((rule = 'schools') = (base <> ''))",
      ]
    ).sql + ColumnRule.noOverlap("definition", ["indicator", "reading"])
}
