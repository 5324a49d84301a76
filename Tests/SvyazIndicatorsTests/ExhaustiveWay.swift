import SvyazGraph
import SvyazIndicators
import SvyazTestSupport

/// The shortest way by trying every set of acts on the network itself and asking the indicator each time.
///
/// An act edits rows, as indicators.md D16 words it; nothing here knows how acts work together.
struct ExhaustiveWay {
  enum Act: Hashable {
    case pair(Int)
    case agree(PartnershipID)
    case activate(PartnershipID)
    case jointEvent(PartnershipID)
    case associationEvent(AssociationID)
    case membership(Int)
  }

  let network: Network
  let at: Day
  let rule: PartnershipRule
  let candidates: WayCandidates
  let acts: [Act]

  init(_ way: RandomWay, rule: PartnershipRule) {
    var network = way.network
    network.events.removeAll { $0.day > way.day }
    self.network = network
    at = way.at
    self.rule = rule
    candidates = way.candidates
    var acts: [Act] = []
    let rows =
      network.partnerships.map { ($0.id, $0.status) } + way.candidates.pairs.indices.map { (Self.new($0), .proposed) }
    for (id, status) in rows {
      if status == .proposed { acts.append(.agree(id)) }
      if rule == .active, status == .proposed || status == .agreed { acts.append(.activate(id)) }
      if rule == .active { acts.append(.jointEvent(id)) }
    }
    acts += way.candidates.pairs.indices.map { .pair($0) }
    acts += way.candidates.memberships.indices.map { .membership($0) }
    if rule == .active { acts += network.associations.map { .associationEvent($0.id) } }
    self.acts = acts
  }

  static func new(_ pair: Int) -> PartnershipID { PartnershipID("new\(pair)") ?? "new" }

  /// The network after the acts; `nil` where an act is not possible: its row is not there, not in the right state, or the
  /// places do not suffice.
  func apply(_ chosen: Set<Act>) -> Network? {
    var network = network
    for case .pair(let number) in chosen {
      let pair = candidates.pairs[number]
      network.partner(Self.new(number), pair.mentor, pair.mentee, .proposed, from: at, subject: pair.subject)
    }
    func row(_ id: PartnershipID, _ status: Partnership.Status) -> Int? {
      network.partnerships.firstIndex { $0.id == id && $0.status(on: at) == status }
    }
    for case .agree(let id) in chosen {
      guard let index = row(id, .proposed) else { return nil }
      network.partnerships[index].status = .agreed
    }
    for case .activate(let id) in chosen {
      guard let index = row(id, .agreed) else { return nil }
      network.partnerships[index].status = .active
    }
    var joined: [AssociationID: Int] = [:]
    for case .membership(let number) in chosen {
      let row = candidates.memberships[number]
      joined[row.association, default: 0] += 1
      network.member(row.school, of: row.association, from: at)
    }
    for (id, count) in joined {
      guard count <= candidates.places[id] ?? 0, isInForce(id) else { return nil }
    }
    for (number, act) in chosen.enumerated() {
      let event = EventID("act\(number)") ?? "act"
      switch act {
      case .jointEvent(let id):
        guard let index = row(id, .active) else { return nil }
        let partnership = network.partnerships[index]
        network.event(event, at, within: id, came: [partnership.mentor, partnership.mentee])
      case .associationEvent(let id):
        guard isInForce(id) else { return nil }
        let members = network.memberships.filter { $0.association == id && $0.interval.contains(at) }.map(\.school)
        network.event(event, at, of: id, came: Set(members).sorted())
      case .pair, .agree, .activate, .membership: break
      }
    }
    return network
  }

  private func isInForce(_ id: AssociationID) -> Bool {
    network.associations.contains { $0.id == id && $0.interval.contains(at) }
  }

  func cost(_ act: Act) -> Int {
    switch act {
    case .pair(let number): candidates.pairs[number].cost
    case .agree, .activate: 0
    case .jointEvent(let id):
      candidates.pairs.indices.first { Self.new($0) == id }.map { candidates.pairs[$0].cost }
        ?? candidates.partnershipEventCosts[id] ?? 0
    case .associationEvent(let id): candidates.associationEventCosts[id] ?? 0
    case .membership(let number): candidates.memberships[number].cost
    }
  }

  static func headline(_ network: Network, _ day: Day, _ rule: PartnershipRule) -> SchoolReading {
    Indicator9(network: network, day: day, rule: rule).readings[0]
  }

  struct Answer: Equatable {
    let acts: Int
    let cost: Int
    let isReached: Bool
    let reachable: Int
  }

  /// - Parameter perMille: the target.
  func answer(perMille: Int) -> Answer {
    let low = Self.headline(network, at, rule).denominator
    var need = 0
    while 1000 * need < perMille * low.count { need += 1 }
    // By size of the set: the first size that does is the least; a set once counted is kept for the case of no way.
    var counts: [(acts: Int, cost: Int, count: Int)] = []
    func extend(_ chosen: Set<Act>, from index: Int) {
      if let edited = apply(chosen) {
        let count = Self.headline(edited, at, rule).numerator.count
        counts.append((chosen.count, chosen.reduce(0) { $0 + cost($1) }, count))
      }
      for next in index..<acts.count { extend(chosen.union([acts[next]]), from: next + 1) }
    }
    extend([], from: 0)
    let most = counts.map(\.count).max() ?? 0
    let best = counts.filter { $0.count >= min(need, most) }.min { ($0.acts, $0.cost) < ($1.acts, $1.cost) }
    return Answer(acts: best?.acts ?? 0, cost: best?.cost ?? 0, isReached: most >= need, reachable: most)
  }
}
