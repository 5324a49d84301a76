import SvyazGraph
import SvyazIndicators
import SvyazTestSupport

/// A small network with few counted schools and few acts that could help, the candidates, and the day to ask about.
struct RandomWay {
  var network: Network
  var candidates = WayCandidates()
  let day: Day
  let at: Day
  private var random: SeededGenerator

  /// Few enough acts that every set of them can be tried.
  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    day = "2021-03-15"
    at = seed % 3 == 0 ? day.adding(days: Int.random(in: 1...150, using: &random)) : day
    network = Network(id: "n", name: "", asOf: day, subjects: [Subject(id: "ru", name: "ru")])
    addSchools()
    addTies()
    addEvents()
    addCandidates()
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    guard let element = elements.randomElement(using: &random) else { preconditionFailure("nothing to pick from") }
    return element
  }

  private var ids: [SchoolID] { network.schools.map(\.id) }
  /// Few values, so that ties and equal sums are common.
  private mutating func cost() -> Int { pick([0, 1, 2, 3, 3, 5, 8, 30]) }

  private mutating func addSchools() {
    let names: [SchoolID] = ["m", "b", "Z", "c-1", "k", "a9", "a10"]
    network.schools = names.prefix(number(4...7)).map { School(id: $0, name: "") }
    for (place, school) in ids.enumerated() where place > 1 || chance(20) {
      network.status(.lowResult, school, to: chance(5) ? day.adding(days: 20) : nil)
    }
    network.targets = [
      IndicatorTarget(indicator: 9, perMille: pick([1000, 900, 750, 500, 334]), day: "2021-12-31")
    ]
  }

  private mutating func addTies() {
    for place in 0..<number(0...3) {
      let pair = ids.shuffled(using: &random).prefix(2)
      let end: Day? = chance(15) ? day.adding(days: number(-5...60)) : nil
      network.partner(
        PartnershipID("p\(place)") ?? "p", pair[0], pair[1],
        pick([.proposed, .proposed, .agreed, .agreed, .active, .active, .completed]), to: end)
    }
    for place in 0..<number(0...2) {
      let id = AssociationID("a\(place)") ?? "a"
      network.associate(id, to: chance(10) ? day.adding(days: number(1...90)) : nil)
      for school in ids where chance(25) {
        network.member(school, of: id, to: chance(10) ? day.adding(days: number(1...90)) : nil)
      }
    }
  }

  private mutating func addEvents() {
    for place in 0..<number(0...3) {
      let comers = ids.filter { _ in chance(30) }
      network.event(
        EventID("e\(place)") ?? "e", day.adding(days: pick([-200, -181, -180, -120, -30, 0, 5])),
        host: chance(30) ? pick(ids) : nil,
        of: chance(50) ? network.associations.randomElement(using: &random)?.id : nil,
        within: chance(25) ? network.partnerships.randomElement(using: &random)?.id : nil, came: comers)
    }
  }

  private mutating func addCandidates() {
    for row in network.partnerships { candidates.partnershipEventCosts[row.id] = cost() }
    for row in network.associations {
      candidates.associationEventCosts[row.id] = cost()
      candidates.places[row.id] = number(0...2)
    }
    for _ in 0..<number(0...2) {
      let pair = ids.shuffled(using: &random).prefix(2)
      let new = WayCandidates.Pair(mentor: pair[0], mentee: pair[1], subject: "ru", cost: cost())
      if !candidates.pairs.contains(where: { $0.mentor == new.mentor && $0.mentee == new.mentee }) {
        candidates.pairs.append(new)
      }
    }
    for row in network.associations {
      let members = Set(network.memberships.filter { $0.association == row.id }.map(\.school))
      for school in ids where chance(30) && !members.contains(school) && candidates.memberships.count < 4 {
        candidates.memberships.append(.init(school: school, association: row.id, cost: cost()))
      }
    }
    candidates.pairs.shuffle(using: &random)
    candidates.memberships.shuffle(using: &random)
  }
}
