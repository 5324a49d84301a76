internal import SvyazGraph

/// Makes the nodes of an ``AssociationMap`` in one edition's style.
struct AssociationDrawing {
  let associations: [DrawnAssociation]
  let leftOut: [SubjectID: [SchoolID]]
  let edition: Edition
  let codes: DistrictCodes
  let subjectNames: [String]
  private let builder: SchoolNodes
  private let subjects: [Subject]
  private let snapshot: NetworkSnapshot
  /// Members of each association without repeats, in the order in which they are drawn.
  private let members: [[DrawnAssociation.Member]]

  init(
    _ snapshot: NetworkSnapshot, associations: [DrawnAssociation], leftOut: [SubjectID: [SchoolID]], edition: Edition
  ) {
    self.associations = associations
    self.leftOut = leftOut
    self.edition = edition
    let builder = SchoolNodes(snapshot, edition: edition, ties: [])
    self.builder = builder
    self.snapshot = snapshot
    subjects = snapshot.network.subjects
    subjectNames = builder.subjectNames
    members = associations.map { association in
      var known: Set<SchoolID> = []
      let distinct = association.members.filter { known.insert($0.school).inserted }
      let byRole = Dictionary(grouping: distinct) { member in
        let style = Self.style(of: member, base: association.base)
        return edition == .public && style != .base ? NetworkMap.NodeStyle.neutral : style
      }
      return NetworkMap.NodeStyle.allCases.flatMap { style in
        let list = byRole[style] ?? []
        let role = Dictionary(list.map { ($0.school, $0) }, uniquingKeysWith: { first, _ in first })
        return builder.sorted(Set(list.map(\.school))).compactMap { role[$0] }
      }
    }
    let schools = Set(members.flatMap { $0.map(\.school) }).union(leftOut.values.flatMap { $0 })
    let districts = Set(schools.compactMap(builder.district))
    codes = DistrictCodes(snapshot.network.districts.filter { districts.contains($0.id) })
  }

  /// Several subjects are drawn.
  var isMany: Bool { Set(associations.map(\.subject)).union(leftOut.keys).count > 1 }

  /// «ММО: 8 (математика: 4, русский язык: 4) · школ: 62 · НОР: 30»
  var figures: String {
    var text = "ММО: \(associations.count)"
    if isMany {
      let counts = Dictionary(associations.map { ($0.subject, 1) }, uniquingKeysWith: +)
      let parts = subjects.compactMap { subject in counts[subject.id].map { "\(subject.name): \($0)" } }
      if !parts.isEmpty { text += " (\(parts.joined(separator: ", ")))" }
    }
    text += " · школ: \(Set(members.flatMap { $0.map(\.school) }).count)"
    if edition == .working {
      let low = zip(associations, members).flatMap { association, members in
        members.filter { Self.style(of: $0, base: association.base) == .lowResult }.map(\.school)
      }
      text += " · НОР: \(Set(low).count)"
      // One that a group of another subject took is not left out.
      let left = Set(leftOut.values.flatMap { $0 }).subtracting(members.flatMap { $0.map(\.school) }).count
      if left > 0 { text += " · вне групп: \(left)" }
    }
    return text
  }

  /// - Parameter isPart: not all associations of the network are drawn.
  func caption(isProposed: Bool, isPart: Bool) -> AssociationCaption {
    let counts = Dictionary(associations.map { ($0.subject, 1) }, uniquingKeysWith: +)
    var low: Set<SchoolID> = []
    var outside: [String] = []
    if edition == .working {
      for (association, members) in zip(associations, members) {
        low.formUnion(
          members.filter { Self.style(of: $0, base: association.base) == .lowResult }.map(\.school))
      }
      let others = snapshot.schools(with: .lowResult).subtracting(members.flatMap { $0.map(\.school) })
      outside = builder.nodes(builder.sorted(others)).map(\.label)
    }
    return AssociationCaption(
      edition: edition, isProposed: isProposed,
      subjects: subjects.compactMap { subject in counts[subject.id].map { (subject.name, $0) } },
      members: members.map { $0.map(\.school) }, lowResult: low, lowResultOutside: outside, isPart: isPart,
      district: builder.district)
  }

  private static func style(of member: DrawnAssociation.Member, base: SchoolID) -> NetworkMap.NodeStyle {
    if member.school == base { return .base }
    return switch member.role {
    case .leader: .base
    case .lowResult: .lowResult
    case .projectSite: .projectSite
    case .highResult: .highResult
    case .member: .member
    }
  }

  private func style(_ member: DrawnAssociation.Member, in association: DrawnAssociation) -> NetworkMap.NodeStyle {
    let style = Self.style(of: member, base: association.base)
    return edition == .public && style != .base ? .neutral : style
  }

  // MARK: Words

  private func baseLabel(_ association: DrawnAssociation) -> String {
    builder.nodes([association.base]).first?.label ?? association.base.rawValue
  }

  private func subjectName(_ id: SubjectID) -> String {
    subjects.first { $0.id == id }?.name ?? id.rawValue
  }

  private func count(_ index: Int) -> String {
    let association = associations[index]
    let text = "школ:\u{A0}\(members[index].count)"
    if edition == .public { return text }
    let low = members[index].filter { Self.style(of: $0, base: association.base) == .lowResult }.count
    return text + ",\u{A0}НОР:\u{A0}\(low)"
  }

  // MARK: Slide

  /// A panel for each association, and one for the schools that each subject left out. A school has a node in every
  /// association that it belongs to: `school-12@mmo-1`.
  func panels() -> (panels: [NetworkMap.Panel], nodes: [NetworkMap.Node]) {
    var panels: [NetworkMap.Panel] = []
    var nodes: [NetworkMap.Node] = []
    for (index, association) in associations.enumerated() {
      let base = baseLabel(association)
      let subject = subjectName(association.subject)
      var title = DisplayText.clean(association.title, limit: 120)
      var details = isMany && !title.lowercased().contains(subject.lowercased()) ? [subject] : []
      if title.isEmpty { title = "База: \(base)" } else { details.append("база: \(base)") }
      details.append(count(index))
      let cells = cells(members[index].map(\.school), owner: association.id) { position in
        style(members[index][position], in: association)
      }
      panels.append(
        NetworkMap.Panel(
          id: "association-\(association.id)", title: title, details: details,
          fullName: "ММО: \(subject), база: \(base), школ: \(cells.count)",
          subject: isMany ? subjects.firstIndex { $0.id == association.subject } ?? MapTheme.knownSubjectCount : nil,
          isLeftOut: false, nodes: cells.map(\.id)))
      nodes += cells
    }
    for (subject, schools) in leftOut.sorted(by: { $0.key < $1.key }) {
      let schools = builder.sorted(Set(schools))
      let cells = cells(schools, owner: "left-\(subject.rawValue)") { _ in .leftOut }
      let title = isMany ? "Вне групп: \(subjectName(subject))" : "Вне групп"
      panels.append(
        NetworkMap.Panel(
          id: "left-\(subject.rawValue)", title: title, details: ["школ:\u{A0}\(cells.count)"],
          fullName: "\(title), школ: \(cells.count)",
          subject: isMany ? subjects.firstIndex { $0.id == subject } ?? MapTheme.knownSubjectCount : nil,
          isLeftOut: true, nodes: cells.map(\.id)))
      nodes += cells
    }
    return (panels, nodes)
  }

  private func cells(
    _ schools: [SchoolID], owner: String, style: (Int) -> NetworkMap.NodeStyle
  ) -> [NetworkMap.Node] {
    builder.nodes(schools).enumerated().map { position, node in
      var node = node
      node.id += "@\(owner)"
      node.detail = builder.district(of: schools[position]).flatMap { codes.codes[$0] }
      node.style = style(position)
      node.fullName += Self.role(node.style)
      return node
    }
  }

  private static func role(_ style: NetworkMap.NodeStyle) -> String {
    style == .neutral ? "" : ", \(MapTheme.look(of: style).legend)"
  }

  // MARK: Hubs

  /// Short facts stay on one line.
  private static func unbroken(_ text: String) -> String {
    text.count <= DisplayText.lineLength ? String(text.map { $0 == " " ? "\u{A0}" : $0 }) : text
  }

  func hubs() -> (nodes: [NetworkMap.Node], edges: [NetworkMap.Edge]) {
    var hubs: [NetworkMap.Node] = []
    var edges: [NetworkMap.Edge] = []
    var styles: [SchoolID: NetworkMap.NodeStyle] = [:]
    func rank(_ style: NetworkMap.NodeStyle) -> Int { NetworkMap.NodeStyle.allCases.firstIndex(of: style) ?? 0 }
    for (index, association) in associations.enumerated() {
      let id = "association-\(association.id)"
      let base = baseLabel(association)
      let subject = subjectName(association.subject)
      let title = DisplayText.clean(association.title, limit: 60)
      let label = [isMany ? subject.capitalizedFirst : "", title.isEmpty ? Self.unbroken("база: \(base)") : title]
        .filter { !$0.isEmpty }.joined(separator: ", ")
      hubs.append(
        .init(
          id: id, label: label.capitalizedFirst, detail: count(index), fullName: "ММО: \(subject), база: \(base)",
          style: .association))
      for member in members[index] {
        let style = style(member, in: association)
        // A school's foremost role in all its associations.
        if styles[member.school].map({ rank(style) < rank($0) }) ?? true { styles[member.school] = style }
        let line: NetworkMap.EdgeStyle =
          isMany
          ? .subject(subjects.firstIndex { $0.id == association.subject } ?? MapTheme.knownSubjectCount) : .membership
        edges.append(.init(tail: id, head: SchoolNodes.id(member.school), style: line, isDirected: false))
      }
    }
    for school in leftOut.values.flatMap({ $0 }) where styles[school] == nil { styles[school] = .leftOut }
    let schools = builder.sorted(Set(styles.keys))
    let nodes = zip(schools, builder.nodes(schools)).map { school, node in
      var node = node
      node.style = styles[school] ?? .member
      node.fullName += Self.role(node.style)
      return node
    }
    return (hubs + nodes, edges)
  }
}
