public import SvyazGraph

/// The poster of the whole city: every school in the panel of its district, by what it is, with its ties and its ММО
/// as words in its cell, so that no line crosses another.
public struct OverviewMap: Sendable {
  /// More ММО than this are counted in the cells instead of named by codes.
  static let associationLimit = 24
  /// So few schools that a slide holds all that is known of them.
  static let smallCity = 40
  /// More tied schools than this are counted instead of named.
  static let tieLimit = 4

  public let map: NetworkMap

  /// - Parameters:
  ///   - snapshot: the network on the map's day.
  ///   - paper: A0 writes every name in full; smaller sheets shorten where there is no room.
  ///   - edition: the public one shows all schools in one look, says only that schools are tied, and counts nothing by
  ///     status.
  public init(_ snapshot: NetworkSnapshot, paper: NetworkMap.Paper = .a3, edition: Edition) {
    let network = snapshot.network
    let ties = snapshot.tiesInForce
    let builder = SchoolNodes(snapshot, edition: edition, ties: ties)
    let schools = Dictionary(network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let ids = builder.sorted(Set(schools.keys))
    let cells = OverviewCells(snapshot, ids: ids, ties: ties, paper: paper, edition: edition)
    let nodes = zip(ids, builder.nodes(ids)).map { cells.cell($0, $1) }

    let districts = Dictionary(network.districts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let members = Dictionary(grouping: ids) { schools[$0]?.district }
    // Panels of a row are equally high, so those of like size stand together.
    var panels = members.compactMap { district, list in
      district.map { id in
        NetworkMap.Panel(
          id: "district-\(id.rawValue)", title: districts[id] ?? id.rawValue, details: cells.counts(list),
          fullName: (["Район: \(districts[id] ?? id.rawValue)"] + cells.counts(list)).joined(separator: ", "),
          nodes: list.map(SchoolNodes.id))
      }
    }.sorted { ($1.nodes.count, $0.title, $0.id) < ($0.nodes.count, $1.title, $1.id) }
    if let list = members[nil] {
      panels.append(
        NetworkMap.Panel(
          id: "no-district", title: "Район не указан", details: cells.counts(list), fullName: "Район не указан",
          isLeftOut: !panels.isEmpty, nodes: list.map(SchoolNodes.id)))
    }
    var map = NetworkMap(
      arrangement: .panels(panels), paper: paper, title: "Сеть школ города",
      subtitle: cells.headline(districts: panels.filter { $0.id != "no-district" }.count),
      notice: ids.isEmpty ? "В сети нет ни одной школы." : nil, source: network.name, edition: edition,
      subjects: builder.subjectNames, codes: cells.codes, nodes: nodes)
    map.caption =
      OverviewCaption(
        edition: edition, schools: builder.named(ids),
        districts: members.compactMap { district, list in
          district.map { (name: districts[$0] ?? $0.rawValue, schools: Set(list)) }
        }.sorted { $0.name < $1.name },
        lowResult: snapshot.schools(with: .lowResult), ties: ties,
        associations: snapshot.drawnAssociations.map { Set($0.members.map(\.school)).union([$0.base]) }
      ).sentences
    self.map = map
  }
}

/// What the cells of an ``OverviewMap`` say.
private struct OverviewCells {
  let snapshot: NetworkSnapshot
  let ids: [SchoolID]
  let ties: [MentorTie]
  let edition: Edition
  /// A slide has no room for ties, and an A4 sheet none for ММО.
  private let hasTies, hasAssociations: Bool
  let codes: [NetworkMap.Code]
  private let names: SchoolCodes
  private let mentees, mentors, partners: [SchoolID: Set<SchoolID>]
  /// Codes of the ММО of each school, those that it is the base of first.
  private var memberships: [SchoolID: [String]] = [:]
  private let lowResult: Set<SchoolID>

  init(
    _ snapshot: NetworkSnapshot, ids: [SchoolID], ties: [MentorTie], paper: NetworkMap.Paper, edition: Edition
  ) {
    let isSmall = ids.count <= OverviewMap.smallCity
    hasTies = paper != .slide || isSmall
    hasAssociations = paper == .a3 || paper == .a0 || isSmall
    self.snapshot = snapshot
    self.ids = ids
    self.ties = ties
    self.edition = edition
    let schools = Dictionary(snapshot.network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    names = SchoolCodes(ids.map { ($0, schools[$0]) })
    func grouped(_ pairs: [(SchoolID, SchoolID)]) -> [SchoolID: Set<SchoolID>] {
      pairs.reduce(into: [:]) { $0[$1.0, default: []].insert($1.1) }
    }
    mentees = grouped(ties.map { ($0.mentor, $0.mentee) })
    mentors = grouped(ties.map { ($0.mentee, $0.mentor) })
    partners = grouped(ties.flatMap { [($0.mentor, $0.mentee), ($0.mentee, $0.mentor)] })
    lowResult = snapshot.schools(with: .lowResult)

    let drawn = snapshot.drawnAssociations
    let subjects = Dictionary(
      snapshot.network.subjects.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let isNamed = drawn.count <= OverviewMap.associationLimit
    var numbers: [String: Int] = [:]
    var codes: [NetworkMap.Code] = []
    var belongs: [SchoolID: (bases: [String], others: [String])] = [:]
    for association in drawn {
      let subject = subjects[association.subject] ?? association.subject.rawValue
      let initial = subject.first { $0.isLetter }.map { String($0).uppercased() } ?? "О"
      numbers[initial, default: 0] += 1
      let code = "\(initial)\(numbers[initial] ?? 1)"
      let base = schools[association.base]?.label ?? association.base.rawValue
      codes.append(.init(code: code, name: "ММО: \(subject), \(base)"))
      belongs[association.base, default: ([], [])].bases.append(code)
      for school in Set(association.members.map(\.school)) where school != association.base {
        belongs[school, default: ([], [])].others.append(code)
      }
    }
    self.codes = isNamed && hasAssociations ? codes : []
    memberships = belongs.mapValues { bases, others in
      guard isNamed else { return ["ММО: \(bases.count + others.count)"] }
      return (bases.isEmpty ? [] : ["база " + bases.joined(separator: ", ")]) + others
    }
  }

  func cell(_ school: SchoolID, _ node: NetworkMap.Node) -> NetworkMap.Node {
    var node = node
    // A number never begins a line without its sign.
    node.label = node.label.split(separator: "№ ", omittingEmptySubsequences: false).joined(separator: "№\u{A0}")
    if node.style == .other {
      if snapshot.has(.projectSite, school) {
        node.style = .projectSite
      } else if snapshot.has(.highResult, school) {
        node.style = .highResult
      }
    }
    var parts: [String] = []
    if !hasTies {
    } else if edition == .public {
      parts.append(contentsOf: list("связь:", partners[school]))
    } else {
      parts.append(contentsOf: list("ведёт", mentees[school]))
      parts.append(contentsOf: list("наставник", mentors[school]))
    }
    if hasAssociations, let codes = memberships[school] { parts.append(codes.joined(separator: " ")) }
    node.detail = parts.isEmpty ? nil : parts.joined(separator: " · ")
    return node
  }

  private func list(_ word: String, _ others: Set<SchoolID>?) -> [String] {
    guard let others, !others.isEmpty else { return [] }
    guard others.count <= OverviewMap.tieLimit else { return ["\(word) школ: \(others.count)"] }
    let codes = ids.filter(others.contains).map(names.code(of:))
    // One that the schools' table lacks has no cell either.
    return codes.isEmpty ? [] : ["\(word) \(codes.joined(separator: ", "))"]
  }

  func counts(_ list: [SchoolID]) -> [String] {
    var facts = ["школ:\u{A0}\(list.count)"]
    if edition == .working {
      facts.append("НОР:\u{A0}\(list.filter(lowResult.contains).count)")
      facts.append("наставников:\u{A0}\(list.filter { mentees[$0] != nil }.count)")
    } else {
      facts.append("со\u{A0}связями:\u{A0}\(list.filter { partners[$0] != nil }.count)")
    }
    return facts
  }

  func headline(districts: Int) -> String {
    var facts = ["на \(snapshot.day.russian)", "школ: \(ids.count)", "районов: \(districts)"]
    if edition == .working {
      facts.append("НОР: \(ids.filter(lowResult.contains).count)")
      facts.append("наставников: \(mentees.count)")
      let alone = ids.filter { lowResult.contains($0) && mentors[$0] == nil }.count
      facts.append("без наставника: \(alone)")
    }
    facts.append("связей: \(ties.count)")
    facts.append("ММО: \(snapshot.associations.count)")
    return facts.joined(separator: " · ")
  }
}
