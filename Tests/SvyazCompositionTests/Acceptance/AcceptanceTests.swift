import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazComposition

@Suite struct AcceptanceTests {
  static let subject: SubjectID = "math"

  @Test("from the day on there are these groups, before it what was", arguments: 0..<4) func acceptsAnything(
    block: UInt64
  ) throws {
    var tally = [Acceptance.Fate: Int]()
    var refused = 0
    for seed in block * 50..<block * 50 + 50 {
      let network = RandomNetwork.make(seed: seed, schools: 20)
      let day = network.asOf.adding(days: seed % 2 == 0 ? 300 : 1100)
      guard let composition = network.randomComposition(of: Self.subject, on: day, seed: seed) else { continue }
      let later = network.associations.filter { $0.subject == Self.subject && $0.interval.from >= day }.map(\.id)
      let acceptance: Acceptance
      do {
        acceptance = try network.accepting(composition, from: day)
      } catch {
        #expect(error == .laterAssociations(from: day, later.sorted()) && !later.isEmpty, "seed \(seed)")
        refused += 1
        continue
      }
      #expect(later.isEmpty)
      let new = acceptance.network
      #expect(new.violations() == [], "seed \(seed)")

      // One association a group, with its members in their roles, and so it stays.
      let names = Dictionary(uniqueKeysWithValues: acceptance.outcomes.map { ($0.association, $0) })
      var expected: Set<String> = []
      for group in composition.groups {
        let id = try #require(acceptance.outcomes.first { $0.base == group.base && $0.fate != .closed }).association
        expected.insert("\(id) \(group.base)")
        for member in group.members { expected.insert("\(id) \(group.base) \(member.school) \(member.role)") }
      }
      for ahead in [0, 1, 400, 5000] {
        #expect(new.rollCall(Self.subject, on: day.adding(days: ahead)) == expected, "seed \(seed), \(ahead) days on")
      }
      // The past is what it was, and so are other subjects.
      for back in [1, 2, 100, 500, 1500] {
        let earlier = day.adding(days: -back)
        #expect(new.rollCall(Self.subject, on: earlier) == network.rollCall(Self.subject, on: earlier), "seed \(seed)")
      }
      let own = Set(new.associations.filter { $0.subject == Self.subject }.map(\.id))
      func strip(_ network: Network) -> Network {
        var network = network
        network.associations.removeAll { $0.subject == Self.subject }
        network.memberships = network.memberships.filter { !own.contains($0.association) }
          .sorted { "\($0)" < "\($1)" }
        return network
      }
      #expect(strip(new) == strip(network), "seed \(seed)")

      let old = Dictionary(network.associations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for (id, outcome) in names {
        tally[outcome.fate, default: 0] += 1
        switch outcome.fate {
        case .founded:
          #expect(old[id] == nil && id.rawValue.hasPrefix("mmo-math-"))
        case .continued: #expect(old[id]?.base == outcome.base && old[id]?.interval.contains(day) == true)
        case .closed:
          #expect(outcome.memberCount == 0 && new.rollCall(Self.subject, on: day).isDisjoint(with: ["\(id)"]))
        }
      }
      // Again, on the day or later, there is nothing to do.
      for ahead in [0, 30] {
        let again = day.adding(days: ahead)
        guard network.asOf(again).schools(with: .lowResult) == network.asOf(day).schools(with: .lowResult) else {
          continue
        }
        do {
          _ = try new.accepting(composition, from: again)
          Issue.record("seed \(seed): accepted twice")
        } catch {
          let isExpected =
            switch error {
            case .alreadyAccepted: true
            case .outdated: ahead > 0
            default: false
            }
          #expect(isExpected, "seed \(seed): \(error)")
        }
      }
    }
    #expect(tally.values.allSatisfy { $0 > 0 } && tally.count == 3 && refused > 0, "\(tally), refused \(refused)")
  }

  /// Two associations, one of which goes on.
  struct Town {
    var network: Network
    static let day: Day = "2021-09-01"

    init() {
      network = Network(
        id: "city", name: "Город", asOf: "2021-08-20",
        subjects: [Subject(id: "math", name: "Математика"), Subject(id: "latin", name: "латынь")])
      network.schools = ["a", "b", "c", "d", "e", "f"].map { name in
        School(id: SchoolID(stringLiteral: name), name: "Лицей \(name)", shortName: "Лицей № \(name)")
      }
      network.statuses = ["d", "e", "f"].map {
        SchoolStatus(school: SchoolID(stringLiteral: $0), status: .lowResult, interval: DayInterval(from: "2020-05-08"))
      }
      let begin = DayInterval(from: "2020-10-01")
      network.associations = [
        Association(id: "mmo-math-1", name: "Первое", subject: "math", umo: "УМО", base: "a", interval: begin),
        Association(id: "mmo-math-2", name: "Второе", subject: "math", umo: "УМО", base: "b", interval: begin),
      ]
      network.memberships = [
        ("mmo-math-1", "a", .leader), ("mmo-math-1", "d", .lowResult), ("mmo-math-1", "c", .member),
        ("mmo-math-2", "b", .leader), ("mmo-math-2", "e", .lowResult),
      ].map { (id: String, school: String, role: Membership.Role) in
        Membership(
          association: AssociationID(stringLiteral: id), school: SchoolID(stringLiteral: school), role: role,
          interval: begin)
      }
    }

    /// Bases a and c: the first goes on, the second is new.
    var composition: Composition {
      func member(_ school: SchoolID, _ role: Membership.Role) -> Composition.Member {
        Composition.Member(school: school, role: role, cost: 0)
      }
      return network.composition(
        of: "math", on: "2021-08-20",
        groups: [
          Composition.Group(base: "a", members: [member("a", .leader), member("b", .member), member("d", .lowResult)]),
          Composition.Group(
            base: "c", members: [member("c", .leader), member("e", .lowResult), member("f", .lowResult)]),
        ])
    }

    func error(_ composition: Composition, from day: Day = Self.day) -> AcceptanceError? {
      do { _ = try network.accepting(composition, from: day) } catch { return error }
      return nil
    }
  }

  @Test("rows change only where schools come, go or take another role") func writesRows() throws {
    let town = Town()
    let acceptance = try town.network.accepting(town.composition, from: Town.day)
    #expect(
      acceptance.outcomes == [
        Acceptance.Outcome(
          association: "mmo-math-1", base: "a", fate: .continued, memberCount: 3, joined: ["b"], left: ["c"],
          changedRole: []),
        Acceptance.Outcome(
          association: "mmo-math-3", base: "c", fate: .founded, memberCount: 3, joined: ["c", "e", "f"], left: [],
          changedRole: []),
        Acceptance.Outcome(
          association: "mmo-math-2", base: "b", fate: .closed, memberCount: 0, joined: [], left: ["b", "e"],
          changedRole: []),
      ])
    let network = acceptance.network
    #expect(network.associations[0] == town.network.associations[0])
    #expect(network.associations[1].interval == DayInterval(from: "2020-10-01", to: Town.day))
    #expect(
      network.associations[2]
        == Association(
          id: "mmo-math-3", name: "ММО учителей математики, база: Лицей № c", subject: "math", umo: "УМО", base: "c",
          interval: DayInterval(from: Town.day)))
    #expect(network.memberships.count { $0.association == "mmo-math-1" && $0.interval.to == nil } == 3)
    #expect(network.memberships.contains(town.network.memberships[1]), "a school that stays keeps its row")
  }

  @Test("later rows of memberships give way, later events of closed associations are told") func looksAhead() throws {
    var town = Town()
    town.network.associations[0].interval.to = "2022-06-01"
    town.network.memberships[1].interval.to = "2021-12-01"
    town.network.memberships += [
      Membership(association: "mmo-math-1", school: "d", role: .lowResult, interval: DayInterval(from: "2021-12-01")),
      Membership(association: "mmo-math-1", school: "f", role: .lowResult, interval: DayInterval(from: "2021-10-01")),
      Membership(association: "mmo-math-2", school: "c", role: .member, interval: DayInterval(from: "2021-10-01")),
      Membership(
        association: "mmo-math-1", school: "b", role: .member, interval: DayInterval(from: "2020-11-01", to: Town.day)),
    ]
    for (id, day, association) in [
      ("x", "2021-10-05", "mmo-math-2"), ("y", "2021-05-05", "mmo-math-2"), ("z", "2021-10-05", "mmo-math-1"),
    ] as [(EventID, Day, AssociationID)] {
      town.network.events.append(
        Event(id: id, kind: .seminar, title: "Встреча", day: day, association: association, organiser: "ЦРО"))
    }
    let acceptance = try town.network.accepting(town.composition, from: Town.day, umo: "Другое УМО")
    let network = acceptance.network
    #expect(network.violations() == [])
    #expect(network.rollCall("math", on: "2030-01-01").count == 8)
    #expect(network.associations[0].interval == DayInterval(from: "2020-10-01"))
    #expect(network.memberships.count { $0.school == "d" } == 1)
    #expect(!network.memberships.contains { $0.association == "mmo-math-2" && $0.school == "c" })
    #expect(network.events == town.network.events && acceptance.orphanedEvents == ["x"])
    #expect(network.associations.map(\.umo) == ["УМО", "УМО", "Другое УМО"])
  }

  @Test("what does not fit is named, and nothing is changed") func refuses() throws {
    let town = Town()
    let groups = town.composition.groups
    #expect(town.error(town.composition) == nil)
    #expect(town.error(town.network.composition(of: "math", on: Town.day, groups: [])) == .infeasible)
    #expect(
      town.error(town.network.composition(of: "math", on: Town.day, groups: groups, status: .infeasible)) == .infeasible
    )
    var other = town.network
    other.id = "elsewhere"
    #expect(
      town.error(other.composition(of: "math", on: Town.day, groups: groups))
        == .otherNetwork(composition: "elsewhere", network: "city"))
    #expect(
      town.error(town.network.composition(of: "physics", on: Town.day, groups: groups))
        == .unknownSubject("physics", known: ["latin", "math"]))
    #expect(
      town.error(town.network.composition(of: "math", on: Town.day, groups: groups, left: ["z", "y"]))
        == .unknownSchools(["y", "z"]))
    #expect(
      town.error(town.composition, from: "2021-08-19")
        == .beforeComposition(from: "2021-08-19", composition: "2021-08-20"))
    #expect(
      town.error(town.network.composition(of: "math", on: "2021-08-20", groups: [groups[0]]))
        == .outdated(from: Town.day, composition: "2021-08-20", schools: ["e", "f"]))
    #expect(
      town.error(town.network.composition(of: "math", on: "2021-08-20", groups: [groups[0], groups[1], groups[0]]))
        == .malformed(school: "a", .inTwoGroups))
    #expect(
      town.error(
        town.network.composition(
          of: "math", on: "2021-08-20", groups: [Composition.Group(base: "b", members: groups[0].members)]))
        == .malformed(school: "b", .baseIsNoMember))
    var later = town
    later.network.associations[1].interval.from = Town.day
    #expect(later.error(town.composition) == .laterAssociations(from: Town.day, ["mmo-math-2"]))
    var risen = town
    risen.network.statuses[0].interval.to = "2021-09-01"
    #expect(
      risen.error(town.composition) == .outdated(from: Town.day, composition: "2021-08-20", schools: ["d"]))
    for error in [
      town.error(town.composition, from: "2021-08-19"), later.error(town.composition), risen.error(town.composition),
    ].compactMap({ $0 }) {
      #expect(error.code.hasPrefix("acceptance.") && !error.message.isEmpty && !error.advice.isEmpty)
    }
  }

  @Test("ids and names fit long and unknown subjects") func namesAnything() throws {
    var town = Town()
    let long = SubjectID(stringLiteral: String(repeating: "x", count: 64))
    town.network.subjects.append(Subject(id: long, name: "латынь"))
    let acceptance = try town.network.accepting(
      town.network.composition(of: long, on: Town.day, groups: town.composition.groups), from: Town.day)
    let founded = acceptance.network.associations.suffix(2)
    #expect(founded.allSatisfy { $0.id.rawValue.utf8.count == 64 })
    #expect(founded.map { $0.id.rawValue.suffix(2) } == ["-1", "-2"])
    #expect(founded.first?.name == "ММО по предмету «латынь», база: Лицей № a")
  }
}
