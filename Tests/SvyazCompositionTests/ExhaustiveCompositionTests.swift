import SvyazComposition
import SvyazGraph
import SvyazTestSupport
import Testing

/// The oracle itself, on figures counted by hand and against the plainest search there is.
@Suite struct ExhaustiveCompositionTests {
  /// Two districts that are no neighbours, no coordinates: 250·30 within a district, (1000 + 1000)·30 between them.
  private func twoDistricts() -> Network {
    var network = Network(
      id: "two", name: "Два района", asOf: "2021-04-30", subjects: [Subject(id: "maths", name: "математика")])
    network.districts = [District(id: "d1", name: "1"), District(id: "d2", name: "2")]
    let schools: [(SchoolID, DistrictID)] = [
      ("low-1", "d1"), ("low-2", "d2"), ("mentor-1", "d1"), ("mentor-2", "d2"), ("site", "d2"),
    ]
    for (id, district) in schools { network.schools.append(School(id: id, name: id.rawValue, district: district)) }
    for id in ["low-1", "low-2"] as [SchoolID] {
      network.statuses.append(SchoolStatus(school: id, status: .lowResult, interval: DayInterval(from: "2020-01-01")))
    }
    network.statuses.append(
      SchoolStatus(school: "site", status: .projectSite, interval: DayInterval(from: "2020-01-01")))
    for id in ["mentor-1", "mentor-2"] as [SchoolID] {
      network.mentorCapacities.append(MentorCapacity(school: id, subject: "maths", capacity: 1))
    }
    return network
  }

  private func best(_ network: Network, _ options: CompositionOptions) throws -> ExhaustiveComposition.Answer? {
    let problem = try CompositionProblem(network: network, day: network.asOf, subject: "maths", options: options)
    return ExhaustiveComposition(problem, network: network).best()
  }

  @Test func countsWhatAHandCounts() throws {
    let network = twoDistricts()
    // ⌈5 / 5⌉ = 1 group at mentor-2: low-2 twice 7,500; site 7,500; low-1 twice 60,000; mentor-1 stays out for 20,000.
    let one = try #require(try best(network, CompositionOptions(smallest: 2, largest: 5)))
    #expect(one.objective == 15_000 + 7_500 + 120_000 + 20_000)
    #expect(one.groups.count == 1)
    // Two groups at home, the site rule dropped since there is one site: 15,000 · 2 + 7,500.
    let two = try #require(try best(network, CompositionOptions(smallest: 2, largest: 5, groups: 2)))
    #expect(two.objective == 37_500)
    // No room for three groups of two.
    #expect(try best(network, CompositionOptions(smallest: 2, largest: 5, groups: 3)) == nil)
    // The price of a school left is less than its way: the site stays out.
    let cheap = try #require(
      try best(network, CompositionOptions(smallest: 2, largest: 5, groups: 2, leftPrice: 1_000)))
    #expect(cheap.objective == 31_000)
  }

  @Test func obeysTheHand() throws {
    let network = twoDistricts()
    var options = CompositionOptions(smallest: 2, largest: 5)
    options.bases = ["mentor-1"]
    // At mentor-1: low-1 15,000; low-2 120,000; the site is the one of the city, so the group has it: 60,000; one left.
    #expect(try best(network, options)?.objective == 15_000 + 120_000 + 60_000 + 20_000)
    options.pins = [.init(school: "site", base: "mentor-2")]
    // Two bases are asked for, so there are two groups.
    #expect(try best(network, options)?.objective == 37_500)
    options.apart = [.init("site", "low-2")]
    // low-2 goes over to mentor-1 and low-1 to mentor-2.
    #expect(try best(network, options)?.objective == 120_000 + 120_000 + 7_500)
    options.bans = [.init(school: "low-2", base: "mentor-1")]
    #expect(try best(network, options) == nil)
  }

  /// Every assignment of members to bases or to none, one by one, with the rules read off the groups.
  private func plainest(_ problem: CompositionProblem, groups: Int) -> Int? {
    let (members, options) = (problem.members, problem.options)
    let bases = members.indices.filter { members[$0].isMentor }
    var best: Int?
    var place = [Int](repeating: -1, count: members.count)
    func judge() {
      let used = Set(place).subtracting([-1])
      guard used.count == groups, used.allSatisfy({ place[$0] == $0 }) else { return }
      let lows = used.map { base in members.indices.count { place[$0] == base && members[$0].isLowResult } }
      guard let most = lows.max(), let least = lows.min(), most - least <= 1 else { return }
      for (base, low) in zip(used, lows) {
        let size = place.count { $0 == base }
        guard size >= options.smallest, size <= options.largest, 2 * (size - low) >= low else { return }
      }
      let banned = Set(options.bans.filter { $0.base == nil }.map(\.school))
      let sites = members.indices.filter { members[$0].isProjectSite && !banned.contains(members[$0].school) }
      if sites.count >= groups, !used.allSatisfy({ base in sites.contains { place[$0] == base } }) { return }
      guard options.bases.allSatisfy({ id in used.contains { members[$0].school == id } }) else { return }
      for (member, base) in zip(members.indices, place) {
        let school = members[member].school
        let head = base < 0 ? nil : members[base].school
        for pin in options.pins where pin.school == school {
          guard base >= 0, pin.base == nil || pin.base == head else { return }
        }
        for ban in options.bans where ban.school == school {
          guard base < 0 || (ban.base != nil && ban.base != head) else { return }
        }
      }
      let sum = zip(members.indices, place).reduce(0) { sum, pair in
        guard pair.1 >= 0 else { return sum + options.leftPrice }
        return sum + problem.cost(member: pair.0, base: pair.1) * (members[pair.0].isLowResult ? 2 : 1)
      }
      best = min(best ?? .max, sum)
    }
    func assign(_ member: Int) {
      guard member < members.count else { return judge() }
      if !members[member].isLowResult {
        place[member] = -1
        assign(member + 1)
      }
      for base in bases {
        place[member] = base
        assign(member + 1)
      }
    }
    assign(0)
    return best
  }

  @Test func agreesWithThePlainestSearch() throws {
    var (found, none) = (0, 0)
    for seed in 0..<60 as Range<UInt64> {
      let random = RandomComposition(seed: seed, members: 2...6, isPlain: true)
      let problem = try random.problem()
      guard problem.members.contains(where: \.isLowResult), problem.members.count(where: \.isMentor) <= 4 else {
        continue
      }
      let oracle = ExhaustiveComposition(problem, network: random.network)
      for groups in 1...3 {
        let expected = plainest(problem, groups: groups)
        #expect(oracle.best(groups: groups)?.objective == expected, "seed \(seed), groups \(groups)")
        if expected == nil { none += 1 } else { found += 1 }
      }
    }
    #expect(found >= 20 && none >= 20)
  }
}
