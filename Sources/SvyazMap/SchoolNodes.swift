import SvyazGraph

/// Makes nodes and edges of schools and ties in one edition's style.
struct SchoolNodes {
  let snapshot: NetworkSnapshot
  let edition: Edition
  private let schools: [SchoolID: School]
  private let districts: [DistrictID: District]
  private let subjectIndex: [SubjectID: Int]
  private let mentors: Set<SchoolID>
  private let mentees: Set<SchoolID>

  init(_ snapshot: NetworkSnapshot, edition: Edition, ties: [MentorTie]) {
    self.snapshot = snapshot
    self.edition = edition
    schools = Dictionary(snapshot.network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    districts = Dictionary(snapshot.network.districts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    subjectIndex = Dictionary(
      snapshot.network.subjects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    mentors = Set(ties.map(\.mentor))
    mentees = Set(ties.map(\.mentee))
  }

  static func id(_ school: SchoolID) -> String { "school-\(school.rawValue)" }

  /// Schools with their names, for sentences; of two of one name both say their district.
  func named(_ ids: [SchoolID]) -> [(id: SchoolID, label: String)] {
    zip(ids, nodes(ids)).map { id, node in (id, node.detail.map { "\(node.label) (\($0))" } ?? node.label) }
  }

  func district(of school: SchoolID) -> DistrictID? { schools[school]?.district }

  /// By number, then by id: the order in which people look schools up.
  func sorted(_ ids: Set<SchoolID>) -> [SchoolID] {
    ids.sorted { left, right in
      let numbers = (schools[left]?.number ?? .max, schools[right]?.number ?? .max)
      return numbers.0 != numbers.1 ? numbers.0 < numbers.1 : left < right
    }
  }

  /// Nodes of schools; where two have the same label, both also name their district.
  func nodes(_ ids: [SchoolID], withDistrict: Bool = false) -> [NetworkMap.Node] {
    let labels = ids.map { schools[$0]?.label ?? $0.rawValue }
    let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
    return zip(ids, labels).map { id, label in
      let district = schools[id]?.district.flatMap { districts[$0]?.name }
      return NetworkMap.Node(
        id: Self.id(id), label: label, detail: withDistrict || counts[label, default: 0] > 1 ? district : nil,
        fullName: [schools[id]?.name ?? id.rawValue, district].compactMap { $0 }.joined(separator: ", "),
        style: style(of: id))
    }
  }

  private func style(of school: SchoolID) -> NetworkMap.NodeStyle {
    guard edition == .working else { return .neutral }
    if snapshot.has(.lowResult, school) { return mentees.contains(school) ? .lowResult : .lowResultAlone }
    return mentors.contains(school) ? .mentor : .other
  }

  /// Edges of ties. The public edition hides who helps whom: ends come in the order of ids, and each pair once in a
  /// subject.
  func edges(_ ties: [MentorTie]) -> [NetworkMap.Edge] {
    let edges = ties.map { tie in
      let isPublic = edition == .public
      let ends = isPublic ? [tie.mentor, tie.mentee].sorted() : [tie.mentor, tie.mentee]
      return NetworkMap.Edge(
        tail: Self.id(ends[0]), head: Self.id(ends[1]), style: style(of: tie.subject), isDirected: !isPublic,
        isProposed: tie.isProposed)
    }
    var known: Set<NetworkMap.Edge> = []
    // By ends, so that neither the order of rows nor the direction shows.
    return edges.filter { known.insert($0).inserted }.sorted {
      ($0.tail, $0.head, $0.rank) < ($1.tail, $1.head, $1.rank)
    }
  }

  private func style(of subject: SubjectID?) -> NetworkMap.EdgeStyle {
    guard let subject else { return .wholeSchool }
    // A subject that the network does not list gets the look of «другие предметы».
    return .subject(subjectIndex[subject] ?? MapTheme.knownSubjectCount)
  }

  var subjectNames: [String] { snapshot.network.subjects.map(\.name) }

  /// «русский язык: 31, математика: 29»
  func countBySubject(_ ties: [MentorTie]) -> String {
    let counts = Dictionary(ties.map { ($0.subject, 1) }, uniquingKeysWith: +)
    var parts = snapshot.network.subjects.compactMap { subject in
      counts[subject.id].map { "\(subject.name): \($0)" }
    }
    if let whole = counts[nil] { parts.append("школа в целом: \(whole)") }
    return parts.joined(separator: ", ")
  }
}

extension NetworkMap.Edge {
  fileprivate var rank: Int {
    switch style {
    case .subject(let index): index
    case .wholeSchool: 1000
    case .membership: 1001
    case .event: 1002
    case .mixing: 1003
    }
  }
}
