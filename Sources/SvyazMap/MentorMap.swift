public import SvyazGraph

/// The map «кто кому наставник»: who mentors whom, in which subject, and which low-result schools have nobody.
public struct MentorMap: Sendable {
  public let map: NetworkMap

  /// - Parameters:
  ///   - snapshot: the network on the map's day.
  ///   - ties: pairs of a plan; `nil` for the partnerships agreed or active on the day.
  ///   - edition: the public one shows only schools that have a tie, since standing on the map without one would tell
  ///     that a school is low-result.
  public init(_ snapshot: NetworkSnapshot, ties: [MentorTie]? = nil, edition: Edition) {
    let ties = ties ?? snapshot.tiesInForce
    let isPlan = ties.contains(where: \.isProposed)
    let isPublic = edition == .public
    let builder = SchoolNodes(snapshot, edition: edition, ties: ties)
    let lowResult = snapshot.schools(with: .lowResult)
    let tied = Set(ties.flatMap { [$0.mentor, $0.mentee] })
    let shown = isPublic ? tied : tied.union(lowResult)
    let alone = lowResult.subtracting(ties.map(\.mentee)).count

    let title =
      switch (isPublic, isPlan) {
      case (true, false): "Сеть партнёрства школ"
      case (true, true): "План сети партнёрства школ"
      case (false, false): "Наставничество школ"
      case (false, true): "План наставничества школ"
      }
    var subtitle = "на \(snapshot.day.russian) · школ: \(shown.count) · связей: \(ties.count)"
    if snapshot.network.subjects.count > 1, !ties.isEmpty { subtitle += " (\(builder.countBySubject(ties)))" }
    if !isPublic, alone > 0 { subtitle += " · без наставника: \(alone)" }
    map = NetworkMap(
      title: title, subtitle: subtitle,
      notice: ties.isEmpty ? "На \(snapshot.day.russian) связей нет." : nil,
      source: snapshot.network.name, edition: edition, subjects: builder.subjectNames,
      nodes: builder.nodes(builder.sorted(shown)), edges: builder.edges(ties))
  }
}
