import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct BetweennessTests {
  @Test("equals walking every shortest path", arguments: 0..<4)
  func agreesWithPaths(block: UInt64) throws {
    for seed in block * 100..<(block + 1) * 100 {
      var random = SeededGenerator(seed: seed)
      let (count, edges) = PlainGraph.random(&random, nodes: 0...9)
      let found = try CompactGraphTests.graph(count, edges).betweenness()
      #expect(!differ(found, PlainGraph(count: count, edges: edges).betweennessByPaths()), "seed \(seed)")
    }
  }

  /// Larger graphs, in which levels are found from both sides.
  @Test("equals counting over all pairs", arguments: 0..<4)
  func agreesWithPairs(block: UInt64) throws {
    for seed in block * 4..<(block + 1) * 4 {
      var random = SeededGenerator(seed: 7_000 + seed)
      let (count, edges) = PlainGraph.random(&random, nodes: 40...70)
      let plain = PlainGraph(count: count, edges: edges)
      let found = try CompactGraphTests.graph(count, edges).betweenness()
      #expect(!differ(found, plain.betweennessByPairs()), "seed \(seed)")
    }
  }

  @Test func theOracleSeesADifference() {
    let plain = PlainGraph(count: 4, edges: [(0, 1), (1, 2), (2, 3)])
    #expect(plain.betweennessByPaths() == [0, 2, 2, 0] && plain.betweennessByPairs() == [0, 2, 2, 0])
    #expect(plain.coreNumbers() == [1, 1, 1, 1])
    #expect(differ([0, 2, 2, 0], [0, 2, 2.000_01, 0]) && differ([0], []))
  }

  @Test func knownGraphs() throws {
    #expect(try CompactGraphTests.graph(0, []).betweenness() == [])
    #expect(try CompactGraphTests.graph(1, []).betweenness() == [0])
    #expect(try CompactGraphTests.graph(3, []).betweenness(threads: 4) == [0, 0, 0])
    let complete = (0..<8).flatMap { one in (0..<one).map { (one, $0) } }
    #expect(try CompactGraphTests.graph(8, complete).betweenness() == Array(repeating: 0, count: 8))
    // The middle of a star of six stands between all fifteen pairs of its rays; beside it, a path of three.
    let star = (1...6).map { (0, $0) } + [(7, 8), (8, 9)]
    #expect(try CompactGraphTests.graph(11, star).betweenness() == [15, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0])
    // In a ring of four each pair of opposite nodes has two ways.
    #expect(try CompactGraphTests.graph(4, [(0, 1), (1, 2), (2, 3), (3, 0)]).betweenness() == [0.5, 0.5, 0.5, 0.5])
  }

  @Test func everyNumberOfThreadsGivesTheSameBits() throws {
    for seed in 0..<6 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let (count, edges) = PlainGraph.random(&random, nodes: 30...200)
      let graph = try CompactGraphTests.graph(count, edges)
      let alone = graph.betweenness().map(\.bitPattern)
      for threads in [Int.min, -1, 0, 2, 3, 8, 100, Int.max] {
        #expect(graph.betweenness(threads: threads).map(\.bitPattern) == alone, "seed \(seed), \(threads) threads")
      }
    }
  }

  /// Layers of two nodes, each joined to both of the next: 2^(L − 1) shortest paths from end to end, far more than a
  /// floating-point number holds.
  @Test(arguments: [2, 3, 40, 1_100])
  func pathsWithoutNumberDoNotOverflow(layers: Int) throws {
    let edges = (1..<layers).flatMap { layer in
      [(0, 0), (0, 1), (1, 0), (1, 1)].map { (2 * layer - 2 + $0.0, 2 * layer + $0.1) }
    }
    let found = try CompactGraphTests.graph(2 * layers, edges).betweenness()
    func beside(_ layer: Int) -> [Int] { [layer - 1, layer + 1].filter { (0..<layers).contains($0) } }
    let expected = (0..<2 * layers).map { node -> Double in
      let layer = node / 2
      var sum = Double(2 * layer * (layers - 1 - layer))
      // The two nodes of a layer meet through the layers beside them.
      for twins in beside(layer) { sum += 1 / Double(2 * beside(twins).count) }
      return sum
    }
    #expect(!differ(found, expected))
  }
}
