/// A map as two tables that say all that the picture does, in words of its legend.
public struct MapTables: Hashable, Sendable {
  /// A node.
  public struct Row: Hashable, Sendable {
    public var id: String
    /// As written on the map; the full name where nothing is written.
    public var label: String
    public var fullName: String
    /// «наставник», «район»…, as the legend has it.
    public var meaning: String
    /// Second line of the node.
    public var detail: String
    /// The panel that it stands in; empty where the map has none.
    public var group: String
    /// «новая на карте»; empty where the map compares nothing.
    public var change: String
    /// Ties within it; `nil` for a node of one school.
    public var inside: Int?
  }

  /// A tie.
  public struct Tie: Hashable, Sendable {
    /// Labels of the ends; the first leads the second where it is directed.
    public var tail, head: String
    public var isDirected: Bool
    /// A subject, «школа в целом», «участие в ММО»…
    public var meaning: String
    /// «предложено», «появилась»; empty where nothing is to be said.
    public var state: String
    /// How many ties it stands for.
    public var count: Int?
  }

  public let rows: [Row]
  public let ties: [Tie]

  public init(_ map: NetworkMap) {
    var groups: [String: String] = [:]
    switch map.arrangement {
    case .panels(let panels), .groups(let panels):
      for panel in panels { for node in panel.nodes { groups[node] = DisplayText.clean(panel.title) } }
    case .network, .rings, .hubs, .places, .ellipse: break
    }
    let rows = map.nodes.map { node in
      Row(
        id: node.id, label: Self.label(node), fullName: DisplayText.clean(node.fullName),
        meaning: MapTheme.look(of: node.style).legend, detail: DisplayText.clean(node.detail ?? ""),
        group: groups[node.id] ?? "", change: node.change.map(MapTheme.word) ?? "", inside: node.inside)
    }
    let labels = Dictionary(
      zip(map.nodes, rows).map { ($0.id, $1.fullName) }, uniquingKeysWith: { first, _ in first })
    self.rows = rows
    ties = map.edges.map { edge in
      let states = [edge.isProposed ? "предложено" : nil, edge.change.map(MapTheme.word)]
      return Tie(
        tail: labels[edge.tail] ?? edge.tail, head: labels[edge.head] ?? edge.head, isDirected: edge.isDirected,
        meaning: Self.meaning(edge.style, map), state: states.compactMap { $0 }.joined(separator: ", "),
        count: edge.count)
    }
  }

  private static func label(_ node: NetworkMap.Node) -> String {
    let label = DisplayText.clean(node.label)
    return label.isEmpty ? DisplayText.clean(node.fullName) : label
  }

  private static func meaning(_ style: NetworkMap.EdgeStyle, _ map: NetworkMap) -> String {
    switch style {
    case .subject(let index):
      map.subjects.indices.contains(index) ? DisplayText.clean(map.subjects[index]) : "предмет"
    case .wholeSchool: "школа в целом"
    case .membership: "участие в ММО"
    case .event: "участие в событии"
    case .mixing: "между районами"
    }
  }
}
