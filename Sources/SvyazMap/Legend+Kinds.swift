/// Legends of the maps that count ties and of those that compare two days.
extension Legend {
  static func mixing(_ map: NetworkMap) -> [Entry] {
    var entries: [Entry] = []
    let styles = Set(map.nodes.map(\.style))
    if styles.contains(.district) {
      entries.append(Entry(sample: .node(.district), text: "район: больше школ со связями — больше круг"))
    }
    if map.nodes.contains(where: { $0.inside ?? 0 > 0 }) {
      let style: NetworkMap.NodeStyle = styles.contains(.district) ? .district : .districtUnknown
      entries.append(Entry(sample: .ring(style), text: "больше связей внутри — толще кольцо"))
    }
    if let edge = map.edges.first {
      let words = edge.isDirected ? "от наставника к подопечной школе" : "между районами"
      entries.append(
        Entry(
          sample: .line(edge.style, isDirected: edge.isDirected, isProposed: false),
          text: "\(words): число и толщина — сколько связей"))
    }
    if styles.contains(.districtUnknown) {
      entries.append(
        Entry(sample: .node(.districtUnknown), text: MapTheme.look(of: .districtUnknown).legend))
    }
    return entries
  }

  static func changes(_ map: NetworkMap) -> [Entry] {
    var entries = NetworkMap.NodeStyle.allCases.compactMap { style -> Entry? in
      map.nodes.contains { $0.style == style && $0.change != .ended }
        ? Entry(sample: .node(style), text: MapTheme.look(of: style).legend) : nil
    }
    let isDirected = map.edges.contains(where: \.isDirected)
    let words: [(NetworkMap.Change, node: String, line: String)] = [
      (.kept, "", "без изменений"), (.began, "новая на карте", "связь появилась"),
      (.ended, "ушла с карты", "связь завершилась"),
    ]
    for (change, text, _) in words where change != .kept {
      if let node = map.nodes.first(where: { $0.change == change }) {
        entries.append(Entry(sample: .nodeChange(node.style, change), text: MapTheme.mark(change) + text))
      }
    }
    for (change, _, text) in words where map.edges.contains(where: { $0.change == change }) {
      entries.append(Entry(sample: .lineChange(change, isDirected: isDirected), text: text))
    }
    return entries
  }
}

extension NetworkMap {
  /// Whether it compares two days.
  var isOfChanges: Bool {
    nodes.contains { $0.change != nil } || edges.contains { $0.change != nil }
  }
}
