import SvyazExchange
import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// The indicators' workbook, read back: its formulas carry the results that they have now, and these are sums over the
/// sheets that they name.
@Suite struct IndicatorWorkbookTests {
  static func sheets(_ network: Network, _ edition: Edition) throws -> (IndicatorSheet, [String: Sheet]) {
    let sheet = IndicatorSheet(network: network, day: network.asOf)
    let bytes = try IndicatorWorkbook.write(
      sheet, network: network, facts: [("Дата", network.asOf.russian)], edition: edition)
    let read = try Workbook.read(bytes: bytes, file: "indicators.xlsx")
    return (sheet, Dictionary(read.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }))
  }

  static func number(_ cell: SheetCell) -> Double? { if case .number(let number) = cell { number } else { nil } }
  static func text(_ cell: SheetCell) -> String { if case .text(let text) = cell { text } else { "" } }

  @Test(arguments: 0..<8 as Range<UInt64>) func summariesAreSumsOfTheNamedSheets(seed: UInt64) throws {
    let network = RandomNetwork.make(seed: seed, schools: 14)
    let (sheet, pages) = try Self.sheets(network, .working)
    let summary = try #require(pages["Показатели"])
    let readings = sheet.indicators.flatMap { indicator in indicator.readings.map { (indicator, $0) } }
    #expect(summary.rows.count == readings.count + 1)
    for (row, (indicator, reading)) in zip(summary.rows.dropFirst(), readings) {
      #expect(Self.number(row[3]) == Double(reading.figure.count))
      #expect(Self.number(row[4]) == Double(reading.figure.of))
      let rows = try #require(pages["Показатель \(indicator.number)"]).rows.dropFirst()
        .filter { Self.text($0[0]) == reading.definition.id }
      #expect(rows.compactMap { Self.number($0[3]) }.reduce(0, +) == Double(reading.figure.count))
      #expect(rows.compactMap { Self.number($0[4]) }.reduce(0, +) == Double(reading.figure.of))
      if reading.figure.of == 0 {
        #expect(Self.text(row[5]) == "нет данных")
      } else {
        // The library writes 16 digits.
        let share = Double(reading.figure.count) / Double(reading.figure.of)
        #expect(abs((Self.number(row[5]) ?? -1) - share) < 1e-12)
        #expect(Self.number(row[7]) == reading.gap.missing.map(Double.init))
      }
    }
  }

  @Test func thePublicEditionHasNoSheetOfNames() throws {
    let (_, pages) = try Self.sheets(RandomNetwork.make(seed: 3, schools: 14), .public)
    #expect(Set(pages.keys) == ["Показатели", "Ход", "Определения", "О таблице"])
  }
}
