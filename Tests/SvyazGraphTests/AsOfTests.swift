import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct AsOfTests {
  static func network() -> Network {
    var network = Network.sample()
    let spring = DayInterval(from: "2020-03-01", to: "2020-06-01")
    network.statuses = [
      SchoolStatus(school: "a", status: .lowResult, interval: spring),
      SchoolStatus(school: "a", status: .lowResult, interval: DayInterval(from: "2020-06-01", to: "2020-07-01")),
      SchoolStatus(school: "b", status: .lowResult, interval: DayInterval(from: "2020-05-01")),
      SchoolStatus(school: "a", status: .projectSite, interval: spring),
    ]
    network.partnerships = [
      Partnership(id: "p2", mentor: "d", mentee: "a", status: .completed, interval: spring),
      Partnership(id: "p1", mentor: "d", mentee: "b", status: .agreed, interval: DayInterval(from: "2020-05-01")),
    ]
    network.associations = [
      Association(id: "m1", name: "ММО", subject: "maths", base: "a", interval: spring),
      Association(id: "m2", name: "ММО", subject: "maths", base: "a", interval: DayInterval(from: "2020-05-01")),
    ]
    network.memberships = [
      Membership(association: "m1", school: "a", role: .leader, interval: DayInterval(from: "2020-01-01")),
      Membership(association: "m2", school: "a", role: .leader, interval: spring),
      Membership(association: "m2", school: "b", role: .lowResult, interval: DayInterval(from: "2020-01-01")),
    ]
    network.programmes = [
      Programme(school: "a", kind: .teacherGrowth, developed: "2020-01-01", interval: spring)
    ]
    network.events = (["2020-03-01", "2020-05-31", "2020-06-01", "2020-08-28"] as [Day]).enumerated().compactMap {
      number, day in
      EventID("e\(number)").map { Event(id: $0, kind: .webinar, title: "", day: day, organiser: "ЦРО") }
    }
    return network
  }

  @Test func showsWhatIsInForce() {
    let network = Self.network()
    #expect(network.violations() == [])
    let days: [(Day, low: Set<SchoolID>, partnerships: [PartnershipID], members: [SchoolID], programmes: Int)] = [
      ("2020-02-29", [], [], [], 0), ("2020-03-01", ["a"], ["p2"], ["a"], 1),
      ("2020-05-31", ["a", "b"], ["p2", "p1"], ["a", "a", "b"], 1), ("2020-06-01", ["a", "b"], ["p1"], ["b"], 0),
      ("2020-07-01", ["b"], ["p1"], ["b"], 0),
    ]
    for (day, low, partnerships, members, programmes) in days {
      let snapshot = network.asOf(day)
      #expect(snapshot.day == day && snapshot.network == network)
      #expect(snapshot.schools(with: .lowResult) == low, "\(day)")
      #expect(snapshot.partnerships.map(\.partnership.id) == partnerships, "\(day)")
      #expect(snapshot.memberships.map(\.school) == members, "\(day)")
      #expect(snapshot.programmes.count == programmes, "\(day)")
      #expect(snapshot.has(.lowResult, "a") == low.contains("a"))
      #expect(!snapshot.has(.risk, "a") && snapshot.schools(with: .risk) == [])
    }
    #expect(network.asOf("2020-05-31").partnerships.map(\.status) == [.active, .agreed])
    #expect(network.asOf("2020-05-31").associations.map(\.id) == ["m1", "m2"])
    #expect(network.asOf("2020-06-01").associations.map(\.id) == ["m2"])
  }

  @Test func eventsAreOfTheSpanWithBothEnds() {
    let network = Self.network()
    #expect(network.asOf("2020-08-28").events(inLast: 180).map(\.id) == ["e0", "e1", "e2", "e3"])
    #expect(network.asOf("2020-08-29").events(inLast: 180).map(\.id) == ["e1", "e2", "e3"])
    #expect(network.asOf("2020-08-27").events(inLast: 180).map(\.id) == ["e0", "e1", "e2"])
    #expect(network.asOf("2020-06-01").events(inLast: 0).map(\.id) == ["e2"])
  }

  @Test func differenceIsWhatBeganAndEnded() {
    let network = Self.network()
    let difference = network.difference(from: "2020-03-01", to: "2020-06-01")
    #expect((difference.from, difference.to) == ("2020-03-01", "2020-06-01"))
    // One status of a ends on the day on which its next row begins: nothing changes.
    #expect(difference.statuses.began.map { "\($0.school) \($0.status)" } == ["b lowResult"])
    #expect(difference.statuses.ended.map { "\($0.school) \($0.status)" } == ["a projectSite"])
    #expect(difference.partnerships.began == ["p1"] && difference.partnerships.ended == ["p2"])
    #expect(difference.associations.began == ["m2"] && difference.associations.ended == ["m1"])
    #expect(difference.memberships.began.map { "\($0.association) \($0.school)" } == ["m2 b"])
    #expect(difference.memberships.ended.map { "\($0.association) \($0.school)" } == ["m1 a"])
    #expect(difference.events == ["e1", "e2"])

    let back = network.difference(from: "2020-06-01", to: "2020-03-01")
    #expect(back.statuses.began == difference.statuses.ended && back.statuses.ended == difference.statuses.began)
    #expect(back.partnerships.began == ["p2"] && back.events == difference.events)

    let none = network.difference(from: "2020-06-01", to: "2020-06-01")
    #expect(none.statuses.isEmpty && none.partnerships.isEmpty && none.associations.isEmpty)
    #expect(none.memberships.isEmpty && none.events == [])
  }

  @Test func differenceIgnoresTheOrderOfRows() {
    for seed in 0..<40 as Range<UInt64> {
      let network = Network.randomMatching(seed: seed)
      let days = [network.asOf.adding(days: -200), network.asOf]
      let difference = network.difference(from: days[0], to: days[1])
      #expect(network.shuffled(seed: seed).difference(from: days[0], to: days[1]) == difference)
      let keys = difference.statuses.began
      #expect(keys == keys.sorted() && Set(keys).count == keys.count)
      for key in keys {
        #expect(!network.asOf(days[0]).has(key.status, key.school) && network.asOf(days[1]).has(key.status, key.school))
      }
    }
  }
}
