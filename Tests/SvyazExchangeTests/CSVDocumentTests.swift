import SvyazExchange
import SvyazTestSupport
import Testing

@Suite struct CSVDocumentTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let header: [String]
    let rows: [[String]]
  }

  static let cases: [Case] = [
    Case(testDescription: "LF", text: "a,b\n1,2\n", header: ["a", "b"], rows: [["1", "2"]]),
    Case(testDescription: "no line end at the end", text: "a,b\n1,2", header: ["a", "b"], rows: [["1", "2"]]),
    Case(testDescription: "CRLF", text: "a,b\r\n1,2\r\n", header: ["a", "b"], rows: [["1", "2"]]),
    Case(testDescription: "CR", text: "a,b\r1,2\r", header: ["a", "b"], rows: [["1", "2"]]),
    Case(testDescription: "a mix", text: "a\r\n1\n2\r3", header: ["a"], rows: [["1"], ["2"], ["3"]]),
    Case(testDescription: "a byte order mark", text: "\u{FEFF}a,b\n1,2\n", header: ["a", "b"], rows: [["1", "2"]]),
    Case(
      testDescription: "a mark and quotes", text: "\u{FEFF}\"a\",b\n1,2\n", header: ["a", "b"], rows: [["1", "2"]]),
    Case(testDescription: "blank lines", text: "\n\na\n\n1\r\n\r\n2\n\n", header: ["a"], rows: [["1"], ["2"]]),
    Case(testDescription: "a header only", text: "a,b\n", header: ["a", "b"], rows: []),
    Case(testDescription: "empty cells", text: "a,b\n,\n", header: ["a", "b"], rows: [["", ""]]),
    Case(testDescription: "an empty cell in quotes", text: "a\n\"\"\n", header: ["a"], rows: [[""]]),
    Case(testDescription: "a comma at the end of the file", text: "a,b\n1,", header: ["a", "b"], rows: [["1", ""]]),
    Case(testDescription: "a comma inside", text: "a,b\n\"1,5\",2\n", header: ["a", "b"], rows: [["1,5", "2"]]),
    Case(testDescription: "quotes inside", text: "a\n\"\"\"Лидер\"\"\"\n", header: ["a"], rows: [["\"Лидер\""]]),
    Case(testDescription: "a quote alone", text: "a\n\"\"\"\"\n", header: ["a"], rows: [["\""]]),
    Case(
      testDescription: "a line break inside", text: "a,b\n\"1\n2\",\"3\r\n4\"\n", header: ["a", "b"],
      rows: [["1\n2", "3\r\n4"]]),
    Case(testDescription: "spaces are text", text: "a\n 1 \n", header: ["a"], rows: [[" 1 "]]),
  ]

  @Test(arguments: cases) func reads(_ c: Case) {
    let document = CSVDocument(bytes: Array(c.text.utf8), file: "t.csv")
    #expect(document.header == c.header)
    #expect(document.cells == c.rows)
    #expect(document.faults == [])
  }

  struct BadCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let row: Int
    let column: String
    let value: String
    let expected: String

    init(_ name: String, _ text: String, row: Int, _ column: String, _ value: String, _ expected: String) {
      self.init(name, bytes: Array(text.utf8), row: row, column, value, expected)
    }

    init(_ name: String, bytes: [UInt8], row: Int, _ column: String, _ value: String, _ expected: String) {
      testDescription = name
      self.bytes = bytes
      self.row = row
      self.column = column
      self.value = value
      self.expected = expected
    }
  }

  static let badCases: [BadCase] = [
    BadCase("an open quote", "a,b\n1,2\n3,\"4\n5,6\n", row: 3, "b", "4\n5,6\n", "закрывающая кавычка"),
    BadCase("an open quote in a short row", "a,b\n\"1\n", row: 2, "a", "1\n", "закрывающая кавычка"),
    BadCase("an open quote in the header", "a,\"b\n1,2\n", row: 1, "2", "b\n1,2\n", "закрывающая кавычка"),
    BadCase("text after a quote", "a,b\n1,\"2\"x\n", row: 2, "b", "\"2\"x", "запятая или конец строки после кавычки"),
    BadCase(
      "a space after a quote", "a,b\n\"1\" ,2\n", row: 2, "a", "\"1\" ", "запятая или конец строки после кавычки"),
    BadCase("a stray quote", "a,b\n1\"1,2\n", row: 2, "a", "1\"1", "кавычки вокруг всей ячейки, внутри удвоенные"),
    BadCase("too few cells", "a,b\n1,2\n\n3\n", row: 4, "", "1", "ячеек: 2"),
    BadCase("too many cells", "a,b\n1,2,3\n", row: 2, "", "3", "ячеек: 2"),
    BadCase("no bytes", "", row: 1, "", "", "строка заголовка"),
    BadCase("a mark alone", "\u{FEFF}", row: 1, "", "", "строка заголовка"),
    BadCase("line ends alone", "\n\r\n", row: 1, "", "", "строка заголовка"),
    BadCase("a column twice", "a,b,a\n1,2,3\n", row: 1, "a", "a", "каждый столбец один раз"),
    BadCase("NUL", "a,b\n1,\u{0}2\n", row: 2, "b", "\u{0}2", "текст без управляющих символов"),
    BadCase("NUL in quotes", "a,b\n1,\"\u{0}\"\n", row: 2, "b", "\u{0}", "текст без управляющих символов"),
    BadCase("NUL in the header", "a,\u{0}\n", row: 1, "2", "\u{0}", "текст без управляющих символов"),
    BadCase("UTF-16", bytes: [0xFF, 0xFE, 0x61, 0], row: 1, "", "", "кодировка UTF-8"),
    BadCase("UTF-16, the other end first", bytes: [0xFE, 0xFF, 0, 0x61], row: 1, "", "", "кодировка UTF-8"),
    BadCase(
      "Windows-1251", bytes: [0x61, 0x0A, 0xCB, 0xE8, 0xF6], row: 2, "a", "\u{FFFD}\u{FFFD}\u{FFFD}",
      "текст в кодировке UTF-8"),
    BadCase(
      "Windows-1251 in quotes", bytes: [0x61, 0x0A, 0x22, 0xCB, 0x22], row: 2, "a", "\u{FFFD}",
      "текст в кодировке UTF-8"),
    BadCase(
      "a long cell", bytes: Array("a\n".utf8) + Array(repeating: 0x80, count: 10_000), row: 2, "a",
      String(repeating: "\u{FFFD}", count: 80) + "…", "текст в кодировке UTF-8"),
    BadCase("commas alone", String(repeating: ",", count: 5000), row: 1, "", "5001", "столбцов не больше 1000"),
  ]

  @Test(arguments: badCases) func tells(_ c: BadCase) throws {
    let document = CSVDocument(bytes: c.bytes, file: "t.csv")
    let fault = try #require(document.faults.first)
    #expect(document.faults.count == 1)
    #expect(fault.file == "t.csv")
    #expect(fault.row == c.row)
    #expect(fault.column == c.column)
    #expect(fault.value == c.value)
    #expect(fault.expected == c.expected)
    #expect(fault.message.hasPrefix("t.csv, строка \(c.row)"))
    #expect(fault.message.hasSuffix("."))
  }

  @Test func readsByNameAndNumbersRows() {
    let document = CSVDocument(bytes: Array("id,name\n\nx,Имя\nbroken\ny,Ещё\n".utf8), file: "t.csv")
    #expect(document.rowCount == 2)
    #expect(document.rowNumber(0) == 3)
    #expect(document.rowNumber(1) == 5)
    #expect(document.cell(1, "name") == "Ещё")
    #expect(document.cell(1, "nothing") == nil)
    #expect(document.faults.map(\.row) == [4])
  }

  @Test func readsItsOwnExample() {
    let document = CSVDocument(bytes: Array("id,name\nsh-1,\"Школа «Дубрава»\"\n".utf8), file: "schools.csv")
    #expect(document.cell(0, "name") == "Школа «Дубрава»")
  }

  @Test func countsFaultsThatItDoesNotTell() {
    let text = "a,b\n" + String(repeating: "1\n", count: 20_000)
    #expect(CSVDocument(bytes: Array(text.utf8), file: "t.csv").faults.count == 10_000)
  }

  @Test func writesAsPromised() {
    var writer = CSVWriter(header: ["id", "name"])
    writer.append(row: ["sh-1", "Школа, «Дубрава»"])
    writer.append(row: [" ", "\"a\"\n"])
    writer.append(row: ["", ""])
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == "id,name\nsh-1,\"Школа, «Дубрава»\"\n\" \",\"\"\"a\"\"\n\"\n,\n")
  }

  @Test("what is written is read back", arguments: 0..<4 as Range<UInt64>) func roundTrips(block: UInt64) {
    let alphabet = [
      "a", "Ж", "ё", "\"", "\"\"", ",", ";", "\n", "\r\n", "\r", " ", "\t", "👩‍🏫", "é", "e\u{301}", "\u{FEFF}", "«", "0",
    ]
    for seed in block * 50..<block * 50 + 50 {
      var random = SeededGenerator(seed: seed)
      let width = Int.random(in: 1...5, using: &random)
      func cell(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        }
        .joined()
      }
      let header = (0..<width).map { "\(cell(&random))-\($0)" }
      let rows = (0..<Int.random(in: 0...8, using: &random)).map { _ in (0..<width).map { _ in cell(&random) } }
      var writer = CSVWriter(header: header)
      for row in rows { writer.append(row: row) }
      let document = CSVDocument(bytes: writer.bytes, file: "t.csv")
      #expect(document.faults == [], "seed \(seed)")
      #expect(document.header.map { Array($0.utf8) } == header.map { Array($0.utf8) }, "seed \(seed)")
      #expect(
        document.cells.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } }, "seed \(seed)")
    }
  }

  @Test("no bytes make it fail", arguments: 0..<4 as Range<UInt64>) func survives(block: UInt64) {
    let likely: [UInt8] = [0x22, 0x22, 0x2C, 0x2C, 0x0A, 0x0D, 0x61, 0xD0, 0x96, 0xEF, 0xBB, 0xBF, 0xF4, 0xED, 0x00]
    for seed in block * 500..<block * 500 + 500 {
      var random = SeededGenerator(seed: seed)
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ -> UInt8 in
        Bool.random(using: &random)
          ? likely[Int.random(in: 0..<likely.count, using: &random)] : UInt8.random(in: 0...255, using: &random)
      }
      let document = CSVDocument(bytes: bytes, file: "t.csv")
      #expect(document.faults.allSatisfy { $0.row >= 1 && !$0.expected.isEmpty }, "seed \(seed)")
      #expect(document.cells.allSatisfy { $0.count == document.header.count }, "seed \(seed)")
      // Our check of UTF-8 agrees with the standard library: a document without faults holds no repaired text.
      if document.faults.isEmpty {
        #expect(String(validating: bytes, as: UTF8.self) != nil, "seed \(seed)")
      }
    }
  }
}

extension CSVDocument {
  var cells: [[String]] { (0..<rowCount).map { row in header.indices.map { cell(row, $0) } } }
}
