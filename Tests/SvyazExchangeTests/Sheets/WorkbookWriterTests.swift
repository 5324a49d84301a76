import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct WorkbookWriterTests {
  @Test("sheets come back as they were", arguments: 0..<4) func roundTrip(block: UInt64) throws {
    for seed in block * 50..<block * 50 + 50 {
      var generator = SeededGenerator(seed: seed)
      let sheets = (0...Int.random(in: 0...2, using: &generator)).map {
        RandomSheet.sheet(name: "Лист \($0)", using: &generator)
      }
      let bytes = try MarkedCopy.write(sheets: sheets, faults: [])
      let read = try Workbook.read(bytes: bytes, file: "x")
      #expect(read.map(\.name) == sheets.map(\.name) && read.map(\.merged) == sheets.map(\.merged), "seed \(seed)")
      for (row, original) in zip(read.flatMap(\.rows), sheets.flatMap(\.rows)) where row != original {
        Issue.record("seed \(seed): \(original), read as \(row)")
      }
      #expect(read.map(\.rows.count) == sheets.map(\.rows.count), "seed \(seed)")
    }
  }

  @Test func equalContentsHaveEqualBytes() throws {
    var generator = SeededGenerator(seed: 5)
    let sheets = [RandomSheet.sheet(name: "а", using: &generator)]
    let first = try MarkedCopy.write(sheets: sheets, faults: [])
    #expect(try MarkedCopy.write(sheets: sheets, faults: []) == first)
  }

  /// Writes the tables of a network and collects the texts of the contract beside.
  struct Export: NetworkRowVisitor {
    let network: Network
    let writer: WorkbookWriter
    var expected: [(name: String, rows: [[String]])] = []

    mutating func visit<Row: NetworkRow>(_ type: Row.Type) throws {
      var sheet = try writer.addSheet(named: Row.table.rawValue, header: Row.table.columns)
      var texts = [Row.table.columns]
      for row in Row.rows(of: network) {
        row.write(to: &sheet)
        try sheet.endRow()
        texts.append(TextCells(row).cells)
      }
      expected.append((Row.table.rawValue, texts))
    }
  }

  @Test("rows of a network keep every value", arguments: 0..<6) func writesNetworkRows(seed: UInt64) throws {
    let network = RandomNetwork.make(seed: seed)
    let writer = try WorkbookWriter()
    var export = Export(network: network, writer: writer)
    try Network.visitTables(&export)
    let sheets = try Workbook.read(bytes: writer.finish(), file: "x")
    #expect(sheets.map(\.name) == export.expected.map(\.name))
    for (sheet, expected) in zip(sheets, export.expected) {
      #expect(sheet.rows.count == expected.rows.count)
      for (row, texts) in zip(sheet.rows, expected.rows) {
        for (column, text) in texts.enumerated() {
          #expect(Self.same(row[column], text), "\(sheet.name) \(row.number) \(column): \(row[column]), \(text)")
        }
      }
    }
  }

  /// Whether a cell says what a text of the contract says.
  static func same(_ cell: SheetCell, _ text: String) -> Bool {
    switch cell {
    case .empty: text.isEmpty
    case .text(let own): own == text
    case .number(let number): Double(text) == number
    case .day(let day): day.description == text
    case .boolean, .error: false
    }
  }

  @Test func decimalsThatNeedSeventeenDigitsAreNotRounded() throws {
    let writer = try WorkbookWriter()
    let sheet = try writer.addSheet(named: "а")
    let values = [0.1 + 0.2, 53.19506123456789, 1.0 / 3, 100, 0x1p-1074, .greatestFiniteMagnitude]
    for value in values { sheet.append(decimal: value) }
    sheet.append(integer: .max)
    sheet.append(integer: 1 << 53)
    try sheet.endRow()
    let row = try #require(try Workbook.read(bytes: writer.finish(), file: "x").first?.rows.first)
    for (cell, value) in zip(row.cells, values) {
      switch cell {
      case .number(let number): #expect(number == value)
      case .text(let text): #expect(Double(text) == value)
      default: Issue.record("\(cell)")
      }
    }
    #expect(row[0] == .text("0.30000000000000004") && row[3] == .number(100))
    #expect(row[6] == .text("9223372036854775807") && row[7] == .number(9_007_199_254_740_992))
  }

  @Test func whatAWorksheetCannotHoldIsRefused() throws {
    let writer = try WorkbookWriter()
    let sheet = try writer.addSheet(named: "а")
    sheet.append(text: String(repeating: "я", count: 32_767))
    try sheet.endRow()
    sheet.append(text: "")
    sheet.append(text: String(repeating: "я", count: 32_768))
    let place = CellPlace(file: "а", sheet: "а", row: 2, column: 1)
    #expect(throws: WorkbookWriteError.textTooLong(place: place, length: 32_768)) { try sheet.endRow() }
    #expect(throws: WorkbookWriteError.self) { try writer.finish() }

    let other = try WorkbookWriter().addSheet(named: "а")
    other.append(decimal: .infinity)
    #expect(throws: WorkbookWriteError.notANumber(place: CellPlace(file: "а", sheet: "а", row: 1, column: 0))) {
      try other.endRow()
    }
    let wide = try WorkbookWriter().addSheet(named: "а")
    for column in 0...16_384 { wide.append(integer: column) }
    #expect(throws: WorkbookWriteError.sheetFull(place: CellPlace(file: "а", sheet: "а", row: 1, column: 16_384))) {
      try wide.endRow()
    }
  }

  @Test func aFinishedWorkbookTakesNothingMore() throws {
    let writer = try WorkbookWriter()
    let sheet = try writer.addSheet(named: "а")
    _ = try writer.finish()
    sheet.append(text: "б")
    #expect(throws: WorkbookWriteError.self) { try sheet.endRow() }
    #expect(throws: WorkbookWriteError.self) { try writer.finish() }
    #expect(throws: WorkbookWriteError.self) { try writer.addSheet(named: "в") }
  }

  @Test func namesOfSheetsAreMadeFit() throws {
    let writer = try WorkbookWriter()
    let long = String(repeating: "ж", count: 40)
    for name in ["а/б:[в]", "", "'кавычки'", long, long, "А", "а", "😀" + long] {
      let sheet = try writer.addSheet(named: name)
      sheet.append(text: name)
      try sheet.endRow()
    }
    let names = try Workbook.read(bytes: writer.finish(), file: "x").map(\.name)
    #expect(names.count == Set(names.map { $0.lowercased() }).count && names.allSatisfy { $0.utf16.count <= 31 })
    #expect(names.prefix(3) == ["а б  в", "Лист", "кавычки"])
    #expect(names[4] == String(repeating: "ж", count: 24) + " (2)" && names[6] == "а (2)")
  }

  @Test func aWorkbookWithoutSheetsHasAnEmptyOne() throws {
    let sheets = try Workbook.read(bytes: try WorkbookWriter().finish(), file: "x")
    #expect(sheets == [Sheet(name: "Лист1")])
  }

  @Test func csvForPeopleIsGuarded() {
    var csv = SpreadsheetCSV(header: ["Школа", "Доля"])
    for text in ["=1+1", "+7", "-", "@a", "\tb", "\rc", "＝1", "а;б", "\"в\"", "", "'д"] { csv.append(text: text) }
    csv.append(decimal: -1.5)
    csv.append(integer: -3)
    csv.append(day: Day(iso: "2020-09-01"))
    csv.append(decimal: nil)
    csv.endRow()
    let expected =
      "\u{FEFF}Школа;Доля\r\n'=1+1;'+7;'-;'@a;\"'\tb\";\"'\rc\";'＝1;\"а;б\";\"\"\"в\"\"\";;'д;-1,5;-3;01.09.2020;\r\n"
    #expect(String(decoding: csv.bytes, as: UTF8.self).utf8.elementsEqual(expected.utf8))
  }
}
