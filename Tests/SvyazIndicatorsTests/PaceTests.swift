import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// When the straight line meets the target, and how sure that is.
@Suite struct PaceTests {
  /// `count` of ten low-result schools are members from each first of the month of 2020 on.
  static func forecast(joining counts: [Int], target: Int = 900, by targetDay: Day = "2021-12-31") -> Forecast {
    var network = Network(
      id: "pace", name: "", asOf: "2020-12-15", subjects: [Subject(id: "ru", name: "Russian")])
    network.targets = [IndicatorTarget(indicator: 9, perMille: target, day: targetDay)]
    let schools: [SchoolID] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
    network.schools = schools.map { School(id: $0, name: "") }
    for school in schools { network.status(.lowResult, school) }
    network.associate("m", base: "a")
    var next = 0
    for (month, count) in counts.enumerated() {
      for _ in 0..<count where next < schools.count {
        guard let day = Day(year: 2020, month: month + 1, day: 1) else { continue }
        network.member(schools[next], of: "m", from: day)
        next += 1
      }
    }
    return Indicator9(network: network, day: network.asOf, rule: .formal).forecast
  }

  @Test func aRisingLineMeetsTheTarget() throws {
    // One school a month from March on: 0 0 100 200 … 1000 would be reached at once; eight by the day.
    let forecast = Self.forecast(joining: [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1])
    #expect(forecast.trend.last?.sharePerMille == 800)
    guard case .on(let day, isLate: false) = forecast.pace else {
      Issue.record("\(forecast.pace)")
      return
    }
    let line = try #require(forecast.line)
    #expect(line.value(on: day) >= 900 && line.value(on: day.adding(days: -1)) <= 900)
    #expect(day > "2020-12-15")
    // The same course is late for an earlier target's day.
    let late = Self.forecast(joining: [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1], by: "2020-12-20")
    #expect(late.pace == .on(day, isLate: true))
  }

  @Test func reachedAndNever() {
    #expect(Self.forecast(joining: [9]).pace == .reached)
    #expect(Self.forecast(joining: [5]).pace == .never)
    #expect(Self.forecast(joining: []).pace == .never)
  }

  @Test func nothingKnownIsNoForecast() {
    let network = Network(id: "none", name: "", asOf: "2020-12-15", subjects: [])
    let forecast = Indicator9(network: network, day: network.asOf, rule: .formal).forecast
    #expect(forecast.pace == .unknown && forecast.atTargetRange == nil && forecast.line == nil)
  }

  @Test("a straight course leaves no doubt, a crooked one does") func interval() throws {
    let flat = Self.forecast(joining: [5])
    #expect(flat.atTargetRange == 500...500)
    let crooked = Self.forecast(joining: [3, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0])
    let range = try #require(crooked.atTargetRange)
    let value = try #require(crooked.atTarget)
    #expect(range.lowerBound < value && value < range.upperBound)
  }

  /// Against statsmodels 0.15 (`get_prediction(…).conf_int(obs=True)`, 95 %), for shares 300 … 300, 500 … 500.
  @Test func predictionInterval() throws {
    let forecast = Self.forecast(joining: [3, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0])
    #expect(forecast.trend.map(\.sharePerMille) == Array(repeating: 300, count: 5) + Array(repeating: 500, count: 7))
    let line = try #require(forecast.line)
    #expect(line.value(on: "2021-02-15") == 601)  // 601.06
    #expect(line.margin(on: "2021-02-15") == 151)  // 150.86, rounded up
  }
}
