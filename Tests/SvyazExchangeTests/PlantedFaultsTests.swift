import Foundation
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

/// The folder that `svyaz check` must see through: twenty different faults at once, each named by file, row and column.
@Suite struct PlantedFaultsTests {
  static let changes: [String: String?] = [
    "network.json": FolderFixture.file("network.json", line: 8, #"    { "id": "math", "name": "Русский язык" }"#),
    "districts.csv": FolderFixture.file("districts.csv", line: 2, "d1,Первый,d2,153.1,50.1")
      .replacingOccurrences(of: "d3,Третий,d2,,", with: "d3,Третий,,,"),
    "schools.csv": FolderFixture.file("schools.csv", adding: "s2,2,Школа 2,,,,,,,", "s5,5,Школа \"Мечта\",,,,,,,")
      .replacingOccurrences(of: "лицей,d2", with: "лицей,d7"),
    "statuses.csv": FolderFixture.file("statuses.csv", line: 4, "s2,best,2020-01-01,,")
      .replacingOccurrences(of: "2020-09-01,Приказ", with: "2019-08-31,Приказ"),
    "results.csv": FolderFixture.file("results.csv", line: 3, "s2,math,oge,9,2020,80,81")
      .replacingOccurrences(of: "s1,math,oge,9", with: "s1,math,oge,девятый"),
    "mentors.csv": FolderFixture.file("mentors.csv", line: 1, "school,subject,capacity,comment")
      .replacingOccurrences(of: ",2", with: ",2,").replacingOccurrences(of: ",1", with: ",1,"),
    "constraints.csv": FolderFixture.file("constraints.csv", line: 3, "ban,s1,s4"),
    "partnerships.csv": FolderFixture.file("partnerships.csv", line: 3, "p2,s4,s9,,completed,2019-01-01,2020-01-01,"),
    "associations.csv": FolderFixture.file("associations.csv", line: 2, "a1,ММО,math,,s2,01.09.2020,"),
    "memberships.csv": FolderFixture.file("memberships.csv", line: 3, "a1,s1,head,2020-11-01,"),
    "events.csv": FolderFixture.file("events.csv", line: 3, "e2,lesson_visit,Уроки,2020-10-32,,,,p1,ЦРО"),
    "participations.csv": FolderFixture.file("participations.csv", line: 3, "e1,s2,host,99999999999999999999"),
    "programmes.csv": "school,kind,developed,to\ns1,quality_improvement,2020-08-20,2021-06-01\n",
    "staff.csv": FolderFixture.file("staff.csv", line: 2, "s1,2020,teacher,30,5,31,0"),
    "measures.csv": "",
  ]

  @Test func allAreNamed() throws {
    let folder = try FolderFixture.folder(replacing: Self.changes)
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(
      reading.faults.map(Expected.init) == [
        Expected("network.json", 8, "subjects[1].id", "math"),
        Expected("districts.csv", 2, "lat", "153.1"),
        Expected("districts.csv", 3, "neighbours", "d3"),
        Expected("schools.csv", 3, "district", "d7"),
        Expected("schools.csv", 6, "id", "s2"),
        Expected("schools.csv", 7, "name", "Школа \"Мечта\""),
        Expected("statuses.csv", 2, "to", "2019-08-31"),
        Expected("statuses.csv", 4, "status", "best"),
        Expected("results.csv", 2, "grade", "девятый"),
        Expected("results.csv", 3, "successful", "81"),
        Expected("mentors.csv", 1, "comment", "comment"),
        Expected("constraints.csv", 3, "", "3"),
        Expected("partnerships.csv", 3, "mentee", "s9"),
        Expected("associations.csv", 2, "from", "01.09.2020"),
        Expected("memberships.csv", 3, "role", "head"),
        Expected("events.csv", 3, "date", "2020-10-32"),
        Expected("participations.csv", 3, "people", "99999999999999999999"),
        Expected("programmes.csv", 1, "from", ""),
        Expected("staff.csv", 2, "trained_effective_mode", "31"),
        Expected("measures.csv", 1, "", ""),
      ])
    #expect(Set(reading.faults.map(\.message)).count == 20)
    #expect(reading.network == nil)
  }

  @Test("no damage makes it fail", arguments: 0..<4 as Range<UInt64>) func survives(block: UInt64) throws {
    // Bytes that matter to some layer of the reader.
    let likely = Array("\",;\n\r-.09azЖ{}[]:\u{0}".utf8) + [0xFF, 0xC3, 0xED]
    for seed in block * 30..<block * 30 + 30 {
      var random = SeededGenerator(seed: seed)
      let folder = try TemporaryFolder()
      var isDamaged = false
      for (name, text) in FolderFixture.files.sorted(by: { $0.key < $1.key }) {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 0...2, using: &random) {
          let byte = likely[Int.random(in: 0..<likely.count, using: &random)]
          let position = Int.random(in: 0..<bytes.count, using: &random)
          switch Int.random(in: 0...2, using: &random) {
          case 0: bytes[position] = byte
          case 1: bytes.insert(byte, at: position)
          default: bytes.remove(at: position)
          }
          isDamaged = true
        }
        try folder.write(Data(bytes), to: name)
      }
      let reading = try NetworkFolder.read(path: folder.path)
      #expect((reading.network == nil) == !reading.faults.isEmpty, "seed \(seed)")
      #expect(reading.network?.violations() ?? [] == [], "seed \(seed)")
      #expect(reading.faults.allSatisfy { $0.row >= 1 }, "seed \(seed)")
      #expect(isDamaged || reading.faults.isEmpty, "seed \(seed)")
    }
  }
}
