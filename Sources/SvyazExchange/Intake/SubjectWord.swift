public import SvyazGraph

extension Network {
  /// What a word that somebody typed for a subject means.
  public enum SubjectMeaning: Hashable, Sendable {
    case subject(SubjectID)
    /// Several subjects of the network go by this word, by id.
    case several([SubjectID])
    case unknown
  }

  /// The subject that a person means: by its id, by its name, or by a usual word for it (`maths`, «русский»), case and
  /// spaces aside. An id counts before a name, a name before a usual word.
  ///
  /// - Complexity: O(subjects).
  public func subject(meantBy text: String) -> SubjectMeaning {
    if let subject = self.subjects.first(where: { $0.id.rawValue == text }) { return .subject(subject.id) }
    let folded = IntakeText.folded(text)
    guard !folded.isEmpty else { return .unknown }
    func meaning(_ name: (Subject) -> String, _ folded: String) -> SubjectMeaning? {
      let found = Set(self.subjects.filter { IntakeText.folded(name($0)) == folded }.map(\.id)).sorted()
      return found.first.map { found.count == 1 ? .subject($0) : .several(found) }
    }
    if let found = meaning({ $0.id.rawValue }, folded) ?? meaning({ $0.name }, folded) { return found }
    guard let usual = SubjectIndex(subjects).subject(text), let subject = self.subjects.first(where: { $0.id == usual })
    else { return .unknown }
    // The word may stand for a name that two subjects have.
    return meaning({ $0.name }, IntakeText.folded(subject.name)) ?? .subject(usual)
  }
}
