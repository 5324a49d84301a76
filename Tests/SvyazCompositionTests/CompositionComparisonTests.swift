import SvyazComposition
import SvyazGraph
import SvyazTestSupport
import Testing

/// A composition beside the present ММО: the pairing by enumeration, the objective by the formula, each rule broken once.
@Suite struct CompositionComparisonTests {
  typealias Broken = CompositionComparison.Broken

  static let always = DayInterval(from: "2020-01-01")

  /// Groups by base and all their members; costs and roles do not matter here.
  static func composition(_ groups: [(base: SchoolID, schools: [SchoolID])], of problem: CompositionProblem)
    -> Composition
  {
    Composition(
      network: problem.network, subject: problem.subject, day: problem.day, options: problem.options,
      status: .feasible, objective: 0, lowerBound: 0,
      groups: groups.sorted { $0.base < $1.base }.map { group in
        .init(base: group.base, members: group.schools.sorted().map { .init(school: $0, role: .member, cost: 0) })
      }, left: [], moved: [], clash: nil)
  }

  static func compare(
    _ network: Network, _ groups: [(base: SchoolID, schools: [SchoolID])] = [],
    options: CompositionOptions = CompositionOptions(smallest: 2, largest: 9)
  ) throws -> CompositionComparison? {
    let problem = try CompositionProblem(
      network: network, day: network.asOf, subject: "mathematics", options: options)
    return CompositionComparison(composition(groups, of: problem), problem: problem, network: network)
  }

  /// The town with other ММО in force: bases, then members.
  static func town(_ associations: KeyValuePairs<SchoolID, [SchoolID]>) -> Network {
    var network = Network.compositionTown()
    network.associations = []
    network.memberships = []
    for (number, (base, members)) in associations.enumerated() {
      guard let id = AssociationID("a-\(number + 1)") else { continue }
      network.associations.append(
        Association(id: id, name: "ММО", subject: "mathematics", base: base, interval: always))
      network.memberships += members.map { Membership(association: id, school: $0, role: .member, interval: always) }
    }
    return network
  }

  @Test func nothingInForceIsNothingToCompare() throws {
    var network = Network.compositionTown()
    #expect(try Self.compare(network) != nil)
    network.associations[0].interval.to = network.asOf
    #expect(try Self.compare(network) == nil)
    network.associations[0].interval.to = network.asOf.adding(days: 1)
    #expect(try Self.compare(network) != nil)
    network.associations[0].subject = "russian"
    #expect(try Self.compare(network) == nil)
  }

  // MARK: Pairing

  /// The most schools that can stay, over all pairings; the bases kept in such a pairing at most.
  static func best(
    _ present: [(base: SchoolID, schools: Set<SchoolID>)], _ new: [(base: SchoolID, schools: Set<SchoolID>)]
  ) -> (stay: Int, bases: Int) {
    func search(_ index: Int, _ taken: Set<Int>) -> (stay: Int, bases: Int) {
      guard index < present.count else { return (0, 0) }
      var best = search(index + 1, taken)
      for partner in new.indices where !taken.contains(partner) {
        let stay = present[index].schools.intersection(new[partner].schools).count
        guard stay > 0 else { continue }
        let rest = search(index + 1, taken.union([partner]))
        let value = (rest.stay + stay, rest.bases + (present[index].base == new[partner].base ? 1 : 0))
        if value > best { best = value }
      }
      return best
    }
    return search(0, [])
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func pairingIsTheBestOne(block: UInt64) throws {
    for seed in block * 40..<block * 40 + 40 {
      var random = SeededGenerator(seed: seed)
      let schools = Network.compositionTown().schools.map(\.id)
      let bases: [SchoolID] = ["m-1", "m-2", "m-3", "m-4", "site", "plain"]
      func partition(_ count: Int) -> [(base: SchoolID, schools: Set<SchoolID>)] {
        var groups = bases.shuffled(using: &random).prefix(count).map { (base: $0, schools: Set([$0])) }
        for school in schools where !groups.contains(where: { $0.base == school }) {
          if let group = groups.indices.randomElement(using: &random), Int.random(in: 0..<4, using: &random) > 0 {
            groups[group].schools.insert(school)
          }
        }
        return groups
      }
      let present = partition(Int.random(in: 1...5, using: &random))
      let new = partition(Int.random(in: 0...5, using: &random))
      var network = Self.town([:])
      for (number, group) in present.enumerated() {
        let id = try #require(AssociationID("a-\(number)"))
        network.associations.append(
          Association(id: id, name: "ММО", subject: "mathematics", base: group.base, interval: Self.always))
        network.memberships += group.schools.map {
          Membership(association: id, school: $0, role: .member, interval: Self.always)
        }
      }
      let comparison = try #require(try Self.compare(network, new.map { ($0.base, Array($0.schools)) }))
      let expected = Self.best(present, new)
      let found = comparison.groups
      #expect(found.reduce(0) { $0 + $1.stay.count } == expected.stay, "seed \(seed)")
      #expect(found.count { $0.presentBase == $0.base && !$0.stay.isEmpty } == expected.bases, "seed \(seed)")
      // Each group stands once, and its schools are all told.
      #expect(Set(found.compactMap(\.base)) == Set(new.map(\.base)), "seed \(seed)")
      #expect(found.compactMap(\.association).count == present.count, "seed \(seed)")
      for group in found {
        let old = present.first { $0.base == group.presentBase && group.association != nil }?.schools ?? []
        let now = new.first { $0.base == group.base }?.schools ?? []
        #expect(Set(group.stay) == old.intersection(now) && Set(group.go) == old.subtracting(now), "seed \(seed)")
        #expect(Set(group.come) == now.subtracting(old), "seed \(seed)")
      }
      let (before, after) = (Set(present.flatMap(\.schools)), Set(new.flatMap(\.schools)))
      #expect(comparison.joined == after.subtracting(before).sorted())
      #expect(comparison.dropped == before.subtracting(after).sorted())
    }
  }

  // MARK: Objective

  /// 1.112 km a step, 30 points for each thousandth of 15 km, 15,000 to a neighbouring district and 30,000 further.
  static func points(steps: Int, district: Int = 0) -> Int {
    30 * Int((1000 * Double(steps) * 6371.0088 * .pi / 180 / 100 / 15).rounded()) + 30 * district
  }

  @Test func presentObjectiveFollowsTheFormula() throws {
    // In the first low-1 (a step from m-1) and m-2 (four steps, the next district); in the second low-6 and plain.
    let network = Self.town(["m-1": ["m-1", "low-1", "m-2"], "m-4": ["low-6", "plain"]])
    let comparison = try #require(try Self.compare(network))
    let inGroups =
      2 * Self.points(steps: 1) + Self.points(steps: 4, district: 500) + 2 * Self.points(steps: 1)
    // low-2, low-3, low-4, low-5, site, m-3 are left; plain is no member.
    #expect(comparison.objective == inGroups + 6 * 20_000)
    #expect(comparison.outsiders == ["plain"])
  }

  // MARK: Rules

  static func rules(
    _ associations: KeyValuePairs<SchoolID, [SchoolID]>,
    options: CompositionOptions = CompositionOptions(smallest: 2, largest: 9)
  ) throws -> [Broken] {
    try #require(try compare(town(associations), options: options)).broken
  }

  static let sound: KeyValuePairs<SchoolID, [SchoolID]> = [
    "m-1": ["m-1", "low-1", "low-2", "low-3", "site"], "m-3": ["m-3", "low-4", "low-5", "low-6", "m-2"],
  ]

  static func broken(
    _ rule: CompositionComparison.Rule, _ association: AssociationID?, found: Int? = nil, _ schools: [SchoolID] = []
  ) -> Broken {
    Broken(rule: rule, association: association, found: found, schools: schools)
  }

  @Test func aSoundCompositionBreaksNoRule() throws { #expect(try Self.rules(Self.sound) == []) }

  @Test func sizes() throws {
    let broken = try Self.rules(Self.sound, options: CompositionOptions(smallest: 6, largest: 9))
    #expect(broken == [Self.broken(.groupSize, "a-1", found: 5), Self.broken(.groupSize, "a-2", found: 5)])
    #expect(try Self.rules(Self.sound, options: CompositionOptions(smallest: 2, largest: 4)).count == 2)
  }

  @Test func bases() throws {
    #expect(
      try Self.rules([
        "site": ["m-1", "low-1", "low-2", "low-3", "site"], "m-3": ["m-3", "low-4", "low-5", "low-6", "m-2"],
      ])
        == [Self.broken(.baseNotMentor, "a-1", ["site"])])
    #expect(
      try Self.rules(["low-1": ["low-1", "low-2", "low-3", "site"], "m-3": ["m-3", "low-4", "low-5", "low-6", "m-2"]])
        == [Self.broken(.baseLowResult, "a-1", ["low-1"]), Self.broken(.share, "a-1", ["low-1", "low-2", "low-3"])])
    #expect(
      try Self.rules(["m-1": ["low-1", "low-2", "low-3", "site"], "m-3": ["m-3", "low-4", "low-5", "low-6", "m-2"]])
        == [Self.broken(.baseNotMember, "a-1", ["m-1"])])
  }

  @Test func share() throws {
    #expect(
      try Self.rules(["m-1": ["m-1", "low-1", "low-2", "low-3"], "m-3": ["m-3", "low-4", "low-5", "low-6", "m-2"]])
        == [Self.broken(.share, "a-1", ["low-1", "low-2", "low-3"]), Self.broken(.sites, "a-1")])
    // Two of three hold it exactly.
    #expect(
      try Self.rules([
        "m-3": ["m-3", "low-1", "low-2"], "m-2": ["m-2", "low-3", "low-4"], "m-1": ["m-1", "site", "low-5", "low-6"],
      ])
        == [])
  }

  @Test func balance() throws {
    #expect(
      try Self.rules([
        "m-2": ["m-2", "low-1", "low-2", "low-3", "low-4", "site"], "m-3": ["m-3", "low-5", "low-6"],
      ]) == [Self.broken(.balance, nil, found: 2, ["m-2", "m-3"])])
  }

  @Test func sitesOnlyWhereThereAreEnough() throws {
    // Three sites, four ММО: the rule does not count.
    let four: KeyValuePairs<SchoolID, [SchoolID]> = [
      "m-1": ["m-1", "low-1", "low-2"], "m-2": ["m-2", "low-3", "low-4"], "m-3": ["m-3", "low-5"],
      "m-4": ["m-4", "low-6"],
    ]
    #expect(try Self.rules(four) == [])
    let three: KeyValuePairs<SchoolID, [SchoolID]> = [
      "m-1": ["m-1", "low-1", "low-2"], "m-2": ["m-2", "low-3", "low-4"], "m-3": ["m-3", "low-5", "low-6"],
    ]
    #expect(try Self.rules(three) == [Self.broken(.sites, "a-1")])
  }

  @Test func eachLowResultSchoolOnce() throws {
    #expect(
      try Self.rules([
        "m-1": ["m-1", "low-1", "low-2", "low-3", "site"], "m-3": ["m-3", "low-4", "low-5", "low-1", "m-2", "site"],
      ]) == [
        Self.broken(.lowResultLeft, nil, found: 1, ["low-6"]),
        Self.broken(.twoGroups, nil, found: 2, ["low-1", "site"]),
      ])
  }
}
