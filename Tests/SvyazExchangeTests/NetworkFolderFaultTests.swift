import Foundation
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct NetworkFolderFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let changes: [String: String?]
    let faults: [Expected]
    /// What the first fault expects.
    let expected: String?

    init(_ name: String, _ changes: [String: String?], _ faults: [Expected], expected: String? = nil) {
      testDescription = name
      self.changes = changes
      self.faults = faults
      self.expected = expected
    }

    /// One line of one file replaced.
    init(_ file: String, _ line: Int, _ text: String, _ faults: [(String, String)], expected: String? = nil) {
      self.init(
        "\(file):\(line) \(text)", [file: FolderFixture.file(file, line: line, text)],
        faults.map { Expected(file, line, $0.0, $0.1) }, expected: expected)
    }
  }

  static let cellCases: [Case] = [
    Case("districts.csv", 4, "d3,,d2,,", [("name", "")], expected: "непустой текст"),
    Case("districts.csv", 4, "d3,Третий,d2,91,50", [("lat", "91")], expected: "десятичное число с точкой от -90 до 90"),
    Case("districts.csv", 4, "d3,Третий,d2,nan,1e2", [("lat", "nan"), ("lon", "1e2")]),
    Case("districts.csv", 4, "d3,Третий,d2,\"53,2\",-180.01", [("lat", "53,2"), ("lon", "-180.01")]),
    Case("districts.csv", 4, "d3,Третий,d2,53.,.5", [("lat", "53."), ("lon", ".5")]),
    Case("districts.csv", 4, "d3,Третий,d2,0x1,inf", [("lat", "0x1"), ("lon", "inf")]),
    Case("districts.csv", 4, "d3,Третий,d2,53.1,", [("lon", "")]),
    Case(
      "districts.csv", 4, "d3,Третий,d2,,50", [("lat", "")],
      expected: "число: «lon» задан, а координаты нужны обе или ни одной"),
    Case("districts.csv", 4, "d3,Третий,d2;d2,,", [("neighbours", "d2")], expected: "каждый id один раз"),
    Case("districts.csv", 4, "d3,Третий,d2;,,", [("neighbours", "")]),
    Case(
      "districts.csv", 4, "d3,Третий,d2; d1,,", [("neighbours", " d1")],
      expected: "id из districts.csv, через «;» без пробелов"),
    Case("districts.csv", 4, "d3,Третий,d2;d3,,", [("neighbours", "d3")], expected: "другой район"),
    Case("districts.csv", 4, "d3,Третий,d2;d9,,", [("neighbours", "d9")], expected: "id из districts.csv"),
    Case("districts.csv", 4, "d3,Третий,d2;d1,,", [("neighbours", "d1")], expected: "взаимное соседство"),
    Case("schools.csv", 5, "s4,0,Школа 4,,школа,d3,,,,20", [("number", "0")]),
    Case("schools.csv", 5, "s4,1a,Школа 4,,школа,d3,,,,1.5", [("number", "1a"), ("students", "1.5")]),
    Case("schools.csv", 5, "s4,+1,Школа 4,,школа,d3,,,,0", [("number", "+1"), ("students", "0")]),
    Case(
      "schools.csv", 5, "s4,1,Школа 4,,школа,d3,,,,-", [("students", "-")],
      expected: "целое число не меньше 1 и не больше миллиарда"),
    Case("schools.csv", 5, "s4,1,Школа 4,,школа,d3,,,,99999999999999999999", [("students", "99999999999999999999")]),
    Case("schools.csv", 5, "s4,1,Школа 4,,школа,d3,,,,9223372036854775807", [("students", "9223372036854775807")]),
    Case("schools.csv", 5, "s4,1,\"  \n\",,школа,d9,,,,20", [("name", "  \n"), ("district", "d9")]),
    Case("schools.csv", 5, "s4,1,Школа 4,,школа,д3,,,,20", [("district", "д3")], expected: "id из districts.csv"),
    Case(
      "statuses.csv", 4, "s2,High_result,2020-01-01,,", [("status", "High_result")],
      expected: "одно из: low_result, adverse, high_result, project_site, risk"),
    Case(
      "statuses.csv", 4, "s2,high_result,2020-02-30,,", [("from", "2020-02-30")],
      expected: "дата ГГГГ-ММ-ДД с 1900 по 2199 год"),
    Case("statuses.csv", 4, "s2,high_result,,01.01.2020,", [("from", ""), ("to", "01.01.2020")]),
    Case(
      "statuses.csv", 4, "s2,high_result,2020-01-01,2020-01-01,", [("to", "2020-01-01")],
      expected: "дата позже 2020-01-01"),
    Case(
      "statuses.csv", 4, "s1,low_result,2019-12-01,2020-01-01,", [("from", "2019-12-01")],
      expected: "период, который не пересекается со строкой 2"),
    Case("statuses.csv", 4, "s9,high_result,2020-01-01,,", [("school", "s9")], expected: "id из schools.csv"),
    Case("statuses.csv", 4, ",high_result,2020-01-01,,", [("school", "")], expected: "id из schools.csv"),
    Case("results.csv", 3, "s2,math,oge,13,1899,80,75", [("grade", "13"), ("year", "1899")]),
    Case("results.csv", 3, "s2,math,ОГЭ,9,2020,80,75", [("assessment", "ОГЭ")], expected: "одно из: vpr, oge, ege"),
    Case(
      "results.csv", 3, "s2,math,oge,9,2020,80,81", [("successful", "81")],
      expected: "целое число не больше participants: 80"),
    Case("results.csv", 3, "s2,math,oge,9,2020,x,81", [("participants", "x")]),
    Case("results.csv", 3, "s2,history,oge,9,2020,80,-1", [("subject", "history"), ("successful", "-1")]),
    Case(
      "results.csv", 3, "s1,math,oge,9,2020,80,75", [("school", "s1")],
      expected: "каждый ключ (school, subject, assessment, grade, year) один раз"),
    Case(
      "mentors.csv", 3, "s2,math,", [("capacity", "")],
      expected: "целое число не меньше 0 и не больше миллиарда"),
    Case("mentors.csv", 3, "s2,,1", [("school", "s2")]),
    Case("constraints.csv", 3, "deny,s1,s4,", [("rule", "deny")], expected: "одно из: pin, ban"),
    Case("constraints.csv", 3, "pin,s1,s2,math", [("mentee", "s1")]),
    Case(
      "partnerships.csv", 3, "p2,s1,s1,,completed,2019-01-01,2018-01-01,", [("mentee", "s1"), ("to", "2018-01-01")]),
    Case(
      "partnerships.csv", 3, "p1,s4,s1,,completed,2019-01-01,,", [("id", "p1")],
      expected: "каждый ключ (id) один раз"),
    Case("partnerships.csv", 3, "p2,,s1,,ended,2019-01-01,,", [("mentor", ""), ("status", "ended")]),
    Case("associations.csv", 2, "a1,ММО,,,s2,2020-09-01,", [("subject", "")]),
    Case(
      "associations.csv", 2, "a1,,math,,,2020-09-01,2020-01-01", [("name", ""), ("base", ""), ("to", "2020-01-01")]),
    Case(
      "memberships.csv", 3, "a1,s1,boss,2020-11-01,", [("role", "boss")],
      expected: "одно из: leader, project_site, high_result, low_result, member"),
    Case("memberships.csv", 3, "a2,s1,member,2020-10-01,", [("association", "a2")], expected: "id из associations.csv"),
    Case("memberships.csv", 3, "a1,s1,member,2020-10-01,", [("from", "2020-10-01")]),
    Case("memberships.csv", 3, "a1,s1,member,2020-10-01,х", [("from", "2020-10-01"), ("to", "х")]),
    Case("events.csv", 3, "e2,lesson,Уроки,2020-10-15,,,,p1,", [("kind", "lesson"), ("organiser", "")]),
    Case(
      "events.csv", 3, "e2,lesson_visit,,2020-1-15,,s9,a9,p9,ЦРО",
      [("title", ""), ("date", "2020-1-15"), ("host", "s9"), ("association", "a9"), ("partnership", "p9")]),
    Case("participations.csv", 3, "e9,s2,guest,-5", [("event", "e9"), ("role", "guest"), ("people", "-5")]),
    Case(
      "programmes.csv", 2, "s1,quality,,2020-09-01,2020-09-01",
      [("kind", "quality"), ("developed", ""), ("to", "2020-09-01")]),
    Case(
      "staff.csv", 2, "s1,2020,teacher,30,31,30,1000000001",
      [("trained_method_service", "31"), ("trained_quality", "1000000001")], expected: "целое число не больше total: 30"
    ),
    Case("staff.csv", 2, "s1,2020,guard,x,31,30,0", [("group", "guard"), ("total", "x")]),
    Case(
      "measures.csv", 2, "0,,,2020-09-02,2020-09-01,,,-,",
      [
        ("number", "0"), ("section", ""), ("title", ""), ("due_to", "2020-09-01"), ("responsible", ""),
        ("expected", ""), ("done_on", "-"),
      ]),
    Case(
      "measures.csv", 2, "1,Раздел,Мероприятие,2020-09-02,2020-09-01,ЦРО,Отчёт,,", [("due_to", "2020-09-01")],
      expected: "дата не раньше 2020-09-02"),
  ]

  static let fileCases: [Case] = [
    Case(
      "no schools", ["schools.csv": String?.none], [Expected("schools.csv", 1, "", "")],
      expected: "файл schools.csv в папке сети"),
    Case("an empty file", ["districts.csv": ""], [Expected("districts.csv", 1, "", "")], expected: "строка заголовка"),
    Case("no description", ["network.json": String?.none], [Expected("network.json", 1, "", "")]),
    Case(
      "a column missing", ["mentors.csv": "school,capacity\ns2,1\n"], [Expected("mentors.csv", 1, "subject", "")],
      expected: "столбец «subject»"),
    Case(
      "a column missing, other cells looked at",
      ["staff.csv": "school,year,group,total,trained_quality\ns9,x,boss,5,6\n"],
      [
        Expected("staff.csv", 1, "trained_method_service", ""), Expected("staff.csv", 1, "trained_effective_mode", ""),
        Expected("staff.csv", 2, "school", "s9"), Expected("staff.csv", 2, "year", "x"),
        Expected("staff.csv", 2, "group", "boss"), Expected("staff.csv", 2, "trained_quality", "6"),
      ]),
    Case(
      "an unknown column", ["mentors.csv": "school,subject,capacity,note,note\ns2,,1,,\n"],
      [Expected("mentors.csv", 1, "note", "note"), Expected("mentors.csv", 1, "note", "note")]),
    Case(
      "the key column missing: references are not blamed",
      ["districts.csv": "name,neighbours,lat,lon\nПервый,d9,,\n"], [Expected("districts.csv", 1, "id", "")]),
    Case(
      "semicolons", ["schools.csv": "id;number;name\ns1;1;Школа\n"],
      [Expected("schools.csv", 1, "", "id;number;name")]),
    Case(
      "an open quote swallows the rest", ["schools.csv": FolderFixture.file("schools.csv", line: 3, "\"s2,2,Школа")],
      [Expected("schools.csv", 3, "id", "s2,2,Школа\ns3,,Школа 3,Ш3,,,,,,\ns4,1,Школа 4,,школа,d3,,,,20")]),
    Case(
      "a row cut short is known to others", ["schools.csv": FolderFixture.file("schools.csv", line: 3, "s2,2,Школа")],
      [Expected("schools.csv", 3, "", "3")], expected: "ячеек: 10"),
    Case(
      "a cut row without an id", ["schools.csv": FolderFixture.file("schools.csv", line: 3, "Школа")],
      [Expected("schools.csv", 3, "", "1")]),
    Case(
      "a bad id is not blamed twice", ["schools.csv": FolderFixture.file("schools.csv", line: 3, "s2 ,2,Школа,,,,,,,")],
      [Expected("schools.csv", 3, "id", "s2 ")], expected: "id: \(slug)"),
    Case(
      "a key that is bad, the rest looked at",
      ["statuses.csv": FolderFixture.file("statuses.csv", line: 4, "s9,high,2020-01-01,2019-01-01,")],
      [
        Expected("statuses.csv", 4, "school", "s9"), Expected("statuses.csv", 4, "status", "high"),
        Expected("statuses.csv", 4, "to", "2019-01-01"),
      ]),
    Case(
      "a school twice, the first with a bad cell",
      [
        "schools.csv": "id,number,name,short_name,kind,district,address,lat,lon,students\ns1,x,Ш,,,,,,,\n"
          + "s2,,Ш,,,,,,,\ns4,,Ш,,,,,,,\ns1,,Ш,,,,,,,\ns1,,Ш,,,,,,,\n"
      ],
      [
        Expected("schools.csv", 2, "number", "x"), Expected("schools.csv", 5, "id", "s1"),
        Expected("schools.csv", 6, "id", "s1"),
      ]),
    Case(
      "a bad list of neighbours is not blamed for what it lacks",
      ["districts.csv": FolderFixture.file("districts.csv", line: 3, "d2,Второй,д1;d3,,")],
      [Expected("districts.csv", 3, "neighbours", "д1")]),
    Case(
      "bad districts and their neighbours",
      ["districts.csv": "id,name,neighbours,lat,lon\nd1,А,d2,,\nd2,Б,d1,,\nд3,В,д3;d9;d1,,\n"],
      [
        Expected("districts.csv", 4, "id", "д3"), Expected("districts.csv", 4, "neighbours", "д3"),
        Expected("districts.csv", 4, "neighbours", "d9"), Expected("schools.csv", 5, "district", "d3"),
      ]),
    Case(
      "blank lines count", ["mentors.csv": "school,subject,capacity\n\n\ns2,,x\n"],
      [Expected("mentors.csv", 4, "capacity", "x")]),
    Case(
      "stray quotes and control characters",
      ["mentors.csv": "school,subject,capacity\ns\"2,,1\ns2,\u{1},1\ns2,\"math\"x,1\n"],
      [
        Expected("mentors.csv", 2, "school", "s\"2"), Expected("mentors.csv", 3, "subject", "\u{1}"),
        Expected("mentors.csv", 4, "subject", "\"math\"x"),
      ]),
  ]

  @Test(arguments: cellCases + fileCases) func tells(_ c: Case) throws {
    let folder = try FolderFixture.folder(replacing: c.changes)
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(reading.faults.map(Expected.init) == c.faults)
    #expect(reading.network == nil)
    if let expected = c.expected { #expect(reading.faults.first?.expected == expected) }
    for fault in reading.faults {
      #expect(fault.message.hasPrefix("\(fault.file), строка \(fault.row)"))
      #expect(fault.message.hasSuffix("."))
      #expect(!fault.expected.isEmpty)
    }
    #expect(throws: NetworkFolderError.faults(reading.faults)) { try NetworkFolder.load(path: folder.path) }
  }

  static let slug = "от 1 до 64 латинских букв, цифр и знаков «.», «_», «-», первой буква или цифра"

  @Test func theFixtureIsSound() throws {
    let folder = try FolderFixture.folder()
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(reading.faults == [])
    #expect(reading.network?.schools.count == 4)
    #expect(reading.network?.staff.first?.trainedEffectiveMode == 30)
  }

  @Test func requiredFilesAreEnough() throws {
    let optional = FolderFixture.files.keys.filter { !["network.json", "districts.csv", "schools.csv"].contains($0) }
    let folder = try FolderFixture.folder(
      replacing: Dictionary(uniqueKeysWithValues: optional.map { ($0, String?.none) }))
    #expect(try NetworkFolder.load(path: folder.path).schools.count == 4)
  }

  @Test func anEmptyFolderLacksThreeFiles() throws {
    let folder = try TemporaryFolder()
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(reading.faults.map(\.file) == ["network.json", "districts.csv", "schools.csv"])
  }

  @Test func otherTablesAreNoticed() throws {
    let folder = try FolderFixture.folder(replacing: ["notes.csv": "a,b", "Schools.csv": "", "README.md": "x"])
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(reading.network != nil)
    #expect(reading.notices.map(\.file) == ["Schools.csv", "notes.csv"])
    #expect(reading.notices.map(\.message).last == "Файл не прочитан, в сети нет такой таблицы: notes.csv.")
  }

  @Test func badBytesNameTheirCell() throws {
    let folder = try FolderFixture.folder()
    // «Школа» in Windows-1251.
    let name: [UInt8] = [0xD8, 0xEA, 0xEE, 0xEB, 0xE0]
    let text = FolderFixture.file("schools.csv", line: 3, "s2,2,@,,лицей,d2,,,,900")
    try folder.write(Data(text.utf8.flatMap { $0 == UInt8(ascii: "@") ? name : [$0] }), to: "schools.csv")
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(
      reading.faults.map(Expected.init) == [
        Expected("schools.csv", 3, "name", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}")
      ])
    #expect(reading.faults.first?.expected == "текст в кодировке UTF-8")
  }

  @Test func manyFaultsAreCounted() throws {
    let rows = (0..<12_000).map { "x\($0),s1,guest,1" }.joined(separator: "\n")
    let folder = try FolderFixture.folder(replacing: ["participations.csv": "event,school,role,people\n" + rows])
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(reading.faults.count == 10_000)
    #expect(
      reading.notices.map(\.message) == [
        "participations.csv: показаны первые ошибки: 10000, всего их не меньше 22000."
      ])
  }

  @Test func messagesAreWholeSentences() throws {
    let folder = try FolderFixture.folder(replacing: [
      "schools.csv": FolderFixture.file("schools.csv", adding: "", "s1,1,Школа 4,,школа,d3,,53.1,,много"),
      "statuses.csv": FolderFixture.file("statuses.csv", line: 4, "s2,high_result,2020-01-01,2019-01-01,"),
    ])
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(
      reading.faults.map(\.message) == [
        "schools.csv, строка 7, столбец «id»: «s1» повторяет ключ (id), впервые он в строке 2.",
        "schools.csv, строка 7, столбец «lon»: пусто, а нужно: число: «lat» задан, а координаты нужны обе или ни одной.",
        "schools.csv, строка 7, столбец «students»: значение «много», а нужно: целое число не меньше 1 и не больше миллиарда.",
        "statuses.csv, строка 4, столбец «to»: период кончается 2019-01-01, а начинается 2020-01-01: нужна дата позже.",
      ])
  }
}
