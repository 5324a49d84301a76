import SvyazExchange
import SvyazGraph
import Testing

@Suite struct MarkedCopyTests {
  static let sheets = [
    Sheet(
      name: "Результаты",
      rows: [
        SheetRow(number: 1, cells: [.text("Школа"), .text("Доля")]),
        SheetRow(number: 3, cells: [.text("школа 12"), .number(152.5)]),
        SheetRow(number: 4, cells: [.text("=лицей"), .empty, .boolean(true)]),
      ], merged: [CellRange(rows: 5...6, columns: 0...1), CellRange(rows: 6...7, columns: 1...2)]),
    Sheet(name: "Прочее", rows: [SheetRow(number: 2, cells: [.text("тут")])]),
  ]

  static let faults = [
    SheetFault(
      place: CellPlace(file: "х.xlsx", sheet: "Результаты", row: 3, column: 1), heading: "Доля", value: "152,5",
      expected: "число от 0 до 100", remedy: "Исправьте долю."),
    SheetFault(
      place: CellPlace(file: "х.xlsx", sheet: "Результаты", row: 4, column: 1), heading: "Доля",
      expected: "число от 0 до 100", remedy: "Впишите долю."),
    SheetFault(
      place: CellPlace(file: "х.xlsx", sheet: "Результаты", row: 4), expected: "известная школа", remedy: "Назовите её."
    ),
    SheetFault(place: CellPlace(file: "х.xlsx", sheet: "Результаты", row: 0), expected: "год", remedy: "Укажите год."),
  ]

  @Test func valuesStayAndRemarksStandBesideThem() throws {
    let bytes = try MarkedCopy.write(sheets: Self.sheets, faults: Self.faults)
    let sheets = try Workbook.read(bytes: bytes, file: "х.xlsx")
    #expect(sheets.count == 2 && sheets[1] == Self.sheets[1], "a sheet without faults stays as it was")
    let rows = sheets[0].rows
    #expect(rows.map(\.number) == [1, 3, 4])
    for (row, original) in zip(rows, Self.sheets[0].rows) {
      for column in 0..<3 { #expect(row[column] == original[column]) }
    }
    #expect(rows[0][3] == .text("Замечания, всего: 4\nлист: нужно: год. Укажите год."))
    #expect(rows[1][3] == .text("столбец B: значение «152,5», нужно: число от 0 до 100. Исправьте долю."))
    let two = "столбец B: нужно: число от 0 до 100. Впишите долю.\nстрока: нужно: известная школа. Назовите её."
    #expect(rows[2][3] == .text(two))
    #expect(sheets[0].merged == [CellRange(rows: 5...6, columns: 0...1)], "an overlapping range is left out")
  }

  @Test func faultsOfATextFileBelongToItsOnlySheet() throws {
    let text = try Workbook.read(bytes: Array("Школа;Доля\nа;б\n".utf8), file: "т.csv")
    let fault = SheetFault(
      place: CellPlace(file: "т.csv", row: 2, column: 1), value: "б", expected: "число", remedy: "Исправьте.")
    let sheets = try Workbook.read(bytes: MarkedCopy.write(sheets: text, faults: [fault]), file: "т.xlsx")
    #expect(
      sheets[0].rows[1].cells == [.text("а"), .text("б"), .text("столбец B: значение «б», нужно: число. Исправьте.")])
  }

  @Test func aFaultBelowAndBesideTheDataIsShownToo() throws {
    let fault = SheetFault(
      place: CellPlace(file: "т", sheet: "Прочее", row: 9, column: 4), expected: "текст", remedy: "Впишите.")
    let sheets = try Workbook.read(bytes: MarkedCopy.write(sheets: Self.sheets, faults: [fault]), file: "т")
    #expect(sheets[1].rows.map(\.number) == [1, 2, 9])
    #expect(sheets[1].rows[2][5] == .text("столбец E: нужно: текст. Впишите."))
  }
}
