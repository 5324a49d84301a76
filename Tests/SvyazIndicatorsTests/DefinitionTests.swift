import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// Definitions of the network beside the standard ones: an official adds a reading without a programmer.
@Suite struct DefinitionTests {
  static func own(
    _ indicator: Int, _ id: String, from: Day = .first, to: Day? = nil, version: String = "2021-1", _ rule: ReadingRule
  ) -> ReadingDefinition {
    ReadingDefinition(
      indicator: indicator, id: id, version: version, interval: DayInterval(from: from, to: to), title: id,
      numerator: "числитель", denominator: "знаменатель", rule: rule)
  }

  static func readings(_ number: Int, on day: Day = TwelveSchools.day, _ own: [ReadingDefinition]) -> [IndicatorReading]
  {
    var network = TwelveSchools.network
    network.definitions = own
    return IndicatorSheet(network: network, day: day, numbers: [number]).indicators.flatMap(\.readings)
  }

  @Test func anAddedReadingStandsAfterTheStandardOnes() {
    // Schools in adverse conditions with partnership: s04 and s06 of s04…s07.
    let readings = Self.readings(
      9, [Self.own(9, "adverse", .schools(.partnership(nil), among: .adverse, of: .adverse))])
    #expect(readings.map(\.definition.id) == ["lowResult", "passport", "literal", "adverse"])
    #expect(readings.last?.figure.sharePerMille == 500)
    // Always by the rule that it names: s04, s05, s06 are parties or members.
    let formal = Self.readings(
      9, [Self.own(9, "formal", .schools(.partnership(.formal), among: .adverse, of: .adverse))])
    #expect(formal.last?.figure.sharePerMille == 750)
  }

  @Test func oneOfTheSameNameTakesThePlaceWhileItIsInForce() {
    let own = Self.own(
      5, "table1", from: "2021-01-01", to: "2021-04-01", .staff([.teacher], .quality, among: .all))
    let replaced = Self.readings(5, [own])
    #expect(replaced.map(\.definition.id) == ["table1", "passport"])
    #expect(replaced.first?.definition.version == "2021-1")
    // s01 15/20, s04 10/10, s06 2/8, s10 50/50.
    #expect(replaced.first?.figure.count == 77 && replaced.first?.figure.of == 88)
    let after = Self.readings(5, on: "2021-04-01", [own])
    #expect(after.first?.definition.version == "2020-1")
    #expect(after.first?.figure.of == 30)
  }

  @Test func everyKindOfRule() {
    let table: [(ReadingRule, count: Int, of: Int)] = [
      (.schools(.programme(.qualityImprovement), among: .all, of: .all), 4, 12),  // s01 s03 s06 s08
      (.schools(.higherResults, among: .adverse, of: .all), 2, 12),  // s04 s06
      (.staff([.director, .deputy, .teacher], .quality, among: .lowResult), 25, 39),
      (.staff([.deputy, .deputy], .methodService, among: .lowResult), 4, 6),  // a group counts once
      (.results([.vpr, .ege], among: .lowResult, base: .participants), 72, 110),
      (.results([.ege], among: .statuses([.projectSite]), base: .participants), 0, 0),
    ]
    for (rule, count, of) in table {
      let figure = Self.readings(7, [Self.own(7, "own", rule)]).last?.figure
      #expect(figure?.count == count && figure?.of == of, "\(rule): \(String(describing: figure))")
    }
  }

  @Test func anotherIndicatorsDefinitionDoesNotShow() {
    let own = Self.own(3, "own", .staff([.deputy], .quality, among: .all))
    #expect(Self.readings(4, [own]).count == 2)
    #expect(Self.readings(3, [own]).count == 3)
  }

  @Test func standardOnesAreComplete() {
    #expect(Set(ReadingDefinition.standard.map(\.indicator)) == Set(1...9))
    #expect(Set(ReadingDefinition.standard.map { "\($0.indicator) \($0.id)" }).count == 17)
    #expect(
      ReadingDefinition.standard.allSatisfy { !$0.title.isEmpty && !$0.numerator.isEmpty && !$0.denominator.isEmpty })
  }
}
