import SvyazComposition
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazExchange

/// The composition sheet read back by our own reader.
@Suite struct CompositionWorkbookTests {
  static func sheets(_ parts: [CompositionWorkbook.Part]) throws -> [Sheet] {
    try Workbook.read(bytes: CompositionWorkbook.write(parts, network: .compositionTown()), file: "mmo.xlsx")
  }

  static func part(_ facts: [(title: String, value: String)] = [("Сеть", "Город")]) throws -> CompositionWorkbook.Part {
    let problem = try HandComposition.problem()
    return .init(composition: HandComposition.two(problem), problem: problem, facts: facts)
  }

  @Test func oneRowASchoolTheBaseFirst() throws {
    let part = try Self.part()
    let sheets = try Self.sheets([part])
    #expect(sheets.map(\.name) == ["Состав", "Группы", "Вне групп", "Условия и доказательство"])
    let rows = sheets[0].rows
    #expect(
      rows[0].cells == ["№ ММО", "База", "Школа", "Роль", "Район", "км", "Цена"].map { .text($0) })
    #expect(rows.count == 11)
    #expect(
      rows[1].cells[0..<5] == [.number(1), .text("Школа № 2"), .text("Школа № 2"), .text("база"), .text("Северный")])
    #expect(rows[1][6] == .number(0))
    // Beside the base by number: 1.1 km, 30 · round(1000 · 1.112 / 15) points.
    #expect(
      rows[2].cells == [
        .number(1), .text("Школа № 2"), .text("Школа № 1"), .text("НОР"), .text("Северный"), .number(1.1),
        .number(2220),
      ])
    #expect(rows[1...].map { $0[0] } == Array(repeating: .number(1), count: 5) + Array(repeating: .number(2), count: 5))
    let costs = part.composition.groups.flatMap(\.members).reduce(0) { $0 + $1.cost }
    let written = rows[1...].reduce(0.0) { sum, row in if case .number(let cost) = row[6] { sum + cost } else { sum } }
    #expect(written == Double(costs))
  }

  @Test func groupsAreCounted() throws {
    let part = try Self.part()
    let rows = try Self.sheets([part])[1].rows
    #expect(
      rows[1].cells == [
        .number(1), .text("Школа № 2"), .text("Северный"), .number(5), .number(3), .number(1), .number(61), .number(3),
        .number(Double(part.composition.groups[0].objective)),
      ])
    #expect(rows[2].cells[3..<6] == [.number(5), .number(3), .number(2)])
    #expect(part.composition.groups.reduce(20_000) { $0 + $1.objective } == part.composition.objective)
  }

  @Test func whoIsLeftAndOnWhatConditions() throws {
    let sheets = try Self.sheets([
      try Self.part([("Что-то", "=1+1"), ("Длинное", String(repeating: "слово ", count: 80))])
    ])
    #expect(
      sheets[2].rows.map(\.cells) == [
        ["Школа", "Район", "Кто она", "Сейчас в ММО базы"].map { .text($0) },
        ["Школа № 12", "Восточный", "наставник"].map { .text($0) },
      ])
    #expect(sheets[3].rows[1].cells == [.text("Что-то"), .text("=1+1")])
  }

  @Test func severalSubjectsHaveTheirNames() throws {
    let problem = try HandComposition.problem()
    let part = CompositionWorkbook.Part(
      composition: HandComposition.infeasible(problem), problem: problem, facts: [("Итог", "Состава нет")])
    let sheets = try Self.sheets([try Self.part(), part])
    #expect(
      sheets.map(\.name) == [
        "Состав (математика)", "Группы (математика)", "Вне групп (математика)", "Условия (математика)",
        "Состав (математика) (2)", "Группы (математика) (2)", "Вне групп (математика) (2)", "Условия (математика) (2)",
      ])
    #expect(sheets[4].rows.count == 1)
    #expect(sheets[6].rows[1][0] == .text("Состава нет"))
  }

  @Test func equalCompositionsGiveEqualBytes() throws {
    let network = Network.compositionTown()
    #expect(
      try CompositionWorkbook.write([try Self.part()], network: network)
        == CompositionWorkbook.write([try Self.part()], network: network))
  }
}
