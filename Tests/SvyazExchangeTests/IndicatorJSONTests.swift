import SvyazExchange
import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// The JSON of indicator 9: exactly the keys of design.md §6 and indicators.md (C6, D17).
@Suite struct IndicatorJSONTests {
  static func network(lowResult: Bool = true) -> Network {
    var network = Network(id: "n", name: "", asOf: "2020-06-29", subjects: [Subject(id: "ru", name: "")])
    network.schools = ["m", "b", "c"].map { School(id: $0, name: "Школа «\($0)»") }
    if lowResult {
      network.statuses = ["b", "c"].map {
        SchoolStatus(school: $0, status: .lowResult, interval: DayInterval(from: "2020-03-29"))
      }
    }
    network.partnerships = ["b", "c"].map {
      Partnership(
        id: $0 == "b" ? "p" : "q", mentor: "m", mentee: $0, status: .active, interval: DayInterval(from: "2020-05-29"))
    }
    network.events = [Event(id: "e", kind: .seminar, title: "", day: "2020-06-01", partnership: "p", organiser: "")]
    return network
  }

  static func text(_ network: Network, _ rule: PartnershipRule) -> String {
    String(decoding: Indicator9(network: network, day: "2020-06-29", rule: rule).json.bytes(), as: UTF8.self)
  }

  /// Eight of the dates of the trend know no share; the line through the others is far over the ceiling at the target.
  ///
  /// The line by hand: days −92, −61, −31, 0 and shares 0, 0, 0, 500 give 351 + 4.9124 · day, at 900 on day 111.8 and
  /// 147 more in thirty days.
  static let whole = """
    {
      "indicator": 9,
      "asOf": "2020-06-29",
      "rule": "active",
      "targetPerMille": 900,
      "readings": [
        {
          "id": "lowResult",
          "numerator": ["b"],
          "denominator": ["b", "c"],
          "sharePerMille": 500,
          "ceilingPerMille": 1000
        },
        {
          "id": "passport",
          "numerator": ["b", "m"],
          "denominator": ["b", "c", "m"],
          "sharePerMille": 667,
          "ceilingPerMille": 1000
        },
        {
          "id": "literal",
          "numerator": ["b"],
          "denominator": ["b", "c", "m"],
          "sharePerMille": 333,
          "ceilingPerMille": 667
        }
      ],
      "oneStepShort": [
        {"school": "c", "step": "jointEvent"}
      ],
      "forecast": {
        "withThem": 1000,
        "trend": [
          {"date": "2019-07-29", "sharePerMille": null},
          {"date": "2019-08-29", "sharePerMille": null},
          {"date": "2019-09-29", "sharePerMille": null},
          {"date": "2019-10-29", "sharePerMille": null},
          {"date": "2019-11-29", "sharePerMille": null},
          {"date": "2019-12-29", "sharePerMille": null},
          {"date": "2020-01-29", "sharePerMille": null},
          {"date": "2020-02-29", "sharePerMille": null},
          {"date": "2020-03-29", "sharePerMille": 0},
          {"date": "2020-04-29", "sharePerMille": 0},
          {"date": "2020-05-29", "sharePerMille": 0},
          {"date": "2020-06-29", "sharePerMille": 500}
        ],
        "targetDate": "2021-12-31",
        "atTarget": 1000
      },
      "name": "Сетевое партнёрство",
      "definitions": [
        {"reading": "lowResult", "version": "2020-1", "title": "по смыслу: школы НОР", "numerator": "школы НОР, \
    реализующие сетевое партнёрство", "denominator": "все школы НОР", "unit": "schools"},
        {"reading": "passport", "version": "2020-1", "title": "паспорт: все школы", "numerator": "школы города, \
    реализующие сетевое партнёрство", "denominator": "все школы города", "unit": "schools"},
        {"reading": "literal", "version": "2020-1", "title": "таблица 1 буквально", "numerator": "школы НОР, \
    реализующие сетевое партнёрство", "denominator": "все школы города", "unit": "schools"}
      ],
      "gaps": [
        {"reading": "lowResult", "missing": 1, "spare": 0, "perMille": 400, "reachable": true},
        {"reading": "passport", "missing": 1, "spare": 0, "perMille": 233, "reachable": true},
        {"reading": "literal", "missing": 2, "spare": 0, "perMille": 567, "reachable": false}
      ],
      "bounds": [
        {"reading": "lowResult", "lowerPerMille": 500, "upperPerMille": 500, "missing": []},
        {"reading": "passport", "lowerPerMille": 667, "upperPerMille": 667, "missing": []},
        {"reading": "literal", "lowerPerMille": 333, "upperPerMille": 333, "missing": []}
      ],
      "pace": {"verdict": "on", "date": "2020-10-19", "atTargetLow": 0, "atTargetHigh": 1000, "perThirtyDays": 147}
    }

    """

  static func keys(_ value: JSONValue?) -> [String] {
    guard case .object(let members) = value else { return [] }
    return members.map(\.key)
  }

  static func elements(_ value: JSONValue?) -> [JSONValue] {
    guard case .array(let values) = value else { return [] }
    return values
  }

  @Test func everyByte() { #expect(Self.text(Self.network(), .active) == Self.whole) }

  @Test(arguments: PartnershipRule.allCases) func keysOfTheContract(rule: PartnershipRule) {
    for lowResult in [true, false] {
      let network = Self.network(lowResult: lowResult)
      let json = Indicator9(network: network, day: "2020-06-29", rule: rule).json
      #expect(
        Self.keys(json) == [
          "indicator", "asOf", "rule", "targetPerMille", "readings", "oneStepShort", "forecast", "name", "definitions",
          "gaps", "bounds", "pace",
        ])
      #expect(json["rule"] == .string(rule == .active ? "active" : "formal"))
      for reading in Self.elements(json["readings"]) {
        #expect(Self.keys(reading) == ["id", "numerator", "denominator", "sharePerMille", "ceilingPerMille"])
      }
      for short in Self.elements(json["oneStepShort"]) { #expect(Self.keys(short) == ["school", "step"]) }
      #expect(Self.keys(json["forecast"]) == ["withThem", "trend", "targetDate", "atTarget"])
      #expect(Self.elements(json["forecast"]?["trend"]).count == 12)
      for point in Self.elements(json["forecast"]?["trend"]) { #expect(Self.keys(point) == ["date", "sharePerMille"]) }
      // What has no data is null and never left out.
      guard !lowResult else { continue }
      let headline = Self.elements(json["readings"])[0]
      #expect(headline["sharePerMille"] == .null && headline["ceilingPerMille"] == .null)
      #expect(headline["numerator"] == .array([]) && headline["denominator"] == .array([]))
      #expect(json["forecast"]?["withThem"] == .null && json["forecast"]?["atTarget"] == .null)
      #expect(json["oneStepShort"] == .array([]))
    }
  }

  @Test func stepsAreTheWordsOfTheContract() {
    #expect(PartnershipStep.allCases.map(\.rawValue) == ["jointEvent", "associationEvent", "activate", "agree"])
    #expect(PartnershipRule.allCases.map(\.rawValue) == ["active", "formal"])
  }

  @Test func targetAndItsDate() {
    var network = Self.network()
    network.targets = [IndicatorTarget(indicator: 9, perMille: 650, day: "2024-08-31")]
    let json = Indicator9(network: network, day: "2020-06-29", rule: .formal).json
    #expect(json["targetPerMille"] == 650)
    #expect(json["forecast"]?["targetDate"] == .string("2024-08-31"))
  }

  @Test func orderOfRowsHasNoInfluence() {
    var network = Self.network()
    network.schools.reverse()
    network.statuses.reverse()
    network.partnerships.reverse()
    #expect(Self.text(network, .active) == Self.whole)
  }

  @Test func readsBackTheSame() throws {
    let json = Indicator9(network: Self.network(), day: "2020-06-29", rule: .active).json
    let read = try #require(JSONValue(bytes: json.bytes()))
    // Members of objects come back in another order.
    for key in ["indicator", "asOf", "rule", "targetPerMille", "name"] {
      #expect(read[key] == json[key])
    }
    #expect(read["forecast"]?["trend"] == json["forecast"]?["trend"])
    #expect(Self.keys(read) == Self.keys(json).sorted())
  }
}
