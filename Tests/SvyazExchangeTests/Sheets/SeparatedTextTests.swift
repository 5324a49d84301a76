import Foundation
import SvyazExchange
import Testing

@Suite struct SeparatedTextTests {
  static func rows(_ text: String, encoding: String.Encoding = .utf8) throws -> [[SheetCell]] {
    let data = try #require(text.data(using: encoding))
    return try rows([UInt8](data))
  }

  static func rows(_ bytes: [UInt8]) throws -> [[SheetCell]] {
    let sheets = try Workbook.read(bytes: bytes, file: "т.csv")
    return sheets.flatMap(\.rows).map(\.cells)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    /// `nil` for an empty cell.
    let cells: [[String?]]
  }

  static let cases: [Case] = [
    Case(testDescription: "semicolons", text: "а;б\n1,5;2,5\n", cells: [["а", "б"], ["1,5", "2,5"]]),
    Case(testDescription: "commas", text: "a,b\r\n1,2\r\n", cells: [["a", "b"], ["1", "2"]]),
    Case(testDescription: "tabs", text: "a\tb\rв, г\t2;3", cells: [["a", "b"], ["в, г", "2;3"]]),
    Case(testDescription: "pipes", text: "a|b\n1|2", cells: [["a", "b"], ["1", "2"]]),
    Case(
      testDescription: "one column of decimal commas", text: "Доля\n12,5\n7,25\n",
      cells: [["Доля"], ["12,5"], ["7,25"]]),
    Case(testDescription: "numbers in a list", text: "1,2,3\n4,5,6\n", cells: [["1", "2", "3"], ["4", "5", "6"]]),
    Case(
      testDescription: "a title above", text: "Отчёт, 2020 год;;\nа;б;в\n1;2;3\n",
      cells: [["Отчёт, 2020 год"], ["а", "б", "в"], ["1", "2", "3"]]),
    Case(testDescription: "declared", text: "sep=,\r\nа;б,в\r\n", cells: [["а;б", "в"]]),
    Case(
      testDescription: "quotes", text: "\"а;\"\"б\"\"\";\"в\nг\"\nд;е\n", cells: [["а;\"б\"", "в\nг"], ["д", "е"]]),
    Case(
      testDescription: "names with bare quotes", text: "МБОУ \"Школа № 1\";5\n\"Лицей\" № 2;6\n",
      cells: [["МБОУ \"Школа № 1\"", "5"], ["Лицей № 2", "6"]]),
    Case(testDescription: "empty cells", text: ";;а;;\n;;;\n\"\";б\n", cells: [[nil, nil, "а"], [nil, "б"]]),
    Case(testDescription: "spaces kept", text: " а ;\u{A0}б\n", cells: [[" а ", "\u{A0}б"]]),
    Case(testDescription: "a DOS end", text: "а;б\r\n\u{1A}", cells: [["а", "б"]]),
  ]

  @Test(arguments: cases) func readsInEveryEncoding(_ c: Case) throws {
    let cells = c.cells.map { $0.map { $0.map(SheetCell.text) ?? .empty } }
    #expect(try Self.rows(c.text) == cells, "UTF-8")
    #expect(try Self.rows("\u{FEFF}" + c.text) == cells, "UTF-8 with a mark")
    #expect(try Self.rows(c.text, encoding: .windowsCP1251) == cells, "Windows-1251")
    #expect(try Self.rows("\u{FEFF}" + c.text, encoding: .utf16LittleEndian) == cells, "UTF-16LE with a mark")
    #expect(try Self.rows("\u{FEFF}" + c.text, encoding: .utf16BigEndian) == cells, "UTF-16BE with a mark")
    guard c.text.utf8.contains(where: { $0 < 0x80 }) else { return }
    #expect(try Self.rows(c.text, encoding: .utf16LittleEndian) == cells, "UTF-16LE")
    #expect(try Self.rows(c.text, encoding: .utf16BigEndian) == cells, "UTF-16BE")
  }

  @Test func numbersOfRowsCountBlankOnes() throws {
    let sheet = try #require(try Workbook.read(bytes: Array("sep=;\n\nа\n\n\"б\nв\"\nг".utf8), file: "т.csv").first)
    #expect(sheet.rows.map(\.number) == [3, 5, 6])
    #expect(sheet.name == "т.csv")
  }

  @Test func everyByteOfWindows1251IsWhatFoundationSays() throws {
    for byte in UInt8(0x80)...0xFF where byte != 0x98 {
      // Alone it may be anything; beside bytes that break UTF-8 it is Windows-1251.
      let bytes: [UInt8] = [0xFF, byte, 0x0A]
      let expected = try #require(String(data: Data(bytes.dropLast()), encoding: .windowsCP1251))
      guard byte != 0xFE else { continue }
      #expect(try Self.rows(bytes) == [[.text(expected)]])
    }
  }

  static let refusals: [(bytes: [UInt8], error: SheetFileError)] = [
    (Array("а;б\nв;\"г\nд;е".utf8), .badText(file: "т.csv", row: 2, problem: .unterminatedQuote)),
    (Array("а;б\nв;г\u{1}\n".utf8), .badText(file: "т.csv", row: 2, problem: .controlCharacter)),
    (Array("а;б\nв\u{0};г\n".utf8), .unsupported(file: "т.csv", kind: .binary)),
    (Array("школа;\nлицей".utf8) + [0xD0], .badText(file: "т.csv", row: 2, problem: .brokenEncoding("UTF-8"))),
    ([0xFF, 0xFE, 0x41], .badText(file: "т.csv", row: 1, problem: .brokenEncoding("UTF-16"))),
    (
      [0xFF, 0xFE, 0x0A, 0x00, 0x00, 0xD8, 0x41, 0x00],
      .badText(file: "т.csv", row: 2, problem: .brokenEncoding("UTF-16"))
    ),
  ]

  @Test(arguments: refusals) func refuses(_ bytes: [UInt8], _ error: SheetFileError) {
    #expect(throws: error) { try Self.rows(bytes) }
    #expect(!error.message.isEmpty && !error.advice.isEmpty)
  }

  static let russian = """
    Школа;Адрес
    Средняя общеобразовательная школа с углублённым изучением отдельных предметов;улица Ново-Садовая
    Лицей информационных технологий;улица Гагарина
    """

  @Test func oldEncodingsAreNotTakenForWindows1251() throws {
    let koi8 = [UInt8](try #require(Self.russian.data(using: .init(rawValue: 0x8000_0A02))))
    #expect(throws: SheetFileError.badText(file: "т.csv", row: 1, problem: .foreignEncoding("KOI8-R"))) {
      try Self.rows(koi8)
    }
    // А–п: 0x80–0xAF, р–я: 0xE0–0xEF.
    let dos = Self.russian.replacing("ё", with: "е").unicodeScalars.map { scalar -> UInt8 in
      switch scalar.value {
      case 0x410...0x43F: UInt8(scalar.value - 0x410 + 0x80)
      case 0x440...0x44F: UInt8(scalar.value - 0x440 + 0xE0)
      default: UInt8(truncatingIfNeeded: scalar.value)
      }
    }
    #expect(throws: SheetFileError.badText(file: "т.csv", row: 1, problem: .foreignEncoding("CP866"))) {
      try Self.rows(dos)
    }
    #expect(try Self.rows(Self.russian, encoding: .windowsCP1251).count == 3)
    #expect(try Self.rows(Self.russian.uppercased(), encoding: .windowsCP1251).count == 3)
  }

  @Test func limitsAreKeptWithThePlace() {
    var limits = SheetLimits()
    limits.columns = 3
    limits.rows = 4
    limits.cells = 6
    limits.textLength = 5
    func error(_ text: String) -> SheetFileError? {
      #expect(throws: SheetFileError.self) {
        try Workbook.read(bytes: Array(text.utf8), file: "т.csv", limits: limits)
      }
    }
    let place = CellPlace(file: "т.csv", row: 2, column: 3)
    #expect(error("а;б\n1;2;3;4\n") == .tooLarge(file: "т.csv", limit: .columns, most: 3, place: place))
    #expect(error("а\nб\nв\nг\nд\n") == .tooLarge(file: "т.csv", limit: .rows, most: 4, place: nil))
    let row = CellPlace(file: "т.csv", row: 3)
    #expect(error("а;б;в\nа;б;в\nа;;\n") == .tooLarge(file: "т.csv", limit: .cells, most: 6, place: row))
    let text = CellPlace(file: "т.csv", row: 2, column: 1)
    #expect(error("а;б\nа;шестьь\n") == .tooLarge(file: "т.csv", limit: .textLength, most: 5, place: text))
    limits.fileBytes = 3
    #expect(error("абв") == .tooLarge(file: "т.csv", limit: .fileBytes, most: 3, place: nil))
  }
}
