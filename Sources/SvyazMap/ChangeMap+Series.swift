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
    for (index, day) in days.enumerated() where maps.indices.contains(index) { maps[index].day = day.description }
    return NetworkMap.staged(maps)
  }

  /// A day by itself: everything on it as it stays.
  private static func opening(_ state: ChangeState) -> NetworkMap {
    var map = ChangeDrawing(before: state, after: state).map
    let day = state.snapshot.day.russian
    map.title = state.edition == .public ? "Партнёрства школ на \(day)" : "Наставничество школ на \(day)"
    map.subtitle = "связей: \(map.edges.count) · школ: \(map.nodes.count)"
    map.notice = map.edges.isEmpty ? "На \(day) связей нет." : nil
    map.caption = OpeningCaption(map: map, low: state.lowResult, helped: state.mentored).sentences
    return map
  }
}

/// The sentences of the first map of a series, which shows its day alone.
private struct OpeningCaption {
  let map: NetworkMap
  let low, helped: Set<SchoolID>

  var sentences: [String] {
    guard !map.edges.isEmpty else { return [] }
    let tied = Set(map.edges.flatMap { [$0.tail, $0.head] }).count
    let verb = CaptionText.form(map.edges.count, "соединяет", "соединяют", "соединяют")
    let first =
      "С этого дня начинается сравнение: \(CaptionText.ties(map.edges.count)) \(verb) "
      + "\(CaptionText.schoolsAsObject(tied))."
    return [first, alone].compactMap { $0 }
  }

  private var alone: String? {
    guard !low.isEmpty else { return nil }
    let alone = Set(low.subtracting(helped).map(SchoolNodes.id))
    if alone.isEmpty {
      return "Наставник есть у каждой из \(CaptionText.ofSchools(low.count)) с низкими результатами."
    }
    let names = map.nodes.filter { alone.contains($0.id) }.map(\.label)
    return "Пока без наставника \(CaptionText.schools(alone.count)) с низкими результатами: \(CaptionText.list(names))."
  }
}

extension NetworkMap {
  /// The maps as a series: laid out together, under one legend.
  static func staged(_ maps: [NetworkMap]) -> [NetworkMap] {
    let stage = Stage(of: maps)
    return maps.map { map in
      var map = map
      map.stage = stage
      return map
    }
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
    self.init(
      nodes: nodes, edges: edges, notice: maps.compactMap(\.notice).max { $0.count < $1.count },
      captions: maps.map(\.caption))
  }
}
