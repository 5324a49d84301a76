/// The network with its history, and the changes that made it.
enum Migration001Network {
  static let name = "001-network"

  static let sql = changes + places + schools + ties + events + support

  private static let people = 0...1_000_000_000

  private static let changes = """
    CREATE TABLE change (
      id INTEGER PRIMARY KEY CHECK (id > 0),
      at TEXT NOT NULL CHECK (at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'),
      day TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
      author TEXT NOT NULL CHECK (trim(author) <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('import', 'edit', 'undo', 'merge', 'plan')),
      reason TEXT NOT NULL,
      source TEXT NOT NULL,
      undoes INTEGER REFERENCES change (id) CHECK (undoes IS NULL OR (undoes < id AND kind = 'undo'))
    ) STRICT;
    CREATE INDEX changeByDay ON change (day);
    CREATE TRIGGER changeFollows BEFORE INSERT ON change
    WHEN NEW.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM change)
      OR NEW.at < (SELECT ifnull(max(at), '') FROM change) OR NEW.day < (SELECT ifnull(max(day), '') FROM change)
    BEGIN SELECT RAISE(ABORT, 'changes follow one another'); END;
    CREATE TRIGGER changeKept BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'changes are never edited'); END;
    CREATE TRIGGER changeStays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'changes are never deleted'); END;
    CREATE TABLE changeCount (
      changeId INTEGER NOT NULL REFERENCES change (id),
      tableName TEXT NOT NULL,
      added INTEGER NOT NULL CHECK (added >= 0),
      changed INTEGER NOT NULL CHECK (changed >= 0),
      closed INTEGER NOT NULL CHECK (closed >= 0),
      removed INTEGER NOT NULL CHECK (removed >= 0),
      PRIMARY KEY (changeId, tableName)
    ) STRICT, WITHOUT ROWID;

    """

  private static let places =
    VersionedTable(
      name: "network",
      columns: [ColumnRule.slug("id"), ColumnRule.filled("name"), ColumnRule.day("asOf")], key: ["id"]
    ).sql + "CREATE UNIQUE INDEX networkIsOne ON network ((1));\n"
    + VersionedTable(
      name: "subject",
      columns: [ColumnRule.slug("id"), ColumnRule.filled("name"), ColumnRule.integer("position", 0...199)],
      key: ["id"]
    ).sql
    + VersionedTable(
      name: "target",
      columns: [
        ColumnRule.integer("indicator", 1...9), ColumnRule.integer("perMille", 0...1000), ColumnRule.day("date"),
        ColumnRule.integer("position", 0...8),
      ], key: ["indicator"]
    ).sql
    + VersionedTable(
      name: "district",
      columns: [ColumnRule.slug("id"), ColumnRule.filled("name")] + ColumnRule.location, key: ["id"],
      rules: [ColumnRule.locationRule]
    ).sql
    + VersionedTable(
      name: "districtNeighbour",
      columns: [
        ColumnRule.reference("districtId", to: "district"), ColumnRule.reference("neighbourId", to: "district"),
      ], key: ["districtId", "neighbourId"],
      rules: [
        "CHECK (districtId <> neighbourId)",
        // Whoever has a neighbour is its neighbour.
        "FOREIGN KEY (neighbourId, districtId) REFERENCES districtNeighbour (districtId, neighbourId) "
          + "DEFERRABLE INITIALLY DEFERRED",
      ]
    ).sql

  private static let schools =
    VersionedTable(
      name: "school",
      columns: [
        ColumnRule.slug("id"), ColumnRule.integer("number", 1...1_000_000_000, optional: true),
        ColumnRule.filled("name"), ColumnRule.text("shortName"), ColumnRule.text("kind"),
        ColumnRule.reference("districtId", to: "district", optional: true), ColumnRule.text("address"),
      ] + ColumnRule.location + [ColumnRule.integer("students", 1...1_000_000_000, optional: true)],
      key: ["id"], rules: [ColumnRule.locationRule]
    ).sql + "CREATE INDEX schoolByDistrict ON school (districtId);\n"
    + VersionedTable(
      name: "status",
      columns: [
        ColumnRule.reference("schoolId", to: "school"),
        ColumnRule.word("status", ["low_result", "adverse", "high_result", "project_site", "risk"]),
      ] + ColumnRule.interval + [ColumnRule.text("basis")],
      key: ["schoolId", "status", "validFrom"], rules: [ColumnRule.intervalRule]
    ).sql + ColumnRule.noOverlap("status", ["schoolId", "status"])
    + VersionedTable(
      name: "result",
      columns: [
        ColumnRule.reference("schoolId", to: "school"), ColumnRule.reference("subjectId", to: "subject"),
        ColumnRule.word("assessment", ["vpr", "oge", "ege"]), ColumnRule.integer("grade", 1...12),
        ColumnRule.integer("year", 1900...2199), ColumnRule.integer("participants", people),
        ColumnRule.integer("successful", people),
      ], key: ["schoolId", "subjectId", "assessment", "grade", "year"], rules: ["CHECK (successful <= participants)"]
    ).sql
    + VersionedTable(
      name: "mentor",
      columns: [
        ColumnRule.reference("schoolId", to: "school"),
        ColumnRule.reference("subjectId", to: "subject", optional: true), ColumnRule.integer("capacity", people),
      ], key: ["schoolId", "subjectId"], hasPrimaryKey: false
    ).sql + "CREATE INDEX mentorBySchool ON mentor (schoolId);\n"

  private static let ties =
    VersionedTable(
      name: "matchingConstraint",
      columns: [
        ColumnRule.word("rule", ["pin", "ban"]), ColumnRule.reference("menteeId", to: "school"),
        ColumnRule.reference("mentorId", to: "school"),
        ColumnRule.reference("subjectId", to: "subject", optional: true),
      ], key: ["rule", "menteeId", "mentorId", "subjectId"], hasPrimaryKey: false
    ).sql + """
      CREATE INDEX matchingConstraintByMentee ON matchingConstraint (menteeId);
      CREATE INDEX matchingConstraintByMentor ON matchingConstraint (mentorId);

      """
    + VersionedTable(
      name: "partnership",
      columns: [
        ColumnRule.slug("id"), ColumnRule.reference("mentorId", to: "school"),
        ColumnRule.reference("menteeId", to: "school"),
        ColumnRule.reference("subjectId", to: "subject", optional: true),
        ColumnRule.word("status", ["proposed", "agreed", "active", "completed", "terminated"]),
      ] + ColumnRule.interval + [ColumnRule.text("agreement")],
      key: ["id"], rules: ["CHECK (mentorId <> menteeId)", ColumnRule.intervalRule]
    ).sql + """
      CREATE INDEX partnershipByMentor ON partnership (mentorId);
      CREATE INDEX partnershipByMentee ON partnership (menteeId);

      """
    + VersionedTable(
      name: "association",
      columns: [
        ColumnRule.slug("id"), ColumnRule.filled("name"), ColumnRule.reference("subjectId", to: "subject"),
        ColumnRule.text("umo"), ColumnRule.reference("baseId", to: "school"),
      ] + ColumnRule.interval, key: ["id"], rules: [ColumnRule.intervalRule]
    ).sql + "CREATE INDEX associationByBase ON association (baseId);\n"
    + VersionedTable(
      name: "membership",
      columns: [
        ColumnRule.reference("associationId", to: "association"), ColumnRule.reference("schoolId", to: "school"),
        ColumnRule.word("role", ["leader", "project_site", "high_result", "low_result", "member"]),
      ] + ColumnRule.interval,
      key: ["associationId", "schoolId", "validFrom"], rules: [ColumnRule.intervalRule]
    ).sql + "CREATE INDEX membershipBySchool ON membership (schoolId);\n"
    + ColumnRule.noOverlap("membership", ["associationId", "schoolId"])

  private static let events =
    VersionedTable(
      name: "event",
      columns: [
        ColumnRule.slug("id"),
        ColumnRule.word(
          "kind",
          [
            "conference", "seminar", "webinar", "master_class", "training", "strategy_session", "lesson_visit",
            "experience_exchange",
          ]), ColumnRule.filled("title"), ColumnRule.day("date"),
        ColumnRule.reference("subjectId", to: "subject", optional: true),
        ColumnRule.reference("hostId", to: "school", optional: true),
        ColumnRule.reference("associationId", to: "association", optional: true),
        ColumnRule.reference("partnershipId", to: "partnership", optional: true), ColumnRule.filled("organiser"),
      ], key: ["id"]
    ).sql + """
      CREATE INDEX eventByDate ON event (date);
      CREATE INDEX eventByHost ON event (hostId, date) WHERE hostId IS NOT NULL;
      CREATE INDEX eventByAssociation ON event (associationId, date) WHERE associationId IS NOT NULL;
      CREATE INDEX eventByPartnership ON event (partnershipId, date) WHERE partnershipId IS NOT NULL;

      """
    + VersionedTable(
      name: "participation",
      columns: [
        ColumnRule.reference("eventId", to: "event"), ColumnRule.reference("schoolId", to: "school"),
        ColumnRule.word("role", ["host", "speaker", "participant"]), ColumnRule.integer("people", people),
      ], key: ["eventId", "schoolId", "role"]
    ).sql + "CREATE INDEX participationBySchool ON participation (schoolId);\n"

  private static let support =
    VersionedTable(
      name: "programme",
      columns: [
        ColumnRule.reference("schoolId", to: "school"),
        ColumnRule.word("kind", ["quality_improvement", "teacher_growth"]), ColumnRule.day("developed"),
      ] + ColumnRule.interval, key: ["schoolId", "kind", "validFrom"], rules: [ColumnRule.intervalRule]
    ).sql
    + VersionedTable(
      name: "staff",
      columns: [
        ColumnRule.reference("schoolId", to: "school"), ColumnRule.integer("year", 1900...2199),
        ColumnRule.word("staffGroup", ["director", "deputy", "teacher"]), ColumnRule.integer("total", people),
        ColumnRule.integer("trainedMethodService", people), ColumnRule.integer("trainedEffectiveMode", people),
        ColumnRule.integer("trainedQuality", people),
      ], key: ["schoolId", "year", "staffGroup"],
      rules: ["CHECK (max(trainedMethodService, trainedEffectiveMode, trainedQuality) <= total)"]
    ).sql
    + VersionedTable(
      name: "measure",
      columns: [
        ColumnRule.integer("number", 1...1_000_000_000), ColumnRule.filled("section"), ColumnRule.filled("title"),
        ColumnRule.day("dueFrom", optional: true), ColumnRule.day("dueTo", optional: true),
        ColumnRule.filled("responsible"), ColumnRule.filled("expected"), ColumnRule.day("doneOn", optional: true),
        ColumnRule.text("evidence"),
      ], key: ["number"], rules: ["CHECK (dueFrom IS NULL OR dueTo IS NULL OR dueTo >= dueFrom)"]
    ).sql
}
