import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct DescriptionFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let faults: [Expected]
    let expected: String?

    init(_ text: String, _ faults: [(Int, String, String)], expected: String? = nil) {
      testDescription = text
      self.text = text
      self.faults = faults.map { Expected("network.json", $0.0, $0.1, $0.2) }
      self.expected = expected
    }

    /// One line of the fixture replaced.
    init(line: Int, _ text: String, _ faults: [(String, String)], expected: String? = nil) {
      self.init(
        FolderFixture.file("network.json", line: line, text), faults.map { (line, $0.0, $0.1) }, expected: expected)
    }
  }

  /// A sound definition but for what is given.
  static func definition(
    _ more: String, from: String = "2020-01-01",
    rule: String = #"{"results": {"assessments": ["vpr"], "among": "all", "of": "enrolment"}}"#
  ) -> String {
    #"{"indicator": 9, "reading": "own", "version": "1", "from": "\#(from)", \#(more) "title": "т", "numerator": "ч", "#
      + #""denominator": "з", "rule": \#(rule)}"#
  }

  static let cases: [Case] = [
    Case("", [(1, "", "")], expected: "правильный JSON"),
    Case("[1]", [(1, "", "[…]")], expected: "объект «{…}»"),
    Case("{\"id\": \"a\",\n \"name\" 1}", [(2, "", "")], expected: "правильный JSON"),
    Case(line: 2, #"  "version": 2,"#, [("version", "2")], expected: "число 1"),
    Case(line: 2, #"  "version": "1","#, [("version", "1")]),
    Case(line: 2, #"  "version": 1.0,"#, [("version", "1.0")]),
    Case(
      line: 2, #"  "version": 1, "ID": true, "note": null,"#, [("ID", "ID"), ("note", "note")],
      expected: "один из ключей: version, id, name, asOf, subjects, targets, definitions"),
    Case(line: 3, #"  "id": "наш","#, [("id", "наш")]),
    Case(line: 3, #"  "id": 5,"#, [("id", "5")], expected: "строка в кавычках"),
    Case(line: 3, #"  "id": "a", "id": "b","#, [("id", "id")], expected: "каждый ключ один раз"),
    Case(line: 4, #"  "name": " ","#, [("name", " ")], expected: "непустой текст"),
    Case(line: 4, #"  "name": "а\u0000б","#, [("name", "а\u{0}б")], expected: "текст без управляющих символов"),
    Case(
      line: 5, #"  "asOf": "2020-13-01","#, [("asOf", "2020-13-01")],
      expected: "дата ГГГГ-ММ-ДД с 1900 по 2199 год"),
    Case(
      line: 7, #"    { "id": "math" }, {},"#,
      [("subjects[0].name", ""), ("subjects[1].id", ""), ("subjects[1].name", "")]),
    Case(line: 7, #"    { "id": "math", "name": false },"#, [("subjects[0].name", "false")]),
    Case(
      line: 7, #"    { "id": "math", "name": "М" }, 5, { "id": "м м", "name": "М", "x": 1 },"#,
      [("subjects[1]", "5"), ("subjects[2].x", "x"), ("subjects[2].id", "м м")]),
    Case(line: 7, #"    { "id": "math", "name": "М" }, { "id": "math", "name": "М" },"#, [("subjects[1].id", "math")]),
    Case(
      line: 11, #"    { "indicator": 10, "perMille": 1001, "date": "2021" }"#,
      [("targets[0].indicator", "10"), ("targets[0].perMille", "1001"), ("targets[0].date", "2021")]),
    Case(
      line: 11,
      #"    { "indicator": 1, "perMille": 1, "date": "2021-01-01" }, { "indicator": 1, "perMille": 1, "date": "2021-01-01" }"#,
      [("targets[1].indicator", "1")]),
    Case(
      line: 12, #"  ], "definitions": {}"#, [("definitions", "{…}")], expected: "список «[…]»"),
    Case(
      line: 12, #"  ], "definitions": [5, {"indicator": 9, "reading": "моё", "of": 1}]"#,
      [
        ("definitions[0]", "5"), ("definitions[1].of", "of"), ("definitions[1].reading", "моё"),
        ("definitions[1].version", ""), ("definitions[1].from", ""), ("definitions[1].title", ""),
        ("definitions[1].numerator", ""), ("definitions[1].denominator", ""), ("definitions[1].rule", ""),
      ]),
    Case(
      line: 12, #"  ], "definitions": [\#(definition("", rule: #"{"staff": {}, "schools": {}}"#))]"#,
      [("definitions[0].rule", "{…}")], expected: "объект с одним ключом: schools, staff или results"),
    Case(
      line: 12,
      #"  ], "definitions": [\#(definition("", rule: #"{"schools": {"property": "rich", "among": "some", "of": []}}"#))]"#,
      [
        ("definitions[0].rule.schools.property", "rich"), ("definitions[0].rule.schools.among", "some"),
        ("definitions[0].rule.schools.of", "[…]"),
      ]),
    Case(
      line: 12,
      #"  ], "definitions": [\#(definition("", rule: #"{"staff": {"groups": ["cook", "teacher", "teacher"], "course": 1, "among": ["risk", "НОР"]}}"#))]"#,
      [
        ("definitions[0].rule.staff.groups[0]", "cook"), ("definitions[0].rule.staff.groups[2]", "teacher"),
        ("definitions[0].rule.staff.course", "1"), ("definitions[0].rule.staff.among[1]", "НОР"),
      ]),
    Case(
      line: 12,
      #"  ], "definitions": [\#(definition(#""to": "2020-01-01","#)), \#(definition(#""to": "2021-02-30","#))]"#,
      [
        ("definitions[1].to", "2021-02-30"), ("definitions[1].reading", "9 own"), ("definitions[0].to", "2020-01-01"),
      ]),
    Case(
      line: 12,
      #"  ], "definitions": [\#(definition("")), \#(definition("", from: "2021-01-01"))]"#,
      [("definitions[1].from", "2021-01-01")],
      expected: "срок, который не пересекается с тем же чтением из строки 12"),
    Case(
      #"{"version": 1, "id": "a", "name": "А", "asOf": "2020-12-01", "subjects": {}, "targets": 5}"#,
      [(1, "subjects", "{…}"), (1, "targets", "5")], expected: "список «[…]»"),
    Case(
      "{\n}",
      [(1, "version", ""), (1, "id", ""), (1, "name", ""), (1, "asOf", ""), (1, "subjects", "")], expected: "число 1"),
  ]

  @Test(arguments: cases) func tells(_ c: Case) throws {
    let folder = try FolderFixture.folder(replacing: ["network.json": c.text])
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(reading.faults.map(Expected.init) == c.faults)
    if let expected = c.expected { #expect(reading.faults.first?.expected == expected) }
    #expect(reading.network == nil)
  }

  @Test func tooManySubjectsAreRefused() throws {
    for count in [200, 201] {
      let subjects = (0..<count).map { #"{"id": "s\#($0)", "name": "s"}"# }.joined(separator: ",")
      let folder = try FolderFixture.folder()
      try folder.write(
        #"{"version": 1, "id": "a", "name": "a", "asOf": "2020-01-01", "subjects": [\#(subjects)]}"#, to: "network.json"
      )
      let told = try NetworkFolder.read(path: folder.path).faults.filter { $0.column == "subjects" }
      #expect(told.map(\.value) == (count > 200 ? ["201"] : []))
    }
  }

  @Test func aHugeDescriptionIsRefused() throws {
    let folder = try FolderFixture.folder(replacing: ["network.json": String(repeating: " ", count: 17 << 20)])
    let reading = try NetworkFolder.read(path: folder.path)
    #expect(reading.faults.map(\.expected) == ["файл не больше 16 МБ"])
  }

  @Test func subjectsAndTargetsMayBeFew() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"subjects": [], "asOf": "2020-12-01", "name": "Сеть\u0020\uD83D\uDE00", "id": "a", "version": 1}"#,
      to: "network.json")
    try folder.write("id,name,neighbours,lat,lon\n", to: "districts.csv")
    try folder.write("id,number,name,short_name,kind,district,address,lat,lon,students\n", to: "schools.csv")
    #expect(try NetworkFolder.load(path: folder.path).name == "Сеть 😀")
  }
}
