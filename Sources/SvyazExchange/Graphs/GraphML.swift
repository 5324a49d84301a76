internal import SvyazContract
internal import SvyazGraph

/// Writes a graph as GraphML (U. Brandes et al., "GraphML Progress Report", 2001), for networkx, igraph, yEd, Gephi.
///
/// Ids are what the schema wants (`NMTOKEN`). Intervals are text: `2020-09-01/2021-05-31;2021-09-01/..`, ends not in.
/// The network's name, the edition and the days stand as data of the graph.
public enum GraphML {
  /// Equal graphs give equal bytes.
  ///
  /// - Complexity: O(nodes + edges) times their attributes.
  public static func bytes(of graph: NetworkGraph) -> [UInt8] {
    var xml = XMLWriter()
    xml.start(
      "graphml",
      [
        ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        (
          "xsi:schemaLocation",
          "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
        ),
      ])
    for fact in graph.facts { declare(fact.name, .text, for: "graph", in: &xml) }
    declare("label", .text, for: "node", in: &xml)
    for column in graph.nodeColumns { declare(column.name, column.type, for: "node", in: &xml) }
    for column in graph.edgeColumns { declare(column.name, column.type, for: "edge", in: &xml) }
    xml.start(
      "graph", [("id", graph.networkID.rawValue), ("edgedefault", graph.isDirected ? "directed" : "undirected")])
    for fact in graph.facts { write(fact.name, .text(fact.value), of: "graph", into: &xml) }
    for node in graph.nodes {
      xml.start("node", [("id", node.id)])
      write("label", .text(node.label), of: "node", into: &xml)
      for field in node.fields { write(graph.nodeColumns[field.column].name, field.value, of: "node", into: &xml) }
      xml.end()
    }
    for edge in graph.edges {
      xml.start("edge", [("id", edge.id), ("source", edge.source), ("target", edge.target)])
      for field in edge.fields { write(graph.edgeColumns[field.column].name, field.value, of: "edge", into: &xml) }
      xml.end()
    }
    xml.end()
    xml.end()
    return xml.bytes
  }

  private static func declare(
    _ name: String, _ type: NetworkGraph.ValueType, for element: String, in xml: inout XMLWriter
  ) {
    let word =
      switch type {
      case .text, .intervals: "string"
      case .integer: "long"
      case .decimal: "double"
      case .flag: "boolean"
      }
    xml.empty(
      "key", [("id", "\(element)-\(name)"), ("for", element), ("attr.name", name), ("attr.type", word)])
  }

  private static func write(
    _ name: String, _ value: NetworkGraph.Value, of element: String, into xml: inout XMLWriter
  ) {
    let text =
      switch value {
      case .text(let text): text
      case .integer(let number): String(number)
      case .decimal(let number): DecimalText.text(of: number)
      case .flag(let flag): flag ? "true" : "false"
      case .intervals(let intervals): intervals.map(\.iso).joined(separator: ";")
      }
    xml.element("data", [("key", "\(element)-\(name)")], text: text)
  }
}
