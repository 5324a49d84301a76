import SvyazGraph
import SvyazMatching
import SvyazTestSupport

extension MatchingOracle {
  /// Demand and mentor of every partnership in force, by design.md §4 and indicators.md D8.
  var presentPairs: [SchoolSubject: Set<SchoolID>] {
    var pairs: [SchoolSubject: Set<SchoolID>] = [:]
    for row in network.partnerships where Self.isInForce(row.interval, on: day) {
      let counts =
        switch row.status {
        case .agreed, .active: true
        case .completed, .terminated: row.interval.to != nil
        case .proposed: false
        }
      guard counts else { continue }
      for subject in network.subjects.map(\.id) where row.subject == nil || row.subject == subject {
        pairs[SchoolSubject(row.mentee, subject), default: []].insert(row.mentor)
      }
    }
    return pairs
  }

  struct Curve: Equatable {
    struct Point: Equatable {
      var givenUp: Int
      var coveredWeight: Int
      var cost: Int
    }

    var mostKept: Int
    var points: [Point]
  }

  /// Tries every assignment, and keeps the best for each number of present pairs held.
  func exhaustiveCurve() -> Curve {
    struct State: Hashable {
      var filled: [UInt8]
      var kept: Int
    }
    let mentorList = mentors.keys.sorted()
    let subjectList = network.subjects.map(\.id).sorted()
    let width = subjectList.count
    let present = presentPairs
    var states = [State(filled: [UInt8](repeating: 0, count: mentorList.count * width), kept: 0): (weight: 0, cost: 0)]
    for demand in demands.sorted(by: { (pins[$0.key] == nil ? 1 : 0) < (pins[$1.key] == nil ? 1 : 0) }) {
      let pin = pins[demand.key]
      guard let subject = subjectList.firstIndex(of: demand.key.subject) else { continue }
      var next = pin == nil ? states : [:]
      for choice in pin.map({ [$0] }) ?? admissible(demand.key) {
        guard let number = mentorList.firstIndex(of: choice), let mentor = mentors[choice],
          let places = mentor.places[demand.key.subject]
        else { continue }
        let cost = cost(demand.key, choice)
        let isPresent = present[demand.key]?.contains(choice) ?? false
        for (state, value) in states {
          let used = state.filled[number * width..<(number + 1) * width].reduce(0) { $0 + Int($1) }
          guard used < mentor.capacity, Int(state.filled[number * width + subject]) < places else { continue }
          var reached = state
          reached.filled[number * width + subject] += 1
          reached.kept += isPresent ? 1 : 0
          let candidate = (
            weight: value.weight + demand.weight, cost: value.cost + cost + used * options.loadPenalty
          )
          if let known = next[reached], !Self.isBetter(candidate, known) { continue }
          next[reached] = candidate
        }
      }
      states = next
    }
    var best: [Int: (weight: Int, cost: Int)] = [:]
    for (state, value) in states {
      if let known = best[state.kept], !Self.isBetter(value, known) { continue }
      best[state.kept] = value
    }
    let most = best.keys.max() ?? 0
    var points: [Curve.Point] = []
    var last: (weight: Int, cost: Int)?
    for kept in stride(from: most, through: 0, by: -1) {
      guard let value = best[kept] else { continue }
      if let last, !Self.isBetter(value, last) { continue }
      last = value
      points.append(.init(givenUp: most - kept, coveredWeight: value.weight, cost: value.cost))
    }
    return Curve(mostKept: most, points: points)
  }

  private static func isBetter(_ one: (weight: Int, cost: Int), _ other: (weight: Int, cost: Int)) -> Bool {
    one.weight != other.weight ? one.weight > other.weight : one.cost < other.cost
  }
}

extension Network {
  /// The same network with many more partnerships in force.
  func withMorePartnerships(seed: UInt64) -> Network {
    var copy = self
    var random = SeededGenerator(seed: seed ^ 0xC0FFEE)
    let low = schools.map(\.id).filter { asOf(asOf).has(.lowResult, $0) }
    let others = schools.map(\.id).filter { !low.contains($0) }
    guard !others.isEmpty else { return copy }
    for school in low {
      for subject in subjects.map(\.id) where random.chance(70) {
        guard let id = PartnershipID("more-\(school)-\(subject)") else { continue }
        copy.partnerships.append(
          Partnership(
            id: id, mentor: random.pick(others), mentee: school, subject: random.chance(15) ? nil : subject,
            status: random.pick([.agreed, .active]), interval: DayInterval(from: asOf)))
      }
    }
    return copy
  }
}

extension RandomCase {
  /// The random network of this seed with more partnerships.
  static func withMorePartnerships(seed: UInt64) -> RandomCase {
    RandomCase(seed: seed, network: Network.randomMatching(seed: seed).withMorePartnerships(seed: seed))
  }

  /// Mentors for everybody, places for some, and a partnership for nearly every demand: curves of many points.
  static func tied(seed: UInt64) -> RandomCase {
    var random = SeededGenerator(seed: seed ^ 0x7EED)
    var town = SmallTown(subjects: ["maths", "russian"])
    let lows: [SchoolID] = ["low1", "low2", "low3", "low4"]
    let mentors: [SchoolID] = ["m1", "m2", "m3", "m4", "m5"]
    for low in lows {
      town.add(
        low, low: true, random.int(100...500), random.int(100...500), in: "centre",
        km: 0.97 * Double(random.int(0...15)))
    }
    for mentor in mentors {
      town.add(
        mentor, random.int(600...950), random.int(600...950), in: "centre", km: 0.97 * Double(random.int(0...15)))
      for subject in town.network.subjects.map(\.id) where random.chance(70) {
        town.capacity(mentor, subject, places: random.int(1...2))
      }
      if random.chance(70) { town.capacity(mentor, places: random.int(1...3)) }
    }
    for (number, low) in lows.enumerated() {
      for subject in town.network.subjects.map(\.id) where random.chance(85) {
        guard let id = PartnershipID("p-\(number)-\(subject)") else { continue }
        town.network.partnerships.append(
          Partnership(
            id: id, mentor: random.pick(mentors), mentee: low, subject: random.chance(10) ? nil : subject,
            status: random.pick([.agreed, .active]), interval: DayInterval(from: "2020-01-01")))
      }
    }
    return RandomCase(seed: seed, network: town.network)
  }
}
