public import SvyazGraph

extension ChangeMap {
  /// One map a day, each with what changed since the day before it; the first shows its day alone.
  ///
  /// All are laid out together, so that a school stands in the same place on every one of them, and share one legend.
  ///
  /// - Parameter dates: put in order; a repeated one counts once.
  public static func series(_ network: Network, dates: [Day], edition: Edition) -> [NetworkMap] {
    let days = Set(dates).sorted()
    let states = days.map { ChangeState(network.asOf($0), edition: edition) }
    guard let first = states.first else { return [] }
    var maps = [opening(first)]
    for (before, after) in zip(states, states.dropFirst()) {
      maps.append(ChangeDrawing(before: before, after: after).map)
    }
    let stage = NetworkMap.Stage(of: maps)
    return maps.map { map in
      var map = map
      map.stage = stage
      return map
    }
  }

  /// A day by itself: everything on it as it stays.
  private static func opening(_ state: ChangeState) -> NetworkMap {
    var map = ChangeDrawing(before: state, after: state).map
    let day = state.snapshot.day.russian
    map.title = state.edition == .public ? "Партнёрства школ на \(day)" : "Наставничество школ на \(day)"
    map.subtitle = "связей: \(map.edges.count) · школ: \(map.nodes.count)"
    map.notice = map.edges.isEmpty ? "На \(day) связей нет." : nil
    return map
  }
}

extension NetworkMap.Stage {
  /// All that the maps hold, each look of a node and each edge once.
  public init(of maps: [NetworkMap]) {
    var nodes: [NetworkMap.Node] = []
    var edges: [NetworkMap.Edge] = []
    var knownNodes: Set<NetworkMap.Node> = []
    var knownEdges: Set<NetworkMap.Edge> = []
    for map in maps {
      nodes += map.nodes.filter { knownNodes.insert($0).inserted }
      edges += map.edges.filter { knownEdges.insert($0).inserted }
    }
    self.init(nodes: nodes, edges: edges, notice: maps.compactMap(\.notice).max { $0.count < $1.count })
  }
}
