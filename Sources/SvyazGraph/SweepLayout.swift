/// A graph with its nodes renumbered for searches: components one after the other, and breadth first within each, so
/// that what a search touches lies together.
struct SweepLayout: Sendable {
  /// The component of a node: where it begins and ends, and its arcs.
  struct Component {
    let start: Int32
    let end: Int32
    let arcs: Int
  }

  /// The node of the graph at each place.
  let nodes: [Int32]
  let offsets: [Int32]
  let neighbours: [Int32]
  let components: [Component]
  /// The component of each place.
  let componentOf: [Int32]
  /// Places from which a search finds anything between: those in components of three nodes or more.
  let sources: [Int32]
  let greatestDegree: Int

  /// - Complexity: O(n + m).
  init(_ graph: CompactGraph) {
    let count = graph.nodeCount
    var place = [Int32](repeating: -1, count: count)
    var nodes: [Int32] = []
    nodes.reserveCapacity(count)
    var components: [Component] = []
    var componentOf: [Int32] = []
    componentOf.reserveCapacity(count)
    for start in 0..<count where place[start] < 0 {
      let first = nodes.count
      place[start] = Int32(first)
      nodes.append(Int32(start))
      var next = first
      var arcs = 0
      while next < nodes.count {
        let row = graph.row(Int(nodes[next]))
        arcs += row.count
        for other in graph.neighbours[row] where place[Int(other)] < 0 {
          place[Int(other)] = Int32(nodes.count)
          nodes.append(other)
        }
        next += 1
      }
      componentOf.append(contentsOf: repeatElement(Int32(components.count), count: next - first))
      components.append(Component(start: Int32(first), end: Int32(next), arcs: arcs))
    }
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(count + 1)
    var neighbours: [Int32] = []
    neighbours.reserveCapacity(graph.neighbours.count)
    var greatestDegree = 0
    for node in nodes {
      let row = graph.row(Int(node))
      neighbours.append(contentsOf: graph.neighbours[row].lazy.map { place[Int($0)] })
      offsets.append(Int32(neighbours.count))
      greatestDegree = max(greatestDegree, row.count)
    }
    self.nodes = nodes
    self.offsets = offsets
    self.neighbours = neighbours
    self.components = components
    self.componentOf = componentOf
    self.greatestDegree = greatestDegree
    sources = nodes.indices.lazy.map(Int32.init).filter { place in
      let component = components[Int(componentOf[Int(place)])]
      return component.end - component.start > 2
    }
  }
}
