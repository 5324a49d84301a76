public import SvyazGraph

/// The map «районы: кто кому помогает»: how many ties lead from the schools of one district to those of another.
///
/// Every district of the network is a node, also one without any tie; schools that name no district share one of their
/// own. The ties within a district are counted in its node.
public struct DistrictMap: Sendable {
  /// The node of the schools that name no district.
  static let unknownID = "no-district"

  public let map: NetworkMap

  /// - Parameters:
  ///   - snapshot: its partnerships agreed or active are counted.
  ///   - subject: counts the ties in this subject alone; `nil` for all.
  ///   - edition: the public one tells no direction, and counts what two schools share in a subject once.
  /// - Throws: ``MapError/unknownSubject(_:known:)``.
  public init(_ snapshot: NetworkSnapshot, subject: SubjectID? = nil, edition: Edition) throws(MapError) {
    let network = snapshot.network
    let name = network.subjects.first { $0.id == subject }?.name
    if let subject, name == nil { throw .unknownSubject(subject, known: network.subjects.map(\.id.rawValue)) }
    let all = Self.counted(snapshot.tiesInForce, edition: edition)
    let ties = subject == nil ? all : all.filter { $0.subject == subject }
    let mixing = Mixing(network, ties: ties)

    var subtitle = "на \(snapshot.day.russian) · связей: \(ties.count)"
    if !ties.isEmpty { subtitle += " · между районами: \(mixing.across) · внутри районов: \(mixing.within)" }
    let whole = subject == nil ? 0 : all.filter { $0.subject == nil }.count
    if whole > 0 { subtitle += " · сверх того по школе в целом: \(whole)" }
    let title = edition == .public ? "Районы: партнёрства школ" : "Районы: кто кому помогает"
    let about = name.map { ", предмет «\($0)»" } ?? ""
    var map = NetworkMap(
      arrangement: .ellipse, title: title + about, subtitle: subtitle,
      notice: ties.isEmpty ? "На \(snapshot.day.russian) связей нет." : nil, source: network.name, edition: edition,
      nodes: mixing.nodes, edges: mixing.edges(isDirected: edition == .working))
    map.caption = DistrictCaption(map: map).sentences
    self.map = map
  }

  /// The public edition must not tell who helps whom: ends come in the order of ids, and each pair once in a subject.
  static func counted(_ ties: [MentorTie], edition: Edition) -> [MentorTie] {
    guard edition == .public else { return ties }
    var known: Set<MentorTie> = []
    return ties.map { tie in
      var tie = tie
      (tie.mentor, tie.mentee) = (min(tie.mentor, tie.mentee), max(tie.mentor, tie.mentee))
      return tie
    }.filter { known.insert($0).inserted }
  }
}

/// Ties counted by the districts of their ends.
private struct Mixing {
  private(set) var nodes: [NetworkMap.Node] = []
  private(set) var within = 0
  private(set) var across = 0
  private var counts: [Ends: Int] = [:]

  private struct Ends: Hashable {
    var tail, head: String
  }

  init(_ network: Network, ties: [MentorTie]) {
    var districtOfSchool: [SchoolID: DistrictID] = [:]
    for school in network.schools { districtOfSchool[school.id] = school.district }
    func node(of school: SchoolID) -> String {
      districtOfSchool[school].map { "district-\($0.rawValue)" } ?? DistrictMap.unknownID
    }
    var schools: [String: Int] = [:]
    for school in network.schools { schools[node(of: school.id), default: 0] += 1 }
    var inside: [String: Int] = [:]
    for tie in ties {
      let ends = Ends(tail: node(of: tie.mentor), head: node(of: tie.mentee))
      if ends.tail == ends.head {
        inside[ends.tail, default: 0] += 1
        within += 1
      } else {
        counts[ends, default: 0] += 1
        across += 1
      }
    }
    let tied = Dictionary(
      Set(ties.flatMap { [$0.mentor, $0.mentee] }).map { (node(of: $0), 1) }, uniquingKeysWith: +)

    // Districts of the table, and those that only schools name.
    var names = Dictionary(network.districts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    for district in districtOfSchool.values where names[district] == nil { names[district] = district.rawValue }
    nodes = names.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { id, name in
      Self.node("district-\(id.rawValue)", name, .district, schools: schools, tied: tied, inside: inside)
    }
    let unknown = DistrictMap.unknownID
    if schools[unknown] != nil || tied[unknown] != nil {
      nodes.append(
        Self.node(unknown, "район не указан", .districtUnknown, schools: schools, tied: tied, inside: inside))
    }
  }

  private static func node(
    _ id: String, _ name: String, _ style: NetworkMap.NodeStyle, schools: [String: Int], tied: [String: Int],
    inside: [String: Int]
  ) -> NetworkMap.Node {
    let own = tied[id] ?? 0
    // A tie may name a school that the table lacks.
    let total = max(schools[id] ?? 0, own)
    var node = NetworkMap.Node(
      id: id, label: name, detail: "\(own) из \(total) школ",
      fullName: "\(name): школ со связями \(own) из \(total), связей внутри \(inside[id] ?? 0)", style: style,
      weight: Double(own))
    node.inside = inside[id] ?? 0
    return node
  }

  /// The lightest first, so that the heaviest are drawn above them.
  func edges(isDirected: Bool) -> [NetworkMap.Edge] {
    var counts = counts
    if !isDirected {
      counts = [:]
      for (ends, count) in self.counts {
        counts[Ends(tail: min(ends.tail, ends.head), head: max(ends.tail, ends.head)), default: 0] += count
      }
    }
    return counts.sorted { ($0.value, $0.key.tail, $0.key.head) < ($1.value, $1.key.tail, $1.key.head) }.map {
      NetworkMap.Edge(tail: $0.tail, head: $0.head, style: .mixing, isDirected: isDirected, count: $1)
    }
  }
}
