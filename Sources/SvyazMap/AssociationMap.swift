public import SvyazGraph

/// The map «состав ММО»: which schools make up each methodological association, and in what role.
public struct AssociationMap: Sendable {
  public enum Design: String, Sendable, CaseIterable {
    /// A panel for each ММО with a cell for each of its schools, on a slide.
    case slide
    /// A hexagon for each ММО with its schools around it, on A3; a school of two subjects stands once, between them.
    case hubs
  }

  public let map: NetworkMap

  /// The associations in force on the snapshot's day.
  ///
  /// - Parameters:
  ///   - subject: `nil` for all.
  ///   - filter: its associations, and those with a school of its districts, are drawn, each whole. A subject of it
  ///     counts as `subject` does.
  /// - Throws: ``MapError/unknownSubject(_:known:)``.
  public init(
    _ snapshot: NetworkSnapshot, subject: SubjectID? = nil, filter: MapFilter = MapFilter(), design: Design = .slide,
    edition: Edition
  ) throws(MapError) {
    let filter = MapFilter(
      subjects: filter.subjects, districts: filter.districts, associations: filter.associations)
    let passes = MapFilter(districts: filter.districts).schools(in: snapshot)
    let drawn = snapshot.drawnAssociations.filter { association in
      (filter.subjects.isEmpty || filter.subjects.contains(association.subject))
        && (filter.associations.isEmpty || filter.associations.contains { $0.rawValue == association.id })
        && (passes(association.base) || association.members.contains { passes($0.school) })
    }
    try self.init(
      snapshot, associations: filter.isEmpty ? snapshot.drawnAssociations : drawn, subject: subject, design: design,
      edition: edition, words: filter.words(in: snapshot.network))
  }

  /// - Parameters:
  ///   - snapshot: names and districts of the schools, and the map's day.
  ///   - associations: within a subject they keep their order.
  ///   - leftOut: schools that the composition left in no group, by subject. The public edition leaves them out: they
  ///     are never low-result, so being named there would tell.
  ///   - subject: draws this one alone; `nil` for all.
  ///   - isProposed: a plan's composition, not one in force.
  ///   - edition: the public one shows every member but the base in one look and in the order of numbers, since any
  ///     other role would tell who is not low-result.
  /// - Throws: ``MapError/unknownSubject(_:known:)``.
  public init(
    _ snapshot: NetworkSnapshot, associations: [DrawnAssociation], leftOut: [SubjectID: [SchoolID]] = [:],
    subject: SubjectID? = nil, design: Design = .slide, isProposed: Bool = false, edition: Edition
  ) throws(MapError) {
    try self.init(
      snapshot, associations: associations, leftOut: leftOut, subject: subject, design: design, isProposed: isProposed,
      edition: edition, words: "")
  }

  private init(
    _ snapshot: NetworkSnapshot, associations: [DrawnAssociation], leftOut: [SubjectID: [SchoolID]] = [:],
    subject: SubjectID?, design: Design, isProposed: Bool = false, edition: Edition, words: String
  ) throws(MapError) {
    let subjects = snapshot.network.subjects
    if let subject, !subjects.contains(where: { $0.id == subject }) {
      throw .unknownSubject(subject, known: subjects.map(\.id.rawValue))
    }
    let rank = Dictionary(subjects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let chosen = associations.filter { subject == nil || $0.subject == subject }.enumerated().sorted { left, right in
      let ranks = (rank[left.element.subject] ?? .max, rank[right.element.subject] ?? .max)
      return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left.offset < right.offset
    }.map(\.element)
    let left = edition == .public ? [:] : leftOut.filter { subject == nil || $0.key == subject }
    let drawing = AssociationDrawing(
      snapshot, associations: chosen, leftOut: left.filter { !$0.value.isEmpty }, edition: edition)

    var map = NetworkMap(
      title: Self.title(snapshot, subject: drawing.isMany ? nil : subject, isProposed: isProposed),
      subtitle: (isProposed ? "на \(snapshot.day.russian) · " : "") + (words.isEmpty ? "" : words + " · ")
        + drawing.figures,
      notice: chosen.isEmpty
        ? Self.nothing(snapshot, subject: subject, isProposed: isProposed, words: words) : nil,
      source: snapshot.network.name, edition: edition, subjects: drawing.subjectNames, nodes: [])
    switch design {
    case .slide:
      let (panels, nodes) = drawing.panels()
      map.arrangement = .panels(panels)
      map.nodes = nodes
      map.codes = drawing.codes.list
    case .hubs:
      map.arrangement = .hubs
      map.paper = .a3
      (map.nodes, map.edges) = drawing.hubs()
    }
    map.caption = drawing.caption(isProposed: isProposed, isPart: subject != nil || !words.isEmpty).sentences
    self.map = map
  }

  private static func name(_ subject: SubjectID?, _ snapshot: NetworkSnapshot) -> String? {
    snapshot.network.subjects.first { $0.id == subject }?.name
  }

  private static func title(_ snapshot: NetworkSnapshot, subject: SubjectID?, isProposed: Bool) -> String {
    let title = isProposed ? "Предлагаемый состав ММО" : "Состав ММО на \(snapshot.day.russian)"
    guard let name = name(subject, snapshot) else { return title }
    return "\(title): \(name)"
  }

  private static func nothing(
    _ snapshot: NetworkSnapshot, subject: SubjectID?, isProposed: Bool, words: String
  ) -> String {
    if !words.isEmpty { return "На \(snapshot.day.russian) ММО по отбору «\(words)» нет." }
    let whose = name(subject, snapshot).map { " по предмету «\($0)»" } ?? ""
    return isProposed ? "В предлагаемом составе ММО\(whose) нет." : "На \(snapshot.day.russian) ММО\(whose) нет."
  }
}
