internal import GRDB
internal import SvyazContract
public import SvyazGraph

/// Which school a name in somebody's spreadsheet means.
public struct NameAnswer: Hashable, Sendable {
  /// The same for all spellings of a name.
  public var key: String
  /// The spelling that was asked about.
  public var text: String
  public var school: SchoolID

  public init(key: String, text: String, school: SchoolID) { (self.key, self.text, self.school) = (key, text, school) }
}

/// A school that was merged into another.
public struct Succession: Hashable, Sendable {
  public var school: SchoolID
  public var successor: SchoolID
  /// The day from which the successor stands in.
  public var day: Day

  public init(school: SchoolID, successor: SchoolID, day: Day) {
    (self.school, self.successor, self.day) = (school, successor, day)
  }
}

extension Store {
  /// Answers that people gave once, by key.
  public func answers() throws -> [NameAnswer] {
    try read { db in
      try NetworkLoader(db).rows(of: AnswerRow.self).map { NameAnswer(key: $0.key, text: $0.text, school: $0.school) }
    }
  }

  public func successions(_ knowledge: Knowledge = .current) throws -> [Succession] {
    try read { db in
      try NetworkLoader(db, limit: limit(of: knowledge, in: db)).rows(of: SuccessionRow.self).map {
        Succession(school: $0.school, successor: $0.successor, day: $0.day)
      }
    }
  }

  /// Names that schools bore before they were renamed.
  public func formerNames() throws -> [(name: String, school: SchoolID)] {
    try read { db in
      let sql = """
        SELECT name, id FROM schoolHistory UNION SELECT shortName, id FROM schoolHistory
        EXCEPT SELECT name, id FROM school EXCEPT SELECT shortName, id FROM school
        """
      let renamed: [(name: String, school: SchoolID)] = try Row.fetchAll(db, sql: sql).compactMap { row in
        guard let name = row[0] as String?, !name.isEmpty, let school = (row[1] as String?).flatMap({ SchoolID($0) })
        else { return nil }
        return (name, school)
      }
      return renamed.sorted { ($0.name, $0.school) < ($1.name, $1.school) }
    }
  }
}

extension ChangeWriter {
  /// Remembers answers; one given again replaces the earlier one.
  func remember(_ answers: [NameAnswer]) throws {
    let old = try NetworkLoader(db).rows(of: AnswerRow.self)
    var new = Dictionary(old.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    for answer in answers {
      if let known = new[answer.key], known.school == answer.school { continue }
      new[answer.key] = AnswerRow(key: answer.key, text: answer.text, school: answer.school)
    }
    try apply(TableDiff(from: old, to: new.values.sorted { $0.precedes($1) }))
  }

  func remember(_ successions: [Succession]) throws {
    let old = try NetworkLoader(db).rows(of: SuccessionRow.self)
    var new = Dictionary(old.map { ($0.school, $0) }, uniquingKeysWith: { $1 })
    for row in successions {
      new[row.school] = SuccessionRow(school: row.school, successor: row.successor, day: row.day)
    }
    try apply(TableDiff(from: old, to: new.values.sorted { $0.precedes($1) }))
  }
}
