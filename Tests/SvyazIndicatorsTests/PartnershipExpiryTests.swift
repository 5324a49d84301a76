import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

@Suite struct PartnershipExpiryTests {
  static let day = Network.sketchDay

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let edit: @Sendable (inout Network) -> Void
    let lastDay: Day?
    let reason: PartnershipExpiry.Reason?
  }

  /// School b, counted on 2020-06-29.
  static let cases: [Case] = [
    Case(
      testDescription: "the last joint event ages on the 181st day",
      edit: {
        $0.partner("p", "k", "b", .active)
        $0.event("old", "2020-02-01", within: "p")
        $0.event("e", "2020-05-05", within: "p")
        $0.event("planned", "2020-07-01", within: "p")
      }, lastDay: "2020-11-01", reason: .jointEventAges("p", "e", held: "2020-05-05")),
    Case(
      testDescription: "the partnership ends before its event ages",
      edit: {
        $0.partner("p", "k", "b", .completed, to: "2020-09-01")
        $0.event("e", within: "p")
      }, lastDay: "2020-08-31", reason: .partnershipEnds("p")),
    Case(
      testDescription: "the membership ends",
      edit: {
        $0.associate("a", to: "2020-10-01")
        $0.member("b", of: "a", to: "2020-07-05")
        $0.event("e", of: "a", came: ["b"])
      }, lastDay: "2020-07-04", reason: .membershipEnds("a")),
    Case(
      testDescription: "the association ends",
      edit: {
        $0.associate("a", to: "2020-07-05")
        $0.member("b", of: "a")
        $0.event("e", of: "a", came: ["b"])
      }, lastDay: "2020-07-04", reason: .associationEnds("a")),
    Case(
      testDescription: "the visit ages",
      edit: {
        $0.associate("a")
        $0.member("b", of: "a")
        $0.event("e", "2020-01-01", host: "b", of: "a")
      }, lastDay: "2020-06-29", reason: .visitAges("a", "e", held: "2020-01-01")),
    Case(
      testDescription: "the school leaves the list first",
      edit: {
        $0.statuses.removeAll { $0.school == "b" }
        $0.status(.lowResult, "b", to: "2020-08-01")
        $0.partner("p", "k", "b", .active)
        $0.event("e", within: "p")
      }, lastDay: "2020-07-31", reason: .lowResultEnds),
    Case(
      testDescription: "another partnership, recorded to begin that day, takes over",
      edit: {
        $0.partner("p", "k", "b", .active, to: "2020-08-01")
        $0.partner("q", "m", "b", .active, from: "2020-08-01")
        $0.event("e", within: "p")
        $0.event("f", "2020-06-01", came: ["b", "m"])
      }, lastDay: "2020-11-28", reason: .jointEventAges("q", "f", held: "2020-06-01")),
  ]

  @Test(arguments: cases) func tellsWhenAndWhy(_ sample: Case) throws {
    let expiry = PartnershipExpiry(network: .sketch(sample.edit), day: Self.day, rule: .active)
    let loss = try #require(expiry.losses.first { $0.school == "b" })
    #expect(loss.lastDay == sample.lastDay)
    #expect(loss.reason == sample.reason)
  }

  @Test func withoutAnEndNothingIsLost() {
    let network = Network.sketch { $0.partner("p", "k", "b", .agreed) }
    let expiry = PartnershipExpiry(network: network, day: Self.day, rule: .formal)
    #expect(expiry.losses.map(\.school) == ["b"])
    #expect(expiry.losses.allSatisfy { $0.lastDay == nil && $0.reason == nil })
    #expect(expiry.months.allSatisfy { $0.numerator == ["b"] && $0.dropped.isEmpty && $0.sharePerMille == 500 })
    #expect(expiry.expiring.isEmpty)
  }

  @Test func listsEventsThatAgeAndAgreementsThatEnd() {
    let network = Network.sketch {
      $0.partner("p", "k", "b", .active, to: "2020-09-27")
      $0.partner("q", "m", "b", .agreed, to: "2020-09-28")
      $0.partner("r", "m", "c", .proposed, to: "2020-07-28")
      $0.partner("s", "m", "c", .active, to: "2020-06-30")
      $0.event("one", "2020-01-10", within: "p")
      $0.event("two", "2020-05-05", of: nil, came: ["b", "k"])
      $0.event("three", "2020-03-03", within: "s")
    }
    let expiry = PartnershipExpiry(network: network, day: Self.day, rule: .active)
    #expect(expiry.ending.map(\.partnership) == ["s", "p"])
    #expect(expiry.ending.map(\.daysLeft) == [1, 90])
    #expect(expiry.ending.map(\.lastDay) == ["2020-06-29", "2020-09-26"])
    #expect(expiry.expiring.map(\.event) == ["three", "two"])
    #expect(expiry.expiring.map(\.schools) == [["c"], ["b"]])
    #expect(expiry.expiring.map(\.decisive) == [[], []])
    #expect(expiry.months[0].dropped.map(\.reason) == [.partnershipEnds("s")])
  }

  @Test(arguments: 0..<4) func equalsTheIndicatorWithoutLaterEvents(block: UInt64) {
    var dropped = 0
    var joined = 0
    for seed in block * 60..<block * 60 + 60 {
      let random = RandomPartnerships(seed: seed)
      var known = random.network
      known.events.removeAll { $0.day > random.day }
      for rule in PartnershipRule.allCases {
        func counted(_ day: Day) -> SchoolReading { Indicator9(network: known, day: day, rule: rule).readings[0] }
        let expiry = PartnershipExpiry(network: random.network, day: random.day, rule: rule)
        let now = counted(random.day)
        #expect(expiry.numerator == now.numerator && expiry.sharePerMille == now.sharePerMille, "seed \(seed)")
        #expect(expiry.months.count == 12)
        var before = now.numerator
        for (index, month) in expiry.months.enumerated() {
          #expect(month.day == random.day.adding(months: index + 1))
          let reading = counted(month.day)
          #expect(month.numerator == reading.numerator, "seed \(seed), \(month.day), \(rule)")
          #expect(month.denominatorCount == reading.denominator.count, "seed \(seed)")
          #expect(month.sharePerMille == reading.sharePerMille, "seed \(seed)")
          #expect(month.dropped.map(\.school) == before.filter { !reading.numerator.contains($0) })
          #expect(month.joined == reading.numerator.filter { !before.contains($0) })
          #expect(month.dropped.allSatisfy { $0.reason != nil && $0.lastDay.map { $0 < month.day } ?? false })
          dropped += month.dropped.count
          joined += month.joined.count
          before = reading.numerator
        }
        #expect(Set(expiry.losses.map(\.school)) == Set(now.numerator))
        for loss in expiry.losses {
          let last = loss.lastDay ?? random.day.adding(days: 1000)
          let span = last.number - random.day.number
          for day in [last, random.day.adding(days: span / 2), random.day.adding(days: span / 3)] {
            #expect(counted(day).numerator.contains(loss.school), "seed \(seed), \(day)")
          }
          guard let lastDay = loss.lastDay else { continue }
          #expect(!counted(lastDay.adding(days: 1)).numerator.contains(loss.school), "seed \(seed), \(lastDay)")
        }
      }
    }
    #expect(dropped > 20 && joined > 5)
  }
}
