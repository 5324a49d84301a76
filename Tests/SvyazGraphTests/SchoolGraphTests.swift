import SvyazGraph
import SvyazTestSupport
import Testing

/// The graph over schools as single edges, measured by taking out each school and each edge in turn.
private struct BruteGraph {
  let count: Int
  var edges: Set<[Int]> = []

  init(count: Int, groups: [[Int]]) {
    self.count = count
    for group in groups {
      for one in group {
        for other in group where one < other { edges.insert([one, other]) }
      }
    }
  }

  func neighbours(of school: Int) -> [Int] {
    (0..<count).filter { edges.contains([min($0, school), max($0, school)]) }
  }

  /// The largest first, then by lowest school.
  func components(without removed: Int? = nil) -> [[Int]] {
    var left = Set(0..<count).subtracting(removed.map { [$0] } ?? [])
    var components: [[Int]] = []
    while let start = left.min() {
      var component: Set<Int> = [start]
      var grew = true
      while grew {
        let reached = component.union(component.flatMap(neighbours).filter(left.contains))
        grew = reached.count > component.count
        component = reached
      }
      left.subtract(component)
      components.append(component.sorted())
    }
    return components.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
  }

  var bridges: [[Int]] {
    let whole = components().count
    return edges.filter { edge in
      var rest = self
      rest.edges.remove(edge)
      return rest.components().count > whole
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Who loses the largest piece of their component when `school` leaves.
  func cutOff(by school: Int) -> [[Int]] {
    let own = Set(components().first { $0.contains(school) } ?? [])
    return Array(components(without: school).filter { own.contains($0[0]) }.dropFirst())
  }
}

@Suite struct SchoolGraphTests {
  static func schools(_ count: Int) -> [SchoolID] { (0..<count).compactMap { SchoolID("s\($0 + 10)") } }

  @Test("measures equal brute removal", arguments: 0..<6)
  func agreesWithBruteForce(block: UInt64) {
    for seed in block * 100..<(block + 1) * 100 {
      var random = SeededGenerator(seed: seed)
      let count = random.int(1...9)
      // Mostly pairs, some larger groups, repeated members and repeated groups, groups of one or of nobody.
      let groups = (0..<random.int(0...8)).map { _ in
        (0..<random.pick([0, 1, 2, 2, 2, 2, 3, 4])).map { _ in random.int(0...count - 1) }
      }
      let graph = SchoolGraph(schools: Self.schools(count), groups: groups + groups.prefix(2))
      let brute = BruteGraph(count: count, groups: groups)
      for school in 0..<count { #expect(graph.neighbours(of: school) == brute.neighbours(of: school), "seed \(seed)") }
      #expect(graph.degrees() == (0..<count).map { brute.neighbours(of: $0).count }, "seed \(seed)")
      #expect(graph.isolated == (0..<count).filter { brute.neighbours(of: $0).isEmpty }, "seed \(seed)")
      #expect(graph.components() == brute.components(), "seed \(seed)")
      #expect(graph.bridges().map { [$0.first, $0.second] } == brute.bridges, "seed \(seed)")
      let cuts = (0..<count).filter { !brute.cutOff(by: $0).isEmpty }
      #expect(graph.articulations().map(\.school) == cuts, "seed \(seed)")
      #expect(graph.articulations().map(\.cutOff) == cuts.map(brute.cutOff), "seed \(seed)")
    }
  }

  @Test func findsKnownCuts() {
    // A triangle 0-1-2 by one tie, a chain 2-3-4, 3-5, and 6 alone.
    let graph = SchoolGraph(schools: Self.schools(7), groups: [[0, 1, 2], [2, 3], [3, 4], [5, 3]])
    #expect(graph.bridges().map { [$0.first, $0.second] } == [[2, 3], [3, 4], [3, 5]])
    #expect(graph.articulations().map(\.school) == [2, 3])
    #expect(graph.articulations().map(\.cutOff) == [[[0, 1]], [[4], [5]]])
    #expect(graph.isolated == [6])
    #expect(graph.degrees() == [2, 2, 3, 3, 1, 1, 0])
    #expect(graph.neighbours(of: 7) == [] && graph.neighbours(of: -1) == [])
  }

  @Test func longChainsDoNotOverflowTheStack() {
    let count = 40_000
    let chain = (1..<count).map { [$0 - 1, $0] }
    let graph = SchoolGraph(schools: Self.schools(count), groups: chain)
    #expect(graph.bridges().count == count - 1)
    #expect(graph.components().count == 1)
  }

  @Test func emptyGraphHasNothing() {
    let graph = SchoolGraph(schools: [], groups: [[]])
    #expect(graph.degrees() == [] && graph.components() == [] && graph.isolated == [])
    #expect(graph.bridges() == [] && graph.articulations() == [])
  }

  // MARK: From a network

  static func network() -> Network {
    var network = Network.sample()
    let open = DayInterval(from: "2020-01-01")
    network.partnerships = [
      Partnership(id: "p1", mentor: "a", mentee: "b", status: .active, interval: open),
      Partnership(id: "p2", mentor: "a", mentee: "c", status: .proposed, interval: open),
      Partnership(id: "p3", mentor: "a", mentee: "d", status: .completed, interval: open),
    ]
    network.associations = [
      Association(id: "m1", name: "ММО", subject: "maths", base: "a", interval: open),
      Association(id: "m2", name: "ММО", subject: "maths", base: "a", interval: DayInterval(from: "2021-01-01")),
    ]
    for school in ["b", "c", "d"] as [SchoolID] {
      network.memberships.append(Membership(association: "m1", school: school, role: .member, interval: open))
      network.memberships.append(Membership(association: "m2", school: school, role: .member, interval: open))
    }
    network.memberships[2].interval = DayInterval(from: "2020-12-01")
    network.events = [
      Event(id: "e1", kind: .seminar, title: "", day: "2020-09-15", host: "d", organiser: "ЦРО"),
      Event(id: "e2", kind: .seminar, title: "", day: "2020-03-19", host: "a", organiser: "ЦРО"),
      Event(id: "e3", kind: .seminar, title: "", day: "2020-03-18", host: "a", organiser: "ЦРО"),
      Event(id: "e4", kind: .seminar, title: "", day: "2020-09-16", organiser: "ЦРО"),
    ]
    for (event, school) in [("e1", "e"), ("e2", "e"), ("e3", "b"), ("e4", "b"), ("e4", "e")] as [(EventID, SchoolID)] {
      network.participations.append(Participation(event: event, school: school, role: .participant, people: 1))
    }
    return network
  }

  @Test func tiesAreWhatIsInForce() {
    let snapshot = Self.network().asOf("2020-09-15")
    func edges(_ graph: SchoolGraph) -> [String] {
      graph.schools.indices.flatMap { one in
        graph.neighbours(of: one).filter { $0 > one }.map { "\(graph.schools[one])\(graph.schools[$0])" }
      }
    }
    #expect(SchoolGraph(snapshot).schools == ["a", "b", "c", "d", "e"])
    #expect(edges(SchoolGraph(snapshot, kinds: [.partnership])) == ["ab"])
    // The membership of c in m1 has not begun, and m2 is not in force.
    #expect(edges(SchoolGraph(snapshot, kinds: [.membership])) == ["bd"])
    // 180 days back, both ends in, the host among those who came.
    #expect(edges(SchoolGraph(snapshot, kinds: [.event])) == ["ae", "de"])
    #expect(edges(SchoolGraph(snapshot, kinds: [.event], eventDays: 181)) == ["ab", "ae", "de"])
    #expect(edges(SchoolGraph(snapshot, kinds: [.event], eventDays: 0)) == ["de"])
    #expect(edges(SchoolGraph(snapshot)) == ["ab", "ae", "bd", "de"])
    #expect(edges(SchoolGraph(snapshot, kinds: [])) == [])
  }
}
