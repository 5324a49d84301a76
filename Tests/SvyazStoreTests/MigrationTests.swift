import Foundation
import GRDB
import SvyazContract
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazStore

/// Files that each older version of the program made, kept as SQL under `Fixtures/`, open and hold what they held.
@Suite struct MigrationTests {
  static let versions = [1, 2, 3, 4]

  /// A small network after each change of the fixtures; change 4 takes change 2 back.
  static let states: [Network] = {
    var network = Network(
      id: "samara", name: "Сеть «Самара»", asOf: "2020-12-01", subjects: [Subject(id: "math", name: "Математика")])
    network.targets = [IndicatorTarget(indicator: 9, perMille: 900, day: "2023-12-31")]
    network.districts = [
      District(id: "d1", name: "Ленинский", neighbours: ["d2"], centre: Coordinates(latitude: 53.2, longitude: 50.1)),
      District(id: "d2", name: "О'Брайена", neighbours: ["d1"]),
    ]
    network.schools = [
      School(id: "s1", number: 1, name: "Школа № 1", district: "d1", students: 700),
      School(id: "s2", name: "Лицей\n«Созвездие»", shortName: "Созвездие", kind: "лицей", district: "d2"),
    ]
    network.statuses = [
      SchoolStatus(school: "s1", status: .lowResult, interval: DayInterval(from: "2020-01-01"), basis: "Приказ № 1")
    ]
    network.results = [
      AssessmentResult(
        school: "s1", subject: "math", assessment: .oge, grade: 9, year: 2020, participants: 60, successful: 31)
    ]
    network.mentorCapacities = [MentorCapacity(school: "s2", capacity: 2)]
    network.constraints = [MatchingConstraint(rule: .ban, mentee: "s1", mentor: "s2", subject: nil)]
    network.partnerships = [
      Partnership(
        id: "p1", mentor: "s2", mentee: "s1", subject: "math", status: .active,
        interval: DayInterval(from: "2020-09-01"), agreement: "№ 7")
    ]
    network.associations = [
      SvyazGraph.Association(
        id: "a1", name: "ММО", subject: "math", umo: "", base: "s2", interval: DayInterval(from: "2020-09-01"))
    ]
    network.memberships = [
      Membership(association: "a1", school: "s1", role: .lowResult, interval: DayInterval(from: "2020-09-01"))
    ]
    network.events = [
      Event(id: "e1", kind: .seminar, title: "Семинар", day: "2020-10-01", host: "s2", organiser: "ЦРО")
    ]
    network.participations = [Participation(event: "e1", school: "s1", role: .participant, people: 3)]
    network.programmes = [
      Programme(
        school: "s1", kind: .qualityImprovement, developed: "2020-08-01", interval: DayInterval(from: "2020-09-01"))
    ]
    network.staff = [
      StaffFigures(
        school: "s1", year: 2020, group: .teacher, total: 40, trainedMethodService: 10, trainedEffectiveMode: 5,
        trainedQuality: 0)
    ]
    network.measures = [
      Measure(number: 1, section: "Раздел", title: "Мероприятие", responsible: "ЦРО", expected: "Итог")
    ]
    var second = network
    second.schools[0].name = "Школа № 1 имени Гагарина"
    second.participations = []
    var third = second
    third.statuses[0].interval = DayInterval(from: "2020-01-01", to: "2021-01-01")
    var fourth = network
    fourth.statuses = third.statuses
    return [network, second, third, fourth]
  }()

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  private static func fixture(_ version: Int) -> URL { fixtures.appending(path: "store-00\(version).sql") }

  /// Makes a file of an older form, as its version left it.
  static func make(_ version: Int) throws -> StoreFixture {
    let fixture = try StoreFixture()
    let sql = try String(contentsOf: Self.fixture(version), encoding: .utf8)
    try fixture.raw { (db: Database) throws in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: sql)
      try db.execute(sql: "PRAGMA journal_mode = WAL")
    }
    return fixture
  }

  @Test(
    "a file of an older form is copied aside and brought up to date", arguments: versions,
    [
      Store.Purpose.reading, .writing,
    ])
  func migrates(version: Int, purpose: Store.Purpose) throws {
    let fixture = try Self.make(version)
    let old = Array(Migrations.all.map(\.name).prefix(version))
    let store = try fixture.open(purpose)
    let copy = "\(fixture.path).before-\(Migrations.all[version].name)"
    #expect(store.backups == [copy])
    for (index, state) in Self.states.enumerated() {
      #expect(try store.network(.change(index + 1)) == state, "change \(index + 1)")
    }
    #expect(try store.network() == Self.states[3])
    #expect(try store.changes().map(\.author) == ["Сидорова", "Петрова", "Петрова", "Иванова"])
    #expect(try store.change(4).undoes == 2)
    #expect(try store.answers().map(\.text) == (version < 2 ? [] : ["Школа № 2"]))
    #expect(try store.problems() == [])

    // The copy has the old form and all of the old content.
    #expect(try StoreFixture.isSound(copy))
    let queue = try DatabaseQueue(path: copy)
    try queue.read { (db: Database) throws in
      #expect(try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY 1") == old)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM change") == 4)
      #expect(try String.fetchOne(db, sql: "SELECT name FROM school WHERE id = 's1'") == "Школа № 1")
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM schoolHistory") == 2)
    }
    try queue.close()

    // It goes on like a file that was born today.
    let writing = try fixture.open()
    #expect(writing.backups == [])
    try writing.undo(3, .undo, at: .number(5))
    #expect(try writing.network() == Self.states[0])
    #expect(try formOf(fixture) == formOf(try StoreFixture(Self.states[0])))
  }

  private func formOf(_ fixture: StoreFixture) throws -> Set<String> {
    try fixture.raw { (db: Database) throws in
      try Set(String.fetchAll(db, sql: "SELECT type || name || ifnull(sql, '') FROM sqlite_master"))
    }
  }

  @Test("a second copy gets another name") func keepsEarlierCopies() throws {
    let fixture = try Self.make(1)
    let copy = "\(fixture.path).before-002-answers"
    try fixture.folder.write("чужое", to: "сеть №1.svyaz.before-002-answers")
    #expect(try fixture.open().backups == ["\(copy)-2"])
    #expect(try String(contentsOfFile: copy, encoding: .utf8) == "чужое")
  }

  @Test("a file of a newer version is refused and left alone") func refusesNewer() throws {
    let fixture = try StoreFixture(Self.states[0])
    try fixture.raw { (db: Database) throws in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('900-future')")
      try db.execute(sql: "PRAGMA journal_mode = DELETE")
    }
    let before = try fixture.folder.contents()
    for purpose in [Store.Purpose.reading, .writing, .creating] {
      let error = storeError { _ = try fixture.open(purpose) }
      #expect(error == .tooNew(name: "сеть №1.svyaz", migration: "900-future"))
    }
    #expect(try fixture.folder.contents() == before)
  }

  /// `RECORD=1` makes missing fixtures and fails; those that are there are never made anew: old files stay as they are.
  @Test("fixtures of every older version are kept", arguments: versions) func hasFixtures(version: Int) throws {
    #expect(Self.versions.count == Migrations.all.count - 1, "add a fixture of the version before the new one")
    let url = Self.fixture(version)
    guard !FileManager.default.fileExists(atPath: url.path) else { return }
    guard ProcessInfo.processInfo.environment["RECORD"] == "1" else {
      Issue.record("\(url.lastPathComponent) is missing")
      return
    }
    try Self.dump(version).write(to: url, atomically: true, encoding: .utf8)
    Issue.record("\(url.lastPathComponent) was recorded")
  }

  private static func dump(_ version: Int) throws -> String {
    let queue = try DatabaseQueue()
    try Migrations.migrator().migrate(queue, upTo: Migrations.all[version - 1].name)
    try queue.writeWithoutTransaction { (db: Database) throws in
      var last: Network?
      let notes: [ChangeNote] = [.first, .edit, .edit, .undo]
      for (index, state) in states.enumerated() {
        try db.inTransaction {
          var note = notes[index]
          if index == 3 { note.undoes = 2 }
          let writer = try ChangeWriter(db, note: note, at: .number(index + 1))
          try writer.apply(from: last, to: state)
          if version > 1, index == 0 {
            try writer.remember([NameAnswer(key: "школа 2", text: "Школа № 2", school: "s2")])
          }
          try writer.recordCounts()
          last = state
          return .commit
        }
      }
    }
    return try queue.read { (db: Database) throws in
      let tables = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
      let others = try String.fetchAll(
        db, sql: "SELECT sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL ORDER BY rowid")
      var lines = ["PRAGMA application_id = \(Migrations.applicationID);"]
      for table in tables {
        let name: String = table["name"]
        lines.append("\(table["sql"] as String);")
        let columns = try db.columns(in: name).map { "quote(\"\($0.name)\")" }.joined(separator: " || ', ' || ")
        lines += try String.fetchAll(db, sql: "SELECT \(columns) FROM \(name)")
          .map { "INSERT INTO \(name) VALUES (\($0));" }
      }
      return (lines + others.map { "\($0);" }).joined(separator: "\n") + "\n"
    }
  }
}
