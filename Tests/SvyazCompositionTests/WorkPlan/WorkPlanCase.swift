import SvyazComposition
import SvyazGraph
import SvyazTestSupport

/// Small random cities with associations of two subjects, some with events already.
struct WorkPlanCase {
  var random: SeededGenerator
  var network: Network
  static let from: Day = "2021-09-01"

  init(seed: UInt64, groups: Int = 2, members: ClosedRange<Int> = 4...9, schools: Int = 24, events: Bool = false) {
    random = SeededGenerator(seed: seed)
    network = Network(
      id: "city", name: "Город", asOf: "2021-08-20",
      subjects: [Subject(id: "mathematics", name: "математика"), Subject(id: "russian", name: "русский язык")])
    network.districts = [
      District(id: "d1", name: "Первый", neighbours: ["d2"]), District(id: "d2", name: "Второй", neighbours: ["d1"]),
      District(id: "d3", name: "Третий"),
    ]
    for index in 0..<schools {
      network.schools.append(
        School(
          id: Identifier(stringLiteral: "s\(index)"), name: "Школа \(index)",
          district: number(1...5) == 1 ? nil : Identifier(stringLiteral: "d\(number(1...3))"),
          location: number(1...6) == 1
            ? nil
            : Coordinates(
              latitude: 53.1 + Double(number(0...2000)) / 10_000, longitude: 50.0 + Double(number(0...3000)) / 10_000)))
    }
    for subject in network.subjects {
      var free = network.schools.map(\.id).shuffled(using: &random)
      for group in 1...groups {
        let id = AssociationID(stringLiteral: "mmo-\(subject.id)-\(group)")
        let count = min(number(members), free.count)
        let chosen = Array(free.prefix(count))
        free.removeFirst(count)
        guard let base = chosen.first else { continue }
        network.associations.append(
          Association(
            id: id, name: "ММО", subject: subject.id, base: base, interval: DayInterval(from: "2020-10-01")))
        for (place, school) in chosen.enumerated() {
          let role: Membership.Role =
            place == 0 ? .leader : [.lowResult, .lowResult, .projectSite, .highResult, .member][number(0...4)]
          network.memberships.append(
            Membership(association: id, school: school, role: role, interval: DayInterval(from: "2020-10-01")))
        }
        guard events else { continue }
        for event in 0..<number(0...5) {
          network.events.append(
            Event(
              id: EventID(stringLiteral: "e-\(subject.id)-\(group)-\(event)"), kind: .seminar,
              title: "Встреча \(event)",
              day: Self.from.adding(days: number(0...270)), subject: subject.id,
              host: number(1...3) == 1 ? nil : chosen[number(0...count - 1)], association: id, organiser: "ЦРО"))
        }
      }
    }
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  func schools(_ association: AssociationID) -> [SchoolID] {
    network.memberships.filter { $0.association == association }.map(\.school).sorted()
  }
}
