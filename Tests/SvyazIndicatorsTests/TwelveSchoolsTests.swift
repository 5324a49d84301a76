import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// All nine indicators of ``TwelveSchools``, counted by hand.
@Suite struct TwelveSchoolsTests {
  /// What a reading must say: `count` of `of`, its share and ceiling, and the names (schools of the numerator, or
  /// `school count/of`).
  struct Expected: Sendable, CustomTestStringConvertible {
    let indicator: Int
    let reading: String
    var rule = PartnershipRule.active
    let count, of, share: Int
    var ceiling = 1000
    let names: String
    var testDescription: String { "\(indicator) \(reading) \(rule.rawValue)" }
  }

  static let table: [Expected] = [
    // Target = s01…s07, 7 schools. In force and developed: s01, s03 (from this day), s06. 3/7 = 428.57…
    .init(indicator: 1, reading: "both", count: 3, of: 7, share: 429, names: "s01 s03 s06"),
    // Low = s01…s05: s01, s02. 2/5. Over all twelve also s08: 3/12.
    .init(indicator: 2, reading: "lowResult", count: 2, of: 5, share: 400, names: "s01 s02"),
    .init(indicator: 2, reading: "literal", count: 3, of: 12, share: 250, names: "s01 s02 s08"),
    // Deputies, method service. s01 2/3 (2021), s02 0/1, s04 2/2 (2020 is the last): 4/6 = 666.67. s03 and s05: no row.
    .init(indicator: 3, reading: "lowResult", count: 4, of: 6, share: 667, names: "s01 2/3, s02 0/1, s04 2/2"),
    // With s08 1/4: 5/10.
    .init(indicator: 3, reading: "all", count: 5, of: 10, share: 500, names: "s01 2/3, s02 0/1, s04 2/2, s08 1/4"),
    // Directors and deputies, effective mode. s01 2/3 + 1/1, s02 1/1 + 0/1, s04 1/2, s05 1/1: 6/9 = 666.67.
    .init(indicator: 4, reading: "table1", count: 6, of: 9, share: 667, names: "s01 3/4, s02 1/2, s04 1/2, s05 1/1"),
    // With s08 0/4 + 1/1: 7/14.
    .init(
      indicator: 4, reading: "passport", count: 7, of: 14, share: 500,
      names: "s01 3/4, s02 1/2, s04 1/2, s05 1/1, s08 1/5"),
    // Teachers, quality. s01 15/20, s04 10/10: 25/30 = 833.33.
    .init(indicator: 5, reading: "table1", count: 25, of: 30, share: 833, names: "s01 15/20, s04 10/10"),
    // With s06 2/8: 27/38 = 710.53. s10 is on no list.
    .init(indicator: 5, reading: "passport", count: 27, of: 38, share: 711, names: "s01 15/20, s04 10/10, s06 2/8"),
    // V = 2021. s04 12/20 + 10/20, s05 5/10, s06 19/20: 46/70 = 657.14. s07: another subject, and nobody took part.
    .init(
      indicator: 6, reading: "participants", count: 46, of: 70, share: 657, names: "s04 22/40, s05 5/10, s06 19/20"),
    // Two subjects: s04 2·100, s06 2·50, s07 2·30 = 360; s05's students are unknown. 22 + 19 = 41: 113.89.
    // At most those who took part, 40 + 20 = 60: 166.67.
    .init(
      indicator: 6, reading: "literal", count: 41, of: 360, share: 114, ceiling: 167,
      names: "s04 22/200, s06 19/100, s07 0/60"),
    // G = 2020: s06 24/30. s05's ОГЭ is of 2019, the rows of 2022 are to come.
    .init(indicator: 7, reading: "both", count: 24, of: 30, share: 800, names: "s06 24/30"),
    // A = 2021. Higher: s01, s04; s02 and s05 have fewer than 20, s03 the same. 2/5.
    .init(indicator: 8, reading: "table1", count: 2, of: 5, share: 400, names: "s01 s04"),
    // With s06, 3/7 = 428.57; s07 has nothing.
    .init(indicator: 8, reading: "passport", count: 3, of: 7, share: 429, names: "s01 s04 s06"),
    // p1 (named on the first day of the span): s01, s08. p4 (completed later; both came on the last day): s04, s11.
    // a1: s06 came. Not: p2 (a day too early), p3 (agreed), p5 (proposed), s05 and s12 (came to nothing), a2 (over).
    .init(indicator: 9, reading: "lowResult", count: 2, of: 5, share: 400, names: "s01 s04"),
    // 5/12 = 416.67.
    .init(indicator: 9, reading: "passport", count: 5, of: 12, share: 417, names: "s01 s04 s06 s08 s11"),
    // 2/12 = 166.67; at most the five of the list, 5/12.
    .init(indicator: 9, reading: "literal", count: 2, of: 12, share: 167, ceiling: 417, names: "s01 s04"),
    // Formal: parties of p1, p2, p3, p4; members s05, s06, s12. All but s07.
    .init(
      indicator: 9, reading: "lowResult", rule: .formal, count: 5, of: 5, share: 1000, names: "s01 s02 s03 s04 s05"),
    // 11/12 = 916.67.
    .init(
      indicator: 9, reading: "passport", rule: .formal, count: 11, of: 12, share: 917,
      names: "s01 s02 s03 s04 s05 s06 s08 s09 s10 s11 s12"),
    .init(
      indicator: 9, reading: "literal", rule: .formal, count: 5, of: 12, share: 417, ceiling: 417,
      names: "s01 s02 s03 s04 s05"),
  ]

  static func sheet(_ rule: PartnershipRule) -> IndicatorSheet {
    IndicatorSheet(network: TwelveSchools.network, day: TwelveSchools.day, rule: rule)
  }

  @Test(arguments: table) func agreesWithTheCount(_ expected: Expected) throws {
    let indicator = try #require(Self.sheet(expected.rule).indicators.first { $0.number == expected.indicator })
    let reading = try #require(indicator.readings.first { $0.definition.id == expected.reading })
    #expect(reading.figure.count == expected.count)
    #expect(reading.figure.of == expected.of)
    #expect(reading.figure.sharePerMille == expected.share)
    #expect(reading.figure.ceilingPerMille == expected.ceiling)
    switch reading.figure {
    case .schools(let schools):
      #expect(schools.numerator.map(\.rawValue).joined(separator: " ") == expected.names)
    case .people(let people):
      #expect(people.schools.map { "\($0.school) \($0.count)/\($0.of)" }.joined(separator: ", ") == expected.names)
    }
  }

  @Test func everyReadingIsInTheTable() {
    let all = Self.sheet(.active).indicators.flatMap { row in row.readings.map { "\(row.number) \($0.definition.id)" } }
    #expect(all == Self.table.filter { $0.rule == .active }.map { "\($0.indicator) \($0.reading)" })
    // The rule changes nothing but indicator 9.
    let (active, formal) = (Self.sheet(.active), Self.sheet(.formal))
    for (left, right) in zip(active.indicators, formal.indicators).dropLast() {
      #expect(left.readings == right.readings)
    }
  }

  @Test func stepsOfTheMissingSchools() {
    let short = Self.sheet(.active).indicators.last?.oneStepShort ?? []
    // p2 lacks an event, p3 is only agreed though it has one, s05 came to nothing of a1.
    #expect(
      short.map { "\($0.school) \($0.step.rawValue)" } == ["s02 jointEvent", "s03 activate", "s05 associationEvent"])
    #expect(Self.sheet(.active).indicators.last?.forecast.withThem == 1000)
    #expect(Self.sheet(.formal).indicators.last?.oneStepShort == [])
  }

  /// Target, still missing, spare, ‰ to go: of the headline.
  static let gaps: [(number: Int, target: Int, missing: Int, spare: Int, perMille: Int)] = [
    (1, 1000, 4, 0, 571),  // 7 − 3
    (2, 750, 2, 0, 350),  // ⌈3.75⌉ − 2
    (3, 700, 1, 0, 33),  // ⌈4.2⌉ − 4
    (4, 1000, 3, 0, 333),
    (5, 900, 2, 0, 67),  // 27 − 25
    (6, 900, 17, 0, 243),  // 63 − 46
    (7, 900, 3, 0, 100),  // 27 − 24
    (8, 500, 1, 0, 100),  // ⌈2.5⌉ − 2
    (9, 900, 3, 0, 500),  // ⌈4.5⌉ − 2
  ]
  @Test(arguments: gaps) func gapInUnits(
    _ row: (number: Int, target: Int, missing: Int, spare: Int, perMille: Int)
  ) throws {
    let indicator = try #require(Self.sheet(.active).indicators.first { $0.number == row.number })
    let gap = try #require(indicator.headline?.gap)
    #expect(indicator.target.perMille == row.target)
    #expect([gap.missing, gap.spare, gap.perMille] == [row.missing, row.spare, row.perMille])
    #expect(gap.isReachable)
  }

  @Test func ceilingsBelowTheTarget() throws {
    let literal = try #require(Self.sheet(.active).indicators.last?.readings.last)
    #expect(!literal.gap.isReachable)
    let formal = try #require(Self.sheet(.formal).indicators.last?.headline)
    #expect(formal.gap.missing == 0 && formal.gap.spare == 0 && formal.gap.perMille == -100)
  }

  /// Lower and upper share of the headline, and what is missing.
  static let bounds: [(number: Int, lower: Int, upper: Int, missing: String)] = [
    (1, 429, 571, "s07 programme"),  // 4/7
    (2, 400, 800, "s03 programme, s04 programme"),  // s05 has a row: 4/5
    // s03 as in 2022: 2; s05 the median of 3, 1, 2: 2. 4/10 … 8/10.
    (3, 400, 800, "s03 staff, s05 staff"),
    // Deputies as above, 4; directors s03 and s04 the median 1 each: 6. 6/15 … 12/15.
    (4, 400, 800, "s03 staff, s04 staff, s05 staff"),
    // Teachers of s02, s03, s05: the median of 20, 10 is 10 (position 1). 25/60 … 55/60.
    (5, 417, 917, "s02 staff, s03 staff, s05 staff"),
    // s07 has none in any year: the median of 40, 10, 20 is 20. 46/90 … 66/90.
    (6, 511, 733, "s07 results"),
    // s05 as in 2019: 15; s04, s07: the median 30. 24/105 … 99/105.
    (7, 229, 943, "s04 results, s05 results, s07 results"),
    (8, 400, 800, "s02 comparableResults, s05 comparableResults"),
    (9, 400, 400, ""),
  ]
  @Test(arguments: bounds) func boundsOfTheHeadline(
    _ row: (number: Int, lower: Int, upper: Int, missing: String)
  ) throws {
    let indicator = try #require(Self.sheet(.active).indicators.first { $0.number == row.number })
    let bounds = try #require(indicator.headline?.bounds)
    #expect(bounds.lowerPerMille == row.lower)
    #expect(bounds.upperPerMille == row.upper)
    #expect(bounds.missing.map { "\($0.school) \($0.kind.rawValue)" }.joined(separator: ", ") == row.missing)
  }

  @Test("an event whose visitors nobody entered could bring in parties and members") func attendance() throws {
    var network = TwelveSchools.network
    network.event("silent", "2021-03-01", of: "a1")
    let ninth = try #require(
      IndicatorSheet(network: network, day: TwelveSchools.day, rule: .active, numbers: [9]).indicators.first?.headline)
    // p2's parties may have met there, s05 may have come as a member: 4/5. s03 is only agreed.
    #expect(ninth.bounds.upperPerMille == 800)
    #expect(ninth.bounds.missing.map(\.school) == ["s02", "s05"])
  }
}
