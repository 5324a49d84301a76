import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct PerMilleTests {
  @Test func sharesRoundHalfUp() {
    for (numerator, denominator, share) in [
      (1, 2, 500), (1, 3, 333), (2, 3, 667), (1, 16, 63), (3, 16, 188), (0, 5, 0), (5, 5, 1000), (7, 5, 1400),
      (1, 2000, 1), (1, 2001, 0), (-1, 16, -62), (-3, 16, -187), (-1, 2, -500),
    ] {
      #expect(PerMille.share(numerator, of: denominator) == share, "\(numerator)/\(denominator)")
    }
    #expect(PerMille.share(1, of: 0) == nil && PerMille.share(0, of: 0) == nil && PerMille.share(1, of: -5) == nil)
    #expect(PerMille.share(.max, of: .max) == nil && PerMille.share(.min, of: 1) == nil)
    #expect(PerMille.share(.max / 1000, of: .max) == 1)
  }

  @Test func roundsToTheNearest() {
    for numerator in -50...50 {
      for denominator in 1...12 {
        let exact = (Double(numerator) / Double(denominator) + 0.5).rounded(.down)
        #expect(PerMille.roundHalfUp(numerator, over: denominator) == Int(exact), "\(numerator)/\(denominator)")
      }
    }
    #expect(PerMille.roundHalfUp(.max, over: .max) == 1 && PerMille.roundHalfUp(.max, over: 1) == .max)
    #expect(PerMille.roundHalfUp(.min, over: 1) == .min && PerMille.roundHalfUp(.min, over: .max) == -1)
  }

  @Test func percentIsWrittenTheRussianWay() {
    #expect(PerMille.percent(900) == "90,0 %")
    #expect(PerMille.percent(1000).hasPrefix("100,0 ") && PerMille.percent(5) == "0,5 %")
    #expect(PerMille.percent(-15).hasPrefix("−1,5") && PerMille.percent(-5).hasPrefix("−0,5"))
    #expect(PerMille.percent(0).hasPrefix("0,0"))
  }
}

@Suite struct IdentifierTests {
  @Test(arguments: ["a", "9", "school-12", "A.b_c-D", String(repeating: "x", count: 64)])
  func takesSlugs(_ text: String) { #expect(SchoolID(text)?.rawValue == text && SchoolID(text)?.description == text) }

  @Test(arguments: [
    "", "-a", ".a", "_a", "a b", "a/b", "a;b", "школа", "é", "a\n", "a\u{301}", "a,", "\"a",
    String(repeating: "x", count: 65),
  ])
  func refusesOtherText(_ text: String) { #expect(SchoolID(text) == nil) }

  @Test func ordersByText() {
    #expect((["b", "a-2", "a-10", "A"] as [SchoolID]).sorted() == ["A", "a-10", "a-2", "b"])
    #expect(SchoolID("abc".dropFirst()) == "bc")
  }
}

@Suite struct CoordinatesTests {
  @Test func refusesWhatIsOffTheGlobe() {
    for (latitude, longitude) in [
      (90.1, 0.0), (-90.1, 0), (0, 180.1), (0, -180.1), (.nan, 0), (0, .nan), (.infinity, 0), (0, -.infinity),
    ] {
      #expect(Coordinates(latitude: latitude, longitude: longitude) == nil)
    }
    #expect(Coordinates(latitude: 90, longitude: -180) != nil)
    let zero = Coordinates(latitude: -0.0, longitude: -0.0)
    #expect(zero?.latitude.sign == .plus && zero?.longitude.sign == .plus, "one place, one text")
  }

  @Test func distancesAreGreatCircles() throws {
    func distance(_ one: (Double, Double), _ other: (Double, Double)) throws -> Double {
      let from = try #require(Coordinates(latitude: one.0, longitude: one.1))
      let to = try #require(Coordinates(latitude: other.0, longitude: other.1))
      #expect(abs(from.distanceKm(to: to) - to.distanceKm(to: from)) < 1e-9)
      return from.distanceKm(to: to)
    }
    let degree = Coordinates.earthRadiusKm * .pi / 180
    #expect(abs(degree - 111.195) < 0.001)
    #expect(try distance((53.2, 50.1), (53.2, 50.1)) == 0)
    #expect(abs(try distance((0, 0), (0, 1)) - degree) < 1e-9)
    #expect(abs(try distance((10, 20), (11, 20)) - degree) < 1e-9)
    #expect(abs(try distance((60, 0), (60, 1)) - degree / 2) < 0.01)  // parallels shrink with the cosine
    #expect(abs(try distance((0, 0), (0, 180)) - 180 * degree) < 1e-6)
    #expect(abs(try distance((90, 0), (-90, 77)) - 180 * degree) < 1e-6)
    #expect(abs(try distance((0, 179.5), (0, -179.5)) - degree) < 1e-9)  // over the date line
    // Moscow to Samara, by the spherical law of cosines.
    #expect(abs(try distance((55.7558, 37.6173), (53.1959, 50.1002)) - 853.838) < 0.001)
  }
}

@Suite struct DayIntervalTests {
  /// Every interval of a week, open ones too, against its days one by one.
  @Test func agreesWithItsDays() {
    let week = (0..<7).map { ("2020-02-26" as Day).adding(days: $0) }
    let intervals = week.flatMap { from in ([nil] + week.map(Optional.init)).map { DayInterval(from: from, to: $0) } }
    for one in intervals {
      let days = week.filter { day in one.from <= day && (one.to.map { day < $0 } ?? true) }
      #expect(week.filter(one.contains) == days)
      #expect(one.isWellFormed == !days.isEmpty)
      for other in intervals where one.isWellFormed && other.isWellFormed {
        let common = week.contains { one.contains($0) && other.contains($0) }
        #expect(one.overlaps(other) == common, "\(one) \(other)")
      }
    }
  }
}

@Suite struct PartnershipTests {
  @Test func statusIsThatOfTheDay() {
    let (from, to): (Day, Day) = ("2020-03-01", "2020-06-01")
    for status in Partnership.Status.allCases {
      for end in [nil, to] {
        let row = Partnership(
          id: "p", mentor: "a", mentee: "b", status: status, interval: DayInterval(from: from, to: end))
        let isOver = status == .completed || status == .terminated
        let expected = isOver && end != nil ? .active : status
        #expect(row.status(on: from) == expected)
        #expect(row.status(on: from.adding(days: -1)) == nil)
        #expect(row.status(on: to.adding(days: -1)) == expected)
        #expect(row.status(on: to) == (end == nil ? expected : nil))
        #expect(row.isInForce(on: from) == (expected == .agreed || expected == .active))
        #expect(!row.isInForce(on: from.adding(days: -1)))
      }
    }
  }
}

@Suite struct NameTests {
  @Test func labelIsTheShortNameWhereThereIsOne() {
    #expect(School(id: "a", name: "Школа № 1").label == "Школа № 1")
    #expect(School(id: "a", name: "Школа № 1", shortName: "Школа 1").label == "Школа 1")
  }
}
