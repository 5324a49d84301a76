internal import SvyazGraph

/// Writes a graph in the node-link form of networkx: `directed`, `multigraph`, `graph`, `nodes`, `edges`.
///
/// Edges stand under `edges`, which networkx reads by default from 3.6 on; for 3.4 and 3.5 say
/// `node_link_graph(data, edges="edges")`, for older ones `link="edges"`. Each has its id as `key`, so parallel edges
/// stay apart. Intervals are lists of objects with `from` and `to`, the end not in and `null` when open.
public enum NodeLinkJSON {
  /// Equal graphs give equal bytes.
  ///
  /// - Complexity: O(nodes + edges) times their attributes.
  public static func bytes(of graph: NetworkGraph) -> [UInt8] {
    let nodes = graph.nodes.map { node in
      JSONValue.object(
        [.init(key: "id", value: .string(node.id)), .init(key: "label", value: .string(node.label))]
          + members(node.fields, of: graph.nodeColumns))
    }
    let edges = graph.edges.map { edge in
      JSONValue.object(
        [
          .init(key: "source", value: .string(edge.source)), .init(key: "target", value: .string(edge.target)),
          .init(key: "key", value: .string(edge.id)),
        ] + members(edge.fields, of: graph.edgeColumns))
    }
    let facts = graph.facts.map { JSONValue.Member(key: $0.name, value: .string($0.value)) }
    return JSONValue.members([
      "directed": .bool(graph.isDirected), "multigraph": .bool(true), "graph": .object(facts), "nodes": .array(nodes),
      "edges": .array(edges),
    ]).bytes()
  }

  private static func members(
    _ fields: [NetworkGraph.Field], of columns: [NetworkGraph.Column]
  ) -> [JSONValue.Member] {
    fields.map { JSONValue.Member(key: columns[$0.column].name, value: json($0.value)) }
  }

  private static func json(_ value: NetworkGraph.Value) -> JSONValue {
    switch value {
    case .text(let text): .string(text)
    case .integer(let number): .int(number)
    case .decimal(let number): .double(number)
    case .flag(let flag): .bool(flag)
    case .intervals(let intervals):
      .array(
        intervals.map { interval in
          .members([
            "from": .string(interval.from.description),
            "to": interval.to.map { .string($0.description) } ?? .null,
          ])
        })
    }
  }
}
