internal import SvyazContract
internal import SvyazGraph

/// Writes a graph as GEXF 1.3 (gexf.net), the format of Gephi.
///
/// The whole history is a dynamic graph of dates: associations and edges exist from `start` to `end`, a school from the
/// graph's first day on (the network does not say when one was founded), a status is a dynamic boolean with a value for
/// each of its intervals, and Gephi's timeline plays the years. One day is a static graph.
///
/// Ends are inclusive: version 1.3 took `endopen` away. Our intervals are `[from, to)` in whole days, so `end` is the day
/// before `to`, and an open interval has no `end`; the columns `from` and `to` keep the network's own days.
///
/// networkx reads version 1.3 from its release 3.6 on.
///
/// The XML attribute `kind` of an edge keeps parallel edges of different kinds and subjects apart when Gephi merges.
public enum GEXF {
  /// Equal graphs give equal bytes.
  ///
  /// - Complexity: O(nodes + edges) times their attributes.
  public static func bytes(of graph: NetworkGraph) -> [UInt8] {
    var xml = XMLWriter()
    xml.start(
      "gexf",
      [
        ("xmlns", "http://gexf.net/1.3"), ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"), ("version", "1.3"),
      ])
    xml.start("meta")
    xml.element("creator", text: "Svyaz")
    xml.element("description", text: graph.description)
    xml.end()
    writeGraph(graph, into: &xml)
    xml.end()
    return xml.bytes
  }

  private static func writeGraph(_ graph: NetworkGraph, into xml: inout XMLWriter) {
    let isDynamic = graph.day == nil
    var attributes: XMLWriter.Attributes = [
      ("defaultedgetype", graph.isDirected ? "directed" : "undirected"), ("idtype", "string"),
      ("mode", isDynamic ? "dynamic" : "static"),
    ]
    if isDynamic {
      attributes += [
        ("timeformat", "date"), ("timerepresentation", "interval"), ("start", graph.span.lowerBound.description),
        ("end", graph.span.upperBound.description),
      ]
    }
    xml.start("graph", attributes)
    declare(graph.nodeColumns, class: "node", in: &xml)
    declare(graph.edgeColumns, class: "edge", in: &xml)
    xml.start("nodes", [("count", String(graph.nodes.count))])
    for node in graph.nodes {
      let interval = isDynamic ? node.interval ?? DayInterval(from: graph.span.lowerBound) : nil
      xml.start("node", [("id", node.id), ("label", node.label)] + limits(interval))
      write(node.fields, of: graph.nodeColumns, into: &xml)
      xml.end()
    }
    xml.end()
    xml.start("edges", [("count", String(graph.edges.count))])
    for edge in graph.edges {
      let attributes: XMLWriter.Attributes = [
        ("id", edge.id), ("source", edge.source), ("target", edge.target), ("kind", kind(of: edge, in: graph)),
      ]
      xml.start("edge", attributes + limits(isDynamic ? edge.interval : nil))
      write(edge.fields, of: graph.edgeColumns, into: &xml)
      xml.end()
    }
    xml.end()
    xml.end()
  }

  private static func limits(_ interval: DayInterval?) -> XMLWriter.Attributes {
    [("start", interval?.from.description), ("end", interval?.lastDay?.description)]
  }

  /// `membership`, `partnership`, `partnership/mathematics`.
  private static func kind(of edge: NetworkGraph.Edge, in graph: NetworkGraph) -> String {
    for field in edge.fields where graph.edgeColumns[field.column].name == "subject" {
      if case .text(let subject) = field.value { return "\(edge.kind)/\(subject)" }
    }
    return edge.kind
  }

  private static func declare(_ columns: [NetworkGraph.Column], class element: String, in xml: inout XMLWriter) {
    for isDynamic in [false, true] {
      let part = columns.filter { ($0.type == .intervals) == isDynamic }
      guard !part.isEmpty else { continue }
      xml.start("attributes", [("class", element), ("mode", isDynamic ? "dynamic" : "static")])
      for column in part {
        let word =
          switch column.type {
          case .text: "string"
          case .integer: "long"
          case .decimal: "double"
          case .flag, .intervals: "boolean"
          }
        xml.empty("attribute", [("id", column.name), ("title", column.name), ("type", word)])
      }
      xml.end()
    }
  }

  private static func write(
    _ fields: [NetworkGraph.Field], of columns: [NetworkGraph.Column], into xml: inout XMLWriter
  ) {
    guard !fields.isEmpty else { return }
    xml.start("attvalues")
    for field in fields {
      let name = columns[field.column].name
      func write(_ text: String, _ interval: DayInterval? = nil) {
        xml.empty("attvalue", [("for", name), ("value", text)] + limits(interval))
      }
      switch field.value {
      case .text(let text): write(text)
      case .integer(let number): write(String(number))
      case .decimal(let number): write(DecimalText.text(of: number))
      case .flag(let flag): write(flag ? "true" : "false")
      case .intervals(let intervals): for interval in intervals { write("true", interval) }
      }
    }
    xml.end()
  }
}
