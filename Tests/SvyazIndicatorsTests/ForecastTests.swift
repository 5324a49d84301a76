import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// D17: the dates of the trend, and the line read at the target's date.
@Suite struct ForecastTests {
  static func forecast(on day: Day, target: Day? = nil, _ edit: (inout Network) -> Void) -> Forecast {
    var network = Network.sketch(edit)
    if let target { network.targets = [IndicatorTarget(indicator: 9, perMille: 900, day: target)] }
    return Indicator9(network: network, day: day, rule: .formal).forecast
  }

  static let dates: [(day: Day, trend: String)] = [
    ("2020-06-29", "07-29 08-29 09-29 10-29 11-29 12-29 01-29 02-29 03-29 04-29 05-29 06-29"),
    ("2021-01-31", "02-29 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31 01-31"),
    ("2020-12-30", "01-30 02-29 03-30 04-30 05-30 06-30 07-30 08-30 09-30 10-30 11-30 12-30"),
    ("2021-12-31", "01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31"),
    ("2020-02-29", "03-29 04-29 05-29 06-29 07-29 08-29 09-29 10-29 11-29 12-29 01-29 02-29"),
    ("2021-02-28", "03-28 04-28 05-28 06-28 07-28 08-28 09-28 10-28 11-28 12-28 01-28 02-28"),
  ]
  @Test(arguments: dates) func trendDates(_ line: (day: Day, trend: String)) {
    let forecast = Self.forecast(on: line.day) { _ in }
    #expect(forecast.trend.map { String($0.day.description.dropFirst(5)) }.joined(separator: " ") == line.trend)
    #expect(zip(forecast.trend, forecast.trend.dropFirst()).allSatisfy { $0.day < $1.day })
    #expect(forecast.trend.last?.day == line.day)
    #expect(forecast.trend.map(\.sharePerMille) == Array(repeating: 0, count: 12))
    #expect(forecast.atTarget == 0)
    #expect(forecast.targetDay == "2021-12-31")
  }

  /// `b` joins on 1 June, `c` is low-result: 0 … 0, 500.
  static let joined: @Sendable (inout Network) -> Void = {
    $0.associate("a")
    $0.member("b", of: "a", from: "2020-06-01")
  }

  @Test func aRisingLine() {
    let forecast = Self.forecast(on: Network.sketchDay, target: "2020-07-29", Self.joined)
    #expect(forecast.trend.map(\.sharePerMille) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500])
    // Days before 29 June: 336 305 274 244 213 183 152 121 92 61 31 0, so Σx = −2012 and Σx² = 470,282.
    // Slope 500 · 2012 / (12 · 470,282 − 2012²) = 1,006,000 / 1,595,240 a day from 500 · 470,282 / 1,595,240 = 147.40.
    #expect(forecast.atTarget == 166)
    #expect(Self.forecast(on: Network.sketchDay, target: Network.sketchDay, Self.joined).atTarget == 147)
  }

  @Test func theLineStaysWithinZeroAndTheCeiling() {
    #expect(Self.forecast(on: Network.sketchDay, target: "2030-01-01", Self.joined).atTarget == 1000)
    #expect(Self.forecast(on: Network.sketchDay, target: "2010-01-01", Self.joined).atTarget == 0)
    let falling: (inout Network) -> Void = {
      $0.associate("a", to: "2020-06-01")
      $0.member("b", of: "a")
    }
    #expect(Self.forecast(on: Network.sketchDay, target: "2030-01-01", falling).atTarget == 0)
    #expect(Self.forecast(on: Network.sketchDay, target: "2010-01-01", falling).atTarget == 1000)
    #expect(Self.forecast(on: Network.sketchDay, target: .last, falling).atTarget == 0)
    #expect(Self.forecast(on: Network.sketchDay, target: .first, falling).atTarget == 1000)
  }

  @Test func monthsWithoutLowResultSchoolsAreNoPoints() {
    // b and c enter the list on 1 May: two known points, 0 on 29 May and 1000 on 29 June, 31 days apart.
    let two: (inout Network) -> Void = {
      $0.statuses = []
      for school: SchoolID in ["b", "c"] { $0.status(.lowResult, school, from: "2020-05-01") }
      $0.associate("a", from: "2020-06-01")
      for school: SchoolID in ["b", "c"] { $0.member(school, of: "a") }
    }
    let forecast = Self.forecast(on: Network.sketchDay, target: "2020-06-14", two)
    #expect(forecast.trend.map(\.sharePerMille) == Array(repeating: nil, count: 10) + [0, 1000])
    #expect(forecast.atTarget == 516)  // 16 · 1000 / 31 = 516.1…
    // One known point makes no line.
    let one = Self.forecast(on: "2020-05-29", two)
    #expect(one.trend.compactMap(\.sharePerMille) == [0])
    #expect(one.atTarget == nil)
    // None at all.
    let none = Self.forecast(on: "2020-04-29", two)
    #expect(none.trend.allSatisfy { $0.sharePerMille == nil })
    #expect(none.atTarget == nil && none.withThem == nil)
  }

  @Test("a list that is empty on the day has no figure, yet a line") func emptyOnTheDay() {
    let forecast = Self.forecast(on: Network.sketchDay) {
      $0.statuses = []
      $0.status(.lowResult, "b", to: "2020-06-01")
      $0.associate("a")
      $0.member("b", of: "a")
    }
    #expect(forecast.trend.map(\.sharePerMille) == Array(repeating: 1000, count: 11) + [nil])
    #expect(forecast.withThem == nil)
    #expect(forecast.atTarget == 1000)
  }

  @Test("halves go up at the target") func halves() {
    // 0 on 29 April and 333 on 29 May, thirty days apart: 166.5 half-way.
    let forecast = Self.forecast(on: "2020-05-29", target: "2020-05-14") {
      $0.statuses = []
      for school: SchoolID in ["b", "c", "k"] { $0.status(.lowResult, school, from: "2020-04-01") }
      $0.associate("a")
      $0.member("b", of: "a", from: "2020-05-01")
    }
    #expect(forecast.trend.compactMap(\.sharePerMille) == [0, 333])
    #expect(forecast.atTarget == 167)
  }

  @Test func theTrendKeepsTheRuleAndTheSpan() {
    var network = Network.sketch {
      $0.partner("p", "m", "b", .completed, from: "2019-09-01", to: "2020-06-01")
      $0.event("e", "2019-10-29", within: "p")
    }
    network.statuses.removeAll { $0.school == "c" }
    let trend = Indicator9(network: network, day: Network.sketchDay, rule: .active).forecast.trend
    // The event counts from its day to 180 days later, 26 April; the partnership was active until it ended.
    #expect(trend.map(\.sharePerMille) == [0, 0, 0, 1000, 1000, 1000, 1000, 1000, 1000, 0, 0, 0])
  }

  @Test func theEdgesOfTheCalendarDoNotTrap() {
    for day in [Day.first, .last, "1900-12-31"] {
      for target in [Day.first, .last] {
        #expect(Self.forecast(on: day, target: target, Self.joined).trend.count == 12)
      }
    }
  }
}
