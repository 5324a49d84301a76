internal import SvyazComposition
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazMap

extension DrawMap {
  /// The compositions to draw and, where they are of one subject, this subject.
  ///
  /// - Parameter word: an id, a name or a usual word; `nil` for all that there are.
  /// - Throws: ``UsageError`` for a subject that the network or the compositions do not have.
  static func chosen(
    _ compositions: [Composition], subject word: String?, in network: Network
  ) throws(UsageError) -> (compositions: [Composition], subject: SubjectID?) {
    guard let word else { return (compositions, compositions.count == 1 ? compositions.first?.subject : nil) }
    let subject = try ComposeAssociations.subject(word, of: network)
    let chosen = compositions.filter { $0.subject == subject }
    guard !chosen.isEmpty else {
      let known = compositions.map(\.subject.rawValue).joined(separator: ", ")
      throw .value(
        option: "--subject", value: word,
        expected: known.isEmpty ? "предмет файла состава, но составов в нём нет" : "предмет файла состава: \(known)")
    }
    return (chosen, subject)
  }

  /// Whether the composition has groups of this network's schools, on the day asked for. (Whether it still keeps every
  /// rule is not asked: yesterday's composition may be shown after the results have changed.)
  static func check(_ composition: Composition, against network: Network, day: Day?) throws {
    if let day, day != composition.day {
      throw UsageError.value(
        option: "--as-of", value: day.description, expected: "дата состава \(composition.day)")
    }
    try composition.requireGroups(of: network)
  }

  static func associations(of composition: Composition) -> [DrawnAssociation] {
    composition.groups.map { group in
      DrawnAssociation(
        subject: composition.subject, base: group.base,
        members: group.members.map { .init(school: $0.school, role: $0.role) })
    }
  }
}
