import Foundation
import SvyazExchange
import SvyazGraph
import Testing

/// Workbooks of several writers and of none, made by Fixtures/make_fixtures.py.
@Suite struct WorkbookTests {
  static func bytes(of name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  static func sheets(of name: String) throws -> [Sheet] { try Workbook.read(bytes: bytes(of: name), file: "x/" + name) }

  static func day(_ text: String) throws -> SheetCell { .day(try #require(Day(iso: text))) }

  @Test func readsWhatOpenpyxlWrites() throws {
    let sheets = try Self.sheets(of: "openpyxl.xlsx")
    #expect(sheets.map(\.name) == ["Результаты", "Скрытый"], "the sheet of a chart is no table, a hidden one is")
    let sheet = try #require(sheets.first)
    #expect(sheet.rows.map(\.number) == [1, 2, 3, 5, 7])
    #expect(sheet.rows[0].cells == ["Школа", "Дата", "Доля", "Верно", "Ошибка", "Формула"].map(SheetCell.text))
    // The formula was never calculated, so nothing stands in its cell.
    #expect(
      sheet.rows[1].cells == [
        .text("МБОУ Школа № 12"), try Self.day("2020-09-01"), .number(52.5), .boolean(true), .error("#N/A"),
      ])
    #expect(sheet.rows[2].cells == [.empty, try Self.day("1900-01-01"), .number(-3), .boolean(false)])
    #expect(
      sheet.rows[3].cells == [
        .text("Лицей «Созвездие» № 131"), .empty, try Self.day("2000-01-01"), .number(36526), .number(0.5),
      ])
    #expect(sheet.merged == [CellRange(rows: 7...8, columns: 0...2)])
    #expect(sheets[1].rows == [SheetRow(number: 2, cells: [.empty, .text("тут")])])
  }

  @Test func readsDaysFrom1904AndSavedValuesOfFormulas() throws {
    let sheet = try #require(try Self.sheets(of: "xlsxwriter-1904.xlsx").first)
    let cells: [SheetCell] = [
      try Self.day("2020-09-01"), try Self.day("1904-01-02"), .number(2), .text("аб"), .text("_x0041_ и \r конец"),
      .text("=2+2"),
    ]
    #expect(sheet.rows.map { $0[0] } == cells)
  }

  @Test func readsPrefixedNamesAndCellsWithoutPlaces() throws {
    let sheet = try #require(try Self.sheets(of: "prefixed.xlsx").first)
    #expect(
      sheet.rows == [
        SheetRow(number: 1, cells: [.number(1), .boolean(true)]),
        SheetRow(number: 2, cells: [.empty, .empty, .empty, .number(1500)]),
        SheetRow(number: 3, cells: [.text(" три ")]),
      ])
  }

  @Test func readsStrictWorkbooks() throws {
    let sheet = try #require(try Self.sheets(of: "strict.xlsx").first)
    #expect(
      sheet.rows == [
        SheetRow(number: 1, cells: [try Self.day("2020-09-01"), .error("#DIV/0!"), .text("Школа")])
      ])
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    let message: String
  }

  static let refusals: [Refusal] = [
    Refusal(
      testDescription: "doctype.xlsx", code: "sheet.damaged",
      message: "Книга «doctype.xlsx» повреждена, часть «xl/worksheets/sheet1.xml», строка 1: в файле объявлен тип "
        + "документа (DOCTYPE), такие книги не читаются."),
    Refusal(
      testDescription: "torn-xml.xlsx", code: "sheet.damaged",
      message: "Книга «torn-xml.xlsx» повреждена, часть «xl/worksheets/sheet1.xml», строка 3: XML обрывается."),
    Refusal(
      testDescription: "no-such-text.xlsx", code: "sheet.damaged",
      message: "Книга «no-such-text.xlsx» повреждена, часть «xl/worksheets/sheet1.xml», строка 1: ячейка C4 ссылается "
        + "на общий текст, которого нет."),
    Refusal(
      testDescription: "wrong-checksum.xlsx", code: "sheet.damaged",
      message:
        "Книга «wrong-checksum.xlsx» повреждена, часть «xl/worksheets/sheet1.xml»: контрольная сумма не сходится."
    ),
    Refusal(
      testDescription: "bomb.xlsx", code: "sheet.tooLarge",
      message: "Файл «bomb.xlsx» не прочитан: он сжат больше чем в 100 раз, так сжаты не таблицы, а ловушки."),
    Refusal(
      testDescription: "open-document.ods", code: "sheet.unsupported",
      message: "Файл «open-document.ods» не прочитан: это документ OpenDocument (.ods)."),
    Refusal(
      testDescription: "document.docx", code: "sheet.unsupported",
      message: "Файл «document.docx» не прочитан: это архив, в котором нет книги Excel."),
    Refusal(
      testDescription: "binary.xlsx", code: "sheet.unsupported",
      message: "Файл «binary.xlsx» не прочитан: это двоичная книга Excel (.xlsb)."),
  ]

  @Test(arguments: refusals) func refuses(_ refusal: Refusal) throws {
    let error = #expect(throws: SheetFileError.self) { try Self.sheets(of: refusal.testDescription) }
    #expect(error?.code == refusal.code)
    #expect(error?.message == refusal.message)
    #expect(error?.advice.isEmpty == false)
  }

  static let signatures: [(bytes: [UInt8], kind: SheetFileKind)] = [
    ([], .empty),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600), .oldExcel),
    (
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 120)
        + "EncryptedPackage".utf16.flatMap { [UInt8($0), 0] } + [UInt8](repeating: 0, count: 600), .encrypted
    ),
    ([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00], .oldExcel),
    (Array("%PDF-1.7\n…".utf8), .pdf),
    (Array("\u{FEFF}\r\n <!DOCTYPE html><table>".utf8), .markup),
    (Array("<?xml version='1.0'?><Workbook/>".utf8), .markup),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0, 1], .binary),
    (Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18), .otherArchive),
  ]

  @Test(arguments: signatures) func tellsFilesByTheirBytes(_ bytes: [UInt8], _ kind: SheetFileKind) {
    let error = #expect(throws: SheetFileError.self) { try Workbook.read(bytes: bytes, file: "таблица.xlsx") }
    #expect(error == .unsupported(file: "таблица.xlsx", kind: kind))
  }

  /// Each limit lowered below what a fixture takes.
  static let lowered: [(limit: SheetLimit, lower: @Sendable (inout SheetLimits) -> Void)] = [
    (.fileBytes, { $0.fileBytes = 1000 }), (.archiveEntries, { $0.archiveEntries = 3 }),
    (.partBytes, { $0.partBytes = 100 }), (.partBytes, { $0.smallPartBytes = 100 }),
    (.inflatedBytes, { $0.inflatedBytes = 3000 }),
    (
      .inflationRatio,
      {
        $0.inflationRatio = 1
        $0.inflationFloor = 1
      }
    ), (.sheets, { $0.sheets = 1 }), (.rows, { $0.rows = 4 }), (.columns, { $0.columns = 5 }),
    (.cells, { $0.cells = 10 }),
    (.textLength, { $0.textLength = 5 }), (.sharedTexts, { $0.sharedTexts = 1 }), (.memory, { $0.memory = 500 }),
    (.merged, { $0.merged = 0 }),
  ]

  @Test(arguments: lowered.indices) func keepsEachLimit(_ index: Int) throws {
    let (limit, lower) = Self.lowered[index]
    var limits = SheetLimits()
    lower(&limits)
    let error = #expect(throws: SheetFileError.self) {
      // The other fixture has its texts in the cells.
      let name = limit == .sharedTexts ? "xlsxwriter-1904.xlsx" : "openpyxl.xlsx"
      _ = try Workbook.read(bytes: Self.bytes(of: name), file: "x", limits: limits)
    }
    guard case .tooLarge(_, let passed, _, _) = error else {
      Issue.record("\(limit): \(String(describing: error))")
      return
    }
    #expect(passed == limit)
    #expect(error?.message.isEmpty == false && error?.advice.isEmpty == false)
  }

  @Test func aCountOfEntriesHiddenInZip64IsSeen() throws {
    let whole = try Self.bytes(of: "prefixed.xlsx")
    let end = whole.count - 22
    #expect(whole[end..<end + 4].elementsEqual([0x50, 0x4B, 5, 6]))
    func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> ($0 * 8) & 0xFF) } }
    func hidden(_ count: Int) -> [UInt8] {
      let record: [UInt8] =
        [0x50, 0x4B, 6, 6] + little(44, 8) + [45, 0, 45, 0] + little(0, 8) + little(count, 8) + little(count, 8)
        + whole[end + 12..<end + 16] + little(0, 4) + whole[end + 16..<end + 20] + little(0, 4)
      let locator: [UInt8] = [0x50, 0x4B, 6, 7] + little(0, 4) + little(end, 8) + little(1, 4)
      return whole[..<end] + record + locator + whole[end...]
    }
    #expect(throws: SheetFileError.tooLarge(file: "x", limit: .archiveEntries, most: 10_000, place: nil)) {
      try Workbook.read(bytes: hidden(1_000_000), file: "x")
    }
    let entries = Int(whole[end + 10])
    #expect(try Workbook.read(bytes: hidden(entries), file: "x") == Self.sheets(of: "prefixed.xlsx"))
  }

  @Test func everyTornWorkbookIsRefusedOrReadWhole() throws {
    let whole = try Self.bytes(of: "openpyxl.xlsx")
    let sheets = try Workbook.read(bytes: whole, file: "x")
    for length in stride(from: 4, to: whole.count, by: 7) {
      let torn = Array(whole[..<length])
      guard let read = try? Workbook.read(bytes: torn, file: "x") else { continue }
      #expect(read == sheets, "cut at \(length)")
    }
  }
}
