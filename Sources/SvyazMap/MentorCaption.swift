internal import SvyazGraph

/// The sentences under a map of mentors, counted from its own nodes and edges, so that they never contradict the drawing.
///
/// They say who can be helped, and compare nobody. The public edition hides who helps whom: its sentences know only
/// that schools are tied.
struct MentorCaption {
  let map: NetworkMap
  /// By id of the node; a school of no known district is left out.
  let districts: [String: DistrictID]
  let isPlan: Bool
  /// Low-result schools with mentors that a filter hides.
  var helpedElsewhere = 0
  var isFiltered = false

  var sentences: [String] {
    guard !map.edges.isEmpty else { return map.edition == .public ? [] : [alone].compactMap { $0 } + elsewhere }
    let all =
      map.edition == .public
      ? [size, parts, neighbours, acrossDistricts] : [pairs, alone, support, proposed, acrossDistricts]
    return all.compactMap { $0 } + elsewhere
  }

  // MARK: Both editions

  /// «математика — 24, русский язык — 23»
  private var subjects: String {
    let styles = Dictionary(map.edges.map { ($0.style, 1) }, uniquingKeysWith: +)
    var parts: [String] = []
    var other = 0
    for (style, count) in styles {
      if case .subject(let index) = style, !map.subjects.indices.contains(index) { other += count }
    }
    for (index, name) in map.subjects.enumerated() {
      if let count = styles[.subject(index)] { parts.append(part(DisplayText.clean(name, limit: 40), count)) }
    }
    if other > 0 { parts.append(part("другие предметы", other)) }
    if let count = styles[.wholeSchool] { parts.append(part("школа в целом", count)) }
    return parts.joined(separator: ", ")
  }

  private func part(_ name: String, _ count: Int) -> String {
    "\(name)\(CaptionText.noBreakSpace)— \(count)"
  }

  private var acrossDistricts: String? {
    let ends = map.edges.compactMap { edge in
      districts[edge.tail].flatMap { tail in districts[edge.head].map { (tail, $0) } }
    }
    guard !ends.isEmpty else { return nil }
    let across = ends.filter { $0.0 != $0.1 }.count
    let known = ends.count < map.edges.count ? ", у которых известны оба района" : ""
    if across == 0 { return "Все связи\(known)\(known.isEmpty ? "" : ",") внутри районов." }
    return "Между районами\(CaptionText.noBreakSpace)— \(across) из \(ofTies(ends.count))\(known) "
      + "(\(CaptionText.percent(across, of: ends.count)))."
  }

  private func ofTies(_ count: Int) -> String { CaptionText.counted(count, "связи", "связей", "связей") }

  // MARK: Working

  /// Nothing drawn is in force.
  private var isIntent: Bool { isPlan || map.edges.allSatisfy(\.isProposed) }

  private var pairs: String {
    let mentors = Set(map.edges.map(\.tail)).count
    let mentees = Set(map.edges.map(\.head)).count
    let who = CaptionText.counted(mentors, "школа-наставник", "школы-наставника", "школ-наставников")
    let verb =
      isIntent
      ? CaptionText.form(mentors, "будет вести", "будут вести", "будут вести")
      : CaptionText.form(mentors, "ведёт", "ведут", "ведут")
    let source = isPlan ? "По плану " : isIntent ? "По предложениям " : ""
    return "\(source)\(who) \(verb) \(CaptionText.schoolsAsObject(mentees)): "
      + "\(CaptionText.ties(map.edges.count)) (\(subjects))."
  }

  /// Who has no mentor.
  private var alone: String? {
    let alone = map.nodes.filter { $0.style == .lowResultAlone }
    let low = map.nodes.filter { $0.style == .lowResult }.count
    let isMixed = !isPlan && map.edges.contains(where: \.isProposed)
    if alone.isEmpty {
      if low == 0 { return nil }
      let what = isMixed ? "Наставник или предложение" : "Наставник"
      return "\(what) есть у каждой из \(CaptionText.ofSchools(low)) с низкими результатами."
    }
    let names = CaptionText.list(alone.map(\.label))
    if isMixed {
      return
        "Ни наставника, ни предложения нет у \(CaptionText.ofSchools(alone.count)) с низкими результатами: \(names)."
    }
    return "\(isPlan ? "В плане" : "Пока") без наставника \(CaptionText.schools(alone.count)) с низкими результатами: "
      + "\(names)."
  }

  /// Who holds the network: a school whose only mentor leaves has none.
  private var support: String? {
    let mentors = Dictionary(grouping: map.edges, by: \.head).mapValues { Set($0.map(\.tail)) }
    let single = mentors.values.filter { $0.count == 1 }.compactMap(\.first)
    guard !single.isEmpty else {
      return start("У каждой подопечной школы не меньше двух наставников, и уход одного не оставит её без помощи.")
    }
    let dependants = Dictionary(single.map { ($0, 1) }, uniquingKeysWith: +)
    let most = dependants.values.max() ?? 0
    let holders = map.nodes.filter { dependants[$0.id] == most }.map(\.label)
    let left = CaptionText.schoolsAsObject(most)
    let loss =
      switch holders.count {
      case 1:
        "уход одной школы (\(CaptionText.list(holders))) оставит без наставника \(left)"
      case 2...3:
        "уход любой из школ (\(CaptionText.list(holders))) оставит без наставника \(left)"
      default:
        "уход любой из \(CaptionText.ofSchools(holders.count)) оставит без наставника \(left)"
      }
    let who =
      single.count < mentors.count
      ? "\(single.count) из \(CaptionText.ofSchools(mentors.count))"
      : single.count == 1 ? "единственной подопечной школы" : "каждой из \(CaptionText.ofSchools(single.count))"
    return start("Только один наставник у \(who); \(loss).")
  }

  private func start(_ sentence: String) -> String {
    guard isFiltered else { return sentence }
    return "Среди показанных связей: " + sentence.prefix(1).lowercased() + sentence.dropFirst()
  }

  private var proposed: String? {
    let proposed = map.edges.filter(\.isProposed).count
    guard !isIntent, proposed > 0 else { return nil }
    return "Пока только предложено: \(CaptionText.ties(proposed))."
  }

  private var elsewhere: [String] {
    guard helpedElsewhere > 0, map.edition == .working else { return [] }
    let who = CaptionText.schools(helpedElsewhere)
    return ["Не показано: \(who) с низкими результатами, чьи наставники не подходят под отбор."]
  }

  // MARK: Public

  private var size: String {
    "На карте \(CaptionText.schools(map.nodes.count)) и \(CaptionText.ties(map.edges.count)) (\(subjects))."
  }

  private var parts: String {
    let sizes = map.componentSizes.filter { $0 > 1 }
    if sizes.count == 1 { return "Все школы со связями связаны между собой, прямо или через другие." }
    let count = CaptionText.counted(sizes.count, "группу", "группы", "групп")
    return "Школы со связями образуют \(count), между которыми связей пока нет; "
      + "в самой большой\(CaptionText.noBreakSpace)— \(CaptionText.schools(sizes.max() ?? 0))."
  }

  private var neighbours: String {
    var met: [String: Set<String>] = [:]
    for edge in map.edges where edge.tail != edge.head {
      met[edge.tail, default: []].insert(edge.head)
      met[edge.head, default: []].insert(edge.tail)
    }
    let many = met.values.filter { $0.count > 1 }.count
    return "С двумя школами и более связаны \(many) из \(met.count)."
  }
}

extension NetworkMap {
  /// How many nodes each connected part has, the parts in the order of their first nodes.
  var componentSizes: [Int] {
    var neighbours: [String: [String]] = [:]
    for edge in edges {
      neighbours[edge.tail, default: []].append(edge.head)
      neighbours[edge.head, default: []].append(edge.tail)
    }
    var seen: Set<String> = []
    var sizes: [Int] = []
    for node in nodes where seen.insert(node.id).inserted {
      var stack = [node.id]
      var size = 0
      while let id = stack.popLast() {
        size += 1
        for next in neighbours[id] ?? [] where seen.insert(next).inserted { stack.append(next) }
      }
      sizes.append(size)
    }
    return sizes
  }
}
