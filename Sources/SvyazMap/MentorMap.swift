public import SvyazGraph

/// The map «кто кому наставник»: who mentors whom, in which subject, and which low-result schools have nobody.
public struct MentorMap: Sendable {
  public enum Design: String, Sendable, CaseIterable {
    /// By the ties alone.
    case network
    /// A frame for each district with its schools.
    case districts
  }

  public let map: NetworkMap

  /// - Parameters:
  ///   - snapshot: the network on the map's day.
  ///   - ties: pairs of a plan; `nil` for the partnerships agreed or active on the day, or of the filter's statuses.
  ///   - filter: what is shown. A low-result school without a mentor passes by its district and associations; one whose
  ///     mentors do not pass is left out, and the caption says how many are.
  ///   - paper: on a slide, more nodes than ``ShortLabels/limit`` are written as numbers; on paper names stay.
  ///   - edition: the public one shows only schools that have a tie, since standing on the map without one would tell
  ///     that a school is low-result.
  public init(
    _ snapshot: NetworkSnapshot, ties: [MentorTie]? = nil, filter: MapFilter = MapFilter(),
    design: Design = .network, paper: NetworkMap.Paper = .slide, edition: Edition
  ) {
    let isPlan = ties?.contains(where: \.isProposed) ?? false
    let isPublic = edition == .public
    let all = ties ?? filter.ties(of: snapshot)
    let passes = filter.schools(in: snapshot)
    let ties = all.filter { filter.contains(subject: $0.subject) && (passes($0.mentor) || passes($0.mentee)) }
    let builder = SchoolNodes(snapshot, edition: edition, ties: ties)

    let lowResult = snapshot.schools(with: .lowResult).filter(passes)
    let tied = Set(ties.flatMap { [$0.mentor, $0.mentee] })
    // «Без наставника» must be true whatever the filter hides.
    let helped = Set((all + (filter.statuses.isEmpty ? [] : snapshot.tiesInForce)).map(\.mentee))
    let elsewhere = lowResult.subtracting(tied).intersection(helped)
    let shown = isPublic ? tied : tied.union(lowResult).subtracting(elsewhere)
    let alone = lowResult.subtracting(helped).count
    let schools = builder.sorted(shown)

    var title =
      switch (isPublic, isPlan) {
      case (true, false): "Сеть партнёрства школ"
      case (true, true): "План сети партнёрства школ"
      case (false, false): "Наставничество школ"
      case (false, true): "План наставничества школ"
      }
    if design == .districts { title += " по районам" }
    var nodes = builder.nodes(schools)
    let edges = builder.edges(ties)
    // Two schools that help each other are one tie to the public: two would tell that they do.
    let counted = DistrictMap.counted(ties, edition: edition)
    var subtitle = ["на \(snapshot.day.russian)", "школ: \(shown.count)", "связей: \(counted.count)"]
    if snapshot.network.subjects.count > 1, !ties.isEmpty, filter.subjects.count != 1 {
      subtitle[2] += " (\(builder.countBySubject(counted)))"
    }
    if !isPublic, alone > 0 {
      let what = filter.statuses.contains(.proposed) ? "без наставника и предложений" : "без наставника"
      subtitle.append("\(what): \(alone)")
    }
    let words = filter.words(in: snapshot.network)
    if !words.isEmpty { subtitle.insert(words, at: 1) }
    var codes: [NetworkMap.Code] = []
    if paper == .slide, let short = ShortLabels(schools, in: snapshot) {
      for index in nodes.indices {
        nodes[index].label = short.labels[schools[index]] ?? nodes[index].label
        nodes[index].detail = nil
      }
      codes = short.codes
      subtitle.append("показаны номера школ")
    }

    var map = NetworkMap(
      paper: paper, title: title, subtitle: subtitle.joined(separator: " · "),
      notice: ties.isEmpty ? Self.nothing(snapshot, filter: filter, words: words) : nil,
      source: snapshot.network.name, edition: edition, subjects: builder.subjectNames, codes: codes, nodes: nodes,
      edges: edges)
    if design == .districts, !nodes.isEmpty {
      map.arrangement = .groups(builder.districtPanels(schools, edition: edition))
    }
    map.caption = builder.mentorCaption(
      of: map, schools: schools, isPlan: isPlan, helpedElsewhere: elsewhere.count, isFiltered: !filter.isEmpty)
    self.map = map
  }

  private static func nothing(_ snapshot: NetworkSnapshot, filter: MapFilter, words: String) -> String {
    filter.isEmpty
      ? "На \(snapshot.day.russian) связей нет." : "На \(snapshot.day.russian) связей по отбору «\(words)» нет."
  }
}

extension SchoolNodes {
  /// The sentences of a map of these schools and their ties, which name schools in full whatever its boxes hold.
  ///
  /// - Parameter schools: those of the map's nodes, in their order.
  func mentorCaption(
    of map: NetworkMap, schools: [SchoolID], isPlan: Bool = false, helpedElsewhere: Int = 0, isFiltered: Bool = false
  ) -> [String] {
    var spoken = map
    spoken.nodes = zip(map.nodes, nodes(schools)).map { node, full in
      var node = node
      node.label = full.label
      return node
    }
    let districts = Dictionary(
      schools.compactMap { school in district(of: school).map { (Self.id(school), $0) } },
      uniquingKeysWith: { first, _ in first })
    return MentorCaption(
      map: spoken, districts: districts, isPlan: isPlan, helpedElsewhere: helpedElsewhere, isFiltered: isFiltered
    ).sentences
  }

  /// A frame for each district of these schools, in the order of names; the last for those of no known district.
  func districtPanels(_ schools: [SchoolID], edition: Edition) -> [NetworkMap.Panel] {
    let byDistrict = Dictionary(grouping: schools) { district(of: $0) }
    let named = byDistrict.keys.compactMap { $0 }.map { id in
      (id: id, name: snapshot.network.districts.first { $0.id == id }?.name ?? id.rawValue)
    }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    var panels = named.map { id, name in
      let members = byDistrict[id] ?? []
      return NetworkMap.Panel(
        id: "district-\(id.rawValue)", title: name, fullName: "\(name), школ: \(members.count)",
        nodes: members.map(Self.id))
    }
    if let rest = byDistrict[nil] {
      panels.append(
        NetworkMap.Panel(
          id: "district-unknown", title: "Район не указан", fullName: "Район не указан, школ: \(rest.count)",
          nodes: rest.map(Self.id)))
    }
    return panels
  }
}
