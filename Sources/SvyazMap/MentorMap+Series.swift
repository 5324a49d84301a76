public import SvyazGraph

extension NetworkMap {
  /// A map of a series, and what tells it from the others.
  public struct Frame: Hashable, Sendable {
    /// «2020-12-31», a district's id, `all`: fit for the name of a file.
    public let key: String
    public let map: NetworkMap

    public init(key: String, map: NetworkMap) {
      self.key = key
      self.map = map
    }
  }
}

/// Series of the map of mentors: every school stands in one place on all, so that nothing jumps from slide to slide.
extension MentorMap {
  /// One map a day, with what has changed since the day before it in its caption.
  ///
  /// - Parameter dates: put in order; a repeated one counts once.
  /// - Complexity: O(dates × (schools + ties) log).
  public static func series(
    _ network: Network, dates: [Day], filter: MapFilter = MapFilter(), paper: NetworkMap.Paper = .slide,
    edition: Edition
  ) -> [NetworkMap.Frame] {
    let days = Set(dates).sorted()
    // Names in full: whether they fit is for all maps together to say.
    let plain = days.map { MentorMap(network.asOf($0), filter: filter, paper: .a3, edition: edition).map }
    var maps = plain
    for (index, day) in days.enumerated() where maps.indices.contains(index) {
      maps[index].paper = paper
      maps[index].day = day.description
      maps[index].title += " на \(day.russian)"
      let date = "на \(day.russian) · "
      if maps[index].subtitle.hasPrefix(date) { maps[index].subtitle.removeFirst(date.count) }
      guard index > 0 else { continue }
      maps[index].caption = caption(
        of: plain[index], after: plain[index - 1], since: days[index - 1], isFiltered: !filter.isEmpty)
    }
    shorten(&maps, paper: paper, in: network.asOf(days.last ?? network.asOf))
    return zip(days, NetworkMap.staged(maps)).map { NetworkMap.Frame(key: $0.description, map: $1) }
  }

  /// The whole network, then one map a district with its schools and ties as they are and all others pale, in the
  /// order of names. A district without a school on the map has none.
  public static func districtSeries(
    _ snapshot: NetworkSnapshot, filter: MapFilter = MapFilter(), paper: NetworkMap.Paper = .slide, edition: Edition
  ) -> [NetworkMap.Frame] {
    let whole = MentorMap(snapshot, filter: filter, paper: paper, edition: edition).map
    let named = snapshot.network.districts.filter { filter.districts.isEmpty || filter.districts.contains($0.id) }
      .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    var keys = ["all"]
    var maps = [whole]
    for district in named {
      var part = filter
      part.districts = [district.id]
      let lit = MentorMap(snapshot, filter: part, paper: .a3, edition: edition).map
      guard !lit.nodes.isEmpty else { continue }
      keys.append(district.id.rawValue)
      maps.append(highlighted(whole, lit: lit, name: CaptionText.district(district.name)))
    }
    for index in maps.indices { maps[index].day = snapshot.day.description }
    return zip(keys, NetworkMap.staged(maps)).map { NetworkMap.Frame(key: $0, map: $1) }
  }

  // MARK: Parts

  /// The whole network with all but `lit` pale.
  private static func highlighted(_ whole: NetworkMap, lit: NetworkMap, name: String) -> NetworkMap {
    let nodes = Set(lit.nodes.map(\.id))
    let edges = Set(lit.edges)
    var map = whole
    map.title += ": \(name)"
    map.subtitle = lit.subtitle.replacing("только ", with: "выделено: ", maxReplacements: 1)
    let short = "показаны номера школ"
    if whole.subtitle.hasSuffix(short) { map.subtitle += " · \(short)" }
    map.notice = nil
    for index in map.nodes.indices { map.nodes[index].isPale = !nodes.contains(map.nodes[index].id) }
    // What is lit lies above what is pale.
    map.edges =
      whole.edges.filter { !edges.contains($0) }.map { edge in
        var edge = edge
        edge.isPale = true
        return edge
      } + whole.edges.filter(edges.contains)
    // How the lit schools hang together is another question when the rest is there as well.
    let isOfParts: (String) -> Bool = {
      whole.edition == .public && ($0.contains("групп") || $0.hasPrefix("Все школы"))
    }
    map.caption = lit.caption.filter { !isOfParts($0) }.map { sentence in
      sentence.replacing("Среди показанных связей", with: "Среди выделенных связей")
        .replacing("На карте ", with: "Выделено: ", maxReplacements: 1)
    }
    if map.caption.isEmpty { map.caption = ["\(name): связей нет."] }
    return map
  }

  /// What changed between two maps of the series.
  ///
  /// - Parameter isFiltered: a filter hides low-result schools whose mentors do not pass, so that only ties can be
  ///   compared.
  private static func caption(
    of map: NetworkMap, after before: NetworkMap, since: Day, isFiltered: Bool
  ) -> [String] {
    func low(_ map: NetworkMap, _ styles: Set<NetworkMap.NodeStyle>) -> Set<String> {
      Set(map.nodes.filter { styles.contains($0.style) }.map(\.id))
    }
    let known = Set(map.nodes.map(\.id))
    let (then, now) = (Set(before.nodes.map(\.id)), known)
    var both = map
    both.nodes = (map.nodes + before.nodes.filter { !known.contains($0.id) }).map { node in
      var node = node
      node.change = !now.contains(node.id) ? .ended : then.contains(node.id) ? .kept : .began
      return node
    }
    let (old, new) = (Set(before.edges), Set(map.edges))
    both.edges = old.union(new).map { edge in
      var edge = edge
      edge.change = !new.contains(edge) ? .ended : old.contains(edge) ? .kept : .began
      return edge
    }
    let all: Set<NetworkMap.NodeStyle> = [.lowResult, .lowResultAlone]
    let changes = ChangeCaption(
      map: both, lowBefore: low(before, all), lowAfter: low(map, all), helpedBefore: low(before, [.lowResult]),
      helpedAfter: low(map, [.lowResult]), since: "на \(since.russian)"
    ).sentences
    return isFiltered ? Array(changes.prefix(1) + map.caption.prefix(4)) : changes
  }

  /// Numbers instead of names on all maps when a slide does not hold the names of them all.
  private static func shorten(_ maps: inout [NetworkMap], paper: NetworkMap.Paper, in snapshot: NetworkSnapshot) {
    var details: [String: String] = [:]
    for node in maps.flatMap(\.nodes) { if let detail = node.detail { details[node.id] = detail } }
    let schools = snapshot.network.schools.map(\.id)
    let ids = Dictionary(
      schools.map { (SchoolNodes.id($0), $0) }, uniquingKeysWith: { first, _ in first })
    let shown = Set(maps.flatMap { $0.nodes.compactMap { ids[$0.id] } })
    let order = SchoolNodes(snapshot, edition: .public, ties: []).sorted(shown)
    let short = paper == .slide ? ShortLabels(order, in: snapshot) : nil
    for index in maps.indices {
      for position in maps[index].nodes.indices {
        let id = maps[index].nodes[position].id
        // Whoever names the district on one map names it on all.
        maps[index].nodes[position].detail = short == nil ? details[id] : nil
        if let label = ids[id].flatMap({ short?.labels[$0] }) { maps[index].nodes[position].label = label }
      }
      guard let short else { continue }
      maps[index].codes = short.codes
      maps[index].subtitle += " · показаны номера школ"
    }
  }
}
