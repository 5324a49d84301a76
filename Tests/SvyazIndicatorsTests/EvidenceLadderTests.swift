import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

@Suite struct EvidenceLadderTests {
  static let day = Network.sketchDay

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let edit: @Sendable (inout Network) -> Void
    let rung: EvidenceLadder.Rung
    let missing: EvidenceLadder.Missing?
    var counts = false
  }

  static let noEvent = EvidenceLadder.Missing.jointEvent(since: "2020-01-01", last: nil)

  /// One partnership of mentor k and low-result b, span from 2020-01-01 to 2020-06-29.
  static let cases: [Case] = [
    Case(testDescription: "no partnership", edit: { _ in }, rung: .none, missing: .partnership),
    Case(
      testDescription: "ended without a date", edit: { $0.partner("p", "k", "b", .completed) }, rung: .none,
      missing: .partnership),
    Case(
      testDescription: "ended yesterday", edit: { $0.partner("p", "k", "b", .active, to: "2020-06-29") }, rung: .none,
      missing: .partnership),
    Case(
      testDescription: "proposed", edit: { $0.partner("p", "k", "b", .proposed) }, rung: .declared, missing: .consent),
    Case(
      testDescription: "proposed, with paper and event",
      edit: {
        $0.partner("p", "k", "b", .proposed)
        $0.partnerships[0].agreement = "№ 1"
        $0.event("e", within: "p")
      }, rung: .declared, missing: .consent),
    Case(
      testDescription: "agreed without a number", edit: { $0.partner("p", "k", "b", .agreed) }, rung: .declared,
      missing: .agreementNumber),
    Case(
      testDescription: "active with an event, without a number: counts all the same",
      edit: {
        $0.partner("p", "b", "m", .active)
        $0.event("e", came: ["b", "m"])
      }, rung: .declared, missing: .agreementNumber, counts: true),
    Case(
      testDescription: "agreement only",
      edit: {
        $0.partner("p", "k", "b", .active)
        $0.partnerships[0].agreement = "№ 1"
      }, rung: .agreement, missing: noEvent),
    Case(
      testDescription: "the event is a day too old",
      edit: {
        $0.partner("p", "k", "b", .active)
        $0.partnerships[0].agreement = "№ 1"
        $0.event("e", "2019-12-31", within: "p")
      }, rung: .agreement, missing: .jointEvent(since: "2020-01-01", last: "2019-12-31")),
    Case(
      testDescription: "agreed with an event on the span's first day",
      edit: {
        $0.partner("p", "k", "b", .agreed)
        $0.partnerships[0].agreement = "№ 1"
        $0.event("e", "2020-01-01", within: "p")
        $0.event("later", "2020-06-30", within: "p")
      }, rung: .jointEvent, missing: .activation),
    Case(
      testDescription: "everything, completed later",
      edit: {
        $0.partner("p", "k", "b", .completed, to: "2020-06-30")
        $0.partnerships[0].agreement = "№ 1"
        $0.event("e", host: "k", came: ["b"])
      }, rung: .active, missing: nil, counts: true),
    Case(
      testDescription: "the best of two partnerships",
      edit: {
        $0.partner("p", "k", "b", .proposed)
        $0.partner("q", "m", "b", .active)
        $0.partnerships[1].agreement = "№ 2"
      }, rung: .agreement, missing: noEvent),
    Case(
      testDescription: "counts through its association only",
      edit: {
        $0.associate("a")
        $0.member("b", of: "a")
        $0.event("e", of: "a", came: ["b"])
      }, rung: .none, missing: .partnership, counts: true),
  ]

  @Test(arguments: cases) func standsWhereItsPapersAre(_ sample: Case) throws {
    let network = Network.sketch(sample.edit)
    let ladder = EvidenceLadder(network: network, day: Self.day)
    let standing = try #require(ladder.standings.first { $0.school == "b" })
    #expect(standing.rung == sample.rung)
    #expect(standing.missing == sample.missing)
    #expect(standing.counts == sample.counts)
    #expect(standing.countsThroughAssociationOnly == (sample.counts && sample.rung == .none))
    #expect(standing.countsWithoutPaper == (sample.counts && sample.missing == .agreementNumber))
  }

  @Test func partnershipsWithoutALowResultSchoolStayOut() {
    let ladder = EvidenceLadder(network: .sketch { $0.partner("p", "k", "m", .active) }, day: Self.day)
    #expect(ladder.ties.isEmpty)
    #expect(ladder.standings.map(\.school) == ["b", "c"])
  }

  @Test(arguments: 0..<4) func rungsAreNestedAndAgreeWithTheIndicator(block: UInt64) {
    var onRung = [Int](repeating: 0, count: 5)
    var associationOnly = 0
    for seed in block * 100..<block * 100 + 100 {
      var random = RandomPartnerships(seed: seed)
      for index in random.network.partnerships.indices where index % 3 != 0 {
        random.network.partnerships[index].agreement = "№ \(index)"
      }
      let ladder = EvidenceLadder(network: random.network, day: random.day)
      let counted = Set(Indicator9(network: random.network, day: random.day, rule: .active).readings[0].numerator)
      for (lower, upper) in zip(EvidenceLadder.Rung.allCases, EvidenceLadder.Rung.allCases.dropFirst()) {
        #expect(Set(ladder.schools(from: upper)).isSubset(of: ladder.schools(from: lower)), "seed \(seed)")
        #expect(Set(ladder.partnerships(from: upper)).isSubset(of: ladder.partnerships(from: lower)), "seed \(seed)")
      }
      // The highest rung is enough for the rule; without memberships the rest counts without a paper.
      #expect(counted.isSuperset(of: ladder.schools(from: .active)), "seed \(seed)")
      #expect(Set(ladder.standings.filter(\.counts).map(\.school)) == counted, "seed \(seed)")
      var bare = random.network
      bare.memberships = []
      let byTies = Set(Indicator9(network: bare, day: random.day, rule: .active).readings[0].numerator)
      let only = ladder.standings.filter(\.countsThroughAssociationOnly).map(\.school)
      #expect(Set(only) == counted.subtracting(byTies), "seed \(seed)")
      let onTop = Set(ladder.schools(from: .active))
      let unsigned = Set(ladder.standings.filter(\.countsWithoutPaper).map(\.school))
      #expect(unsigned.isDisjoint(with: onTop) && unsigned.union(onTop) == byTies, "seed \(seed)")
      for standing in ladder.standings { onRung[standing.rung.rawValue] += 1 }
      associationOnly += only.count
    }
    #expect(onRung.allSatisfy { $0 > 0 } && associationOnly > 0)
  }
}
