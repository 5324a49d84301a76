import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct MergingTests {
  private static let day: Day = "2020-06-01"

  /// a joins b on 2020-06-01; c mentors both, d mentors a only.
  private func network() -> Network {
    var network = Network.sample()
    network.statuses = [SchoolStatus(school: "a", status: .lowResult, interval: DayInterval(from: "2020-01-01"))]
    network.partnerships = [
      Partnership(id: "shared-a", mentor: "c", mentee: "a", status: .active, interval: DayInterval(from: "2020-01-01")),
      Partnership(id: "shared-b", mentor: "c", mentee: "b", status: .active, interval: DayInterval(from: "2020-01-01")),
      Partnership(id: "own", mentor: "d", mentee: "a", status: .active, interval: DayInterval(from: "2020-01-01")),
      Partnership(
        id: "over", mentor: "d", mentee: "a", status: .completed,
        interval: DayInterval(from: "2019-01-01", to: "2019-06-01")),
      Partnership(id: "later", mentor: "d", mentee: "a", status: .agreed, interval: DayInterval(from: "2020-09-01")),
      Partnership(id: "between", mentor: "b", mentee: "a", status: .active, interval: DayInterval(from: "2020-01-01")),
    ]
    network.associations = [
      Association(id: "m", name: "ММО", subject: "maths", base: "a", interval: DayInterval(from: "2020-01-01"))
    ]
    network.memberships = [
      Membership(association: "m", school: "a", role: .leader, interval: DayInterval(from: "2020-01-01"))
    ]
    network.events = [
      Event(id: "e1", kind: .seminar, title: "До", day: "2020-05-31", host: "a", partnership: "own", organiser: "ЦРО"),
      Event(
        id: "e2", kind: .seminar, title: "После", day: "2020-06-01", host: "a", partnership: "own", organiser: "ЦРО"),
    ]
    network.participations = [
      Participation(event: "e1", school: "a", role: .participant, people: 1),
      Participation(event: "e2", school: "a", role: .participant, people: 2),
      Participation(event: "e2", school: "b", role: .participant, people: 3),
    ]
    network.mentorCapacities = [MentorCapacity(school: "a", capacity: 0)]
    network.constraints = [
      MatchingConstraint(rule: .ban, mentee: "a", mentor: "d"),
      MatchingConstraint(rule: .ban, mentee: "b", mentor: "d"),
    ]
    return network
  }

  @Test func tiesGoOverAndThePastStays() throws {
    let before = network()
    #expect(before.violations() == [])
    let after = try before.merging("a", into: "b", on: Self.day)
    #expect(after.violations() == [])
    #expect(after.schools == before.schools)
    #expect(after.statuses.map(\.interval) == [DayInterval(from: "2020-01-01", to: Self.day)])

    func partnership(_ id: PartnershipID) -> Partnership? { after.partnerships.first { $0.id == id } }
    #expect(partnership("own")?.interval.to == Self.day)
    #expect(partnership("own")?.status == .completed)
    let moved = try #require(partnership("own-2"))
    #expect(moved.mentee == "b" && moved.mentor == "d" && moved.status == .active && moved.interval.from == Self.day)
    #expect(partnership("over") == before.partnerships.first { $0.id == "over" })
    #expect(partnership("later") == nil, "b has that tie by then, from the one that goes on")
    #expect(partnership("shared-a")?.interval.to == Self.day)
    #expect(partnership("shared-a-2") == nil, "b had the tie already")
    #expect(partnership("between")?.interval.to == Self.day)
    #expect(partnership("between-2") == nil)

    #expect(after.associations[0].base == "b")
    #expect(Set(after.memberships.map(\.school)) == ["a", "b"])
    #expect(after.events.map(\.host) == ["a", "b"])
    #expect(after.events.map(\.partnership) == ["own", "own-2"])
    #expect(after.participations.map(\.school) == ["a", "b"])
    #expect(after.mentorCapacities == [MentorCapacity(school: "b", capacity: 0)])
    #expect(after.constraints == [MatchingConstraint(rule: .ban, mentee: "b", mentor: "d")])
  }

  @Test("random networks keep their rules and the days before", arguments: 0..<6)
  func randomNetworksStaySound(block: UInt64) throws {
    for seed in block * 20..<block * 20 + 20 {
      let before = RandomNetwork.make(seed: seed)
      guard before.schools.count > 1 else { continue }
      var random = SeededGenerator(seed: seed)
      let pair = before.schools.map(\.id).shuffled(using: &random).prefix(2)
      let day = before.asOf.adding(days: Int.random(in: -200...200, using: &random))
      let after = try before.merging(pair[0], into: pair[1], on: day)
      #expect(after.violations() == [], "seed \(seed)")
      let eve = day.adding(days: -1)
      let (old, new) = (before.asOf(eve), after.asOf(eve))
      // Who was tied to whom the day before, whatever the row says of later days.
      func ties(_ snapshot: NetworkSnapshot) -> Set<String> {
        Set(snapshot.partnerships.map { "\($0.partnership.id) \($0.partnership.mentor) \($0.partnership.mentee)" })
      }
      #expect(ties(old) == ties(new), "seed \(seed)")
      #expect(
        Set(old.memberships.map { "\($0.association) \($0.school)" })
          == Set(new.memberships.map { "\($0.association) \($0.school)" }), "seed \(seed)")
      for status in Status.allCases { #expect(old.schools(with: status) == new.schools(with: status), "seed \(seed)") }
      // From the day on the school has no tie left.
      let then = after.asOf(day)
      #expect(!then.partnerships.contains { $0.partnership.mentor == pair[0] || $0.partnership.mentee == pair[0] })
      #expect(!then.memberships.contains { $0.school == pair[0] })
    }
  }

  @Test func wrongSchoolsAreNamed() {
    let network = network()
    #expect(throws: SchoolMergeError.sameSchool("a")) { try network.merging("a", into: "a", on: Self.day) }
    #expect(throws: SchoolMergeError.unknownSchool("zz")) { try network.merging("a", into: "zz", on: Self.day) }
    #expect(SchoolMergeError.unknownSchool("zz").message == "Школы «zz» нет в сети.")
    #expect(SchoolMergeError.sameSchool("a").code == "merge.sameSchool")
    #expect(!SchoolMergeError.sameSchool("a").advice.isEmpty)
    #expect(SchoolMergeError.unknownSchool("zz").code == "merge.unknownSchool")
    #expect(!SchoolMergeError.sameSchool("a").message.isEmpty)
  }
}
