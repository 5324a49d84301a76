import Foundation
import SvyazGraph
import Testing

/// igraph's answers on fifty networks, recorded by `Scripts/graph-measures.py`.
@Suite struct IgraphMeasuresTests {
  struct Recorded: Decodable {
    let name: String
    let nodes: Int
    /// Both ends of each edge, one after the other.
    let edges: [Int]
    let density: Double?
    let components: [[Int]]
    let cores: [Int]
    let articulations: [Int]
    let betweenness: [Double]
  }

  static func recorded() throws -> [Recorded] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/igraph-measures.json")
    return try JSONDecoder().decode([Recorded].self, from: Data(contentsOf: file))
  }

  @Test func everyMeasureAgrees() throws {
    let networks = try Self.recorded()
    #expect(networks.count == 50)
    for network in networks {
      let pairs = stride(from: 0, to: network.edges.count, by: 2).map { [network.edges[$0], network.edges[$0 + 1]] }
      let schools = SchoolGraph(schools: SchoolGraphTests.schools(network.nodes), groups: pairs)
      let graph = try #require(CompactGraph(schools))
      #expect(graph.edgeCount == pairs.count, "\(network.name)")
      #expect(!differ([graph.density].compactMap(\.self), [network.density].compactMap(\.self)), "\(network.name)")
      #expect(graph.components() == network.components, "\(network.name)")
      #expect(schools.components() == network.components, "\(network.name)")
      #expect(graph.coreNumbers() == network.cores, "\(network.name)")
      #expect(schools.articulations().map(\.school) == network.articulations, "\(network.name)")
      #expect(!differ(graph.betweenness(threads: 2), network.betweenness), "\(network.name)")
    }
  }

  @Test func theFixtureIsVaried() throws {
    let networks = try Self.recorded()
    #expect(networks.filter { !$0.articulations.isEmpty }.count > 10)
    #expect(networks.filter { $0.components.count > 1 }.count > 10)
    #expect(networks.filter { ($0.cores.max() ?? 0) > 2 }.count > 10)
    #expect(networks.contains { $0.nodes == 0 } && networks.contains { $0.nodes == 1 })
  }
}
