import SvyazExchange
import SvyazGraph
import SvyazMatching
import SvyazTestSupport
import Testing

/// A small valid network to match, from a seed, with the problem that it poses.
struct PlanNetwork {
  private(set) var network: Network
  let options: MatchingOptions
  private var random: SeededGenerator
  private let low: [SchoolID]
  private let others: [SchoolID]

  static let day: Day = "2020-11-30"

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    network = Network(id: "net-1", name: "", asOf: Self.day, subjects: [Subject(id: "ru", name: "")])
    if Bool.random(using: &random) { network.subjects.append(Subject(id: "ma", name: "")) }
    network.districts = [
      District(id: "north", name: "", neighbours: ["south"]), District(id: "south", name: "", neighbours: ["north"]),
      District(id: "east", name: ""),
    ]
    let ids = ["s1", "s10", "s2", "x-1", "y_2", "Z.3", "0", "b7", "c8"].compactMap { SchoolID($0) }
      .shuffled(using: &random).prefix(Int.random(in: 2...9, using: &random))
    low = Array(ids.prefix(Int.random(in: 1...4, using: &random)))
    others = Array(ids.dropFirst(low.count))
    options = MatchingOptions(
      capacity: Int.random(in: 0...3, using: &random),
      districtPolicy: DistrictPolicy.allCases.randomElement(using: &random) ?? .any,
      maxKm: [nil, nil, 12.5, 30].randomElement(using: &random) ?? nil,
      loadPenalty: [0, 1, 5000, 40_000].randomElement(using: &random) ?? 0,
      weights: Bool.random(using: &random)
        ? MatchingOptions.defaultWeights
        : PairComponents(travel: 7, district: 0, strength: 101, context: 1, continuity: 55))
    addSchools(Array(ids))
    addResults(Array(ids))
    addCapacities()
    addConstraints()
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func addSchools(_ ids: [SchoolID]) {
    for id in ids {
      let location = Coordinates(
        latitude: 53 + Double.random(in: 0...0.4, using: &random),
        longitude: 50 + Double.random(in: 0...0.4, using: &random))
      let district = network.districts.randomElement(using: &random)?.id
      network.schools.append(
        School(
          id: id, name: "", kind: chance(50) ? "школа" : "лицей", district: chance(85) ? district : nil,
          location: chance(80) ? location : nil, students: chance(80) ? Int.random(in: 1...2000, using: &random) : nil))
    }
    let open = DayInterval(from: "2019-01-01")
    network.statuses = low.map { SchoolStatus(school: $0, status: .lowResult, interval: open) }
    for school in others where chance(30) {
      network.statuses.append(SchoolStatus(school: school, status: .highResult, interval: open))
    }
    for (number, mentor) in others.enumerated() where chance(30) {
      network.partnerships.append(
        Partnership(
          id: PartnershipID("p\(number)") ?? "p", mentor: mentor, mentee: low[number % low.count],
          status: Partnership.Status.allCases.randomElement(using: &random) ?? .active, interval: open))
    }
  }

  private mutating func addResults(_ ids: [SchoolID]) {
    for id in ids {
      for subject in network.subjects where chance(80) {
        for year in 2018...2020 {
          let participants = Int.random(in: 0...40, using: &random)
          let best = low.contains(id) ? participants / 2 : participants
          network.results.append(
            AssessmentResult(
              school: id, subject: subject.id, assessment: .vpr, grade: 5, year: year, participants: participants,
              successful: Int.random(in: 0...best, using: &random)))
        }
      }
    }
  }

  private mutating func addCapacities() {
    for school in others {
      if chance(40) {
        network.mentorCapacities.append(.init(school: school, capacity: Int.random(in: 0...3, using: &random)))
      }
      for subject in network.subjects where chance(40) {
        network.mentorCapacities.append(
          .init(school: school, subject: subject.id, capacity: Int.random(in: 0...3, using: &random)))
      }
    }
  }

  private mutating func addConstraints() {
    for mentee in low {
      for mentor in others where chance(25) {
        let subject = network.subjects.randomElement(using: &random)?.id
        network.constraints.append(
          MatchingConstraint(
            rule: chance(60) ? .pin : .ban, mentee: mentee, mentor: mentor, subject: chance(70) ? subject : nil))
      }
    }
  }

  /// The problem, once the pins that cannot hold are gone.
  mutating func problem() throws -> MatchingProblem {
    while true {
      do {
        return try MatchingProblem(network: network, day: Self.day, options: options)
      } catch {
        guard case .pins(let faults) = error else { throw error }
        network.constraints.removeAll { row in
          row.rule == .pin && faults.contains { $0.mentee == row.mentee && $0.mentor == row.mentor }
        }
      }
    }
  }
}

@Suite struct PlanNetworkTests {
  /// The other suites stand on these networks: they are valid, varied, and their plans pass.
  @Test func networksAreValidAndVaried() throws {
    var seen: [String: Int] = [:]
    for seed in UInt64(0)..<200 {
      var sample = PlanNetwork(seed: seed)
      let problem = try sample.problem()
      let plan = try problem.solve()
      #expect(sample.network.violations().isEmpty, "seed \(seed)")
      let messages = try PlanVerifier.discrepancies(of: plan, in: sample.network).map(\.message)
      #expect(messages == [], "seed \(seed)")
      func count(_ what: String, _ holds: Bool) { seen[what, default: 0] += holds ? 1 : 0 }
      count("pins", plan.pairs.contains(where: \.pinned))
      count("free pairs", plan.pairs.contains { !$0.pinned })
      count("bans", sample.network.constraints.contains { $0.rule == .ban })
      count("zero capacities", sample.network.mentorCapacities.contains { $0.capacity == 0 })
      count("no mentor", plan.uncovered.contains { $0.reason == .noAdmissibleMentor })
      count("competition", plan.uncovered.contains { $0.reason == .competition })
      count("nobody left", plan.uncovered.isEmpty)
      count("no mentors", plan.mentors.isEmpty)
      count("assumed", plan.demands.contains(where: \.assumed))
      count("load", plan.mentors.contains { $0.used > 1 })
      count("maxKm", plan.options.maxKm != nil)
      count("two subjects", sample.network.subjects.count == 2)
    }
    #expect(seen.count == 12 && seen.values.allSatisfy { $0 >= 5 }, "\(seen)")
  }
}
