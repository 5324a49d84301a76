import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// C1–C8 and D15: the three readings, their shares and ceilings.
@Suite struct Indicator9ReadingTests {
  /// `all` schools, the first `low` of them low-result, the first `with` of them members that came.
  static func readings(all: Int, low: Int, with: Int) -> [SchoolReading] {
    var network = Network(id: "n", name: "", asOf: "2020-06-29", subjects: [Subject(id: "ru", name: "")])
    network.schools = (0..<all).map { School(id: SchoolID("s\(1000 + $0)") ?? "s", name: "") }
    for school in network.schools.prefix(low) { network.status(.lowResult, school.id) }
    if let first = network.schools.first {
      network.associate("a", base: first.id)
      let came = network.schools.prefix(with).map(\.id)
      for school in came { network.member(school, of: "a") }
      network.event("e", of: "a", came: came)
    }
    return Indicator9(network: network, day: "2020-06-29", rule: .active).readings
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let all: Int
    let low: Int
    let with: Int
    let shares: [Int?]
    let ceilings: [Int?]
    var testDescription: String { "\(with) with partnership, \(low) low-result, \(all) in all" }
  }

  static let cases: [Case] = [
    Case(all: 4, low: 2, with: 1, shares: [500, 250, 250], ceilings: [1000, 1000, 500]),
    Case(all: 4, low: 2, with: 3, shares: [1000, 750, 500], ceilings: [1000, 1000, 500]),
    Case(all: 3, low: 3, with: 1, shares: [333, 333, 333], ceilings: [1000, 1000, 1000]),
    Case(all: 3, low: 3, with: 2, shares: [667, 667, 667], ceilings: [1000, 1000, 1000]),
    Case(all: 16, low: 16, with: 1, shares: [63, 63, 63], ceilings: [1000, 1000, 1000]),  // 62.5
    Case(all: 16, low: 3, with: 16, shares: [1000, 1000, 188], ceilings: [1000, 1000, 188]),  // 187.5
    Case(all: 80, low: 40, with: 1, shares: [25, 13, 13], ceilings: [1000, 1000, 500]),  // 12.5
    Case(all: 7, low: 1, with: 0, shares: [0, 0, 0], ceilings: [1000, 1000, 143]),
    Case(all: 188, low: 30, with: 27, shares: [900, 144, 144], ceilings: [1000, 1000, 160]),  // 143.6…, 159.6
    Case(all: 5, low: 0, with: 2, shares: [nil, 400, 0], ceilings: [nil, 1000, 0]),
    Case(all: 0, low: 0, with: 0, shares: [nil, nil, nil], ceilings: [nil, nil, nil]),
  ]
  @Test(arguments: cases) func sharesAndCeilings(_ line: Case) {
    let readings = Self.readings(all: line.all, low: line.low, with: line.with)
    #expect(readings.map(\.id) == ["lowResult", "passport", "literal"])
    #expect(readings.map(\.sharePerMille) == line.shares)
    #expect(readings.map(\.ceilingPerMille) == line.ceilings)
    #expect(readings.map(\.denominator.count) == [line.low, line.all, line.all])
    let both = min(line.low, line.with)
    #expect(readings.map(\.numerator.count) == [both, line.with, both])
    for reading in readings { #expect(Set(reading.numerator).isSubset(of: reading.denominator)) }
  }

  @Test func schoolsAreSortedByID() {
    let ids: [SchoolID] = ["s2", "s10", "Z", "a_1", "a-1", "a.1", "0"]
    let network = Network.sketch {
      $0.schools = ids.map { School(id: $0, name: "") }
      $0.statuses = []
      for id in ids { $0.status(.lowResult, id) }
      $0.associate("a", base: "Z")
      for id in ids.reversed() { $0.member(id, of: "a") }
    }
    let sorted: [SchoolID] = ["0", "Z", "a-1", "a.1", "a_1", "s10", "s2"]
    for reading in Indicator9(network: network, day: Network.sketchDay, rule: .formal).readings {
      #expect(reading.numerator == sorted && reading.denominator == sorted)
    }
    let short = Indicator9(network: network, day: Network.sketchDay, rule: .active).oneStepShort
    #expect(short.map(\.school) == sorted)
  }

  @Test("C1, C2: only low_result in force on the day", arguments: [("2020-06-29", "2020-06-30"), ("2020-06-01", nil)])
  func statusInForce(_ interval: (from: String, to: String?)) {
    let network = Network.sketch {
      $0.statuses = []
      $0.status(.lowResult, "b", from: Day(iso: interval.from) ?? .first, to: interval.to.flatMap { Day(iso: $0) })
      $0.status(.lowResult, "c", to: "2020-06-29")
      $0.status(.lowResult, "k", from: "2020-06-30")
      for status in [Status.adverse, .risk, .highResult, .projectSite] { $0.status(status, "m") }
    }
    let readings = Indicator9(network: network, day: Network.sketchDay, rule: .active).readings
    #expect(readings[0].denominator == ["b"])
    #expect(readings[1].denominator == ["b", "c", "k", "m"])
    #expect(readings[2].ceilingPerMille == 250)
  }

  @Test func rowsOfOneStatusAreOneSchool() {
    let network = Network.sketch {
      $0.status(.lowResult, "k", to: "2020-06-29")
      $0.status(.lowResult, "k", from: "2020-06-29", to: "2021-01-01")
    }
    let reading = Indicator9(network: network, day: Network.sketchDay, rule: .active).readings[0]
    #expect(reading.denominator == ["b", "c", "k"])
  }

  @Test("C5") func target() {
    let standard = Indicator9(network: .sketch(), day: Network.sketchDay, rule: .active)
    #expect(standard.target == IndicatorTarget(indicator: 9, perMille: 900, day: "2021-12-31"))
    let network = Network.sketch {
      $0.targets = [
        IndicatorTarget(indicator: 1, perMille: 1, day: "2020-01-01"),
        IndicatorTarget(indicator: 9, perMille: 650, day: "2024-08-31"),
      ]
    }
    let own = Indicator9(network: network, day: Network.sketchDay, rule: .formal)
    #expect(own.target == IndicatorTarget(indicator: 9, perMille: 650, day: "2024-08-31"))
    #expect(own.forecast.targetDay == "2024-08-31")
  }
}
