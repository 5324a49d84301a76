import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct CompactGraphTests {
  static func graph(_ count: Int, _ edges: [(Int, Int)]) throws -> CompactGraph {
    try #require(CompactGraph(nodeCount: count, edges: edges))
  }

  @Test("rows, density, components and cores equal the definitions", arguments: 0..<4)
  func agreesWithDefinitions(block: UInt64) throws {
    for seed in block * 100..<(block + 1) * 100 {
      var random = SeededGenerator(seed: seed)
      let (count, edges) = PlainGraph.random(&random, nodes: 0...12)
      let graph = try Self.graph(count, edges)
      let plain = PlainGraph(count: count, edges: edges)
      let pairs = (0..<count).flatMap { one in (0..<count).filter { $0 > one && plain.joined[one][$0] } }.count
      #expect(graph.edgeCount == pairs, "seed \(seed)")
      #expect(graph.density == (count < 2 ? nil : 2 * Double(pairs) / Double(count * (count - 1))), "seed \(seed)")
      for node in 0..<count {
        #expect(graph.neighbours(of: node) == (0..<count).filter { plain.joined[node][$0] }, "seed \(seed)")
        for other in 0..<count { #expect(graph.contains(edge: node, other) == plain.joined[node][other]) }
      }
      #expect(graph.coreNumbers() == plain.coreNumbers(), "seed \(seed)")
      let schools = SchoolGraph(schools: SchoolGraphTests.schools(count), groups: edges.map { [$0.0, $0.1] })
      #expect(CompactGraph(schools) == graph, "seed \(seed)")
      #expect(graph.components() == schools.components(), "seed \(seed)")
    }
  }

  @Test("a tie of many is an edge of each pair", arguments: 0..<2)
  func projectsTies(block: UInt64) {
    for seed in block * 100..<(block + 1) * 100 {
      var random = SeededGenerator(seed: seed)
      let count = random.int(1...12)
      let groups = (0..<random.int(0...6)).map { _ in (0..<random.int(0...5)).map { _ in random.int(0...count - 1) } }
      let pairs = groups.flatMap { group in group.flatMap { one in group.map { (one, $0) } } }
      let schools = SchoolGraph(schools: SchoolGraphTests.schools(count), groups: groups)
      #expect(CompactGraph(schools) == CompactGraph(nodeCount: count, edges: pairs), "seed \(seed)")
    }
  }

  @Test func mixingCountsEdgesOnce() throws {
    // 0-1, 1-2, 2-3, 3-0, 0-2.
    let graph = try Self.graph(5, [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (2, 0)])
    #expect(graph.edgeCount(between: [true, false], and: [false, true, true]) == 2)
    #expect(graph.edgeCount(between: [true, false, true], and: [true, false, true]) == 1)
    #expect(graph.edgeCount(between: [], and: [true, true, true]) == 0)
    #expect(graph.edgeCount(across: ["n", "n", "s", nil, "s"]) == 2)
    #expect(graph.edgeCount(across: [String?]()) == 0)
  }

  @Test func badEdgesMakeNoGraph() {
    #expect(CompactGraph(nodeCount: -1, edges: []) == nil)
    #expect(CompactGraph(nodeCount: .max, edges: []) == nil)
    #expect(CompactGraph(nodeCount: 3, edges: [(0, 3)]) == nil)
    #expect(CompactGraph(nodeCount: 3, edges: [(-1, 1)]) == nil)
    #expect(CompactGraph(nodeCount: 3, edges: [(.min, .max)]) == nil)
    #expect(CompactGraph(nodeCount: 0, edges: [(0, 0)]) == nil)
  }

  @Test func whatIsNoNodeHasNothing() throws {
    let graph = try Self.graph(2, [(0, 1), (1, 1)])
    #expect(graph.edgeCount == 1)
    for node in [-1, 2, Int.max, Int.min] {
      #expect(graph.neighbours(of: node) == [] && graph.degree(of: node) == 0)
      #expect(!graph.contains(edge: 0, node) && !graph.contains(edge: node, 0))
    }
  }

  @Test func tiesOfAWholeCountryAreRefused() {
    let schools = SchoolGraphTests.schools(500)
    let graph = SchoolGraph(schools: schools, groups: [Array(schools.indices)])
    #expect(CompactGraph(graph, arcLimit: 500 * 499 - 1) == nil)
    #expect(CompactGraph(graph, arcLimit: 500 * 499)?.edgeCount == 124_750)
  }
}
